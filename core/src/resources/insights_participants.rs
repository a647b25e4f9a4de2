//! Who was in a session, and how their connections were (contract §1.24, §1.25).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// Someone, or something, that was in a session: recorders and streamers are listed too.
#[model]
pub struct Participant {
    /// The session.
    pub room_session_id: Option<String>,
    /// The id, opaque.
    pub participant_id: Option<String>,
    /// The device.
    pub device_id: Option<String>,
    /// The user, where there is one.
    pub user_id: Option<String>,
    /// The role, as in `"host"`, `"visitor"`, `"granted_visitor"`, `"viewer"`, `"recorder"`. Elsewhere the API
    /// calls it `userRole`.
    pub role_name: Option<String>,
    /// The name that was shown; `[[redacted]]` where names are not kept.
    pub display_name: Option<String>,
    /// When they came, UTC.
    pub joined_at: Option<Timestamp>,
    /// When they left, UTC. None while they are there.
    pub left_at: Option<Timestamp>,
    /// Your own id of the person, if their link had one.
    pub external_id: Option<String>,
    /// How they rated the session. Only with session ratings on.
    pub rating: Option<f64>,
    /// What they found, as in `audio-quality`. Only with session ratings on.
    pub tags: Option<Vec<String>>,
    /// What they wrote. Only with session ratings on.
    pub comment: Option<String>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of participants (contract §1.24).
#[model(page)]
pub struct ParticipantPage {
    /// The participants of this page.
    pub results: Vec<Participant>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as participants, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Which participants to list. One of `room_session_id` and `external_id` is needed.
#[model(input)]
#[derive(Default)]
pub struct ListParticipants {
    /// Only of the session with this id.
    pub room_session_id: Option<String>,
    /// Only who had this id of yours in their link.
    pub external_id: Option<String>,
    /// The order: `joinedAt` or `leftAt`, then `:asc` or `:desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many participants one page holds: 1 to 100. Default: 10, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// One connection of a participant: who comes back has several.
#[model]
pub struct ParticipantConnection {
    /// The name that was shown.
    pub display_name: Option<String>,
    /// The role. Elsewhere the API calls it `roleName`.
    pub user_role: Option<String>,
    /// The browser or app.
    pub user_agent: Option<String>,
    /// When they came, UTC.
    pub time_stamp: Option<Timestamp>,
    /// How far the samples are apart, in milliseconds.
    pub sample_rate_ms: Option<f64>,
    /// The samples: an object of arrays, as in `packetLossSend`, `bitrateRecv`. The vendor does not
    /// publish what is in them.
    pub samples: Option<Json>,
    /// What happened. The vendor does not publish what is in it.
    pub events: Option<Json>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// Whose connections to get.
#[model(input)]
pub struct GetParticipant {
    /// The session.
    pub room_session_id: String,
    /// The participant.
    pub participant_id: String,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}
