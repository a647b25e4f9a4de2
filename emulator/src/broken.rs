//! A body that ends too early and breaks the connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::flush::Flushes;

/// Gives the first `length` bytes of a body that was announced as `announced` bytes long.
pub(crate) fn broken(body: Body, length: u64, announced: u64, flushes: Option<Flushes>) -> Body {
    Body::new(Broken { body, length, announced, flushes, flush: None })
}

struct Broken {
    body: Body,
    /// Bytes still to come.
    length: u64,
    announced: u64,
    flushes: Option<Flushes>,
    /// Number of the flush after which the connection breaks.
    flush: Option<u64>,
}

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if self.length > 0
            && let Some(frame) = ready!(Pin::new(&mut self.body).poll_frame(context))
        {
            let mut data = frame.ok().and_then(|frame| frame.into_data().ok()).unwrap_or_default();
            data.truncate(usize::try_from(self.length).unwrap_or(usize::MAX));
            self.length -= data.len() as u64;
            return Poll::Ready(Some(Ok(Frame::data(data))));
        }
        // An error at once would discard what hyper has buffered.
        if let Some(flushes) = self.flushes.clone() {
            let flush = *self.flush.get_or_insert_with(|| flushes.next());
            ready!(flushes.poll(flush, context));
        }
        Poll::Ready(Some(Err(io::ErrorKind::UnexpectedEof.into())))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
