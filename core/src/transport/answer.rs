//! An answer, read whole, and what its headers say.

use bytes::Bytes;
use chrono::DateTime;
use reqwest::header::{HeaderMap, HeaderName};
use serde_json::Value;

use super::decide::Hints;
use crate::{error::RateLimits, model::Timestamp};

/// A whole answer.
#[derive(Debug)]
pub(crate) struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
    /// How many times the call was sent for it.
    pub attempts: u32,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn header(&self, name: &str) -> Option<&str> {
        let name = HeaderName::try_from(name).ok()?;
        self.headers.get(name)?.to_str().ok().map(str::trim)
    }

    pub(crate) fn request_id(&self) -> Option<String> {
        ["x-request-id", "request-id", "x-amzn-requestid", "cf-ray"]
            .iter()
            .find_map(|name| self.header(name))
            .map(str::to_owned)
    }

    pub(crate) fn location(&self) -> Option<&str> {
        self.header("location")
    }

    pub(crate) fn hints(&self) -> Hints {
        Hints {
            ms_left: serde_json::from_slice::<Value>(&self.body)
                .ok()
                .and_then(|body| body.get("data")?.get("msLeft")?.as_f64()),
            retry_after: self.header("retry-after").and_then(|text| text.parse().ok()),
            reset: self.header("x-ratelimit-reset").and_then(date),
            date: self.header("date").and_then(date),
        }
    }

    pub(crate) fn limits(&self) -> Option<RateLimits> {
        let number = |name| self.header(name).and_then(|text| text.parse().ok());
        let limits = RateLimits {
            limit: number("x-ratelimit-limit"),
            remaining: number("x-ratelimit-remaining"),
            reset_at: self.header("x-ratelimit-reset").and_then(date),
            extra: Default::default(),
        };
        let told = limits.limit.is_some() || limits.remaining.is_some() || limits.reset_at.is_some();
        told.then_some(limits)
    }
}

/// A date as servers write it: IMF-fixdate, ISO 8601, or JavaScript's `Date` put into a header
/// (`Tue Nov 24 2026 00:00:00 GMT+0000 (Coordinated Universal Time)`), which the vendor's limiter is
/// likely to send (contract §1.0).
fn date(text: &str) -> Option<Timestamp> {
    let plain = text.split(" (").next().unwrap_or(text);
    let read = DateTime::parse_from_rfc2822(plain)
        .or_else(|_| DateTime::parse_from_rfc3339(plain))
        .or_else(|_| DateTime::parse_from_str(plain, "%a %b %d %Y %H:%M:%S GMT%z"));
    read.ok().and_then(|t| Timestamp::from_micros(t.timestamp_micros()).ok())
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_of_every_form_are_the_same_moment() {
        let forms = [
            "Tue, 24 Nov 2026 10:00:00 GMT",
            "2026-11-24T10:00:00.000Z",
            "Tue Nov 24 2026 10:00:00 GMT+0000 (Coordinated Universal Time)",
        ];
        for form in forms {
            assert_eq!(
                date(form).map(|t| t.to_string()).as_deref(),
                Some("2026-11-24T10:00:00.000Z"),
                "{form}"
            );
        }
        assert_eq!(date("soon"), None);
        assert_eq!(date("0000-01-01T00:00:00Z"), None, "no language has that year");
    }
}
