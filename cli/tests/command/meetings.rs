//! Rooms, one at a time.

use serde_json::json;

use crate::whereby::Whereby;

#[test]
fn a_room_is_created_read_listed_and_deleted() {
    let whereby = Whereby::start();
    let made = whereby.json(&["meetings", "create", "--end-date", "+1h", "--room-name-prefix", "cli-"]);
    let id = made["meetingId"].as_str().expect("an id");
    assert_eq!(whereby.json(&["meetings", "get", id])["roomUrl"], made["roomUrl"]);
    assert_eq!(whereby.json(&["meetings", "list", "--room-name-starts-with", "/cli-"])["meetingId"], id);
    let table = whereby.text(&["meetings", "list"]);
    assert!(table.starts_with("meetingId") && table.contains(id), "{table}");
    assert_eq!(whereby.text(&["meetings", "delete", id]), format!("deleted {id}\n"));
    assert_eq!(whereby.run(&["meetings", "get", id]).code, 5);
}

#[test]
fn lists_end_after_max_items() {
    let whereby = Whereby::start();
    for _ in 0..3 {
        whereby.json(&["meetings", "create", "--end-date", "+1h"]);
    }
    assert_eq!(whereby.lines(&["meetings", "list"]).len(), 3);
    assert_eq!(whereby.lines(&["meetings", "list", "--page-size", "1", "--max-items", "2"]).len(), 2);
}

#[test]
fn nested_settings_are_json() {
    let whereby = Whereby::start();
    let create = ["meetings", "create", "--end-date", "+1h", "--is-locked", "--recording"];
    whereby.json(&[&create[..], &[r#"{"type":"cloud","startTrigger":null}"#]].concat());
    let body = &whereby.request()["body"];
    assert_eq!(body["recording"], json!({"type": "cloud", "startTrigger": null}));
    assert_eq!(body["isLocked"], true);
    let ran = whereby.run(&[&create[..], &[r#"{"typ":"cloud"}"#]].concat());
    let told = "error: --recording: typ: is no field; did you mean type?\n";
    assert_eq!((ran.code, ran.err.as_str(), whereby.requests().len()), (2, told, 1));
}

#[test]
fn json_comes_from_files_and_from_standard_input() {
    let whereby = Whereby::start();
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("streaming.json");
    std::fs::write(&file, r#"{"startTrigger":"prompt"}"#).expect("a file");
    let from = format!("@{}", file.display());
    let create = ["meetings", "create", "--end-date", "+1h", "--streaming", &from, "--recording", "-"];
    let ran = whereby.run_with(r#"{"type":"none"}"#, &create);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let body = &whereby.request()["body"];
    assert_eq!(body["streaming"], json!({"startTrigger": "prompt"}));
    assert_eq!(body["recording"], json!({"type": "none"}));
}

#[test]
fn an_end_may_be_written_as_date_writes_it() {
    let whereby = Whereby::start();
    for (typed, sent) in [
        ("2099-12-01T10:00:00+0000", "2099-12-01T10:00:00.000Z"),
        ("2099-12-01T10:06+02:00", "2099-12-01T08:06:00.000Z"),
        ("2099-12-01T12:00Z", "2099-12-01T12:00:00.000Z"),
    ] {
        whereby.text(&["meetings", "create", "--end-date", typed]);
        assert_eq!(whereby.request()["body"]["endDate"], sent);
    }
}

#[test]
fn an_end_that_cannot_be_read_is_told_by_its_fault() {
    let whereby = Whereby::start();
    for (typed, words) in [
        ("2099-02-30T00:00:00Z", "there is no such date"),
        ("2099-12-01T10:00:00", "a time needs its zone"),
        ("+3600", "a number needs a unit, s, m, h or d"),
    ] {
        let ran = whereby.run(&["meetings", "create", "--end-date", typed]);
        assert!(ran.code == 2 && ran.err.contains(words) && ran.err.contains("--end-date"), "{ran:?}");
    }
    assert!(whereby.requests().is_empty());
}

#[test]
fn names_that_strangers_chose_cannot_turn_a_line_around() {
    let whereby = Whereby::start();
    let name = "/a\u{202e}gpj.\u{2066}b\u{200f}\u{1b}[2J";
    let rooms = json!({"results": [{"meetingId": "1", "roomName": name}], "cursor": null}).to_string();
    let told = "/a\u{fffd}gpj.\u{fffd}b\u{fffd}\u{fffd}[2J";
    whereby.script(json!([{"status": 200, "body": rooms}]));
    let table = whereby.text(&["meetings", "list"]);
    assert!(table.contains(told), "{table:?}");
    whereby.script(json!([{"status": 200, "body": rooms}]));
    assert_eq!(whereby.json(&["meetings", "list"])["roomName"], name, "as the API writes it");
}
