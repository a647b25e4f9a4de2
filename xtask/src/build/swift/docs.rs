//! The Swift package's reference, by DocC, which comes with every Swift toolchain.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{paths, sh};

/// Writes the reference as a web site and returns its first page.
pub(crate) fn write(dir: &Path) -> Result<PathBuf> {
    let package = super::build()?;
    let source = paths::dist("swift")?.join("whereby");
    let graphs = paths::target()?.join("xtask/swift-graphs");
    paths::empty(&graphs)?;
    let mut build = package.swift.command(&source, &["build", "--target", "WherebyServer"]);
    build.args(["-Xswiftc", "-emit-symbol-graph", "-Xswiftc", "-emit-symbol-graph-dir", "-Xswiftc"]);
    build.arg(&graphs);
    sh::quiet("swift: read the package's symbols", build)?;
    let mut docc = package.swift.docc(&source);
    docc.args(["convert", "--fallback-display-name", "WherebyServer"]);
    docc.args(["--fallback-bundle-identifier", "WherebyServer", "--transform-for-static-hosting"]);
    docc.arg("--additional-symbol-graph-dir").arg(&graphs).arg("--output-path").arg(dir);
    sh::quiet("swift: DocC", docc)?;
    Ok(dir.join("index.html"))
}
