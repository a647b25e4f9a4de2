//! Values that a process made by `fork` must not share with its parent.

use std::sync::Arc;

use arc_swap::ArcSwapOption;

/// A value made once per process. No lock is held, since a lock held across a fork stays held.
pub struct PerProcess<T>(ArcSwapOption<(u32, T)>);

impl<T> PerProcess<T> {
    pub const fn new() -> Self {
        Self(ArcSwapOption::const_empty())
    }

    /// Returns this process's value; makes it at the first call.
    pub fn get<E>(&self, make: impl FnOnce() -> Result<T, E>) -> Result<Arc<(u32, T)>, E> {
        let process = std::process::id();
        let found = self.0.load_full();
        if let Some(own) = found.as_ref().filter(|own| own.0 == process) {
            return Ok(own.clone());
        }
        let made = Arc::new((process, make()?));
        let before = self.0.compare_and_swap(&found, Some(made.clone()));
        match before.as_ref().filter(|own| own.0 == process) {
            // Another thread was quicker.
            Some(own) => Ok(own.clone()),
            None => {
                // The parent's value is leaked: its threads do not exist here, so it cannot be dropped.
                std::mem::forget(found);
                Ok(made)
            }
        }
    }

    /// Takes this process's value out, if it is made and not in use.
    pub fn take(&self) -> Option<(u32, T)> {
        let process = std::process::id();
        self.0.load().as_ref().filter(|own| own.0 == process)?;
        Arc::into_inner(self.0.swap(None)?)
    }
}
