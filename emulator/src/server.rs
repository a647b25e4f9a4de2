//! The routes, and the loop that accepts connections.

use std::convert::Infallible;
use std::fmt;
use std::future::ready;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::from_fn_with_state;
use axum::response::Response;
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
use crate::{control, files, resources};

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
    let path = request.uri().path();
    let response = if path.strip_prefix("/v1").is_some_and(|rest| rest.is_empty() || rest.starts_with('/')) {
        gate(&routes.app, routes.api, request).await
    } else {
        route(routes.others, request).await
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
