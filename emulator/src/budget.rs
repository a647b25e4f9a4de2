//! Points per minute, by the tenant's own clock.

use axum::http::{HeaderMap, HeaderValue, Method, header};

use crate::dates;
use crate::options::Tariff;

const WINDOW_MS: i64 = 60_000;

/// The minute that runs, and what has been spent in it.
#[derive(Debug, Default)]
pub(crate) struct Window {
    ends_ms: i64,
    spent: u32,
}

/// What a charge came to.
#[derive(Debug)]
pub(crate) struct Charge {
    pub(crate) allowed: bool,
    pub(crate) ms_left: i64,
    limit: u32,
    remaining: u32,
    now_ms: i64,
}

impl Window {
    /// Takes `cost` from the running minute, or refuses and takes nothing.
    pub(crate) fn charge(&mut self, now_ms: i64, cost: u32, limit: u32) -> Charge {
        let running = (self.ends_ms - WINDOW_MS..self.ends_ms).contains(&now_ms);
        if !running {
            self.ends_ms = now_ms + WINDOW_MS;
            self.spent = 0;
        }
        let after = self.spent.saturating_add(cost);
        let allowed = after <= limit;
        if allowed {
            self.spent = after;
        }
        Charge {
            allowed,
            ms_left: self.ends_ms - now_ms,
            limit,
            remaining: limit.saturating_sub(self.spent),
            now_ms,
        }
    }
}

impl Tariff {
    pub(crate) fn cost(self, method: &Method) -> u32 {
        match *method {
            Method::GET | Method::HEAD => self.read,
            Method::DELETE => self.delete,
            _ => self.write,
        }
    }
}

impl Charge {
    /// Writes the limit's headers, and a `Date` of the same clock so that clients can subtract.
    pub(crate) fn write_headers(&self, headers: &mut HeaderMap) {
        headers.insert("x-ratelimit-limit", self.limit.into());
        headers.insert("x-ratelimit-remaining", self.remaining.into());
        let mut text = |name, value: String| {
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        };
        text(
            header::HeaderName::from_static("x-ratelimit-reset"),
            dates::javascript(self.now_ms + self.ms_left),
        );
        text(header::DATE, dates::http(self.now_ms));
        if !self.allowed {
            let seconds = format!("{}.{:03}", self.ms_left / 1000, self.ms_left % 1000);
            text(header::RETRY_AFTER, seconds);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_call_costs_nothing() {
        let mut window = Window::default();
        assert!(window.charge(1_000, 9, 10).allowed);
        assert!(!window.charge(2_000, 2, 10).allowed);
        assert!(window.charge(3_000, 1, 10).allowed);
    }

    #[test]
    fn the_minute_starts_with_the_first_call() {
        let mut window = Window::default();
        window.charge(1_000, 10, 10);
        let refused = window.charge(60_999, 1, 10);
        assert!(!refused.allowed);
        assert_eq!(refused.ms_left, 1);
        assert!(window.charge(61_000, 1, 10).allowed);
    }

    #[test]
    fn a_clock_set_back_starts_a_new_minute() {
        let mut window = Window::default();
        window.charge(1_000_000, 10, 10);
        assert!(window.charge(1_000, 10, 10).allowed);
    }
}
