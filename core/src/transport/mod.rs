//! From a call to its answer: building the request, sending, retrying, reading.

mod answer;
mod call;
mod decide;
mod http;
mod patience;
mod send;
mod storm;
mod tls;
mod upload;

use std::{sync::Arc, time::Duration};

use reqwest::header::{HeaderMap, HeaderValue};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

pub(crate) use answer::Answer;
pub(crate) use call::{Call, Endpoint};
pub(crate) use decide::Class;
pub(crate) use http::{Http, HttpOptions, masked};
pub(crate) use patience::{chance, within};
use storm::StormGuard;
pub(crate) use tls::bundle;

use crate::{
    error::{Error, ErrorKind, Result, Sent},
    error_body,
    model::decode::{Items, Model},
};

/// What sending needs to know; a clone of a client may have its own.
#[derive(Clone)]
pub(crate) struct SendOptions {
    pub base_url: Url,
    pub authorization: HeaderValue,
    pub headers: HeaderMap,
    pub timeout: Duration,
    pub deadline: Duration,
    pub max_tries: u32,
}

/// Connections and guard are shared by all clones of a client; the options are each clone's own.
#[derive(Clone)]
pub(crate) struct Transport {
    pub options: Arc<SendOptions>,
    pub http: Arc<Http>,
    pub storm: Arc<StormGuard>,
}

/// Keys, headers and the password of a proxy stay out of sight.
impl std::fmt::Debug for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Transport").field("base_url", &self.options.base_url.as_str()).finish_non_exhaustive()
    }
}

impl Transport {
    pub(crate) fn new(options: SendOptions, http: Http) -> Self {
        Self { options: Arc::new(options), http: Arc::new(http), storm: Arc::default() }
    }

    /// Sends a call and reads its answer as `T`.
    pub(crate) async fn read<T: Model>(&self, call: Call) -> Result<T> {
        let answer = self.send(&call).await?;
        self.decode(&call.name, &answer, T::from_json)
    }

    /// Sends a call and reads its answer, a bare array. An item that is no object becomes one, with
    /// what came under `unreadable`, so that it does not sink the others.
    pub(crate) async fn read_array<T: Model + DeserializeOwned>(&self, call: Call) -> Result<Vec<T>> {
        let answer = self.send(&call).await?;
        let items = self.decode(&call.name, &answer, |text| serde_json::from_str(text))?;
        let Items { mut read, unreadable } = items;
        for (nth, (behind, value)) in unreadable.into_iter().enumerate() {
            let object = match value {
                Value::Object(_) => value,
                other => json!({ "unreadable": other }),
            };
            let item = T::deserialize(object);
            read.insert(behind + nth, item.map_err(|e| self.unreadable(&call.name, &answer).because(e))?);
        }
        Ok(read)
    }

    /// Reads an answer as `T`, by `from_json`.
    pub(crate) fn decode<T>(
        &self,
        name: &str,
        answer: &Answer,
        from_json: impl FnOnce(&str) -> serde_json::Result<T>,
    ) -> Result<T> {
        // One check of the whole body costs less than one of each text in it.
        let text = std::str::from_utf8(&answer.body).map_err(|e| self.unreadable(name, answer).because(e))?;
        from_json(text).map_err(|e| self.unreadable(name, answer).because(e))
    }

    /// Sends a call whose answer has no body.
    pub(crate) async fn run(&self, call: Call) -> Result<()> {
        self.send(&call).await.map(drop)
    }

    /// The body of an answer as text for an error. A server that shows what it was sent must not bring
    /// the key into it.
    fn text(&self, answer: &Answer) -> String {
        let authorization = self.options.authorization.to_str().unwrap_or_default();
        let text = answer.text().replace(authorization, "Bearer ***");
        match authorization.strip_prefix("Bearer ") {
            // A shorter one is a test's, and may be part of any word.
            Some(key) if key.len() >= 8 => text.replace(key, "***"),
            _ => text,
        }
    }

    fn unreadable(&self, name: &str, answer: &Answer) -> Error {
        let text = self.text(answer);
        let what = match text.trim_start() {
            "" => "is empty",
            t if t.starts_with('<') => {
                "is an HTML page, not the API's JSON; check base_url and any proxy between"
            }
            _ => "is not the JSON that this call promises",
        };
        Error::new(ErrorKind::Decode, format!("{name}: the answer ({}) {what}", answer.status)).with(|d| {
            d.operation = Some(name.to_owned());
            d.status = Some(answer.status);
            d.sent = Sent::Unknown;
            d.attempts = answer.attempts;
            d.limits = answer.limits();
            d.request_id = answer.request_id();
            d.body = error_body::kept(&text);
        })
    }
}
