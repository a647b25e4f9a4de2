//! Whether to send again: one pure function (design of retries in ARCHITECTURE.md).
//!
//! `tests/vectors/retry.json` is its table.

use std::time::Duration;

use serde::Deserialize;

use crate::{error::Sent, model::Timestamp};

/// What repeating an operation may do (contract §5, rules 7 and 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Class {
    /// Reads: may be repeated.
    Safe,
    /// Documented as idempotent: may be repeated.
    Idempotent,
    /// Creates something and has no idempotency key: must not be repeated once a byte left.
    Once,
}

/// How one try ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Outcome {
    /// A whole answer with this status.
    Status(u16),
    /// No connection: nothing was sent.
    NotConnected,
    /// Time ran out after the connection stood.
    TimedOut,
    /// The connection broke after the request may have left.
    Lost,
}

impl Outcome {
    /// Whether the call may have taken effect.
    pub(crate) fn in_doubt(self) -> bool {
        matches!(self, Self::TimedOut | Self::Lost | Self::Status(408 | 500..))
    }
}

/// What an answer says about when to come back (contract §1.0).
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct Hints {
    /// `data.msLeft` of the body.
    pub ms_left: Option<f64>,
    /// `Retry-After`, seconds.
    pub retry_after: Option<f64>,
    /// `X-RateLimit-Reset`.
    pub reset: Option<Timestamp>,
    /// `Date`: the server's clock, by which `reset` is corrected.
    pub date: Option<Timestamp>,
}

/// Everything the decision depends on.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Try {
    pub class: Class,
    pub outcome: Outcome,
    #[serde(default)]
    pub hints: Hints,
    /// Tries made so far, this one included, answers of 429 left out.
    pub tries: u32,
    pub max_tries: u32,
    /// Answers of 429 so far, this one included.
    #[serde(default)]
    pub throttled: u32,
    /// Seconds until the call's deadline.
    pub remaining: f64,
    pub now: Timestamp,
}

/// What to do.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Verdict {
    /// Hand the answer to the caller.
    Done,
    /// Send again after `wait` and a random part of `jitter`; `cost` is taken from the storm guard.
    Again { wait: Duration, jitter: Duration, cost: u32 },
    /// Raise.
    Raise { sent: Sent, retry_at: Option<Timestamp> },
}

const FIRST_WAIT: f64 = 0.5;
const LONGEST_WAIT: f64 = 8.0;
const THROTTLE_JITTER: f64 = 2.0;
/// What must be left of the deadline for a try, in seconds: one that is sent in the last moment would end in doubt.
const LEAST_ROOM: f64 = 0.2;
const COST_OF_RETRY: u32 = 5;
const COST_OF_TIMEOUT: u32 = 10;

pub(crate) fn decide(t: &Try) -> Verdict {
    match t.outcome {
        Outcome::Status(200..=299) => Verdict::Done,
        Outcome::Status(429) => throttled(t),
        Outcome::Status(408 | 500 | 502 | 503 | 504) | Outcome::TimedOut | Outcome::Lost => match t.class {
            Class::Once => raise(Sent::Unknown),
            Class::Safe | Class::Idempotent => again(t, Sent::Unknown),
        },
        Outcome::Status(500..) => raise(Sent::Unknown),
        Outcome::Status(_) => raise(Sent::Refused),
        Outcome::NotConnected => again(t, Sent::Never),
    }
}

fn raise(sent: Sent) -> Verdict {
    Verdict::Raise { sent, retry_at: None }
}

/// A failure of the network or the server: a few tries, each wait random up to a doubling bound.
fn again(t: &Try, sent: Sent) -> Verdict {
    let bound = backoff(t.tries);
    if t.tries >= t.max_tries || t.remaining <= 0.0 {
        return raise(sent);
    }
    let cost = match t.outcome {
        Outcome::TimedOut => COST_OF_TIMEOUT,
        _ => COST_OF_RETRY,
    };
    // Half of what is left is for the try itself.
    Verdict::Again { wait: Duration::ZERO, jitter: seconds(bound.min(t.remaining / 2.0)), cost }
}

/// The vendor's "wait": never counted as a try, only the deadline ends it.
fn throttled(t: &Try) -> Verdict {
    let reset = t.hints.reset.map(|reset| {
        let clock = t.hints.date.unwrap_or(t.now);
        #[expect(clippy::cast_precision_loss, reason = "a wait of minutes, counted in microseconds")]
        let micros = (reset.as_micros() - clock.as_micros()) as f64;
        micros / 1e6
    });
    let told = [t.hints.ms_left.map(|ms| ms / 1000.0), t.hints.retry_after, reset];
    let wait = told
        .into_iter()
        .flatten()
        .filter(|s| s.is_finite())
        .fold(None, |most: Option<f64>, s| Some(most.map_or(s, |m| m.max(s))));
    let wait = seconds(wait.unwrap_or_else(|| backoff(t.throttled)));
    let room = t.remaining - wait.as_secs_f64();
    if room < LEAST_ROOM {
        return Verdict::Raise { sent: Sent::Refused, retry_at: Some(t.now + wait) };
    }
    Verdict::Again { wait, jitter: seconds(THROTTLE_JITTER.min(room / 2.0)), cost: 0 }
}

/// 0.5 s, doubling, at most 8 s.
fn backoff(nth: u32) -> f64 {
    (FIRST_WAIT * 2f64.powi(i32::try_from(nth.saturating_sub(1)).unwrap_or(i32::MAX))).min(LONGEST_WAIT)
}

fn seconds(s: f64) -> Duration {
    Duration::try_from_secs_f64(s.max(0.0)).unwrap_or(Duration::MAX / 4)
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
