//! The emulator inside a Swift process.

use std::sync::Arc;

use serde_json::{Value, json};
use whereby::{ClientOptions, Json, Secret, Span};
use whereby_emulator::{Emulator as Inner, EmulatorError, EmulatorOptions};

use crate::{Whereby, WherebyError};

/// A complete local Whereby on a port of this machine: for tests and demos, with no account, no key
/// and no network.
///
/// It stops when `stop` is called or the last reference to it is gone.
#[derive(uniffi::Object)]
pub struct Emulator(Arc<Inner>);

#[uniffi::export(async_runtime = "tokio")]
impl Emulator {
    /// Starts an emulator; returns when its port accepts connections.
    ///
    /// - Parameter port: The port of 127.0.0.1 to listen on. Default: a free one.
    /// - Parameter data: The path of a file that keeps the state; it is made if missing. Default: memory.
    /// - Parameter points_per_minute: The points that each key may spend in a minute. Default: 1000.
    #[uniffi::constructor(default(port = 0, data = None, points_per_minute = None))]
    pub async fn start(
        port: u16,
        data: Option<String>,
        points_per_minute: Option<u32>,
    ) -> Result<Self, WherebyError> {
        let mut options = EmulatorOptions { port, data: data.map(Into::into), ..Default::default() };
        options.points_per_minute = points_per_minute.unwrap_or(options.points_per_minute);
        crate::pipe::survive();
        Ok(Self(Arc::new(aside(move || Inner::start(options)).await??)))
    }

    /// Stops the emulator; returns when its port is free. A second call does nothing.
    pub async fn stop(&self) -> Result<(), WherebyError> {
        let inner = self.0.clone();
        aside(move || inner.stop()).await
    }

    /// Moves the clock forward, for the first key. It moves ends of rooms and of the minute's points.
    pub async fn advance(&self, by: Span) -> Result<(), WherebyError> {
        let seconds = by.as_duration().map(|d| d.as_secs_f64());
        let seconds = seconds.ok_or_else(|| WherebyError::invalid("by: must be seconds, 0 or more"))?;
        self.control("POST", "/_emulator/clock", Some(json!({ "advance": seconds }))).await.map(drop)
    }

    /// Returns what arrived with the first key, oldest first, secrets masked.
    pub async fn requests(&self) -> Result<Vec<Json>, WherebyError> {
        match self.control("GET", "/_emulator/requests", None).await? {
            Some(Value::Array(all)) => Ok(all.into_iter().map(Json).collect()),
            _ => Ok(Vec::new()),
        }
    }

    /// Sets what the next requests with the first key get instead of the real answer, one each.
    ///
    /// An answer is an object such as `["status": 503]`, `["status": 200, "json": ["a": 1]]`,
    /// `["silent": true]`, `["drop": "after"]` or `["pass": true]`.
    pub async fn script(&self, answers: Vec<Json>) -> Result<(), WherebyError> {
        let answers: Vec<Value> = answers.into_iter().map(|a| a.0).collect();
        self.control("POST", "/_emulator/answers", Some(json!({ "answers": answers }))).await.map(drop)
    }
}

#[uniffi::export(async_runtime = "tokio")]
impl Emulator {
    /// Sends a request without a network and returns the JSON of its answer: to the control plane, as
    /// `call(method: "POST", path: "/_emulator/sessions", body: ["roomName": "/a", "recordings": 1])`, which
    /// plays a session; see the emulator's README. Errors: `badRequest` with what it says.
    ///
    /// - Parameter path: From the root, as `/_emulator/settings`.
    /// - Parameter body: The JSON to send. Default: none.
    /// - Parameter api_key: Whose request. Default: the first key.
    #[uniffi::method(default(body = None, api_key = None))]
    pub async fn call(
        &self,
        method: String,
        path: String,
        body: Option<Json>,
        api_key: Option<Secret>,
    ) -> Result<Option<Json>, WherebyError> {
        let inner = self.0.clone();
        let key = api_key.unwrap_or_else(|| self.core_api_key());
        let sent = aside(move || inner.call_as(key.reveal(), &method, &path, body.map(|b| b.0)));
        match sent.await?? {
            (status @ 400.., body) => Err(WherebyError::bad_request(said(body), status)),
            (_, body) => Ok(body.map(Json)),
        }
    }
}

#[uniffi::export]
impl Emulator {
    /// The base URL for clients, such as `http://127.0.0.1:4010/v1`.
    pub fn core_base_url(&self) -> String {
        self.0.base_url().to_owned()
    }

    /// The first key.
    pub fn core_api_key(&self) -> Secret {
        self.0.api_key().into()
    }

    /// Returns a key that nobody has used, with rooms, points and a clock of its own.
    pub fn new_key(&self) -> Secret {
        Secret::new(format!("wk_test_{:032x}", fastrand::u128(..)))
    }

    /// Returns a client of this emulator.
    ///
    /// - Parameter api_key: The key. Default: the first.
    #[uniffi::method(default(api_key = None))]
    pub fn client(&self, api_key: Option<Secret>) -> Result<Whereby, WherebyError> {
        let options = ClientOptions {
            api_key: Some(api_key.unwrap_or_else(|| self.core_api_key())),
            base_url: Some(self.core_base_url()),
            ..Default::default()
        };
        Ok(Whereby(whereby::Whereby::for_runtime(options, "swift")?))
    }
}

impl Emulator {
    async fn control(
        &self,
        method: &'static str,
        path: &'static str,
        body: Option<Value>,
    ) -> Result<Option<Value>, WherebyError> {
        let answer = self.call(method.to_owned(), path.to_owned(), body.map(Json), None).await?;
        Ok(answer.map(|answer| answer.0))
    }
}

/// What the control plane says when it refuses.
fn said(body: Option<Value>) -> String {
    let body = body.unwrap_or_default();
    let text = body.get("error").or(body.get("message")).and_then(Value::as_str).map(str::to_owned);
    text.unwrap_or_else(|| body.to_string())
}

/// Runs what blocks on a thread for such things.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WherebyError> {
    tokio::task::spawn_blocking(work).await.map_err(|e| WherebyError::config(e.to_string()))
}

impl From<EmulatorError> for WherebyError {
    fn from(error: EmulatorError) -> Self {
        Self::config(error.to_string())
    }
}
