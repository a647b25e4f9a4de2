//! `cargo xtask ready`: what CI runs.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{demo, generate, instructions, lint, paths, report::Report, sh, stamp, test};

/// Lints, tests and demo, and whether the committed faces of the bindings are what they build.
pub(crate) fn run() -> Result<()> {
    let before = faces()?;
    let mut report = Report::default();
    report.part("lint", "Lint", lint::run);
    report.part("gen", "Generated code", || generate::run(paths::root(), true));
    report.part("test", "Test", || test::run(None));
    report.part("instructions", "Instructions of hot paths", || instructions::run(false));
    report.part("demo", "Demo", || demo::run(None));
    report.part("faces", "Faces of the bindings", || unchanged(&before, &faces()?));
    report.end("ready")
}

/// The tracked files of the bindings, with their content: the builds write stubs among them.
fn faces() -> Result<Vec<(String, String)>> {
    let mut list = sh::cmd("git");
    list.args(["ls-files", "bindings-python", "bindings-node", "bindings-swift"]);
    let files = sh::capture(list)?;
    let present = |name: &&str| paths::root().join(name).exists();
    files.lines().filter(present).map(|name| Ok((name.to_owned(), content(name)?))).collect()
}

fn content(name: &str) -> Result<String> {
    stamp::digest(&[PathBuf::from(paths::root()).join(name)])
}

fn unchanged(before: &[(String, String)], after: &[(String, String)]) -> Result<()> {
    let stale: Vec<&str> =
        after.iter().filter(|file| !before.contains(file)).map(|file| file.0.as_str()).collect();
    if stale.is_empty() {
        return Ok(());
    }
    bail!("the build rewrote {}; look at the difference and commit it", stale.join(", "))
}
