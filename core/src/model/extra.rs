//! Keys that this version does not know.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Keys that this version has no field for, in the order in which they came.
///
/// On an answer: what the server sent beyond the fields, and fields whose value could not be read.
/// On a request: what to send beyond the fields, as it is; a key here does not replace a field.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Extra(pub Map<String, Value>);

impl std::ops::Deref for Extra {
    type Target = Map<String, Value>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

#[cfg(feature = "cli")]
impl std::str::FromStr for Extra {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        serde_json::from_str(text).map(Self)
    }
}

#[cfg(feature = "python")]
super::python::json_face!(Extra, "dict", Map<String, Value>);

#[cfg(feature = "node")]
impl napi::bindgen_prelude::TypeName for Extra {
    fn type_name() -> &'static str {
        "Extra"
    }

    fn value_type() -> napi::ValueType {
        napi::ValueType::Object
    }
}

#[cfg(feature = "node")]
macro_rules! node_face {
    ($name:ident, $inner:ty) => {
        #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
        impl napi::bindgen_prelude::ToNapiValue for $name {
            unsafe fn to_napi_value(
                env: napi::sys::napi_env,
                value: Self,
            ) -> napi::Result<napi::sys::napi_value> {
                // SAFETY: the caller's promise about `env` is handed on.
                unsafe { napi::bindgen_prelude::ToNapiValue::to_napi_value(env, value.0) }
            }
        }

        #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
        impl napi::bindgen_prelude::FromNapiValue for $name {
            unsafe fn from_napi_value(
                env: napi::sys::napi_env,
                value: napi::sys::napi_value,
            ) -> napi::Result<Self> {
                // SAFETY: the caller's promise about `env` and `value` is handed on.
                unsafe { <$inner as napi::bindgen_prelude::FromNapiValue>::from_napi_value(env, value) }
                    .map(Self)
            }
        }

        impl napi::bindgen_prelude::ValidateNapiValue for $name {}
    };
}
#[cfg(feature = "node")]
pub(crate) use node_face;
#[cfg(feature = "node")]
node_face!(Extra, Map<String, Value>);

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
