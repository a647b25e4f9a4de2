//! The emulator as its host process holds it.

use std::fmt;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::{self, JoinHandle};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header;
use serde_json::Value;
use tokio::runtime::{Builder, Handle, Runtime};
use tokio::sync::oneshot;

use crate::errors::EmulatorError;
use crate::options::EmulatorOptions;
use crate::server::{self, Routes};
use crate::state::{Shared, lock};
use crate::store::Store;

/// A running emulator. Dropping it stops it.
///
/// It may be shared between threads. All calls block; none needs an async runtime, and none
/// minds being made inside one.
pub struct Emulator {
    base_url: String,
    api_key: String,
    process: u32,
    running: Mutex<Option<Running>>,
}

struct Running {
    routes: Routes,
    runtime: Handle,
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
}

impl Emulator {
    /// Starts an emulator on a thread of its own and returns when its port accepts connections.
    ///
    /// # Errors
    /// An option breaks a rule, the port is taken, the data file cannot be used, or the system
    /// has no thread to give.
    pub fn start(options: EmulatorOptions) -> Result<Self, EmulatorError> {
        options.check()?;
        let (store, identity) = Store::open(options.data.as_deref(), &options.room_origin())?;
        let listener = listen(SocketAddr::new(options.host, options.port))?;
        let address = listener.local_addr().map_err(EmulatorError::Thread)?;
        let origin = reachable(address).to_string();
        let base_url = format!("http://{origin}/v1");
        let routes = Routes::new(Arc::new(Shared::new(store, identity.signer, origin, &options)));

        let runtime =
            Builder::new_current_thread().enable_io().enable_time().build().map_err(EmulatorError::Thread)?;
        let handle = runtime.handle().clone();
        let (stop, stopped) = oneshot::channel();
        let served = routes.clone();
        let thread = thread::Builder::new()
            .name("whereby-emulator".to_owned())
            .spawn(move || run(runtime, listener, served, stopped))
            .map_err(EmulatorError::Thread)?;

        Ok(Self {
            base_url,
            api_key: identity.api_key,
            process: std::process::id(),
            running: Mutex::new(Some(Running { routes, runtime: handle, stop, thread })),
        })
    }

    /// Base URL for clients, such as `http://127.0.0.1:4010/v1`.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// A key of this emulator. With a data file it is the same at each start.
    ///
    /// Any other key `wk_test_…` works too, and is a tenant of its own.
    #[must_use]
    pub fn api_key(&self) -> &str {
        &self.api_key
    }

    /// Sends a request as [`Emulator::api_key`] without a network and gives status and body.
    ///
    /// `path` starts at the root, such as `/_emulator/clock`. A body that is not JSON comes back
    /// as a string, an empty one as `None`. A refusal is an answer too, which no `?` sees; for the
    /// control plane see [`Emulator::control`].
    ///
    /// # Errors
    /// The emulator has been stopped, this process is a fork, or the call is no valid HTTP.
    pub fn call(
        &self,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<(u16, Option<Value>), EmulatorError> {
        self.call_as(&self.api_key, method, path, body)
    }

    /// Does what [`Emulator::call`] does, as the tenant of another key.
    ///
    /// # Errors
    /// As [`Emulator::call`].
    pub fn call_as(
        &self,
        api_key: &str,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<(u16, Option<Value>), EmulatorError> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, format!("Bearer {api_key}"))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .map_err(|error| EmulatorError::Call(error.to_string()))?;
        let (runtime, routes) = self.open_line()?;
        let (sender, receiver) = mpsc::sync_channel(1);
        runtime.spawn(async move {
            let _ = sender.send(exchange(routes, request).await);
        });
        receiver.recv().unwrap_or(Err(EmulatorError::Stopped))
    }

    /// Stops the emulator and returns when its port is free. A second call does nothing.
    ///
    /// Requests under way are cut off. In a fork of the process that started it nothing happens.
    pub fn stop(&self) {
        if self.process != std::process::id() {
            return;
        }
        // The lock is held to the end, so that a second caller also returns with the port free.
        let mut running = lock(&self.running);
        if let Some(Running { stop, thread, routes, .. }) = running.take() {
            drop(routes);
            let _ = stop.send(());
            let _ = thread.join();
        }
    }

    fn open_line(&self) -> Result<(Handle, Routes), EmulatorError> {
        if self.process != std::process::id() {
            return Err(EmulatorError::Forked);
        }
        match &*lock(&self.running) {
            Some(running) => Ok((running.runtime.clone(), running.routes.clone())),
            None => Err(EmulatorError::Stopped),
        }
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        if self.process == std::process::id() {
            self.stop();
        } else if let Ok(running) = self.running.get_mut() {
            // The thread, its event loop and the open file are the parent's.
            std::mem::forget(running.take());
        }
    }
}

impl fmt::Debug for Emulator {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Emulator").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, EmulatorError> {
    TcpListener::bind(address)
        .and_then(|listener| {
            listener.set_nonblocking(true)?;
            Ok(listener)
        })
        .map_err(|source| EmulatorError::Listen { address, source })
}

/// Address for clients: "any address" can be listened on, not called.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    match address.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip([127, 0, 0, 1].into()),
        IpAddr::V6(ip) if ip.is_unspecified() => {
            address.set_ip(std::net::Ipv6Addr::LOCALHOST.into());
        }
        _ => {}
    }
    address
}

fn run(runtime: Runtime, listener: TcpListener, routes: Routes, stopped: oneshot::Receiver<()>) {
    runtime.block_on(async {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
            return;
        };
        tokio::select! {
            _ = stopped => {}
            never = server::serve(listener, routes) => match never {},
        }
    });
}

async fn exchange(routes: Routes, request: Request) -> Result<(u16, Option<Value>), EmulatorError> {
    let response = server::answer(routes, request).await.map_err(|_| EmulatorError::HungUp)?;
    let status = response.status().as_u16();
    let body = to_bytes(response.into_body(), usize::MAX).await.map_err(|_| EmulatorError::HungUp)?;
    let value = match serde_json::from_slice(&body) {
        _ if body.is_empty() => None,
        Ok(value) => Some(value),
        Err(_) => Some(String::from_utf8_lossy(&body).into()),
    };
    Ok((status, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forked_copy_refuses_calls_and_leaves_the_thread_alone() {
        let mut emulator = Emulator::start(EmulatorOptions::default()).expect("a start");
        let (runtime, _) = emulator.open_line().expect("a line");
        emulator.process += 1;
        let call = emulator.call("GET", "/_emulator/clock", None);
        assert!(matches!(call, Err(EmulatorError::Forked)), "{call:?}");
        emulator.stop();
        drop(emulator);
        let (sender, receiver) = mpsc::channel();
        runtime.spawn(async move { sender.send(()) });
        assert!(receiver.recv().is_ok(), "the thread goes on");
    }
}
