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
    let named = paths::target()?.join("named");
    for library in LIBRARIES {
        for (report, what) in [("crates", &["--crates", "-n", "60"]), ("functions", &["-n", "200", "-w"])] {
            let mut bloat = tools::crates::bloat(&["bloat", "--release", "--lib", "--package", library])?;
            bloat.args(what);
            // A folder apart: the names of functions are cut out of what is shipped.
            bloat.env("CARGO_PROFILE_RELEASE_STRIP", "none").env("CARGO_TARGET_DIR", &named);
            // As maturin has it: a module, which Python itself is no part of.
            bloat.env("PYO3_BUILD_EXTENSION_MODULE", "1");
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
