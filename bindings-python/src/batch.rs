//! Where the batches of `whereby._batch` get their results from.

use std::{
    collections::VecDeque,
    future::Future,
    mem,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
};

use pyo3::{IntoPyObjectExt, exceptions::PyRuntimeError, prelude::*};
use tokio::{
    select,
    sync::{Mutex as TurnMutex, Notify},
};
use whereby::{BatchItem, Result};

use crate::{
    background::background,
    coroutine::Coroutine,
    generic::generic_class,
    runtime::{block_on, spawn},
    seat::Seat,
};

type Value = Box<dyn FnOnce(Python<'_>) -> PyResult<Py<PyAny>> + Send>;
/// How a call ended, as Python takes it: its index, its value, its error.
type Ended = (u64, Option<Py<PyAny>>, Option<Py<PyAny>>);

/// A batch of core, whatever its calls return.
trait Calls: Send {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Option<BatchItem<Value>>> + Send + '_>>;
}

impl<T: for<'py> IntoPyObject<'py> + Send + 'static> Calls for whereby::Batch<T> {
    fn next(&mut self) -> Pin<Box<dyn Future<Output = Option<BatchItem<Value>>> + Send + '_>> {
        Box::pin(async {
            let BatchItem { index, result } = self.next().await?;
            let result = result.map(|value| Box::new(move |py: Python<'_>| value.into_py_any(py)) as Value);
            Some(BatchItem { index, result })
        })
    }
}

/// A batch that is read from one thread or task at a time. A wait that is cancelled loses nothing: the
/// calls stay under way, and a result that came too late for it is `ready` for the next one.
struct Source {
    process: u32,
    calls: TurnMutex<Option<Box<dyn Calls>>>,
    ready: Mutex<VecDeque<BatchItem<Value>>>,
    closing: Notify,
    /// No call is left: what is `ready` are the last results.
    over: AtomicBool,
    /// The caller wants no more results, not those that are `ready` either.
    closed: AtomicBool,
}

impl Source {
    fn new(calls: impl Calls + 'static) -> Arc<Self> {
        Arc::new(Self {
            process: std::process::id(),
            calls: TurnMutex::new(Some(Box::new(calls))),
            ready: Mutex::default(),
            closing: Notify::new(),
            over: AtomicBool::new(false),
            closed: AtomicBool::new(false),
        })
    }

    /// Waits until a result is ready or there will be none.
    async fn step(self: Arc<Self>) -> Result<()> {
        let mut calls = self.calls.lock().await;
        let Some(open) = calls.as_mut().filter(|_| self.ready().is_empty()) else { return Ok(()) };
        let item = select! {
            biased;
            () = self.closing.notified() => None,
            item = open.next() => item,
        };
        match item {
            Some(item) => self.ready().push_back(item),
            None => self.end(&mut calls),
        }
        Ok(())
    }

    /// What can be said without waiting: a result, or that there is none any more.
    fn now(&self, py: Python<'_>) -> PyResult<Option<Option<Ended>>> {
        if !self.own() {
            return Err(whereby::raise(
                py,
                "InvalidRequestError",
                "this batch belongs to the process that began it; begin another one after a fork",
            ));
        }
        if self.closed.load(Ordering::Acquire) {
            return Ok(Some(None));
        }
        // In this order, since the last result comes before the end.
        let over = self.over.load(Ordering::Acquire);
        let Some(BatchItem { index, result }) = self.ready().pop_front() else {
            return Ok(over.then_some(None));
        };
        let (value, error) = match result {
            Ok(value) => (Some(value(py)?), None),
            Err(error) => (None, Some(PyErr::from(error).into_value(py).into_any())),
        };
        Ok(Some(Some((index, value, error))))
    }

    /// Whether it was begun by this process.
    fn own(&self) -> bool {
        self.process == std::process::id()
    }

    /// Ends it; false if somebody has the calls, who ends it as soon as it looks.
    fn close(&self) -> bool {
        self.closed.store(true, Ordering::Release);
        let Ok(mut calls) = self.calls.try_lock() else {
            self.closing.notify_one();
            return false;
        };
        self.end(&mut calls);
        true
    }

    fn end(&self, calls: &mut Option<Box<dyn Calls>>) {
        *calls = None;
        self.over.store(true, Ordering::Release);
    }

    fn ready(&self) -> MutexGuard<'_, VecDeque<BatchItem<Value>>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Source {
    fn drop(&mut self) {
        if !self.own() {
            // The calls are the parent's, and so is the runtime that they would touch.
            mem::forget(self.calls.get_mut().take());
        }
    }
}

/// Gets one result, and waits for it. Calls that are under way between two waits have to stay on one
/// runtime.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct BatchSource {
    source: Arc<Source>,
    seat: Seat,
    /// The threads that wait for a result.
    threads: Mutex<Vec<ThreadId>>,
}

