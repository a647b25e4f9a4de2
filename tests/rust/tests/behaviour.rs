//! The shared cases, one test each: `tests/behaviour/*.json` and `tests/vectors/links.json`.

mod matching;
mod record;
mod steps;

use std::{fs, path::Path, sync::Arc};

use libtest_mimic::{Arguments, Failed, Trial};
use record::Record;
use serde_json::{Value, json};
use steps::{Case, Servers};
use whereby_emulator::{Emulator, EmulatorOptions};

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of tests");
    let start = || Emulator::start(EmulatorOptions::default()).expect("the emulator starts");
    let arguments = Arguments::from_args();
    let whole = arguments.filter.is_none() && arguments.skip.is_empty() && !arguments.list;
    let record = Record::of_language("rust", whole);
    let servers = Arc::new(Servers { main: start(), other: start(), record });
    let mut files: Vec<_> =
        fs::read_dir(root.join("behaviour")).expect("cases").map(|e| e.expect("a file").path()).collect();
    files.sort();
    let mut trials = Vec::new();
    for file in files {
        let stem = file.file_stem().expect("a name").to_string_lossy().into_owned();
        let cases: Value = read(&file);
        for case in cases["cases"].as_array().expect("cases") {
            trials.push(trial(&stem, case.clone(), &servers));
        }
    }
    for link in read(&root.join("vectors/links.json")).as_array().expect("links") {
        let mut args = link["options"].as_object().expect("options").clone();
        args.insert("url".to_owned(), link["url"].clone());
        let mut step = json!({"call": "roomLink", "args": args});
        let outcome = if link["error"].is_object() { "error" } else { "expect" };
        step[outcome] = link[outcome].clone();
        trials.push(trial("links", json!({"name": link["name"], "steps": [step]}), &servers));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn read(file: &Path) -> Value {
    let text = fs::read_to_string(file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", file.display()))
}

fn trial(file: &str, case: Value, servers: &Arc<Servers>) -> Trial {
    let name = format!("{file}: {}", case["name"].as_str().expect("a name"));
    let servers = servers.clone();
    Trial::test(name.clone(), move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(Case::new(&servers).run(&name, &case)).map_err(Failed::from)
    })
}
