//! How a thread of Rust wakes the coroutines of an event loop, without asking for the interpreter.
//!
//! Who asks for the interpreter waits until the event loop lets go of it, and all other calls wait
//! along. So a thread leaves a note in the loop's mailbox and rings a bell, a socket that the loop
//! watches. The loop wakes everyone whose note it finds: many at a time when there is much to do.

#[cfg(unix)]
use std::{
    io::{Read, Write},
    os::{fd::AsRawFd, unix::net::UnixStream},
};
use std::{
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError, Weak},
    task::Wake,
};

#[cfg(unix)]
use pyo3::exceptions::PyNotImplementedError;
use pyo3::{intern, prelude::*, sync::PyOnceLock, types::PyWeakrefReference};

use crate::runtime::fault;

/// The event loop that runs on this thread; an error if there is none.
pub fn running_loop(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    static RUNNING: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
    RUNNING.import(py, "asyncio", "get_running_loop")?.call0()
}

/// The notes for one event loop.
pub struct Mailbox {
    /// Whose bell it is: after a fork a child must not empty the parent's.
    process: u32,
    /// None once the loop is closed, when nobody reads them.
    notes: Mutex<Option<Vec<Weak<Note>>>>,
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
    /// The mailbox of an event loop; it lives as long as the loop.
    fn of(event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Self>> {
        static ALL: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let py = event_loop.py();
        let all = ALL.get_or_try_init(py, || {
            py.import("weakref")?.call_method0("WeakKeyDictionary").map(Bound::unbind)
        })?;
        let found = all.bind(py).call_method1("get", (event_loop,))?;
        if !found.is_none() {
            let mailbox = &found.cast::<Postman>()?.get().0;
            if mailbox.own() {
                return Ok(mailbox.clone());
            }
        }
        Self::close_those_of_closed_loops(all.bind(py));
        let postman = Postman::for_loop(event_loop)?;
        all.bind(py).set_item(event_loop, &postman)?;
        Ok(postman.get().0.clone())
    }

    fn new(bell: Bell) -> Arc<Self> {
        Arc::new(Self { process: std::process::id(), notes: Mutex::new(Some(Vec::new())), bell })
    }

    /// Whether it was made by this process.
    fn own(&self) -> bool {
        self.process == std::process::id()
    }

    /// What waited when its loop was closed waits for ever, and would keep the loop for as long.
    fn close_those_of_closed_loops(all: &Bound<'_, PyAny>) {
        let references = all.call_method0("keyrefs").and_then(|all| all.extract::<Vec<Bound<'_, PyAny>>>());
        let loops = references.iter().flatten().filter_map(|reference| reference.call0().ok());
        // A loop that cannot say it is none of this call's business.
        let closed = |event_loop: &Bound<'_, PyAny>| event_loop.call_method0("is_closed")?.is_truthy();
        for event_loop in loops.filter(|event_loop| closed(event_loop).unwrap_or(false)) {
            let found = all.call_method1("pop", (event_loop, all.py().None()));
            if let Some(postman) = found.iter().find_map(|found| found.cast::<Postman>().ok()) {
                postman.get().0.close();
            }
        }
    }

    fn close(&self) {
        if self.own() {
            let notes = self.notes().take();
            notes.iter().flatten().filter_map(Weak::upgrade).for_each(|note| note.forget());
        }
    }

    fn notes(&self) -> MutexGuard<'_, Option<Vec<Weak<Note>>>> {
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

/// Wakes a coroutine. Once that is gone, or has nothing to wait for, it does nothing.
pub struct Note {
    mailbox: Arc<Mailbox>,
    /// The address of the event loop.
    event_loop: usize,
    /// What the coroutine waits for, a future of the event loop.
    future: Mutex<Option<Py<PyAny>>>,
}

impl Note {
    pub fn new(event_loop: &Bound<'_, PyAny>) -> PyResult<Arc<Self>> {
        let mailbox = Mailbox::of(event_loop)?;
        Ok(Arc::new(Self { mailbox, event_loop: event_loop.as_ptr().addr(), future: Mutex::default() }))
    }

    /// Whether it wakes coroutines of this loop.
    pub fn is_of(&self, event_loop: &Bound<'_, PyAny>) -> bool {
        self.event_loop == event_loop.as_ptr().addr()
    }

    /// Whether what it returned last is still waited for.
    pub fn is_awaited(&self, py: Python<'_>) -> PyResult<bool> {
        let future = self.future().as_ref().map(|future| future.clone_ref(py));
        future.map_or(Ok(false), |future| Ok(!done(future.bind(py))?))
    }

    /// Returns what the coroutine is to yield.
    pub fn wait(&self, event_loop: &Bound<'_, PyAny>) -> PyResult<Py<PyAny>> {
        let py = event_loop.py();
        let future = event_loop.call_method0(intern!(py, "create_future"))?;
        let _before = self.future().replace(future.clone().unbind());
        // A future is awaited by what its iterator yields.
        future.try_iter()?.next().ok_or_else(|| fault(py))?.map(Bound::unbind)
    }

    fn deliver(&self, py: Python<'_>) -> PyResult<()> {
        let Some(future) = self.future().take() else { return Ok(()) };
        let future = future.bind(py);
        // It is cancelled if the task was.
        if !done(future)? {
            future.call_method1(intern!(py, "set_result"), (py.None(),))?;
        }
        Ok(())
    }

    fn forget(&self) {
        let _future = self.future().take();
    }

    fn future(&self) -> MutexGuard<'_, Option<Py<PyAny>>> {
        self.future.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn done(future: &Bound<'_, PyAny>) -> PyResult<bool> {
    future.call_method0(intern!(future.py(), "done"))?.is_truthy()
}

impl Wake for Note {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        let first = self.mailbox.notes().as_mut().map(|notes| {
            notes.push(Arc::downgrade(self));
            notes.len() == 1
        });
        match first {
            Some(true) => self.mailbox.ring(),
            Some(false) => {}
            None => self.forget(),
        }
    }
}

/// What the event loop calls when the bell was rung.
#[pyclass(frozen, module = "whereby._whereby")]
struct Postman(Arc<Mailbox>);

#[pymethods]
impl Postman {
    fn __call__(&self, py: Python<'_>) -> PyResult<()> {
        // A loop that came along by a fork hears the parent's bell too: only the parent may silence it.
        if !self.0.own() {
            return Ok(());
        }
        #[cfg(unix)]
        if let Bell::Socket(_, watched) = &self.0.bell {
            drop((&mut &*watched).read(&mut [0; 8]));
        }
        let mut delivered = Ok(());
        // Not under the lock: what is called is Python, which may take its time.
        let notes = self.0.notes().as_mut().map(mem::take);
        for note in notes.iter().flatten().filter_map(Weak::upgrade) {
            delivered = delivered.and(note.deliver(py));
        }
        delivered
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
