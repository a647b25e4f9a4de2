//! One file per resource of the API, and one per answer or part of a request.

mod access_link;
mod insights;
mod insights_participants;
mod insights_rooms;
mod insights_sessions;
mod live_transcription;
mod meeting;
mod meetings;
mod recording;
mod recording_settings;
mod recordings;
mod rooms;
mod storage;
mod streaming;
mod summaries;
mod summary;
mod transcription;
mod transcriptions;

pub use access_link::*;
pub use insights::*;
pub use insights_participants::*;
pub use insights_rooms::*;
pub use insights_sessions::*;
pub use live_transcription::*;
pub use meeting::*;
pub use meetings::*;
pub use recording::*;
pub use recording_settings::*;
pub use recordings::*;
pub use rooms::*;
pub use storage::*;
pub use streaming::*;
pub use summaries::*;
pub use summary::*;
pub use transcription::*;
pub use transcriptions::*;
