//! A request and its answer as the log keeps them. Requests are copied: what hyper gives are pieces of its
//! buffers, and a piece keeps the whole.

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};

use super::Sent;
use crate::form::Form;
use crate::mask;

/// Longer bodies are shown by their length only.
pub(super) const MAX_BODY: usize = 64 * 1024;

#[derive(Debug)]
pub(super) struct Entry {
    /// A line of method and target, and one for each header. No value has a line's end in it.
    head: Box<[u8]>,
    body: Body,
    answer: Option<Answer>,
}

#[derive(Debug)]
struct Answer {
    status: StatusCode,
    content_type: Option<HeaderValue>,
    body: Body,
    scripted: bool,
}

#[derive(Debug)]
enum Body {
    Kept(Bytes),
    TooLong(usize),
}

/// A request as `GET /_emulator/requests` shows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    method: String,
    path: String,
    query: String,
    headers: Map<String, Value>,
    body: Value,
    status: Option<u16>,
    response: Option<ShownAnswer>,
    /// Whether a test wrote the answer.
    scripted: bool,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ShownAnswer {
    content_type: Option<String>,
    body: Value,
}

impl Entry {
    pub(super) fn new(parts: &Parts, uri: &Uri, body: &Bytes, form: Option<&Form>) -> Self {
        let form = form.and_then(Form::shown).map(|form| form.to_string());
        let kept = form.as_deref().map_or(&body[..], str::as_bytes);
        let body = if kept.len() <= MAX_BODY {
            Body::Kept(Bytes::copy_from_slice(kept))
        } else {
            Body::TooLong(body.len())
        };
        Self { head: head(parts, uri), body, answer: None }
    }

    pub(super) fn answered(&mut self, response: &Response, scripted: bool) {
        let sent = response.extensions().get().map(|Sent(body)| body.clone());
        self.answer = Some(Answer {
            status: response.status(),
            content_type: response.headers().get(header::CONTENT_TYPE).cloned(),
            body: Body::Kept(sent.filter(|body| body.len() <= MAX_BODY).unwrap_or_default()),
            scripted,
        });
    }

    /// Bytes of memory.
    pub(super) fn size(&self) -> usize {
        let answer = self.answer.as_ref().map_or(0, |answer| {
            answer.body.size() + answer.content_type.as_ref().map_or(0, HeaderValue::len)
        });
        size_of::<Self>() + self.head.len() + self.body.size() + answer
    }

    #[cfg(test)]
    pub(super) fn is_answered(&self) -> bool {
        self.answer.is_some()
    }

    pub(super) fn show(&self) -> Shown {
        let head = String::from_utf8_lossy(&self.head);
        let mut lines = head.lines();
        let (method, target) = lines.next().and_then(|line| line.split_once(' ')).unwrap_or_default();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Shown {
            method: method.to_owned(),
            path: mask::text(path),
            query: mask::text(query),
            headers: show_headers(lines.filter_map(|line| line.split_once(": "))),
            body: self.body.show(),
            status: self.answer.as_ref().map(|answer| answer.status.as_u16()),
            response: self.answer.as_ref().map(Answer::show),
            scripted: self.answer.as_ref().is_some_and(|answer| answer.scripted),
        }
    }
}

fn head(parts: &Parts, uri: &Uri) -> Box<[u8]> {
    let (method, target) = (parts.method.as_str(), uri.path_and_query().map_or("", PathAndQuery::as_str));
    let headers = || parts.headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let lines = headers().map(|(name, value)| name.len() + value.len() + 3);
    let mut head = Vec::with_capacity(method.len() + 1 + target.len() + lines.sum::<usize>());
    let mut put = |piece: &[u8]| head.extend_from_slice(piece);
    [method, " ", target].iter().for_each(|piece| put(piece.as_bytes()));
    for (name, value) in headers() {
        [b"\n", name.as_bytes(), b": ", value].iter().for_each(|piece| put(piece));
    }
    head.into()
}

/// A name that came more than once has its values in a list.
fn show_headers<'a>(headers: impl Iterator<Item = (&'a str, &'a str)>) -> Map<String, Value> {
    let mut shown = Map::new();
    for (name, value) in headers {
        let value = match name {
            "authorization" | "proxy-authorization" | "cookie" => mask::MASK.to_owned(),
            _ => match shown.get(name).and_then(Value::as_str) {
                Some(before) => format!("{before}, {}", mask::text(value)),
                None => mask::text(value),
            },
        };
        shown.insert(name.to_owned(), value.into());
    }
    shown
}

impl Answer {
    fn show(&self) -> ShownAnswer {
        let content_type = self.content_type.as_ref();
        ShownAnswer {
            content_type: content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()),
            body: self.body.show(),
        }
    }
}

impl Body {
    fn size(&self) -> usize {
        match self {
            Self::Kept(bytes) => bytes.len(),
            Self::TooLong(_) => 0,
        }
    }

    fn show(&self) -> Value {
        let length = match self {
            Self::TooLong(length) => *length,
            Self::Kept(bytes) if bytes.is_empty() => return Value::Null,
            Self::Kept(bytes) => {
                if let Ok(mut value) = serde_json::from_slice(bytes) {
                    mask::json(&mut value);
                    return value;
                }
                // What is no JSON cannot be searched for secrets.
                bytes.len()
            }
        };
        format!("({length} bytes)").into()
    }
}
