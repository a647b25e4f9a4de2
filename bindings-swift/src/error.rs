//! Errors as Swift sees them: a case per kind, all facts in each.

use std::fmt;

use whereby::{ErrorDetails, ErrorKind, Sent};

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident,)*) => {
        /// Why a call failed.
        #[derive(Debug, Clone, PartialEq, uniffi::Error)]
        pub enum WherebyError {
            $($(#[$docs])* $kind(ErrorDetails),)*
        }

        impl WherebyError {
            fn of(kind: ErrorKind, details: ErrorDetails) -> Self {
                match kind {
                    $(ErrorKind::$kind => Self::$kind(details),)*
                    // `ErrorKind` is open.
                    _ => Self::ApiStatus(details),
                }
            }

            fn kind(&self) -> ErrorKind {
                match self {
                    $(Self::$kind(_) => ErrorKind::$kind,)*
                }
            }
        }
    };
}

kinds! {
    /// A key, URL or option that cannot be used. Found before any I/O.
    Config,
    /// Input that this library refuses, or that names no resource. Found before any I/O.
    InvalidRequest,
    /// No connection, or it broke: `sent` says whether the request may have left.
    Connection,
    /// Time ran out.
    Timeout,
    /// 400 or 422: the server refused the input.
    BadRequest,
    /// 401: the key is missing or not valid.
    Authentication,
    /// 403: not allowed; on create, often a feature that is not in the plan.
    PermissionDenied,
    /// 404: there is no such resource.
    NotFound,
    /// 409: the resource is in a state that forbids this.
    Conflict,
    /// 429: the points of this minute are used up and the deadline is too near to wait.
    RateLimit,
    /// 5xx to a call that could safely be repeated.
    InternalServer,
    /// Any other status.
    ApiStatus,
    /// A call that must not be repeated blindly, and nobody knows whether it took effect.
    OutcomeUnknown,
    /// The server said yes and its answer cannot be read.
    Decode,
}

/// The name of the kind in all languages.
#[uniffi::export]
pub fn core_error_kind(error: WherebyError) -> String {
    error.kind().name().to_owned()
}

/// An error of the Swift that stands beside this.
#[uniffi::export]
pub fn core_invalid_request(message: String) -> WherebyError {
    WherebyError::invalid(message)
}

impl WherebyError {
    pub(crate) fn config(message: impl Into<String>) -> Self {
        whereby::failure(ErrorKind::Config, message.into()).into()
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        whereby::failure(ErrorKind::InvalidRequest, message.into()).into()
    }

    pub(crate) fn bad_request(message: impl Into<String>, status: u16) -> Self {
        let mut details = whereby::failure(ErrorKind::BadRequest, message.into()).details().clone();
        (details.status, details.sent, details.attempts) = (Some(status), Sent::Refused, 1);
        Self::BadRequest(details)
    }
}

impl From<whereby::Error> for WherebyError {
    fn from(error: whereby::Error) -> Self {
        let mut details = error.details().clone();
        details.message = in_swift_names(&details.message, details.operation.as_deref(), details.status);
        details.operation = details.operation.as_deref().map(operation_in_swift);
        Self::of(error.kind(), details)
    }
}

/// Core names operations, fields and options as Rust does: `end_date: …`. Here they are `endDate`. What stands in
/// backticks was given by the caller, and a refusal repeats the server's words: both stay as they are.
fn in_swift_names(message: &str, operation: Option<&str>, status: Option<u16>) -> String {
    // It stands before the words of others.
    let named = operation.map(|name| message.replacen(name, &operation_in_swift(name), 1));
    let message = named.as_deref().unwrap_or(message);
    if status >= Some(400) {
        return message.to_owned();
    }
    let parts = message.split('`').enumerate();
    let named = parts.map(|(i, part)| if i % 2 == 0 { camel(part) } else { part.to_owned() });
    named.collect::<Vec<_>>().join("`")
}

/// `meetings.list_page` as `meetings.listPage`. One of `request` is a method and the caller's path.
fn operation_in_swift(name: &str) -> String {
    if name.contains(' ') { name.to_owned() } else { camel(name) }
}

/// `end_date` as `endDate`, anywhere in a text.
fn camel(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let inside = out.ends_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        match letters.peek() {
            Some(next) if c == '_' && inside && next.is_ascii_lowercase() => {
                out.push(next.to_ascii_uppercase());
                letters.next();
            }
            _ => out.push(c),
        }
    }
    out
}

impl fmt::Display for WherebyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for WherebyError {}

#[cfg(test)]
mod tests {
    use super::{in_swift_names, operation_in_swift};

    #[test]
    fn fields_are_named_as_swift_names_them() {
        let given = "page_size: must be 1 to 100, not 0; to limit the whole list use max_items";
        let named = "pageSize: must be 1 to 100, not 0; to limit the whole list use maxItems";
        assert_eq!(in_swift_names(given, None, None), named);
        let env = "api_key: no API key; pass api_key or set WHEREBY_API_KEY";
        assert_eq!(in_swift_names(env, None, None), "apiKey: no API key; pass apiKey or set WHEREBY_API_KEY");
    }

    #[test]
    fn operations_are_named_as_swift_names_them() {
        let given = "the first 100 of 150 are deleted; recordings.bulk_delete: 403: no bulk_delete";
        let named = "the first 100 of 150 are deleted; recordings.bulkDelete: 403: no bulk_delete";
        assert_eq!(in_swift_names(given, Some("recordings.bulk_delete"), Some(403)), named);
        let request = "GET /no_such: 404";
        assert_eq!(in_swift_names(request, Some("GET /no_such"), Some(404)), request);
        assert_eq!(operation_in_swift("GET /no_such"), "GET /no_such");
    }

    #[test]
    fn the_words_of_callers_and_servers_stay() {
        let header = "headers: `x_my_header` is none";
        assert_eq!(in_swift_names(header, None, None), header);
        let past = "400: end_date is in the past";
        assert_eq!(in_swift_names(past, None, Some(400)), past);
    }
}
