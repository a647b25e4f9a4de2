//! Summaries of transcriptions.

use crate::whereby::Whereby;

#[test]
fn a_summary_is_made_read_listed_and_deleted() {
    let (whereby, session) = Whereby::after_a_session(0);
    let id = session["transcriptionIds"][0].as_str().expect("an id");
    let create = ["summaries", "create-and-wait", "--transcription-id", id, "--template", "SOAP"];
    let made = whereby.json(&[&create[..], &["--poll-interval", "0.01"]].concat());
    assert_eq!(made["template"], "SOAP");
    let summary = made["summaryId"].as_str().expect("an id");
    assert_eq!(whereby.json(&["summaries", "list"])["summaryId"], summary);
    assert_eq!(whereby.json(&["summaries", "get", summary])["transcriptionId"], id);
    assert_eq!(whereby.text(&["summaries", "delete", summary]), format!("deleted {summary}\n"));
    let asked = whereby.json(&["summaries", "create", "--transcription-id", id]);
    assert!(asked["summaryId"].is_string(), "{asked}");
}

#[test]
fn what_is_nested_is_whole_alone_and_short_in_a_list() {
    let (whereby, session) = Whereby::after_a_session(0);
    let id = session["transcriptionIds"][0].as_str().expect("an id");
    let made = whereby.json(&["summaries", "create-and-wait", "--transcription-id", id]);
    let alone = whereby.text(&["summaries", "get", made["summaryId"].as_str().expect("an id")]);
    let list = whereby.text(&["summaries", "list"]);
    let text = made["summary"].to_string();
    assert!(text.chars().count() > 40 && alone.contains(&text), "{alone}");
    assert!(list.contains('…') && !list.contains(&text), "{list}");
}
