//! Scripted answers: what a tenant's next requests get instead of, or after, the real thing.

use std::collections::BTreeMap;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use serde::Deserialize;
use serde_json::Value;

use crate::problem::Problem;

const MAX_FILLER: usize = 256 * 1024 * 1024;
/// How much a truncated answer promises beyond what it sends.
const MISSING: u64 = 64;

/// What one request gets.
#[derive(Debug)]
pub(crate) enum Answer {
    /// The real answer.
    Pass,
    /// A given answer; the request does not run.
    Fixed(Fixed),
    /// Nothing, until the client leaves.
    Silent,
    /// A closed connection; the request does not run.
    DropBefore,
    /// A closed connection after the request has run.
    DropAfter,
}

/// An answer that was written by a test.
#[derive(Debug)]
pub(crate) struct Fixed {
    status: StatusCode,
    headers: HeaderMap,
    body: Bytes,
    truncate: bool,
}

/// An entry of `POST /_emulator/answers`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(crate) struct Script {
    status: Option<u16>,
    headers: BTreeMap<String, String>,
    body: Option<String>,
    json: Option<Value>,
    body_bytes: Option<usize>,
    truncate: bool,
    silent: bool,
    drop: Option<Drop>,
    pass: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Drop {
    Before,
    After,
}

impl TryFrom<Script> for Answer {
    type Error = Problem;

    fn try_from(script: Script) -> Result<Self, Problem> {
        let fixed = script.status.is_some()
            || !script.headers.is_empty()
            || script.body.is_some()
            || script.json.is_some()
            || script.body_bytes.is_some()
            || script.truncate;
        let kinds = [fixed, script.silent, script.drop.is_some(), script.pass];
        if kinds.iter().filter(|kind| **kind).count() != 1 {
            return Err(Problem::bad_request(
                "an answer has one of: pass, silent, drop, or the parts of an answer (status, \
                 headers, body, json, bodyBytes, truncate)",
            ));
        }
        Ok(match script.drop {
            Some(Drop::Before) => Self::DropBefore,
            Some(Drop::After) => Self::DropAfter,
            None if script.silent => Self::Silent,
            None if script.pass => Self::Pass,
            None => Self::Fixed(script.fixed()?),
        })
    }
}

impl Script {
    fn fixed(self) -> Result<Fixed, Problem> {
        let status = self.status.unwrap_or(200);
        let status = StatusCode::from_u16(status)
            .ok()
            .filter(|_| (200..600).contains(&status))
            .ok_or_else(|| Problem::bad_request("status must be from 200 to 599"))?;
        let mut headers = HeaderMap::new();
        if self.json.is_some() {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        }
        for (name, value) in &self.headers {
            let (name, value) = read_header(name, value)?;
            headers.insert(name, value);
        }
        let body = match (self.body, self.json, self.body_bytes) {
            (None, None, None) => Bytes::new(),
            (Some(text), None, None) => text.into(),
            (None, Some(json), None) => json.to_string().into(),
            (None, None, Some(length)) if length <= MAX_FILLER => vec![b'x'; length].into(),
            (None, None, Some(_)) => {
                let text = format!("bodyBytes must be at most {MAX_FILLER}");
                return Err(Problem::bad_request(text));
            }
            _ => {
                return Err(Problem::bad_request("an answer has only one of: body, json, bodyBytes"));
            }
        };
        Ok(Fixed { status, headers, body, truncate: self.truncate })
    }
}

fn read_header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    let bad = || Problem::bad_request(format!("headers: `{name}` cannot be sent"));
    let name = HeaderName::try_from(name).map_err(|_| bad())?;
    let value = HeaderValue::try_from(value).map_err(|_| bad())?;
    // hyper frames the answer and breaks when the headers say otherwise.
    if name == header::CONTENT_LENGTH || name == header::TRANSFER_ENCODING {
        return Err(Problem::bad_request(format!(
            "headers: {name} is written by the server; use truncate for a wrong length"
        )));
    }
    Ok((name, value))
}

impl IntoResponse for Fixed {
    fn into_response(self) -> Response {
        let body = if self.truncate {
            Body::new(Truncated {
                total: self.body.len() as u64 + MISSING,
                rest: Some(self.body).filter(|body| !body.is_empty()),
                flushed: false,
            })
        } else {
            Body::from(self.body)
        };
        (self.status, self.headers, body).into_response()
    }
}

/// A body that promises more than it gives, then breaks the connection.
struct Truncated {
    rest: Option<Bytes>,
    total: u64,
    flushed: bool,
}

impl HttpBody for Truncated {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(rest) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(rest))));
        }
        // An error at once would discard what hyper has buffered; one pause lets it be sent.
        if !self.flushed {
            self.flushed = true;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.total)
    }
}

/// Marks an answer that the server must replace by closing the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HangUp;

pub(crate) fn hang_up() -> Response {
    let mut response = Response::default();
    response.extensions_mut().insert(HangUp);
    response
}
