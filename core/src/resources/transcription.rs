//! A transcription, as the API answers it (contract §1.11, schema Transcription).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// How far a transcription is. Webhooks call it `status`.
#[model]
pub enum TranscriptionState {
    /// The file is there.
    Ready,
    /// There will be no file.
    Failed,
    /// It is being made.
    #[serde(rename = "in_progress")]
    InProgress,
}

/// What was transcribed.
#[model]
pub enum TranscriptionType {
    /// What people said, while they said it.
    #[serde(rename = "LIVE_TRANSCRIPTION")]
    LiveTranscription,
    /// A recording.
    #[serde(rename = "RECORDING_TRANSCRIPTION")]
    RecordingTranscription,
}

/// Where the file of a transcription is.
#[model]
pub enum TranscriptionStorageType {
    /// With Whereby.
    #[serde(rename = "WHEREBY_HOSTED")]
    WherebyHosted,
    /// In your own bucket.
    #[serde(rename = "SELF_HOSTED")]
    SelfHosted,
}

/// A transcription: a Markdown file with what people said.
#[model]
pub struct Transcription {
    /// The id, opaque.
    pub transcription_id: String,
    /// The session that was transcribed.
    pub room_session_id: Option<String>,
    /// The name of the room, with its leading slash.
    pub room_name: Option<String>,
    /// When what is transcribed began, UTC.
    pub start_date: Option<Timestamp>,
    /// When what is transcribed ended, UTC. None while it goes on.
    pub end_date: Option<Timestamp>,
    /// When the transcription was asked for, UTC.
    pub created_at: Option<Timestamp>,
    /// How far it is. Nothing says why one failed; a webhook does.
    pub state: Option<TranscriptionState>,
    /// What was transcribed.
    pub r#type: Option<TranscriptionType>,
    /// The name of the file, as in `clinic-7f3c…-2026-01-31T12:00:00.000Z.md`.
    pub filename: Option<String>,
    /// How much was transcribed and is billed, in seconds.
    pub duration_in_seconds: Option<f64>,
    /// Where the file is.
    pub storage_type: Option<TranscriptionStorageType>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of transcriptions (contract §1.11).
#[model(page)]
pub struct TranscriptionPage {
    /// The transcriptions of this page.
    pub results: Vec<Transcription>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as transcriptions, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// A transcription that was asked for (contract §1.10).
#[model]
pub struct CreatedTranscription {
    /// The id, opaque.
    pub transcription_id: String,
    /// Keys that this version does not know.
    pub extra: Extra,
}
