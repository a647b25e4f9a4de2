//! Scripted answers: what a tenant's next requests get instead of, or after, the real thing.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Extension;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

use crate::broken::broken;
use crate::filler::made;
use crate::flush::Flushes;
use crate::log::Sent;
use crate::problem::Problem;

const MAX_FILLER: usize = 256 * 1024 * 1024;
const MAX_DELAY: Duration = Duration::from_secs(600);
/// How much a truncated answer promises beyond what it sends.
const MISSING: u64 = 64;

/// What one request gets, and after how long.
#[derive(Debug, Default)]
pub(crate) struct Scripted {
    pub(crate) answer: Answer,
    pub(crate) delay: Duration,
}

/// What one request gets.
#[derive(Debug, Default)]
pub(crate) enum Answer {
    /// The real answer.
    #[default]
    Pass,
    /// A given answer; the request does not run.
    Fixed(Fixed),
    /// Nothing, until the client leaves.
    Silent,
    /// A closed connection; the request does not run.
    DropBefore,
    /// A closed connection after the request has run.
    DropAfter,
    /// So many bytes of the real answer, then a closed connection.
    Cut(u64),
}

/// An answer that was written by a test.
#[derive(Debug)]
pub(crate) struct Fixed {
    status: StatusCode,
    headers: HeaderMap,
    body: FixedBody,
    truncate: bool,
}

#[derive(Debug)]
enum FixedBody {
    Text(Sent),
    /// So many bytes, made when they are sent.
    Filler(usize),
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
    cut: Option<u64>,
    delay_seconds: f64,
    /// Whether the entry is for a request for a file.
    file: bool,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Drop {
    Before,
    After,
}

impl Script {
    /// Gives the answer, and whether it is for a request for a file.
    pub(crate) fn read(self) -> Result<(bool, Scripted), Problem> {
        let fixed = self.status.is_some()
            || !self.headers.is_empty()
            || self.body.is_some()
            || self.json.is_some()
            || self.body_bytes.is_some()
            || self.truncate;
        let kinds = [fixed, self.silent, self.drop.is_some(), self.pass, self.cut.is_some()];
        if kinds.iter().filter(|kind| **kind).count() != 1 {
            return Err(Problem::bad_request(
                "an answer has one of: pass, silent, drop, cut, or the parts of an answer (status, \
                 headers, body, json, bodyBytes, truncate)",
            ));
        }
        let (file, delay) = (self.file, self.delay()?);
        let answer = match (self.drop, self.cut) {
            (Some(Drop::Before), _) => Answer::DropBefore,
            (Some(Drop::After), _) => Answer::DropAfter,
            (None, Some(bytes)) => Answer::Cut(bytes),
            (None, None) if self.silent => Answer::Silent,
            (None, None) if self.pass => Answer::Pass,
            (None, None) => Answer::Fixed(self.fixed()?),
        };
        Ok((file, Scripted { answer, delay }))
    }

    fn delay(&self) -> Result<Duration, Problem> {
        Duration::try_from_secs_f64(self.delay_seconds)
            .ok()
            .filter(|delay| *delay <= MAX_DELAY)
            .ok_or_else(|| Problem::bad_request("delaySeconds must be from 0 to 600"))
    }

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
            (None, None, None) => FixedBody::Text(Sent::default()),
            (Some(text), None, None) => FixedBody::Text(Sent::new(text)),
            (None, Some(json), None) => FixedBody::Text(Sent::new(json.to_string())),
            (None, None, Some(length)) if length <= MAX_FILLER => FixedBody::Filler(length),
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

impl Fixed {
    pub(crate) fn into_response(self, flushes: Option<Flushes>) -> Response {
        let (length, body, sent) = match self.body {
            FixedBody::Text(sent) => (sent.0.len() as u64, Body::from(sent.0.clone()), Some(Extension(sent))),
            FixedBody::Filler(length) => (length as u64, filler(length), None),
        };
        let body = if self.truncate { broken(body, length, length + MISSING, flushes) } else { body };
        (self.status, self.headers, sent, body).into_response()
    }
}

fn filler(length: usize) -> Body {
    made(0..length as u64, |range| vec![b'x'; (range.end - range.start) as usize].into())
}

/// Marks an answer that the server must replace by closing the connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HangUp;

pub(crate) fn hang_up() -> Response {
    let mut response = Response::default();
    response.extensions_mut().insert(HangUp);
    response
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;
    use hyper::body::Body as _;
    use serde_json::json;

    use super::*;

    #[tokio::test]
    async fn filler_is_made_when_it_is_sent() {
        let script: Script = serde_json::from_value(json!({ "bodyBytes": MAX_FILLER })).expect("a script");
        let Ok((_, Scripted { answer: Answer::Fixed(fixed), .. })) = script.read() else {
            panic!("an answer of its own");
        };
        let mut body = fixed.into_response(None).into_body();
        assert_eq!(body.size_hint().exact(), Some(MAX_FILLER as u64));
        let frame = body.frame().await;
        let frame = frame.and_then(Result::ok).and_then(|frame| frame.into_data().ok());
        assert_eq!(frame.map(|piece| piece.len()), Some(64 * 1024));
    }
}
