//! Who is told how far a long call is.

use std::{fmt, sync::Arc};

/// A function that is told how many bytes have arrived, and how many there are if that is known.
///
/// It is called often, and should return soon: the call waits for it.
#[derive(Clone)]
pub struct Progress(Arc<dyn Fn(u64, Option<u64>) + Send + Sync>);

impl Progress {
    /// Wraps a function.
    pub fn new(told: impl Fn(u64, Option<u64>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(told))
    }

    pub(crate) fn tell(&self, received: u64, total: Option<u64>) {
        (self.0)(received, total);
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

/// The same function.
impl PartialEq for Progress {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[cfg(feature = "python")]
#[path = "progress_python.rs"]
mod python;
#[cfg(feature = "python")]
pub use python::Callback;

#[cfg(feature = "node")]
#[path = "progress_node.rs"]
mod node;

#[cfg(feature = "swift")]
#[path = "progress_swift.rs"]
mod swift;
