//! How a thread of Rust wakes the coroutines of an event loop, without asking for the interpreter.
//!
//! Who asks for the interpreter waits until the event loop lets go of it, and all other calls wait
//! along. So a thread leaves a note in the loop's mailbox and rings a bell, a socket that the loop
//! watches. The loop wakes everyone whose note it finds: many at a time when there is much to do.

use std::{
    future::{Future, poll_fn},
    mem,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::{Context, Wake, Waker},
};
#[cfg(unix)]
use std::{
    io::{Read, Write},
    os::{fd::AsRawFd, unix::net::UnixStream},
};

#[cfg(unix)]
use pyo3::exceptions::PyNotImplementedError;
use pyo3::{prelude::*, sync::PyOnceLock, types::PyWeakrefReference};

/// The notes for one event loop.
pub struct Mailbox {
    notes: Mutex<Vec<Weak<Note>>>,
    bell: Bell,
}

enum Bell {
    /// The loop watches the second end.
    #[cfg(unix)]
    Socket(UnixStream, UnixStream),
    /// The loop cannot watch sockets, as on Windows: it is called, which takes the interpreter.
    Call(Py<PyWeakrefReference>),
}

impl Mailbox {
    /// The mailbox of the event loop that runs on this thread; it lives as long as the loop.
    pub fn here(py: Python<'_>) -> PyResult<Arc<Self>> {
        static RUNNING: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        static ALL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let event_loop = RUNNING.import(py, "asyncio", "get_running_loop")?.call0()?;
        let all = ALL.get_or_try_init(py, || {
            py.import("weakref")?.call_method0("WeakKeyDictionary").map(Bound::unbind)
        })?;
        let found = all.bind(py).call_method1("get", (&event_loop,))?;
        if !found.is_none() {
            return Ok(found.cast::<Postman>()?.get().0.clone());
        }
        let postman = Postman::for_loop(&event_loop)?;
        all.bind(py).set_item(&event_loop, &postman)?;
        Ok(postman.get().0.clone())
    }

    /// Waits for work that other threads do.
    pub async fn wait<F: Future>(self: Arc<Self>, mut work: Pin<&mut F>) -> F::Output {
        let mut held = None;
        poll_fn(|context| {
            let note = Note { mailbox: self.clone(), coroutine: context.waker().clone() };
            let note: &Arc<Note> = held.insert(Arc::new(note));
            work.as_mut().poll(&mut Context::from_waker(&Waker::from(note.clone())))
        })
        .await
    }

    fn new(bell: Bell) -> Arc<Self> {
        Arc::new(Self { notes: Mutex::default(), bell })
    }

    fn notes(&self) -> MutexGuard<'_, Vec<Weak<Note>>> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ring(self: &Arc<Self>) {
        match &self.bell {
            // It cannot be full: it is rung once per emptying.
            #[cfg(unix)]
            Bell::Socket(rung, _) => drop((&mut &*rung).write(&[1])),
            Bell::Call(event_loop) => drop(Python::try_attach(|py| {
                let event_loop = event_loop.bind(py).upgrade()?;
                // Fails if the loop is closed; then nobody waits.
                event_loop.call_method1("call_soon_threadsafe", (Postman(self.clone()),)).ok().map(drop)
            })),
        }
    }
}

/// A coroutine to wake. Only the coroutine itself holds its note: one that is dropped is not woken, and
/// a note that is never found keeps nothing alive.
struct Note {
    mailbox: Arc<Mailbox>,
    coroutine: Waker,
}

impl Wake for Note {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let before = {
            let mut notes = self.mailbox.notes();
            notes.push(Arc::downgrade(self));
            notes.len() - 1
        };
        if before == 0 {
            self.mailbox.ring();
        }
    }
}

/// What the event loop calls when the bell was rung.
#[pyclass(frozen, module = "whereby._whereby")]
struct Postman(Arc<Mailbox>);

#[pymethods]
impl Postman {
    fn __call__(&self) {
        #[cfg(unix)]
        if let Bell::Socket(_, watched) = &self.0.bell {
            drop((&mut &*watched).read(&mut [0; 8]));
        }
        for note in mem::take(&mut *self.0.notes()) {
            if let Some(note) = note.upgrade() {
                note.coroutine.wake_by_ref();
            }
        }
    }
}

impl Postman {
    fn for_loop<'py>(event_loop: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        #[cfg(unix)]
        if let Some(postman) = Self::watching(event_loop)? {
            return Ok(postman);
        }
        let weak = PyWeakrefReference::new(event_loop)?.unbind();
        Bound::new(event_loop.py(), Self(Mailbox::new(Bell::Call(weak))))
    }

    /// With a socket, if the loop can watch one.
    #[cfg(unix)]
    fn watching<'py>(event_loop: &Bound<'py, PyAny>) -> PyResult<Option<Bound<'py, Self>>> {
        let py = event_loop.py();
        let (rung, watched) = UnixStream::pair()?;
        rung.set_nonblocking(true)?;
        watched.set_nonblocking(true)?;
        let descriptor = watched.as_raw_fd();
        let postman = Bound::new(py, Self(Mailbox::new(Bell::Socket(rung, watched))))?;
        // In an empty context: the loop would keep the caller's for as long as it lives.
        let context = py.import("contextvars")?.call_method0("Context")?;
        let watch = (event_loop.getattr("add_reader")?, descriptor, &postman);
        match context.call_method1("run", watch) {
            Ok(_) => Ok(Some(postman)),
            Err(error) if error.is_instance_of::<PyNotImplementedError>(py) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
