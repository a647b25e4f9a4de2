//! Runtimes for synchronous calls: each call has one to itself, and drives it on its caller's thread.
//!
//! Threads that shared one would wake each other for every step of a call. A connection belongs to its
//! runtime, so this is a connection pool as well: as many runtimes as there are calls at once, the one
//! that was used last taken first.

use std::{
    collections::VecDeque,
    future::{Future, poll_fn},
    io, mem,
    pin::pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Builder, Runtime},
    task::yield_now,
    time::{Interval, MissedTickBehavior, interval_at},
};

use crate::process::PerProcess;

static IDLE: PerProcess<Idle> = PerProcess::new();

type Idle = Mutex<VecDeque<(Instant, Arc<Driver>)>>;

/// What nobody has used for so long goes, and its connections with it.
const IDLE_AT_MOST: Duration = Duration::from_secs(30);
const SIGNALS: Duration = Duration::from_millis(50);

struct Driver {
    runtime: Runtime,
    /// Kept from call to call: to set a timer that is the next to end costs a system call.
    signals: Mutex<Interval>,
}

/// A runtime of one's own, until it is dropped.
pub struct Seat {
    idle: Arc<(u32, Idle)>,
    driver: Arc<Driver>,
}

impl Seat {
    pub fn take() -> io::Result<Self> {
        let idle = IDLE.get(|| Ok::<_, io::Error>(Idle::default()))?;
        let last = lock(&idle.1).pop_back();
        let driver = match last {
            Some((_, driver)) => driver,
            None => Arc::new(Driver::new()?),
        };
        Ok(Self { idle, driver })
    }

    /// Runs work until it is done, or (`None`) until it is time to look for signals.
    ///
    /// Nobody has driven the runtime since the last call. One round reads what the sockets have to say,
    /// the next lets the connections act on it: one that the server has closed is not used again, and
    /// one whose call was dropped is closed.
    pub fn turn<F: Future>(&self, work: F) -> Option<F::Output> {
        let mut kept = self.driver.signals.try_lock();
        self.driver.runtime.block_on(async {
            // A batch may be waited for by several threads, each of which has to look.
            let mut own;
            let signals = match &mut kept {
                Ok(kept) => &mut **kept,
                Err(_) => {
                    own = signals();
                    &mut own
                }
            };
            yield_now().await;
            yield_now().await;
            let mut work = pin!(work);
            poll_fn(|context| match work.as_mut().poll(context) {
                Poll::Ready(done) => Poll::Ready(Some(done)),
                Poll::Pending => signals.poll_tick(context).map(|_| None),
            })
            .await
        })
    }
}

impl Driver {
    fn new() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let signals = {
            let _context = runtime.enter();
            signals()
        };
        Ok(Self { runtime, signals: Mutex::new(signals) })
    }
}

/// When to look for signals.
fn signals() -> Interval {
    let mut signals = interval_at(tokio::time::Instant::now() + SIGNALS, SIGNALS);
    signals.set_missed_tick_behavior(MissedTickBehavior::Delay);
    signals
}

impl Drop for Seat {
    fn drop(&mut self) {
        let driver = self.driver.clone();
        if self.idle.0 != std::process::id() {
            // It is the parent's.
            return mem::forget(driver);
        }
        let now = Instant::now();
        let mut idle = lock(&self.idle.1);
        idle.push_back((now, driver));
        let old = idle.iter().take_while(|(since, _)| now.duration_since(*since) > IDLE_AT_MOST).count();
        let old: Vec<_> = idle.drain(..old).collect();
        drop(idle);
        for driver in old.into_iter().filter_map(|(_, driver)| Arc::into_inner(driver)) {
            driver.runtime.shutdown_background();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
