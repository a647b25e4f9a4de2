//! Spans of time, in the unit each language is used to.

use std::time::Duration;

/// A span of time: `Duration` in Rust, seconds in Python and Swift, milliseconds in JavaScript.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    seconds: f64,
}

impl Span {
    /// Builds a span from seconds. What the client does with it is checked where it is used.
    pub fn from_seconds(seconds: f64) -> Self {
        Self { seconds }
    }

    /// Returns the span, or nothing if it is negative, no number or beyond what can be counted.
    pub fn as_duration(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.seconds).ok()
    }
}

impl From<Duration> for Span {
    fn from(duration: Duration) -> Self {
        Self { seconds: duration.as_secs_f64() }
    }
}

#[cfg(feature = "python")]
impl<'a, 'py> pyo3::FromPyObject<'a, 'py> for Span {
    type Error = pyo3::PyErr;
    const INPUT_TYPE: pyo3::inspect::PyStaticExpr = <f64 as pyo3::FromPyObject<'a, 'py>>::INPUT_TYPE;

    fn extract(obj: pyo3::Borrowed<'a, 'py, pyo3::PyAny>) -> pyo3::PyResult<Self> {
        obj.extract().map(Self::from_seconds)
    }
}

#[cfg(feature = "node")]
mod node {
    use super::Span;
    use napi::{
        Result, ValueType,
        bindgen_prelude::{FromNapiValue, TypeName, ValidateNapiValue},
        sys,
    };

    impl TypeName for Span {
        fn type_name() -> &'static str {
            "number"
        }

        fn value_type() -> ValueType {
            ValueType::Number
        }
    }

    impl ValidateNapiValue for Span {}

    #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
    impl FromNapiValue for Span {
        unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
            // SAFETY: the caller's promise about `env` and `value` is handed on.
            unsafe { f64::from_napi_value(env, value) }.map(|millis| Self::from_seconds(millis / 1000.0))
        }
    }
}

#[cfg(feature = "swift")]
uniffi::custom_type!(Span, f64, { lower: |span| span.seconds, try_lift: |seconds| Ok(Span::from_seconds(seconds)) });
