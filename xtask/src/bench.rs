//! `cargo xtask bench`: builds what users get, and has `tests/benches` measure it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use crate::{
    build, paths, sh,
    tools::{node, python::Venv},
};

/// Builds and installs what the rows need, then measures them: those named, or all.
pub(crate) fn run(rows: &[String], check: bool, write: bool) -> Result<()> {
    let program = program()?;
    let bench = || sh::cmd(&program);
    let mut needs = bench();
    needs.arg("needs").args(rows);
    for language in sh::capture(needs)?.lines() {
        match language {
            "rust" => {}
            "node" => install_node(&build::pgo::node()?)?,
            "python" => install_python(&build::pgo::python()?)?,
            "prism" => prism()?,
            "swift" => swift()?,
            other => bail!("the bench cannot install what programs in {other} need"),
        }
    }
    let mut measure = bench();
    measure.arg("run").args(rows);
    measure.args(check.then_some("--check")).args(write.then_some("--write"));
    sh::stream(measure)
}

/// Builds the bench itself.
pub(crate) fn program() -> Result<PathBuf> {
    let args = ["build", "--release", "--locked", "--package", "whereby-benches"];
    sh::quiet("bench: build", sh::release(&args)?)?;
    Ok(paths::release()?.join("whereby-benches"))
}

/// Installs a wheel, beside the others at their pinned versions.
pub(crate) fn install_python(wheel: &Path) -> Result<()> {
    let root = paths::root();
    let peers = root.join("tests/benches/python/requirements.txt");
    Venv::get("an environment with the peers", root.join("target/bench/python"), &peers)?.install_wheel(wheel)
}

/// Installs tarballs, beside the others at their pinned versions.
pub(crate) fn install_node(tarballs: &[PathBuf; 2]) -> Result<()> {
    let clean = paths::root().join("target/bench/node");
    build::node::install_beside("tests/benches/node/package.json", tarballs, &clean, &["tests/benches/node"])
}

/// The package and URLSession, each in a program of its own.
fn swift() -> Result<()> {
    let package = build::swift::build()?;
    let source = paths::root().join("tests/benches/swift");
    let args = ["build", "--configuration", "release"];
    sh::quiet("swift: build", package.swift.linking(&package.library, &source, &args)?)?;
    let to = paths::root().join("target/bench/swift");
    fs::create_dir_all(&to)?;
    let version = sh::capture(package.swift.command(&source, &["--version"]))?;
    fs::write(to.join("version"), version.lines().next().unwrap_or_default())?;
    for worker in ["whereby", "urlsession"] {
        package.swift.launcher(&source.join(".build/release").join(worker), &to.join(worker))?;
    }
    Ok(())
}

/// Prism at its pinned version; it starts as a program of its own.
fn prism() -> Result<()> {
    let pinned = paths::root().join("tests/benches/prism");
    let to = paths::root().join("target/bench/prism");
    fs::create_dir_all(&to)?;
    for file in ["package.json", "package-lock.json"] {
        fs::copy(pinned.join(file), to.join(file))?;
    }
    node::check()?;
    node::install("Prism", &to)
}
