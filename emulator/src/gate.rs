//! What every API request passes: the log, the scripted answers, the budget.

use std::future::pending;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use hyper::body::Body as _;
use tokio::time::sleep;

use crate::answers::{Answer, Scripted, hang_up};
use crate::auth::tenant;
use crate::broken::broken;
use crate::flush::Flushes;
use crate::form::Form;
use crate::problem::Problem;
use crate::server::route;
use crate::state::{App, Tenant};

/// Answers a request, by the router if nothing comes before it.
pub(crate) async fn gate(app: &App, api: Router, mut parts: Parts, body: Bytes) -> Response {
    let tenant = match tenant(app, &parts.headers) {
        Ok(tenant) => tenant,
        Err(problem) => return problem.into_response(),
    };
    let form = Form::read(&parts, &body).await;
    let ticket = tenant.log().add(&parts, &parts.uri, &body, form.as_ref());
    let flushes = parts.extensions.remove();
    if let Some(form) = form {
        parts.extensions.insert(form);
    }
    parts.extensions.insert(Arc::clone(&tenant));
    let request = Request::from_parts(parts, Body::from(body));
    let script = tenant.answers().pop_front();
    answer(&tenant, ticket, script, flushes, charged(&tenant, api, request)).await
}

/// Gives the scripted answer, or else the real one, and notes it in the log.
pub(crate) async fn answer(
    tenant: &Tenant,
    ticket: u64,
    script: Option<Scripted>,
    flushes: Option<Flushes>,
    real: impl Future<Output = Response>,
) -> Response {
    let Scripted { answer, delay } = script.unwrap_or_default();
    if !delay.is_zero() {
        sleep(delay).await;
    }
    let scripted = matches!(answer, Answer::Fixed(_));
    let (response, cut) = match answer {
        Answer::Pass => (real.await, None),
        Answer::Cut(length) => (real.await, Some(length)),
        Answer::Fixed(answer) => (answer.into_response(flushes.clone()), None),
        // Without a network there is no client that could leave.
        Answer::Silent if flushes.is_none() => return hang_up(),
        Answer::Silent => pending().await,
        Answer::DropBefore => return hang_up(),
        Answer::DropAfter => {
            real.await;
            return hang_up();
        }
    };
    tenant.log().answered(ticket, &response, scripted);
    match cut {
        Some(length) => response.map(|body| cut_off(body, length, flushes)),
        None => response,
    }
}

fn cut_off(body: Body, length: u64, flushes: Option<Flushes>) -> Body {
    match body.size_hint().exact() {
        Some(whole) if whole > length => broken(body, length, whole, flushes),
        _ => body,
    }
}

async fn charged(tenant: &Tenant, api: Router, request: Request) -> Response {
    let (cost, limit) = {
        let settings = tenant.settings();
        (settings.tariff.cost(request.method()), settings.points_per_minute)
    };
    let charge = tenant.window().charge(tenant.clock.now_ms(), cost, limit);
    let mut response = if charge.allowed {
        route(api, request).await
    } else {
        Problem::rate_limited(tenant.id, charge.ms_left).into_response()
    };
    charge.write_headers(response.headers_mut());
    response
}
