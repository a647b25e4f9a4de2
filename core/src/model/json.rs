//! Any JSON value, as each language has it.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Any JSON value: what the server sent where no type is promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(pub Value);

impl From<Value> for Json {
    fn from(value: Value) -> Self {
        Self(value)
    }
}

/// Reads a type from JSON text. Never inlined: the code of one model is kilobytes, and several languages
/// have use for it.
#[inline(never)]
pub(crate) fn from_text<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text)
}

#[cfg(feature = "python")]
super::python_json::json_face!(Json, ANY, Value);

#[cfg(feature = "node")]
#[path = "json_node.rs"]
pub(crate) mod node;
#[cfg(feature = "node")]
node::face!(Json, Unknown);

#[cfg(feature = "swift")]
super::extra::swift_face!(Json);
