//! Bytes of recordings. They are made from the id when they are asked for, and stored nowhere.

use std::convert::Infallible;
use std::ops::Range;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes};
use hyper::body::{Body as HttpBody, Frame, SizeHint};

use crate::seeded;

const BLOCK: u64 = 8;
/// A multiple of the block.
const FRAME: u64 = 64 * 1024;

/// Gives a range of a recording's bytes.
pub(super) fn made(id: &str, range: Range<u64>) -> Body {
    Body::new(Made { key: seeded::number(id), range })
}

struct Made {
    key: u64,
    range: Range<u64>,
}

impl HttpBody for Made {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.range.is_empty() {
            return Poll::Ready(None);
        }
        let end = self.range.end.min(self.range.start + FRAME);
        let bytes = bytes(self.key, self.range.start..end);
        self.range.start = end;
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.range.end - self.range.start)
    }
}

fn bytes(key: u64, range: Range<u64>) -> Bytes {
    let first = range.start / BLOCK;
    let blocks = first..range.end.div_ceil(BLOCK);
    let made: Vec<u8> =
        blocks.flat_map(|block| seeded::scatter(key ^ seeded::scatter(block)).to_le_bytes()).collect();
    let skipped = (range.start - first * BLOCK) as usize;
    Bytes::from(made).slice(skipped..skipped + (range.end - range.start) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_range_is_a_piece_of_the_same_bytes() {
        let whole = bytes(7, 0..100);
        for start in 0..100 {
            for end in start..=100 {
                assert_eq!(bytes(7, start..end), whole[start as usize..end as usize]);
            }
        }
        assert_ne!(bytes(8, 0..100), whole);
    }
}
