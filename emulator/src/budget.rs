//! Points per minute, by the tenant's own clock.

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};

use crate::dates;
use crate::options::Tariff;

const WINDOW_MS: i64 = 60_000;
// As text they would be checked and copied at each call.
const LIMIT: HeaderName = HeaderName::from_static("x-ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("x-ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

/// The minute that runs, and what has been spent in it.
#[derive(Debug, Default)]
pub(crate) struct Window {
    ends_ms: i64,
    spent: u32,
    reset: Option<HeaderValue>,
    /// The last second that was asked for, and its text.
    date: Option<(i64, HeaderValue)>,
}

/// What a charge came to.
#[derive(Debug)]
pub(crate) struct Charge {
    pub(crate) allowed: bool,
    pub(crate) ms_left: i64,
    limit: u32,
    remaining: u32,
    reset: HeaderValue,
    date: HeaderValue,
}

impl Window {
    /// Takes `cost` from the running minute, or refuses and takes nothing.
    pub(crate) fn charge(&mut self, now_ms: i64, cost: u32, limit: u32) -> Charge {
        let running = (self.ends_ms - WINDOW_MS..self.ends_ms).contains(&now_ms);
        if !running {
            *self = Self { ends_ms: now_ms + WINDOW_MS, ..Self::default() };
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
            reset: self.reset.get_or_insert_with(|| text(dates::javascript(self.ends_ms))).clone(),
            date: self.date(now_ms),
        }
    }

    /// Times are written once a second: that is slow beside the rest of a call.
    fn date(&mut self, now_ms: i64) -> HeaderValue {
        let second = now_ms.div_euclid(1000);
        match &self.date {
            Some((of, date)) if *of == second => date.clone(),
            _ => self.date.insert((second, text(dates::http(now_ms)))).1.clone(),
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
    pub(crate) fn write_headers(self, headers: &mut HeaderMap) {
        headers.insert(LIMIT, self.limit.into());
        headers.insert(REMAINING, self.remaining.into());
        headers.insert(RESET, self.reset);
        headers.insert(header::DATE, self.date);
        if !self.allowed {
            let seconds = format!("{}.{:03}", self.ms_left / 1000, self.ms_left % 1000);
            headers.insert(header::RETRY_AFTER, text(seconds));
        }
    }
}

/// Dates and numbers are ASCII, so none is refused.
fn text(value: String) -> HeaderValue {
    HeaderValue::try_from(value).unwrap_or(HeaderValue::from_static(""))
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
