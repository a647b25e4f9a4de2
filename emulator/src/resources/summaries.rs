//! `/summaries`: transcriptions in short.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::get;
use serde::Serialize;
use serde_json::{Value, json};

use super::{at, transcriptions};
use crate::call::{Call, Outcome, handle, written};
use crate::dates;
use crate::input::Input;
use crate::listing::Listing;
use crate::problem::Problem;
use crate::sessions::words::{self, TEMPLATES, USUAL_TEMPLATE};
use crate::state::App;
use crate::store::Summary;

const LISTING: Listing = Listing {
    name: "summaries",
    page_size: 50,
    sorts: &[&[
        ("roomName", "room_name"),
        ("startDate", "start_ms"),
        ("durationInSeconds", "(end_ms - start_ms)"),
    ]],
};

pub(crate) fn routes() -> Router<App> {
    at([
        ("/summaries", get(handle(list)).post(handle(create))),
        ("/summaries/{id}", get(handle(read)).delete(handle(delete))),
    ])
}

fn create(call: &Call) -> Outcome {
    let input = Input::parse(&call.body)?;
    let template = TEMPLATES[input.choice("template", &TEMPLATES)?.unwrap_or(USUAL_TEMPLATE)];
    let transcription = transcriptions::find(call, input.required_text("transcriptionId")?)?;
    let now_ms = call.tenant.clock.now_ms();
    if transcriptions::State::of(&transcription, now_ms) != transcriptions::State::Ready {
        return Err(Problem::conflict("The transcription is not ready"));
    }
    let summary = Summary {
        id: uuid::Uuid::new_v4().to_string(),
        summary: words::summary(template, &transcription.text).to_string(),
        transcription_id: transcription.id,
        session_id: transcription.session_id,
        room_name: transcription.room_name,
        start_ms: transcription.start_ms,
        end_ms: transcription.end_ms,
        created_ms: now_ms,
        done_ms: now_ms + 1000 * i64::from(call.tenant.settings().summary_seconds),
        template: template.to_owned(),
    };
    if !call.app.store.add_summary(call.tenant.id, &summary)? {
        return Err(Problem::conflict("The transcription has a summary; delete that one first"));
    }
    written(StatusCode::CREATED, &json!({ "summaryId": summary.id }))
}

fn list(call: &Call) -> Outcome {
    let find = |span: &_| call.app.store.summaries(call.tenant.id, span);
    LISTING.page(call, &[], find, |summary| Shown::new(call, summary))
}

fn read(call: &Call) -> Outcome {
    let found = call.app.store.summary(call.tenant.id, &call.id)?;
    let summary = found.ok_or_else(|| Problem::not_found("Summary"))?;
    written(StatusCode::OK, &Shown::new(call, summary))
}

fn delete(call: &Call) -> Outcome {
    call.app.store.delete_summary(call.tenant.id, &call.id)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A summary on the wire.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    summary_id: String,
    transcription_id: String,
    summary: Value,
    room_session_id: String,
    room_name: String,
    created_at: String,
    start_date: String,
    end_date: String,
    state: Value,
    modified_at: String,
    template: String,
}

impl Shown {
    fn new(call: &Call, one: Summary) -> Self {
        let done = one.done_ms <= call.tenant.clock.now_ms();
        let done_state = call.tenant.settings().summary_state;
        Self {
            summary_id: one.id,
            transcription_id: one.transcription_id,
            summary: Some(one.summary)
                .filter(|_| done)
                .and_then(|summary| serde_json::from_str(&summary).ok())
                .unwrap_or_else(|| json!({})),
            room_session_id: one.session_id,
            room_name: one.room_name,
            created_at: dates::iso(one.created_ms),
            start_date: dates::iso(one.start_ms),
            end_date: dates::iso(one.end_ms),
            state: if done { json!(done_state) } else { json!("in_progress") },
            modified_at: dates::iso(if done { one.done_ms } else { one.created_ms }),
            template: one.template,
        }
    }
}
