//! Errors as Swift sees them: a case per kind, all facts in each.

use std::fmt;

use whereby::{ErrorKind, RateLimits, Sent, Timestamp};

/// The facts of a failure.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct ErrorDetails {
    /// The name of the kind in all languages, as in "NotFoundError".
    pub kind: String,
    /// What went wrong, in one line.
    pub message: String,
    /// The operation, as in `meetings.create`; none where no call was made.
    pub operation: Option<String>,
    /// The status of the answer, if there was one.
    pub status: Option<u16>,
    /// How far the call came.
    pub sent: Sent,
    /// How many times it was sent or tried to be sent.
    pub attempts: u32,
    /// When it makes sense to try again, where that is known.
    pub retry_at: Option<Timestamp>,
    /// The points, where the answer told them.
    pub limits: Option<RateLimits>,
    /// The server's own id of the request, for its support.
    pub request_id: Option<String>,
    /// The body of the answer as text, at most 4 KiB, host and viewer keys masked.
    pub body: Option<String>,
}

/// Why a call failed.
#[derive(Debug, Clone, PartialEq, uniffi::Error)]
pub enum WherebyError {
    /// A key, URL or option that cannot be used. Found before any I/O.
    Config(ErrorDetails),
    /// Input that this library refuses, or that names no resource. Found before any I/O.
    InvalidRequest(ErrorDetails),
    /// No connection: the request did not leave.
    Connection(ErrorDetails),
    /// Time ran out.
    Timeout(ErrorDetails),
    /// 400 or 422: the server refused the input.
    BadRequest(ErrorDetails),
    /// 401: the key is missing or not valid.
    Authentication(ErrorDetails),
    /// 403: not allowed; on create, often a feature that is not in the plan.
    PermissionDenied(ErrorDetails),
    /// 404: there is no such resource.
    NotFound(ErrorDetails),
    /// 409: the resource is in a state that forbids this.
    Conflict(ErrorDetails),
    /// 429: the points of this minute are used up and the deadline is too near to wait.
    RateLimit(ErrorDetails),
    /// 5xx to a call that could safely be repeated.
    InternalServer(ErrorDetails),
    /// Any other status.
    ApiStatus(ErrorDetails),
    /// A call that must not be repeated blindly, and nobody knows whether it took effect.
    OutcomeUnknown(ErrorDetails),
    /// The server said yes and its answer cannot be read.
    Decode(ErrorDetails),
}

impl WherebyError {
    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::Config(plain(ErrorKind::Config, message.into()))
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::InvalidRequest(plain(ErrorKind::InvalidRequest, message.into()))
    }

    pub(crate) fn bad_request(message: impl Into<String>, status: u16) -> Self {
        let details = plain(ErrorKind::BadRequest, message.into());
        Self::BadRequest(ErrorDetails { status: Some(status), sent: Sent::Refused, attempts: 1, ..details })
    }
}

fn plain(kind: ErrorKind, message: String) -> ErrorDetails {
    ErrorDetails {
        kind: kind.name().to_owned(),
        message,
        operation: None,
        status: None,
        sent: Sent::Never,
        attempts: 0,
        retry_at: None,
        limits: None,
        request_id: None,
        body: None,
    }
}

impl From<whereby::Error> for WherebyError {
    fn from(error: whereby::Error) -> Self {
        let d = error.details().clone();
        let details = ErrorDetails {
            kind: error.kind().name().to_owned(),
            message: in_swift_names(&d.message, d.status),
            operation: d.operation,
            status: d.status,
            sent: d.sent,
            attempts: d.attempts,
            retry_at: d.retry_at,
            limits: d.limits,
            request_id: d.request_id,
            body: d.body,
        };
        match error.kind() {
            ErrorKind::Config => Self::Config(details),
            ErrorKind::InvalidRequest => Self::InvalidRequest(details),
            ErrorKind::Connection => Self::Connection(details),
            ErrorKind::Timeout => Self::Timeout(details),
            ErrorKind::BadRequest => Self::BadRequest(details),
            ErrorKind::Authentication => Self::Authentication(details),
            ErrorKind::PermissionDenied => Self::PermissionDenied(details),
            ErrorKind::NotFound => Self::NotFound(details),
            ErrorKind::Conflict => Self::Conflict(details),
            ErrorKind::RateLimit => Self::RateLimit(details),
            ErrorKind::InternalServer => Self::InternalServer(details),
            ErrorKind::OutcomeUnknown => Self::OutcomeUnknown(details),
            ErrorKind::Decode => Self::Decode(details),
            // `ErrorKind` is open; a kind of tomorrow still has its name in `kind`.
            _ => Self::ApiStatus(details),
        }
    }
}

/// Core names fields and options as Rust does: `end_date: …`. Here they are `endDate`. What stands in
/// backticks was given by the caller, and a refusal repeats the server's words: both stay as they are.
fn in_swift_names(message: &str, status: Option<u16>) -> String {
    if status >= Some(400) {
        return message.to_owned();
    }
    let parts = message.split('`').enumerate();
    let named = parts.map(|(i, part)| if i % 2 == 0 { camel(part) } else { part.to_owned() });
    named.collect::<Vec<_>>().join("`")
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
    use super::in_swift_names;

    #[test]
    fn fields_are_named_as_swift_names_them() {
        let given = "page_size: must be 1 to 100, not 0; to limit the whole list use max_items";
        let named = "pageSize: must be 1 to 100, not 0; to limit the whole list use maxItems";
        assert_eq!(in_swift_names(given, None), named);
        let env = "api_key: no API key; pass api_key or set WHEREBY_API_KEY";
        assert_eq!(in_swift_names(env, None), "apiKey: no API key; pass apiKey or set WHEREBY_API_KEY");
    }

    #[test]
    fn the_words_of_callers_and_servers_stay() {
        assert_eq!(in_swift_names("headers: `x_my_header` is none", None), "headers: `x_my_header` is none");
        assert_eq!(in_swift_names("400: end_date is in the past", Some(400)), "400: end_date is in the past");
    }
}
