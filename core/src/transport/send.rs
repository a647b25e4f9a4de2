//! The way of one call: send, judge, wait, send again.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering::Relaxed},
    },
    time::Duration,
};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use reqwest::{
    Request, RequestBuilder, Response,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderValue},
    multipart::{Form, Part},
};

use super::{
    Transport,
    answer::Answer,
    call::{Body, Call},
    decide::{Class, Hints, Outcome, Try, Verdict, decide},
    http::masked,
    patience::{chance, within},
};
use crate::{
    error::{Error, ErrorKind, Result, Sent},
    error_body,
    model::Timestamp,
};

/// The largest answer that is read; a page of 100 meetings has about 60 kB.
const BODY_CAP: usize = 10 * 1024 * 1024;

/// An answer of this length that comes whole, as a page of 100 does, is not copied, which would take an eighth of a
/// page's time. To keep a smaller one costs more than a copy: hyper needs another buffer meanwhile.
const WORTH_KEEPING: usize = 16 * 1024;

/// One try: how it ended, and the answer or the cause.
struct Tried {
    outcome: Outcome,
    answer: Option<Answer>,
    cause: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Tried {
    /// When to come back, which only an answer of 429 is asked for.
    fn hints(&self) -> Hints {
        match &self.answer {
            Some(answer) if answer.status == 429 => answer.hints(),
            _ => Hints::default(),
        }
    }
}

impl Transport {
    /// Sends a call until its answer is final. Boxed, so that all below is compiled with this crate, once
    /// and for speed, not with each binding.
    pub(crate) fn send<'a>(
        &'a self,
        call: &'a Call,
    ) -> Pin<Box<dyn Future<Output = Result<Answer>> + Send + 'a>> {
        Box::pin(self.send_until_final(call))
    }

    async fn send_until_final(&self, call: &Call) -> Result<Answer> {
        let mut left = self.options.deadline;
        let (mut tries, mut throttled) = (0, 0);
        // Whether an earlier try may have taken effect, whatever became of the last.
        let mut in_doubt = false;
        loop {
            let (took, tried) = self.try_once(call, left.min(self.options.timeout)).await.map_err(|e| {
                e.with(|d| {
                    d.operation = Some(call.name.clone().into_owned());
                    d.attempts = if d.sent == Sent::Never { 0 } else { tries + throttled + 1 };
                })
            })?;
            match tried.outcome {
                Outcome::Status(429) => throttled += 1,
                _ => tries += 1,
            }
            in_doubt |= tried.outcome.in_doubt();
            left = left.saturating_sub(took);
            let verdict = decide(&Try {
                class: call.class,
                outcome: tried.outcome,
                hints: tried.hints(),
                tries,
                max_tries: self.options.max_tries,
                throttled,
                remaining: left.as_secs_f64(),
                now: Timestamp::now(),
            });
            let (sent, retry_at) = match verdict {
                Verdict::Done => {
                    self.storm.earn();
                    let answer = tried.answer.map(|answer| Answer { attempts: tries + throttled, ..answer });
                    return answer.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer is gone"));
                }
                Verdict::Again { wait, jitter, cost } if self.storm.take(cost) => {
                    // Only what was asked for counts: while nobody looks, as at a batch whose reader is busy,
                    // more time may pass.
                    let wait = wait + jitter.mul_f64(chance());
                    tokio::time::sleep(wait).await;
                    left = left.saturating_sub(wait);
                    continue;
                }
                Verdict::Again { .. } => (Sent::Never, None),
                Verdict::Raise { sent, retry_at } => (sent, retry_at),
            };
            let sent = if in_doubt { Sent::Unknown } else { sent };
            return Err(self.failure(call, tried, sent, retry_at, tries + throttled, left));
        }
    }

    /// Sends a call once; returns also how much it took of the time that it had.
    async fn try_once(&self, call: &Call, limit: Duration) -> Result<(Duration, Tried)> {
        let client = self.http.client(call.class)?;
        let mut request = Request::new(call.method.clone(), call.url(&self.options.base_url));
        let headers = request.headers_mut();
        headers.clone_from(&self.options.headers);
        headers.entry(ACCEPT).or_insert(HeaderValue::from_static("application/json"));
        headers.append(AUTHORIZATION, self.options.authorization.clone());
        let mut taken = None;
        match &call.body {
            Some(Body::Json(json)) => {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
                *request.body_mut() = Some(watched(json.clone(), taken.insert(Arc::default())));
            }
            Some(Body::File { field, name, mime, bytes }) => {
                headers.remove(CONTENT_TYPE);
                let refused = |e| Error::invalid("the form cannot be built").because(masked(e));
                let part =
                    Part::bytes(bytes.clone()).file_name(name.clone()).mime_str(mime).map_err(refused)?;
                let form = Form::new().part(*field, part);
                let built = RequestBuilder::from_parts(client.clone(), request).multipart(form).build();
                request = built.map_err(refused)?;
            }
            None => {}
        }
        let (took, read) = within(limit, read(client.execute(request))).await;
        let tried = match read {
            Ok(tried) => tried?,
            Err(_) if taken.is_some_and(|taken| !taken.load(Relaxed)) => {
                Tried { outcome: Outcome::NotConnected, answer: None, cause: Some("none in time".into()) }
            }
            Err(elapsed) => {
                Tried { outcome: Outcome::TimedOut, answer: None, cause: Some(Box::new(elapsed)) }
            }
        };
        Ok((took, tried))
    }

    fn failure(
        &self,
        call: &Call,
        tried: Tried,
        sent: Sent,
        retry_at: Option<Timestamp>,
        attempts: u32,
        left: Duration,
    ) -> Error {
        let status = tried.answer.as_ref().map(|a| a.status);
        let (mut kind, what) = match (tried.outcome, &tried.answer) {
            (Outcome::NotConnected, _) => (ErrorKind::Connection, self.unreachable(&tried)),
            (Outcome::TimedOut, _) => (ErrorKind::Timeout, self.late(left)),
            (Outcome::Lost, _) => {
                (ErrorKind::Connection, "the connection broke before the answer was complete".to_owned())
            }
            (Outcome::Status(s @ 300..=399), Some(answer)) => (ErrorKind::ApiStatus, redirected(s, answer)),
            (Outcome::Status(s), Some(answer)) => {
                (ErrorKind::of_status(s), format!("{s}: {}", error_body::message(s, &self.text(answer))))
            }
            (Outcome::Status(s), None) => (ErrorKind::of_status(s), s.to_string()),
        };
        let mut message = format!("{}: {what}", call.name);
        if call.class == Class::Once && sent == Sent::Unknown {
            kind = ErrorKind::OutcomeUnknown;
            message.push_str(
                "; it may have taken effect all the same: list the resource before you send it again",
            );
        }
        if let Some(at) = retry_at {
            message.push_str(&format!(
                "; there are points again at {at}, after this call's deadline: raise `deadline`, or send it again then"
            ));
        }
        let answer = tried.answer.as_ref();
        let mut error = Error::new(kind, message).with(|d| {
            d.operation = Some(call.name.clone().into_owned());
            d.status = status;
            d.sent = sent;
            d.attempts = attempts;
            d.retry_at = retry_at;
            d.limits = answer.and_then(Answer::limits);
            d.request_id = answer.and_then(Answer::request_id);
            d.body = answer.and_then(|a| error_body::kept(&self.text(a)));
        });
        if let Some(cause) = tried.cause {
            error = error.because(cause);
        }
        error
    }

    /// Which limit ended a call.
    fn late(&self, left: Duration) -> String {
        let (name, limit) = match left.is_zero() {
            true => ("deadline", self.options.deadline),
            false => ("timeout", self.options.timeout),
        };
        format!("no answer within the {name} of {limit:?}; raise `{name}` if it may take longer")
    }

    fn unreachable(&self, tried: &Tried) -> String {
        let base = &self.options.base_url;
        let host = base.host_str().unwrap_or_default();
        let port = base.port_or_known_default().unwrap_or_default();
        let mut cause: Option<&dyn std::error::Error> = tried.cause.as_deref().map(|e| e as _);
        let mut last = String::new();
        while let Some(e) = cause {
            last = e.to_string();
            cause = e.source();
        }
        format!("no connection to `{host}:{port}` ({last})")
    }
}

