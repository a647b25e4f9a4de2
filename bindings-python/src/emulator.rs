//! A local Whereby inside a Python process.

use std::path::PathBuf;

use pyo3::prelude::*;
use serde_json::Value;
use whereby::{ClientOptions, Extra, Given, Json, Keyword as _, Secret, Span};
use whereby_emulator::{EmulatorError, EmulatorOptions};

use crate::{
    client,
    generated::client::{AsyncWhereby, Whereby},
};

/// A local Whereby with the rules of the real one, on a free port of this machine, until it is
/// stopped. Each API key that begins with `wk_test_` has rooms, points and a clock of its own.
///
/// Args:
///     port: The port to listen on. Default: a free one.
///     data: The path of a SQLite file to keep the rooms in. Default: they are kept in memory.
///     points_per_minute: The points of each key. Default: 1000.
///     host: The address to listen on. Default: 127.0.0.1, which other machines cannot reach.
///     keep_after_end_hours: For how many hours a room is answered after its end. Default: 24.
///     subdomain: The organisation's part of the room links: `https://<subdomain>.whereby.com`. Default:
///         `emulator`.
#[pyclass(frozen, module = "whereby")]
pub struct Emulator(whereby_emulator::Emulator);

#[pymethods]
impl Emulator {
    #[new]
    #[pyo3(signature = (*, port = None, data = None, points_per_minute = None, host = None, keep_after_end_hours = None, subdomain = None))]
    fn __new__(
        py: Python<'_>,
        port: Option<Given<u16>>,
        data: Option<PathBuf>,
        points_per_minute: Option<Given<u32>>,
        host: Option<&str>,
        keep_after_end_hours: Option<Given<u32>>,
        subdomain: Option<String>,
    ) -> PyResult<Self> {
        let mut options = EmulatorOptions { data, ..Default::default() };
        options.port = port.option("port")?.unwrap_or(options.port);
        options.points_per_minute =
            points_per_minute.option("points_per_minute")?.unwrap_or(options.points_per_minute);
        options.keep_after_end_hours =
            keep_after_end_hours.option("keep_after_end_hours")?.unwrap_or(options.keep_after_end_hours);
        options.subdomain = subdomain.unwrap_or(options.subdomain);
        if let Some(host) = host {
            options.host =
                EmulatorOptions::read_host(host).map_err(|why| whereby::raise(py, "ConfigError", why))?;
        }
        py.detach(|| whereby_emulator::Emulator::start(options))
            .map(Self)
            .map_err(|e| whereby::raise(py, "ConfigError", &e.to_string()))
    }

    /// Where it is, as in `http://127.0.0.1:4010/v1`.
    #[getter]
    fn base_url(&self) -> String {
        self.0.base_url().to_owned()
    }

    /// A key that it takes.
    #[getter]
    fn api_key(&self) -> String {
        self.0.api_key().to_owned()
    }

    /// Returns another key, whose rooms, points and clock are apart from those of all others.
    #[staticmethod]
    fn new_key() -> String {
        whereby_emulator::Emulator::new_key()
    }

    /// Returns a client of this emulator.
    ///
    /// Args:
    ///     api_key: Its key. Default: `api_key` of the emulator.
    #[pyo3(signature = (*, api_key = None))]
    fn client(&self, py: Python<'_>, api_key: Option<String>) -> PyResult<Whereby> {
        client::build(py, self.options(api_key)).map(Whereby)
    }

    /// Returns a client of this emulator for `asyncio`.
    ///
    /// Args:
    ///     api_key: Its key. Default: `api_key` of the emulator.
    #[pyo3(signature = (*, api_key = None))]
    fn async_client(&self, py: Python<'_>, api_key: Option<String>) -> PyResult<AsyncWhereby> {
        client::build(py, self.options(api_key)).map(AsyncWhereby)
    }

