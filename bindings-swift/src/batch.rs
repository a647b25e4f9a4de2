//! Many calls under way, for as long as Swift holds them.

use std::sync::{Mutex, PoisonError};

use tokio::runtime::Handle;
use whereby::{Batch, BatchItem};

use crate::WherebyError;

/// Many calls of one kind. Dropping it ends them.
pub(crate) struct Running<T>(Mutex<Option<Held<T>>>);

impl<T> From<Batch<T>> for Running<T> {
    fn from(batch: Batch<T>) -> Self {
        Self(Mutex::new(Some(Held { batch: Some(batch), runtime: None })))
    }
}

impl<T: Send + 'static> Running<T> {
    /// How the next call ended: which one it was, and its answer or its error. Nothing when all have.
    ///
    /// Dropping this future, as a cancelled task does, ends all the calls.
    pub(crate) async fn next(&self) -> Option<(u64, Option<T>, Option<WherebyError>)> {
        let mut held = self.lock().take()?;
        held.runtime = Handle::try_current().ok();
        let BatchItem { index, result } = held.batch.as_mut()?.next().await?;
        *self.lock() = Some(held);
        Some(match result {
            Ok(value) => (index, Some(value), None),
            Err(error) => (index, None, Some(error.into())),
        })
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Held<T>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Calls, and the runtime that they run in: they must be dropped inside it, since ending a connection
/// may start a task.
struct Held<T> {
    batch: Option<Batch<T>>,
    runtime: Option<Handle>,
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        let _inside = self.runtime.as_ref().map(Handle::enter);
        self.batch = None;
    }
}
