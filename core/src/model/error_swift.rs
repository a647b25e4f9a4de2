//! Failures of the Swift package itself.

use crate::error::{Error, ErrorKind};

/// Builds an error of which only the kind and the message are known.
pub fn failure(kind: ErrorKind, message: String) -> Error {
    Error::new(kind, message)
}
