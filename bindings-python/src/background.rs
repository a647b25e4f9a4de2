//! The thread for asynchronous work: one for all event loops, from the first call to the end of the
//! interpreter.

use std::{
    io,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use pyo3::{exceptions::PyRuntimeError, prelude::*};
use tokio::{
    runtime::{Builder, Handle},
    sync::oneshot,
};

use crate::process::PerProcess;

static BACKGROUND: PerProcess<Background> = PerProcess::new();
/// No more calls: what one wakes at the end of the interpreter may be gone already.
static ENDED: AtomicBool = AtomicBool::new(false);

const FAREWELL: Duration = Duration::from_secs(1);

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

/// The runtime of that thread.
pub fn background() -> PyResult<Handle> {
    let started = BACKGROUND.get(|| {
        Python::attach(|py| {
            in_time()?;
            py.import("atexit")?.call_method1("register", (wrap_pyfunction!(farewell, py)?,))?;
            Ok::<_, PyErr>(Background::start()?)
        })
    })?;
    // Once more, since the end may have come while it was started.
    in_time()?;
    Ok(started.1.runtime.clone())
}

fn in_time() -> PyResult<()> {
    match ENDED.load(Ordering::Acquire) {
        true => Err(ended()),
        false => Ok(()),
    }
}

pub fn ended() -> PyErr {
    PyRuntimeError::new_err("no more asynchronous calls: the interpreter is shutting down")
}

/// Ends the asynchronous work while there is still an interpreter for it to wake.
#[pyfunction]
fn farewell(py: Python<'_>) {
    ENDED.store(true, Ordering::Release);
    if let Some((_, background)) = BACKGROUND.take() {
        py.detach(|| background.stop());
    }
}
