//! Values that open doors.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A value that must not be seen by accident: host links, storage keys, stream addresses.
///
/// `Debug` and logs show `***`; [`reveal`](Secret::reveal) gives the value.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    /// Wraps a value.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// Returns the value itself. Do not log it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl From<String> for Secret {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl From<&str> for Secret {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

#[cfg(feature = "python")]
super::python::text_face!(Secret, TEXT, |s| s.reveal(), |text| Secret::new(text));

#[cfg(feature = "node")]
super::open_enum::node_text_face!(Secret, "Secret", |s: Secret| s.0, Secret);

#[cfg(feature = "swift")]
uniffi::custom_type!(Secret, String, { lower: |s| s.0, try_lift: |text| Ok(Secret(text)) });
