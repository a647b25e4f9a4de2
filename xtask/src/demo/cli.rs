//! The demo of the command: what a person would type, and what it answers.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::code;
use crate::{build, say, sh};

/// Starts `whereby emulator`, then creates, reads, lists and deletes a room with the command.
pub(super) fn run() -> Result<()> {
    let program = build::cli::build()?;
    code("xtask/src/demo/cli.rs");
    let emulator = Emulator::start(&program)?;
    let created =
        emulator.json(&["meetings", "create", "--end-date", "+1h", "--field", "hostRoomUrl", "--json"])?;
    let id = created["meetingId"].as_str().context("the created room has no meetingId")?;
    let link = created["roomUrl"].as_str().context("the created room has no roomUrl")?;
    emulator.show(&["link", link, "--display-name", "Ann", "--chat=false"])?;
    emulator.show(&["meetings", "get", id])?;
    emulator.show(&["meetings", "list"])?;
    emulator.show(&["meetings", "delete", id])?;
    match emulator.show(&["meetings", "get", id]) {
        Ok(()) => bail!("the deleted room is still there"),
        Err(_) => say::line("  The room is gone."),
    }
    Ok(())
}

/// A running emulator; it ends with this value.
struct Emulator {
    program: PathBuf,
    child: Child,
    base_url: String,
    api_key: String,
}

impl Emulator {
    fn start(program: &Path) -> Result<Self> {
        say::line("  $ whereby emulator --json &");
        let mut command = sh::cmd(program);
        command.args(["emulator", "--port", "0", "--json"]).stdout(Stdio::piped());
        let mut child = command.spawn().context("cannot start the emulator")?;
        let mut first = String::new();
        if let Some(output) = &mut child.stdout {
            BufReader::new(output).read_line(&mut first)?;
        }
        say::line(&format!("  {first}"));
        let mut emulator =
            Self { program: program.to_owned(), child, base_url: String::new(), api_key: String::new() };
        let told: Value = serde_json::from_str(&first)
            .context("the emulator did not begin with one line of JSON that says where it listens")?;
        let field = |name: &str| -> Result<String> {
            Ok(told[name].as_str().with_context(|| format!("it names no {name}"))?.to_owned())
        };
        emulator.base_url = field("baseUrl")?;
        emulator.api_key = field("apiKey")?;
        Ok(emulator)
    }

    fn command(&self, args: &[&str]) -> Command {
        say::line(&format!("  $ whereby {}", args.join(" ")));
        let mut command = sh::cmd(&self.program);
        command.args(args);
        command.env("WHEREBY_BASE_URL", &self.base_url).env("WHEREBY_API_KEY", &self.api_key);
        command
    }

    fn show(&self, args: &[&str]) -> Result<()> {
        let result = sh::indented(self.command(args));
        say::line("");
        result
    }

    fn json(&self, args: &[&str]) -> Result<Value> {
        let text = sh::capture(self.command(args))?;
        for line in text.lines() {
            say::line(&format!("  {line}"));
        }
        say::line("");
        serde_json::from_str(&text).context("the command's answer is not JSON")
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
