//! The API, one file a resource.

mod insights;
mod meetings;
mod recordings;
mod rooms;
mod summaries;
mod transcriptions;

use axum::Router;
use axum::routing::MethodRouter;
use serde_json::Value;

use crate::call::Call;
use crate::input::Input;
use crate::problem::Problem;
use crate::state::App;

pub(crate) use rooms::controls as theme_controls;

pub(crate) fn routes() -> Router<App> {
    Router::new()
        .merge(meetings::routes())
        .merge(recordings::routes())
        .merge(transcriptions::routes())
        .merge(summaries::routes())
        .merge(rooms::routes())
        .merge(insights::routes())
}

/// Makes a router of paths; a trailing slash is tolerated.
fn at<const N: usize>(paths: [(&str, MethodRouter<App>); N]) -> Router<App> {
    paths.into_iter().fold(Router::new(), |router, (path, methods)| {
        // Written out: `nest` would make a new URL of each request's.
        router.route(&format!("/v1{path}"), methods.clone()).route(&format!("/v1{path}/"), methods)
    })
}

/// Ids that a bulk delete names.
fn ids<'a>(input: &'a Input, name: &str) -> Result<Vec<&'a str>, Problem> {
    let texts = input.array(name)?.iter().map(Value::as_str);
    texts
        .collect::<Option<_>>()
        .ok_or_else(|| Problem::bad_request(format!("{name} must be an array of strings")))
}

/// Writes a number as JavaScript does: a whole one has no fraction.
fn number(value: f64) -> Value {
    if value.fract() == 0.0 { (value as i64).into() } else { value.into() }
}

/// When a bulk delete has its effect; none stands for at once.
fn bulk_delete_ms(call: &Call) -> Option<i64> {
    let seconds = call.tenant.settings().bulk_delete_delay_seconds;
    (seconds > 0).then(|| call.tenant.clock.now_ms() + 1000 * i64::from(seconds))
}
