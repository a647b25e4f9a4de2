//! The building blocks of wire types: `#[model]` structs and enums are made of these.

pub(crate) mod decode;
mod extra;
mod json;
pub(crate) mod nullable;
pub(crate) mod open_enum;
#[cfg(feature = "python")]
pub mod python;
mod secret;
mod span;
pub(crate) mod timestamp;

pub use extra::Extra;
pub use json::Json;
pub use nullable::Nullable;
#[cfg(feature = "python")]
pub use nullable::{ThreeStates, ThreeStatesOf};
pub use secret::Secret;
pub use span::Span;
#[cfg(feature = "python")]
pub use timestamp::python::Given;
pub use timestamp::{InvalidTimestamp, Timestamp};
