//! The routes, and the loop that accepts connections.

use std::convert::Infallible;
use std::fmt;
use std::future::ready;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tower::ServiceExt as _;

use crate::answers::HangUp;
use crate::auth::authenticate;
use crate::flush::{Flushes, Watched};
use crate::gate::gate;
use crate::problem::Problem;
use crate::state::App;
use crate::{arrival, control, files, resources};

/// All that is served; cloning is cheap.
#[derive(Debug, Clone)]
pub(crate) struct Routes {
    app: App,
    /// `/v1/…`. The gate stands before it as a plain function: layers cost more than most calls.
    api: Router,
    others: Router,
}

impl Routes {
    pub(crate) fn new(app: App) -> Self {
        let not_found = || ready(Problem::not_found("Route"));
        let wrong_method = || ready(Problem::method_not_allowed());
        let api = resources::routes().fallback(not_found).method_not_allowed_fallback(wrong_method);
        let control = control::routes()
            .fallback(not_found)
            .method_not_allowed_fallback(wrong_method)
            .layer(from_fn_with_state(App::clone(&app), authenticate));
        let files = files::routes().fallback(not_found).method_not_allowed_fallback(wrong_method);
        let others = Router::new().nest("/_emulator", control).nest("/_files", files).fallback(not_found);
        Self { api: api.with_state(App::clone(&app)), others: others.with_state(App::clone(&app)), app }
    }
}

/// Serves until it is dropped.
pub(crate) async fn serve(listener: TcpListener, routes: Routes) -> Infallible {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // Small answers must not wait for the client's delayed acknowledgement.
                let _ = stream.set_nodelay(true);
                tokio::spawn(converse(stream, routes.clone()));
            }
            // Out of file descriptors, or the client has gone again: both pass.
            Err(_) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
        }
    }
}

async fn converse(stream: TcpStream, routes: Routes) {
    let flushes = Flushes::default();
    let service = service_fn(|mut request: hyper::Request<hyper::body::Incoming>| {
        request.extensions_mut().insert(flushes.clone());
        answer(routes.clone(), request.map(Body::new))
    });
    let stream = Watched { stream, flushes: flushes.clone() };
    // An error is a client that left or an answer that hangs up; either way there is no one to tell.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

/// Runs one request; an error closes its connection.
pub(crate) async fn answer(routes: Routes, request: Request) -> Result<Response, HungUp> {
    let (parts, body) = request.into_parts();
    let path = parts.uri.path();
    let below = |root| path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    let (api, control) = (below("/v1"), below("/_emulator"));
    let limit = if control { arrival::CONTROL_LIMIT } else { arrival::API_LIMIT };
    let response = match arrival::whole(body, limit).await {
        Err(problem) => problem.into_response(),
        Ok(body) if api => gate(&routes.app, routes.api, parts, body).await,
        Ok(body) => route(routes.others, Request::from_parts(parts, Body::from(body))).await,
    };
    match response.extensions().get::<HangUp>() {
        Some(HangUp) => Err(HungUp),
        None => Ok(response),
    }
}

/// Lets a router answer.
pub(crate) async fn route(router: Router, request: Request) -> Response {
    match router.oneshot(request).await {
        Ok(response) => response,
        Err(never) => match never {},
    }
}

/// The connection was closed on purpose.
#[derive(Debug)]
pub(crate) struct HungUp;

impl fmt::Display for HungUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("closed by a scripted answer")
    }
}

impl std::error::Error for HungUp {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::body::Bytes;
    use futures::{StreamExt as _, stream};

    use super::*;
    use crate::options::EmulatorOptions;
    use crate::state::Shared;
    use crate::store::Store;

    const PIECE: usize = 1024 * 1024;

    /// Gives the status for a body of so many pieces, and how many of them were read before it came.
    async fn status(path: &str, key: &str, pieces: usize) -> (u16, usize) {
        let options = EmulatorOptions::default();
        let (store, identity) = Store::open(None, &options.room_origin()).expect("a store");
        let shared = Shared::new(store, identity.signer, "127.0.0.1:1".to_owned(), &options);
        let read = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&read);
        let body = stream::repeat(Bytes::from(vec![b' '; PIECE])).take(pieces).map(move |piece| {
            count.fetch_add(1, Ordering::Relaxed);
            Ok::<_, Infallible>(piece)
        });
        let request = Request::post(path).header("authorization", format!("Bearer {key}"));
        let request = request.body(Body::from_stream(body)).expect("a request");
        let response = answer(Routes::new(Arc::new(shared)), request).await.expect("an answer");
        (response.status().as_u16(), read.load(Ordering::Relaxed))
    }

    #[tokio::test]
    async fn every_answer_comes_after_the_body() {
        for (path, key, expected) in [
            ("/v1/meetings", "none", 401),
            ("/v1/meetings", "wk_test_a", 400),
            ("/v1/nothing", "wk_test_a", 404),
            ("/v1/recordings", "wk_test_a", 405),
            ("/_emulator/clock", "none", 401),
            ("/_emulator/nothing", "wk_test_a", 404),
            ("/_files/nothing", "none", 405),
            ("/nothing", "none", 404),
        ] {
            assert_eq!(status(path, key, 3).await, (expected, 3), "{path}");
        }
    }

    #[tokio::test]
    async fn a_body_that_is_too_large_is_read_to_a_bound() {
        for (path, pieces, expected) in [
            ("/v1/meetings", 16, (400, 16)),
            ("/v1/meetings", 17, (413, 17)),
            ("/v1/meetings", usize::MAX, (413, 81)),
            ("/_emulator/clock", 17, (400, 17)),
            ("/_emulator/clock", usize::MAX, (413, 321)),
        ] {
            assert_eq!(status(path, "wk_test_a", pieces).await, expected, "{path} {pieces}");
        }
    }
}
