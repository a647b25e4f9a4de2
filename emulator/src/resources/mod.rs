//! The API, one file a resource.

mod meetings;

use axum::Router;

use crate::state::App;

pub(crate) fn routes() -> Router<App> {
    Router::new().merge(meetings::routes())
}
