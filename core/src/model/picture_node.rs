//! A picture crosses from JavaScript as the bytes of a `Uint8Array`, which are copied, or as a path:
//! `ts/check.ts` has made one of a file URL.

use napi::{
    Either, Result, ValueType,
    bindgen_prelude::{FromNapiValue, TypeName, Uint8Array, ValidateNapiValue},
    sys,
};

use super::Picture;

impl TypeName for Picture {
    fn type_name() -> &'static str {
        "Picture"
    }

    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

impl ValidateNapiValue for Picture {}

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl FromNapiValue for Picture {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        // SAFETY: the caller's promise about `env` and `value` is handed on.
        Ok(match unsafe { Either::<String, Uint8Array>::from_napi_value(env, value) }? {
            Either::A(path) => Self::File(path.into()),
            Either::B(bytes) => Self::Bytes(bytes.to_vec()),
        })
    }
}
