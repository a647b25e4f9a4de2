//! A command to run, and an emulator for it to talk to.

use std::{
    io::Write,
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use whereby_emulator::{Emulator, EmulatorOptions};

pub(crate) struct Whereby {
    emulator: Emulator,
}

/// How it ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: i32,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Self {
            out: text(&output.stdout),
            err: text(&output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// The command without a key.
pub(crate) fn bare(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whereby"));
    command.args(args).env_remove("WHEREBY_API_KEY").env_remove("WHEREBY_BASE_URL");
    command
}

/// What it does without a key.
pub(crate) fn run(args: &[&str]) -> Ran {
    bare(args).stdin(Stdio::null()).output().expect("it runs").into()
}

impl Whereby {
    pub(crate) fn start() -> Self {
        Self { emulator: Emulator::start(EmulatorOptions::default()).expect("an emulator") }
    }

    /// An emulator where people met in `/clinic-1`, with so many recordings, and where nothing that
    /// is asked for takes time.
    pub(crate) fn after_a_session(recordings: u32) -> (Self, Value) {
        let whereby = Self::start();
        whereby.control("/settings", json!({ "transcriptionSeconds": 0, "summarySeconds": 0 }));
        let session = whereby.session(recordings);
        (whereby, session)
    }

    /// Plays a session, and returns what it was.
    pub(crate) fn session(&self, recordings: u32) -> Value {
        let script = json!({
            "roomName": "/clinic-1", "startedAt": "2026-01-31T12:00:00Z",
            "recordings": recordings, "transcription": true,
        });
        self.control("/sessions", script)
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = bare(args);
        command
            .env("WHEREBY_API_KEY", self.emulator.api_key())
            .env("WHEREBY_BASE_URL", self.emulator.base_url())
            .stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        self.command(args).output().expect("it runs").into()
    }

    /// With this text on standard input.
    pub(crate) fn run_with(&self, input: &str, args: &[&str]) -> Ran {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("it runs");
        child.stdin.take().expect("an input").write_all(input.as_bytes()).expect("it reads");
        child.wait_with_output().expect("an end").into()
    }

    /// What it prints, where that is to work.
    pub(crate) fn text(&self, args: &[&str]) -> String {
        let ran = self.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out
    }

    /// The JSON of each line.
    pub(crate) fn lines(&self, args: &[&str]) -> Vec<Value> {
        let out = self.text(&[args, &["--json"]].concat());
        out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    /// The JSON of one line.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let lines = self.lines(args);
        assert_eq!(lines.len(), 1, "{args:?}: {lines:?}");
        lines.into_iter().next().unwrap_or_default()
    }

    pub(crate) fn control(&self, path: &str, body: Value) -> Value {
        let (key, path) = (self.emulator.api_key(), format!("/_emulator{path}"));
        self.emulator.control(key, "POST", &path, Some(body)).expect("an answer").unwrap_or_default()
    }

    pub(crate) fn script(&self, answers: Value) {
        self.control("/answers", json!({ "answers": answers }));
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Value> {
        self.emulator.requests(self.emulator.api_key()).expect("a log")
    }

    /// The last one.
    pub(crate) fn request(&self) -> Value {
        self.requests().pop().expect("a request")
    }
}