/// JSON as a body that tells when a connection takes it: until then a server has nothing that it could act on.
fn watched(json: Bytes, taken: &Arc<AtomicBool>) -> reqwest::Body {
    let taken = taken.clone();
    reqwest::Body::wrap(Full::new(json).inspect_frame(move |_| taken.store(true, Relaxed)))
}

fn redirected(status: u16, answer: &Answer) -> String {
    let host = answer.location().and_then(|l| url::Url::parse(l).ok());
    let host = host.as_ref().and_then(url::Url::host_str).unwrap_or("another place").to_owned();
    format!("{status}: a redirect to {host}, which is not followed with the key; check base_url")
}

/// Waits for the answer and reads the whole of it.
async fn read(sent: impl Future<Output = reqwest::Result<Response>>) -> Result<Tried> {
    let failed = |e: reqwest::Error, answer| {
        let outcome = match () {
            () if e.is_connect() => Outcome::NotConnected,
            () if e.is_timeout() => Outcome::TimedOut,
            () => Outcome::Lost,
        };
        Tried { outcome, answer, cause: Some(Box::new(masked(e))) }
    };
    let mut response = match sent.await {
        Ok(response) => response,
        Err(e) if e.is_builder() => {
            return Err(Error::invalid("the request cannot be built").because(masked(e)));
        }
        Err(e) => return Ok(failed(e, None)),
    };
    let expected = response.content_length().and_then(|n| usize::try_from(n).ok()).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut answer = Answer {
        status: response.status().as_u16(),
        headers: std::mem::take(response.headers_mut()),
        body: Bytes::new(),
        attempts: 0,
    };
    let broken = loop {
        match response.chunk().await {
            Ok(Some(piece)) if pieces.len() + piece.len() > BODY_CAP => {
                let message = format!("the answer is larger than {} MiB", BODY_CAP / 1024 / 1024);
                return Err(Error::new(ErrorKind::Decode, message).with(|d| {
                    d.status = Some(answer.status);
                    d.sent = Sent::Unknown;
                }));
            }
            Ok(Some(piece)) if piece.len() == expected && expected >= WORTH_KEEPING => answer.body = piece,
            Ok(Some(piece)) => {
                pieces.reserve(expected.min(BODY_CAP).saturating_sub(pieces.len()));
                pieces.extend_from_slice(&piece);
            }
            Ok(None) => break None,
            Err(e) => break Some(e),
        }
    };
    if !pieces.is_empty() {
        answer.body = pieces.into();
    }
    Ok(match broken {
        // What was refused did not happen, even if the reason is cut off.
        Some(e) if !(400..=499).contains(&answer.status) => failed(e, Some(answer)),
        _ => Tried { outcome: Outcome::Status(answer.status), answer: Some(answer), cause: None },
    })
}
