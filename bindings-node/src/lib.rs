//! The native half of the npm package. The other half, in `ts/`, checks what callers give, makes
//! classes of answers and errors, and is what users see.

#![expect(unnameable_types, reason = "Node-API exports what is here; no Rust code names it")]

mod answers;
mod batch;
mod client;
mod command;
mod emulator;
mod generated;
mod keep_alive;
mod outcome;
mod runtime;
