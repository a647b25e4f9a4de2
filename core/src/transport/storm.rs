//! The storm guard: when everything fails, retries stop before they make it worse.

use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

const FULL: u32 = 500;
/// What a call that went through gives back.
const EARNED: u32 = 1;

/// A budget of retries, per client: a retry takes from it, a call that went through adds to it.
#[derive(Debug)]
pub(crate) struct StormGuard(AtomicU32);

impl Default for StormGuard {
    fn default() -> Self {
        Self(AtomicU32::new(FULL))
    }
}

impl StormGuard {
    /// Takes the cost of a retry; `false` if there is not enough left.
    pub(crate) fn take(&self, cost: u32) -> bool {
        self.0.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(cost)).is_ok()
    }

    pub(crate) fn earn(&self) {
        // `fetch_update` with a total function cannot fail.
        let _ = self.0.fetch_update(Relaxed, Relaxed, |left| Some((left + EARNED).min(FULL)));
    }
}

#[cfg(test)]
mod tests {
    use super::StormGuard;

    #[test]
    fn a_hundred_retries_and_no_more_until_calls_go_through() {
        let guard = StormGuard::default();
        assert_eq!((0..200).filter(|_| guard.take(5)).count(), 100);
        (0..5).for_each(|_| guard.earn());
        assert!(guard.take(5) && !guard.take(5));
    }

    #[test]
    fn it_never_holds_more_than_it_began_with() {
        let guard = StormGuard::default();
        (0..1000).for_each(|_| guard.earn());
        assert_eq!((0..200).filter(|_| guard.take(5)).count(), 100);
    }
}
