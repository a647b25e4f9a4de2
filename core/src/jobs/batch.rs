//! Many calls at once, each with its own result.

use std::{fmt, future::Future, panic::resume_unwind, pin::Pin};

use tokio::task::JoinSet;
use whereby_macros::model;

use crate::error::{Error, Result};

const MAX_CONCURRENCY: u32 = 8;

/// How to make many calls.
#[model(options)]
pub struct BatchOptions {
    /// How many calls are under way at the same time: 1 to 100. Default: 8.
    pub max_concurrency: Option<u32>,
}

/// How one of many calls ended.
#[derive(Debug)]
pub struct BatchItem<T> {
    /// Which of the inputs it was: 0 is the first.
    pub index: u64,
    /// The answer, or the error of this call alone.
    pub result: Result<T>,
}

type Call<T> = Pin<Box<dyn Future<Output = BatchItem<T>> + Send>>;
type Waiting<T> = Box<dyn Iterator<Item = Call<T>> + Send>;

/// Many calls, a few at a time; results come as they are there, in no order.
///
/// A call begins when a result is asked for, and then goes on while nobody asks: otherwise its time
/// would run out under a slow reader. A call that fails does not end the others. Dropping the batch
/// ends the calls under way and makes no more.
#[must_use = "calls are made when results are asked for"]
pub struct Batch<T> {
    running: JoinSet<BatchItem<T>>,
    waiting: Waiting<T>,
    most: usize,
}

impl<T: Send + 'static> Batch<T> {
    pub(crate) fn new<I: Send + 'static, F: Future<Output = Result<T>> + Send + 'static>(
        inputs: Vec<I>,
        options: &BatchOptions,
        call: impl Fn(I) -> F + Send + 'static,
    ) -> Result<Self> {
        let most = options.max_concurrency.unwrap_or(MAX_CONCURRENCY);
        if !(1..=100).contains(&most) {
            return Err(Error::invalid(format!("max_concurrency: must be 1 to 100, not {most}")));
        }
        let waiting = (0..).zip(inputs).map(move |(index, input)| {
            let made = call(input);
            Box::pin(async move { BatchItem { index, result: made.await } }) as Call<T>
        });
        Ok(Self {
            running: JoinSet::new(),
            waiting: Box::new(waiting),
            most: usize::try_from(most).unwrap_or(1),
        })
    }

    /// Returns how the next call ended. `None` when all have.
    pub async fn next(&mut self) -> Option<BatchItem<T>> {
        while self.running.len() < self.most {
            match self.waiting.next() {
                Some(call) => drop(self.running.spawn(call)),
                None => break,
            }
        }
        match self.running.join_next().await? {
            Ok(item) => Some(item),
            Err(ended) if ended.is_panic() => resume_unwind(ended.into_panic()),
            // The runtime is about to end, and its calls with it.
            Err(_) => None,
        }
    }
}

impl<T: 'static> fmt::Debug for Batch<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch").field("running", &self.running.len()).finish_non_exhaustive()
    }
}
