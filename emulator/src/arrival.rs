//! Reads what a request brings, before anything is answered.

use axum::body::{Body, Bytes};
use http_body_util::BodyExt as _;
use hyper::body::Body as _;

use crate::problem::Problem;

/// No request of the API is near it.
pub(crate) const API_LIMIT: usize = 16 * 1024 * 1024;
/// Scripts of a test may be long.
pub(crate) const CONTROL_LIMIT: usize = 256 * 1024 * 1024;
/// How much more is read and forgotten, so that a client that is still sending sees the refusal.
const BEYOND: usize = 64 * 1024 * 1024;

/// Gives the whole body. A connection that is closed with a body unread is reset, and its answer lost.
pub(crate) async fn whole(mut body: Body, limit: usize) -> Result<Bytes, Problem> {
    // Says 0 if it comes in chunks.
    if body.size_hint().lower() > (limit + BEYOND) as u64 {
        return Err(Problem::too_large());
    }
    let (mut pieces, mut length) = (Vec::new(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| {
            Problem::bad_request(
                "The body cannot be read: let the HTTP library write its length or its chunks",
            )
        })?;
        let Ok(piece) = frame.into_data() else {
            continue;
        };
        length += piece.len();
        if length <= limit {
            pieces.push(piece);
        } else if length <= limit + BEYOND {
            pieces.clear();
        } else {
            break;
        }
    }
    match &*pieces {
        _ if length > limit => Err(Problem::too_large()),
        [] => Ok(Bytes::new()),
        [piece] => Ok(piece.clone()),
        pieces => Ok(pieces.concat().into()),
    }
}
