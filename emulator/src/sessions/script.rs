//! What a test writes about a session. All is optional but the room's name.

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Script {
    pub(super) room_name: String,
    pub(super) started_at: Option<String>,
    pub(super) duration_seconds: Option<u32>,
    pub(super) seed: Option<u32>,
    pub(super) participants: Option<Many<Participant>>,
    pub(super) recordings: Option<Many<Recording>>,
    pub(super) streams: Option<Many<Part>>,
    pub(super) transcription: Option<Switch<Live>>,
}

/// A number of things, or each of them.
#[derive(Debug)]
pub(super) enum Many<T> {
    Count(u32),
    Each(Vec<T>),
}

/// `true` for a thing as usual, `false` for none, or the thing.
#[derive(Debug)]
pub(super) struct Switch<T>(pub(super) Option<T>);

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Participant {
    pub(super) display_name: Option<String>,
    pub(super) role_name: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) user_id: Option<String>,
    pub(super) device_id: Option<String>,
    pub(super) metadata: Option<String>,
    pub(super) knocks: bool,
    pub(super) rating: Option<f64>,
    pub(super) tags: Option<Vec<String>>,
    pub(super) comment: Option<String>,
    pub(super) connections: Option<Vec<Stay>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Stay {
    pub(super) joined_after_seconds: u32,
    pub(super) left_after_seconds: Option<u32>,
    pub(super) user_agent: Option<String>,
}

/// A part of a session.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Part {
    pub(super) started_after_seconds: u32,
    pub(super) duration_seconds: Option<u32>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Recording {
    pub(super) started_after_seconds: u32,
    pub(super) duration_seconds: Option<u32>,
    pub(super) size_in_bytes: Option<u64>,
    pub(super) storage: Storage,
    pub(super) transcription: Option<State>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct Live {
    pub(super) state: State,
    pub(super) text: Option<String>,
    pub(super) storage: Storage,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Storage {
    #[default]
    Whereby,
    S3,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    #[default]
    Ready,
    Failed,
    InProgress,
}

impl<T: Default> Many<T> {
    /// As many as usual, for a number.
    pub(super) fn list(self) -> Vec<T> {
        match self {
            Self::Count(count) => (0..count).map(|_| T::default()).collect(),
            Self::Each(list) => list,
        }
    }
}

// By hand, since serde's untagged enums lose what is wrong inside of them.
impl<'de, T: DeserializeOwned> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(input)?;
        let read = if value.is_number() {
            serde_json::from_value(value).map(Self::Count)
        } else {
            serde_json::from_value(value).map(Self::Each)
        };
        read.map_err(D::Error::custom)
    }
}

impl<'de, T: DeserializeOwned + Default> Deserialize<'de> for Switch<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        match Value::deserialize(input)? {
            Value::Bool(on) => Ok(Self(on.then(T::default))),
            value => serde_json::from_value(value).map(|thing| Self(Some(thing))).map_err(D::Error::custom),
        }
    }
}
