//! `cargo xtask size`: what takes which part of a package's bytes.

use std::fs;

use anyhow::Result;

use crate::{paths, say, sh, tools};

/// What each package is built from, by its crate.
const LIBRARIES: [&str; 2] = ["whereby-python", "whereby-node"];

/// Writes the share of each crate and the largest functions, as built for release, into
/// `target/size/`; and shows the crates.
pub(crate) fn run() -> Result<()> {
    let dir = paths::target()?.join("size");
    fs::create_dir_all(&dir)?;
    let built = dir.join("build");
    for library in LIBRARIES {
        for (report, what) in [("crates", &["--crates", "-n", "60"]), ("functions", &["-n", "200", "-w"])] {
            let mut bloat = tools::crates::bloat(&["bloat", "--release", "--lib", "--package", library])?;
            // With the names of functions, which are cut out of what is shipped; so apart from it.
            bloat.args(what).env("CARGO_PROFILE_RELEASE_STRIP", "none").env("CARGO_TARGET_DIR", &built);
            let text = sh::capture(bloat)?;
            let file = dir.join(format!("{library}.{report}.txt"));
            fs::write(&file, &text)?;
            if report == "crates" {
                say::line(&text);
            }
            say::line(&format!("  {}", file.display()));
        }
    }
    Ok(())
}
