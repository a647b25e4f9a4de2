//! The control plane, `/_emulator/…`: a tenant's clock, log, settings and scripted answers.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::json;

use crate::answers::{Script, Scripted};
use crate::call::{Call, Outcome, handle, written};
use crate::clock::Clock;
use crate::dates;
use crate::problem::Problem;
use crate::state::App;
use crate::{resources, sessions};

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/clock", get(handle(show_clock)).post(handle(move_clock)))
        .route("/requests", get(handle(show_requests)).delete(handle(forget_requests)))
        .route("/settings", get(handle(show_settings)).post(handle(change_settings)))
        .route("/answers", post(handle(add_answers)))
        .route("/reset", post(handle(reset)))
        .merge(sessions::routes())
        .merge(resources::theme_controls())
}

fn show_clock(call: &Call) -> Outcome {
    written(StatusCode::OK, &json!({ "now": dates::iso(call.tenant.clock.now_ms()) }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
enum MoveClock {
    Advance(f64),
    Now(String),
}

fn move_clock(call: &Call) -> Outcome {
    let now_ms = call.tenant.clock.now_ms();
    let target_ms = match call.json()? {
        MoveClock::Now(text) => dates::read("now", &text)?,
        MoveClock::Advance(seconds) => {
            let last = (dates::LAST_MS - now_ms) as f64 / 1000.0;
            if !(0.0..=last).contains(&seconds) {
                return Err(Problem::bad_request(
                    "advance must be seconds, 0 or more, and not beyond the year 9999; \
                     use now to set the clock back",
                ));
            }
            now_ms + (seconds * 1000.0).round() as i64
        }
    };
    call.app.set_clock_offset(&call.tenant, Clock::offset_for(target_ms))?;
    show_clock(call)
}

fn show_requests(call: &Call) -> Outcome {
    written(StatusCode::OK, &call.tenant.log().show())
}

fn forget_requests(call: &Call) -> Outcome {
    call.tenant.log().clear();
    done()
}

fn change_settings(call: &Call) -> Outcome {
    let changed = call.tenant.settings().with(call.json()?)?;
    *call.tenant.settings() = changed;
    show_settings(call)
}

fn show_settings(call: &Call) -> Outcome {
    written(StatusCode::OK, &*call.tenant.settings())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddAnswers {
    answers: Vec<Script>,
}

fn add_answers(call: &Call) -> Outcome {
    let added: AddAnswers = call.json()?;
    let added: Vec<(bool, Scripted)> =
        added.answers.into_iter().map(Script::read).collect::<Result<_, _>>()?;
    let (mut answers, mut file_answers) = (call.tenant.answers(), call.tenant.file_answers());
    for (of_file, answer) in added {
        if of_file { file_answers.push_back(answer) } else { answers.push_back(answer) }
    }
    written(StatusCode::OK, &json!({ "waiting": answers.len(), "waitingForFiles": file_answers.len() }))
}

fn reset(call: &Call) -> Outcome {
    call.app.reset(&call.tenant)?;
    done()
}

#[expect(clippy::unnecessary_wraps, reason = "handlers share one shape")]
fn done() -> Outcome {
    Ok(StatusCode::NO_CONTENT.into_response())
}
