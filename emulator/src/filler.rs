//! Bodies that are made while they are sent.

use std::convert::Infallible;
use std::ops::Range;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::task::yield_now;

const FRAME: u64 = 64 * 1024;

/// Gives a body of the bytes that `make` gives for each part of the range.
pub(crate) fn made(range: Range<u64>, make: impl Fn(Range<u64>) -> Bytes + Send + Unpin + 'static) -> Body {
    Body::new(Made { range, make, rests: false })
}

struct Made<F> {
    range: Range<u64>,
    make: F,
    /// Whether others come first.
    rests: bool,
}

impl<F: Fn(Range<u64>) -> Bytes + Unpin> HttpBody for Made<F> {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.range.is_empty() {
            return Poll::Ready(None);
        }
        // A frame is always ready, and all clients share one thread.
        self.rests = !self.rests;
        if !self.rests {
            // Unlike a wake it lets tokio look at its sockets too.
            let _ = pin!(yield_now()).poll(context);
            return Poll::Pending;
        }
        let end = self.range.end.min(self.range.start + FRAME);
        let bytes = (self.make)(self.range.start..end);
        self.range.start = end;
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.range.end - self.range.start)
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    #[test]
    fn others_come_first_after_each_frame() {
        let mut body = made(0..3 * FRAME, |range| vec![0; (range.end - range.start) as usize].into());
        let mut polls = (0..6).map(|_| {
            let polled = Pin::new(&mut body).poll_frame(&mut Context::from_waker(Waker::noop()));
            polled.map(|frame| frame.is_some())
        });
        let frame = Poll::Ready(true);
        let expected = [frame, Poll::Pending, frame, Poll::Pending, frame, Poll::Ready(false)];
        assert!(polls.by_ref().eq(expected));
    }

    #[tokio::test]
    async fn another_task_runs_while_a_body_is_read() {
        let body = made(0..100 * FRAME, |range| vec![0; (range.end - range.start) as usize].into());
        let read = tokio::spawn(axum::body::to_bytes(body, usize::MAX));
        let other = tokio::spawn(async {});
        other.await.expect("a task that has run");
        assert!(!read.is_finished());
    }
}
