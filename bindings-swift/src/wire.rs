//! Models to and from their wire form.

use serde::{Serialize, de::DeserializeOwned};
use whereby::Json;

use crate::WherebyError;

pub(crate) fn write(model: &impl Serialize) -> Result<Json, WherebyError> {
    serde_json::to_value(model).map(Json).map_err(|e| WherebyError::invalid(e.to_string()))
}

pub(crate) fn read<T: DeserializeOwned>(json: Json) -> Result<T, WherebyError> {
    serde_json::from_value(json.0).map_err(|e| WherebyError::invalid(e.to_string()))
}
