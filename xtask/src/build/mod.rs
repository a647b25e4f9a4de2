//! `cargo xtask build`: the packages that users install, in `dist/`.

pub(crate) mod cli;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod swift;

use std::{path::PathBuf, process::Command};

use anyhow::{Result, bail};

use crate::{Part, paths, report::Report, say};

/// Builds all packages, or one.
pub(crate) fn run(part: Option<Part>) -> Result<()> {
    let parts = match part {
        Some(Part::Rust) => bail!("Rust has no package to build here; `cargo build` builds it"),
        Some(part) => vec![part],
        None => vec![Part::Python, Part::Node, Part::Swift, Part::Cli],
    };
    let mut report = Report::default();
    for part in parts {
        report.part(part.name(), &format!("Build {}", part.name()), || package(part));
    }
    report.end("build")
}

/// Tells the linker to put together what programs use, by the binding's `build.rs`.
pub(crate) fn ordered(command: &mut Command) {
    if cfg!(target_os = "linux") {
        command.env("WHEREBY_ORDER", order());
    }
}

/// The linker script that `cargo xtask order` writes.
pub(crate) fn order() -> PathBuf {
    paths::root().join("xtask/order.ld")
}

/// Has cargo keep the names of functions, which are cut out of what is shipped; so in a folder apart, which
/// it returns.
pub(crate) fn with_names(command: &mut Command) -> Result<PathBuf> {
    let built = paths::target()?.join("named");
    command.env("CARGO_PROFILE_RELEASE_STRIP", "none").env("CARGO_TARGET_DIR", &built);
    // As maturin has it: a module, which Python itself is no part of.
    command.env("PYO3_BUILD_EXTENSION_MODULE", "1");
    Ok(built)
}

fn package(part: Part) -> Result<()> {
    match part {
        Part::Rust => Ok(()),
        Part::Python => python::build().map(drop),
        Part::Node => node::build().map(drop),
        Part::Swift => swift::build().map(drop),
        Part::Cli => cli::build().map(drop),
    }?;
    let dir = paths::dist(part.name())?;
    for file in paths::with_suffix(&dir, "")? {
        say::line(&format!("  {}", file.strip_prefix(paths::root())?.display()));
    }
    Ok(())
}
