//! `cargo xtask instructions`: what hot paths cost, counted by callgrind.
//!
//! Counts do not depend on the machine's mood, so that a slower path shows at once. They do depend on
//! the compiler: those of another one are shown, and judged by nobody.

use std::{collections::BTreeMap, fs, path::PathBuf};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{paths, say, sh, tools};

/// How far a count may be from its baseline, either way: a gain must be written down too, or a later
/// loss would hide in it.
const TOLERANCE: f64 = 0.02;

/// The paths of `core/benches/instructions.rs`, and how often to run each.
const PATHS: [(&str, u64); 3] = [("create", 200), ("decode", 20), ("page", 20)];

/// `core/benches/instructions.json`: instructions of one run of each path, and who compiled it.
#[derive(Serialize, Deserialize)]
struct Baseline {
    compiler: String,
    instructions: BTreeMap<String, u64>,
}

/// Counts, and compares with the baseline or writes it.
pub(crate) fn run(write: bool) -> Result<()> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        say::line("  Not counted: the baseline is of Linux on x86-64");
        return Ok(());
    }
    let program = build()?;
    let file = paths::root().join("core/benches/instructions.json");
    let mut instructions = BTreeMap::new();
    for (path, times) in PATHS {
        let (some, more) = (count(&program, path, times)?, count(&program, path, 2 * times)?);
        instructions.insert(path.to_owned(), more.saturating_sub(some) / times);
    }
    let mut ask = sh::cmd("rustc");
    ask.arg("--version");
    let counted = Baseline { compiler: sh::capture(ask)?, instructions };
    if write {
        fs::write(&file, serde_json::to_string_pretty(&counted)? + "\n")?;
        return Ok(());
    }
    compare(&serde_json::from_str(&fs::read_to_string(&file)?)?, &counted)
}

/// The bench, optimised as a release is.
fn build() -> Result<PathBuf> {
    let args = ["bench", "--quiet", "--package", "whereby", "--bench", "instructions", "--no-run"];
    sh::quiet("build core for release", sh::release(&args)?)?;
    let messages = sh::capture(sh::release(&[&args[..], &["--message-format=json"]].concat())?)?;
    let mut built = messages.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        Some(message["executable"].as_str()?.into())
    });
    built.next_back().context("cargo has built no bench")
}

fn count(program: &PathBuf, path: &str, times: u64) -> Result<u64> {
    let out = paths::target()?.join(format!("xtask/callgrind.{path}"));
    let mut command = tools::valgrind::command(&["--quiet", "--tool=callgrind"])?;
    command.arg(format!("--callgrind-out-file={}", out.display()));
    command.arg(program).arg(path).arg(times.to_string());
    sh::capture(command)?;
    let text = fs::read_to_string(&out)?;
    let total = text.lines().find_map(|line| line.strip_prefix("summary: ")?.trim().parse().ok());
    total.with_context(|| format!("callgrind has written no summary into {}", out.display()))
}

fn compare(baseline: &Baseline, counted: &Baseline) -> Result<()> {
    let mut far = Vec::new();
    for (path, &now) in &counted.instructions {
        let before = baseline.instructions.get(path).copied().unwrap_or_default();
        #[expect(clippy::cast_precision_loss, reason = "a ratio of counts far below 2^52")]
        let ratio = now as f64 / before as f64;
        say::line(&format!("  {path}: {now} instructions, {ratio:.3} of the baseline"));
        if !((1.0 - TOLERANCE)..=(1.0 + TOLERANCE)).contains(&ratio) {
            far.push(path.as_str());
        }
    }
    if baseline.compiler != counted.compiler {
        say::line(&format!(
            "  Not judged: the baseline is of {}, this is {}",
            baseline.compiler, counted.compiler
        ));
        return Ok(());
    }
    if far.is_empty() {
        return Ok(());
    }
    bail!(
        "{} cost more or less than before; if that is meant, run `cargo xtask instructions --write` and commit the baseline",
        far.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_in_a_hundred_is_near_and_three_is_far() {
        let of = |count| Baseline {
            compiler: "rustc".to_owned(),
            instructions: BTreeMap::from([("create".to_owned(), count)]),
        };
        for (count, near) in [(1000, true), (1020, true), (980, true), (1030, false), (970, false)] {
            assert_eq!(compare(&of(1000), &of(count)).is_ok(), near, "{count}");
        }
        let none = Baseline { instructions: BTreeMap::new(), ..of(0) };
        assert!(compare(&none, &of(1000)).is_err(), "a path without a baseline");
        let other = Baseline { compiler: "another".to_owned(), ..of(1000) };
        assert!(compare(&other, &of(2000)).is_ok(), "another compiler");
    }
}
