//! From the JSON of a shared case to typed calls of the Rust client, and back.

mod generated;
mod typed;

pub use generated::dispatch;
pub use typed::{Failure, Outcome, free_function, request};
