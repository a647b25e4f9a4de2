//! `/meetings`: rooms (contract §1.1 to 1.4).

use reqwest::Method;
use whereby_macros::model;

use super::{LiveTranscriptionSettings, Meeting, MeetingPage, RecordingSettings, StreamingSettings};
use crate::{
    check,
    error::Result,
    jobs::{Batch, BatchOptions},
    model::{Extra, Timestamp},
    pager::{Pager, pages},
    transport::{Class, Endpoint, Transport},
};

const CREATE: Endpoint =
    Endpoint { name: "meetings.create", class: Class::Once, method: Method::POST, path: "/meetings" };
const LIST: Endpoint =
    Endpoint { name: "meetings.list", class: Class::Safe, method: Method::GET, path: "/meetings" };
const GET: Endpoint =
    Endpoint { name: "meetings.get", class: Class::Safe, method: Method::GET, path: "/meetings/{}" };
const DELETE: Endpoint = Endpoint {
    name: "meetings.delete",
    class: Class::Idempotent,
    method: Method::DELETE,
    path: "/meetings/{}",
};

/// How many people a room is for.
#[model]
pub enum RoomMode {
    /// Up to 4 people, connected to each other directly.
    Normal,
    /// More than 4 people.
    Group,
}

/// How the random part of a room's name is made.
#[model]
pub enum RoomNamePattern {
    /// A UUID.
    Uuid,
    /// Six characters that are easy to tell apart.
    #[serde(rename = "human-short")]
    HumanShort,
}

/// A template for a room.
#[model]
pub enum TemplateType {
    /// A locked group room with a link for viewers; both privileged links are answered.
    ViewerMode,
}

/// A field of a meeting that is only answered if asked for.
#[model]
pub enum MeetingField {
    /// The link for hosts.
    HostRoomUrl,
    /// The link for viewers.
    ViewerRoomUrl,
}

/// The room to create.
#[model(input)]
pub struct CreateMeeting {
    /// When the meeting ends: now or later. The room can be used for one more hour and is deleted
    /// within a day. It can be used at once: there is no future start.
    pub end_date: Timestamp,
    /// Whether guests must knock and hosts let them in. Default: no.
    pub is_locked: Option<bool>,
    /// How many people it is for. Default: `normal`.
    pub room_mode: Option<RoomMode>,
    /// What the room's name begins with: at most 39 characters. The server lower-cases it and puts
    /// nothing between it and the random part, so end it with a hyphen if you want one.
    pub room_name_prefix: Option<String>,
    /// How the random part of the name is made. Default: `uuid`.
    pub room_name_pattern: Option<RoomNamePattern>,
    /// A template. Default: none.
    pub template_type: Option<TemplateType>,
    /// Recording. Default: the organisation's setting, which may record.
    pub recording: Option<RecordingSettings>,
    /// Transcription while people talk. Default: the organisation's setting.
    pub live_transcription: Option<LiveTranscriptionSettings>,
    /// Streaming to an RTMP address. Default: the organisation's setting.
    pub streaming: Option<StreamingSettings>,
    /// Which privileged links to answer. Default: none. Errors: `InvalidRequestError` for a name
    /// of theirs that is written in another way, which the server would ignore.
    pub fields: Option<Vec<MeetingField>>,
    /// Keys beyond these fields, sent as they are.
    pub extra: Extra,
}

