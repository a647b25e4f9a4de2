//! What users would write around the operations: waiting, downloading, deleting in bulk, many at once.

mod batch;
pub(crate) mod bulk;
pub(crate) mod download;
mod download_file;
mod download_options;
pub(crate) mod sweep;
pub(crate) mod wait;

pub use batch::{Batch, BatchItem, BatchOptions};
pub use download_options::{DownloadOptions, Downloaded};
pub use sweep::{SweepOptions, Swept};
pub use wait::WaitOptions;
