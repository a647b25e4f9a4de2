//! `cargo xtask demo`: a room from every language, on an emulator inside each program.

mod cli;

use anyhow::{Context, Result};

use crate::{Part, build, paths, report::Report, say, sh, tools::python::Venv};

/// Runs the demo of all languages, or of one, against the installed packages.
pub(crate) fn run(part: Option<Part>) -> Result<()> {
    let mut report = Report::default();
    for part in part.map_or(Part::ALL.to_vec(), |part| vec![part]) {
        match part {
            Part::Rust => report.part("Rust", "Rust", rust),
            Part::Python => python(&mut report),
            Part::Node => report.part("Node", "Node.js", node),
            Part::Swift => report.part("Swift", "Swift", swift),
            Part::Cli => report.part("Command", "Command line", cli::run),
        }
    }
    report.end("demo")
}

/// Names the file to read, before what it prints.
fn code(file: &str) {
    say::line(&format!("\n  The code: {file}\n"));
}

fn rust() -> Result<()> {
    let example = ["--locked", "--package", "whereby-examples", "--bin", "demo"];
    sh::quiet("rust: build", sh::cargo(&[&["build"], &example[..]].concat()))?;
    code("demo/rust.rs");
    sh::indented(sh::cargo(&[&["run", "--quiet"], &example[..]].concat()))
}

fn python(report: &mut Report) {
    let mut installed = None;
    report.part("Python", "Python", || {
        let venv = installed.insert(build::python::install()?);
        python_file(venv, "demo/python_sync.py")
    });
    report.part("Python async", "Python, async", || {
        let venv = installed.as_ref().context("its package is missing, see above")?;
        python_file(venv, "demo/python_async.py")
    });
}

fn python_file(venv: &Venv, file: &str) -> Result<()> {
    code(file);
    let mut python = sh::cmd(venv.bin("python"));
    python.args(["-u", file]);
    sh::indented(python)
}

fn node() -> Result<()> {
    build::node::install()?;
    code("demo/node.mjs");
    let mut node = sh::cmd("node");
    node.arg("demo/node.mjs");
    sh::indented(node)
}

fn swift() -> Result<()> {
    let package = build::swift::build()?;
    let dir = paths::root().join("demo/swift");
    sh::quiet("swift: build", package.swift.linking(&package.library, &dir, &["build"])?)?;
    code("demo/swift/Sources/Demo/main.swift");
    sh::indented(package.swift.command(&dir, &["run", "--quiet", "--skip-build", "Demo"]))
}
