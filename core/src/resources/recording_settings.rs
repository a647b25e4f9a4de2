//! Recording of a room (contract §1.1, `recording`).

use whereby_macros::model;

use super::{StorageAuthenticationType, StorageProvider};
use crate::model::{Extra, Nullable, Secret};

/// What is recorded, and where.
#[model]
pub enum RecordingType {
    /// Nothing: this differs from leaving `recording` out, which is the organisation's setting.
    None,
    /// In the browser of who records.
    Local,
    /// In the cloud.
    Cloud,
}

/// When a cloud recording starts.
#[model]
pub enum RecordingStartTrigger {
    /// When a person starts it by hand.
    None,
    /// When a host confirms the prompt.
    Prompt,
    /// When the first person is in the room.
    Automatic,
    /// When the second person is in the room.
    #[serde(rename = "automatic-2nd-participant")]
    Automatic2ndParticipant,
}

/// The format of a recording's file.
#[model]
pub enum RecordingFileFormat {
    /// Matroska.
    Mkv,
    /// MPEG-4.
    Mp4,
}

/// Where recordings go.
#[model(input)]
#[derive(Default)]
pub struct RecordingDestination {
    /// Who keeps the files; Whereby needs no credentials.
    pub provider: Option<StorageProvider>,
    /// How Whereby opens your bucket. S3 only. Default: by access key.
    pub authentication_type: Option<StorageAuthenticationType>,
    /// The bucket; it may carry a folder, as in `my-bucket/recordings`.
    pub bucket: Option<String>,
    /// The region of the bucket.
    pub region: Option<String>,
    /// The id of the access key.
    pub access_key_id: Option<String>,
    /// The secret of the access key. A secret.
    pub access_key_secret: Option<Secret>,
    /// The role to assume, for `roleBased`.
    pub oidc_role_arn: Option<String>,
    /// The format of the files. Default: the organisation's setting.
    pub file_format: Option<RecordingFileFormat>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// How a room is recorded. What is left out is the organisation's setting.
#[model(input)]
#[derive(Default)]
pub struct RecordingSettings {
    /// What is recorded, and where.
    pub r#type: Option<RecordingType>,
    /// Where recordings go; null is the organisation's setting.
    pub destination: Option<Nullable<RecordingDestination>>,
    /// When a cloud recording starts; null is the organisation's setting.
    pub start_trigger: Option<Nullable<RecordingStartTrigger>>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}
