//! A function of JavaScript that is told how far a call is, on JavaScript's own thread: what is told
//! waits in a queue, in order, and the call goes on meanwhile.

use napi::{
    Result, Status, ValueType,
    bindgen_prelude::{FnArgs, FromNapiValue, TypeName, ValidateNapiValue},
    sys,
    threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode},
};

use super::Progress;

type Args = FnArgs<(Option<f64>, Option<f64>)>;

/// The function, which is called with two nulls when the call holds it no longer.
struct Told(ThreadsafeFunction<Args, (), Args, Status, false>);

impl Told {
    fn tell(&self, received: Option<u64>, total: Option<u64>) {
        #[expect(clippy::cast_precision_loss, reason = "JavaScript counts bytes in a double")]
        let number = |count: u64| count as f64;
        let args = (received.map(number), total.map(number)).into();
        // It fails only where JavaScript is about to end.
        let _ = self.0.call(args, ThreadsafeFunctionCallMode::NonBlocking);
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        self.tell(None, None);
    }
}

impl TypeName for Progress {
    fn type_name() -> &'static str {
        "Progress"
    }

    fn value_type() -> ValueType {
        ValueType::Function
    }
}

impl ValidateNapiValue for Progress {}

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl FromNapiValue for Progress {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
        // SAFETY: the caller's promise about `env` and `value` is handed on.
        let told = Told(unsafe { ThreadsafeFunction::from_napi_value(env, value) }?);
        Ok(Self::new(move |received, total| told.tell(Some(received), total)))
    }
}
