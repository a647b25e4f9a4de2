//! What can go wrong, with every fact in a field of its own.

use std::fmt;

use whereby_macros::model;

#[cfg(feature = "node")]
use crate::model::tape;
use crate::model::{Extra, InvalidTimestamp, Timestamp};

/// The result of this library's calls.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed. `name` gives the class that Python, Node and Swift use for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
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

impl ErrorKind {
    /// The name of the error class in Python, Node and Swift.
    pub fn name(self) -> &'static str {
        match self {
            Self::Config => "ConfigError",
            Self::InvalidRequest => "InvalidRequestError",
            Self::Connection => "APIConnectionError",
            Self::Timeout => "APITimeoutError",
            Self::BadRequest => "BadRequestError",
            Self::Authentication => "AuthenticationError",
            Self::PermissionDenied => "PermissionDeniedError",
            Self::NotFound => "NotFoundError",
            Self::Conflict => "ConflictError",
            Self::RateLimit => "RateLimitError",
            Self::InternalServer => "InternalServerError",
            Self::ApiStatus => "APIStatusError",
            Self::OutcomeUnknown => "OutcomeUnknownError",
            Self::Decode => "DecodeError",
        }
    }

    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            400 | 422 => Self::BadRequest,
            401 => Self::Authentication,
            403 => Self::PermissionDenied,
            404 => Self::NotFound,
            409 => Self::Conflict,
            429 => Self::RateLimit,
            500.. => Self::InternalServer,
            _ => Self::ApiStatus,
        }
    }
}

/// Its name.
impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// How far a failed call came.
#[model]
pub enum Sent {
    /// Nothing was sent, so nothing happened.
    Never,
    /// The server said no: nothing happened.
    Refused,
    /// It may have happened.
    Unknown,
}

/// The points of the organisation, as the last answer told them (contract §1.0).
#[model]
pub struct RateLimits {
    /// Points a minute.
    pub limit: Option<u32>,
    /// Points left in this minute.
    pub remaining: Option<u32>,
    /// When the minute ends.
    pub reset_at: Option<Timestamp>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// The facts of a failure.
#[cfg_attr(feature = "swift", derive(uniffi::Record))]
#[cfg_attr(feature = "node", napi_derive::napi(object, object_from_js = false, object_to_js = false))]
#[cfg_attr(feature = "node", derive(serde::Serialize), serde(rename_all = "camelCase"))]
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct ErrorDetails {
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
    #[cfg_attr(feature = "node", serde(serialize_with = "tape::fact"))]
    pub retry_at: Option<Timestamp>,
    /// The points, where the answer told them.
    #[cfg_attr(feature = "node", serde(serialize_with = "tape::fact"))]
    pub limits: Option<RateLimits>,
    /// The server's own id of the request, for its support.
    pub request_id: Option<String>,
    /// The body of the answer as text, at most 4 KiB, secrets masked.
    pub body: Option<String>,
}

/// A failed call.
pub struct Error {
    kind: ErrorKind,
    details: Box<ErrorDetails>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let details = ErrorDetails {
            message: message.into(),
            operation: None,
            status: None,
            sent: Sent::Never,
            attempts: 0,
            retry_at: None,
            limits: None,
            request_id: None,
            body: None,
        };
        Self { kind, details: Box::new(details), source: None }
    }

    pub(crate) fn config(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Config, message)
    }

    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, message)
    }

    pub(crate) fn with(mut self, change: impl FnOnce(&mut ErrorDetails)) -> Self {
        change(&mut self.details);
        self
    }

    pub(crate) fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of failure this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The facts, one field each.
    pub fn details(&self) -> &ErrorDetails {
        &self.details
    }
}

impl std::ops::Deref for Error {
    type Target = ErrorDetails;

    fn deref(&self) -> &Self::Target {
        &self.details
    }
}

impl From<InvalidTimestamp> for Error {
    fn from(error: InvalidTimestamp) -> Self {
        Self::invalid(error.to_string()).because(error)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.details.message)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.kind)
            .field("details", &self.details)
            .finish_non_exhaustive()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
