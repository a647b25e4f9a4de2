//! How Rust's futures run under Python.
//!
//! Synchronous calls run on the caller's own thread, on a runtime of their own (`seat.rs`), without the
//! interpreter. Every 50 ms a call leaves the runtime and looks whether Python has a signal for it, so
//! Ctrl-C ends it at once, and a signal's handler may make calls of its own.
//!
//! Asynchronous calls run on a thread of their own, bound to no event loop, and wake their coroutine by
//! the mailbox of its loop (`mailbox.rs`). A coroutine that is dropped or cancelled aborts its work, and
//! so does the end of the interpreter. After a fork each process makes its own runtimes.

use std::{
    future::{Future, poll_fn},
    io,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    sync::Arc,
    task::Poll,
    thread,
    time::Duration,
};

use pyo3::prelude::*;
use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
    task::JoinHandle,
};
use whereby::{Callback, Result};

use crate::{mailbox::Mailbox, process::PerProcess, seat::Seat};

static ASYNC: PerProcess<Background> = PerProcess::new();

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
    block_on(py, &Seat::take()?, callback, call)
}

/// The same on a runtime of the caller's choice.
pub fn block_on<T: Send>(
    py: Python<'_>,
    seat: &Seat,
    callback: Option<&Callback>,
    call: impl Future<Output = Result<T>> + Send,
) -> PyResult<T> {
    let tell = || callback.map_or(Ok(()), |callback| callback.tell(py));
    let mut call = Box::pin(call);
    loop {
        match py.detach(|| turn(seat, callback, call.as_mut())) {
            Turn::Done(Ok(value)) => return tell().map(|()| value),
            Turn::Done(Err(error)) => return Err(error.into()),
            Turn::Panicked => return Err(fault(py)),
            Turn::Waiting => {}
        }
        if let Err(raised) = tell().and_then(|()| py.check_signals()) {
            drop(call);
            // Lets the connection of the dropped call close.
            py.detach(|| seat.turn(async {}));
            return Err(raised);
        }
    }
}

enum Turn<T> {
    Done(T),
    Waiting,
    Panicked,
}

fn turn<F: Future>(seat: &Seat, callback: Option<&Callback>, call: Pin<&mut F>) -> Turn<F::Output> {
    match catch_unwind(AssertUnwindSafe(|| seat.turn(done_or_news(callback, call)))) {
        Ok(Some(Some(done))) => Turn::Done(done),
        Ok(Some(None) | None) => Turn::Waiting,
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
    let mailbox = Python::attach(Mailbox::here)?;
    let mut task = AbortOnDrop(background()?.1.runtime.spawn(call));
    loop {
        let turn = pin!(done_or_news(callback.as_ref(), Pin::new(&mut task.0)));
        match mailbox.clone().wait(turn).await {
            Some(Ok(Ok(value))) => return tell().map(|()| value),
            Some(Ok(Err(error))) => return Err(error.into()),
            Some(Err(_panicked)) => return Err(Python::attach(fault)),
            None => tell()?,
        }
    }
}

/// The thread for asynchronous work.
struct Background {
    runtime: Handle,
    /// Dropping it ends the runtime, and the thread with it.
    end: oneshot::Sender<()>,
    thread: thread::JoinHandle<()>,
}

impl Background {
    fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (end, ended) = oneshot::channel();
        let drive = move || {
            let _ended = runtime.block_on(ended);
            runtime.shutdown_timeout(FAREWELL);
        };
        let thread = thread::Builder::new().name("whereby".to_owned()).spawn(drive)?;
        Ok(Self { runtime: handle, end, thread })
    }

    fn stop(self) {
        drop(self.end);
        let _panicked = self.thread.join();
    }
}

fn background() -> PyResult<Arc<(u32, Background)>> {
    ASYNC.get(|| {
        Python::attach(|py| {
            py.import("atexit")?.call_method1("register", (wrap_pyfunction!(farewell, py)?,))?;
            Ok(Background::start()?)
        })
    })
}

/// Ends the asynchronous work while there is still an interpreter for it to wake.
#[pyfunction]
fn farewell(py: Python<'_>) {
    if let Some((_, background)) = ASYNC.take() {
        py.detach(|| background.stop());
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
