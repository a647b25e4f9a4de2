//! JSON values cross from JavaScript as `JSON.stringify` has them, so that numbers, `__proto__` and
//! `toJSON` mean here what they mean everywhere in JavaScript.

use napi::{
    Env, Result, Status, Unknown,
    bindgen_prelude::{FnArgs, FromNapiValue, Function, JsObjectValue, Object, TypeName},
    sys,
};
use serde::de::DeserializeOwned;

pub(crate) fn from_js<T: DeserializeOwned + TypeName>(
    env: sys::napi_env,
    value: sys::napi_value,
) -> Result<T> {
    #[expect(unsafe_code, reason = "the raw value becomes one with a type")]
    // SAFETY: the caller's promise about `env` and `value` is handed on.
    let value = unsafe { Unknown::from_napi_value(env, value)? };
    let json: Object = Env::from_raw(env).get_global()?.get_named_property("JSON")?;
    let stringify: Function<FnArgs<(Unknown,)>, Option<String>> = json.get_named_property("stringify")?;
    let text = stringify.call((value,).into())?;
    // A function or a symbol has no JSON.
    let text = text.ok_or_else(|| napi::Error::new(Status::InvalidArg, "must be JSON".to_owned()))?;
    serde_json::from_str(&text).map_err(invalid)
}

fn invalid(error: serde_json::Error) -> napi::Error {
    napi::Error::new(Status::InvalidArg, format!("must be JSON: {error}"))
}

macro_rules! face {
    ($name:ident, $kind:ident) => {
        impl napi::bindgen_prelude::TypeName for $name {
            fn type_name() -> &'static str {
                stringify!($name)
            }

            fn value_type() -> napi::ValueType {
                napi::ValueType::$kind
            }
        }

        impl napi::bindgen_prelude::ValidateNapiValue for $name {}

        #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
        impl napi::bindgen_prelude::FromNapiValue for $name {
            unsafe fn from_napi_value(
                env: napi::sys::napi_env,
                value: napi::sys::napi_value,
            ) -> napi::Result<Self> {
                crate::model::json::node::from_js(env, value)
            }
        }
    };
}
pub(crate) use face;
