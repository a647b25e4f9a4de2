//! Values that are written as JSON.

use std::{ffi::OsStr, marker::PhantomData};

use clap::{
    Arg, Command, Error,
    builder::{StringValueParser, TypedValueParser, ValueParserFactory},
    error::ErrorKind,
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;

use super::read;
use crate::model::{Extra, Json, json::from_text};

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

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> TypedValueParser for JsonText<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        parse(command, arg, value, one)
    }
}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> TypedValueParser for ManyText<T> {
    type Value = Many<T>;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<Many<T>, Error> {
        parse(command, arg, value, many).map(Many)
    }
}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> ValueParserFactory for Many<T> {
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

fn one<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    from_text(json).map_err(|e| wrong(&e))
}

fn many<T: DeserializeOwned>(json: &str) -> Result<Vec<T>, String> {
    if json.trim_start().starts_with('[') {
        return one(json);
    }
    let lines = json.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines.map(|(i, line)| one(line).map_err(|why| format!("line {}: {why}", i + 1))).collect()
}

/// What is wrong with JSON, without its values.
fn wrong(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match error.classify() {
        // Names of keys are this program's own words.
        Category::Data if text.starts_with("missing field ") => format!("the JSON does not fit: {text}"),
        Category::Data => match text.split_once(", expected ") {
            Some((_, rule)) => format!("the JSON does not fit: expected {rule}"),
            None => format!("the JSON does not fit at line {} column {}", error.line(), error.column()),
        },
        _ => format!("no JSON: {text}; write it as '{{\"key\":\"value\"}}', or @FILE for what a file holds"),
    }
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
        let error = many::<CreateMeeting>(&format!("{meeting}\n{{}}")).expect_err("no end");
        assert!(error.starts_with("line 2:") && error.contains("endDate"), "{error}");
        assert!(many::<CreateMeeting>("").expect("none").is_empty());
    }
}
