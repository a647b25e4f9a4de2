//! What goes wrong has a code, a name, and where there is one, a remedy.

use serde_json::{Value, json};

use crate::whereby::{Ran, Whereby, run};

#[test]
fn what_is_wrong_has_a_hint_and_a_code() {
    let whereby = Whereby::start();
    let cases: [(&[&str], i32, &str); 9] = [
        (&["meetings", "create"], 2, "--end-date"),
        (&["meetings", "create", "--end-date", "tomorrow"], 2, "--end-date"),
        (&["meetings", "create", "--end-date", "2026-01-31T12:00:00"], 2, "zone"),
        (&["meetings", "create", "--end-date", "+1h", "--recording", "{bad"], 2, "--recording"),
        (&["meetings", "get", ""], 2, "MEETING_ID"),
        (&["meetings", "get", "a/b"], 2, "MEETING_ID"),
        (&["meetings", "list", "--page-size", "0"], 2, "1 to 100"),
        (&["meetings", "list", "--timeout", "soon"], 2, "30d"),
        (&["meetings", "list", "--base-url", "http://example.com"], 3, "https"),
    ];
    for (args, code, words) in cases {
        let ran = whereby.run(args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(words), "{args:?}: {}", ran.err);
        assert!(ran.out.is_empty() && !ran.err.contains("panicked"), "{args:?}: {}", ran.err);
    }
    assert!(whereby.requests().is_empty());
}

