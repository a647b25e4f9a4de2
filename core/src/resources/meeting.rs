//! A room, as the API answers it (contract §1.1, schema Meeting).

use whereby_macros::model;

use crate::{
    error::{Error, Result},
    model::{Extra, Json, Secret, Timestamp},
    rooms::{RoomLink, RoomPhase, room_link, room_phase},
};

/// A room. The API calls it a meeting.
#[model]
pub struct Meeting {
    /// The id, opaque.
    pub meeting_id: String,
    /// The link for guests.
    pub room_url: Option<String>,
    /// When the meeting ends, UTC. The room can be used for one more hour.
    pub end_date: Option<Timestamp>,
    /// When the room was created, UTC.
    pub start_date: Option<Timestamp>,
    /// The name, with its leading slash, as in `/clinic-7f3c…`.
    pub room_name: Option<String>,
    /// The link for hosts: who has it may lead the meeting. Only if asked for by `fields`, or with
    /// viewer mode. A secret.
    pub host_room_url: Option<Secret>,
    /// The link for viewers, who have no camera and no microphone. Only if asked for by `fields`, or
    /// with viewer mode. A secret.
    pub viewer_room_url: Option<Secret>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

/// A page of meetings (contract §1.2).
#[model(page)]
pub struct MeetingPage {
    /// The meetings of this page.
    pub results: Vec<Meeting>,
    /// Where the next page starts; none on the last page.
    pub cursor: Option<String>,
    /// Items that could not be read as meetings, as they came.
    pub unreadable: Vec<Json>,
    /// Keys that this version does not know.
    pub extra: Extra,
}

impl Meeting {
    /// Returns the guests' link with room parameters, as in `display_name` or `lang`.
    ///
    /// Errors if the meeting has no `room_url`, or `external_id` has other characters than the room takes. Other
    /// parameters are not checked.
    pub fn link(&self, options: RoomLink) -> Result<String> {
        let url = self.room_url.as_deref();
        room_link(url.ok_or_else(|| Error::invalid("room_url: this meeting has none"))?, options)
    }

    /// Returns the hosts' link with room parameters; its key is kept. A secret.
    ///
    /// Errors if the meeting was answered without `host_room_url`: ask for it by `fields`.
    pub fn host_link(&self, options: RoomLink) -> Result<String> {
        room_link(privileged("host_room_url", "hostRoomUrl", self.host_room_url.as_ref())?, options)
    }

    /// Returns the viewers' link with room parameters; its key is kept. A secret.
    ///
    /// Errors if the meeting was answered without `viewer_room_url`: ask for it by `fields`.
    pub fn viewer_link(&self, options: RoomLink) -> Result<String> {
        room_link(privileged("viewer_room_url", "viewerRoomUrl", self.viewer_room_url.as_ref())?, options)
    }

    /// Returns what the room can do at a moment, by default now. Errors if the meeting has no
    /// `end_date`.
    pub fn phase(&self, at: Option<Timestamp>) -> Result<RoomPhase> {
        let end = self.end_date.ok_or_else(|| Error::invalid("end_date: this meeting has none"))?;
        Ok(room_phase(end, at))
    }
}

fn privileged<'a>(field: &str, wire: &str, url: Option<&'a Secret>) -> Result<&'a str> {
    let missing =
        || Error::invalid(format!("{field}: not in this answer; ask for it by `fields`, as `{wire}`"));
    url.map(Secret::reveal).ok_or_else(missing)
}
