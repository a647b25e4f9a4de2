//! cargo-deny: licences, advisories, bans and sources of what we depend on.

use std::{path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, sh, stamp};

const VERSION: &str = "0.20.2";

/// `cargo-deny ARGS`; installed from crates.io when missing (about two minutes).
pub(crate) fn command(args: &[&str]) -> Result<Command> {
    let root = paths::toolchain().join("deny");
    let program: PathBuf = root.join("bin/cargo-deny");
    std::fs::create_dir_all(&root)?;
    stamp::once(&root.join("version.stamp"), VERSION, || {
        let mut install = sh::cargo(&["install", "--locked", "--force", "--no-default-features"]);
        install.arg(format!("cargo-deny@{VERSION}")).arg("--root").arg(&root);
        sh::quiet("install cargo-deny (about two minutes)", install)
    })?;
    let mut command = sh::cmd(program);
    command.args(args);
    Ok(command)
}
