//! What every API request passes: the log, the scripted answers, the budget.

use std::future::pending;
use std::sync::Arc;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::{OriginalUri, Request};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::answers::{Answer, hang_up};
use crate::problem::Problem;
use crate::state::Tenant;

/// No request of this API is near it.
pub(crate) const MAX_BODY: usize = 16 * 1024 * 1024;

pub(crate) async fn gate(
    Extension(tenant): Extension<Arc<Tenant>>,
    OriginalUri(uri): OriginalUri,
    request: Request,
    next: Next,
) -> Response {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, MAX_BODY).await else {
        return Problem::too_large().into_response();
    };
    let ticket = tenant.log().add(&parts, uri, &body);
    let request = Request::from_parts(parts, Body::from(body));

    let answer = tenant.answers().pop_front();
    let response = match answer.unwrap_or(Answer::Pass) {
        Answer::Pass => charged(&tenant, request, next).await,
        Answer::Fixed(answer) => answer.into_response(),
        Answer::Silent => pending().await,
        Answer::DropBefore => return hang_up(),
        Answer::DropAfter => {
            charged(&tenant, request, next).await;
            return hang_up();
        }
    };
    tenant.log().answered(ticket, response.status());
    response
}

async fn charged(tenant: &Tenant, request: Request, next: Next) -> Response {
    let settings = *tenant.settings();
    let charge = tenant.window().charge(
        tenant.clock.now_ms(),
        settings.tariff.cost(request.method()),
        settings.points_per_minute,
    );
    let mut response = if charge.allowed {
        next.run(request).await
    } else {
        Problem::rate_limited(tenant.id, charge.ms_left).into_response()
    };
    charge.write_headers(response.headers_mut());
    response
}
