//! Where things are.

use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use anyhow::{Context, Result};

use crate::sh;

/// The repository.
pub(crate) fn root() -> &'static Path {
    static ROOT: OnceLock<PathBuf> = OnceLock::new();
    ROOT.get_or_init(|| {
        // At run time if possible: a target directory may be shared by several clones.
        let manifest = env::var("CARGO_MANIFEST_DIR");
        let xtask = manifest.unwrap_or_else(|_| env!("CARGO_MANIFEST_DIR").to_owned());
        Path::new(&xtask).parent().unwrap_or(Path::new(".")).to_owned()
    })
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> Result<PathBuf> {
    let args = ["metadata", "--no-deps", "--format-version", "1"];
    let metadata: serde_json::Value = serde_json::from_str(&sh::capture(sh::cargo(&args))?)?;
    let dir = metadata["target_directory"].as_str();
    Ok(dir.context("`cargo metadata` names no target directory")?.into())
}

/// This machine, as rustc names it.
pub(crate) fn host() -> Result<String> {
    let mut ask = sh::cmd("rustc");
    ask.args(["--print", "host-tuple"]);
    sh::capture(ask)
}

/// Where [`sh::release`] puts what it builds.
pub(crate) fn release() -> Result<PathBuf> {
    Ok(target()?.join(host()?).join("release"))
}

/// The folder of finished packages of one language, created.
pub(crate) fn dist(part: &str) -> Result<PathBuf> {
    let dir = root().join("dist").join(part);
    fs::create_dir_all(&dir).with_context(|| format!("cannot create {}", dir.display()))?;
    Ok(dir)
}

/// Tools that are neither of Python nor of Node.js.
pub(crate) fn toolchain() -> PathBuf {
    root().join(".toolchain")
}

/// Where a language's finished package is installed for tests and demo, apart from the source tree.
pub(crate) fn clean(part: &str) -> PathBuf {
    root().join("target/clean").join(part)
}

/// Replaces the folder by an empty one.
pub(crate) fn empty(dir: &Path) -> Result<()> {
    if dir.exists() {
        fs::remove_dir_all(dir).with_context(|| format!("cannot remove {}", dir.display()))?;
    }
    fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))
}

/// Copies one file.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("cannot copy {} to {}", from.display(), to.display()))?;
    Ok(())
}

/// Copies a folder with all that is in it.
pub(crate) fn copy_dir(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    let entries = fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_dir(&entry.path(), &to)?;
        } else {
            copy(&entry.path(), &to)?;
        }
    }
    Ok(())
}

/// The files of a folder whose names end so, in order.
pub(crate) fn with_suffix(dir: &Path, suffix: &str) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    let mut files = entries.map(|e| Ok(e?.path())).collect::<Result<Vec<_>>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(suffix));
    files.sort();
    Ok(files)
}
