//! Whether a function that other threads call keeps the process alive. napi's own way makes a new
//! function each time, at the price of a call.

use std::sync::{Arc, Weak};

use napi::{Env, Result, check_status, sys, threadsafe_function::ThreadsafeFunctionHandle};

/// Keeps the process alive, or not; at first not.
#[derive(Default)]
pub struct KeepAlive {
    function: Weak<ThreadsafeFunctionHandle>,
    on: bool,
}

impl KeepAlive {
    /// By this function.
    pub fn of(&mut self, function: &Arc<ThreadsafeFunctionHandle>) {
        self.function = Arc::downgrade(function);
    }

    /// Keeps it alive from now on.
    pub fn on(&mut self, env: Env) -> Result<()> {
        self.turn(true, |function| {
            #[expect(unsafe_code, reason = "napi's safe way is deprecated")]
            // SAFETY: the function is there, and `env` shows that this is the thread it belongs to.
            unsafe {
                sys::napi_ref_threadsafe_function(env.raw(), function)
            }
        })
    }

    /// Does not keep it alive any more.
    pub fn off(&mut self, env: Env) -> Result<()> {
        self.turn(false, |function| {
            #[expect(unsafe_code, reason = "napi's safe way is deprecated")]
            // SAFETY: as above.
            unsafe {
                sys::napi_unref_threadsafe_function(env.raw(), function)
            }
        })
    }

    fn turn(
        &mut self,
        on: bool,
        change: impl FnOnce(sys::napi_threadsafe_function) -> sys::napi_status,
    ) -> Result<()> {
        let Some(function) = self.function.upgrade().filter(|_| self.on != on) else { return Ok(()) };
        self.on = on;
        // After the end of the environment there is no function any more.
        function.with_read_aborted(|gone| match gone {
            true => Ok(()),
            false => check_status!(change(function.get_raw())),
        })
    }
}
