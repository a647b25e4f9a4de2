//! How Rust's futures run under Python.
//!
//! Synchronous calls run on the caller's own thread, on a runtime of their own (`seat.rs`), without the
//! interpreter. Every 50 ms a call leaves the runtime and looks whether Python has a signal for it, so
//! Ctrl-C ends it at once, and a signal's handler may make calls of its own.
//!
//! Asynchronous calls run on a thread of their own (`background.rs`), bound to no event loop, and wake
//! their coroutine (`coroutine.rs`) by the mailbox of its loop (`mailbox.rs`). A coroutine that is dropped
//! or cancelled aborts its work, and so does the end of the interpreter. After a fork each process makes
//! its own runtimes.

use std::{
    any::Any,
    future::{Future, poll_fn},
    panic::{AssertUnwindSafe, catch_unwind},
    pin::{Pin, pin},
    task::Poll,
};

use pyo3::prelude::*;
use tokio::task::JoinHandle;
use whereby::{Callback, Result};

use crate::{
    background::{background, ended},
    seat::Seat,
};

/// A call in a box: it is kilobytes, which each function that it is handed to would copy.
type Call<'a, T> = Pin<Box<dyn Future<Output = Result<T>> + Send + 'a>>;

/// Runs a call to its end on this thread, without holding the interpreter.
pub fn block<T: Send>(py: Python<'_>, call: impl Future<Output = Result<T>> + Send) -> PyResult<T> {
    to_its_end(py, &Seat::take()?, None, Box::pin(call))
}

/// The same for a call that says how far it is. The callable is told between two turns of the runtime,
/// so that it may make calls of its own; what it raises ends the call.
pub fn block_telling<T: Send>(
    py: Python<'_>,
    callback: Option<&Callback>,
    call: impl Future<Output = Result<T>> + Send,
) -> PyResult<T> {
    to_its_end(py, &Seat::take()?, callback, Box::pin(call))
}

/// The same on a runtime of the caller's choice.
pub fn block_on<T: Send>(
    py: Python<'_>,
    seat: &Seat,
    call: impl Future<Output = Result<T>> + Send,
) -> PyResult<T> {
    to_its_end(py, seat, None, Box::pin(call))
}

fn to_its_end<T: Send>(
    py: Python<'_>,
    seat: &Seat,
    callback: Option<&Callback>,
    mut call: Call<'_, T>,
) -> PyResult<T> {
    let mut result = None;
    let work = pin!(poll_fn(|context| call.as_mut().poll(context).map(|done| result = Some(done))));
    let driven = drive(py, seat, callback, work);
    drop(call);
    match (driven, result) {
        (Ok(()), Some(Ok(value))) => tell(py, callback).map(|()| value),
        (Ok(()), Some(Err(error))) => Err(error.into()),
        (Ok(()), None) => Err(fault(py)),
        (Err(raised), _) => {
            // Lets the connection of the dropped call close.
            py.detach(|| seat.turn(async {}));
            Err(raised)
        }
    }
}

/// A call without its type: what runs it is then built once, not for each verb.
type Work<'a> = Pin<&'a mut (dyn Future<Output = ()> + Send)>;

fn drive(py: Python<'_>, seat: &Seat, callback: Option<&Callback>, mut work: Work<'_>) -> PyResult<()> {
    loop {
        match py.detach(|| turn(seat, callback, work.as_mut())) {
            Turn::Done => return Ok(()),
            Turn::Panicked => return Err(fault(py)),
            Turn::Waiting => {
                tell(py, callback)?;
                py.check_signals()?;
            }
        }
    }
}

enum Turn {
    Done,
    Waiting,
    Panicked,
}

fn turn(seat: &Seat, callback: Option<&Callback>, work: Work<'_>) -> Turn {
    match catch_unwind(AssertUnwindSafe(|| seat.turn(done_or_news(callback, work)))) {
        Ok(Some(Some(()))) => Turn::Done,
        Ok(Some(None) | None) => Turn::Waiting,
        Err(_) => Turn::Panicked,
    }
}

/// Waits until the work is done, or (`None`) until there is something to tell.
async fn done_or_news<F: Future + ?Sized>(
    callback: Option<&Callback>,
    mut work: Pin<&mut F>,
) -> Option<F::Output> {
    poll_fn(|context| match (work.as_mut().poll(context), callback) {
        (Poll::Ready(done), _) => Poll::Ready(Some(done)),
        (Poll::Pending, Some(callback)) => callback.poll_news(context).map(|()| None),
        (Poll::Pending, None) => Poll::Pending,
    })
    .await
}

/// Runs a call on the thread for asynchronous work; dropping the future aborts it.
pub fn spawn<T: Send + 'static>(
    call: impl Future<Output = Result<T>> + Send + 'static,
) -> impl Future<Output = PyResult<T>> {
    elsewhere(None, untyped(call))
}

/// The same for a call that says how far it is. The callable is told where the coroutine runs: in the
/// event loop and task of the caller; what it raises ends the call.
pub fn spawn_telling<T: Send + 'static>(
    callback: Option<Callback>,
    call: impl Future<Output = Result<T>> + Send + 'static,
) -> impl Future<Output = PyResult<T>> {
    elsewhere(callback, untyped(call))
}

async fn elsewhere<T: Send + 'static>(callback: Option<Callback>, call: Untyped) -> PyResult<T> {
    let done = wait(callback.as_ref(), call).await?;
    match done.downcast::<Result<T>>().map(|result| *result) {
        Ok(Ok(value)) => Python::attach(|py| tell(py, callback.as_ref())).map(|()| value),
        Ok(Err(error)) => Err(error.into()),
        Err(_) => Err(Python::attach(fault)),
    }
}

/// A call whose result has no type: what spawns it and waits for it is then built once, not for each verb.
type Untyped = Pin<Box<dyn Future<Output = Box<dyn Any + Send>> + Send>>;

fn untyped<T: Send + 'static>(call: impl Future<Output = Result<T>> + Send + 'static) -> Untyped {
    Box::pin(async { Box::new(call.await) as Box<dyn Any + Send> })
}

async fn wait(callback: Option<&Callback>, call: Untyped) -> PyResult<Box<dyn Any + Send>> {
    let mut task = AbortOnDrop { task: background()?.spawn(call), process: std::process::id() };
    loop {
        match done_or_news(callback, Pin::new(&mut task.task)).await {
            Some(Ok(done)) => return Ok(done),
            // Nobody aborts what is waited for but the end of the runtime.
            Some(Err(error)) if error.is_cancelled() => return Err(ended()),
            Some(Err(_panicked)) => return Err(Python::attach(fault)),
            None => Python::attach(|py| tell(py, callback))?,
        }
    }
}

struct AbortOnDrop<T> {
    task: JoinHandle<T>,
    process: u32,
}

impl<T> Drop for AbortOnDrop<T> {
    fn drop(&mut self) {
        // In a child made by fork it is the parent's; nearly all are finished, which saves the system call.
        if !self.task.is_finished() && self.process == std::process::id() {
            self.task.abort();
        }
    }
}

/// Tells the callable how far the call is, if there is one.
fn tell(py: Python<'_>, callback: Option<&Callback>) -> PyResult<()> {
    callback.map_or(Ok(()), |callback| callback.tell(py))
}

/// A panic of this library must not become Python's `BaseException`.
pub fn fault(py: Python<'_>) -> PyErr {
    whereby::raise(py, "WherebyError", "a fault inside the whereby library; please report it")
}
