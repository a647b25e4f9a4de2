//! Swift 6: the one on `PATH`, or Debian's in a folder of its own.

use std::{
    env, fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, bail};

use crate::{paths, sh, stamp, tools};

/// The first Debian release with Swift 6. It needs that release's C library, hence a whole system.
const RELEASE: &str = "trixie";
const PACKAGES: &str = "ca-certificates,swiftlang,libc6-dev,libstdc++-14-dev,gcc,libcurl4-openssl-dev,git";
const MIRROR: &str = "http://deb.debian.org/debian";
const REMEDY: &str = "install Swift 6 from https://www.swift.org/install so that `swift` is on PATH, \
     or run this as root on Debian or Ubuntu, where it installs Swift into .toolchain";

/// A Swift compiler and package manager.
pub(crate) struct Swift {
    program: PathBuf,
}

impl Swift {
    /// Finds Swift 6, or installs it (as root on a Debian-like Linux; about a minute and 3 GB).
    pub(crate) fn get() -> Result<Self> {
        if let Some(program) = tools::on_path("swift") {
            let mut ask = sh::cmd(&program);
            ask.arg("--version");
            let text = sh::capture(ask)?;
            if tools::version(text.split("Swift version").nth(1).unwrap_or("")) >= Some((6, 0)) {
                return Ok(Self { program });
            }
            if env::consts::OS != "linux" {
                bail!("{} is older than Swift 6; {REMEDY}", program.display());
            }
        }
        install()?;
        Ok(Self { program: paths::root().join("xtask/swift.sh") })
    }

    /// `swift ARGS` in `dir`, which must be inside the repository.
    pub(crate) fn command(&self, dir: &Path, args: &[&str]) -> Command {
        let mut command = sh::cmd(&self.program);
        command.args(args).current_dir(dir);
        command
    }

    /// Writes `file`, which starts a program that this toolchain built: its libraries may be in the
    /// toolchain's own system only.
    pub(crate) fn launcher(&self, program: &Path, file: &Path) -> Result<()> {
        let (script, inside) = match self.program.ends_with("swift.sh") {
            true => (self.program.as_path(), format!("env SWIFT_TOOL='{}' ", program.display())),
            false => (program, String::new()),
        };
        fs::write(file, format!("#!/bin/sh\nexec {inside}'{}'\n", script.display()))?;
        fs::set_permissions(file, fs::Permissions::from_mode(0o755))?;
        Ok(())
    }

    /// `docc` of this toolchain in `dir`: with Xcode by its own finder, else beside the compiler.
    pub(crate) fn docc(&self, dir: &Path) -> Command {
        let mut command = match env::consts::OS {
            "macos" => {
                let mut xcrun = sh::cmd("xcrun");
                xcrun.arg("docc");
                xcrun
            }
            _ if self.program.ends_with("swift.sh") => {
                let mut inside = sh::cmd(&self.program);
                inside.env("SWIFT_TOOL", "/usr/libexec/swift/bin/docc");
                inside
            }
            _ => sh::cmd(self.program.with_file_name("docc")),
        };
        command.current_dir(dir);
        command
    }

    /// `swift ARGS` for a package that links `library`.
    ///
    /// SwiftPM does not see that a library named by a linker flag has changed, so the package's
    /// build folder goes when it has.
    pub(crate) fn linking(&self, library: &Path, dir: &Path, args: &[&str]) -> Result<Command> {
        let build = dir.join(".build");
        let key = stamp::digest(&[library.to_owned()])?;
        stamp::once(&build.join("library.stamp"), &key, || paths::empty(&build))?;
        Ok(self.command(dir, args))
    }
}

fn install() -> Result<()> {
    let root = paths::toolchain().join("swift");
    let recipe = format!("{RELEASE} {PACKAGES} {MIRROR}");
    stamp::once(&paths::toolchain().join("swift.stamp"), &recipe, || {
        check_host()?;
        if tools::on_path("debootstrap").is_none() {
            tools::apt::install("swift", &["debootstrap", "debian-archive-keyring"])?;
        }
        paths::empty(&root)?;
        sh::quiet("swift: install the toolchain (about a minute, 3 GB)", debootstrap(&root))?;
        for file in paths::with_suffix(&root.join("var/cache/apt/archives"), ".deb")? {
            fs::remove_file(file)?;
        }
        Ok(())
    })
    .context("Swift cannot be installed")
}

fn check_host() -> Result<()> {
    if env::consts::OS != "linux" {
        bail!("there is no `swift` of version 6 on PATH; {REMEDY}");
    }
    if !tools::is_root()? {
        bail!("there is no `swift` of version 6 on PATH, and this is not root; {REMEDY}");
    }
    if tools::on_path("debootstrap").or(tools::on_path("apt-get")).is_none() {
        bail!("there is neither `swift` of version 6 nor debootstrap nor apt-get; {REMEDY}");
    }
    Ok(())
}

/// In namespaces, for the reason told in swift.sh.
fn debootstrap(root: &Path) -> Command {
    let mut command = sh::cmd("setpriv");
    command
        .args(["--pdeathsig", "KILL", "unshare", "--mount", "--propagation", "private"])
        .args(["--pid", "--fork", "--kill-child", "--mount-proc"])
        .args(["debootstrap", "--variant=minbase"])
        .arg(format!("--include={PACKAGES}"))
        .arg(RELEASE)
        .arg(root)
        // An older debootstrap does not know the release by name, but all know how to make it.
        .args([MIRROR, "/usr/share/debootstrap/scripts/sid"]);
    command
}
