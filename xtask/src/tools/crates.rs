//! Programs from crates.io.

use std::{fs, path::PathBuf, process::Command};

use anyhow::Result;

use crate::{paths, sh, stamp};

/// Licences, advisories, bans and sources of what we depend on.
pub(crate) fn deny(args: &[&str]) -> Result<Command> {
    command("deny", "0.20.2", args)
}

/// What takes which part of a program's bytes.
pub(crate) fn bloat(args: &[&str]) -> Result<Command> {
    command("bloat", "0.12.1", args)
}

/// `cargo-NAME ARGS`; installed when missing (about a minute).
fn command(name: &str, version: &str, args: &[&str]) -> Result<Command> {
    let root = paths::toolchain().join(name);
    let program: PathBuf = root.join(format!("bin/cargo-{name}"));
    fs::create_dir_all(&root)?;
    stamp::once(&root.join("version.stamp"), version, || {
        let mut install = sh::cargo(&["install", "--locked", "--force", "--debug", "--no-default-features"]);
        install.arg(format!("cargo-{name}@{version}")).arg("--root").arg(&root);
        install.env("CARGO_PROFILE_DEV_DEBUG", "0");
        sh::quiet(&format!("install cargo-{name} (about a minute)"), install)
    })?;
    let mut command = sh::cmd(program);
    command.args(args);
    Ok(command)
}
