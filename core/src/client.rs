//! The client: a key, a base URL, and how to send.

use std::{env::VarError, time::Duration};

use reqwest::{
    Method,
    header::{AUTHORIZATION, CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING},
};
use url::{Host, Url};

use crate::{
    check,
    error::{Error, Result},
    model::{Extra, Json, Secret, Span},
    options::{CallOptions, ClientOptions},
    resources::{Insights, Meetings, Recordings, Rooms, Summaries, Transcriptions},
    transport::{Call, Class, Http, HttpOptions, SendOptions, Transport, bundle},
};

/// Names the base URL in the environment.
const BASE_URL: &str = "WHEREBY_BASE_URL";
const DEFAULT_BASE_URL: &str = "https://api.whereby.dev/v1";
const TIMEOUT: Duration = Duration::from_secs(15);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const DEADLINE: Duration = Duration::from_secs(90);
const MAX_TRIES: u32 = 3;

/// A client of Whereby's API. A clone is cheap and shares connections.
///
/// A client may be shared by threads and event loops, and works in a process made by `fork`.
#[derive(Debug, Clone)]
pub struct Whereby {
    transport: Transport,
}

impl Whereby {
    /// Builds a client from options. Errors: `ConfigError` that names the option and the remedy.
    pub fn new(options: ClientOptions) -> Result<Self> {
        Self::for_runtime(options, &format!("rust/{}", env!("CARGO_PKG_RUST_VERSION")))
    }

    /// Builds a client from `WHEREBY_API_KEY` and `WHEREBY_BASE_URL`.
    pub fn from_env() -> Result<Self> {
        Self::new(ClientOptions::default())
    }

    /// Builds a client whose `User-Agent` names the language that uses it.
    #[doc(hidden)]
    pub fn for_runtime(options: ClientOptions, runtime: &str) -> Result<Self> {
        let base_url = base_url(options.base_url)?;
        let loopback = is_loopback(&base_url);
        let agent = options.app_info.map(|app| format!(" {app}")).unwrap_or_default();
        let proxy = options.proxy.map(|p| parse_url("proxy", &p)).transpose()?;
        let secure = |url: &Url| url.scheme() == "https";
        let http = HttpOptions {
            connect_timeout: span("connect_timeout", options.connect_timeout, CONNECT_TIMEOUT)?,
            user_agent: format!("whereby-sdk/{} ({runtime}){agent}", env!("CARGO_PKG_VERSION")),
            ca_bundle: options.ca_bundle.as_deref().map(bundle).transpose()?,
            loopback,
            tls: secure(&base_url) || proxy.as_ref().is_some_and(secure),
            proxy,
        };
        check_header("app_info", &http.user_agent)?;
        let send = SendOptions {
            authorization: authorization(options.api_key)?,
            headers: headers(options.headers)?,
            timeout: span("timeout", options.timeout, TIMEOUT)?,
            deadline: span("deadline", options.deadline, DEADLINE)?,
            max_tries: max_tries(options.max_tries, MAX_TRIES)?,
            base_url,
        };
        Ok(Self { transport: Transport::new(send, Http::new(http)?) })
    }

    /// Returns a clone with other options for its calls; connections are shared.
    pub fn with_options(&self, options: CallOptions) -> Result<Self> {
        let mut transport = self.transport.clone();
        let mut send = (*transport.options).clone();
        send.timeout = span("timeout", options.timeout, send.timeout)?;
        send.deadline = span("deadline", options.deadline, send.deadline)?;
        send.max_tries = max_tries(options.max_tries, send.max_tries)?;
        send.headers.extend(headers(options.headers)?);
        transport.options = send.into();
        Ok(Self { transport })
    }

    /// Where the API is.
    pub fn base_url(&self) -> &str {
        self.transport.options.base_url.as_str()
    }

    /// Rooms: create, get, list, delete.
    pub fn meetings(&self) -> Meetings {
        Meetings::new(self.transport.clone())
    }

    /// Cloud recordings: list, get, download, delete.
    pub fn recordings(&self) -> Recordings {
        Recordings::new(self.transport.clone())
    }

    /// Transcriptions: create from a recording, list, get, download, delete.
    pub fn transcriptions(&self) -> Transcriptions {
        Transcriptions::new(self.transport.clone())
    }

    /// Summaries of transcriptions: create, list, get, delete. Beta of the vendor's.
    pub fn summaries(&self) -> Summaries {
        Summaries::new(self.transport.clone())
    }

    /// What rooms look like: colours, logo, backgrounds.
    pub fn rooms(&self) -> Rooms {
        Rooms::new(self.transport.clone())
    }

    /// How rooms were used: rooms, sessions, participants, connections.
    pub fn insights(&self) -> Insights {
        Insights::new(self.transport.clone())
    }

    /// Sends a request that this library has no method for, and returns the JSON of the answer, or
    /// nothing if the answer has no body. GET, PUT and DELETE are repeated as other calls are; POST
    /// and PATCH only if nothing was sent or the server answered 429.
    ///
    /// `path` is relative to the base URL, as in `/meetings`, and may carry a query.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        query: Option<Extra>,
        body: Option<Json>,
    ) -> Result<Option<Json>> {
        let answer = self.transport.send(&raw_call(method, path, query, body)?).await?;
        match answer.body.is_empty() {
            true => Ok(None),
            false => self
                .transport
                .decode(&format!("{method} {path}"), &answer, |text| serde_json::from_str(text))
                .map(Some),
        }
    }
}

