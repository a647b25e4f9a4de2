//! The HTTP clients of reqwest: one for calls that may be repeated, one for calls that may not.

use std::{sync::Arc, time::Duration};

use arc_swap::{ArcSwap, ArcSwapOption};
use reqwest::{Client, Proxy, redirect::Policy};
use rustls::ClientConfig;
use tokio::{
    runtime::{Handle, Id},
    task::AbortHandle,
};
use url::Url;

use super::{
    decide::Class,
    tls::{self, Roots},
};
use crate::{
    client::is_loopback,
    error::{Error, Result},
};

const POOL_IDLE: Duration = Duration::from_secs(30);
/// A connection that has been idle for longer may be dead without our knowing, and a request lost on
/// it would be a request of unknown fate.
const POOL_IDLE_ONCE: Duration = Duration::from_secs(5);
const MOST_REDIRECTS: usize = 5;

/// How connections are made.
#[derive(Clone)]
pub(crate) struct HttpOptions {
    pub connect_timeout: Duration,
    pub user_agent: String,
    pub proxy: Option<Url>,
    /// The caller's own, read already: its path may lead nowhere in another folder or process.
    pub ca_bundle: Option<Roots>,
    /// The base URL is this machine: no proxy of the environment, and plain HTTP is allowed.
    pub loopback: bool,
    /// Whether anything is reached by TLS, the proxy included.
    pub tls: bool,
}

/// The clients of this process, a pair for each runtime that sends calls.
pub(crate) struct Http {
    options: HttpOptions,
    /// Built by the constructor, for the first runtime.
    spare: ArcSwapOption<Clients>,
    homes: ArcSwap<Vec<Arc<Home>>>,
}

struct Clients {
    repeatable: Client,
    once: Client,
}

/// The clients of one runtime. A connection is driven by the runtime that made it and by no other, and
/// a child made by `fork` has neither its parent's runtimes nor a right to its sockets.
struct Home {
    process: u32,
    runtime: Id,
    clients: Arc<Clients>,
    /// A task that ends when the runtime does.
    pulse: AbortHandle,
}

impl Http {
    /// Builds clients at once, so that a wrong option is an error of the constructor.
    pub(crate) fn new(options: HttpOptions) -> Result<Self> {
        let spare = ArcSwapOption::from_pointee(Clients::new(&options)?);
        Ok(Self { options, spare, homes: ArcSwap::default() })
    }

    /// A client for the file behind a link: it has no key, and may be sent on to other places.
    pub(crate) fn files(&self, link: &Url) -> Result<Client> {
        let (tls, loopback) = (link.scheme() == "https" || self.options.tls, is_loopback(link));
        let options = HttpOptions { tls, loopback, ..self.options.clone() };
        build(&options, trust(&options)?, to_safe_places(), POOL_IDLE)
    }

    pub(crate) fn client(&self, class: Class) -> Result<Client> {
        let clients = self.here()?;
        Ok(match class {
            Class::Once => clients.once.clone(),
            Class::Safe | Class::Idempotent => clients.repeatable.clone(),
        })
    }

    /// The clients of the runtime that this runs on.
    fn here(&self) -> Result<Arc<Clients>> {
        let (process, runtime) = (std::process::id(), runtime()?);
        let homes = self.homes.load();
        if let Some(home) = homes.iter().find(|h| h.process == process && h.runtime == runtime) {
            return Ok(home.clients.clone());
        }
        let clients = match self.spare.swap(None) {
            Some(spare) => spare,
            None => Arc::new(Clients::new(&self.options)?),
        };
        let pulse = tokio::spawn(std::future::pending::<()>()).abort_handle();
        let home = Arc::new(Home { process, runtime, clients: clients.clone(), pulse });
        self.homes.rcu(|homes| {
            let living = homes.iter().filter(|h| h.process == process && !h.pulse.is_finished());
            living.chain([&home]).cloned().collect::<Vec<_>>()
        });
        Ok(clients)
    }
}

fn runtime() -> Result<Id> {
    let here = Handle::try_current();
    here.map(|runtime| runtime.id()).map_err(|e| {
        Error::config("no runtime: make calls inside one of tokio, with its I/O and its time enabled")
            .because(e)
    })
}

impl Drop for Home {
    fn drop(&mut self) {
        if self.process == std::process::id() {
            self.pulse.abort();
        } else {
            // The parent's clients are leaked, not dropped: to drop them would touch its sockets.
            std::mem::forget(self.clients.clone());
        }
    }
}

impl Clients {
    fn new(options: &HttpOptions) -> Result<Self> {
        // One configuration for both: a TLS session begun by one client is resumed by the other.
        let trust = trust(options)?;
        let build = |idle| build(options, trust.clone(), Policy::none(), idle);
        Ok(Self { repeatable: build(POOL_IDLE)?, once: build(POOL_IDLE_ONCE)? })
    }
}

fn trust(options: &HttpOptions) -> Result<ClientConfig> {
    let roots = match options.tls {
        true => options.ca_bundle.clone().unwrap_or_else(tls::system),
        false => tls::nobody(),
    };
    let mut config = tls::config(roots)?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

fn build(options: &HttpOptions, trust: ClientConfig, redirect: Policy, idle: Duration) -> Result<Client> {
    let mut builder = Client::builder()
        .user_agent(&options.user_agent)
        .connect_timeout(options.connect_timeout)
        .pool_idle_timeout(idle)
        .redirect(redirect)
        // The way to a file is a secret, which must not reach the next place as a `Referer`.
        .referer(false)
        // With none per request, reqwest does not copy each request for a repeat that never comes.
        .retry(reqwest::retry::never().max_retries_per_request(0))
        .tcp_nodelay(true);
    match &options.proxy {
        Some(url) => {
            let refused = |e| {
                Error::config("proxy: the URL cannot be used; write it as in http://proxy.example:3128")
                    .because(masked(e))
            };
            builder = builder.proxy(Proxy::all(url.as_str()).map_err(refused)?);
        }
        None if options.loopback => builder = builder.no_proxy(),
        None => {}
    }
    let builder = builder.tls_backend_preconfigured(trust);
    builder.build().map_err(|e| Error::config("the HTTP client cannot be set up").because(masked(e)))
}

/// Redirects of a file: to TLS or this machine, a few.
fn to_safe_places() -> Policy {
    Policy::custom(|attempt| {
        let safe = attempt.url().scheme() == "https" || is_loopback(attempt.url());
        match safe && attempt.previous().len() <= MOST_REDIRECTS {
            true => attempt.follow(),
            false => attempt.error("a redirect that is not followed"),
        }
    })
}

/// An error of reqwest without the URL, which may hold a password or an id.
pub(crate) fn masked(error: reqwest::Error) -> reqwest::Error {
    error.without_url()
}
