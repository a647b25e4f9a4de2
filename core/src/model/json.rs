//! Any JSON value, as each language has it.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Any JSON value: what the server sent where no type is promised.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Json(pub Value);

#[cfg(feature = "python")]
super::python_json::json_face!(Json, crate::model::python::ANY, Value);

#[cfg(feature = "node")]
#[path = "json_node.rs"]
pub(crate) mod node;
#[cfg(feature = "node")]
node::face!(Json, Unknown);

#[cfg(feature = "swift")]
super::extra::swift_face!(Json);
