//! Ids and numbers that follow from a seed: the same each time, on every machine.

use sha2::{Digest as _, Sha256};
use uuid::Builder;

/// Makes a UUID of a path of names and numbers.
pub(crate) fn id(path: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&Sha256::digest(path)[..16]);
    Builder::from_random_bytes(bytes).into_uuid().to_string()
}

/// Makes a number of a path of names and numbers.
pub(crate) fn number(path: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.copy_from_slice(&Sha256::digest(path)[..8]);
    u64::from_le_bytes(bytes)
}

/// Scatters a number over all 64 bits (the last step of SplitMix64).
pub(crate) fn scatter(number: u64) -> u64 {
    let mixed = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A row of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(path: &str) -> Self {
        Self(number(path))
    }

    /// A number below `limit`, which is not 0.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        (((scatter(self.0) >> 32) * u64::from(limit)) >> 32) as u32
    }

    pub(crate) fn one_of<T: Copy>(&mut self, list: &[T]) -> Option<T> {
        let count = u32::try_from(list.len()).ok().filter(|count| *count > 0)?;
        list.get(self.below(count) as usize).copied()
    }
}
