//! What an asynchronous call returns: a coroutine of Python that drives a future of Rust.
//!
//! It does nothing until it is awaited. Where the future has to wait, the coroutine yields a future of
//! the event loop, which the loop's mailbox (`mailbox.rs`) resolves when there is something to go on with.

use std::{
    convert::Infallible,
    ffi::CString,
    future::Future,
    marker::PhantomData,
    mem,
    ops::ControlFlow,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use pyo3::{
    IntoPyObjectExt,
    exceptions::{
        PyBaseException, PyRuntimeError, PyRuntimeWarning, PyStopIteration, PyTypeError, PyValueError,
    },
    prelude::*,
    types::{PyNone, PyTraceback, PyType},
};

use crate::{
    mailbox::{Note, running_loop},
    runtime::fault,
};

/// A coroutine of Python whose result is of this type.
pub struct Coroutine<T>(Driver, PhantomData<T>);

/// What Python calls `None`; `()` would be an empty tuple.
pub struct Nothing;

impl From<()> for Nothing {
    fn from((): ()) -> Self {
        Self
    }
}

impl<'py> IntoPyObject<'py> for Nothing {
    type Target = PyNone;
    type Output = Borrowed<'py, 'py, PyNone>;
    type Error = Infallible;
    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = <PyNone as pyo3::PyTypeInfo>::TYPE_HINT;

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(PyNone::get(py))
    }
}

impl<T: for<'py> IntoPyObject<'py>> Coroutine<T> {
    /// `name` is that of the method, class included.
    pub fn new<R: Into<T>>(
        name: &'static str,
        work: impl Future<Output = PyResult<R>> + Send + 'static,
    ) -> Self {
        let work = async {
            let value = work.await?.into();
            Python::attach(|py| value.into_py_any(py))
        };
        let state = State::Paused(Paused { work: Box::pin(work), note: None });
        Self(Driver { name, state: Mutex::new(state) }, PhantomData)
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Coroutine<T> {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    #[cfg(feature = "stubs")]
    const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_subscript!(
        pyo3::type_hint_identifier!("collections.abc", "Coroutine"),
        pyo3::type_hint_identifier!("typing", "Any"),
        pyo3::type_hint_identifier!("typing", "Any"),
        T::OUTPUT_TYPE
    );

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        self.0.into_bound_py_any(py)
    }
}

/// The coroutine, whatever the type of its result.
#[pyclass(frozen, weakref, module = "whereby._whereby", name = "Coroutine")]
struct Driver {
    name: &'static str,
    state: Mutex<State>,
}

enum State {
    Paused(Paused),
    Running,
    Done,
}

struct Paused {
    work: Pin<Box<dyn Future<Output = PyResult<Py<PyAny>>> + Send>>,
    /// None before the first step.
    note: Option<Arc<Note>>,
}

impl Paused {
    /// Goes on until there is something to wait for, which is then to be yielded, or a result.
    fn step(&mut self, py: Python<'_>) -> PyResult<ControlFlow<Py<PyAny>, Py<PyAny>>> {
        let event_loop = running_loop(py)?;
        let note = match self.note.take().filter(|note| note.is_of(&event_loop)) {
            Some(note) => self.note.insert(note),
            None => self.note.insert(Note::new(&event_loop)?),
        };
        let waker = Waker::from(note.clone());
        let mut context = Context::from_waker(&waker);
        match catch_unwind(AssertUnwindSafe(|| self.work.as_mut().poll(&mut context))) {
            Ok(Poll::Ready(result)) => result.map(ControlFlow::Break),
            Ok(Poll::Pending) => note.wait(&event_loop).map(ControlFlow::Continue),
            Err(_panicked) => Err(fault(py)),
        }
    }
}

impl Driver {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is to go on or to be dropped. Whoever takes it says what the state is then.
    fn take(&self) -> PyResult<Paused> {
        let mut state = self.state();
        match mem::replace(&mut *state, State::Running) {
            State::Paused(paused) => Ok(paused),
            State::Running => Err(PyValueError::new_err("coroutine already executing")),
            State::Done => {
                *state = State::Done;
                Err(PyRuntimeError::new_err("cannot reuse already awaited coroutine"))
            }
        }
    }
}

#[pymethods]
impl Driver {
    #[getter]
    fn __name__(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or_default()
    }

