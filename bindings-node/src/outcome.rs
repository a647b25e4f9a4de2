//! Results on their way to JavaScript. What is thrown, or rejects the promise, has the property
//! `failure`, of which `ts/raise.ts` makes an instance of its class.

use napi::{
    Env, JsValue, Status, ValueType,
    bindgen_prelude::{JsObjectValue, ToNapiValue, TypeName},
    sys,
};
use napi_derive::napi;
use whereby::{Error, ErrorDetails};

/// Why a call failed.
#[napi(object, object_from_js = false)]
pub struct Failure {
    /// The name of the class of the error.
    pub kind: String,
    /// The facts.
    pub details: ErrorDetails,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self { kind: error.kind().name().to_owned(), details: error.details().clone() }
    }
}

/// How a call ended. napi's own errors carry a text only, so the error is made here, where the
/// environment of JavaScript is at hand.
pub enum Outcome<T> {
    Done(T),
    Failed(Box<Failure>),
    Cancelled,
}

impl<T> From<whereby::Result<T>> for Outcome<T> {
    fn from(result: whereby::Result<T>) -> Self {
        match result {
            Ok(value) => Self::Done(value),
            Err(error) => Self::Failed(Box::new(error.into())),
        }
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
    unsafe fn to_napi_value(env: sys::napi_env, outcome: Self) -> napi::Result<sys::napi_value> {
        match outcome {
            // SAFETY: the caller's promise about `env` is handed on.
            Self::Done(value) => unsafe { T::to_napi_value(env, value) },
            Self::Failed(failure) => Err(thrown(env, *failure)),
            Self::Cancelled => Err(napi::Error::new(Status::Cancelled, "the call was cancelled")),
        }
    }
}

/// The failure as the value that JavaScript catches.
pub fn thrown(env: sys::napi_env, failure: Failure) -> napi::Error {
    let reason = napi::Error::from_reason(failure.details.message.clone());
    let env = Env::from_raw(env);
    let error = env.create_error(reason).and_then(|mut error| {
        error.set_named_property("failure", failure)?;
        Ok(error.to_unknown())
    });
    error.map_or_else(|error| error, napi::Error::from)
}
