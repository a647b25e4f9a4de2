//! The way back to JavaScript. Calls end on the thread of the runtime and leave their answers here as
//! JSON text; JavaScript is woken once, however many end meanwhile, and takes the whole text. To hand
//! over each answer by itself, or field by field, would cost more than the call.
//!
//! Every environment of JavaScript (the main thread, each worker) has an `Answers` of its own.

use std::{
    collections::{HashMap, VecDeque},
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use napi::{
    Env, Status,
    bindgen_prelude::{FnArgs, Function},
    threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode::NonBlocking},
};
use napi_derive::napi;
use tokio::task::AbortHandle;
use whereby::{ForNode, NodeJson};

use crate::{keep_alive::KeepAlive, runtime};

/// A text gets no further answers when it is longer: what JavaScript makes of it is garbage sooner, and a
/// string of JavaScript has an end, at 512 MiB.
const LONG: usize = 64 * 1024;

/// Wakes JavaScript, without keeping its process alive: `KeepAlive` does that where it is meant.
type Wake = ThreadsafeFunction<(), (), FnArgs<(String,)>, Status, false, true>;

/// JSON of an answer, after a `[`: so the first answer of a text, which may be a long one, is not copied.
pub type Text = Vec<u8>;

/// The calls of one environment that are under way, and how others ended.
#[napi]
#[derive(Clone)]
pub struct Answers(Arc<Shared>);

struct Shared {
    state: Arc<Mutex<State>>,
    wake: Wake,
}

#[derive(Default)]
struct State {
    running: HashMap<u32, AbortHandle>,
    /// What JavaScript has not taken yet: each text is an array, `[answer, id, answer, id, …`, without
    /// its end. JavaScript has been woken once for each.
    texts: VecDeque<Text>,
    alive: KeepAlive,
}

#[napi]
impl Answers {
    /// Makes the way back to a function, which is called with JSON text: an array in which the answer to a
    /// call and the call's id take turns. An answer is whether it went well, and the value or the failure;
    /// it is null if the library itself failed.
    #[napi(constructor)]
    pub fn new(env: Env, take: Function<FnArgs<(String,)>, ()>) -> napi::Result<Self> {
        let state = Arc::new(Mutex::new(State::default()));
        let texts = state.clone();
        let wake = take
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .build_callback(move |context| Ok((locked(&texts).take(context.env)?,).into()))?;
        locked(&state).alive.of(&wake.handle);
        let ending = state.clone();
        env.add_env_cleanup_hook((), move |()| locked(&ending).abort_all())?;
        Ok(Self(Arc::new(Shared { state, wake })))
    }

    /// Ends a call: its work stops, its connection closes, and nothing is told of it.
    #[napi(catch_unwind)]
    pub fn end(&self, env: Env, id: u32) -> napi::Result<()> {
        let mut state = locked(&self.0.state);
        if let Some(task) = state.running.remove(&id) {
            task.abort();
        }
        state.rest(env)
    }
}

impl Answers {
    /// Makes a call, whose answer comes under this id.
    pub fn call<T: NodeJson, E: NodeJson>(
        &self,
        env: Env,
        id: u32,
        call: impl Future<Output = Result<T, E>> + Send + 'static,
    ) -> napi::Result<()> {
        self.start(env, id, Box::pin(async move { text(&call.await) }))
    }

    /// Starts what has a text in the end. (All calls are of one type here, so that the library is small.)
    pub fn start(
        &self,
        env: Env,
        id: u32,
        call: Pin<Box<dyn Future<Output = Option<Text>> + Send>>,
    ) -> napi::Result<()> {
        let ending = Ending { answers: self.0.clone(), id, text: None };
        let runtime = runtime::handle()?;
        // It is held until the call is among those that run: it might end before.
        let mut state = locked(&self.0.state);
        state.alive.on(env)?;
        let task = runtime.spawn(async move { ending.with(call.await) });
        state.running.insert(id, task.abort_handle());
        Ok(())
    }
}

/// The text of an answer; none only where a model could not be written, which none is.
pub fn text<T: NodeJson>(answer: &T) -> Option<Text> {
    let mut text = b"[".to_vec();
    serde_json::to_writer(&mut text, &ForNode(answer)).ok()?;
    Some(text)
}

impl State {
    /// The next text for JavaScript.
    fn take(&mut self, env: Env) -> napi::Result<String> {
        let mut text = self.texts.pop_front().unwrap_or_else(|| b"[".to_vec());
        text.push(b']');
        self.rest(env)?;
        String::from_utf8(text).map_err(|error| napi::Error::from_reason(error.to_string()))
    }

    /// Lets the process end if nothing is left to wait for.
    fn rest(&mut self, env: Env) -> napi::Result<()> {
        match self.running.is_empty() && self.texts.is_empty() {
            true => self.alive.off(env),
            false => Ok(()),
        }
    }

    fn abort_all(&mut self) {
        self.running.drain().for_each(|(_, task)| task.abort());
    }
}

impl Shared {
    /// Adds an answer, unless the call was ended from the other side.
    fn add(&self, id: u32, answer: Text) {
        let mut state = locked(&self.state);
        if state.running.remove(&id).is_none() {
            return;
        }
        match state.texts.back_mut().filter(|text| text.len() < LONG) {
            Some(text) => {
                text.push(b',');
                text.extend_from_slice(answer.get(1..).unwrap_or_default());
                text.extend_from_slice(format!(",{id}").as_bytes());
            }
            None => {
                let mut text = answer;
                text.extend_from_slice(format!(",{id}").as_bytes());
                state.texts.push_back(text);
                drop(state);
                // It fails only where the environment is about to end.
                let _ = self.wake.call((), NonBlocking);
            }
        }
    }
}

/// Tells how a call ended, whatever its end. Without a text it panicked, or was ended from the other
/// side.
struct Ending {
    answers: Arc<Shared>,
    id: u32,
    text: Option<Text>,
}

impl Ending {
    fn with(mut self, text: Option<Text>) {
        self.text = text;
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.answers.add(self.id, self.text.take().unwrap_or_else(|| b"[null".to_vec()));
    }
}

/// A panic while it was held has left nothing half done.
fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
