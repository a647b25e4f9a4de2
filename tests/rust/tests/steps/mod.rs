//! Runs the steps of a case, with a tenant of its own.

use std::{fs, path::PathBuf, time::Duration};

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;
use whereby::{CallOptions, ClientOptions, Error, Secret, Span, Timestamp, Whereby};
use whereby_emulator::Emulator;
use whereby_tests::{Outcome, dispatch, free_function, request};

use crate::{matching::matches, record::Record};

/// The emulator of all cases, and a second one that nobody should reach.
pub struct Servers {
    pub main: Emulator,
    pub other: Emulator,
    pub record: Record,
}

pub struct Case<'a> {
    servers: &'a Servers,
    key: String,
    saved: Map<String, Value>,
    folder: TempDir,
}

impl<'a> Case<'a> {
    pub fn new(servers: &'a Servers) -> Self {
        let folder = TempDir::new().expect("a folder of the case's own");
        Self { servers, key: Emulator::new_key(), saved: Map::new(), folder }
    }

    pub async fn run(mut self, name: &str, case: &Value) -> Result<(), String> {
        let ended = self.steps(case).await;
        let exchanges = self.control(&json!({ "path": "/_emulator/requests" }))?;
        self.servers.record.add(name, &exchanges)?;
        ended
    }

    async fn steps(&mut self, case: &Value) -> Result<(), String> {
        for (number, step) in case["steps"].as_array().ok_or("a case has steps")?.iter().enumerate() {
            self.step(step).await.map_err(|why| format!("step {}: {why}", number + 1))?;
        }
        Ok(())
    }

    async fn step(&mut self, step: &Value) -> Result<(), String> {
        if let Some(control) = step.get("control") {
            let given = self.control(control)?;
            return self.took_place(step, &given);
        }
        if let Some(file) = step["file"].as_str() {
            return self.expect(step, &self.file(file)?);
        }
        let name = step["call"].as_str().ok_or("a step has a call, a control or a file")?;
        let args = match self.filled(&step["args"]) {
            Value::Object(args) => args,
            _ => Map::new(),
        };
        match (self.call(name, args, step).await?, step.get("error")) {
            (Ok(given), None) => self.took_place(step, &given),
            (Err(error), Some(expected)) => check_error(&error, &self.filled(expected)),
            (Ok(given), Some(_)) => Err(format!("no error, but {given}")),
            (Err(error), None) => Err(format!("{error:?}")),
        }
    }

    async fn call(
        &self,
        name: &str,
        args: Map<String, Value>,
        step: &Value,
    ) -> Result<Result<Value, Error>, String> {
        let outcome: Outcome = if let Some(outcome) = free_function(name, args.clone()) {
            outcome
        } else {
            let client = match self.client(step) {
                Ok(client) => client,
                Err(error) => return Ok(Err(error)),
            };
            match name {
                "request" => request(&client, args).await,
                _ => dispatch(&client, name, args).await.ok_or_else(|| format!("no operation `{name}`"))?,
            }
        };
        match outcome {
            Ok(value) => Ok(Ok(value)),
            Err(whereby_tests::Failure::Client(error)) => Ok(Err(*error)),
            Err(whereby_tests::Failure::Case(why)) => Err(why),
        }
    }

    fn client(&self, step: &Value) -> whereby::Result<Whereby> {
        let text = |key: &str, default: &str| step["client"][key].as_str().unwrap_or(default).to_owned();
        let client = Whereby::new(ClientOptions {
            api_key: Some(Secret::new(text("apiKey", &self.key))),
            base_url: Some(text("baseUrl", self.servers.main.base_url())),
            ..ClientOptions::default()
        })?;
        let options = &step["options"];
        let span = |key: &str| options[key].as_f64().map(|s| Span::from(Duration::from_secs_f64(s)));
        client.with_options(CallOptions {
            timeout: span("timeout"),
            deadline: span("deadline"),
            max_tries: options["maxTries"].as_u64().and_then(|n| u32::try_from(n).ok()),
            headers: serde_json::from_value(options["headers"].clone()).ok(),
        })
    }

    fn control(&self, control: &Value) -> Result<Value, String> {
        let body = control.get("body").map(|b| self.filled(b));
        let (method, path) =
            (control["method"].as_str().unwrap_or("GET"), control["path"].as_str().unwrap_or("/"));
        let answer = self.servers.main.control(&self.key, method, path, body).map_err(|e| e.to_string())?;
        Ok(answer.unwrap_or_default())
    }

    /// What is known of a file; null if there is none.
    fn file(&self, path: &str) -> Result<Value, String> {
        let path = self.filled(&json!(path));
        let path = PathBuf::from(path.as_str().unwrap_or_default());
        if !path.exists() {
            return Ok(Value::Null);
        }
        let bytes = fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(json!({ "size": bytes.len(), "sha256": sum }))
    }

    /// Saves and checks what a step gave.
    fn took_place(&mut self, step: &Value, given: &Value) -> Result<(), String> {
        if let Some(name) = step["save"].as_str() {
            self.saved.insert(name.to_owned(), given.clone());
        }
        self.expect(step, given)
    }

    fn expect(&self, step: &Value, given: &Value) -> Result<(), String> {
        match step.get("expect") {
            Some(expected) => matches(&self.filled(expected), Some(given), ""),
            None => Ok(()),
        }
    }

    /// Puts moments, saved values and the case's folder where `$…` stands.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.filled_text(text),
            Value::Array(items) => items.iter().map(|v| self.filled(v)).collect(),
            Value::Object(map) => {
                Value::Object(map.iter().map(|(k, v)| (k.clone(), self.filled(v))).collect())
            }
            other => other.clone(),
        }
    }

    fn filled_text(&self, text: &str) -> Value {
        if let Some(seconds) = text.strip_prefix("$now").and_then(|s| s.parse::<f64>().ok()) {
            #[expect(clippy::cast_precision_loss, reason = "microseconds of our days fit")]
            let now = Timestamp::now().as_micros() as f64 / 1e6;
            return json!(Timestamp::from_seconds(now + seconds).expect("a moment"));
        }
        match text {
            "$baseUrl" => return json!(self.servers.main.base_url()),
            "$otherBaseUrl" => return json!(self.servers.other.base_url()),
            _ => {}
        }
        if text.contains("$tmp/") {
            return json!(text.replace("$tmp", &self.folder.path().to_string_lossy()));
        }
        // `$name.key.0` leads through objects and arrays.
        let saved = text.strip_prefix('$').and_then(|path| path.split_once('.'));
        let found = saved
            .and_then(|(name, keys)| self.saved.get(name)?.pointer(&format!("/{}", keys.replace('.', "/"))));
        found.cloned().unwrap_or_else(|| json!(text))
    }
}

fn check_error(error: &Error, expected: &Value) -> Result<(), String> {
    let given = json!({
        "kind": error.kind().name(), "status": error.status, "sent": error.sent, "attempts": error.attempts,
        "operation": error.operation, "retryAt": error.retry_at, "limits": error.limits,
        "requestId": error.request_id, "body": error.body,
    });
    for (key, value) in expected.as_object().ok_or("an error is an object")? {
        match key.as_str() {
            "messageContains" => {
                let part = value.as_str().unwrap_or_default();
                if !error.message.contains(part) {
                    return Err(format!("`{}` has no `{part}`", error.message));
                }
            }
            key => matches(value, given.get(key), key).map_err(|why| format!("{why} in {given}"))?,
        }
    }
    Ok(())
}
