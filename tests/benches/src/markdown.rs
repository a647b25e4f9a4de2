//! `BENCHMARKS.md`.

use std::{collections::BTreeMap, fs, process::Command};

use anyhow::Result;
use comfy_table::presets::ASCII_MARKDOWN;
use serde::Deserialize;

use crate::{judge::Judged, table};

/// The programs whose versions matter: what to run, with which argument.
const VERSIONS: [[&str; 2]; 4] = [
    ["rustc", "--version"],
    ["target/bench/python/bin/python", "--version"],
    ["node", "--eval=console.log('Node.js', process.version)"],
    ["cat", "target/bench/swift/version"],
];

/// The whole file.
pub(crate) fn text(rows: &[Judged]) -> Result<String> {
    let (met, all) = (rows.iter().filter(|row| row.met).count(), rows.len());
    let versions: Vec<String> = VERSIONS.iter().filter_map(version).collect();
    Ok(format!(
        "<!-- Written by `cargo xtask bench --write`. Do not edit: run it again. -->\n\
         # Benchmarks\n\n\
         Our packages as users get them (wheel, wrapper, retries, errors and models included), beside others,\n\
         in one run on one machine. A ratio is ours over theirs: of times, memory and sizes less is better, of\n\
         calls a second more. {met} of {all} rows reach all their goals.\n\n\
         {}\n\n\
         Machine: {}. Versions: whereby {}, {}, {}.\n\n\
         {}{METHOD}",
        table::text(rows, ASCII_MARKDOWN, "<br>"),
        machine(),
        env!("CARGO_PKG_VERSION"),
        versions.join(", "),
        pins()?.join(", "),
        missed(rows),
    ))
}

/// The rows that miss a goal, each with the reason.
fn missed(rows: &[Judged]) -> String {
    let missed = rows.iter().filter(|row| !row.met);
    let lines: Vec<String> = missed
        .map(|row| format!("- **{}**: {}\n", row.title, row.why.unwrap_or("not looked into yet.")))
        .collect();
    if lines.is_empty() {
        return String::new();
    }
    format!("## Goals that are missed, and why\n\n{}\n", lines.concat())
}

/// The peers with their versions.
fn pins() -> Result<Vec<String>> {
    let python = fs::read_to_string("tests/benches/python/requirements.txt")?;
    let mut pins: Vec<String> = python.lines().map(|line| line.replace("==", " ")).collect();
    for language in ["node", "prism"] {
        let text = fs::read_to_string(format!("tests/benches/{language}/package.json"))?;
        let manifest: Manifest = serde_json::from_str(&text)?;
        pins.extend(manifest.dependencies.iter().map(|(name, version)| format!("{name} {version}")));
    }
    Ok(pins)
}

#[derive(Deserialize)]
struct Manifest {
    dependencies: BTreeMap<String, String>,
}

const METHOD: &str = "\
## Method

- A server on the loopback gives fixed answers: a room of 480 bytes, a page of 100 rooms of 58 kB. One
  thread, a process of its own.
- For times of a call, client and server share one core; for calls a second, two.
- The programs of a row are started together and work in turns, in an order that is new in each round.
  The ratio is the median of the rounds' ratios; its quartiles stand beside it.
- The packages are built as they are released (`cargo xtask build --pgo`): those of Python and Node are optimized
  by what everyday programs run, which are workers of this bench and calls of the emulator, `src/everyday.rs`.
- Each program does what its user would: JSON body, key, answer parsed, all fields read.
- Ratios move between machines: the kernel's part of a call and the programs' own do not grow alike.
- Start-up and memory are less those of the same interpreter that loads nothing. Of three starts in a round
  the quickest counts.
- *raw Rust* is reqwest and serde by hand, in Rust: what no client on reqwest can beat. In its place stand a
  bare handler of axum for the emulator, and for memory in Node a loop without any client.
- Calls a second of the emulator are of the one in Python's package.

## Run it

`cargo xtask bench` measures all rows and `cargo xtask bench python-sync` one; both leave
`target/bench.json` and `target/bench.svg`. `--check` fails where a goal is missed. Rows, peers and goals
are in `tests/benches/goals.json`.
";

fn version([program, argument]: &[&str; 2]) -> Option<String> {
    let said = Command::new(program).arg(argument).output().ok()?;
    Some(String::from_utf8_lossy(&said.stdout).trim().to_owned())
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, std::num::NonZero::get);
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let system = version(&["uname", "-sr"]).unwrap_or_default();
    format!("{cores} cores of {}, {system}", model.map_or("an unknown processor", |(_, name)| name))
}
