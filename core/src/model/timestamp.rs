//! Moments in time, always aware of their zone (contract §2.11).

use std::{
    fmt,
    ops::{Add, Sub},
    str::FromStr,
    time::{Duration, SystemTime},
};

use chrono::{DateTime, Datelike, SecondsFormat, TimeDelta, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A moment in time, in UTC, exact to the microsecond.
///
/// Reads ISO 8601 with any offset and 0 to 9 fraction digits, between the years 1 and 9999; text
/// without an offset is refused. Writes `2026-01-31T12:00:00.000Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(DateTime<Utc>);

/// The first moment of the year 1.
const FIRST: DateTime<Utc> = match DateTime::from_timestamp_micros(-62_135_596_800_000_000) {
    Some(first) => first,
    None => DateTime::<Utc>::MIN_UTC,
};

/// The last moment of the year 9999.
const LAST: DateTime<Utc> = match DateTime::from_timestamp_micros(253_402_300_799_999_999) {
    Some(last) => last,
    None => DateTime::<Utc>::MAX_UTC,
};

/// Text or a number that is no moment in time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvalidTimestamp(String);

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidTimestamp {}

impl Timestamp {
    /// The present moment.
    pub fn now() -> Self {
        Self(Utc::now())
    }

    /// The moment as `chrono` has it.
    pub fn as_chrono(&self) -> DateTime<Utc> {
        self.0
    }

    /// Microseconds since 1970, UTC.
    pub fn as_micros(&self) -> i64 {
        self.0.timestamp_micros()
    }

    /// Builds a moment from microseconds since 1970, UTC. Errors outside of the years 1 to 9999.
    pub fn from_micros(micros: i64) -> Result<Self, InvalidTimestamp> {
        DateTime::from_timestamp_micros(micros).ok_or_else(out_of_range).and_then(checked)
    }

    /// Builds a moment from seconds since 1970, UTC. Errors outside of the years 1 to 9999.
    pub fn from_seconds(seconds: f64) -> Result<Self, InvalidTimestamp> {
        let micros = (seconds * 1e6).round();
        if !micros.is_finite() || micros.abs() > 1e18 {
            return Err(out_of_range());
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded just above")]
        Self::from_micros(micros as i64)
    }
}

fn out_of_range() -> InvalidTimestamp {
    InvalidTimestamp("must be a moment between the years 1 and 9999".to_owned())
}

fn checked(time: DateTime<Utc>) -> Result<Timestamp, InvalidTimestamp> {
    match (1..=9999).contains(&time.year()) {
        true => Ok(Timestamp(time)),
        false => Err(out_of_range()),
    }
}

impl From<DateTime<Utc>> for Timestamp {
    fn from(time: DateTime<Utc>) -> Self {
        Self(time)
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        Self(time.into())
    }
}

impl From<Timestamp> for SystemTime {
    fn from(time: Timestamp) -> Self {
        time.0.into()
    }
}

/// What would be after the year 9999 is its last moment.
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, duration: Duration) -> Self {
        let later = TimeDelta::from_std(duration).ok().and_then(|d| self.0.checked_add_signed(d));
        later.and_then(|later| checked(later).ok()).unwrap_or(Self(LAST))
    }
}

/// What would be before the year 1 is its first moment.
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, duration: Duration) -> Self {
        let earlier = TimeDelta::from_std(duration).ok().and_then(|d| self.0.checked_sub_signed(d));
        earlier.and_then(|earlier| checked(earlier).ok()).unwrap_or(Self(FIRST))
    }
}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // Few texts have blanks around them.
        match DateTime::parse_from_rfc3339(text).or_else(|_| DateTime::parse_from_rfc3339(text.trim())) {
            Ok(time) => checked(time.with_timezone(&Utc)),
            Err(_) => Err(InvalidTimestamp(format!(
                "`{text}` is no time with a zone; write it as in 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00"
            ))),
        }
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = match self.0.timestamp_subsec_micros() % 1000 {
            0 => SecondsFormat::Millis,
            _ => SecondsFormat::Micros,
        };
        f.write_str(&self.0.to_rfc3339_opts(digits, true))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::decode::text(deserializer, str::parse)
    }
}

#[cfg(feature = "python")]
#[path = "timestamp_python.rs"]
pub(crate) mod python;

#[cfg(feature = "node")]
mod node {
    use super::Timestamp;
    use napi::{
        Env, JsDate, JsValue, Result, ValueType,
        bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue},
        sys,
    };

    impl TypeName for Timestamp {
        fn type_name() -> &'static str {
            "Date"
        }

        fn value_type() -> ValueType {
            ValueType::Object
        }
    }

    impl ValidateNapiValue for Timestamp {}

    #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
    impl ToNapiValue for Timestamp {
        unsafe fn to_napi_value(env: sys::napi_env, time: Self) -> Result<sys::napi_value> {
            #[expect(clippy::cast_precision_loss, reason = "a Date counts milliseconds in a double")]
            let millis = time.as_micros() as f64 / 1000.0;
            Env::from_raw(env).create_date(millis.floor()).map(|d| d.raw())
        }
    }

    #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
    impl FromNapiValue for Timestamp {
        unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
            let refused = |why: String| napi::Error::new(napi::Status::InvalidArg, why);
            // SAFETY: the caller's promise about `env` and `value` is handed on.
            let date = unsafe { JsDate::from_napi_value(env, value) }
                .map_err(|_| refused("must be a Date, as in new Date(Date.now() + 3_600_000)".to_owned()))?;
            Self::from_seconds(date.value_of()? / 1000.0)
                .map_err(|_| refused("is an invalid Date; check how it was made".to_owned()))
        }
    }
}

// Seconds in Swift's `Date`. A `Date` out of range must not end the process, so it becomes a moment
// that the checks before sending refuse.
#[cfg(feature = "swift")]
uniffi::custom_type!(Timestamp, f64, {
    lower: |time| time.as_micros() as f64 / 1e6,
    try_lift: |seconds| Ok(Timestamp::from_seconds(seconds).unwrap_or(Timestamp(DateTime::<Utc>::MAX_UTC))),
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_stay_within_the_years() {
        let noon: Timestamp = "2026-11-24T12:00:00Z".parse().expect("a time");
        let hour = Duration::from_secs(3600);
        assert_eq!((noon - hour).to_string(), "2026-11-24T11:00:00.000Z");
        assert_eq!(noon - hour + hour, noon);
        for endless in [Duration::MAX, hour * 24 * 366 * 10_000] {
            assert_eq!((noon + endless).to_string(), "9999-12-31T23:59:59.999999Z");
            assert_eq!((noon - endless).to_string(), "0001-01-01T00:00:00.000Z");
        }
    }
}
