//! Fuzz targets: whatever comes in, nothing panics and nothing is lost.
//!
//! As tests they run a fixed number of inputs; `cargo bolero test <name>` goes on for as long as wanted.
//! Those of private decoders stand beside them.

pub(crate) mod json;
mod lists;
mod models;
mod texts;

/// Runs a target on bytes, a bounded number of times whatever the machine's speed.
macro_rules! fuzz {
    ($target:expr) => {
        bolero::check!()
            .with_test_time(std::time::Duration::MAX)
            .with_iterations(1000)
            .with_max_len(512)
            .for_each($target)
    };
}
pub(crate) use fuzz;
