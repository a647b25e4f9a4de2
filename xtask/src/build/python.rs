//! The wheel and the sdist, and the environment with the wheel installed.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::{paths, sh, tools::python::Venv};

/// Builds the wheel (abi3, for Python 3.10 and later) and the sdist; returns the wheel.
pub(crate) fn build() -> Result<PathBuf> {
    let source = paths::root().join("bindings-python");
    let requirements = source.join("requirements.txt");
    let venv = Venv::get(".venv", paths::root().join(".venv"), &requirements)?;
    let dist = paths::dist("python")?;
    paths::empty(&dist)?;
    let maturin = |args: &[&str]| {
        let mut command = sh::cmd(venv.bin("maturin"));
        // The same content gives the same wheel, so it is not installed again in vain.
        command.args(args).arg("--out").arg(&dist).env("SOURCE_DATE_EPOCH", "946684800");
        command.current_dir(&source);
        command
    };
    sh::quiet("python: build the wheel", maturin(&["build", "--release", "--locked"]))?;
    sh::quiet("python: build the sdist", maturin(&["sdist"]))?;
    paths::with_suffix(&dist, ".whl")?.pop().context("maturin left no wheel in dist/python")
}

/// Builds the wheel and installs it, apart from the source tree, beside the tools for its tests.
pub(crate) fn install() -> Result<Venv> {
    let wheel = build()?;
    let requirements = paths::root().join("tests/python/requirements.txt");
    let venv = Venv::get("a clean environment", paths::clean("python"), &requirements)?;
    venv.install_wheel(&wheel)?;
    Ok(venv)
}
