//! Results on their way to JavaScript. What is thrown, or rejects the promise, has the property
//! `failure` with every fact in a field of its own; `ts/errors.ts` makes it an instance of its class.

use napi::{
    Env, JsValue, Status, ValueType,
    bindgen_prelude::{JsObjectValue, ToNapiValue, TypeName},
    sys,
};
use napi_derive::napi;
use whereby::{Error, RateLimits, Sent, Timestamp};

/// Why a call failed.
#[napi(object, object_from_js = false)]
pub struct Failure {
    /// The name of the class of the error.
    pub kind: String,
    /// What went wrong, in one line.
    pub message: String,
    /// The operation, as in `meetings.create`; none where no call was made.
    pub operation: Option<String>,
    /// The status of the answer, if there was one.
    pub status: Option<u32>,
    /// How far the call came: `never`: no byte left; `refused`: the server said no; `unknown`: it may
    /// have happened.
    pub sent: Sent,
    /// How many times it was sent or tried to be sent.
    pub attempts: u32,
    /// When it makes sense to try again, where that is known.
    pub retry_at: Option<Timestamp>,
    /// The points, where the answer told them.
    pub limits: Option<RateLimits>,
    /// The server's own id of the request, for its support.
    pub request_id: Option<String>,
    /// The body of the answer as text, at most 4 KiB, host and viewer keys masked.
    pub body: Option<String>,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let details = error.details().clone();
        Self {
            kind: error.kind().name().to_owned(),
            message: details.message,
            operation: details.operation,
            status: details.status.map(u32::from),
            sent: details.sent,
            attempts: details.attempts,
            retry_at: details.retry_at,
            limits: details.limits,
            request_id: details.request_id,
            body: details.body,
        }
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
    let reason = napi::Error::from_reason(failure.message.clone());
    let env = Env::from_raw(env);
    let error = env.create_error(reason).and_then(|mut error| {
        error.set_named_property("failure", failure)?;
        Ok(error.to_unknown())
    });
    error.map_or_else(|error| error, napi::Error::from)
}
