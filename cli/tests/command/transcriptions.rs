//! Transcriptions: made, waited for, deleted.

use crate::whereby::Whereby;

#[test]
fn a_transcription_is_asked_for_and_waited_for() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let create = ["transcriptions", "create-and-wait", "--recording-id", id, "--max-wait", "10m"];
    let made = whereby.json(&[&create[..], &["--poll-interval", "0.01"]].concat());
    assert_eq!(made["state"], "ready");
    let asked = whereby.json(&["transcriptions", "create", "--recording-id", id]);
    let asked = asked["transcriptionId"].as_str().expect("an id");
    assert_eq!(whereby.json(&["transcriptions", "get", asked])["type"], "RECORDING_TRANSCRIPTION");
    assert_eq!(whereby.lines(&["transcriptions", "list", "--sort-by", "startDate:desc"]).len(), 3);
}

#[test]
fn who_waits_too_long_is_told_so() {
    let (whereby, session) = Whereby::after_a_session(1);
    whereby.control("/settings", serde_json::json!({ "transcriptionSeconds": 3600 }));
    let id = session["recordingIds"][0].as_str().expect("an id");
    let wait = ["transcriptions", "create-and-wait", "--recording-id", id, "--max-wait", "0.01"];
    let ran = whereby.run(&wait);
    assert!(ran.code == 7 && ran.err.contains("get it later") && ran.err.contains("--max-wait"), "{ran:?}");
    let ran = whereby.run(&[&wait[..5], &["0"]].concat());
    assert!(ran.code == 2 && ran.err.contains("--max-wait") && ran.err.contains("hint:"), "{ran:?}");
}

#[test]
fn links_and_deletes_are_those_of_recordings() {
    let (whereby, session) = Whereby::after_a_session(0);
    let id = session["transcriptionIds"][0].as_str().expect("an id");
    assert_eq!(whereby.json(&["transcriptions", "access-link", id])["accessLink"], "***");
    assert_eq!(whereby.text(&["transcriptions", "bulk-delete", id]), format!("deleting {id}\n"));
    assert_eq!(whereby.text(&["transcriptions", "delete", id]), format!("deleted {id}\n"));
    assert_eq!(whereby.run(&["transcriptions", "get", id]).code, 5);
}
