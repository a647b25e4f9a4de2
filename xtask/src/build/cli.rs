//! The command, with its man pages and completions.

use std::{fs, path::PathBuf};

use anyhow::{Context, Result};

use crate::{paths, sh};

/// Shells, and under which name each looks for completions.
const COMPLETIONS: [(&str, &str); 5] = [
    ("bash", "whereby.bash"),
    ("zsh", "_whereby"),
    ("fish", "whereby.fish"),
    ("powershell", "_whereby.ps1"),
    ("elvish", "whereby.elv"),
];

/// Builds the command `whereby`; returns where it is.
pub(crate) fn build() -> Result<PathBuf> {
    // cargo forgets the profile's `strip` for a package with an `opt-level` of its own.
    let strip = ["--", "-C", "strip=symbols"];
    let args =
        [&["rustc", "--release", "--locked", "--package", "whereby-cli", "--bin", "whereby"][..], &strip]
            .concat();
    sh::quiet("cli: build the command", sh::release(&args)?)?;
    let program = paths::dist("cli")?.join("whereby");
    paths::copy(&paths::release()?.join("whereby"), &program)?;

    let man = paths::dist("man")?;
    paths::empty(&man)?;
    let mut pages = sh::cmd(&program);
    pages.args(["man", "--dir"]).arg(&man);
    sh::quiet("cli: man pages", pages)?;

    let completions = paths::dist("completions")?;
    for (shell, name) in COMPLETIONS {
        let mut script = sh::cmd(&program);
        script.args(["completions", shell]);
        let file = completions.join(name);
        fs::write(&file, sh::capture(script)? + "\n")
            .with_context(|| format!("cannot write {}", file.display()))?;
    }
    Ok(program)
}
