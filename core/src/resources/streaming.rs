//! Streaming of a room (contract §1.1, `streaming`).

use whereby_macros::model;

use crate::model::{Extra, Nullable, Secret};

/// When streaming starts.
#[model]
pub enum StreamingStartTrigger {
    /// When a host starts it by hand.
    None,
    /// When a host confirms the prompt.
    Prompt,
    /// When the first person is in the room.
    Automatic,
}

/// Where the stream goes.
#[model(input)]
#[derive(Default)]
pub struct StreamingDestination {
    /// The RTMP address with its stream key. A secret.
    pub url: Option<Secret>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// How a room is streamed. What is left out is the organisation's setting.
#[model(input)]
#[derive(Default)]
pub struct StreamingSettings {
    /// Where the stream goes.
    pub destination: Option<StreamingDestination>,
    /// When streaming starts; null is the organisation's setting.
    pub start_trigger: Option<Nullable<StreamingStartTrigger>>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}
