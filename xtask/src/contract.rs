//! What the suites sent and got, against the vendor's OpenAPI file, where there is one.

use std::{
    env,
    path::{self, PathBuf},
};

use anyhow::{Result, bail};

use crate::{Part, conformance, paths, say, sh, tools::python::Venv};

/// The variable that names the file. It is not ours to hand on, so the repository has no copy.
const VARIABLE: &str = "WHEREBY_OPENAPI";
const USUAL: &str = "../shared/whereby-openapi.json";

/// Validates the records of these parts; skipped, with a word, if there is no file.
pub(crate) fn check(parts: &[Part]) -> Result<()> {
    let named = env::var_os(VARIABLE).map(path::absolute).transpose()?;
    let file = named.clone().unwrap_or_else(|| paths::root().join(USUAL));
    if !file.exists() {
        if named.is_some() {
            bail!("{VARIABLE}: there is no {}", file.display());
        }
        say::line(&format!(
            "  skipped: the vendor's OpenAPI file is not there; name it by {VARIABLE}, or put it at {USUAL}"
        ));
        return Ok(());
    }
    let here = paths::root().join("tests/contract");
    let venv =
        Venv::get("the contract check", paths::toolchain().join("contract"), &here.join("requirements.txt"))?;
    let mut records: Vec<PathBuf> = parts.iter().flat_map(|part| conformance::records(*part)).collect();
    records.retain(|record| record.exists());
    if records.is_empty() {
        bail!("no suite left a record of what it sent and got");
    }
    let mut check = sh::cmd(venv.bin("python"));
    check.arg(here.join("check.py")).arg(file).args(records);
    sh::stream(check)
}
