//! Moments and spans of time.

use std::{str::FromStr, time::Duration};

use crate::model::{Span, Timestamp};

/// Reads a time: ISO 8601, or from now as `+90m`, `+1h`, `-2d`.
pub(crate) fn time(text: &str) -> Result<Timestamp, &'static str> {
    let refused = "a time has a zone, as 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00, \
                   or counts from now, as +90m, +1h, +2d, -7d";
    let (later, count) = match (text.strip_prefix('+'), text.strip_prefix('-')) {
        (Some(count), _) => (true, count),
        (_, Some(count)) => (false, count),
        _ => return text.parse().map_err(|_| refused),
    };
    let (count, Some(unit)) = split(count) else { return Err(refused) };
    let count: u64 = count.parse().map_err(|_| refused)?;
    let micros = Duration::from_secs(count.saturating_mul(unit)).as_micros();
    let micros = i64::try_from(micros).unwrap_or(i64::MAX);
    let now = Timestamp::now().as_micros();
    let then = if later { now.saturating_add(micros) } else { now.saturating_sub(micros) };
    Timestamp::from_micros(then).map_err(|_| "a time must be between the years 1 and 9999")
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
    use std::time::Duration;

    use super::{span, time};
    use crate::Timestamp;

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
        assert!(time("2026-01-31T12:00:00").is_err());
        assert!(time("+18446744073709551615d").is_err());
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
