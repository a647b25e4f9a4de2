//! What arrived, for tests to look at. Secrets are masked when it is shown.

mod entry;

use std::collections::VecDeque;

use axum::body::Bytes;
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::Response;

use crate::form::Form;
use entry::{Entry, Shown};

/// Older requests are forgotten.
const MAX_ENTRIES: usize = 10_000;
/// And older ones too, when all come to more.
const MAX_KEPT: usize = 64 * 1024 * 1024;

/// The last requests of a tenant, oldest first.
#[derive(Debug, Default)]
pub(crate) struct Log {
    first: u64,
    entries: VecDeque<Entry>,
    /// Bytes of all entries.
    kept: usize,
}

/// Rides on an answer whose body the log may keep.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sent(pub(crate) Bytes);

impl Sent {
    /// Gives back what a text has to spare, such as a page of fewer rooms than were asked for.
    pub(crate) fn new(text: impl Into<Vec<u8>>) -> Self {
        let mut text = text.into();
        if text.capacity() - text.len() > text.len() / 8 {
            text.shrink_to_fit();
        }
        Self(text.into())
    }
}

impl Log {
    /// Notes a request before it is answered; gives a ticket for [`Log::answered`].
    pub(crate) fn add(&mut self, parts: &Parts, uri: &Uri, body: &Bytes, form: Option<&Form>) -> u64 {
        let entry = Entry::new(parts, uri, body, form);
        self.kept += entry.size();
        self.entries.push_back(entry);
        self.forget_old();
        self.first + self.entries.len() as u64 - 1
    }

    pub(crate) fn answered(&mut self, ticket: u64, response: &Response, scripted: bool) {
        let index = ticket.checked_sub(self.first).and_then(|i| usize::try_from(i).ok());
        let Some(entry) = index.and_then(|index| self.entries.get_mut(index)) else {
            return;
        };
        self.kept -= entry.size();
        entry.answered(response, scripted);
        self.kept += entry.size();
        self.forget_old();
    }

    fn forget_old(&mut self) {
        while self.entries.len() > MAX_ENTRIES || self.kept > MAX_KEPT {
            let Some(entry) = self.entries.pop_front() else {
                return;
            };
            self.kept -= entry.size();
            self.first += 1;
        }
    }

    pub(crate) fn clear(&mut self) {
        self.first += self.entries.len() as u64;
        self.entries = VecDeque::new();
        self.kept = 0;
    }

    pub(crate) fn show(&self) -> Vec<Shown> {
        self.entries.iter().map(Entry::show).collect()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderValue, Request};

    use super::entry::MAX_BODY;
    use super::*;

    fn parts() -> Parts {
        Request::new(()).into_parts().0
    }

    #[test]
    fn old_requests_are_forgotten_when_all_come_to_too_much() {
        let mut log = Log::default();
        let body = Bytes::from(vec![b'x'; MAX_BODY]);
        let add = |log: &mut Log| log.add(&parts(), &Uri::default(), &body, None);
        let first = add(&mut log);
        let most = MAX_KEPT / log.kept;
        let each = log.kept;
        for _ in 0..most {
            add(&mut log);
        }
        assert_eq!((log.entries.len(), log.kept), (most, most * each));
        log.answered(first, &Response::default(), false);
        assert!(!log.entries.iter().any(Entry::is_answered), "the first is gone");
        let mut answer = Response::default();
        answer.extensions_mut().insert(Sent(body));
        log.answered(first + 2, &answer, false);
        assert_eq!((log.entries.len(), log.kept), (most - 1, (most - 1) * each + MAX_BODY));
        log.clear();
        assert_eq!((log.entries.capacity(), log.kept), (0, 0));
    }

    #[test]
    fn urls_headers_and_types_of_answers_count() {
        let long = "x".repeat(60_000);
        let value = HeaderValue::try_from(&long).expect("a header");
        let mut with_header = parts();
        with_header.headers.insert("x-long", value.clone());
        let mut answer = Response::default();
        answer.headers_mut().insert("content-type", value);
        let uri = Uri::try_from(format!("/{long}")).expect("a URL");
        let mut log = Log::default();
        log.add(&parts(), &uri, &Bytes::new(), None);
        assert!(log.kept > 60_000);
        let ticket = log.add(&with_header, &Uri::default(), &Bytes::new(), None);
        assert!(log.kept > 120_000);
        log.answered(ticket, &answer, false);
        assert!(log.kept > 180_000);
    }

    #[test]
    fn nothing_holds_on_to_the_buffers_of_a_connection() {
        let buffer = Bytes::from("/v1/meetings some value a body".repeat(1000));
        let uri = Uri::from_maybe_shared(buffer.slice(0..12)).expect("a URL");
        let mut parts = parts();
        parts.headers.insert("x", HeaderValue::from_maybe_shared(buffer.slice(13..23)).expect("a header"));
        let mut log = Log::default();
        log.add(&parts, &uri, &buffer.slice(24..30), None);
        drop((parts, uri));
        assert!(buffer.is_unique());
        let shown = serde_json::to_value(log.show()).expect("JSON");
        assert_eq!(
            (&shown[0]["path"], &shown[0]["headers"]["x"]),
            (&"/v1/meetings".into(), &"some value".into())
        );
    }

    #[test]
    fn what_was_sent_has_nothing_to_spare() {
        let mut text = Vec::with_capacity(24_000);
        text.extend_from_slice(b"{\"results\":[]}");
        assert_eq!(Vec::from(Sent::new(text).0).capacity(), 14);
    }
}
