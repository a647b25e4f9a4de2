//! Keys that this version does not know.

use serde::{
    Deserialize, Serialize,
    ser::{Error, SerializeMap},
};
use serde_json::{Map, Value};

/// Keys that this version has no field for, in the order in which they came.
///
/// On an answer: what the server sent beyond the fields, and fields whose value could not be read.
/// On a request: what to send beyond the fields, as it is. A key of a field that is given too is an
/// `InvalidRequestError`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(pub Map<String, Value>);

impl Extra {
    /// Writes these keys behind the fields of an input, none of which they may repeat.
    pub(crate) fn behind<M: SerializeMap>(
        &self,
        map: &mut M,
        given: impl Fn(&str) -> bool,
    ) -> Result<(), M::Error> {
        self.repeats_none(given).map_err(M::Error::custom)?;
        self.0.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))
    }

    /// A key of a field that is given would stand there twice, and which of the two a server takes is
    /// chance.
    pub(crate) fn repeats_none(&self, given: impl Fn(&str) -> bool) -> Result<(), String> {
        self.keys().find(|key| given(key)).map_or(Ok(()), |key| {
            Err(format!(
                "extra: `{key}` is a field that is given too; leave it out of extra, or leave the field unset"
            ))
        })
    }
}

impl std::ops::Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl std::ops::DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

impl From<Map<String, Value>> for Extra {
    fn from(keys: Map<String, Value>) -> Self {
        Self(keys)
    }
}

#[cfg(feature = "python")]
super::python_json::json_face!(Extra, DICT, Map<String, Value>);

#[cfg(feature = "node")]
super::json::node::face!(Extra, Object);

/// Crosses to Swift as JSON text; the Swift package shows it as `[String: JSON]` or `JSON`.
#[cfg(feature = "swift")]
macro_rules! swift_face {
    ($name:ident) => {
        uniffi::custom_type!($name, String, {
            lower: |value| serde_json::to_string(&value).unwrap_or_default(),
            try_lift: |text| Ok(serde_json::from_str(&text)?),
        });
    };
}
#[cfg(feature = "swift")]
pub(crate) use swift_face;
#[cfg(feature = "swift")]
swift_face!(Extra);
