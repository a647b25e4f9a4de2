//! Transcription while people talk (contract §1.1, `liveTranscription`).

use whereby_macros::model;

use super::{StorageAuthenticationType, StorageProvider};
use crate::model::{Extra, Nullable, Secret};

/// When a live transcription starts. Here `none` is off; elsewhere it is "by hand" (contract C15).
#[model]
pub enum LiveTranscriptionStartTrigger {
    /// Never: the feature is off.
    None,
    /// When a person starts it by hand.
    Manual,
    /// When the first person is in the room.
    Automatic,
    /// When the second person is in the room.
    #[serde(rename = "automatic-2nd-participant")]
    Automatic2ndParticipant,
}

/// Where transcripts go. They are Markdown files.
#[model(input)]
#[derive(Default)]
pub struct LiveTranscriptionDestination {
    /// Who keeps the files; Whereby needs no credentials.
    pub provider: Option<StorageProvider>,
    /// How Whereby opens your bucket. S3 only. Default: by access key.
    pub authentication_type: Option<StorageAuthenticationType>,
    /// The bucket; it may carry a folder.
    pub bucket: Option<String>,
    /// The region of the bucket.
    pub region: Option<String>,
    /// The id of the access key.
    pub access_key_id: Option<String>,
    /// The secret of the access key. A secret.
    pub access_key_secret: Option<Secret>,
    /// The role to assume, for `roleBased`.
    pub oidc_role_arn: Option<String>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// How a room is transcribed while people talk. What is left out is the organisation's setting.
#[model(input)]
#[derive(Default)]
pub struct LiveTranscriptionSettings {
    /// Where transcripts go; null is the organisation's setting.
    pub destination: Option<Nullable<LiveTranscriptionDestination>>,
    /// When it starts; null is the organisation's setting.
    pub start_trigger: Option<Nullable<LiveTranscriptionStartTrigger>>,
    /// The language that is spoken, as in `en`, `en-GB`, `pt-BR`, `zh-TW`; null is the
    /// organisation's setting. Not the codes of a room link's `lang`.
    pub language: Option<Nullable<String>>,
    /// Whether everyone sees captions.
    pub live_captions: Option<bool>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}
