//! What went over the wire, for `cargo xtask test` to look at: one line a case.

use std::{
    fs::{self, File},
    io::Write,
    path::Path,
    sync::Mutex,
};

use serde_json::{Value, json};

/// `target/conformance/<language>.jsonl`. A run of a part of the cases leaves it alone.
pub struct Record(Option<Mutex<File>>);

impl Record {
    /// Empties the file, if all cases are run.
    pub fn of_language(name: &str, whole: bool) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/conformance");
        Self(whole.then(|| {
            fs::create_dir_all(&folder).expect("a folder for the record");
            File::create(folder.join(format!("{name}.jsonl"))).expect("a record").into()
        }))
    }

    pub fn add(&self, case: &str, exchanges: &Value) -> Result<(), String> {
        let Some(file) = &self.0 else { return Ok(()) };
        let mut line = json!({ "case": case, "exchanges": exchanges }).to_string();
        line.push('\n');
        file.lock().map_err(|e| e.to_string())?.write_all(line.as_bytes()).map_err(|e| e.to_string())
    }
}
