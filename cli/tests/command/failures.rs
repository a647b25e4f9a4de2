//! What goes wrong has a code, a name, and where there is one, a remedy.

use serde_json::{Value, json};

use crate::whereby::{Whereby, run};

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
