//! A path crosses from JavaScript as a string: `ts/check.ts` has made one of a file URL.

use napi::{
    Result, ValueType,
    bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue},
    sys,
};

use super::FilePath;

impl TypeName for FilePath {
    fn type_name() -> &'static str {
        "FilePath"
    }

    fn value_type() -> ValueType {
        ValueType::String
    }
}

impl ValidateNapiValue for FilePath {}

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl FromNapiValue for FilePath {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        // SAFETY: the caller's promise about `env` and `value` is handed on.
        unsafe { String::from_napi_value(env, value) }.map(Self::from)
    }
}
