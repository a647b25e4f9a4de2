//! What can be chosen of a download, and what it says in the end.

use whereby_macros::model;

use crate::model::{Extra, Progress};

/// How to download.
#[model(options)]
pub struct DownloadOptions {
    /// Whether a file that is already there is replaced; of a symbolic link it is the file it leads to.
    /// Default: no, that is an error.
    pub overwrite: Option<bool>,
    /// A function that is told how many bytes have arrived, and how many there are if that is known.
    /// Default: none.
    pub progress: Option<Progress>,
}

/// A file that was downloaded.
#[model]
pub struct Downloaded {
    /// Where it is.
    pub path: String,
    /// How large it is, in bytes.
    pub size_in_bytes: Option<i64>,
    /// How many of them were there from an earlier try and did not have to be fetched again.
    pub resumed_at: Option<i64>,
    /// Always empty.
    pub extra: Extra,
}
