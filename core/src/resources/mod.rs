//! One file per resource of the API.

mod live_transcription;
mod meeting;
mod meetings;
mod recording;
mod storage;
mod streaming;

pub use live_transcription::*;
pub use meeting::*;
pub use meetings::*;
pub use recording::*;
pub use storage::*;
pub use streaming::*;
