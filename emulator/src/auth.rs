//! Bearer keys. Each key is a tenant of its own.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::state::{App, Tenant};

const KEY_START: &str = "wk_test_";

/// Makes a key that no other emulator has.
pub(crate) fn fresh_key() -> String {
    format!("{KEY_START}{}", uuid::Uuid::new_v4().simple())
}

/// Refuses a request without a key; hands the key's tenant to the handlers.
pub(crate) async fn authenticate(State(app): State<App>, mut request: Request, next: Next) -> Response {
    match tenant(&app, request.headers()) {
        Ok(tenant) => {
            request.extensions_mut().insert(tenant);
            next.run(request).await
        }
        Err(problem) => problem.into_response(),
    }
}

/// Gives the tenant of a request's key.
pub(crate) fn tenant(app: &App, headers: &HeaderMap) -> Result<Arc<Tenant>, Problem> {
    app.tenant(bearer_key(headers).ok_or_else(Problem::unauthorized)?)
}

fn bearer_key(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, key) = value.split_once(' ')?;
    let rest = key.strip_prefix(KEY_START)?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let valid = scheme.eq_ignore_ascii_case("bearer") && !rest.is_empty() && rest.chars().all(plain);
    valid.then_some(key)
}
