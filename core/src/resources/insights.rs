//! `/insights`: how rooms were used (contract §1.22 to 1.25).

use reqwest::Method;

use super::{
    GetParticipant, InsightsRoomPage, ListInsightsRooms, ListParticipants, ListRoomSessions,
    ParticipantConnection, ParticipantPage, RoomSessionPage,
};
use crate::{
    check,
    error::{Error, Result},
    pager::{Pager, pages},
    transport::{Class, Endpoint, Transport},
};

const ROOMS: Endpoint =
    Endpoint { name: "insights.rooms", class: Class::Safe, method: Method::GET, path: "/insights/rooms" };
const ROOM_SESSIONS: Endpoint = Endpoint {
    name: "insights.room_sessions",
    class: Class::Safe,
    method: Method::GET,
    path: "/insights/room-sessions",
};
const PARTICIPANTS: Endpoint = Endpoint {
    name: "insights.participants",
    class: Class::Safe,
    method: Method::GET,
    path: "/insights/participants",
};
const PARTICIPANT: Endpoint = Endpoint {
    name: "insights.participant",
    class: Class::Safe,
    method: Method::GET,
    path: "/insights/participant",
};

/// How rooms were used: rooms, sessions, participants, connections.
#[doc = example!("insights")]
#[derive(Debug, Clone)]
pub struct Insights {
    transport: Transport,
}

impl Insights {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Lists one page of rooms and how they were used. Costs 1 to 10 points.
    pub async fn rooms_page(&self, params: ListInsightsRooms) -> Result<InsightsRoomPage> {
        check::page_size("page_size", params.page_size)?;
        for (field, time) in [("created_from", params.created_from), ("created_to", params.created_to)] {
            time.map_or(Ok(()), |time| check::time(field, time))?;
        }
        self.transport.read(ROOMS.call().query(&params)?).await
    }

    /// Lists rooms and how they were used, also rooms that are gone; pages are fetched as they are
    /// needed.
    pub fn rooms(&self, params: ListInsightsRooms) -> Pager<InsightsRoomPage> {
        pages!(self, params, rooms_page)
    }

    /// Lists one page of the sessions of a room. Costs 1 to 10 points.
    pub async fn room_sessions_page(&self, params: ListRoomSessions) -> Result<RoomSessionPage> {
        check::page_size("page_size", params.page_size)?;
        check::text("room_name", &params.room_name)?;
        self.transport.read(ROOM_SESSIONS.call().query(&params)?).await
    }

    /// Lists the sessions of a room; pages are fetched as they are needed.
    pub fn room_sessions(&self, params: ListRoomSessions) -> Pager<RoomSessionPage> {
        pages!(self, params, room_sessions_page)
    }

    /// Lists one page of the participants of a session. Costs 1 to 10 points.
    ///
    /// Errors: `InvalidRequestError` if both `room_session_id` and `external_id` are missing.
    pub async fn participants_page(&self, params: ListParticipants) -> Result<ParticipantPage> {
        check::page_size("page_size", params.page_size)?;
        let given = [&params.room_session_id, &params.external_id];
        if given.iter().all(|id| id.as_deref().unwrap_or_default().is_empty()) {
            return Err(Error::invalid(
                "room_session_id: is missing, and so is external_id; the API needs one of the two",
            ));
        }
        self.transport.read(PARTICIPANTS.call().query(&params)?).await
    }

    /// Lists the participants of a session, or of all sessions with an external id; pages are fetched
    /// as they are needed.
    ///
    /// Errors: `InvalidRequestError` if both `room_session_id` and `external_id` are missing.
    pub fn participants(&self, params: ListParticipants) -> Pager<ParticipantPage> {
        pages!(self, params, participants_page)
    }

    /// Gets the connections of one participant of a session, with samples of their quality. Costs 1
    /// to 10 points. An unknown participant has none.
    ///
    /// Something in the answer that is no connection becomes one without fields, with what came as
    /// `unreadable` in its `extra`.
    pub async fn participant(&self, params: GetParticipant) -> Result<Vec<ParticipantConnection>> {
        check::text("room_session_id", &params.room_session_id)?;
        check::text("participant_id", &params.participant_id)?;
        self.transport.read_array(PARTICIPANT.call().query(&params)?).await
    }
}
