//! What went wrong, for people and for programs.

use std::io::{self, Write};

use clap::builder::styling::AnsiColor;
use serde_json::{Value, json};
use whereby::{Error, ErrorKind};

use crate::{exit, flags, records};

/// Why the command ends early.
pub(crate) enum Failure {
    /// A call failed.
    Call(Box<Error>),
    /// Wrong arguments.
    Usage(clap::Error),
    /// Something around the calls.
    Other { code: u8, kind: &'static str, message: String, hint: String },
    /// Standard output cannot be written; what to say of what was changed by then, if there is anything.
    Output(io::Error, &'static str),
    /// A signal of this number ended the command; what to say, if there is anything.
    Signal(u8, &'static str),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Call(Box::new(error))
    }
}

impl Failure {
    pub(crate) fn config(message: &str, hint: &str) -> Self {
        Self::Other {
            code: exit::CONFIG,
            kind: ErrorKind::Config.name(),
            message: message.to_owned(),
            hint: hint.to_owned(),
        }
    }

    pub(crate) fn start(error: io::Error) -> Self {
        Self::fault(format!("cannot start: {error}"))
    }

    pub(crate) fn fault(message: String) -> Self {
        Self::Other { code: exit::FAULT, kind: "CommandError", message, hint: String::new() }
    }

    /// The same, with what to say where results could not be printed.
    pub(crate) fn unprinted(self, hint: &'static str) -> Self {
        match self {
            Self::Output(error, _) => Self::Output(error, hint),
            other => other,
        }
    }

    /// Tells it on standard error, in the terms of the command of these words, and returns the exit code.
    pub(crate) fn report(self, json: bool, words: &[String]) -> u8 {
        let told = match json {
            true => self.object(words).map_or(Ok(()), |object| writeln!(io::stderr(), "{object}")),
            false => self.lines("", words),
        };
        // There is no third place to tell that standard error is closed.
        let _ = told;
        self.code()
    }

    pub(crate) fn code(&self) -> u8 {
        match self {
            Self::Call(error) => exit::of_kind(error.kind()),
            Self::Usage(_) => exit::USAGE,
            Self::Other { code, .. } => *code,
            Self::Output(e, "") if e.kind() == io::ErrorKind::BrokenPipe => exit::OK,
            Self::Output(..) => exit::FAULT,
            Self::Signal(number, _) => exit::SIGNAL + number,
        }
    }

    /// For people; `before` stands before the message.
    pub(crate) fn lines(&self, before: &str, words: &[String]) -> io::Result<()> {
        let (message, hint) = match self {
            Self::Usage(error) => return error.print(),
            other => match other.told(words) {
                Some(told) => told,
                None => return Ok(()),
            },
        };
        let mut err = anstream::stderr().lock();
        let red = AnsiColor::Red.on_default().bold();
        writeln!(err, "{red}error:{red:#} {before}{}", records::plain(&message))?;
        match hint.is_empty() {
            true => Ok(()),
            false => writeln!(err, "hint: {}", records::plain(&hint)),
        }
    }

    /// Message and hint; none where nothing needs to be said.
    fn told(&self, words: &[String]) -> Option<(String, String)> {
        match self {
            Self::Call(error) => Some(message_and_hint(error, words)),
            Self::Usage(error) => {
                let text = error.render().to_string();
                let mut lines = text.lines().map(str::trim);
                let mut message = lines.next().unwrap_or_default().trim_start_matches("error: ").to_owned();
                if message.ends_with(':') {
                    let listed: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
                    message = format!("{message} {}", listed.join(", "));
                }
                Some((message, lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")))
            }
            Self::Other { message, hint, .. } => Some((message.clone(), hint.clone())),
            // Who reads has enough.
            Self::Output(e, "") if e.kind() == io::ErrorKind::BrokenPipe => None,
            Self::Output(e, hint) => {
                Some((format!("cannot write to standard output: {e}"), (*hint).to_owned()))
            }
            Self::Signal(_, "") => None,
            Self::Signal(_, hint) => Some(("stopped".to_owned(), (*hint).to_owned())),
        }
    }

    /// All the facts.
    pub(crate) fn object(&self, words: &[String]) -> Option<Value> {
        let (message, hint) = self.told(words)?;
        let kind = match self {
            Self::Call(error) => error.kind().name(),
            Self::Usage(_) => "UsageError",
            Self::Other { kind, .. } => kind,
            Self::Output(..) | Self::Signal(..) => "CommandError",
        };
        let mut object = json!({ "kind": kind, "message": message, "hint": hint, "exitCode": self.code() });
        if let Self::Call(error) = self {
            let facts = json!({
                "operation": error.operation,
                "status": error.status,
                "sent": error.sent,
                "attempts": error.attempts,
                "retryAt": error.retry_at,
                "limits": error.limits,
                "requestId": error.request_id,
                "body": error.body,
            });
            if let (Value::Object(object), Value::Object(facts)) = (&mut object, facts) {
                object.extend(facts);
            }
        }
        Some(object)
    }
}

fn message_and_hint(error: &Error, words: &[String]) -> (String, String) {
    let both = |(message, hint): (&str, &str)| (message.to_owned(), hint.to_owned());
    let whole = || (error.message.clone(), hint(error).to_owned());
    let waited = error.operation.as_deref().is_some_and(|name| name.ends_with("_and_wait"));
    match error.kind() {
        ErrorKind::Config | ErrorKind::InvalidRequest => {
            let text = flags::named(&error.message, words);
            let remedy = || (text.clone(), flags::remedy(&error.message, words));
            text.split_once("; ").map(both).unwrap_or_else(remedy)
        }
        ErrorKind::Timeout if waited => (error.message.clone(), "give it more time by --max-wait".to_owned()),
        ErrorKind::OutcomeUnknown => error.message.rsplit_once("; ").map(both).unwrap_or_else(whole),
        _ => whole(),
    }
}

fn hint(error: &Error) -> &'static str {
    let operation = error.operation.as_deref().unwrap_or_default();
    match error.kind() {
        ErrorKind::Authentication => "check WHEREBY_API_KEY, and that it belongs to the API at --base-url",
        ErrorKind::PermissionDenied => "check what the key and your plan allow",
        ErrorKind::NotFound => not_found(operation),
        ErrorKind::RateLimit => "wait a minute, or give the call more time by --deadline",
        ErrorKind::Connection => "check the network, the proxy and --base-url",
        ErrorKind::Timeout if operation.ends_with(".download") => "give it more time by --timeout",
        ErrorKind::Timeout => "give it more time by --timeout and --deadline",
        ErrorKind::InternalServer => "try again later",
        ErrorKind::Decode => "check that --base-url leads to the API itself",
        _ => "",
    }
}

fn not_found(operation: &str) -> &'static str {
    match operation.split_once(['.', ' ']) {
        Some(("meetings", _)) => "check the id; a room is gone a day after its end",
        Some(("rooms", _)) => "check the room's name; a room is gone a day after its end",
        // Of `whereby api`: the method, a blank, the path.
        _ if operation.contains(' ') => "check the path",
        _ => "check the id",
    }
}