impl BatchSource {
    fn new(calls: impl Calls + 'static) -> PyResult<Self> {
        Ok(Self { source: Source::new(calls), seat: Seat::take()?, threads: Mutex::default() })
    }

    fn threads(&self) -> MutexGuard<'_, Vec<ThreadId>> {
        self.threads.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait(&self, py: Python<'_>) -> PyResult<Option<Ended>> {
        loop {
            if let Some(known) = self.source.now(py)? {
                return Ok(known);
            }
            block_on(py, &self.seat, self.source.clone().step())?;
        }
    }
}

#[pymethods]
impl BatchSource {
    fn fetch(&self, py: Python<'_>) -> PyResult<Option<Ended>> {
        let thread = thread::current().id();
        if self.threads().contains(&thread) {
            // In a signal's handler: the wait that it interrupted could not end.
            return Err(PyRuntimeError::new_err("this batch is being waited for already, by this thread"));
        }
        self.threads().push(thread);
        let ended = self.wait(py);
        self.threads().retain(|other| *other != thread);
        ended
    }

    fn close(&self, py: Python<'_>) -> PyResult<()> {
        if !self.source.own() {
            return Ok(());
        }
        let _ended = self.source.close();
        // Lets the connections of dropped calls close.
        block_on(py, &self.seat, async { Ok(()) })
    }
}

/// Gets one result, for `await`.
#[pyclass(frozen, module = "whereby._whereby")]
pub struct AsyncBatchSource(Arc<Source>);

impl AsyncBatchSource {
    fn new(calls: impl Calls + 'static) -> PyResult<Self> {
        Ok(Self(Source::new(calls)))
    }
}

#[pymethods]
impl AsyncBatchSource {
    fn fetch(&self) -> Coroutine<Option<Ended>> {
        let source = self.0.clone();
        Coroutine::new("AsyncBatchSource.fetch", async move {
            loop {
                if let Some(known) = Python::attach(|py| source.now(py))? {
                    return Ok(known);
                }
                spawn(source.clone().step()).await?;
            }
        })
    }

    fn close(&self) {
        if !self.0.own() || self.0.close() {
            return;
        }
        let source = self.0.clone();
        // A wait that was cancelled may have the calls for a moment longer, and look no more. If there is no
        // runtime any more, there are no calls either.
        if let Ok(runtime) = background() {
            runtime.spawn(async move { source.end(&mut *source.calls.lock().await) });
        }
    }
}

/// The two batches, which differ in their source and in the name of their class in Python.
macro_rules! batch {
    ($(#[$doc:meta])* $name:ident, $source:ident, $class:literal) => {
        generic_class!($(#[$doc])* $name, "whereby._batch", $class, [T]);

        impl<T: for<'py> IntoPyObject<'py> + Send + 'static> $name<T> {
            pub fn new(py: Python<'_>, calls: whereby::Batch<T>) -> PyResult<Self> {
                Self::made(py, ($source::new(calls)?,))
            }
        }
    };
}

batch!(
    /// A `Batch` of Python whose calls return this type.
    Batch, BatchSource, "Batch"
);
batch!(
    /// An `AsyncBatch` of Python whose calls return this type.
    AsyncBatch, AsyncBatchSource, "AsyncBatch"
);
