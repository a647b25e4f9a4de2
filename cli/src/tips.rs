//! What else can be said of wrong arguments than clap knows.

use std::{
    error::Error as _,
    ffi::OsString,
    num::{IntErrorKind, ParseIntError},
};

use clap::{
    Command, Error,
    error::{ContextKind, ContextValue, ErrorKind},
};

use crate::{args, flags};

/// The error, in better words where there are some.
pub(crate) fn added(mut error: Error, args: &[OsString]) -> Error {
    let command = args::command();
    match error.kind() {
        ErrorKind::UnknownArgument => {
            if let Some(tip) = tip(&error, &command, args) {
                error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
            }
            error
        }
        ErrorKind::ValueValidation if no_number(&error) => {
            let part = |kind| error.get(kind).map(ToString::to_string).unwrap_or_default();
            let (value, name) = (part(ContextKind::InvalidValue), part(ContextKind::InvalidArg));
            let told = format!("invalid value '{value}' for '{name}': must be a whole number, 0 or more\n");
            Error::raw(error.kind(), told).with_cmd(&command)
        }
        _ => error,
    }
}

/// Rust's own words for this are "invalid digit found in string".
fn no_number(error: &Error) -> bool {
    let why = error.source().and_then(|source| source.downcast_ref::<ParseIntError>());
    why.is_some_and(|why| matches!(why.kind(), IntErrorKind::Empty | IntErrorKind::InvalidDigit))
}

/// What to write instead of an argument that has no place.
fn tip(error: &Error, command: &Command, args: &[OsString]) -> Option<String> {
    let wrong = error.get(ContextKind::InvalidArg)?.to_string();
    let switch = args.windows(2).filter(|pair| pair[1] == *wrong).find_map(|pair| {
        let flag = pair[0].to_str()?;
        let arg = flags::find(command, &flag.strip_prefix("--")?.replace('-', "_"))?;
        arg.is_require_equals_set().then_some(flag)
    });
    if let Some(flag) = switch {
        return Some(format!("write {flag}={wrong}"));
    }
    let mut words = args.iter().filter_map(|arg| arg.to_str());
    let resource = words.find_map(|word| command.find_subcommand(word))?;
    let verb = words.find_map(|word| resource.find_subcommand(word))?;
    let many = [format!("{}-many", verb.get_name()), format!("bulk-{}", verb.get_name())];
    let many = many.iter().find(|name| resource.find_subcommand(name).is_some())?;
    let one_too_many = verb.get_positionals().next().is_some() && !wrong.starts_with('-');
    one_too_many.then(|| format!("{many} takes more than one"))
}
