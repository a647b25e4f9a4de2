//! Valgrind, which counts instructions.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{sh, tools};

/// `valgrind ARGS`; installed by apt-get when missing, as root on a Debian-like Linux.
pub(crate) fn command(args: &[&str]) -> Result<Command> {
    if tools::on_path("valgrind").is_none() {
        if tools::on_path("apt-get").is_none() {
            bail!(
                "there is no `valgrind` on PATH, and no apt-get; install it by your system's package manager"
            );
        }
        tools::apt::install("valgrind", &["valgrind"])
            .context("valgrind cannot be installed; do it by hand")?;
    }
    let mut command = sh::cmd("valgrind");
    command.args(args);
    Ok(command)
}
