//! How values are typed on the command line.

use std::{ffi::OsStr, fs, marker::PhantomData, time::Duration};

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParserFactory},
    error::ErrorKind,
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use crate::model::{Extra, Timestamp};

/// Reads a time: ISO 8601, or from now as `+90m`, `+1h`, `+2d`.
pub(crate) fn from_now(text: &str) -> Result<Timestamp, &'static str> {
    let refused = "a time has a zone, as 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00, \
                   or counts from now, as +90m, +1h, +2d";
    let Some(span) = text.strip_prefix('+') else {
        return text.parse().map_err(|_| refused);
    };
    let unit = span.trim_start_matches(|c: char| c.is_ascii_digit());
    let seconds: u64 = match unit {
        "s" => 1,
        "m" => 60,
        "h" => 3600,
        "d" => 86_400,
        _ => return Err(refused),
    };
    let count: u64 = span.trim_end_matches(unit).parse().map_err(|_| refused)?;
    let later = Timestamp::now() + Duration::from_secs(count.saturating_mul(seconds));
    Timestamp::from_micros(later.as_micros()).map_err(|_| "a time must be before the year 10000")
}

/// Reads JSON: the text itself, or `@FILE` for what a file holds, so that secrets need not be typed.
///
/// Its errors do not repeat the text, since it may hold secrets.
#[derive(Clone)]
pub struct JsonText<T>(PhantomData<T>);

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> JsonText<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }

    fn read(text: &str) -> Result<T, String> {
        let json = match text.strip_prefix('@') {
            Some(file) => {
                &fs::read_to_string(file).map_err(|e| format!("cannot read the file {file}: {e}"))?
            }
            None => text,
        };
        serde_json::from_str(json).map_err(|e| wrong(&e))
    }
}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> TypedValueParser for JsonText<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let text = StringValueParser::new().parse_ref(command, arg, value)?;
        Self::read(&text).map_err(|why| {
            let flag = arg.and_then(Arg::get_long).unwrap_or_default();
            Error::raw(ErrorKind::ValueValidation, format!("--{flag}: {why}")).with_cmd(command)
        })
    }
}

impl ValueParserFactory for Extra {
    type Parser = JsonText<Self>;

    fn value_parser() -> Self::Parser {
        JsonText::new()
    }
}

/// What is wrong with JSON, without its values.
fn wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.classify() {
        Category::Data => match text.split_once(", expected ") {
            Some((_, rule)) => format!("the JSON does not fit: expected {rule}"),
            None => format!("the JSON does not fit at line {} column {}", error.line(), error.column()),
        },
        _ => format!("no JSON: {text}; write it as '{{\"key\":\"value\"}}', or @FILE for what a file holds"),
    }
}

/// Reads a value of an open enum: any text is taken, the known ones are shown and completed.
#[derive(Clone)]
pub struct Word<T> {
    known: &'static [&'static str],
    word: PhantomData<T>,
}

impl<T: From<String> + Clone + Send + Sync + 'static> Word<T> {
    pub(crate) fn new(known: &'static [&'static str]) -> Self {
        Self { known, word: PhantomData }
    }
}

impl<T: From<String> + Clone + Send + Sync + 'static> TypedValueParser for Word<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        StringValueParser::new().parse_ref(command, arg, value).map(T::from)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.known.iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::{JsonText, from_now};
    use crate::{RecordingSettings, Timestamp};

    #[test]
    fn times_from_now_have_one_number_and_one_unit() {
        for (text, seconds) in [("+90m", 5400), ("+1h", 3600), ("+2d", 172_800), ("+0s", 0)] {
            let early = Timestamp::now().as_micros() + seconds * 1_000_000;
            let read = from_now(text).expect(text).as_micros();
            let late = Timestamp::now().as_micros() + seconds * 1_000_000;
            assert!((early..=late).contains(&read), "{text}");
        }
        for text in ["+", "+m", "+5", "+5mm", "++5m", "+-5m", "+5 m", "+1.5h", "+5é", "90m", ""] {
            assert!(from_now(text).is_err(), "{text}");
        }
        assert!(from_now("2026-01-31T12:00:00").is_err());
        assert!(from_now("+18446744073709551615d").is_err());
    }

    #[test]
    fn errors_of_json_do_not_repeat_its_values() {
        for text in [
            r#""hunter2""#,
            r#"{"type": "cloud", "destination": "hunter2"}"#,
            r#"{"destination": {"accessKeySecret": "hunter2", "bucket": {}}}"#,
            r#"{"destination": {"accessKeySecret": "hunter2"}"#,
            r#"{"destination": {"accessKeySecret": {"hunter2": 1}}}"#,
            "hunter2",
        ] {
            let error = JsonText::<RecordingSettings>::read(text).expect_err(text);
            assert!(!error.contains("hunter2"), "{error}");
        }
    }
}
