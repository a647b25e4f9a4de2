//! Paths of this machine's files.

use std::path::{Path, PathBuf};

/// The path of a file: `str` or `os.PathLike` in Python, a string or file URL in Node, text elsewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct FilePath(PathBuf);

impl FilePath {
    /// The path.
    pub fn as_path(&self) -> &Path {
        &self.0
    }
}

impl<T: Into<PathBuf>> From<T> for FilePath {
    fn from(path: T) -> Self {
        Self(path.into())
    }
}

#[cfg(feature = "python")]
#[path = "file_path_python.rs"]
mod python;

#[cfg(feature = "node")]
#[path = "file_path_node.rs"]
mod node;

/// On the command line, where `-` means standard output elsewhere: it would be the name of a file.
#[cfg(feature = "cli")]
impl clap::builder::ValueParserFactory for FilePath {
    type Parser = clap::builder::TryMapValueParser<
        clap::builder::OsStringValueParser,
        fn(std::ffi::OsString) -> Result<Self, &'static str>,
    >;

    fn value_parser() -> Self::Parser {
        use clap::builder::TypedValueParser as _;
        clap::builder::OsStringValueParser::new().try_map(|path| match path == "-" {
            true => Err("this writes a file; give its path, or ./- for a file of that name"),
            false => Ok(path.into()),
        })
    }
}

#[cfg(feature = "swift")]
uniffi::custom_type!(FilePath, String, {
    lower: |path| path.0.to_string_lossy().into_owned(),
    try_lift: |text| Ok(FilePath(text.into())),
});
