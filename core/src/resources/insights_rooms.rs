//! Rooms and how they were used (contract §1.22).

use whereby_macros::model;

use crate::model::{Extra, Json, Timestamp};

/// A room and how it was used. It is known after the room is gone.
#[model]
pub struct InsightsRoom {
    /// The name, with its leading slash.
    pub room_name: Option<String>,
    /// When the room was created, UTC.
    pub created_at: Option<Timestamp>,
    /// When the room ended or will end, UTC.
    pub end_at: Option<Timestamp>,
    /// When the first session started, UTC. None if the room was never used.
    pub first_session_started_at: Option<Timestamp>,
    /// When the last session started, UTC. None if the room was never used.
    pub last_session_started_at: Option<Timestamp>,
    /// How many sessions there were.
    pub total_sessions: Option<u32>,
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
    /// How the last session was rated. Only with session ratings on.
    pub rating: Option<f64>,
    /// How many ratings there were. Only with session ratings on.
    pub total_ratings: Option<f64>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of rooms and how they were used (contract §1.22).
#[model(page)]
pub struct InsightsRoomPage {
    /// The rooms of this page.
    pub results: Vec<InsightsRoom>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as rooms, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

/// Which rooms to list.
#[model(input)]
#[derive(Default)]
pub struct ListInsightsRooms {
    /// Only the room with this name, leading slash included.
    #[serde(rename = "roomName[exact]")]
    pub room_name: Option<String>,
    /// Only rooms whose name begins like this, leading slash included.
    #[serde(rename = "roomName[startsWith]")]
    pub room_name_starts_with: Option<String>,
    /// Only rooms whose name has this in it.
    #[serde(rename = "roomName[contains]")]
    pub room_name_contains: Option<String>,
    /// Only rooms that were created at this moment or later.
    #[serde(rename = "createdAt[from]")]
    pub created_from: Option<Timestamp>,
    /// Only rooms that were created at this moment or earlier.
    #[serde(rename = "createdAt[to]")]
    pub created_to: Option<Timestamp>,
    /// The order, as in `totalSessions:desc`: a field of the answer as the API spells it, then `asc` or
    /// `desc`. Default: the server's.
    pub sort_by: Option<String>,
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many rooms one page holds: 1 to 100. Default: 10, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}
