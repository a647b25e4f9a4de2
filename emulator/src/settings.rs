//! What `POST /_emulator/settings` changes for a tenant. The file does not keep it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::options::{EmulatorOptions, Tariff};
use crate::problem::Problem;

/// The settings under their names on the wire.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) points_per_minute: u32,
    pub(crate) tariff: Tariff,
    pub(crate) keep_after_end_hours: u32,
    /// How long a transcription takes.
    pub(crate) transcription_seconds: u32,
    /// How long a summary takes.
    pub(crate) summary_seconds: u32,
    pub(crate) summary_state: SummaryState,
    /// After how long a bulk delete has its effect.
    pub(crate) bulk_delete_delay_seconds: u32,
    pub(crate) too_large_status: TooLargeStatus,
    pub(crate) unknown_room_theme: UnknownRoomTheme,
    pub(crate) session_date_names: SessionDateNames,
    /// What the organisation's plan leaves out.
    pub(crate) forbidden_features: Vec<Feature>,
}

/// State of a summary that is done: guide and API file differ.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SummaryState {
    Ready,
    Completed,
}

/// Answer to a picture that is too large.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(into = "u16", try_from = "u16")]
pub(crate) enum TooLargeStatus {
    BadRequest,
    PayloadTooLarge,
}

impl From<TooLargeStatus> for u16 {
    fn from(status: TooLargeStatus) -> Self {
        match status {
            TooLargeStatus::BadRequest => 400,
            TooLargeStatus::PayloadTooLarge => 413,
        }
    }
}

impl TryFrom<u16> for TooLargeStatus {
    type Error = &'static str;

    fn try_from(status: u16) -> Result<Self, Self::Error> {
        match status {
            400 => Ok(Self::BadRequest),
            413 => Ok(Self::PayloadTooLarge),
            _ => Err("tooLargeStatus must be 400 or 413"),
        }
    }
}

/// Answer to a theme for a room that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum UnknownRoomTheme {
    #[serde(rename = "404")]
    NotFound,
    #[serde(rename = "204")]
    Accepted,
}

/// Names of a session's two dates: properties and required list of the API file differ.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SessionDateNames {
    StartedAt,
    CreatedAt,
}

/// Something that a plan may leave out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Feature {
    Recording,
    Streaming,
    LiveTranscription,
}

impl Settings {
    pub(crate) fn new(options: &EmulatorOptions) -> Self {
        Self {
            points_per_minute: options.points_per_minute,
            tariff: options.tariff,
            keep_after_end_hours: options.keep_after_end_hours,
            transcription_seconds: 60,
            summary_seconds: 30,
            summary_state: SummaryState::Ready,
            bulk_delete_delay_seconds: 0,
            too_large_status: TooLargeStatus::BadRequest,
            unknown_room_theme: UnknownRoomTheme::NotFound,
            session_date_names: SessionDateNames::StartedAt,
            forbidden_features: Vec::new(),
        }
    }

    /// Gives the settings with those of `change` put in; null stands for no change.
    pub(crate) fn with(&self, change: Map<String, Value>) -> Result<Self, Problem> {
        let bad = |error| Problem::bad_request(format!("The body cannot be used: {error}"));
        let mut all = serde_json::to_value(self).map_err(bad)?;
        for (name, value) in change {
            if !value.is_null() {
                all[name] = value;
            }
        }
        serde_json::from_value(all).map_err(bad)
    }
}
