//! Options of a client and of a call.

use std::collections::HashMap;

use whereby_macros::model;

use crate::model::{Secret, Span};

/// Options of a client. Each has a default.
#[model(options)]
pub struct ClientOptions {
    /// The API key of the organisation. Default: the environment's `WHEREBY_API_KEY`. Never logged.
    pub api_key: Option<Secret>,
    /// Where the API is. Default: the environment's `WHEREBY_BASE_URL`, else
    /// `https://api.whereby.dev/v1`. Plain `http` only to this machine itself. A host beyond ASCII
    /// is written in Punycode.
    pub base_url: Option<String>,
    /// How long one try may take, the connection included. Default: 15 s.
    pub timeout: Option<Span>,
    /// How long making a connection may take. Default: 5 s.
    pub connect_timeout: Option<Span>,
    /// How long a whole call may take, with all its tries and waits. Default: 90 s, which outlives
    /// one minute of the rate limit.
    pub deadline: Option<Span>,
    /// How many times a call that may be repeated is sent at most. Default: 3. Waits for the rate
    /// limit do not count.
    pub max_tries: Option<u32>,
    /// The URL of an HTTP proxy. Default: `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` of the
    /// environment; none to this machine itself.
    pub proxy: Option<String>,
    /// The path of a PEM file with the certificates to trust. Default: the system's store
    /// (`SSL_CERT_FILE` is honoured), or bundled roots if that is empty.
    pub ca_bundle: Option<String>,
    /// What to add to the `User-Agent`, as in `my-app/1.2`. Default: nothing.
    pub app_info: Option<String>,
    /// Headers to send with every call. Default: none. `Authorization` cannot be set here.
    pub headers: Option<HashMap<String, String>>,
}

/// Options of a call: of all calls of the clone that `with_options` returns.
#[model(options)]
pub struct CallOptions {
    /// How long one try may take, the connection included. Default: the client's.
    pub timeout: Option<Span>,
    /// How long a whole call may take, with all its tries and waits. Default: the client's.
    pub deadline: Option<Span>,
    /// How many times a call that may be repeated is sent at most. Default: the client's.
    pub max_tries: Option<u32>,
    /// Headers to send beside the client's; the same name replaces. Default: none.
    pub headers: Option<HashMap<String, String>>,
}
