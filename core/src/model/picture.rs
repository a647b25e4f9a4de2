//! Pictures to upload.

use std::path::PathBuf;

/// A picture: its bytes, or the path of a file, which is read when the call is made.
///
/// In Python `bytes` or a path (`str`, `os.PathLike`), in Node a `Uint8Array` or a path (string or
/// file URL), in Swift `.bytes(…)` or `.file(…)`, on the command line a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Picture {
    /// The bytes of a PNG or JPEG file.
    Bytes(Vec<u8>),
    /// The path of such a file.
    File(PathBuf),
}

impl From<Vec<u8>> for Picture {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

impl From<PathBuf> for Picture {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

/// On the command line: a path.
#[cfg(feature = "cli")]
impl From<std::ffi::OsString> for Picture {
    fn from(path: std::ffi::OsString) -> Self {
        Self::File(path.into())
    }
}

#[cfg(feature = "python")]
#[path = "picture_python.rs"]
mod python;

#[cfg(feature = "node")]
#[path = "picture_node.rs"]
mod node;

#[cfg(feature = "swift")]
#[path = "picture_swift.rs"]
mod swift;
