//! A complete local Whereby: its API with its rules, on a loopback port, without an account.
//!
//! [`Emulator::start`] serves on a thread of its own and blocks nothing, so that it fits into a
//! test of any language. What the vendor has not published is listed as invented in the README.
//!
//! ```
//! use whereby_emulator::{Emulator, EmulatorOptions};
//!
//! let emulator = Emulator::start(EmulatorOptions::default())?;
//! assert!(emulator.base_url().ends_with("/v1"));
//! assert!(emulator.api_key().starts_with("wk_test_"));
//! emulator.stop();
//! # Ok::<(), whereby_emulator::EmulatorError>(())
//! ```

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

mod answers;
mod arrival;
mod auth;
mod broken;
mod budget;
mod call;
mod clock;
mod control;
mod control_calls;
mod cursor;
mod dates;
mod emulator;
mod errors;
mod files;
mod filler;
mod flush;
mod form;
mod gate;
mod hex;
mod input;
mod keys;
mod listing;
mod log;
mod mask;
mod names;
mod options;
mod problem;
mod query;
mod resources;
mod seeded;
mod server;
mod sessions;
mod settings;
mod state;
mod store;

pub use emulator::Emulator;
pub use errors::EmulatorError;
pub use options::{EmulatorOptions, Tariff};

#[cfg(test)]
mod tests {
    #[test]
    fn an_emulator_is_shared_between_threads() {
        fn shared<T: Send + Sync>() {}
        shared::<crate::Emulator>();
        shared::<crate::EmulatorError>();
    }
}
