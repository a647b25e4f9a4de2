//! Packages of Debian and its like.

use anyhow::Result;

use crate::sh;

/// Installs packages as root; `tool` is what needs them.
pub(crate) fn install(tool: &str, packages: &[&str]) -> Result<()> {
    for words in [&["update"][..], &[&["install", "--yes"], packages].concat()] {
        let mut command = sh::cmd("apt-get");
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        sh::quiet(&format!("{tool}: apt-get {}", words[0]), command)?;
    }
    Ok(())
}
