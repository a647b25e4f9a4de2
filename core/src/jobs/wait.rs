//! Waiting for what the server makes later.

use std::{future::Future, time::Duration};

use tokio::time::{Instant, sleep};
use whereby_macros::model;

use crate::{
    check::span,
    error::{Error, ErrorKind, Result, Sent},
    model::Span,
};

const MAX_WAIT: Duration = Duration::from_secs(1800);
const POLL_INTERVAL: Duration = Duration::from_secs(2);
const SLOWEST: Duration = Duration::from_secs(30);

/// How to wait for what the server makes later.
#[model(options)]
pub struct WaitOptions {
    /// How long to wait at most. Default: 30 minutes.
    pub max_wait: Option<Span>,
    /// How long to wait before looking for the second time; each wait is half as long again as the
    /// one before, 30 s at most. Default: 2 s.
    pub poll_interval: Option<Span>,
}

/// The same, checked: a wrong option must not be found after the server was asked for something.
pub(crate) struct Patience {
    max_wait: Duration,
    pause: Duration,
}

impl Patience {
    pub(crate) fn of(options: &WaitOptions) -> Result<Self> {
        Ok(Self {
            max_wait: span("max_wait", options.max_wait, MAX_WAIT).map_err(Error::invalid)?,
            pause: span("poll_interval", options.poll_interval, POLL_INTERVAL).map_err(Error::invalid)?,
        })
    }
}

/// Asks until it is not running any more. Right after it was asked for it may not be found yet.
pub(crate) async fn until_done<T, F: Future<Output = Result<T>>>(
    operation: &str,
    id: &str,
    patience: Patience,
    get: impl Fn() -> F,
    running: impl Fn(&T) -> bool,
) -> Result<T> {
    let Patience { max_wait, mut pause } = patience;
    let slowest = SLOWEST.max(pause);
    let start = Instant::now();
    let mut seen = false;
    loop {
        match get().await {
            Ok(made) if !running(&made) => return Ok(made),
            Ok(_) => seen = true,
            Err(e) if e.kind() == ErrorKind::NotFound && !seen => {}
            // Without the id, what was asked for and is billed could not be found again.
            Err(e) => {
                return Err(e.with(|d| {
                    d.message = format!("{operation}: `{id}` was asked for, and then: {}", d.message);
                    d.operation = Some(operation.to_owned());
                    d.sent = Sent::Unknown;
                }));
            }
        }
        let left = max_wait.saturating_sub(start.elapsed());
        if left.is_zero() {
            return Err(Error::new(
                ErrorKind::Timeout,
                format!("{operation}: `{id}` is not done after {max_wait:?}; get it later by this id"),
            )
            .with(|d| {
                d.operation = Some(operation.to_owned());
                d.sent = Sent::Unknown;
            }));
        }
        sleep(pause.min(left)).await;
        pause = pause.mul_f64(1.5).min(slowest);
    }
}
