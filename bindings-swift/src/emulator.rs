//! The emulator inside a Swift process.

use std::sync::Arc;

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
    /// Errors: `config` for an option that breaks a rule, a port that is taken, a file that cannot be used.
    ///
    /// - Parameter port: The port to listen on. Default: a free one.
    /// - Parameter data: The path of a file that keeps the state; it is made if missing. Default: memory.
    /// - Parameter points_per_minute: The points that each key may spend in a minute. Default: 1000.
    /// - Parameter host: The IP address to listen on. Default: 127.0.0.1, which other machines cannot reach.
    /// - Parameter keep_after_end_hours: For how many hours a room is answered after its end. Default: 24.
    /// - Parameter subdomain: What stands before `.whereby.com` in links: a-z, 0-9, `-`. Default: `emulator`.
    #[uniffi::constructor(default(
        port = 0,
        data = None,
        points_per_minute = None,
        host = None,
        keep_after_end_hours = None,
        subdomain = None
    ))]
    pub async fn start(
        port: u16,
        data: Option<String>,
        points_per_minute: Option<u32>,
        host: Option<String>,
        keep_after_end_hours: Option<u32>,
        subdomain: Option<String>,
    ) -> Result<Self, WherebyError> {
        let mut options = EmulatorOptions { port, data: data.map(Into::into), ..Default::default() };
        options.points_per_minute = points_per_minute.unwrap_or(options.points_per_minute);
        options.keep_after_end_hours = keep_after_end_hours.unwrap_or(options.keep_after_end_hours);
        options.subdomain = subdomain.unwrap_or(options.subdomain);
        if let Some(host) = host {
            options.host = EmulatorOptions::read_host(&host).map_err(WherebyError::config)?;
        }
        crate::pipe::survive();
        Ok(Self(Arc::new(aside(move || Inner::start(options)).await??)))
    }

    /// Stops the emulator; returns when its port is free. A second call does nothing.
    pub async fn stop(&self) -> Result<(), WherebyError> {
        let inner = self.0.clone();
        aside(move || inner.stop()).await
    }

    /// Moves the clock of a key forward: rooms end, minutes of the rate limit pass.
    ///
    /// - Parameter by: How far, in seconds.
    /// - Parameter api_key: Whose clock. Default: the first key's.
    #[uniffi::method(default(api_key = None))]
    pub async fn advance(&self, by: Span, api_key: Option<Secret>) -> Result<(), WherebyError> {
        let by = by.as_duration().ok_or_else(|| WherebyError::invalid("by: must be seconds, 0 or more"))?;
        self.control(api_key, move |emulator, key| emulator.advance(key, by)).await
    }

    /// Returns the requests that arrived from a key, oldest first, secrets masked.
    ///
    /// - Parameter api_key: Whose. Default: the first key's.
    #[uniffi::method(default(api_key = None))]
    pub async fn requests(&self, api_key: Option<Secret>) -> Result<Vec<Json>, WherebyError> {
        let all = self.control(api_key, |emulator, key| emulator.requests(key)).await?;
        Ok(all.into_iter().map(Json).collect())
    }

    /// Adds what the next requests of a key get instead of the real answer, one each, behind what still waits there.
    ///
    /// An answer is an object such as `["status": 503]`, `["status": 200, "json": ["a": 1]]`,
    /// `["silent": true]`, `["drop": "after"]` or `["pass": true]`. Errors: `badRequest` if one of them is
    /// none; then none is set.
    ///
    /// - Parameter api_key: Whose requests. Default: the first key's.
    #[uniffi::method(default(api_key = None))]
    pub async fn script(&self, answers: Vec<Json>, api_key: Option<Secret>) -> Result<(), WherebyError> {
        let answers = answers.into_iter().map(|answer| answer.0);
        self.control(api_key, |emulator, key| emulator.script(key, answers)).await
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
        let body = body.map(|body| body.0);
        let answer = self.control(api_key, move |emulator, key| emulator.control(key, &method, &path, body));
        Ok(answer.await?.map(Json))
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
        Secret::new(Inner::new_key())
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
    async fn control<T: Send + 'static>(
        &self,
        api_key: Option<Secret>,
        work: impl FnOnce(&Inner, &str) -> Result<T, EmulatorError> + Send + 'static,
    ) -> Result<T, WherebyError> {
        let inner = self.0.clone();
        let key = api_key.unwrap_or_else(|| self.core_api_key());
        Ok(aside(move || work(&inner, key.reveal())).await??)
    }
}

/// Runs what blocks on a thread for such things.
async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, WherebyError> {
    tokio::task::spawn_blocking(work).await.map_err(|e| WherebyError::config(e.to_string()))
}

impl From<EmulatorError> for WherebyError {
    fn from(error: EmulatorError) -> Self {
        match error {
            EmulatorError::Refused { status, why, .. } => Self::bad_request(why, status),
            error => Self::config(error.to_string()),
        }
    }
}
