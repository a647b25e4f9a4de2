//! `cargo xtask docs`: the API reference of each language in `dist/docs/`, all from core's doc
//! comments, each by its language's own tool.

use std::path::PathBuf;

use anyhow::{Result, bail};

use crate::{
    Part, build, paths,
    report::Report,
    say, sh,
    tools::{
        node::{self, npm},
        python::Venv,
    },
};

const PARTS: [Part; 4] = [Part::Rust, Part::Python, Part::Node, Part::Swift];

/// Writes the reference of all languages, or of one.
pub(crate) fn run(part: Option<Part>) -> Result<()> {
    let mut report = Report::default();
    for part in part.map_or(PARTS.to_vec(), |part| vec![part]) {
        report.part(part.name(), &format!("Docs {}", part.name()), || {
            let index = write(part)?;
            if !index.is_file() {
                bail!("no {} was written", index.display());
            }
            say::line(&format!("  {}", index.strip_prefix(paths::root())?.display()));
            Ok(())
        });
    }
    report.end("docs")
}

/// Writes one reference and returns its first page.
fn write(part: Part) -> Result<PathBuf> {
    let dir = paths::dist("docs")?.join(part.name());
    paths::empty(&dir)?;
    match part {
        Part::Rust => {
            sh::quiet("rust: rustdoc", sh::cargo(&["doc", "--no-deps", "--package", "whereby"]))?;
            paths::copy_dir(&paths::target()?.join("doc"), &dir)?;
            Ok(dir.join("whereby/index.html"))
        }
        Part::Python => {
            let requirements = paths::root().join("docs/requirements.txt");
            let venv = Venv::get("an environment for docs", paths::clean("python-docs"), &requirements)?;
            venv.install_wheel(&build::python::plain()?)?;
            let mut pdoc = sh::cmd(venv.bin("pdoc"));
            pdoc.args(["--docformat", "google", "--output-directory"]).arg(&dir).arg("whereby");
            sh::quiet("python: pdoc", pdoc)?;
            Ok(dir.join("whereby.html"))
        }
        Part::Node => {
            let tools = paths::root().join("docs");
            let clean = build::node::install()?;
            node::install("the tools of docs", &tools)?;
            let package = clean.join("node_modules/whereby");
            let mut typedoc = npm(&tools, &["exec", "--", "typedoc", "--skipErrorChecking"]);
            typedoc.args([
                "--treatWarningsAsErrors",
                "--excludeInternal",
                "--disableSources",
                "--readme",
                "none",
            ]);
            typedoc.args(["--name", "whereby", "--tsconfig", "tsconfig.json", "--out"]).arg(&dir);
            typedoc.arg(package.join("dist/index.d.ts"));
            sh::quiet("node: TypeDoc", typedoc)?;
            Ok(dir.join("index.html"))
        }
        Part::Swift => build::swift::docs::write(&dir),
        Part::Cli => bail!("the command's reference is its man pages: `cargo xtask build cli`"),
    }
}
