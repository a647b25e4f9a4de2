//! Errors on the wire: `{"error": "<text>"}`. The texts are invented.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::call::json_answer;
use crate::store;

/// An answer that says no.
#[derive(Debug)]
pub(crate) struct Problem {
    status: StatusCode,
    text: String,
    data: Option<Value>,
}

impl Problem {
    fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into(), data: None }
    }

    pub(crate) fn bad_request(text: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, text)
    }

    pub(crate) fn unauthorized() -> Self {
        Self::new(
            StatusCode::UNAUTHORIZED,
            "Access token is missing or invalid; the emulator takes any key that starts with wk_test_",
        )
    }

    pub(crate) fn not_found(what: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, format!("{what} not found"))
    }

    pub(crate) fn forbidden(text: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, text)
    }

    pub(crate) fn conflict(text: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, text)
    }

    pub(crate) fn with_status(status: StatusCode, text: impl Into<String>) -> Self {
        Self::new(status, text)
    }

    pub(crate) fn method_not_allowed() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "Method not allowed")
    }

    pub(crate) fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "Body too large")
    }

    pub(crate) fn rate_limited(organization: i64, ms_left: i64) -> Self {
        Self {
            status: StatusCode::TOO_MANY_REQUESTS,
            text: format!("Rate limit active for throttle key: organization:{organization}"),
            data: Some(json!({ "msLeft": ms_left })),
        }
    }
}

impl From<rusqlite::Error> for Problem {
    fn from(error: rusqlite::Error) -> Self {
        let mut text = format!("The emulator's store failed: {error}");
        if let Some(remedy) = store::remedy(&error) {
            text = format!("{text}; the data file {remedy}");
        }
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, text)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut body = json!({ "error": self.text });
        if let Some(data) = self.data {
            body["data"] = data;
        }
        json_answer(self.status, body.to_string())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::{Error, ffi};

    use super::*;

    #[test]
    fn a_full_disk_says_what_to_do() {
        let problem = Problem::from(Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_FULL), None));
        assert!(problem.text.contains("the data file is on a full disk; make room"), "{}", problem.text);
    }
}
