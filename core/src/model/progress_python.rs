//! A callable of Python that is told how far a call is, on the thread of its caller.

use std::{
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
};

use pyo3::{exceptions::PyTypeError, prelude::*};

use super::Progress;
use crate::model::python_hints::hint;

/// The flag of a function that is `async def`.
const COROUTINE: u32 = 0x80;

/// A callable, and what it has not been told yet: the newest numbers alone, since a slow callable must
/// not hold up the call.
#[derive(Clone)]
pub struct Callback(Arc<Shared>);

struct Shared {
    callable: Py<PyAny>,
    news: Mutex<News>,
}

#[derive(Default)]
struct News {
    newest: Option<(u64, Option<u64>)>,
    waker: Option<Waker>,
}

impl Callback {
    /// What core tells, on any thread.
    pub fn progress(&self) -> Progress {
        let shared = self.0.clone();
        Progress::new(move |received, total| {
            let waker = {
                let mut news = shared.news();
                news.newest = Some((received, total));
                news.waker.take()
            };
            if let Some(waker) = waker {
                waker.wake();
            }
        })
    }

    /// Whether there is something to tell; if not, the context is woken when there is.
    pub fn poll_news(&self, context: &mut Context<'_>) -> Poll<()> {
        let mut news = self.0.news();
        match news.newest {
            Some(_) => Poll::Ready(()),
            None => {
                news.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }

    /// Tells the callable the newest numbers, unless it knows them. Errors: what the callable raises.
    pub fn tell(&self, py: Python<'_>) -> PyResult<()> {
        let newest = self.0.news().newest.take();
        newest.map_or(Ok(()), |numbers| self.0.callable.call1(py, numbers).map(drop))
    }
}

impl Shared {
    fn news(&self) -> MutexGuard<'_, News> {
        self.news.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Callback {
    type Error = PyErr;
    hint!(
        INPUT_TYPE = type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Callable"),
            PyStaticExpr::List {
                elts: &[
                    type_hint_identifier!("builtins", "int"),
                    type_hint_union!(
                        type_hint_identifier!("builtins", "int"),
                        PyStaticExpr::Constant { value: PyStaticConstant::None }
                    )
                ]
            },
            type_hint_identifier!("builtins", "object")
        )
    );

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if !obj.is_callable() {
            let given = obj.get_type().name()?;
            return Err(PyTypeError::new_err(format!("must be a function of two numbers, not {given}")));
        }
        let code = obj.getattr_opt("__code__")?;
        let flags = code.and_then(|code| code.getattr("co_flags").and_then(|f| f.extract::<u32>()).ok());
        if flags.is_some_and(|flags| flags & COROUTINE != 0) {
            return Err(PyTypeError::new_err("must be a plain function: nobody would await an async one"));
        }
        Ok(Self(Arc::new(Shared { callable: obj.to_owned().unbind(), news: Mutex::default() })))
    }
}
