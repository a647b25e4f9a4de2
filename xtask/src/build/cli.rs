//! The command.

use std::path::PathBuf;

use anyhow::Result;

use crate::{paths, sh};

/// Builds the command `whereby`; returns where it is.
pub(crate) fn build() -> Result<PathBuf> {
    let args = ["build", "--release", "--locked", "--package", "whereby-cli"];
    sh::quiet("cli: build the command", sh::cargo(&args))?;
    let program = paths::dist("cli")?.join("whereby");
    paths::copy(&paths::target()?.join("release/whereby"), &program)?;
    Ok(program)
}
