//! JSON on its way out, and whether any of it has left.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    task::{Context, Poll},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

/// Whether a connection stood and took the body. Until then a server has nothing that it could act on.
#[derive(Clone, Default)]
pub(super) struct Taken(Arc<AtomicBool>);

impl Taken {
    pub(super) fn get(&self) -> bool {
        self.0.load(Relaxed)
    }
}

struct JsonBody {
    json: Option<Bytes>,
    taken: Taken,
}

/// JSON as a body that says when it is taken.
pub(super) fn body(json: Bytes, taken: Taken) -> reqwest::Body {
    reqwest::Body::wrap(JsonBody { json: Some(json), taken })
}

impl Body for JsonBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.taken.0.store(true, Relaxed);
        Poll::Ready(self.json.take().map(|json| Ok(Frame::data(json))))
    }

    fn is_end_stream(&self) -> bool {
        self.json.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.json.as_ref().map_or(0, |json| json.len() as u64))
    }
}