    #[getter]
    fn __qualname__(&self) -> &str {
        self.name
    }

    fn __await__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        let mut paused = self.take()?;
        let awaited = paused.note.as_ref().map_or(Ok(false), |note| note.is_awaited(py));
        if !matches!(awaited, Ok(false)) {
            *self.state() = State::Paused(paused);
            let twice = || PyRuntimeError::new_err("coroutine is being awaited already");
            return Err(awaited.err().unwrap_or_else(twice));
        }
        let stepped = paused.step(py);
        let next = match &stepped {
            Ok(ControlFlow::Continue(_)) => State::Paused(paused),
            _ => State::Done,
        };
        *self.state() = next;
        match stepped {
            Ok(ControlFlow::Continue(waits)) => Ok(waits),
            Ok(ControlFlow::Break(result)) => Err(PyStopIteration::new_err((result,))),
            Err(error) => Err(raised(py, error)),
        }
    }

    fn send(&self, py: Python<'_>, value: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        if !value.is_none() && matches!(*self.state(), State::Paused(Paused { note: None, .. })) {
            return Err(PyTypeError::new_err("can't send non-None value to a just-started coroutine"));
        }
        self.__next__(py)
    }

    #[getter]
    fn cr_running(&self) -> bool {
        matches!(*self.state(), State::Running)
    }

    /// The work is dropped, which aborts it: it cannot catch what is thrown.
    #[pyo3(signature = (exception, value = None, traceback = None))]
    fn throw(
        &self,
        exception: Bound<'_, PyAny>,
        value: Option<Bound<'_, PyAny>>,
        traceback: Option<Bound<'_, PyTraceback>>,
    ) -> PyResult<Py<PyAny>> {
        let py = exception.py();
        let error = match (exception.cast::<PyType>(), value) {
            // As `raise` does: the value is an instance, or what one is made of.
            (Ok(class), value) if class.is_subclass_of::<PyBaseException>()? => {
                PyErr::from_type(class.clone(), value.map_or_else(|| py.None(), Bound::unbind))
            }
            (Err(_), None) if exception.is_instance_of::<PyBaseException>() => PyErr::from_value(exception),
            (Err(_), Some(_)) => {
                return Err(PyTypeError::new_err("instance exception may not have a separate value"));
            }
            _ => return Err(PyTypeError::new_err("exceptions must derive from BaseException")),
        };
        drop(self.take()?);
        *self.state() = State::Done;
        if traceback.is_some() {
            error.set_traceback(py, traceback);
        }
        Err(raised(py, error))
    }

    fn close(&self) -> PyResult<()> {
        if !matches!(*self.state(), State::Done) {
            drop(self.take()?);
            *self.state() = State::Done;
        }
        Ok(())
    }

    fn __repr__(&self) -> String {
        format!("<coroutine object {}>", self.name)
    }
}

/// What a coroutine raises; `StopIteration` would be taken for its result.
fn raised(py: Python<'_>, error: PyErr) -> PyErr {
    if !error.is_instance_of::<PyStopIteration>(py) {
        return error;
    }
    let told = PyRuntimeError::new_err("coroutine raised StopIteration");
    told.set_cause(py, Some(error));
    told
}

/// Tells of a forgotten `await`, as Python's own coroutines do.
impl Drop for Driver {
    fn drop(&mut self) {
        let forgotten = matches!(*self.state(), State::Paused(Paused { note: None, .. }));
        let message = CString::new(format!("coroutine '{}' was never awaited", self.name));
        if let (true, Ok(message)) = (forgotten, message) {
            Python::try_attach(|py| {
                // The object may go while an exception is under way.
                let raised = PyErr::take(py);
                if let Err(error) = PyErr::warn(py, &py.get_type::<PyRuntimeWarning>(), &message, 1) {
                    error.write_unraisable(py, None);
                }
                raised.map(|raised| raised.restore(py))
            });
        }
    }
}
