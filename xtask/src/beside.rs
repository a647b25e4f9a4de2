//! A command of this program that runs beside another.

use std::{
    env,
    fs::{self, File},
    path::PathBuf,
    process::Child,
};

use anyhow::{Context, Result, bail};

use crate::{paths, say, sh};

/// It writes into a log until it is waited for.
pub(crate) struct Beside {
    name: &'static str,
    child: Child,
    log: PathBuf,
}

impl Beside {
    /// Starts `cargo xtask NAME`.
    pub(crate) fn start(name: &'static str) -> Result<Self> {
        let logs = paths::target()?.join("xtask/logs");
        fs::create_dir_all(&logs)?;
        let log = logs.join(format!("beside-{name}.log"));
        let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
        let mut command = sh::cmd(env::current_exe()?);
        command.arg(name).stdout(file.try_clone()?).stderr(file);
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self { name, child, log })
    }

    /// Waits for its end, and shows what it said.
    pub(crate) fn end(mut self) -> Result<()> {
        let status = self.child.wait()?;
        say::line(String::from_utf8_lossy(&fs::read(&self.log)?).trim_end());
        if status.success() { Ok(()) } else { bail!("{} ended with {status}", self.name) }
    }
}