    /// Moves the clock of a key forward: rooms end, minutes of the rate limit pass.
    ///
    /// Args:
    ///     seconds: How far: a number of seconds or a `timedelta`.
    ///     api_key: Whose clock. Default: `api_key` of the emulator.
    #[pyo3(signature = (seconds, *, api_key = None))]
    fn advance(&self, py: Python<'_>, seconds: Given<Span>, api_key: Option<&str>) -> PyResult<()> {
        let span = seconds.named("seconds")?.as_duration();
        let refused =
            || whereby::raise(py, "InvalidRequestError", "seconds: must be 0 or more; time does not go back");
        let by = span.ok_or_else(refused)?;
        self.control(py, api_key, |emulator, key| emulator.advance(key, by))
    }

    /// Returns the requests that arrived from a key, oldest first, with secrets masked.
    ///
    /// Args:
    ///     api_key: Whose. Default: `api_key` of the emulator.
    #[pyo3(signature = (*, api_key = None))]
    fn requests(&self, py: Python<'_>, api_key: Option<&str>) -> PyResult<Vec<Extra>> {
        let all = self.control(py, api_key, |emulator, key| emulator.requests(key))?;
        let object = |request| if let Value::Object(object) = request { Some(Extra(object)) } else { None };
        Ok(all.into_iter().filter_map(object).collect())
    }

    /// Adds the answers to the next requests of a key, one each, behind what still waits: see the emulator's README.
    ///
    /// Args:
    ///     answers: As in `[{"status": 503}, {"drop": "after"}, {"silent": True}]`.
    ///     api_key: Whose. Default: `api_key` of the emulator.
    #[pyo3(signature = (answers, *, api_key = None))]
    fn script(&self, py: Python<'_>, answers: Given<Vec<Extra>>, api_key: Option<&str>) -> PyResult<()> {
        let answers = answers.named("answers")?;
        let answers = answers.into_iter().map(|answer| Value::Object(answer.0));
        self.control(py, api_key, |emulator, key| emulator.script(key, answers))
    }

    /// Sends a request of a key without a network, and returns the JSON of its answer: to the control
    /// plane, as `call("POST", "/_emulator/sessions", {"roomName": "/a", "recordings": 1})`, which plays
    /// a session; see the emulator's README. Errors: `InvalidRequestError` with what it says.
    ///
    /// Args:
    ///     method: As `GET` or `POST`.
    ///     path: From the root, as `/_emulator/settings`.
    ///     body: The JSON to send. Default: none.
    ///     api_key: Whose request. Default: `api_key` of the emulator.
    #[pyo3(signature = (method, path, body = None, *, api_key = None))]
    fn call(
        &self,
        py: Python<'_>,
        method: &str,
        path: &str,
        body: Option<Json>,
        api_key: Option<&str>,
    ) -> PyResult<Option<Json>> {
        let body = body.map(|body| body.0);
        self.control(py, api_key, |emulator, key| emulator.control(key, method, path, body))
            .map(|answer| answer.map(Json))
    }

    /// Stops it and frees its port. A second call does nothing.
    fn stop(&self, py: Python<'_>) {
        py.detach(|| self.0.stop());
    }

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, py: Python<'_>, _exception: &Bound<'_, PyAny>) {
        self.stop(py);
    }

    fn __repr__(&self) -> String {
        format!("Emulator(base_url='{}')", self.0.base_url())
    }
}

impl Emulator {
    fn options(&self, api_key: Option<String>) -> ClientOptions {
        ClientOptions {
            api_key: Some(Secret::new(api_key.unwrap_or_else(|| self.api_key()))),
            base_url: Some(self.base_url()),
            ..ClientOptions::default()
        }
    }

    fn control<T: Send>(
        &self,
        py: Python<'_>,
        key: Option<&str>,
        work: impl FnOnce(&whereby_emulator::Emulator, &str) -> Result<T, EmulatorError> + Send,
    ) -> PyResult<T> {
        let key = key.unwrap_or_else(|| self.0.api_key());
        py.detach(|| work(&self.0, key))
            .map_err(|error| whereby::raise(py, "InvalidRequestError", &error.to_string()))
    }
}
