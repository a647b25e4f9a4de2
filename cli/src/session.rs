//! What the generated commands work with: a client, and where results go.

use std::sync::{Arc, OnceLock};

use serde::Serialize;
use serde_json::Value;
use whereby::{ClientOptions, Page, Pager, Whereby};

use crate::{args::Global, failure::Failure, output::Output};

/// For who stops a command that must not be repeated blindly.
pub(crate) const UNKNOWN: &str = "it may have taken effect: look before you repeat it";
/// For who stops a command that deletes many together.
pub(crate) const SOME_DELETED: &str = "some may be deleted by now; the same command deletes the rest";
/// For who stops a command that waits for the server.
pub(crate) const WAITING: &str = "the server goes on without this command; find it by list";

#[derive(Clone)]
pub(crate) struct Session {
    client: Whereby,
    pub(crate) output: Output,
    /// Of the command that runs.
    pub(crate) words: Vec<String>,
    stopped: Arc<OnceLock<&'static str>>,
    changed: Arc<OnceLock<&'static str>>,
}

impl Session {
    pub(crate) fn new(global: &Global, words: Vec<String>) -> Result<Self, Failure> {
        if std::env::var_os("WHEREBY_API_KEY").is_none_or(|key| key.is_empty()) {
            return Err(Failure::config(
                "no API key",
                "set WHEREBY_API_KEY (keys are made in the dashboard under Configure, API keys), or try `whereby emulator`",
            ));
        }
        let options = ClientOptions {
            base_url: global.base_url.clone(),
            timeout: global.timeout,
            deadline: global.deadline,
            ..ClientOptions::default()
        };
        let client = Whereby::for_runtime(options, "cli")?;
        Ok(Self {
            client,
            output: Output::new(global),
            words,
            stopped: Arc::default(),
            changed: Arc::default(),
        })
    }

    pub(crate) fn client(&self) -> &Whereby {
        &self.client
    }

    /// Sets what to say if a signal ends the command from now on. The first one stays.
    pub(crate) fn if_stopped(&self, hint: &'static str) {
        // Who comes second has nothing to add.
        let _ = self.stopped.set(hint);
    }

    /// Sets it for a command that changes something on the server, where an output that takes no more hides
    /// as much as a signal does.
    pub(crate) fn if_cut_off(&self, hint: &'static str) {
        self.if_stopped(hint);
        // As above.
        let _ = self.changed.set(hint);
    }

    /// What to say where results could not be printed.
    pub(crate) fn hint_when_changed(&self) -> &'static str {
        self.changed.get().copied().unwrap_or_default()
    }

    /// What to say where a signal has ended the command.
    pub(crate) fn hint_when_stopped(&self) -> &'static str {
        self.stopped.get().copied().unwrap_or_default()
    }

    /// Prints one result.
    pub(crate) fn show(&self, result: &impl Serialize) -> Result<(), Failure> {
        self.output.one(wire(result)?)
    }

    /// Prints results that came together.
    pub(crate) fn all(&self, columns: &[&str], results: Vec<impl Serialize>) -> Result<(), Failure> {
        let mut rows = self.output.rows(columns);
        results.iter().try_for_each(|result| rows.add(wire(result)?))?;
        rows.finish()
    }

    /// Prints a list, to its end or to `max_items`.
    pub(crate) async fn list<P: Page + Serialize>(
        &self,
        columns: &[&str],
        mut pager: Pager<P>,
        max_items: Option<u64>,
    ) -> Result<(), Failure> {
        let mut rows = self.output.rows(columns);
        let mut left = max_items.unwrap_or(u64::MAX);
        while left > 0
            && let Some(page) = pager.next_page().await?
        {
            for item in items(wire(&page)?) {
                if left == 0 {
                    break;
                }
                left -= 1;
                rows.add(item)?;
            }
        }
        rows.finish()
    }

    /// What is said of a call that answers nothing.
    pub(crate) fn done(&self, what: &str, ids: &[&str]) -> String {
        [&[what], ids].concat().join(" ")
    }

    /// Says it. With `--json` it says nothing.
    pub(crate) fn note(&self, done: &str) -> Result<(), Failure> {
        self.output.note(done)
    }
}

/// The form in which the API writes it.
pub(crate) fn wire(result: &impl Serialize) -> Result<Value, Failure> {
    serde_json::to_value(result).map_err(|e| Failure::fault(format!("the result cannot be written: {e}")))
}

/// The items of a page; those that are no models come last, as the server sent them.
fn items(mut page: Value) -> Vec<Value> {
    let mut take = |key: &str| match page.get_mut(key).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let mut all = take("results");
    all.extend(take("unreadable"));
    all
}
