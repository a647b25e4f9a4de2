//! The Swift package: sources, the C headers of the library, and the library.
//!
//! On Linux it has the static archive and linker flags. On macOS the archive goes into an
//! XCFramework; that step was written from Apple's documentation and was not run here.

mod face;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{paths, sh, tools::swift::Swift};

const ARCHIVE: &str = "libwhereby_swift.a";

/// A finished package and what it links.
pub(crate) struct Package {
    /// The compiler.
    pub(crate) swift: Swift,
    /// The archive; a package that links it is built anew when it changes.
    pub(crate) library: PathBuf,
}

/// Builds the library, writes its Swift face into the source tree, and puts the package together.
pub(crate) fn build() -> Result<Package> {
    let swift = Swift::get()?;
    let args = ["build", "--release", "--locked", "--package", "whereby-swift"];
    sh::quiet("swift: build the library", sh::cargo(&args))?;
    let built = paths::target()?.join("release").join(ARCHIVE);
    let source = paths::root().join("bindings-swift");
    bindgen(&built, &source)?;

    // SwiftPM names a package at a path after its folder.
    let dist = paths::dist("swift")?.join("whereby");
    paths::empty(&dist)?;
    fs::create_dir_all(dist.join("lib"))?;
    let library = dist.join("lib").join(ARCHIVE);
    paths::copy(&built, &library)?;
    paths::copy(&source.join("Package.swift"), &dist.join("Package.swift"))?;
    paths::copy_dir(&source.join("Sources"), &dist.join("Sources"))?;
    if env::consts::OS == "macos" {
        xcframework(&dist, &library)?;
    }
    Ok(Package { swift, library })
}

/// UniFFI's Swift and headers, read from the library.
fn bindgen(library: &Path, source: &Path) -> Result<()> {
    let out = paths::target()?.join("xtask/swift-bindgen");
    paths::empty(&out)?;
    let args = ["run", "--quiet", "--locked", "--package", "whereby-bindgen", "--"];
    let mut command = sh::cargo(&args);
    command.args(["--swift-sources", "--headers", "--config"]).arg(source.join("spread.toml"));
    command.arg(library).arg(&out);
    sh::quiet("swift: generate its face", command)?;
    for file in paths::with_suffix(&out, ".swift")? {
        let text = face::edit(&fs::read_to_string(&file)?)?;
        fs::write(file, text)?;
    }
    for (suffix, folder) in [(".swift", "WherebyServer/Generated"), (".h", "WherebyFFI")] {
        let folder = source.join("Sources").join(folder);
        fs::create_dir_all(&folder)?;
        for file in paths::with_suffix(&out, suffix)? {
            paths::copy(&file, &folder.join(file.file_name().context("a file has a name")?))?;
        }
    }
    Ok(())
}

/// `WherebyFFI.xcframework`, which Package.swift takes on Apple's platforms.
fn xcframework(dist: &Path, library: &Path) -> Result<()> {
    let mut command = sh::cmd("xcodebuild");
    command.arg("-create-xcframework").arg("-library").arg(library);
    command.arg("-headers").arg(dist.join("Sources/WherebyFFI"));
    command.arg("-output").arg(dist.join("WherebyFFI.xcframework"));
    sh::quiet("swift: make the XCFramework", command)
}