#[test]
fn errors_name_what_is_typed_in_the_command_that_ran() {
    let whereby = Whereby::start();
    let long = format!(r#"{{"endDate":"2099-01-31T12:00:00Z","roomNamePrefix":"{:a<41}"}}"#, "");
    let cases: [(&[&str], &str, &str); 7] = [
        (
            &["transcriptions", "delete", ""],
            "<TRANSCRIPTION_ID>: ",
            "<TRANSCRIPTION_ID>: The transcription id",
        ),
        (&["rooms", "reset-logo", ""], "<ROOM_NAME>: ", "<ROOM_NAME>: The room name"),
        (
            &["transcriptions", "create", "--recording-id", ""],
            "--recording-id: ",
            "--recording-id: The id of",
        ),
        (&["meetings", "delete-many", ""], "index 0: <MEETING_IDS>: ", "<MEETING_IDS>: The meeting ids"),
        (&["recordings", "bulk-delete", "a", "b c"], "<RECORDING_IDS>[1]: must not", "pass one id"),
        (&["meetings", "create-many", &long], "index 0: roomNamePrefix: ", "shorten it"),
        (&["link", "https://a.whereby.com/b", "--external-id", "a b"], "--external-id: ", "a UUID fits"),
    ];
    for (args, message, hint) in cases {
        let ran = whereby.run(args);
        assert!(ran.err.starts_with(&format!("error: {message}")), "{args:?}: {ran:?}");
        assert!(ran.code == 2 && ran.err.contains(&format!("\nhint: {hint}")), "{args:?}: {ran:?}");
    }
    assert!(whereby.requests().is_empty());
}

#[test]
fn a_bad_base_url_is_told_by_where_it_came_from() {
    let whereby = Whereby::start();
    for (args, url, told, hint) in [
        (&["meetings", "list"][..], "ftp://a", "WHEREBY_BASE_URL: must be a URL", ""),
        (&["meetings", "list"], "http://example.com", "WHEREBY_BASE_URL: plain http", "\nhint: write https"),
        (
            &["meetings", "list", "--base-url", "ftp://a"],
            "http://127.0.0.1:1",
            "--base-url: must be",
            "\nhint: ",
        ),
    ] {
        let ran: Ran = whereby.command(args).env("WHEREBY_BASE_URL", url).output().expect("it runs").into();
        assert!(ran.code == 3 && ran.err.starts_with(&format!("error: {told}")), "{ran:?}");
        assert!(ran.err.contains(hint), "{ran:?}");
    }
}

#[test]
fn no_time_at_all_has_a_hint() {
    let whereby = Whereby::start();
    for flag in ["--timeout", "--deadline"] {
        let ran = whereby.run(&["meetings", "list", flag, "0"]);
        assert!(ran.code == 3 && ran.err.starts_with(&format!("error: {flag}: ")), "{ran:?}");
        assert!(ran.err.contains("hint: write it as 90, 90s"), "{ran:?}");
    }
}

#[test]
fn a_missing_key_is_told_with_the_remedy() {
    let ran = run(&["meetings", "list"]);
    assert!(ran.code == 3 && ran.err.contains("WHEREBY_API_KEY"), "{ran:?}");
}

#[test]
fn statuses_have_codes_of_their_own() {
    let whereby = Whereby::start();
    let codes = [(401, 4), (403, 4), (404, 5), (400, 2), (500, 8), (418, 8)];
    for (status, code) in codes {
        whereby.script(json!([{"status": status}, {"status": status}, {"status": status}]));
        assert_eq!(whereby.run(&["meetings", "list"]).code, code, "{status}");
        whereby.control("/reset", Value::Null);
    }
    whereby.script(json!([{"status": 429, "headers": {"retry-after": "60"}}]));
    assert_eq!(whereby.run(&["meetings", "list", "--deadline", "1"]).code, 6);
    whereby.script(json!([{"drop": "after"}]));
    assert_eq!(whereby.run(&["meetings", "create", "--end-date", "+1h"]).code, 9);
    whereby.script(json!([{"status": 200, "body": "<html>"}]));
    assert_eq!(whereby.run(&["meetings", "list"]).code, 10);
    assert_eq!(whereby.run(&["meetings", "list", "--base-url", "http://127.0.0.1:1"]).code, 7);
}

#[test]
fn what_is_not_there_has_a_hint_of_its_kind() {
    let whereby = Whereby::start();
    let cases: [(&[&str], &str); 4] = [
        (&["meetings", "get", "1"], "check the id; a room is gone a day after its end"),
        (&["rooms", "reset-logo", "a"], "check the room's name; a room is gone a day after its end"),
        (&["recordings", "get", "1"], "check the id"),
        (&["api", "GET", "/meetings.json"], "check the path"),
    ];
    for (args, hint) in cases {
        whereby.script(json!([{ "status": 404 }]));
        let ran = whereby.run(args);
        assert!(ran.code == 5 && ran.err.ends_with(&format!("\nhint: {hint}\n")), "{ran:?}");
    }
}

#[test]
fn errors_are_json_with_json() {
    let ran = Whereby::start().run(&["meetings", "get", "1", "--json"]);
    let error: Value = serde_json::from_str(&ran.err).expect("one object");
    assert_eq!(
        (&error["kind"], &error["status"], &error["exitCode"]),
        (&json!("NotFoundError"), &json!(404), &json!(5))
    );
}

#[test]
fn what_is_missing_is_in_the_message_with_json() {
    for (args, message) in [
        (
            &["meetings", "create"][..],
            "the following required arguments were not provided: --end-date <TIME>",
        ),
        (
            &["recordings", "download"],
            "the following required arguments were not provided: <RECORDING_ID>, <TO>",
        ),
        (&["completions", "x"], "invalid value 'x' for '<SHELL>'"),
    ] {
        let ran = run(&[args, &["--json"]].concat());
        let error: Value = serde_json::from_str(&ran.err).expect("one object");
        assert_eq!(error["message"], message);
        assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("'--help'")), "{error}");
    }
}

#[test]
fn an_option_of_the_emulator_is_told_as_it_is_typed() {
    let ran = run(&["emulator", "--port", "0", "--subdomain", "a b"]);
    assert!(ran.code == 2 && ran.err.starts_with("error: --subdomain: must be lower-case"), "{ran:?}");
}
