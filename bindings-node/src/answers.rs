//! The way back to JavaScript. Calls end on the thread of the runtime and leave their answers here, each
//! as one text; JavaScript is woken once, however many end meanwhile, and takes them all.
//!
//! Every environment of JavaScript (the main thread, each worker) has an `Answers` of its own.

use std::{
    collections::HashMap,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use napi::{
    Env, Status,
    bindgen_prelude::{FnArgs, Function, Null, ToNapiValue},
    sys,
    threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode::NonBlocking},
};
use napi_derive::napi;
use tokio::task::AbortHandle;
use whereby::{OnTape, Tape};

use crate::{keep_alive::KeepAlive, runtime};

/// Wakes JavaScript, without keeping its process alive: `KeepAlive` does that where it is meant.
type Wake = ThreadsafeFunction<(), (), FnArgs<(Ended,)>, Status, false, true>;

/// How calls ended, by their ids. Without a text the library itself failed.
#[derive(Default)]
pub struct Ended(Vec<(u32, Option<String>)>);

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
    /// What JavaScript has not taken yet; it has been woken if there is anything.
    ended: Ended,
    alive: KeepAlive,
}

#[napi]
impl Answers {
    /// Makes the way back to a function, which gets an array in which the id of a call and its answer take
    /// turns. An answer is a tape: whether it went well, and the value or the failure; it is null if the
    /// library itself failed.
    #[napi(constructor)]
    pub fn new(
        env: Env,
        #[napi(ts_arg_type = "(ended: (number | string | null)[]) => void")] take: Function<
            FnArgs<(Ended,)>,
            (),
        >,
    ) -> napi::Result<Self> {
        let state = Arc::new(Mutex::new(State::default()));
        let ended = state.clone();
        let wake = take
            .build_threadsafe_function::<()>()
            .weak::<true>()
            .build_callback(move |context| Ok((locked(&ended).take(context.env)?,).into()))?;
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
    pub fn call<T: OnTape, E: OnTape>(
        &self,
        env: Env,
        id: u32,
        call: impl Future<Output = Result<T, E>> + Send + 'static,
    ) -> napi::Result<()> {
        self.start(env, id, Box::pin(async move { on_tape(&call.await) }))
    }

    /// Starts what has an answer in the end. (All calls are of one type here, so that the library is small.)
    pub fn start(
        &self,
        env: Env,
        id: u32,
        call: Pin<Box<dyn Future<Output = String> + Send>>,
    ) -> napi::Result<()> {
        let ending = Ending { answers: self.0.clone(), id, answer: None };
        let runtime = runtime::handle()?;
        // It is held until the call is among those that run: it might end before.
        let mut state = locked(&self.0.state);
        state.alive.on(env)?;
        let task = runtime.spawn(async move { ending.with(call.await) });
        state.running.insert(id, task.abort_handle());
        Ok(())
    }
}

/// The text of an answer.
pub fn on_tape(answer: &impl OnTape) -> String {
    let mut tape = Tape::default();
    answer.write(&mut tape);
    tape.into_text()
}

impl State {
    fn take(&mut self, env: Env) -> napi::Result<Ended> {
        let ended = std::mem::take(&mut self.ended);
        self.rest(env)?;
        Ok(ended)
    }

    /// Lets the process end if nothing is left to wait for.
    fn rest(&mut self, env: Env) -> napi::Result<()> {
        match self.running.is_empty() && self.ended.0.is_empty() {
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
    fn add(&self, id: u32, answer: Option<String>) {
        let mut state = locked(&self.state);
        if state.running.remove(&id).is_none() {
            return;
        }
        state.ended.0.push((id, answer));
        if state.ended.0.len() == 1 {
            drop(state);
            // It fails only where the environment is about to end.
            let _ = self.wake.call((), NonBlocking);
        }
    }
}

/// Tells how a call ended, whatever its end. Without an answer it panicked, or was ended from the other
/// side.
struct Ending {
    answers: Arc<Shared>,
    id: u32,
    answer: Option<String>,
}

impl Ending {
    fn with(mut self, answer: String) {
        self.answer = Some(answer);
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        self.answers.add(self.id, self.answer.take());
    }
}

#[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
impl ToNapiValue for Ended {
    unsafe fn to_napi_value(env: sys::napi_env, Ended(ended): Self) -> napi::Result<sys::napi_value> {
        let env = Env::from_raw(env);
        let mut turns = env.create_array(0)?;
        for (id, answer) in ended {
            turns.insert(id)?;
            match answer {
                // Of one byte for each character there is nothing to decode.
                Some(text) if text.is_ascii() => turns.insert(env.create_string_latin1(text)?)?,
                Some(text) => turns.insert(text)?,
                None => turns.insert(Null)?,
            }
        }
        // SAFETY: the caller's promise about `env` is handed on.
        unsafe { ToNapiValue::to_napi_value(env.raw(), turns) }
    }
}

/// A panic while it was held has left nothing half done.
fn locked(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
