//! The control plane, `/_emulator/…`: a tenant's clock, log, settings and scripted answers.

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::{get, post};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::answers::{Answer, Script};
use crate::call::{Call, Outcome, handle, written};
use crate::clock::Clock;
use crate::dates;
use crate::options::Tariff;
use crate::problem::Problem;
use crate::state::App;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/clock", get(handle(show_clock)).post(handle(move_clock)))
        .route("/requests", get(handle(show_requests)).delete(handle(forget_requests)))
        .route("/settings", get(handle(show_settings)).post(handle(change_settings)))
        .route("/answers", post(handle(add_answers)))
        .route("/reset", post(handle(reset)))
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
    let target_ms = match read(call)? {
        MoveClock::Now(text) => {
            dates::parse(&text).ok_or_else(|| Problem::bad_request("now must be an ISO 8601 time"))?
        }
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

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ChangeSettings {
    points_per_minute: Option<u32>,
    tariff: Option<Tariff>,
    keep_after_end_hours: Option<u32>,
}

fn change_settings(call: &Call) -> Outcome {
    let change: ChangeSettings = read(call)?;
    {
        let mut settings = call.tenant.settings();
        settings.points_per_minute = change.points_per_minute.unwrap_or(settings.points_per_minute);
        settings.tariff = change.tariff.unwrap_or(settings.tariff);
        settings.keep_after_end_hours = change.keep_after_end_hours.unwrap_or(settings.keep_after_end_hours);
    }
    show_settings(call)
}

fn show_settings(call: &Call) -> Outcome {
    let settings = *call.tenant.settings();
    written(
        StatusCode::OK,
        &json!({
            "pointsPerMinute": settings.points_per_minute,
            "tariff": settings.tariff,
            "keepAfterEndHours": settings.keep_after_end_hours,
        }),
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AddAnswers {
    answers: Vec<Script>,
}

fn add_answers(call: &Call) -> Outcome {
    let added: AddAnswers = read(call)?;
    let added: Vec<Answer> = added.answers.into_iter().map(Answer::try_from).collect::<Result<_, _>>()?;
    let mut answers = call.tenant.answers();
    answers.extend(added);
    written(StatusCode::OK, &json!({ "waiting": answers.len() }))
}

fn reset(call: &Call) -> Outcome {
    call.app.reset(&call.tenant)?;
    done()
}

fn read<T: DeserializeOwned>(call: &Call) -> Result<T, Problem> {
    serde_json::from_slice(&call.body)
        .map_err(|error| Problem::bad_request(format!("The body cannot be used: {error}")))
}

#[expect(clippy::unnecessary_wraps, reason = "handlers share one shape")]
fn done() -> Outcome {
    Ok(StatusCode::NO_CONTENT.into_response())
}
