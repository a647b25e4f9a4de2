//! Python's virtual environments.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::{paths, sh, stamp, tools};

/// A virtual environment.
pub(crate) struct Venv {
    dir: PathBuf,
}

impl Venv {
    /// The environment in `dir` with what `requirements` lists; made again when that list changes.
    pub(crate) fn get(name: &str, dir: PathBuf, requirements: &Path) -> Result<Self> {
        let python = host()?;
        let list = stamp::digest(&[requirements.to_owned()])?;
        let key = format!("{} {list}", version(&python)?);
        stamp::once(&dir.join("requirements.stamp"), &key, || {
            paths::empty(&dir)?;
            let mut make = sh::cmd(&python);
            make.args(["-m", "venv"]).arg(&dir);
            sh::quiet(&format!("python: make {name}"), make)
                .context("install Python's venv module (Debian: apt-get install python3-venv)")?;
            let venv = Self { dir: dir.clone() };
            venv.pip(&format!("python: fill {name}"), &["--requirement"], requirements)
        })?;
        Ok(Self { dir })
    }

    /// Installs a wheel unless this very one is installed.
    pub(crate) fn install_wheel(&self, wheel: &Path) -> Result<()> {
        let key = stamp::digest(&[wheel.to_owned()])?;
        stamp::once(&self.dir.join("wheel.stamp"), &key, || {
            self.pip("python: install the wheel", &["--force-reinstall", "--no-deps"], wheel)
        })
    }

    /// A program of the environment.
    pub(crate) fn bin(&self, program: &str) -> PathBuf {
        self.dir.join("bin").join(program)
    }

    fn pip(&self, label: &str, args: &[&str], what: &Path) -> Result<()> {
        let mut pip = sh::cmd(self.bin("python"));
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
        pip.args(args).arg(what);
        sh::quiet(label, pip)
    }
}

fn host() -> Result<PathBuf> {
    let remedy = "install Python 3.10 or later (Debian: apt-get install python3 python3-venv)";
    let python = tools::on_path("python3").with_context(|| format!("no python3; {remedy}"))?;
    let text = version(&python)?;
    if tools::version(&text) < Some((3, 10)) {
        bail!("python3 is {text}; {remedy}");
    }
    Ok(python)
}

fn version(python: &Path) -> Result<String> {
    let mut ask = sh::cmd(python);
    ask.arg("--version");
    sh::capture(ask)
}
