//! `/meetings`: rooms.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use super::at;
use crate::call::{Call, Outcome, handle, json_answer};
use crate::cursor;
use crate::dates::{self, IsoDates};
use crate::input::Input;
use crate::keys::Role;
use crate::names::{self, Pattern};
use crate::problem::Problem;
use crate::settings::Feature;
use crate::state::App;
use crate::store::{Meeting, Page};

const PAGE_SIZE: u32 = 50;
/// About the length of a room in JSON, without keys.
const ROOM_BYTES: usize = 320;
/// A short name that is taken this often means that the prefix is full.
const NAME_TRIES: usize = 20;

pub(crate) fn routes() -> Router<App> {
    at([
        ("/meetings", get(handle(list)).post(handle(create))),
        ("/meetings/{id}", get(handle(read)).delete(handle(delete))),
    ])
}

fn create(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let start_ms = call.tenant.clock.now_ms();
    let end_ms = end_date(&input, start_ms)?;
    let prefix = names::clean_prefix(input.text("roomNamePrefix")?.unwrap_or_default())?;
    let pattern = match input.choice("roomNamePattern", &["uuid", "human-short"])? {
        Some(1) => Pattern::HumanShort,
        _ => Pattern::Uuid,
    };
    let viewer_mode = input.choice("templateType", &["viewerMode"])?.is_some();
    input.choice("roomMode", &["normal", "group"])?;
    input.flag("isLocked")?;
    check_features(call, &input)?;
    let mut keys = Keys::named(input.list("fields")?.iter().filter_map(|field| field.as_str()));
    if viewer_mode {
        keys = Keys::BOTH;
    }

    for _ in 0..NAME_TRIES {
        let room_name = names::room_name(&prefix, pattern);
        let store = &call.app.store;
        if let Some(id) = store.add_meeting(call.tenant.id, &room_name, start_ms, end_ms)? {
            let meeting = Meeting { id, room_name: room_name.into(), start_ms, end_ms };
            return Ok(shown(StatusCode::CREATED, call, &meeting, keys));
        }
    }
    Err(Problem::bad_request("roomNamePrefix has no free room names left"))
}

/// A feature that the plan lacks is refused where a body asks for it.
fn check_features(call: &Call, input: &Input) -> Result<(), Problem> {
    for (name, switch, feature) in [
        ("recording", "type", Feature::Recording),
        ("liveTranscription", "startTrigger", Feature::LiveTranscription),
        ("streaming", "", Feature::Streaming),
    ] {
        let asked = input.object(name)?.is_some_and(|object| object.get(switch) != Some(&"none".into()));
        if asked && call.tenant.settings().forbidden_features.contains(&feature) {
            return Err(Problem::forbidden(format!("{name} is not in the organisation's plan")));
        }
    }
    Ok(())
}

fn end_date(input: &Input, now_ms: i64) -> Result<i64, Problem> {
    let text = input.text("endDate")?.ok_or_else(|| Problem::bad_request("endDate is required"))?;
    let end_ms =
        dates::parse(text).ok_or_else(|| Problem::bad_request("endDate must be an ISO 8601 time"))?;
    if end_ms < now_ms {
        return Err(Problem::bad_request("endDate must not be in the past"));
    }
    Ok(end_ms)
}

fn read(call: &Call) -> Outcome {
    let keys = Keys::named(call.query.list("fields"));
    let found = match meeting_id(&call.id) {
        Some(id) => call.app.store.meeting(call.tenant.id, id, call.tenant.gone_ms())?,
        None => None,
    };
    let meeting = found.ok_or_else(|| Problem::not_found("Meeting"))?;
    Ok(shown(StatusCode::OK, call, &meeting, keys))
}

