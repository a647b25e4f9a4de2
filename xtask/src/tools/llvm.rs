//! LLVM's own programs, of the version that rustc is built on.

use std::{path::PathBuf, process::Command};

use anyhow::{Context, Result, bail};

use crate::{sh, tools};

/// `llvm-profdata ARGS`: from rustup's component `llvm-tools`, or Debian's package; installed by apt-get when
/// missing, as root on a Debian-like Linux.
pub(crate) fn profdata(args: &[&str]) -> Result<Command> {
    let mut command = sh::cmd(program()?);
    command.args(args);
    Ok(command)
}

fn program() -> Result<PathBuf> {
    let rustup = libraries()?.with_file_name("bin").join("llvm-profdata");
    if rustup.is_file() {
        return Ok(rustup);
    }
    let version = version()?;
    let program = format!("llvm-profdata-{version}");
    if tools::on_path(&program).is_none() {
        let remedy = "`rustup component add llvm-tools` installs it";
        if tools::on_path("apt-get").is_none() {
            bail!("there is no `llvm-profdata` of LLVM {version}; {remedy}");
        }
        tools::apt::install("llvm-profdata", &[&format!("llvm-{version}")])
            .with_context(|| format!("`{program}` cannot be installed; {remedy}"))?;
    }
    Ok(program.into())
}

/// Where rustc has its libraries for this machine.
fn libraries() -> Result<PathBuf> {
    let mut ask = sh::cmd("rustc");
    ask.args(["--print", "target-libdir"]);
    Ok(sh::capture(ask)?.into())
}

/// The first number of rustc's LLVM: its profiles change between versions.
fn version() -> Result<u32> {
    let mut ask = sh::cmd("rustc");
    ask.args(["--version", "--verbose"]);
    let said = sh::capture(ask)?;
    let line = said.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let (version, _) = line.and_then(tools::version).context("rustc names no version of LLVM")?;
    Ok(version)
}
