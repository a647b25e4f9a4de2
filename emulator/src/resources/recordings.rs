//! `/recordings`: recordings and links to their files.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::Value;

use super::{at, bulk_delete_ms, ids, number};
use crate::call::{Call, Outcome, handle, written};
use crate::dates;
use crate::files::{Kind, access_link};
use crate::input::Input;
use crate::listing::Listing;
use crate::names;
use crate::problem::Problem;
use crate::state::App;
use crate::store::Recording;

const LISTING: Listing = Listing {
    name: "recordings",
    page_size: 50,
    sorts: &[&[
        ("roomName", "room_name"),
        ("startDate", "start_ms"),
        ("duration", "(end_ms - start_ms)"),
        ("sizeInMegaBytes", "bytes"),
    ]],
};

pub(crate) fn routes() -> Router<App> {
    at([
        ("/recordings", get(handle(list))),
        ("/recordings/bulk-delete", post(handle(bulk_delete))),
        ("/recordings/{id}", get(handle(read)).delete(handle(delete))),
        ("/recordings/{id}/access-link", get(handle(link))),
    ])
}

fn list(call: &Call) -> Outcome {
    let (store, now_ms) = (&call.app.store, call.tenant.clock.now_ms());
    let room_name = call.query.get("roomName");
    let find = |span: &_| store.recordings(call.tenant.id, now_ms, room_name, span);
    LISTING.page(call, &["roomName"], find, Shown::new)
}

fn read(call: &Call) -> Outcome {
    written(StatusCode::OK, &Shown::new(find(call, &call.id)?))
}

fn delete(call: &Call) -> Outcome {
    call.app.store.delete_recordings(call.tenant.id, &[&call.id], None)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn bulk_delete(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let ids = ids(&input, "recordingIds")?;
    call.app.store.delete_recordings(call.tenant.id, &ids, bulk_delete_ms(call))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn link(call: &Call) -> Outcome {
    let recording = find(call, &call.id)?;
    if recording.self_hosted {
        return Err(Problem::forbidden("The recording is in your own bucket; Whereby has no link to it"));
    }
    access_link(call, Kind::Recording, &recording.id)
}

pub(super) fn find(call: &Call, id: &str) -> Result<Recording, Problem> {
    let found = call.app.store.recording(call.tenant.id, call.tenant.clock.now_ms(), id)?;
    found.ok_or_else(|| Problem::not_found("Recording"))
}

/// A recording on the wire.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    recording_id: String,
    room_session_id: String,
    filename: String,
    room_name: String,
    start_date: String,
    end_date: String,
    size_in_mega_bytes: Value,
}

impl Shown {
    fn new(recording: Recording) -> Self {
        Self {
            filename: names::recording_file(&recording),
            recording_id: recording.id,
            room_session_id: recording.session_id,
            room_name: recording.room_name,
            start_date: dates::iso(recording.start_ms),
            end_date: dates::iso(recording.end_ms),
            size_in_mega_bytes: number(recording.bytes as f64 / 1e6),
        }
    }
}
