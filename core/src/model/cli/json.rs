//! Values that are written as JSON.

use std::{ffi::OsStr, marker::PhantomData};

use clap::{
    Arg, Command, Error,
    builder::{StringValueParser, TypedValueParser, ValueParserFactory},
    error::ErrorKind,
};
use serde_json::{Deserializer, Value};

use super::{Typed, read};
use crate::model::{Extra, Json};

/// Reads JSON: the text itself, `@FILE` for what a file holds, `-` for standard input.
///
/// Its errors do not repeat the text, since it may hold secrets.
#[derive(Clone)]
pub struct JsonText<T>(PhantomData<T>);

/// Many values from one text: a JSON array of them, or one value a line.
#[derive(Debug, Clone)]
pub struct Many<T>(pub Vec<T>);

/// Reads [`Many`] values, from where [`JsonText`] reads one.
#[derive(Clone)]
pub struct ManyText<T>(PhantomData<T>);

impl<T> JsonText<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: Typed + Clone + Send + Sync + 'static> TypedValueParser for JsonText<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        parse(command, arg, value, one)
    }
}

impl<T: Typed + Clone + Send + Sync + 'static> TypedValueParser for ManyText<T> {
    type Value = Many<T>;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Many<T>, Error> {
        parse(command, arg, value, many).map(Many)
    }
}

impl<T: Typed + Clone + Send + Sync + 'static> ValueParserFactory for Many<T> {
    type Parser = ManyText<T>;

    fn value_parser() -> Self::Parser {
        ManyText(PhantomData)
    }
}

macro_rules! json {
    ($($name:ident),*) => {$(
        impl ValueParserFactory for $name {
            type Parser = JsonText<Self>;

            fn value_parser() -> Self::Parser {
                JsonText::new()
            }
        }
    )*};
}
json!(Extra, Json);

fn parse<T>(
    command: &Command,
    arg: Option<&Arg>,
    value: &OsStr,
    decode: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Error> {
    let text = StringValueParser::new().parse_ref(command, arg, value)?;
    read(&text).and_then(|json| decode(&json)).map_err(|why| {
        let name = match arg.map(|arg| (arg.get_long(), arg.get_id().as_str())) {
            Some((Some(long), _)) => format!("--{long}"),
            Some((None, id)) => format!("<{}>", id.to_uppercase()),
            None => String::new(),
        };
        Error::raw(ErrorKind::ValueValidation, format!("{name}: {why}\n")).with_cmd(command)
    })
}

fn one<T: Typed>(json: &str) -> Result<T, String> {
    let value = serde_json::from_str(json).map_err(|e| no_json(&e))?;
    T::typed(value).map_err(|fault| fault.to_string())
}

fn many<T: Typed>(json: &str) -> Result<Vec<T>, String> {
    if json.trim_start().starts_with('[') {
        let items: Vec<Value> = serde_json::from_str(json).map_err(|e| no_json(&e))?;
        let items = items.into_iter().enumerate();
        return items
            .map(|(i, item)| T::typed(item).map_err(|fault| format!("index {i}: {fault}")))
            .collect();
    }
    let (mut read, mut end) = (Vec::new(), 0);
    let mut values = Deserializer::from_str(json).into_iter();
    while let Some(value) = values.next() {
        let value = value.map_err(|e| no_json(&e))?;
        read.push(T::typed(value).map_err(|fault| format!("line {}: {fault}", line_behind(json, end)))?);
        end = values.byte_offset();
    }
    Ok(read)
}

/// The number of the line where the next value begins.
fn line_behind(json: &str, end: usize) -> usize {
    let rest = json.get(end..).unwrap_or_default();
    let begins = json.len() - rest.trim_start().len();
    1 + json.get(..begins).unwrap_or_default().matches('\n').count()
}

/// Says where the text ends to be JSON.
fn no_json(error: &serde_json::Error) -> String {
    format!("no JSON: {error}; write it as '{{\"key\":\"value\"}}', or @FILE for what a file holds")
}

#[cfg(test)]
mod tests {
    use super::{many, one};
    use crate::{CreateMeeting, RecordingSettings};

    #[test]
    fn errors_of_json_do_not_repeat_its_values() {
        for text in [
            r#""hunter2""#,
            r#"{"type": "cloud", "destination": "hunter2"}"#,
            r#"{"destination": {"accessKeySecret": "hunter2", "bucket": {}}}"#,
            r#"{"destination": {"accessKeySecret": "hunter2"}"#,
            r#"{"destination": {"accessKeySecret": {"hunter2": 1}}}"#,
            r#"{"destination": "s3", "tyqe": "hunter2"}"#,
            "hunter2",
        ] {
            let error = one::<RecordingSettings>(text).expect_err(text);
            assert!(!error.contains("hunter2"), "{error}");
        }
    }

    #[test]
    fn many_are_an_array_or_a_line_each() {
        let meeting = r#"{"endDate":"2030-01-31T12:00:00Z"}"#;
        for text in [format!("[{meeting},{meeting}]"), format!("{meeting}\n\n{meeting}\n")] {
            assert_eq!(many::<CreateMeeting>(&text).expect("two").len(), 2);
        }
        assert_eq!(many::<CreateMeeting>(&meeting.replace('{', "{\n")).expect("one").len(), 1);
        assert!(many::<CreateMeeting>("").expect("none").is_empty());
    }

    #[test]
    fn errors_of_many_say_which_one() {
        let meeting = r#"{"endDate":"2030-01-31T12:00:00Z"}"#;
        for (text, told) in [
            (format!("{meeting}\n\n{{}}"), "line 3: endDate: is missing"),
            ("{}".to_owned(), "line 1: endDate: is missing"),
            (format!("{meeting}\n{meeting}\n{{"), "no JSON: EOF while parsing an object at line 3 column 1;"),
            (format!("[{meeting},\n{{\"endDate\": 1}}]"), "index 1: endDate: must be a time"),
            (format!("[{meeting},\n"), "no JSON: EOF while parsing a value at line 2 column 0;"),
        ] {
            let error = many::<CreateMeeting>(&text).expect_err(&text);
            assert!(error.starts_with(told), "{error}");
        }
    }
}
