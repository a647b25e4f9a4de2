//! How Rust's futures run under Python.
//!
//! Synchronous calls run on the caller's own thread: the interpreter is released and one shared
//! runtime without threads is driven by whoever waits. Every 50 ms a call looks whether Python has a
//! signal for it, so Ctrl-C ends it at once. Asynchronous calls run on a thread of their own, bound
//! to no event loop; a coroutine that is dropped or cancelled aborts its work.
//!
//! A connection lives on the runtime that made it, so `Whereby` and `AsyncWhereby` never share one
//! client. After a fork each process makes its own runtimes.

use std::{
    future::Future,
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    time::Duration,
};

use pyo3::prelude::*;
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinHandle,
};
use whereby::Result;

use crate::process::PerProcess;

static SYNC: PerProcess<Runtime> = PerProcess::new();
static ASYNC: PerProcess<Runtime> = PerProcess::new();

const SIGNALS: Duration = Duration::from_millis(50);

/// Runs a call to its end on this thread, without holding the interpreter.
pub fn block<T: Send>(py: Python<'_>, call: impl Future<Output = Result<T>> + Send) -> PyResult<T> {
    let make = || Builder::new_current_thread().enable_all().build();
    let runtime = SYNC.get(make).map_err(|e: io::Error| PyErr::from(e))?;
    py.detach(|| {
        let run = || runtime.1.block_on(until_signal(call));
        catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(fault()))
    })
}

async fn until_signal<T>(call: impl Future<Output = Result<T>>) -> PyResult<T> {
    settle().await;
    let interrupted = {
        let mut call = pin!(call);
        loop {
            tokio::select! {
                done = &mut call => return done.map_err(PyErr::from),
                () = tokio::time::sleep(SIGNALS) => {}
            }
            if let Err(interrupted) = Python::attach(|py| py.check_signals()) {
                break interrupted;
            }
        }
    };
    settle().await;
    Err(interrupted)
}

/// Nobody drives this runtime between calls. One round reads what the sockets have to say, the next
/// lets the connections act on it: one that the server has closed is not used again, and one whose
/// call was interrupted is closed.
async fn settle() {
    tokio::task::yield_now().await;
    tokio::task::yield_now().await;
}

/// Runs a call on the thread for asynchronous work; dropping the future aborts it.
pub async fn spawn<T: Send + 'static>(call: impl Future<Output = Result<T>> + Send + 'static) -> PyResult<T> {
    let make = || Builder::new_multi_thread().worker_threads(1).thread_name("whereby").enable_all().build();
    let runtime = ASYNC.get(make).map_err(|e: io::Error| PyErr::from(e))?;
    let mut task = AbortOnDrop(runtime.1.spawn(call));
    match (&mut task.0).await {
        Ok(done) => done.map_err(PyErr::from),
        Err(_panicked) => Err(fault()),
    }
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A panic of this library must not become Python's `BaseException`.
fn fault() -> PyErr {
    Python::attach(|py| {
        whereby::raise(py, "WherebyError", "a fault inside the whereby library; please report it")
    })
}
