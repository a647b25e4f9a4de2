//! How Rust's futures run under Python.
//!
//! Synchronous calls run on the caller's own thread: the interpreter is released and one shared
//! runtime without threads is driven by whoever waits. Every 50 ms a call leaves the runtime and
//! looks whether Python has a signal for it, so Ctrl-C ends it at once, and a signal's handler may
//! make calls of its own. Asynchronous calls run on a thread of their own, bound to no event loop; a
//! coroutine that is dropped or cancelled aborts its work, and so does the end of the interpreter.
//!
//! A connection lives on the runtime that made it, so `Whereby` and `AsyncWhereby` never share one
//! client. After a fork each process makes its own runtimes.

use std::{
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use pyo3::prelude::*;
use tokio::{
    runtime::{Builder, Runtime},
    task::{JoinHandle, yield_now},
    time::timeout,
};
use whereby::{Callback, Result};

use crate::process::PerProcess;

static SYNC: PerProcess<Runtime> = PerProcess::new();
static ASYNC: PerProcess<Runtime> = PerProcess::new();

const SIGNALS: Duration = Duration::from_millis(50);
const FAREWELL: Duration = Duration::from_secs(1);

/// Runs a call to its end on this thread, without holding the interpreter.
pub fn block<T: Send>(py: Python<'_>, call: impl Future<Output = Result<T>> + Send) -> PyResult<T> {
    block_telling(py, None, call)
}

/// The same for a call that says how far it is. The callable is told between two turns of the runtime,
/// so that it may make calls of its own; what it raises ends the call.
pub fn block_telling<T: Send>(
    py: Python<'_>,
    callback: Option<&Callback>,
    call: impl Future<Output = Result<T>> + Send,
) -> PyResult<T> {
    let tell = || callback.map_or(Ok(()), |callback| callback.tell(py));
    let runtime = sync()?;
    let mut call = Box::pin(call);
    py.detach(|| runtime.1.block_on(settle()));
    loop {
        match py.detach(|| turn(&runtime.1, callback, call.as_mut())) {
            Turn::Done(Ok(value)) => return tell().map(|()| value),
            Turn::Done(Err(error)) => return Err(error.into()),
            Turn::Panicked => return Err(fault(py)),
            Turn::Waiting => {}
        }
        if let Err(raised) = tell().and_then(|()| py.check_signals()) {
            drop(call);
            py.detach(|| runtime.1.block_on(settle()));
            return Err(raised);
        }
    }
}

/// Lets connections whose calls were dropped close.
pub fn settled(py: Python<'_>) -> PyResult<()> {
    let runtime = sync()?;
    py.detach(|| runtime.1.block_on(settle()));
    Ok(())
}

fn sync() -> PyResult<Arc<(u32, Runtime)>> {
    Ok(SYNC.get(|| Builder::new_current_thread().enable_all().build())?)
}

enum Turn<T> {
    Done(T),
    Waiting,
    Panicked,
}

fn turn<F: Future>(runtime: &Runtime, callback: Option<&Callback>, call: Pin<&mut F>) -> Turn<F::Output> {
    let limited = async { timeout(SIGNALS, done_or_news(callback, call)).await };
    match catch_unwind(AssertUnwindSafe(|| runtime.block_on(limited))) {
        Ok(Ok(Some(done))) => Turn::Done(done),
        Ok(Ok(None) | Err(_)) => Turn::Waiting,
        Err(_) => Turn::Panicked,
    }
}

/// Waits until the work is done, or (`None`) until there is something to tell.
async fn done_or_news<F: Future>(callback: Option<&Callback>, mut work: Pin<&mut F>) -> Option<F::Output> {
    poll_fn(|context| match (work.as_mut().poll(context), callback) {
        (Poll::Ready(done), _) => Poll::Ready(Some(done)),
        (Poll::Pending, Some(callback)) => callback.poll_news(context).map(|()| None),
        (Poll::Pending, None) => Poll::Pending,
    })
    .await
}

/// Nobody drives the runtime for synchronous calls between them. One round reads what the sockets
/// have to say, the next lets the connections act on it: one that the server has closed is not used
/// again, and one whose call was interrupted is closed.
async fn settle() {
    yield_now().await;
    yield_now().await;
}

/// Runs a call on the thread for asynchronous work; dropping the future aborts it.
pub async fn spawn<T: Send + 'static>(call: impl Future<Output = Result<T>> + Send + 'static) -> PyResult<T> {
    spawn_telling(None, call).await
}

/// The same for a call that says how far it is. The callable is told where the coroutine runs: in the
/// event loop and task of the caller; what it raises ends the call.
pub async fn spawn_telling<T: Send + 'static>(
    callback: Option<Callback>,
    call: impl Future<Output = Result<T>> + Send + 'static,
) -> PyResult<T> {
    let tell = || Python::attach(|py| callback.as_ref().map_or(Ok(()), |callback| callback.tell(py)));
    let mut task = AbortOnDrop(background()?.1.spawn(call));
    loop {
        match done_or_news(callback.as_ref(), Pin::new(&mut task.0)).await {
            Some(Ok(Ok(value))) => return tell().map(|()| value),
            Some(Ok(Err(error))) => return Err(error.into()),
            Some(Err(_panicked)) => return Err(Python::attach(fault)),
            None => tell()?,
        }
    }
}

fn background() -> PyResult<Arc<(u32, Runtime)>> {
    ASYNC.get(|| {
        Python::attach(|py| {
            py.import("atexit")?.call_method1("register", (wrap_pyfunction!(farewell, py)?,))?;
            Ok(Builder::new_multi_thread().worker_threads(1).thread_name("whereby").enable_all().build()?)
        })
    })
}

/// Ends the asynchronous work while there is still an interpreter for it to wake.
#[pyfunction]
fn farewell(py: Python<'_>) {
    if let Some((_, runtime)) = ASYNC.take() {
        py.detach(|| runtime.shutdown_timeout(FAREWELL));
    }
}

struct AbortOnDrop<T>(JoinHandle<T>);

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// A panic of this library must not become Python's `BaseException`.
fn fault(py: Python<'_>) -> PyErr {
    whereby::raise(py, "WherebyError", "a fault inside the whereby library; please report it")
}
