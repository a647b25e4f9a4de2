//! The emulator, held by its JavaScript object. Its calls block, so they run on threads for that.

use std::sync::{Arc, OnceLock};

use napi::{Env, Result};
use napi_derive::napi;
use tokio::task::spawn_blocking;
use whereby::{Json, OnTape};
use whereby_emulator::{Emulator, EmulatorOptions, Tariff};

use crate::answers::Answers;

/// What calls cost in points, by method.
#[napi(object, object_to_js = false)]
pub struct EmulatorTariff {
    /// GET. Default: 1.
    pub read: Option<u32>,
    /// DELETE. Default: 2.
    pub delete: Option<u32>,
    /// Any other method. Default: 3.
    pub write: Option<u32>,
}

/// Choices for an emulator. Each has a default.
#[napi(object, object_to_js = false, js_name = "EmulatorOptions")]
#[derive(Default)]
pub struct StartOptions {
    /// The port to listen on. Default: a free one.
    pub port: Option<u32>,
    /// The address to listen on. Default: `127.0.0.1`, which other machines cannot reach.
    pub host: Option<String>,
    /// The SQLite file that keeps the state; it is made if missing. Default: none, memory.
    pub data: Option<String>,
    /// Points that a key may spend in a minute. Default: 1000.
    pub points_per_minute: Option<u32>,
    /// What calls cost in points. Default: 1, 2 and 3.
    pub tariff: Option<EmulatorTariff>,
    /// Hours for which a room is still answered after its end. Default: 24.
    pub keep_after_end_hours: Option<u32>,
    /// The organisation's part of the room URLs. Default: `emulator`.
    pub subdomain: Option<String>,
}

impl StartOptions {
    fn read(self) -> std::result::Result<EmulatorOptions, &'static str> {
        let default = EmulatorOptions::default();
        let host = match self.host {
            Some(text) => EmulatorOptions::read_host(&text)?,
            None => default.host,
        };
        let port = match self.port {
            Some(port) => u16::try_from(port).map_err(|_| "port: must be 0 to 65535")?,
            None => default.port,
        };
        let tariff = self.tariff.map_or(default.tariff, |given| Tariff {
            read: given.read.unwrap_or(default.tariff.read),
            delete: given.delete.unwrap_or(default.tariff.delete),
            write: given.write.unwrap_or(default.tariff.write),
        });
        Ok(EmulatorOptions {
            port,
            host,
            data: self.data.map(Into::into),
            points_per_minute: self.points_per_minute.unwrap_or(default.points_per_minute),
            tariff,
            keep_after_end_hours: self.keep_after_end_hours.unwrap_or(default.keep_after_end_hours),
            subdomain: self.subdomain.unwrap_or(default.subdomain),
        })
    }
}

/// An emulator; its answers are texts where they say what went wrong.
#[napi]
pub struct NativeEmulator {
    answers: Answers,
    running: Arc<OnceLock<Emulator>>,
}

#[napi]
impl NativeEmulator {
    /// Makes an emulator that does not run yet.
    #[napi(constructor)]
    pub fn new(answers: &Answers) -> Self {
        Self { answers: answers.clone(), running: Arc::default() }
    }

    /// Starts it. The answer is its base URL for clients and a key.
    #[napi(catch_unwind)]
    pub fn start(&self, env: Env, id: u32, options: StartOptions) -> Result<()> {
        self.blocking(env, id, move |running| {
            let emulator = Emulator::start(options.read()?).map_err(|error| error.to_string())?;
            let emulator = running.get_or_init(|| emulator);
            Ok(vec![emulator.base_url().to_owned(), emulator.api_key().to_owned()])
        })
    }

    /// Sends a request without a network, as the tenant of a key. The answer is the status, and the body
    /// if there is one.
    #[napi(catch_unwind)]
    pub fn call(
        &self,
        env: Env,
        id: u32,
        api_key: String,
        method: String,
        path: String,
        body: Option<Json>,
    ) -> Result<()> {
        self.blocking(env, id, move |running| {
            let emulator = running.get().ok_or("it does not run")?;
            let answer = emulator.call_as(&api_key, &method, &path, body.map(|b| b.0));
            let (status, body) = answer.map_err(|error| error.to_string())?;
            Ok([Some(Json(status.into())), body.map(Json)].into_iter().flatten().collect::<Vec<_>>())
        })
    }

    /// Stops it; its port is free when this is done.
    #[napi(catch_unwind)]
    pub fn stop(&self, env: Env, id: u32) -> Result<()> {
        self.blocking(env, id, |running| Ok(running.get().map(Emulator::stop)))
    }
}

impl NativeEmulator {
    fn blocking<T: OnTape + Send + 'static>(
        &self,
        env: Env,
        id: u32,
        work: impl FnOnce(&OnceLock<Emulator>) -> std::result::Result<T, String> + Send + 'static,
    ) -> Result<()> {
        let running = self.running.clone();
        let work = async move {
            spawn_blocking(move || work(&running)).await.unwrap_or_else(|error| Err(error.to_string()))
        };
        self.answers.call(env, id, work)
    }
}
