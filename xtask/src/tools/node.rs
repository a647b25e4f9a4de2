//! Node.js and its packages.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

use crate::{sh, stamp, tools};

/// Checks that Node.js and npm can be used.
pub(crate) fn check() -> Result<()> {
    let remedy = "install Node.js 20 or later with npm (https://nodejs.org)";
    let mut ask = sh::cmd("node");
    ask.arg("--version");
    let text = sh::capture(ask).with_context(|| format!("no Node.js; {remedy}"))?;
    if tools::version(&text) < Some((20, 0)) {
        bail!("Node.js is {text}; {remedy}");
    }
    tools::on_path("npm").with_context(|| format!("no npm; {remedy}"))?;
    Ok(())
}

/// `npm ARGS` in `dir`.
pub(crate) fn npm(dir: &Path, args: &[&str]) -> Command {
    let mut command = sh::cmd("npm");
    command.args(args).current_dir(dir);
    command
}

/// Installs what package.json of `dir` asks for, unless it is installed.
///
/// Not by `npm ci`: it refuses a lock file that was written where a registry lacks one of the many
/// optional packages for other platforms.
pub(crate) fn install(name: &str, dir: &Path) -> Result<()> {
    let mut asked = vec![dir.join("package.json"), dir.join("package-lock.json")];
    asked.retain(|file| file.exists());
    let key = stamp::digest(&asked)?;
    stamp::once(&dir.join("node_modules/.installed.stamp"), &key, || {
        let args = ["install", "--no-save", "--no-audit", "--no-fund"];
        sh::quiet(&format!("node: install {name}"), npm(dir, &args))
    })
}
