//! Moments and spans of time.

use std::{str::FromStr, time::Duration};

use chrono::{DateTime, NaiveDate, NaiveDateTime, ParseError, format::ParseErrorKind};

use crate::model::{Span, Timestamp};

/// What `date` writes with its zone as `+0200`, or without seconds, beside what is ISO 8601 to the letter.
const ZONED: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f%#z", "%Y-%m-%dT%H:%M%#z"];
const NAIVE: [&str; 2] = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"];

const NO_TIME: &str = "a time is written as 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00, \
                       or counts from now, as +90m, +1h, +2d, -7d";
const NO_ZONE: &str = "a time needs its zone, as in 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00";
const NO_HOUR: &str =
    "a time needs an hour and its zone, as in 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00";
const NO_DATE: &str = "there is no such date, hour or zone";
const NO_UNIT: &str = "a number needs a unit, s, m, h or d, as in +90m, +1h, +2d, -7d";
const NO_YEAR: &str = "a time must be between the years 1 and 9999";

/// Reads a time: ISO 8601, or from now as `+90m`, `+1h`, `-2d`.
pub(crate) fn time(text: &str) -> Result<Timestamp, &'static str> {
    let (later, count) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(count), _) => (true, count),
        (_, Some(count)) => (false, count),
        _ => return moment(text),
    };
    let (count, unit) = split(count);
    let count: u64 = count.parse().map_err(|_| NO_TIME)?;
    let unit = unit.ok_or(NO_UNIT)?;
    let micros = Duration::from_secs(count.saturating_mul(unit)).as_micros();
    let micros = i64::try_from(micros).unwrap_or(i64::MAX);
    let now = Timestamp::now().as_micros();
    let then = if later { now.saturating_add(micros) } else { now.saturating_sub(micros) };
    Timestamp::from_micros(then).map_err(|_| NO_YEAR)
}

/// Reads a moment that is written out, or says which part of it is wrong.
fn moment(text: &str) -> Result<Timestamp, &'static str> {
    if let Ok(time) = text.parse() {
        return Ok(time);
    }
    let text = text.trim();
    let zoned = ZONED.map(|format| DateTime::parse_from_str(text, format));
    if let Some(time) = zoned.iter().flatten().next() {
        return Timestamp::from_micros(time.timestamp_micros()).map_err(|_| NO_YEAR);
    }
    let naive = NAIVE.map(|format| NaiveDateTime::parse_from_str(text, format));
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d");
    let faults = zoned.iter().filter_map(|read| read.as_ref().err());
    let mut faults =
        faults.chain(naive.iter().filter_map(|read| read.as_ref().err())).chain(date.as_ref().err());
    match () {
        () if faults.any(impossible) => Err(NO_DATE),
        () if naive.iter().any(Result::is_ok) => Err(NO_ZONE),
        () if date.is_ok() => Err(NO_HOUR),
        () => Err(NO_TIME),
    }
}

fn impossible(error: &ParseError) -> bool {
    matches!(error.kind(), ParseErrorKind::OutOfRange | ParseErrorKind::Impossible)
}

/// Reads a span: seconds, or with a unit as `90s`, `15m`, `12h`, `30d`.
pub(crate) fn span(text: &str) -> Result<Span, &'static str> {
    let refused = "a span of time is a number of seconds, or one with a unit, as 90, 90s, 15m, 12h, 30d";
    let read = match split(text) {
        (count, Some(unit)) => {
            count.parse().ok().map(|n: u64| n.saturating_mul(unit)).map(Duration::from_secs).map(Span::from)
        }
        _ => text.parse().ok().filter(|n: &f64| n.is_finite()).map(Span::from_seconds),
    };
    read.ok_or(refused)
}

/// For options of the command itself.
impl FromStr for Span {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        span(text)
    }
}

/// Number and unit, the unit in seconds; none where there is no such unit.
fn split(text: &str) -> (&str, Option<u64>) {
    let units = [('s', 1), ('m', 60), ('h', 3600), ('d', 86_400)];
    let found = units.iter().find_map(|(letter, seconds)| Some((text.strip_suffix(*letter)?, *seconds)));
    // `+` and `-` would be taken for part of the number.
    match found {
        Some((count, seconds)) if count.bytes().all(|b| b.is_ascii_digit()) => (count, Some(seconds)),
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_from_now_have_one_number_and_one_unit() {
        for (text, seconds) in
            [("+90m", 5400), ("+1h", 3600), ("+2d", 172_800), ("+0s", 0), ("-7d", -604_800)]
        {
            let early = Timestamp::now().as_micros() + seconds * 1_000_000;
            let read = time(text).expect(text).as_micros();
            let late = Timestamp::now().as_micros() + seconds * 1_000_000;
            assert!((early..=late).contains(&read), "{text}");
        }
        for text in ["+", "+m", "+5", "+5mm", "++5m", "+-5m", "+5 m", "+1.5h", "+5é", "90m", "", "-", "--5m"]
        {
            assert!(time(text).is_err(), "{text}");
        }
        assert!(time("+18446744073709551615d").is_err());
    }

    #[test]
    fn moments_are_read_as_programs_write_them() {
        let noon: Timestamp = "2026-12-01T12:00:00Z".parse().expect("a time");
        for text in [
            "2026-12-01T12:00:00Z",
            "2026-12-01T12:00:00.000Z",
            "2026-12-01T12:00Z",
            "2026-12-01T14:00:00+0200",
            "2026-12-01T14:00:00.0+0200",
            "2026-12-01T07:00-05:00",
            "2026-12-01T07:00-0500",
            "2026-12-01T13:00:00+01",
            " 2026-12-01T12:00+00:00\n",
        ] {
            assert_eq!(time(text), Ok(noon), "{text}");
        }
    }

    #[test]
    fn each_part_that_is_wrong_has_its_words() {
        for (text, told) in [
            ("2030-02-30T00:00:00Z", NO_DATE),
            ("2030-02-30T00:00Z", NO_DATE),
            ("2030-02-30T00:00:00", NO_DATE),
            ("2030-02-30", NO_DATE),
            ("2030-13-01T00:00:00Z", NO_DATE),
            ("2030-01-01T25:00:00Z", NO_DATE),
            ("2030-01-01T00:00:00+99:00", NO_DATE),
            ("2026-01-31T12:00:00", NO_ZONE),
            ("2026-01-31T12:00", NO_ZONE),
            ("2026-01-31", NO_HOUR),
            ("+3600", NO_UNIT),
            ("-5", NO_UNIT),
            ("+5w", NO_TIME),
            ("tomorrow", NO_TIME),
            ("2026-01-31T12:00:00 Europe/Oslo", NO_TIME),
            ("0000-01-01T00:00:00Z", NO_YEAR),
            ("+18446744073709551615d", NO_YEAR),
        ] {
            assert_eq!(time(text), Err(told), "{text}");
        }
    }

    #[test]
    fn spans_are_seconds_or_have_a_unit() {
        let cases = [("90", 90), ("90s", 90), ("15m", 900), ("12h", 43_200), ("30d", 2_592_000), ("0", 0)];
        for (text, seconds) in cases {
            let read = span(text).expect(text).as_duration();
            assert_eq!(read, Some(Duration::from_secs(seconds)), "{text}");
        }
        assert_eq!(span("0.25").expect("a fraction").as_duration(), Some(Duration::from_millis(250)));
        for text in ["", "m", "5mm", "5 m", "1w", "five", "NaN", "inf", "+5m"] {
            assert!(span(text).is_err(), "{text}");
        }
    }
}