fn delete(call: &Call) -> Outcome {
    if let Some(id) = meeting_id(&call.id) {
        call.app.store.delete_meeting(call.tenant.id, id)?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn list(call: &Call) -> Outcome {
    let limit = call.query.limit(PAGE_SIZE)?;
    let keys = Keys::named(call.query.list("fields"));
    let prefix = call.query.get("roomName[startsWith]").unwrap_or_default();
    let (signer, tenant) = (&call.app.signer, call.tenant.id);
    let after_id = match call.query.get("cursor") {
        Some(text) => cursor::read(signer, tenant, prefix, text)?,
        None => 0,
    };
    // One more than the page, to know whether there is a next one.
    let meetings = call.app.store.meetings(&Page {
        tenant,
        prefix,
        after_id,
        gone_ms: call.tenant.gone_ms(),
        count: limit + 1,
    })?;
    let mut json = Vec::with_capacity(meetings.len() * ROOM_BYTES);
    let mut dates = Dates::default();
    let mut last_id = 0;
    put(&mut json, &[r#"{"results":["#]);
    for (index, meeting) in meetings.iter().take(limit as usize).enumerate() {
        if index > 0 {
            json.push(b',');
        }
        write(&mut json, &mut dates, call, &meeting, keys);
        last_id = meeting.id;
    }
    if meetings.len() > limit as usize {
        put(&mut json, &[r#"],"cursor":""#, &cursor::write(signer, tenant, prefix, last_id), r#""}"#]);
    } else {
        put(&mut json, &[r#"],"cursor":null}"#]);
    }
    Ok(json_answer(StatusCode::OK, json))
}

/// Only the text that we gave out is an id: no sign, no leading zero.
fn meeting_id(text: &str) -> Option<i64> {
    let id: i64 = text.parse().ok()?;
    (id.to_string() == text).then_some(id)
}

/// Which of the URLs with a key an answer has.
#[derive(Clone, Copy)]
struct Keys {
    host: bool,
    viewer: bool,
}

impl Keys {
    const BOTH: Self = Self { host: true, viewer: true };

    /// Unknown names are ignored.
    fn named<'a>(fields: impl Iterator<Item = &'a str>) -> Self {
        let mut keys = Self { host: false, viewer: false };
        for field in fields {
            keys.host |= field == "hostRoomUrl";
            keys.viewer |= field == "viewerRoomUrl";
        }
        keys
    }
}

/// Writes the times of rooms; they begin on other days than they end.
#[derive(Default)]
struct Dates {
    start: IsoDates,
    end: IsoDates,
}

/// Writes a room with its keys in the vendor's order. Nothing in it needs an escape: names are made
/// of plain characters.
fn write(json: &mut Vec<u8>, dates: &mut Dates, call: &Call, meeting: &Meeting<'_>, keys: Keys) {
    let Meeting { id, room_name, start_ms, end_ms } = meeting;
    let origin = &call.app.room_origin;
    put(json, &[r#"{"startDate":""#]);
    dates.start.put(json, *start_ms);
    put(json, &[r#"","endDate":""#]);
    dates.end.put(json, *end_ms);
    put(json, &[r#"","roomName":""#, room_name, r#"","roomUrl":""#, origin, room_name]);
    put(json, &[r#"","meetingId":""#, itoa::Buffer::new().format(*id)]);
    let key = |role| call.app.signer.room_key(*id, room_name, call.tenant.id, *start_ms, role);
    if keys.host {
        put(json, &[r#"","hostRoomUrl":""#, origin, room_name, "?roomKey=", &key(Role::Host)]);
    }
    if keys.viewer {
        put(json, &[r#"","viewerRoomUrl":""#, origin, room_name, "?roomKey=", &key(Role::Viewer)]);
    }
    put(json, &[r#""}"#]);
}

fn put(json: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| json.extend_from_slice(part.as_bytes()));
}

fn shown(status: StatusCode, call: &Call, meeting: &Meeting<'_>, keys: Keys) -> Response {
    let mut json = Vec::with_capacity(ROOM_BYTES);
    write(&mut json, &mut Dates::default(), call, meeting, keys);
    json_answer(status, json)
}
