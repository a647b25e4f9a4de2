//! The building blocks of wire types: `#[model]` structs and enums are made of these.

#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod decode;
mod extra;
mod json;
pub(crate) mod nullable;
pub(crate) mod open_enum;
#[cfg(feature = "python")]
pub(crate) mod python;
#[cfg(feature = "python")]
mod python_errors;
#[cfg(feature = "python")]
mod python_keyword;
mod secret;
mod span;
pub(crate) mod timestamp;

pub use extra::Extra;
pub use json::Json;
pub use nullable::Nullable;
#[cfg(feature = "python")]
pub use python_errors::raise;
#[cfg(feature = "python")]
pub use python_keyword::{Given, Keyword, ThreeStates};
pub use secret::Secret;
pub use span::Span;
pub use timestamp::{InvalidTimestamp, Timestamp};
