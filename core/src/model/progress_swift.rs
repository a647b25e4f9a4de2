//! In Swift a closure; the package wraps it in an object that Rust can call.

use std::sync::Arc;

use super::Progress;

/// Who is told.
#[uniffi::export(with_foreign)]
pub trait CoreProgress: Send + Sync {
    /// Bytes that have arrived, and all there are.
    fn tell(&self, received: u64, total: Option<u64>);
}

impl CoreProgress for Progress {
    fn tell(&self, received: u64, total: Option<u64>) {
        Self::tell(self, received, total);
    }
}

type Listener = Arc<dyn CoreProgress>;

uniffi::custom_type!(Progress, Listener, {
    lower: |progress| Arc::new(progress),
    try_lift: |listener| Ok(Progress::new(move |received, total| listener.tell(received, total))),
});
