//! The Swift package: sources, the C headers of the library, and the library.
//!
//! On Linux it has the static archive and linker flags. On macOS the archive goes into an
//! XCFramework; that step was written from Apple's documentation and was not run here.

pub(crate) mod docs;
mod face;
mod machinery;

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{generate, paths, sh, stamp, tools::swift::Swift};

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
    sh::quiet("swift: build the library", sh::release(&args)?)?;
    let built = paths::release()?.join(ARCHIVE);
    let source = paths::root().join("bindings-swift");
    bindgen(&built, &source)?;

    // SwiftPM names a package at a path after its folder.
    let dist = paths::dist("swift")?.join("whereby");
    let mut contents = vec![built.clone(), source.join("Package.swift")];
    files(&source.join("Sources"), &mut contents)?;
    // Only when something is new: SwiftPM builds anew whatever has a new date.
    stamp::once(&dist.join(".contents.stamp"), &stamp::digest(&contents)?, || {
        paths::empty(&dist)?;
        fs::create_dir_all(dist.join("lib"))?;
        paths::copy(&built, &dist.join("lib").join(ARCHIVE))?;
        paths::copy(&source.join("Package.swift"), &dist.join("Package.swift"))?;
        paths::copy_dir(&source.join("Sources"), &dist.join("Sources"))?;
        match env::consts::OS {
            "macos" => xcframework(&dist),
            _ => Ok(()),
        }
    })?;
    Ok(Package { swift, library: dist.join("lib").join(ARCHIVE) })
}

/// All files of a folder and of those in it, in order.
fn files(dir: &Path, found: &mut Vec<PathBuf>) -> Result<()> {
    for path in paths::with_suffix(dir, "")? {
        match path.is_dir() {
            true => files(&path, found)?,
            false => found.push(path),
        }
    }
    Ok(())
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
    let unlabelled = generate::swift::unlabelled(paths::root())?;
    for file in paths::with_suffix(&out, ".swift")? {
        let text = face::edit(&fs::read_to_string(&file)?, &unlabelled)?;
        fs::write(file, text)?;
    }
    for (suffix, folder) in [(".swift", "WherebyServer/Generated"), (".h", "WherebyFFI")] {
        let folder = source.join("Sources").join(folder);
        fs::create_dir_all(&folder)?;
        for file in paths::with_suffix(&out, suffix)? {
            let text = face::headed(&fs::read_to_string(&file)?)?;
            fs::write(folder.join(file.file_name().context("a file has a name")?), text)?;
        }
    }
    Ok(())
}

/// `WherebyFFI.xcframework`, which Package.swift takes on Apple's platforms.
fn xcframework(dist: &Path) -> Result<()> {
    let mut command = sh::cmd("xcodebuild");
    command.arg("-create-xcframework").arg("-library").arg(dist.join("lib").join(ARCHIVE));
    command.arg("-headers").arg(dist.join("Sources/WherebyFFI"));
    command.arg("-output").arg(dist.join("WherebyFFI.xcframework"));
    sh::quiet("swift: make the XCFramework", command)
}
