//! What arrived, for tests to look at. Secrets are masked when it is shown.

use std::collections::VecDeque;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::form::Form;
use crate::mask;

/// Older requests are forgotten.
const MAX_ENTRIES: usize = 10_000;
/// And older ones too, when the bodies of all come to more.
const MAX_KEPT: usize = 64 * 1024 * 1024;
/// Longer bodies are shown by their length only.
const MAX_BODY: usize = 64 * 1024;

/// The last requests of a tenant, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    first: u64,
    entries: VecDeque<Entry>,
    /// Bytes of all bodies in it.
    kept: usize,
}

#[derive(Debug)]
struct Entry {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
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
    Form(Value),
    TooLong(usize),
}

/// Rides on an answer whose body the log may keep.
#[derive(Debug, Clone)]
pub(crate) struct Sent(pub(crate) Bytes);

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

impl Log {
    /// Notes a request before it is answered; gives a ticket for [`Log::answered`].
    pub(crate) fn add(&mut self, parts: &Parts, uri: Uri, body: &Bytes, form: Option<&Form>) -> u64 {
        let body = match form.and_then(Form::shown) {
            Some(form) => Body::Form(form),
            // A copy: the original may be a piece of something large.
            None if body.len() <= MAX_BODY => Body::Kept(Bytes::copy_from_slice(body)),
            None => Body::TooLong(body.len()),
        };
        self.kept += body.kept();
        let (method, headers) = (parts.method.clone(), parts.headers.clone());
        self.entries.push_back(Entry { method, uri, headers, body, answer: None });
        self.forget_old();
        self.first + self.entries.len() as u64 - 1
    }

    pub(crate) fn answered(&mut self, ticket: u64, response: &Response, scripted: bool) {
        let index = ticket.checked_sub(self.first).and_then(|i| usize::try_from(i).ok());
        let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) else {
            return;
        };
        let sent = response.extensions().get();
        let body = sent.map(|Sent(body)| body.clone()).filter(|body| body.len() <= MAX_BODY);
        let answer = Answer {
            status: response.status(),
            content_type: response.headers().get(header::CONTENT_TYPE).cloned(),
            body: Body::Kept(body.unwrap_or_default()),
            scripted,
        };
        self.kept += answer.body.kept();
        entry.answer = Some(answer);
        self.forget_old();
    }

    fn forget_old(&mut self) {
        while self.entries.len() > MAX_ENTRIES || self.kept > MAX_KEPT {
            let Some(entry) = self.entries.pop_front() else {
                return;
            };
            self.kept -= entry.body.kept() + entry.answer.map_or(0, |answer| answer.body.kept());
            self.first += 1;
        }
    }

    pub(crate) fn clear(&mut self) {
        self.first += self.entries.len() as u64;
        self.entries.clear();
        self.kept = 0;
    }

    pub(crate) fn show(&self) -> Vec<Shown> {
        self.entries.iter().map(Entry::show).collect()
    }
}

impl Entry {
    fn show(&self) -> Shown {
        let mut headers = Map::new();
        for name in self.headers.keys() {
            let values = self.headers.get_all(name).iter();
            let values: Vec<_> = values.map(|v| String::from_utf8_lossy(v.as_bytes())).collect();
            let shown = match *name {
                header::AUTHORIZATION | header::PROXY_AUTHORIZATION | header::COOKIE => mask::MASK.to_owned(),
                _ => mask::text(&values.join(", ")),
            };
            headers.insert(name.as_str().to_owned(), shown.into());
        }
        Shown {
            method: self.method.to_string(),
            path: mask::text(self.uri.path()),
            query: mask::text(self.uri.query().unwrap_or_default()),
            headers,
            body: self.body.show(),
            status: self.answer.as_ref().map(|answer| answer.status.as_u16()),
            response: self.answer.as_ref().map(Answer::show),
            scripted: self.answer.as_ref().is_some_and(|answer| answer.scripted),
        }
    }
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
    fn kept(&self) -> usize {
        match self {
            Self::Kept(bytes) => bytes.len(),
            Self::Form(_) | Self::TooLong(_) => 0,
        }
    }

    fn show(&self) -> Value {
        let length = match self {
            Self::Form(form) => return form.clone(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_requests_are_forgotten_when_bodies_come_to_too_much() {
        let mut log = Log::default();
        let (parts, ()) = axum::http::Request::new(()).into_parts();
        let body = Bytes::from(vec![b'x'; MAX_BODY]);
        let most = MAX_KEPT / MAX_BODY;
        let first = log.add(&parts, Uri::default(), &body, None);
        for _ in 0..most {
            log.add(&parts, Uri::default(), &body, None);
        }
        assert_eq!((log.entries.len(), log.kept), (most, MAX_KEPT));
        log.answered(first, &Response::default(), false);
        assert!(log.entries.iter().all(|entry| entry.answer.is_none()), "the first is gone");
        let mut answer = Response::default();
        answer.extensions_mut().insert(Sent(body));
        log.answered(first + 2, &answer, false);
        assert_eq!((log.entries.len(), log.kept), (most - 1, MAX_KEPT));
    }
}
