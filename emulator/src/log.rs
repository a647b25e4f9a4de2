//! What arrived, for tests to look at. Secrets are masked when it is shown.

use std::collections::VecDeque;

use axum::body::Bytes;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::mask;

/// Older requests are forgotten.
const MAX_ENTRIES: usize = 10_000;
/// Longer bodies are shown by their length only.
const MAX_BODY: usize = 64 * 1024;

/// The last requests of a tenant, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    first: u64,
    entries: VecDeque<Entry>,
}

#[derive(Debug)]
struct Entry {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
    status: Option<StatusCode>,
}

#[derive(Debug)]
enum Body {
    Kept(Box<[u8]>),
    TooLong(usize),
}

/// A request as `GET /_emulator/requests` shows it.
#[derive(Debug, Serialize)]
pub(crate) struct Shown {
    method: String,
    path: String,
    query: String,
    headers: Map<String, Value>,
    body: Value,
    status: Option<u16>,
}

impl Log {
    /// Notes a request before it is answered; gives a ticket for [`Log::answered`].
    pub(crate) fn add(&mut self, parts: &Parts, uri: Uri, body: &Bytes) -> u64 {
        if self.entries.len() == MAX_ENTRIES {
            self.entries.pop_front();
            self.first += 1;
        }
        self.entries.push_back(Entry {
            method: parts.method.clone(),
            uri,
            headers: parts.headers.clone(),
            body: if body.len() <= MAX_BODY {
                Body::Kept(body.to_vec().into_boxed_slice())
            } else {
                Body::TooLong(body.len())
            },
            status: None,
        });
        self.first + self.entries.len() as u64 - 1
    }

    pub(crate) fn answered(&mut self, ticket: u64, status: StatusCode) {
        let index = ticket.checked_sub(self.first).and_then(|i| usize::try_from(i).ok());
        if let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) {
            entry.status = Some(status);
        }
    }

    pub(crate) fn clear(&mut self) {
        self.first += self.entries.len() as u64;
        self.entries.clear();
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
                _ => mask::room_keys(&values.join(", ")),
            };
            headers.insert(name.as_str().to_owned(), shown.into());
        }
        Shown {
            method: self.method.to_string(),
            path: self.uri.path().to_owned(),
            query: mask::room_keys(self.uri.query().unwrap_or_default()),
            headers,
            body: self.body.show(),
            status: self.status.map(|status| status.as_u16()),
        }
    }
}

impl Body {
    fn show(&self) -> Value {
        match self {
            Self::TooLong(length) => format!("({length} bytes)").into(),
            Self::Kept(bytes) if bytes.is_empty() => Value::Null,
            Self::Kept(bytes) => match serde_json::from_slice(bytes) {
                Ok(mut value) => {
                    mask::json(&mut value);
                    value
                }
                Err(_) => mask::room_keys(&String::from_utf8_lossy(bytes)).into(),
            },
        }
    }
}