/// What to answer of a meeting.
#[model(input)]
#[derive(Default)]
pub struct GetMeeting {
    /// Which privileged links to answer. Default: none. Errors: `InvalidRequestError` for a name
    /// of theirs that is written in another way, which the server would ignore.
    pub fields: Option<Vec<MeetingField>>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Which meetings to list.
#[model(input)]
#[derive(Default)]
pub struct ListMeetings {
    /// Where to start: the cursor of an earlier page, with the same filters. Default: the beginning.
    pub cursor: Option<String>,
    /// How many meetings one page holds: 1 to 100. Default: 50, by the server.
    #[serde(rename = "limit")]
    pub page_size: Option<u32>,
    /// Which privileged links to answer. Default: none. Errors: `InvalidRequestError` for a name
    /// of theirs that is written in another way, which the server would ignore.
    pub fields: Option<Vec<MeetingField>>,
    /// Only rooms whose name begins like this, leading slash included, as in `/clinic-`.
    #[serde(rename = "roomName[startsWith]")]
    pub room_name_starts_with: Option<String>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}

/// Rooms: create, get, list, delete.
#[doc = example!("meetings")]
#[derive(Debug, Clone)]
pub struct Meetings {
    transport: Transport,
}

impl Meetings {
    pub(crate) fn new(transport: Transport) -> Self {
        Self { transport }
    }

    /// Creates a room, which can be used at once. Costs 3 points.
    ///
    /// It is sent again only if nothing was sent or the server answered 429, since a repeat would make a
    /// second room. Errors: `OutcomeUnknownError` if nobody knows whether the room was made; 403 if
    /// a feature is not in the plan.
    pub async fn create(&self, params: CreateMeeting) -> Result<Meeting> {
        check::time("end_date", params.end_date)?;
        check::prefix("room_name_prefix", params.room_name_prefix.as_deref())?;
        check::fields(params.fields.as_deref())?;
        self.transport.read(CREATE.call().json(&params)?).await
    }

    /// Gets a room by its id. Costs 1 point. Errors: `NotFoundError` if there is none, or it is gone.
    pub async fn get(&self, meeting_id: &str, params: GetMeeting) -> Result<Meeting> {
        check::fields(params.fields.as_deref())?;
        self.transport.read(GET.call().segment("meeting_id", meeting_id)?.query(&params)?).await
    }

    /// Lists one page of rooms, in the server's order. Costs 1 to 3 points.
    pub async fn list_page(&self, params: ListMeetings) -> Result<MeetingPage> {
        check::page_size("page_size", params.page_size)?;
        check::fields(params.fields.as_deref())?;
        self.transport.read(LIST.call().query(&params)?).await
    }

    /// Lists rooms; pages are fetched as they are needed.
    pub fn list(&self, params: ListMeetings) -> Pager<MeetingPage> {
        pages!(self, params, list_page)
    }

    /// Deletes a room: everyone in it is put out, and its links stop working. Costs 2 points.
    ///
    /// A room that is not there any more is a success. Errors: `NotFoundError` if the 404 is a web page, so that no
    /// API has answered.
    pub async fn delete(&self, meeting_id: &str) -> Result<()> {
        let deleted = self.transport.run(DELETE.call().segment("meeting_id", meeting_id)?).await;
        check::gone(deleted)
    }

    /// Creates many rooms, a few at a time; results come as they are there, each a room or the error of
    /// that room alone. Costs 3 points each.
    ///
    /// Errors: those of `create`, of each; before any call `InvalidRequestError` for a bad
    /// `max_concurrency`. No room is made before the first result is asked for. Ending early makes no
    /// more rooms, and leaves those under way unknown.
    pub fn create_many(&self, meetings: Vec<CreateMeeting>, options: BatchOptions) -> Result<Batch<Meeting>> {
        let api = self.clone();
        Batch::new(meetings, &options, move |params| {
            let api = api.clone();
            async move { api.create(params).await }
        })
    }

    /// Deletes many rooms by their ids, a few at a time; results come as they are there, each the id or
    /// the error of that room alone. Costs 2 points each. A room that is not there is a success.
    ///
    /// Errors: those of `delete`, of each; before any call `InvalidRequestError` for a bad
    /// `max_concurrency`. No room is deleted before the first result is asked for.
    pub fn delete_many(&self, meeting_ids: Vec<String>, options: BatchOptions) -> Result<Batch<String>> {
        let api = self.clone();
        Batch::new(meeting_ids, &options, move |id| {
            let api = api.clone();
            async move { api.delete(&id).await.map(|()| id) }
        })
    }
}
