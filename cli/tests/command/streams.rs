//! Pipes that close, and signals.

use std::{
    fs::File,
    io::{BufRead, BufReader, pipe},
    process::{Child, Stdio},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use serde_json::Value;

use crate::whereby::{Ran, Whereby, bare};

pub(crate) fn send(child: &Child, signal: Signal) {
    let pid = Pid::from_raw(i32::try_from(child.id()).expect("a pid"));
    kill(pid, signal).expect("a signal");
}

#[test]
fn a_closed_pipe_is_no_error() {
    let (whereby, _) = Whereby::after_a_session(2);
    for args in
        [&["recordings", "list"][..], &["recordings", "list", "--json"], &["meetings", "--help"], &["man"]]
    {
        // As in `whereby … | head -1` once head has gone.
        let (reader, writer) = pipe().expect("a pipe");
        drop(reader);
        let ran: Ran = whereby
            .command(args)
            .stdout(writer)
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs")
            .wait_with_output()
            .expect("an end")
            .into();
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
    }
}

#[test]
fn an_output_that_takes_no_more_is_told_where_something_was_changed() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    for (args, words) in [
        (&["meetings", "delete-many", "1", "2", "--max-concurrency", "1"][..], "look before you repeat them"),
        (&["meetings", "create", "--end-date", "+1h"], "look before you repeat it"),
        (&["api", "POST", "/meetings", "--data", r#"{"endDate":"2099-01-31T12:00:00Z"}"#], "look before you"),
        (&["transcriptions", "create-and-wait", "--recording-id", id, "--poll-interval", "0.01"], "by list"),
    ] {
        let closed = || {
            let (reader, writer) = pipe().expect("a pipe");
            drop(reader);
            Stdio::from(writer)
        };
        let mut outputs = vec![closed()];
        // A disk that is always full, where there is one.
        outputs.extend(File::options().write(true).open("/dev/full").ok().map(Stdio::from));
        for output in outputs {
            let mut command = whereby.command(&[args, &["--json"]].concat());
            let ran: Ran = command
                .stdout(output)
                .stderr(Stdio::piped())
                .spawn()
                .and_then(Child::wait_with_output)
                .expect("an end")
                .into();
            let told: Value = serde_json::from_str(&ran.err).unwrap_or_default();
            assert!(ran.code == 1 && told["exitCode"] == 1, "{args:?}: {ran:?}");
            assert!(told["hint"].as_str().is_some_and(|hint| hint.contains(words)), "{args:?}: {ran:?}");
        }
    }
}

#[test]
fn who_reads_one_line_gets_it() {
    let (whereby, _) = Whereby::after_a_session(2);
    let mut child =
        whereby.command(&["recordings", "list", "--json"]).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("output")).read_line(&mut first).expect("a line");
    assert!(first.contains("recordingId"), "{first}");
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}

#[test]
fn signals_end_a_call_with_their_codes() {
    let whereby = Whereby::start();
    let sweep = ["recordings", "delete-all", "--everything", "--yes", "--dry-run"];
    for (signal, code, args) in
        [(Signal::SIGINT, 130, &["meetings", "list"][..]), (Signal::SIGTERM, 143, &sweep)]
    {
        whereby.script(serde_json::json!([{"silent": true}]));
        let mut command = whereby.command(args);
        let before = whereby.requests().len();
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
        while whereby.requests().len() == before {
            std::thread::yield_now();
        }
        send(&child, signal);
        let ran: Ran = child.wait_with_output().expect("an end").into();
        assert_eq!((ran.code, ran.err.as_str()), (code, ""), "{signal}");
    }
}

#[test]
fn who_stops_what_may_go_on_is_told() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    for (args, words) in [
        (&["meetings", "create", "--end-date", "2099-01-31T12:00:00Z"][..], "look before you repeat it"),
        (&["api", "POST", "/meetings", "--data", "{}"], "look before you repeat it"),
        (&["meetings", "delete-many", "1"], "look before you repeat them"),
        (&["transcriptions", "create-and-wait", "--recording-id", id], "find it by list"),
        (&["transcriptions", "bulk-delete", "1"], "some may be deleted by now"),
        (&["recordings", "delete-all", "--everything", "--yes"], "some may be deleted by now"),
    ] {
        whereby.script(serde_json::json!([{"silent": true}]));
        let before = whereby.requests().len();
        let child = whereby.command(args).stderr(Stdio::piped()).spawn().expect("it runs");
        while whereby.requests().len() == before {
            std::thread::yield_now();
        }
        send(&child, Signal::SIGTERM);
        let ran: Ran = child.wait_with_output().expect("an end").into();
        assert!(ran.code == 143 && ran.err.contains(words), "{ran:?}");
    }
}

#[test]
fn the_emulator_tells_where_it_is_and_ends_with_ctrl_c() {
    let mut child =
        bare(&["emulator", "--port", "0", "--json"]).stdout(Stdio::piped()).spawn().expect("it runs");
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("output")).read_line(&mut first).expect("a line");
    let told: Value = serde_json::from_str(&first).expect("one object");
    let (url, key) = (told["baseUrl"].as_str().expect("a URL"), told["apiKey"].as_str().expect("a key"));
    let list: Ran = bare(&["meetings", "list", "--json", "--base-url", url])
        .env("WHEREBY_API_KEY", key)
        .output()
        .expect("it runs")
        .into();
    assert_eq!(list.code, 0, "{}", list.err);
    send(&child, Signal::SIGINT);
    assert_eq!(child.wait().expect("an end").code(), Some(0));
}
