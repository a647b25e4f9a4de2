//! Many calls at once, on their way to JavaScript.

use std::{future::Future, pin::Pin, sync::Arc};

use napi::{Env, Result};
use napi_derive::napi;
use tokio::sync::Mutex;
use whereby::{Batch, Error, OnTape};

use crate::answers::{Answers, on_tape};

/// Calls of any verb: classes of napi cannot be generic.
trait Many: Send {
    fn next_answer(&mut self) -> Pin<Box<dyn Future<Output = String> + Send + '_>>;
}

impl<T: OnTape + Send + 'static> Many for Batch<T> {
    fn next_answer(&mut self) -> Pin<Box<dyn Future<Output = String> + Send + '_>> {
        Box::pin(async { on_tape(&Ok::<_, Error>(self.next().await)) })
    }
}

/// The calls, until they are over or ended.
#[napi]
pub struct Calls {
    answers: Answers,
    many: Arc<Mutex<Option<Box<dyn Many>>>>,
}

#[napi]
impl Calls {
    /// Waits for how the next of them ends: the answer is which of them it was and how it ended, or null
    /// when all have.
    #[napi(catch_unwind)]
    pub fn next(&self, env: Env, id: u32) -> Result<()> {
        let many = self.many.clone();
        let next = async move {
            match many.lock().await.as_mut() {
                Some(many) => many.next_answer().await,
                None => on_tape(&Ok::<_, Error>(None::<()>)),
            }
        };
        self.answers.start(env, id, Box::pin(next))
    }

    /// Ends those under way, and makes no more.
    #[napi(catch_unwind)]
    pub fn end(&self, env: Env, id: u32) -> Result<()> {
        let many = self.many.clone();
        let end = async move {
            many.lock().await.take();
            Ok::<_, Error>(())
        };
        self.answers.call(env, id, end)
    }
}

impl Calls {
    pub fn new<T: OnTape + Send + 'static>(answers: &Answers, batch: Batch<T>) -> Self {
        Self { answers: answers.clone(), many: Arc::new(Mutex::new(Some(Box::new(batch)))) }
    }
}
