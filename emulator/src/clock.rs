//! A tenant's virtual clock: real time plus an offset that tests move.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::dates;

/// Counts milliseconds since 1970, as everywhere in the emulator.
#[derive(Debug)]
pub(crate) struct Clock {
    offset_ms: AtomicI64,
}

impl Clock {
    pub(crate) fn new(offset_ms: i64) -> Self {
        Self { offset_ms: AtomicI64::new(offset_ms) }
    }

    pub(crate) fn now_ms(&self) -> i64 {
        dates::real_now_ms().saturating_add(self.offset_ms.load(Ordering::Relaxed))
    }

    pub(crate) fn set_offset(&self, offset_ms: i64) {
        self.offset_ms.store(offset_ms, Ordering::Relaxed);
    }

    /// Offset at which a clock shows `now_ms` at this moment.
    pub(crate) fn offset_for(now_ms: i64) -> i64 {
        now_ms.saturating_sub(dates::real_now_ms())
    }
}
