//! Times on the wire.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

/// Last moment that four digits of a year can say.
pub(crate) const LAST_MS: i64 = 253_402_300_799_999;
/// First moment that four digits of a year can say.
const FIRST_MS: i64 = -62_167_219_200_000;
const DAY_MS: i64 = 86_400_000;

pub(crate) fn real_now_ms() -> i64 {
    Utc::now().timestamp_millis()
}

/// Writes `2025-08-20T12:00:00.000Z`.
pub(crate) fn iso(ms: i64) -> String {
    let mut text = Vec::with_capacity(24);
    IsoDates::default().put(&mut text, ms);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes what [`iso`] writes, many times: to find a date takes longer than the rest, and the rooms of a page
/// begin on a few days.
#[derive(Debug)]
pub(crate) struct IsoDates {
    day: i64,
    text: [u8; 24],
}

impl Default for IsoDates {
    fn default() -> Self {
        Self { day: 0, text: *b"1970-01-01T00:00:00.000Z" }
    }
}

impl IsoDates {
    /// Puts a time at the end of a text.
    pub(crate) fn put(&mut self, into: &mut Vec<u8>, ms: i64) {
        let (day, of_day) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS) as u32);
        if day != self.day {
            let date = at(ms).date_naive();
            let year = date.year().unsigned_abs();
            self.pair(0, year / 100 % 100);
            self.pair(2, year % 100);
            self.pair(5, date.month());
            self.pair(8, date.day());
            self.day = day;
        }
        self.pair(11, of_day / 3_600_000);
        self.pair(14, of_day / 60_000 % 60);
        self.pair(17, of_day / 1000 % 60);
        self.pair(20, of_day % 1000 / 10);
        self.pair(21, of_day % 100);
        into.extend_from_slice(&self.text);
    }

    /// The digits of a number below 100.
    fn pair(&mut self, at: usize, number: u32) {
        self.text[at] = b'0' + (number / 10) as u8;
        self.text[at + 1] = b'0' + (number % 10) as u8;
    }
}

/// Writes `2025-08-20T12:00:00Z`.
pub(crate) fn iso_seconds(ms: i64) -> String {
    at(ms).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// Writes what JavaScript's `Date` prints.
pub(crate) fn javascript(ms: i64) -> String {
    at(ms).format("%a %b %d %Y %H:%M:%S GMT+0000 (Coordinated Universal Time)").to_string()
}

/// Writes the form of the HTTP `Date` header.
pub(crate) fn http(ms: i64) -> String {
    at(ms).format("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

/// Reads ISO 8601; without an offset, and for a bare date, UTC is taken.
pub(crate) fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    let ms = text
        .parse::<DateTime<Utc>>()
        .map(|time| time.timestamp_millis())
        .ok()
        .or_else(|| parse_naive(text.strip_suffix(['Z', 'z']).unwrap_or(text)))?;
    (FIRST_MS..=LAST_MS).contains(&ms).then_some(ms)
}

fn parse_naive(text: &str) -> Option<i64> {
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
        .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(0, 0, 0))
        .map(|time| time.and_utc().timestamp_millis())
}

fn at(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_in_use_is_read_as_utc() {
        for text in [
            "2025-05-07T12:00:00.000Z",
            "2025-05-07T12:00:00Z",
            "2025-05-07T12:00Z",
            "2025-05-07T12:00:00",
            "2025-05-07T12:00",
            "2025-05-07 12:00:00",
            "2025-05-07T09:00:00-03:00",
            "2025-05-07T17:30:00+0530",
            "2025-05-07T12:00:00.000000000+00:00",
        ] {
            assert_eq!(parse(text).map(iso).as_deref(), Some("2025-05-07T12:00:00.000Z"), "{text}");
        }
        assert_eq!(parse("2025-05-07").map(iso).as_deref(), Some("2025-05-07T00:00:00.000Z"));
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in ["", "tomorrow", "2025-13-01", "1746619200", "+262142-01-01T00:00:00Z"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_written_to_the_millisecond() {
        let mut dates = IsoDates::default();
        for ms in
            [FIRST_MS, -1, 0, 1, 951_782_399_999, 951_782_400_000, 1_746_619_200_007, LAST_MS, LAST_MS - 1]
        {
            let expected = at(ms).to_rfc3339_opts(SecondsFormat::Millis, true);
            let mut text = Vec::new();
            dates.put(&mut text, ms);
            assert_eq!(text, expected.as_bytes());
            assert_eq!(iso(ms), expected);
        }
    }

    #[test]
    fn headers_have_the_forms_of_javascript_and_http() {
        assert_eq!(
            javascript(1_746_619_200_000),
            "Wed May 07 2025 12:00:00 GMT+0000 (Coordinated Universal Time)"
        );
        assert_eq!(http(1_746_619_200_000), "Wed, 07 May 2025 12:00:00 GMT");
    }
}
