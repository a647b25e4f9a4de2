//! A recording, as the API answers it (contract §1.5, schema Recording).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// A cloud recording of a room. It outlives the room.
#[model]
pub struct Recording {
    /// The id, opaque.
    pub recording_id: String,
    /// The session that was recorded.
    pub room_session_id: Option<String>,
    /// The name of the room, with its leading slash. The vendor's file does not promise it; real
    /// answers have it.
    pub room_name: Option<String>,
    /// The name of the file, as in `clinic-7f3c…-2026-01-31T12:00:00Z.mp4`.
    pub filename: Option<String>,
    /// When the recording began, UTC.
    pub start_date: Option<Timestamp>,
    /// When the recording ended, UTC.
    pub end_date: Option<Timestamp>,
    /// The size of the file in megabytes.
    pub size_in_mega_bytes: Option<f64>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of recordings (contract §1.5).
#[model(page)]
pub struct RecordingPage {
    /// The recordings of this page.
    pub results: Vec<Recording>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as recordings, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}
