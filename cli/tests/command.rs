//! The command as its users have it: arguments in, text and an exit code out.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use whereby_emulator::{Emulator, EmulatorOptions};

struct Whereby {
    emulator: Emulator,
}

struct Ran {
    out: String,
    err: String,
    code: i32,
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

fn bare() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_whereby"));
    command.env_remove("WHEREBY_API_KEY").env_remove("WHEREBY_BASE_URL");
    command
}

impl Whereby {
    fn start() -> Self {
        Self { emulator: Emulator::start(EmulatorOptions::default()).expect("an emulator") }
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = bare();
        command
            .env("WHEREBY_API_KEY", self.emulator.api_key())
            .env("WHEREBY_BASE_URL", self.emulator.base_url());
        command.args(args).output().expect("it runs").into()
    }

    fn json(&self, args: &[&str]) -> Value {
        let ran = self.run(&[args, &["--json"]].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).expect("one object")
    }

    fn script(&self, answers: Value) {
        let body = serde_json::json!({ "answers": answers });
        self.emulator.call("POST", "/_emulator/answers", Some(body)).expect("a script");
    }
}

#[test]
fn a_room_is_created_read_listed_and_deleted() {
    let whereby = Whereby::start();
    let made = whereby.json(&["meetings", "create", "--end-date", "+1h", "--room-name-prefix", "cli-"]);
    let id = made["meetingId"].as_str().expect("an id");
    assert_eq!(whereby.json(&["meetings", "get", id])["roomUrl"], made["roomUrl"]);
    assert_eq!(whereby.json(&["meetings", "list", "--room-name-starts-with", "/cli-"])["meetingId"], id);
    let table = whereby.run(&["meetings", "list"]).out;
    assert!(table.starts_with("meetingId") && table.contains(id), "{table}");
    assert_eq!(whereby.run(&["meetings", "delete", id]).out, format!("deleted {id}\n"));
    assert_eq!(whereby.run(&["meetings", "get", id]).code, 5);
}

#[test]
fn lists_end_after_max_items() {
    let whereby = Whereby::start();
    for _ in 0..3 {
        whereby.json(&["meetings", "create", "--end-date", "+1h"]);
    }
    let lines =
        |args: &[&str]| whereby.run(&[&["meetings", "list", "--json"], args].concat()).out.lines().count();
    assert_eq!(lines(&[]), 3);
    assert_eq!(lines(&["--page-size", "1", "--max-items", "2"]), 2);
}

#[test]
fn secrets_are_shown_only_when_revealed() {
    let whereby = Whereby::start();
    let create = ["meetings", "create", "--end-date", "+1h", "--field", "hostRoomUrl"];
    for form in [&["--json"][..], &[]] {
        let ran = whereby.run(&[&create, form].concat());
        assert!(ran.out.contains("***") && !ran.out.contains("roomKey"), "{}", ran.out);
        let ran = whereby.run(&[&create, form, &["--reveal"]].concat());
        assert!(ran.out.contains("roomKey="), "{}", ran.out);
    }
}

