//! The control plane for those who hold the emulator: what it refuses is an error.

use std::time::Duration;

use serde_json::{Value, json};

use crate::auth::fresh_key;
use crate::emulator::Emulator;
use crate::errors::EmulatorError;

/// Helpers of tests, each for the tenant of a key.
///
/// ```
/// use std::time::Duration;
///
/// use serde_json::json;
/// use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions};
///
/// let emulator = Emulator::start(EmulatorOptions::default())?;
/// let key = Emulator::new_key();
/// emulator.script(&key, [json!({ "status": 503 })])?;
/// // … the next request of a client with this key gets the 503 …
/// assert_eq!(emulator.call_as(&key, "GET", "/v1/meetings", None)?.0, 503);
/// assert_eq!(emulator.requests(&key)?[0]["path"], "/v1/meetings");
/// emulator.advance(&key, Duration::from_secs(3600))?;
/// emulator.control(&key, "POST", "/_emulator/sessions", Some(json!({ "roomName": "/a" })))?;
///
/// let misspelt = emulator.script(&key, [json!({ "stauts": 503 })]);
/// assert!(matches!(misspelt, Err(EmulatorError::Refused { status: 400, .. })));
/// # Ok::<(), EmulatorError>(())
/// ```
impl Emulator {
    /// Returns a key that nobody has used: a tenant with rooms, points and a clock of its own.
    #[must_use]
    pub fn new_key() -> String {
        fresh_key()
    }

    /// Moves the clock of a key forward: rooms end, minutes of the rate limit pass.
    ///
    /// It counts in milliseconds, and ends with the year 9999.
    ///
    /// # Errors
    /// As [`Emulator::control`].
    pub fn advance(&self, api_key: &str, by: Duration) -> Result<(), EmulatorError> {
        let body = json!({ "advance": by.as_secs_f64() });
        self.control(api_key, "POST", "/_emulator/clock", Some(body)).map(drop)
    }

    /// Returns the requests that arrived from a key, oldest first, secrets masked. The README lists
    /// their fields, and how many are kept.
    ///
    /// # Errors
    /// As [`Emulator::control`].
    pub fn requests(&self, api_key: &str) -> Result<Vec<Value>, EmulatorError> {
        match self.control(api_key, "GET", "/_emulator/requests", None)? {
            Some(Value::Array(all)) => Ok(all),
            _ => Ok(Vec::new()),
        }
    }

    /// Sets what the next requests of a key get, one answer each, such as
    /// `json!({ "status": 503 })` or `json!({ "drop": "after" })`. The README lists the kinds.
    ///
    /// Answers of an earlier script that nobody got yet come first.
    ///
    /// # Errors
    /// As [`Emulator::control`]; then none of the answers is set.
    pub fn script(
        &self,
        api_key: &str,
        answers: impl IntoIterator<Item = Value>,
    ) -> Result<(), EmulatorError> {
        let body = json!({ "answers": answers.into_iter().collect::<Value>() });
        self.control(api_key, "POST", "/_emulator/answers", Some(body)).map(drop)
    }

    /// Does what [`Emulator::call_as`] does, but a refusal is an error: for the control plane, where a
    /// test goes wrong if a call had no effect. Gives the body of the answer.
    ///
    /// `path` starts at the root, such as `/_emulator/settings`.
    ///
    /// # Errors
    /// [`EmulatorError::Refused`] from status 400 on; else as [`Emulator::call`].
    pub fn control(
        &self,
        api_key: &str,
        method: &str,
        path: &str,
        body: Option<Value>,
    ) -> Result<Option<Value>, EmulatorError> {
        match self.call_as(api_key, method, path, body)? {
            (status @ 400.., answer) => Err(EmulatorError::Refused {
                method: method.to_owned(),
                path: path.to_owned(),
                status,
                why: why(status, answer),
            }),
            (_, answer) => Ok(answer),
        }
    }
}

/// What the server says; a scripted answer may say nothing, or not in its words.
fn why(status: u16, answer: Option<Value>) -> String {
    match answer {
        Some(Value::String(text)) => text,
        Some(answer) => answer["error"].as_str().map_or_else(|| answer.to_string(), str::to_owned),
        None => format!("the answer has the status {status}"),
    }
}
