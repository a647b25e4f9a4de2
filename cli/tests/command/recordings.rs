//! Recordings: listed, linked to, deleted.

use serde_json::json;

use crate::whereby::Whereby;

#[test]
fn recordings_are_listed_and_read() {
    let (whereby, session) = Whereby::after_a_session(2);
    let ids: Vec<_> =
        whereby.lines(&["recordings", "list"]).into_iter().map(|r| r["recordingId"].clone()).collect();
    assert_eq!(ids, *session["recordingIds"].as_array().expect("ids"));
    assert!(whereby.run(&["recordings", "list", "--room-name", "/other", "--json"]).out.is_empty());
    let id = ids[0].as_str().expect("an id");
    assert_eq!(whereby.json(&["recordings", "get", id])["roomName"], "/clinic-1");
    let record = whereby.text(&["recordings", "get", id]);
    assert!(record.contains("sizeInMegaBytes  0.1\n"), "{record}");
}

#[test]
fn links_are_asked_for_as_long_as_was_said() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let link = whereby.json(&["recordings", "access-link", id, "--valid-for-seconds", "600"]);
    assert!(link["expires"].is_u64(), "{link}");
    let expires = json!({"accessLink": "https://a.example/b", "expires": 1_796_057_823_474_u64}).to_string();
    whereby.script(json!([{"status": 200, "body": expires}]));
    let record = whereby.text(&["recordings", "access-link", id, "--valid-for-seconds", "600"]);
    assert!(record.contains("expires     2026-11-30T16:57:03.474Z\n"), "for people a time: {record}");
    assert_eq!(whereby.request()["query"], "validForSeconds=600");
    let ran = whereby.run(&["recordings", "access-link", id, "--valid-for-seconds", "0"]);
    assert!(ran.code == 2 && ran.err.contains("--valid-for-seconds"), "{ran:?}");
}

#[test]
fn one_and_many_are_deleted() {
    let (whereby, session) = Whereby::after_a_session(3);
    let ids: Vec<_> =
        session["recordingIds"].as_array().expect("ids").iter().filter_map(|id| id.as_str()).collect();
    assert_eq!(whereby.text(&["recordings", "delete", ids[0]]), format!("deleted {}\n", ids[0]));
    let deleting = whereby.text(&["recordings", "bulk-delete", ids[1], ids[2]]);
    assert_eq!(deleting, format!("deleting {} {}\n", ids[1], ids[2]));
    assert!(whereby.lines(&["recordings", "list"]).is_empty());
}
