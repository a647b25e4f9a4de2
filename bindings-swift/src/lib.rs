//! The Swift face of the `whereby` crate: classes for UniFFI, which writes the Swift.
//!
//! `generated` follows core. By hand are the errors, the emulator, and the way of models to and from
//! JSON. The Swift that stands beside this is in `Sources/WherebyServer`.

#![expect(clippy::result_large_err, reason = "an error is made once and goes straight to Swift")]

mod batch;
mod emulator;
mod error;
mod generated;
mod pipe;
mod wire;

pub use emulator::Emulator;
pub use error::WherebyError;
pub use generated::Whereby;

uniffi::setup_scaffolding!();
