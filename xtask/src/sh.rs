//! Runs other programs.

use std::{
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader},
    process::{Command, ExitStatus, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, bail};

use crate::{paths, say};

/// Lines of a failed program's output to show; the whole is in its log.
const TAIL: usize = 60;

/// A command that runs in the root of the repository.
pub(crate) fn cmd(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    // The same content gives the same wheel, so it is not installed again in vain. For all commands, since C
    // is compiled anew when it changes.
    command.current_dir(paths::root()).env("SOURCE_DATE_EPOCH", "946684800");
    // What cargo says about xtask is wrong for whatever a child builds, and some crates are built anew
    // when it changes.
    for (name, _) in env::vars_os() {
        if ["CARGO_MANIFEST_", "CARGO_PKG_"].iter().any(|of| name.to_string_lossy().starts_with(of)) {
            command.env_remove(name);
        }
    }
    // What a fresh machine builds, it builds once.
    if env::var_os("CI").is_some() {
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

/// `cargo ARGS`.
pub(crate) fn cargo(args: &[&str]) -> Command {
    let mut command = cmd("cargo");
    command.args(args);
    command
}

/// `cargo ARGS` as napi builds, for a target by name: what the packages have in common is then built once.
pub(crate) fn release(args: &[&str]) -> Result<Command> {
    let mut command = cargo(args);
    command.env("CARGO_BUILD_TARGET", paths::host()?);
    Ok(command)
}

/// The command, short, with paths from the root; and with its directory where that is not the root.
pub(crate) fn text(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let root = format!("{}/", paths::root().display());
    let quoted = words.map(|word| {
        let word = word.to_string_lossy().replace(&root, "");
        let plain = |c: char| c.is_alphanumeric() || "-_./=:,@+".contains(c);
        if word.chars().all(plain) { word } else { format!("'{word}'") }
    });
    let line = quoted.collect::<Vec<_>>().join(" ");
    match command.get_current_dir().and_then(|dir| dir.strip_prefix(paths::root()).ok()) {
        Some(dir) if !dir.as_os_str().is_empty() => format!("(cd {} && {line})", dir.display()),
        _ => line,
    }
}

/// Runs it with its output in a log; shows `label` meanwhile, and the end of the log if it fails.
pub(crate) fn quiet(label: &str, mut command: Command) -> Result<()> {
    let logs = paths::target()?.join("xtask/logs");
    fs::create_dir_all(&logs)?;
    let log = logs.join(format!("{}.log", label.replace(|c: char| !c.is_alphanumeric(), "-")));
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);

    let step = say::Step::start(label);
    let begin = Instant::now();
    let status = status(&mut command);
    if matches!(&status, Ok(status) if status.success()) {
        step.done(begin.elapsed());
        return Ok(());
    }
    step.failed(begin.elapsed());
    let status = status?;
    let output = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    let lines: Vec<&str> = output.lines().collect();
    for line in &lines[lines.len().saturating_sub(TAIL)..] {
        say::line(&format!("  | {line}"));
    }
    say::line(&format!("  | (all of it: {})", log.display()));
    fail(&command, status)
}

/// Shows the command, then runs it with its output passed through.
pub(crate) fn stream(mut command: Command) -> Result<()> {
    say::echo(&text(&command));
    let status = status(&mut command)?;
    if status.success() { Ok(()) } else { fail(&command, status) }
}

/// Runs it and shows each line of its output, errors too, with two spaces before it.
pub(crate) fn indented(mut command: Command) -> Result<()> {
    let (reader, writer) = io::pipe()?;
    command.stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let line = text(&command);
    let mut child = command.spawn().with_context(|| format!("cannot start `{line}`"))?;
    drop(command); // it holds the pipe open, and the loop below would not end
    for line in BufReader::new(reader).lines() {
        say::line(&format!("  {}", line?));
    }
    let status = child.wait()?;
    if status.success() { Ok(()) } else { bail!("`{line}` ended with {status}") }
}

/// Runs it and returns its standard output, trimmed.
pub(crate) fn capture(mut command: Command) -> Result<String> {
    let line = text(&command);
    let out = command.output().with_context(|| format!("cannot start `{line}`"))?;
    if !out.status.success() {
        let errors = String::from_utf8_lossy(&out.stderr);
        bail!("`{line}` ended with {}: {}", out.status, errors.trim());
    }
    Ok(String::from_utf8_lossy(&out.stdout).trim().to_owned())
}

fn status(command: &mut Command) -> Result<ExitStatus> {
    command.status().with_context(|| format!("cannot start `{}`", text(command)))
}

fn fail(command: &Command, status: ExitStatus) -> Result<()> {
    bail!("`{}` ended with {status}", text(command))
}
