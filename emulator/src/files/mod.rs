//! `/_files/…`: what access links lead to, as a store of pre-signed files serves it.

mod content;
mod link;
mod range;
mod serve;

use axum::Router;
use axum::routing::get;

use crate::state::App;

pub(crate) use link::{Kind, access_link};

pub(crate) fn routes() -> Router<App> {
    Router::new().route("/{token}", get(serve::serve))
}
