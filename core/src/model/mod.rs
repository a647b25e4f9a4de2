//! The building blocks of wire types: `#[model]` structs and enums are made of these.

#[cfg(feature = "cli")]
pub mod cli;
pub(crate) mod decode;
#[cfg(feature = "swift")]
mod error_swift;
mod extra;
pub(crate) mod fields;
mod file_path;
pub(crate) mod json;
pub(crate) mod nullable;
pub(crate) mod open_enum;
mod picture;
mod progress;
#[cfg(feature = "python")]
pub(crate) mod python;
#[cfg(feature = "python")]
mod python_errors;
#[cfg(feature = "python")]
pub(crate) mod python_hints;
#[cfg(feature = "python")]
pub(crate) mod python_json;
#[cfg(feature = "python")]
mod python_keyword;
#[cfg(feature = "python")]
mod python_many;
#[cfg(feature = "python")]
mod python_page;
mod secret;
mod span;
#[cfg(feature = "node")]
pub(crate) mod tape;
pub(crate) mod timestamp;

#[cfg(feature = "swift")]
pub use error_swift::failure;
pub use extra::Extra;
pub use file_path::FilePath;
pub use json::Json;
pub use nullable::Nullable;
pub use picture::Picture;
#[cfg(feature = "python")]
pub use progress::Callback;
pub use progress::Progress;
#[cfg(feature = "python")]
pub use python_errors::raise;
#[cfg(feature = "python")]
pub use python_keyword::{Given, Keyword, Optional, ThreeStates};
#[cfg(feature = "python")]
pub use python_many::Many;
#[cfg(feature = "python")]
pub use python_page::PageItems;
pub use secret::Secret;
pub use span::Span;
#[cfg(feature = "node")]
pub use tape::{OnTape, Tape};
pub use timestamp::{InvalidTimestamp, Timestamp};
