//! What the generated commands work with: a client, and where results go.

use serde::Serialize;
use whereby::{ClientOptions, Page, Pager, Whereby};

use crate::{
    args::Global,
    failure::Failure,
    output::{Output, Shape},
};

pub(crate) struct Session {
    client: Whereby,
    output: Output,
}

impl Session {
    pub(crate) fn new(global: &Global) -> Result<Self, Failure> {
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
        Ok(Self { client, output: Output::new(global) })
    }

    pub(crate) fn client(&self) -> &Whereby {
        &self.client
    }

    /// Prints one result.
    pub(crate) fn show(&self, shape: &Shape, result: &impl Serialize) -> Result<(), Failure> {
        self.output.one(shape, wire(result)?)
    }

    /// Prints a list, to its end or to `max_items`.
    pub(crate) async fn list<P: Page + Serialize>(
        &self,
        shape: &Shape,
        mut pager: Pager<P>,
        max_items: Option<u64>,
    ) -> Result<(), Failure> {
        let mut rows = self.output.rows(shape);
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

    /// Says that a call which answers nothing has worked. With `--json` it says nothing either.
    pub(crate) fn done(&self, what: &str, ids: &[&str]) -> Result<(), Failure> {
        self.output.note(&[&[what], ids].concat().join(" "))
    }
}

/// The form in which the API writes it.
fn wire(result: &impl Serialize) -> Result<serde_json::Value, Failure> {
    serde_json::to_value(result).map_err(|e| Failure::fault(format!("the result cannot be written: {e}")))
}

/// The items of a page; those that are no models come last, as the server sent them.
fn items(mut page: serde_json::Value) -> Vec<serde_json::Value> {
    let mut take = |key: &str| match page.get_mut(key).map(serde_json::Value::take) {
        Some(serde_json::Value::Array(items)) => items,
        _ => Vec::new(),
    };
    let mut all = take("results");
    all.extend(take("unreadable"));
    all
}