#[test]
fn nested_settings_are_json() {
    let whereby = Whereby::start();
    let create = ["meetings", "create", "--end-date", "+1h", "--is-locked", "--recording"];
    whereby.json(&[&create[..], &[r#"{"type":"cloud","startTrigger":null}"#]].concat());
    let (_, log) = whereby.emulator.call("GET", "/_emulator/requests", None).expect("a log");
    let body = &log.expect("requests")[0]["body"];
    assert_eq!(body["recording"], serde_json::json!({"type": "cloud", "startTrigger": null}));
    assert_eq!(body["isLocked"], true);
}

#[test]
fn what_is_wrong_has_a_hint_and_a_code() {
    let whereby = Whereby::start();
    let cases: [(&[&str], i32, &str); 8] = [
        (&["meetings", "create"], 2, "--end-date"),
        (&["meetings", "create", "--end-date", "tomorrow"], 2, "--end-date"),
        (&["meetings", "create", "--end-date", "2026-01-31T12:00:00"], 2, "zone"),
        (&["meetings", "create", "--end-date", "+1h", "--recording", "{bad"], 2, "--recording"),
        (&["meetings", "get", ""], 2, "MEETING_ID"),
        (&["meetings", "get", "a/b"], 2, "MEETING_ID"),
        (&["meetings", "list", "--page-size", "0"], 2, "1 to 100"),
        (&["meetings", "list", "--base-url", "http://example.com"], 3, "https"),
    ];
    for (args, code, words) in cases {
        let ran = whereby.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.replace('-', "_").contains(&words.replace('-', "_")), "{args:?}: {}", ran.err);
        assert!(ran.out.is_empty() && !ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    }
}

#[test]
fn a_missing_key_is_told_with_the_remedy() {
    let ran: Ran = bare().args(["meetings", "list"]).output().expect("it runs").into();
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("WHEREBY_API_KEY"), "{}", ran.err);
}

#[test]
fn statuses_have_codes_of_their_own() {
    let whereby = Whereby::start();
    let codes = [(401, 4), (403, 4), (404, 5), (400, 2), (500, 8), (418, 8)];
    for (status, code) in codes {
        whereby.script(serde_json::json!([{"status": status}, {"status": status}, {"status": status}]));
        assert_eq!(whereby.run(&["meetings", "list"]).code, code, "{status}");
        whereby.script(serde_json::json!([]));
        whereby.emulator.call("POST", "/_emulator/reset", None).expect("a reset");
    }
    whereby.script(serde_json::json!([{"status": 429, "headers": {"retry-after": "60"}}]));
    assert_eq!(whereby.run(&["meetings", "list", "--deadline", "1"]).code, 6);
    whereby.script(serde_json::json!([{"drop": "after"}]));
    assert_eq!(whereby.run(&["meetings", "create", "--end-date", "+1h"]).code, 9);
    whereby.script(serde_json::json!([{"status": 200, "body": "<html>"}]));
    assert_eq!(whereby.run(&["meetings", "list"]).code, 10);
    assert_eq!(whereby.run(&["meetings", "list", "--base-url", "http://127.0.0.1:1"]).code, 7);
}

#[test]
fn errors_are_json_with_json() {
    let ran = Whereby::start().run(&["meetings", "get", "1", "--json"]);
    let error: Value = serde_json::from_str(&ran.err).expect("one object");
    assert_eq!(
        (&error["kind"], &error["status"], &error["exitCode"]),
        (&"NotFoundError".into(), &404.into(), &5.into())
    );
}

#[cfg(unix)]
#[test]
fn the_emulator_tells_where_it_is_and_ends_with_ctrl_c() {
    let mut child =
        bare().args(["emulator", "--port", "0", "--json"]).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("output")).read_line(&mut first).expect("a line");
    let told: Value = serde_json::from_str(&first).expect("one object");
    let (url, key) = (told["baseUrl"].as_str().expect("a URL"), told["apiKey"].as_str().expect("a key"));
    let list: Ran = bare()
        .args(["meetings", "list", "--json", "--base-url", url])
        .env("WHEREBY_API_KEY", key)
        .output()
        .expect("it runs")
        .into();
    assert_eq!(list.code, 0, "{}", list.err);
    let pid = nix::unistd::Pid::from_raw(i32::try_from(child.id()).expect("a pid"));
    nix::sys::signal::kill(pid, nix::sys::signal::Signal::SIGINT).expect("a signal");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

#[test]
fn help_version_and_completions() {
    let run = |args: &[&str]| Ran::from(bare().args(args).output().expect("it runs"));
    let help = run(&["--help"]);
    assert_eq!(help.code, 0);
    for words in ["Examples:", "WHEREBY_API_KEY", "Exit codes:"] {
        assert!(help.out.contains(words), "{}", help.out);
    }
    assert!(!help.out.contains('\u{1b}'), "colours where no terminal is");
    assert!(run(&["meetings", "create", "--help"]).out.contains("When the meeting ends"));
    assert!(run(&["--version"]).out.contains(env!("CARGO_PKG_VERSION")));
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(run(&["completions", shell]).out.contains("whereby"), "{shell}");
    }
}
