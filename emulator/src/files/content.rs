//! Bytes of recordings. They are made from the id when they are asked for, and stored nowhere.

use std::ops::Range;

use axum::body::{Body, Bytes};

use crate::{filler, seeded};

const BLOCK: usize = 8;

/// Gives a range of a recording's bytes.
pub(super) fn made(id: &str, range: Range<u64>) -> Body {
    let key = seeded::number(id);
    filler::made(range, move |range| bytes(key, range))
}

fn bytes(key: u64, range: Range<u64>) -> Bytes {
    let first = range.start / BLOCK as u64;
    let blocks = first..range.end.div_ceil(BLOCK as u64);
    let mut made = vec![0; (blocks.end - first) as usize * BLOCK];
    for (block, bytes) in blocks.zip(made.chunks_exact_mut(BLOCK)) {
        bytes.copy_from_slice(&seeded::scatter(key ^ seeded::scatter(block)).to_le_bytes());
    }
    let skipped = (range.start - first * BLOCK as u64) as usize;
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
