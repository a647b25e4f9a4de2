//! Sessions of a room (contract §1.23).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// A session: people were together in a room.
#[model]
pub struct RoomSession {
    /// The id, opaque.
    pub room_session_id: String,
    /// The name of the room, with its leading slash.
    pub room_name: Option<String>,
    /// When it started, UTC. The vendor's file also calls it `createdAt`: read `start` for both.
    pub started_at: Option<Timestamp>,
    /// When it ended, UTC. None while it goes on. The vendor's file also calls it `endAt`: read `end`
    /// for both.
    pub ended_at: Option<Timestamp>,
    /// When it started, in the other words of the vendor's file.
    pub created_at: Option<Timestamp>,
    /// When it ended, in the other words of the vendor's file.
    pub end_at: Option<Timestamp>,
    /// How long people were there, in minutes, rounded up for each connection.
    pub total_participant_minutes: Option<u32>,
    /// How long was recorded, in minutes.
    pub total_recorder_minutes: Option<u32>,
    /// How long was streamed, in minutes.
    pub total_streamer_minutes: Option<u32>,
    /// How many different people there were.
    pub total_unique_participants: Option<u32>,
    /// How many different recorders there were.
    pub total_unique_recorders: Option<u32>,
    /// How many different streamers there were.
    pub total_unique_streamers: Option<u32>,
    /// How it was rated. Only with session ratings on.
    pub rating: Option<f64>,
    /// How many ratings there were. Only with session ratings on.
    pub total_ratings: Option<f64>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

impl RoomSession {
    /// Returns when the session started, under whichever of its two names the server sent it.
    pub fn start(&self) -> Option<Timestamp> {
        self.started_at.or(self.created_at)
    }

    /// Returns when the session ended, under whichever of its two names the server sent it. None while
    /// it goes on.
    pub fn end(&self) -> Option<Timestamp> {
        self.ended_at.or(self.end_at)
    }
}

/// A page of sessions (contract §1.23).
#[model(page)]
pub struct RoomSessionPage {
    /// The sessions of this page.
    pub results: Vec<RoomSession>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as sessions, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Which sessions to list.
#[model(input)]
pub struct ListRoomSessions {
    /// The name of the room, leading slash included.
    pub room_name: String,
    /// Only the session with this id.
    pub room_session_id: Option<String>,
    /// The order, as in `totalUniqueParticipants:desc`: a field of the answer as the API spells it,
    /// then `asc` or `desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many sessions one page holds: 1 to 100. Default: 10, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}
