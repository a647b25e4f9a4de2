//! The native half of the Python package `whereby`: generated glue over core, and what is Python's own.

#![expect(unnameable_types, reason = "nobody names the types of a library that only Python loads")]

mod background;
mod batch;
#[cfg_attr(feature = "stubs", expect(dead_code, reason = "what is asked for the stub exports all at once"))]
mod classes;
mod client;
mod command;
mod coroutine;
mod emulator;
mod generated;
mod generic;
mod mailbox;
mod pager;
mod process;
mod runtime;
mod seat;

// The module's initialiser, for Python to find.
pub use generated::module::_whereby;
