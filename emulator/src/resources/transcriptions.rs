//! `/transcriptions`: what was said, as text.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Serialize;
use serde_json::{Value, json};

use super::{at, bulk_delete_ms, ids, number, recordings};
use crate::call::{Call, Outcome, handle, written};
use crate::dates;
use crate::files::{Kind, access_link};
use crate::input::Input;
use crate::listing::Listing;
use crate::names;
use crate::problem::Problem;
use crate::state::App;
use crate::store::Transcription;

const LISTING: Listing = Listing {
    name: "transcriptions",
    page_size: 50,
    sorts: &[&[
        ("roomName", "room_name"),
        ("startDate", "start_ms"),
        ("durationInSeconds", "(end_ms - start_ms)"),
    ]],
};

pub(crate) fn routes() -> Router<App> {
    at([
        ("/transcriptions", get(handle(list)).post(handle(create))),
        ("/transcriptions/bulk-delete", post(handle(bulk_delete))),
        ("/transcriptions/{id}", get(handle(read)).delete(handle(delete))),
        ("/transcriptions/{id}/access-link", get(handle(link))),
    ])
}

fn create(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let recording = recordings::find(call, input.required_text("recordingId")?)?;
    if recording.self_hosted {
        return Err(Problem::bad_request(
            "recordingId is of a recording in your own bucket; none such can be transcribed",
        ));
    }
    let store = &call.app.store;
    let now_ms = call.tenant.clock.now_ms();
    let transcription = Transcription {
        id: uuid::Uuid::new_v4().to_string(),
        text: store.transcript(call.tenant.id, &recording.session_id)?,
        session_id: recording.session_id,
        room_name: recording.room_name,
        start_ms: recording.start_ms,
        end_ms: recording.end_ms,
        created_ms: now_ms,
        done_ms: now_ms + 1000 * i64::from(call.tenant.settings().transcription_seconds),
        failed: recording.transcription_fails,
        live: false,
        self_hosted: false,
    };
    store.add_transcription(call.tenant.id, &transcription)?;
    written(StatusCode::CREATED, &json!({ "transcriptionId": transcription.id }))
}

fn list(call: &Call) -> Outcome {
    let (store, now_ms) = (&call.app.store, call.tenant.clock.now_ms());
    let room_name = call.query.get("roomName");
    let find = |span: &_| store.transcriptions(call.tenant.id, now_ms, room_name, span);
    LISTING.page(call, &["roomName"], find, |one| Shown::new(one, now_ms))
}

fn read(call: &Call) -> Outcome {
    let transcription = find(call, &call.id)?;
    written(StatusCode::OK, &Shown::new(transcription, call.tenant.clock.now_ms()))
}

fn delete(call: &Call) -> Outcome {
    call.app.store.delete_transcriptions(call.tenant.id, &[&call.id], None)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn bulk_delete(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let ids = ids(&input, "transcriptionIds")?;
    call.app.store.delete_transcriptions(call.tenant.id, &ids, bulk_delete_ms(call))?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn link(call: &Call) -> Outcome {
    let transcription = find(call, &call.id)?;
    if transcription.self_hosted {
        return Err(Problem::forbidden("The transcription is in your own bucket; Whereby has no link to it"));
    }
    if State::of(&transcription, call.tenant.clock.now_ms()) != State::Ready {
        return Err(Problem::not_found("File of the transcription"));
    }
    access_link(call, Kind::Transcription, &transcription.id)
}

pub(super) fn find(call: &Call, id: &str) -> Result<Transcription, Problem> {
    let found = call.app.store.transcription(call.tenant.id, call.tenant.clock.now_ms(), id)?;
    found.ok_or_else(|| Problem::not_found("Transcription"))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum State {
    Ready,
    Failed,
    InProgress,
}

impl State {
    pub(super) fn of(transcription: &Transcription, now_ms: i64) -> Self {
        match transcription {
            one if one.done_ms > now_ms => Self::InProgress,
            one if one.failed => Self::Failed,
            _ => Self::Ready,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Type {
    LiveTranscription,
    RecordingTranscription,
}

#[derive(Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum StorageType {
    WherebyHosted,
    SelfHosted,
}

/// A transcription on the wire, its keys in the order of the vendor's example.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    transcription_id: String,
    room_session_id: String,
    room_name: String,
    created_at: String,
    start_date: String,
    end_date: Option<String>,
    state: State,
    #[serde(skip_serializing_if = "Option::is_none")]
    duration_in_seconds: Option<Value>,
    r#type: Type,
    #[serde(skip_serializing_if = "Option::is_none")]
    filename: Option<String>,
    storage_type: StorageType,
}

impl Shown {
    fn new(one: Transcription, now_ms: i64) -> Self {
        let state = State::of(&one, now_ms);
        let ready = state == State::Ready;
        let seconds = (one.end_ms - one.start_ms) as f64 / 1000.0;
        Self {
            filename: ready.then(|| names::transcription_file(&one)),
            transcription_id: one.id,
            room_session_id: one.session_id,
            room_name: one.room_name,
            created_at: dates::iso(one.created_ms),
            start_date: dates::iso(one.start_ms),
            end_date: (state != State::InProgress).then(|| dates::iso(one.end_ms)),
            state,
            duration_in_seconds: ready.then(|| number(seconds)),
            r#type: if one.live { Type::LiveTranscription } else { Type::RecordingTranscription },
            storage_type: if one.self_hosted { StorageType::SelfHosted } else { StorageType::WherebyHosted },
        }
    }
}
