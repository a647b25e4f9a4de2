//! `/meetings`: rooms.

use axum::Router;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;

use super::at;
use crate::call::{Call, Outcome, handle, json_answer};
use crate::cursor;
use crate::dates;
use crate::input::Input;
use crate::keys::Role;
use crate::names::{self, Pattern};
use crate::problem::Problem;
use crate::settings::Feature;
use crate::state::App;
use crate::store::{IDS, Listed, Meeting, Page};

const PAGE_SIZE: u32 = 50;
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

    let store = &call.app.store;
    for _ in 0..NAME_TRIES {
        let room_name = names::room_name(&prefix, pattern);
        let meeting = Meeting { id: store.next_id(), room_name, start_ms };
        let shown = show(call, &meeting, end_ms);
        if store.add_meeting(call.tenant.id, &meeting, end_ms, &shown)? {
            return Ok(answer(StatusCode::CREATED, call, &meeting, shown, keys));
        }
    }
    Err(Problem::bad_request("roomNamePrefix has no free room names left"))
}

/// A feature that the plan lacks is refused where a body asks for it. What is absent or null is left to the
/// organisation's setting, and asks for nothing.
fn check_features(call: &Call, input: &Input) -> Result<(), Problem> {
    let is_on = |value: &Value| !value.is_null() && *value != "none" && *value != false;
    for (name, switches, feature) in [
        ("recording", &["type"][..], Feature::Recording),
        ("liveTranscription", &["startTrigger", "liveCaptions"], Feature::LiveTranscription),
        ("streaming", &[], Feature::Streaming),
    ] {
        let asked = input.object(name)?.is_some_and(|object| {
            switches.is_empty() || switches.iter().filter_map(|switch| object.get(*switch)).any(is_on)
        });
        if asked && call.tenant.settings().forbidden_features.contains(&feature) {
            return Err(Problem::forbidden(format!("{name} is not in the organisation's plan")));
        }
    }
    Ok(())
}

fn end_date(input: &Input, now_ms: i64) -> Result<i64, Problem> {
    let text = input.text("endDate")?.ok_or_else(|| Problem::bad_request("endDate is required"))?;
    let end_ms = dates::read("endDate", text)?;
    if end_ms < now_ms {
        return Err(Problem::bad_request("endDate must not be in the past"));
    }
    Ok(end_ms)
}

fn read(call: &Call) -> Outcome {
    let keys = Keys::named(call.query.list("fields"));
    let gone = || Problem::not_found("Meeting");
    let id = meeting_id(&call.id).ok_or_else(gone)?;
    let found = call.app.store.meeting(call.tenant.id, id, call.tenant.gone_ms())?;
    let (meeting, shown) = found.ok_or_else(gone)?;
    Ok(answer(StatusCode::OK, call, &meeting, shown, keys))
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
    let Listed { mut json, next } = call.app.store.meetings(&Page {
        tenant,
        prefix,
        after_id,
        gone_ms: call.tenant.gone_ms(),
        limit,
        put_keys: keys.any().then_some(&|json, meeting| put_keys(json, call, meeting, keys)),
    })?;
    match next {
        Some(id) => put(&mut json, &[r#"],"cursor":""#, &cursor::write(signer, tenant, prefix, id), r#""}"#]),
        None => put(&mut json, &[r#"],"cursor":null}"#]),
    }
    Ok(json_answer(StatusCode::OK, json))
}

/// Only the text that we gave out is an id: no sign, no leading zero.
fn meeting_id(text: &str) -> Option<i64> {
    let id: i64 = text.parse().ok()?;
    (IDS.contains(&id) && id.to_string() == text).then_some(id)
}

/// Which of the URLs with a key an answer has.
#[derive(Clone, Copy)]
struct Keys {
    host: bool,
    viewer: bool,
}

impl Keys {
    const BOTH: Self = Self { host: true, viewer: true };

    fn any(self) -> bool {
        self.host || self.viewer
    }

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

/// Writes a room's JSON up to its keys, with the vendor's names in the vendor's order. Nothing in it needs an
/// escape: names are made of plain characters.
fn show(call: &Call, Meeting { id, room_name, start_ms }: &Meeting, end_ms: i64) -> String {
    [
        r#"{"startDate":""#,
        &dates::iso(*start_ms),
        r#"","endDate":""#,
        &dates::iso(end_ms),
        r#"","roomName":""#,
        room_name,
        r#"","roomUrl":""#,
        &call.app.room_origin,
        room_name,
        r#"","meetingId":""#,
        &id.to_string(),
        r#"""#,
    ]
    .concat()
}

fn put_keys(json: &mut Vec<u8>, call: &Call, meeting: &Meeting, keys: Keys) {
    for (asked, name, role) in
        [(keys.host, "hostRoomUrl", Role::Host), (keys.viewer, "viewerRoomUrl", Role::Viewer)]
    {
        if asked {
            let key = call.app.signer.room_key(call.tenant.id, meeting, role);
            let (origin, room_name) = (&call.app.room_origin, &meeting.room_name);
            put(json, &[r#",""#, name, r#"":""#, origin, room_name, "?roomKey=", &key, r#"""#]);
        }
    }
}

fn put(json: &mut Vec<u8>, parts: &[&str]) {
    json.reserve(parts.iter().map(|part| part.len()).sum());
    parts.iter().for_each(|part| json.extend_from_slice(part.as_bytes()));
}

fn answer(status: StatusCode, call: &Call, meeting: &Meeting, shown: String, keys: Keys) -> Response {
    let mut json = shown.into_bytes();
    put_keys(&mut json, call, meeting, keys);
    json.push(b'}');
    json_answer(status, json)
}
