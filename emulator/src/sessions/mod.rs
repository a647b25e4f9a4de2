//! `POST /_emulator/sessions`: plays a session, so that there is something to see afterwards.

mod people;
mod play;
mod script;
pub(crate) mod words;

use axum::Router;
use axum::http::StatusCode;
use axum::routing::post;
use serde_json::json;

use crate::call::{Call, Outcome, handle, written};
use crate::state::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/sessions", post(handle(add)))
}

fn add(call: &Call) -> Outcome {
    let session = play::play(call, call.json()?)?;
    call.app.store.add_session(call.tenant.id, &session)?;
    let participants: Vec<_> = session.participants.iter().map(|one| &one.id).collect();
    let recordings: Vec<_> = session.recordings.iter().map(|one| &one.id).collect();
    let transcriptions: Vec<_> = session.transcriptions.iter().map(|one| &one.id).collect();
    written(
        StatusCode::CREATED,
        &json!({
            "roomSessionId": session.id,
            "roomName": session.room_name,
            "participantIds": participants,
            "recordingIds": recordings,
            "transcriptionIds": transcriptions,
        }),
    )
}