fn raw_call(method: &str, path: &str, query: Option<Extra>, body: Option<Json>) -> Result<Call> {
    let (class, method) = match method.to_ascii_uppercase().as_str() {
        "GET" => (Class::Safe, Method::GET),
        "PUT" => (Class::Idempotent, Method::PUT),
        "DELETE" => (Class::Idempotent, Method::DELETE),
        "POST" => (Class::Once, Method::POST),
        "PATCH" => (Class::Once, Method::PATCH),
        other => {
            return Err(Error::invalid(format!(
                "method: `{other}` is none of GET, POST, PUT, PATCH, DELETE"
            )));
        }
    };
    let (path, given) = path.split_once('?').unwrap_or((path, ""));
    // A backslash and the encoded dots are the same to URLs, which drop tabs and line breaks.
    let up = |step: &str| percent_encoding::percent_decode_str(step).eq(*b"..");
    if !path.starts_with('/') || path.split(['/', '\\']).any(up) || path.contains(char::is_control) {
        return Err(Error::invalid(
            "path: must begin with `/`, stay below the base URL, and have no control characters, as in /meetings",
        ));
    }
    let call = Call {
        name: format!("{method} {path}").into(),
        class,
        method,
        path: path.to_owned().into(),
        query: Vec::new(),
        body: None,
    };
    let mut call = call.query(&query.unwrap_or_default())?;
    call.query.extend(url::form_urlencoded::parse(given.as_bytes()).into_owned());
    match body {
        Some(body) => call.json(&body),
        None => Ok(call),
    }
}

fn base_url(option: Option<String>) -> Result<Url> {
    let (name, given) = match option {
        Some(url) => ("base_url", url),
        None => (BASE_URL, variable(BASE_URL)?.unwrap_or_else(|| DEFAULT_BASE_URL.to_owned())),
    };
    let url = parse_url(name, &given)?;
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(Error::config(format!(
            "{name}: must be scheme, host and path alone, without user, password, query or fragment"
        )));
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(Error::config(format!(
            "{name}: plain http would show the key to the network; write https (http only to 127.0.0.1, localhost or [::1])"
        )));
    }
    Ok(url)
}

/// An option of the environment. One that is no text is not passed over: the default would be another server.
fn variable(name: &str) -> Result<Option<String>> {
    match std::env::var(name) {
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => {
            Err(Error::config(format!("{name} is no text in UTF-8; set it anew")))
        }
    }
}

fn parse_url(option: &str, text: &str) -> Result<Url> {
    let refused = || {
        let beyond = match text.is_ascii() {
            true => "",
            false => "; a host beyond ASCII in Punycode, as in https://xn--bcher-kva.example",
        };
        Error::config(format!(
            "{option}: must be a URL with a host and the scheme http or https, as in https://example.com{beyond}"
        ))
    };
    let url = Url::parse(text.trim()).map_err(|_| refused())?;
    match matches!(url.scheme(), "http" | "https") && url.has_host() {
        true => Ok(url),
        false => Err(refused()),
    }
}

pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn authorization(option: Option<Secret>) -> Result<HeaderValue> {
    let key = match option {
        Some(key) => Some(key),
        None => variable("WHEREBY_API_KEY")?.map(Secret::from),
    };
    let key = key.as_ref().map(Secret::reveal).unwrap_or_default();
    if key.is_empty() {
        return Err(Error::config(
            "api_key: no API key; pass api_key or set WHEREBY_API_KEY (keys are made in the dashboard under Configure, API keys)",
        ));
    }
    if key.contains(|c: char| c.is_whitespace() || c.is_control()) || !key.is_ascii() {
        return Err(Error::config(
            "api_key: the key has white space, line breaks or letters beyond ASCII in it; copy it again without them",
        ));
    }
    let mut value = HeaderValue::try_from(format!("Bearer {key}"))
        .map_err(|_| Error::config("api_key: the key cannot stand in a header"))?;
    value.set_sensitive(true);
    Ok(value)
}

fn headers(option: Option<std::collections::HashMap<String, String>>) -> Result<HeaderMap> {
    let mut headers = HeaderMap::new();
    for (name, value) in option.unwrap_or_default() {
        let refused = |why: &str| Error::config(format!("headers: `{}` {why}", name.escape_debug()));
        let parsed = HeaderName::try_from(&name).map_err(|_| refused("is no name of a header"))?;
        if parsed == AUTHORIZATION {
            return Err(refused("is set from api_key; leave it out"));
        }
        if [CONTENT_LENGTH, TRANSFER_ENCODING].contains(&parsed) {
            return Err(refused("follows from the body; leave it out"));
        }
        headers.insert(
            parsed,
            HeaderValue::try_from(value)
                .map_err(|_| refused("has a value with line breaks or control characters"))?,
        );
    }
    Ok(headers)
}

fn check_header(option: &str, value: &str) -> Result<()> {
    HeaderValue::from_str(value)
        .map(drop)
        .map_err(|_| Error::config(format!("{option}: must be one line of plain text")))
}

fn span(option: &str, given: Option<Span>, default: Duration) -> Result<Duration> {
    check::span(option, given, default).map_err(Error::config)
}

fn max_tries(given: Option<u32>, default: u32) -> Result<u32> {
    match given {
        Some(0) => Err(Error::config("max_tries: must be 1 or more; 1 means that nothing is repeated")),
        given => Ok(given.unwrap_or(default)),
    }
}
