//! Ends a call from JavaScript: the Rust work stops and its connection closes.

use std::{future::Future, sync::Arc};

use napi_derive::napi;
use tokio::sync::Notify;

use crate::outcome::Outcome;

/// A switch that ends one call.
#[napi]
#[derive(Default)]
pub struct Cancel {
    ended: Arc<Notify>,
}

#[napi]
impl Cancel {
    /// Makes a switch for one call.
    #[napi(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends the call, now or as soon as it begins.
    #[napi]
    pub fn cancel(&self) {
        self.ended.notify_one();
    }
}

/// Runs a call to its end, or until it is cancelled.
pub async fn run<T>(call: impl Future<Output = whereby::Result<T>>, cancel: Option<&Cancel>) -> Outcome<T> {
    let Some(ended) = cancel.map(|c| c.ended.clone()) else {
        return call.await.into();
    };
    tokio::select! {
        result = call => result.into(),
        () = ended.notified() => Outcome::Cancelled,
    }
}
