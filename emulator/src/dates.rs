//! Times on the wire.

use chrono::{DateTime, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

use crate::problem::Problem;

/// Last moment that four digits of a year can say.
pub(crate) const LAST_MS: i64 = 253_402_300_799_999;
/// First moment that four digits of a year can say.
const FIRST_MS: i64 = -62_167_219_200_000;

pub(crate) fn real_now_ms() -> i64 {
    Utc::now().timestamp_millis()
}

/// Writes `2025-08-20T12:00:00.000Z`.
pub(crate) fn iso(ms: i64) -> String {
    at(ms).to_rfc3339_opts(SecondsFormat::Millis, true)
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

/// Reads the ISO 8601 of a field; without an offset, and for a bare date, UTC is taken.
pub(crate) fn read(field: &str, text: &str) -> Result<i64, Problem> {
    let ms = parse(text);
    if ms.is_none() && !has_a_long_year(text.trim()) {
        return Err(Problem::bad_request(format!(
            "{field} must be an ISO 8601 time, such as 2025-05-07T12:00:00Z"
        )));
    }
    ms.filter(|ms| (FIRST_MS..=LAST_MS).contains(ms))
        .ok_or_else(|| Problem::bad_request(format!("{field} must be in the years 0000 to 9999, in UTC")))
}

/// Such years have no end, unlike those that chrono knows.
fn has_a_long_year(text: &str) -> bool {
    let rest = text.trim_start_matches(['+', '-']).trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - rest.len() > 4 && rest.starts_with('-')
}

fn parse(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse::<DateTime<Utc>>()
        .map(|time| time.timestamp_millis())
        .ok()
        .or_else(|| parse_naive(text.strip_suffix(['Z', 'z']).unwrap_or(text)))
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
            assert_eq!(read("a", text).map(iso).expect(text), "2025-05-07T12:00:00.000Z");
        }
        assert_eq!(read("a", "2025-05-07").map(iso).expect("a day"), "2025-05-07T00:00:00.000Z");
    }

    #[test]
    fn a_refusal_names_the_rule() {
        for (text, rule) in [
            ("", "ISO 8601"),
            ("tomorrow", "ISO 8601"),
            ("2025-13-01", "ISO 8601"),
            ("1746619200", "ISO 8601"),
            ("20250507T120000Z", "ISO 8601"),
            ("10000-01-01T00:00:00Z", "years"),
            ("+10000-01-01T00:00:00Z", "years"),
            ("+262142-01-01T00:00:00Z", "years"),
            ("+275760-09-13T00:00:00.000Z", "years"),
            ("9999-12-31T23:59:59-01:00", "years"),
            ("-0001-01-01T00:00:00Z", "years"),
        ] {
            let refused = format!("{:?}", read("endDate", text).expect_err(text));
            assert!(refused.contains("endDate must be") && refused.contains(rule), "{text}: {refused}");
        }
    }

    #[test]
    fn times_are_written_to_the_millisecond_in_four_digits_of_a_year() {
        for (ms, text) in [
            (FIRST_MS, "0000-01-01T00:00:00.000Z"),
            (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_746_619_200_007, "2025-05-07T12:00:00.007Z"),
            (LAST_MS, "9999-12-31T23:59:59.999Z"),
        ] {
            assert_eq!(iso(ms), text);
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
