//! The emulator, held by its JavaScript object. Its calls block, so they run on threads for that.

use std::sync::Arc;

use napi::bindgen_prelude::spawn_blocking;
use napi_derive::napi;
use whereby::Json;
use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions, Tariff};

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
    fn read(self) -> napi::Result<EmulatorOptions> {
        let default = EmulatorOptions::default();
        let host = match self.host {
            Some(text) => {
                text.parse().map_err(|_| refused("host: must be an IP address, as in 127.0.0.1"))?
            }
            None => default.host,
        };
        let port = match self.port {
            Some(port) => u16::try_from(port).map_err(|_| refused("port: must be 0 to 65535"))?,
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

/// An answer of the emulator's control plane.
#[napi(object, object_from_js = false)]
pub struct EmulatorAnswer {
    /// The status.
    pub status: u32,
    /// The body, if there is one.
    pub body: Option<Json>,
}

/// A running emulator.
#[napi]
pub struct NativeEmulator(Arc<Emulator>);

#[napi]
impl NativeEmulator {
    /// Starts an emulator.
    #[napi(ts_return_type = "Promise<NativeEmulator>")]
    pub async fn start(options: StartOptions) -> napi::Result<Self> {
        let options = options.read()?;
        let started = spawn_blocking(move || Emulator::start(options)).await;
        Ok(Self(Arc::new(started.map_err(refused)?.map_err(refused)?)))
    }

    /// The base URL for clients.
    #[napi(getter)]
    pub fn base_url(&self) -> &str {
        self.0.base_url()
    }

    /// A key of this emulator.
    #[napi(getter)]
    pub fn api_key(&self) -> &str {
        self.0.api_key()
    }

    /// Sends a request without a network, as the tenant of a key.
    #[napi]
    pub async fn call(
        &self,
        api_key: String,
        method: String,
        path: String,
        body: Option<Json>,
    ) -> napi::Result<EmulatorAnswer> {
        let emulator = self.0.clone();
        let answer = move || emulator.call_as(&api_key, &method, &path, body.map(|b| b.0));
        let answer: Result<_, EmulatorError> = spawn_blocking(answer).await.map_err(refused)?;
        let (status, body) = answer.map_err(refused)?;
        Ok(EmulatorAnswer { status: status.into(), body: body.map(Json) })
    }

    /// Stops it; its port is free when this is done.
    #[napi]
    pub async fn stop(&self) -> napi::Result<()> {
        let emulator = self.0.clone();
        spawn_blocking(move || emulator.stop()).await.map_err(refused)
    }
}

fn refused(error: impl ToString) -> napi::Error {
    napi::Error::from_reason(error.to_string())
}
