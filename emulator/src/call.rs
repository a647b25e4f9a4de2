//! A request as the handlers see it.

use std::future::{Ready, ready};
use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, Path, Request};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, RequestPartsExt};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::form::Form;
use crate::log::Sent;
use crate::problem::Problem;
use crate::query::Query;
use crate::state::{App, Tenant};

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// What a handler gives back.
pub(crate) type Outcome = Result<Response, Problem>;

/// An authenticated request, read to its end.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) app: App,
    pub(crate) tenant: Arc<Tenant>,
    /// The path's id, decoded; empty on a path without one.
    pub(crate) id: String,
    pub(crate) query: Query,
    pub(crate) headers: HeaderMap,
    /// None if the body is no form.
    pub(crate) form: Option<Form>,
    pub(crate) body: Bytes,
}

impl Call {
    /// Reads a strict body of the control plane.
    pub(crate) fn json<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        serde_json::from_slice(&self.body)
            .map_err(|error| Problem::bad_request(format!("The body cannot be used: {error}")))
    }
}

impl FromRequest<App> for Call {
    type Rejection = Response;

    async fn from_request(request: Request, app: &App) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        // What is no text is no id of ours either.
        let id = parts.extract::<Option<Path<String>>>().await.unwrap_or_default();
        let Extension(tenant) = parts
            .extract::<Extension<Arc<Tenant>>>()
            .await
            .map_err(|_| Problem::unauthorized().into_response())?;
        // It has arrived, and was held against its limit.
        let body = to_bytes(body, usize::MAX).await.map_err(|_| Problem::too_large().into_response())?;
        Ok(Self {
            app: Arc::clone(app),
            tenant,
            id: id.map_or_else(String::new, |Path(id)| id),
            query: Query::parse(parts.uri.query().unwrap_or_default()),
            headers: parts.headers,
            form: parts.extensions.remove(),
            body,
        })
    }
}

/// Makes an axum handler of a plain function; nothing in here waits.
pub(crate) fn handle(
    handler: fn(&Call) -> Outcome,
) -> impl Fn(Call) -> Ready<Outcome> + Clone + Send + 'static {
    move |call| ready(handler(&call))
}

/// Answers with a value as JSON.
pub(crate) fn written(status: StatusCode, value: &impl Serialize) -> Outcome {
    let text = serde_json::to_string(value)
        .map_err(|error| Problem::bad_request(format!("The answer cannot be written: {error}")))?;
    Ok(json_answer(status, text))
}

/// Answers with a text that is JSON.
pub(crate) fn json_answer(status: StatusCode, text: impl Into<Vec<u8>>) -> Response {
    let sent = Sent::new(text);
    let mut response = Response::new(Body::from(sent.0.clone()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response.extensions_mut().insert(sent);
    response
}
