//! Results of what does no I/O, on their way to JavaScript. What is thrown has the property `failure`,
//! JSON text of which `ts/raise.ts` makes an instance of its class: napi's own errors carry a text only.

use napi::{
    Env, JsValue, Result, ValueType,
    bindgen_prelude::{JsObjectValue, ToNapiValue, TypeName},
    sys,
};
use whereby::Error;

/// A result whose error is made where the environment of JavaScript is at hand.
pub struct Outcome<T>(whereby::Result<T>);

impl<T> Outcome<T> {
    /// The value, or what JavaScript catches.
    pub fn or_throw(self, env: Env) -> Result<T> {
        self.0.map_err(|error| thrown(env, &error).unwrap_or_else(|error| error))
    }
}

impl<T> From<whereby::Result<T>> for Outcome<T> {
    fn from(result: whereby::Result<T>) -> Self {
        Self(result)
    }
}

impl<T> TypeName for Outcome<T> {
    fn type_name() -> &'static str {
        "Outcome"
    }

    fn value_type() -> ValueType {
        ValueType::Unknown
    }
}

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl<T: ToNapiValue> ToNapiValue for Outcome<T> {
    unsafe fn to_napi_value(env: sys::napi_env, outcome: Self) -> Result<sys::napi_value> {
        let value = outcome.or_throw(Env::from_raw(env))?;
        // SAFETY: the caller's promise about `env` is handed on.
        unsafe { T::to_napi_value(env, value) }
    }
}

fn thrown(env: Env, error: &Error) -> Result<napi::Error> {
    let mut thrown = env.create_error(napi::Error::from_reason(error.to_string()))?;
    thrown.set_named_property("failure", error.to_json())?;
    Ok(thrown.to_unknown().into())
}
