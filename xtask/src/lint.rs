//! `cargo xtask lint`.

use anyhow::{Result, bail};

use crate::{report::Report, say, sh, tools};

const WARNINGS: [&str; 3] = ["--", "-D", "warnings"];
/// Each with the features that its stub asks for.
const BINDINGS: [(&str, &str); 3] =
    [("whereby-python", "stubs"), ("whereby-node", ""), ("whereby-swift", "")];

/// Checks format, lints, docs and dependencies.
pub(crate) fn run() -> Result<()> {
    let mut report = Report::default();
    report.part("format", "Format", || sh::quiet("cargo fmt", sh::cargo(&["fmt", "--all", "--check"])));
    report.part("clippy", "Clippy", clippy);
    report.part("docs", "Docs", docs);
    report.part("core alone", "Core alone", core_alone);
    report.part("dependencies", "Dependencies", deny);
    report.end("lint")
}

/// One call each for whatever turns on features of core, with core in it: in one call they would unify.
fn clippy() -> Result<()> {
    let run = |label: &str, args: &[&str]| {
        let all = [&["clippy", "--quiet", "--all-targets"], args, &WARNINGS].concat();
        sh::quiet(&format!("clippy: {label}"), sh::cargo(&all))
    };
    run("default members", &[])?;
    for (binding, features) in BINDINGS {
        let both = ["--package", binding, "--package", "whereby", "--features", features];
        run(&format!("{binding} and core"), &both)?;
    }
    // Not `whereby-bindgen`: it is one call, and Swift's build compiles it with all that it stands on. The bench
    // asks for no feature of core.
    run("whereby-benches and core alone", &["--package", "whereby-benches", "--package", "whereby"])
}

fn docs() -> Result<()> {
    let mut doc = sh::cargo(&["doc", "--quiet", "--no-deps"]);
    doc.env("RUSTDOCFLAGS", "-D warnings");
    sh::quiet("cargo doc", doc)
}

/// Rust users pay for no other language.
fn core_alone() -> Result<()> {
    let args = ["tree", "--package", "whereby", "--edges", "normal", "--prefix", "none"];
    let tree = sh::capture(sh::cargo(&args))?;
    let foreign = |line: &&str| ["pyo3", "napi", "uniffi"].iter().any(|x| line.starts_with(x));
    match tree.lines().find(foreign) {
        Some(line) => bail!("core without features depends on {line}; make it optional"),
        None => Ok(()),
    }
}

fn deny() -> Result<()> {
    let mut args = vec!["check", "licenses", "bans", "sources"];
    match sh::capture(tools::crates::deny(&["fetch", "db"])?) {
        Ok(_) => args.push("advisories"),
        Err(error) => {
            say::line(&format!("  Advisories not checked, their database is out of reach: {error:#}"))
        }
    }
    sh::quiet(&format!("cargo deny {}", args.join(" ")), tools::crates::deny(&args)?)
}
