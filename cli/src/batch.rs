//! Many calls at once: each result as it comes.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Value, json};
use whereby::Batch;

use crate::{
    exit,
    failure::Failure,
    records,
    session::{Session, wire},
};

const CUT_OFF: &str =
    "what is printed has ended; calls that were under way may have taken effect: look before you repeat them";

impl Session {
    /// Prints the results of a batch, and its errors on standard error, each with its index.
    pub(crate) async fn batch<T: Serialize + Send + 'static>(
        &self,
        done: &str,
        columns: &[&str],
        mut batch: Batch<T>,
    ) -> Result<(), Failure> {
        self.if_cut_off(CUT_OFF);
        let (mut total, mut failed, mut codes) = (0_u64, 0_u64, Vec::new());
        while let Some(item) = batch.next().await {
            total += 1;
            match item.result {
                Ok(value) => self.item(done, columns, item.index, wire(&value)?)?,
                Err(error) => {
                    failed += 1;
                    let failure = Failure::Call(Box::new(error));
                    codes.push(failure.code());
                    failure.report_item(item.index, self);
                }
            }
        }
        codes.dedup();
        match codes[..] {
            [] => Ok(()),
            [code] => Err(Failure::batch(failed, total, code)),
            _ => Err(Failure::batch(failed, total, exit::FAULT)),
        }
    }

    fn item(&self, done: &str, columns: &[&str], index: u64, mut value: Value) -> Result<(), Failure> {
        self.output.mask(&mut value);
        if self.output.json {
            return crate::output::print(&format!("{}\n", json!({ "index": index, "value": value })));
        }
        let cells = match &value {
            Value::Object(map) => columns.iter().filter_map(|column| map.get(*column)).collect(),
            other => vec![other],
        };
        let cells: Vec<_> = cells.into_iter().filter(|v| !v.is_null()).map(records::cell).collect();
        self.output.note(&format!("{done} {index}: {}", cells.join("  ")))
    }
}

impl Failure {
    /// How a batch ends of which some calls failed.
    fn batch(failed: u64, total: u64, code: u8) -> Self {
        Self::Other {
            code,
            kind: "BatchError",
            message: format!("{failed} of {total} failed"),
            hint: String::new(),
        }
    }

    /// Tells the error of one item of a batch on standard error.
    fn report_item(&self, index: u64, session: &Session) {
        let told = match (session.output.json, self.object(&session.words)) {
            (true, Some(Value::Object(mut object))) => {
                object.insert("index".to_owned(), index.into());
                writeln!(io::stderr(), "{}", Value::Object(object))
            }
            _ => self.lines(&format!("index {index}: "), &session.words),
        };
        // There is no third place to tell that standard error is closed.
        let _ = told;
    }
}
