//! `cargo xtask build`: the packages that users install, in `dist/`.

pub(crate) mod cli;
pub(crate) mod node;
pub(crate) mod pgo;
pub(crate) mod python;
pub(crate) mod swift;

use std::sync::OnceLock;

use anyhow::{Result, bail};

use crate::{Part, paths, report::Report, say};

/// Builds all packages, or one; with `pgo`, as they are released.
pub(crate) fn run(part: Option<Part>, pgo: bool) -> Result<()> {
    let parts = match part {
        Some(Part::Rust) => bail!("Rust has no package to build here; `cargo build` builds it"),
        Some(part) => vec![part],
        None => vec![Part::Python, Part::Node, Part::Swift, Part::Cli],
    };
    let mut report = Report::default();
    for part in parts {
        report.part(part.name(), &format!("Build {}", part.name()), || package(part, pgo));
    }
    report.end("build")
}

fn package(part: Part, pgo: bool) -> Result<()> {
    match part {
        Part::Rust => Ok(()),
        Part::Python if pgo => pgo::python().map(drop),
        Part::Python => python::plain().map(drop),
        Part::Node if pgo => pgo::node().map(drop),
        Part::Node => node::plain().map(drop),
        Part::Swift => swift::build().map(drop),
        Part::Cli => cli::build().map(drop),
    }?;
    let dir = paths::dist(part.name())?;
    for file in paths::with_suffix(&dir, "")? {
        say::line(&format!("  {}", file.strip_prefix(paths::root())?.display()));
    }
    Ok(())
}

/// Builds once in a run, whoever asks: in a fresh clone maturin and napi compile a library in their second run too.
fn once<T: Clone>(built: &OnceLock<T>, build: impl FnOnce() -> Result<T>) -> Result<T> {
    if let Some(built) = built.get() {
        return Ok(built.clone());
    }
    let new = build()?;
    Ok(built.get_or_init(|| new).clone())
}
