//! Ids from files.

use crate::whereby::Whereby;

#[test]
fn a_file_has_an_id_a_line() {
    let (whereby, _) = Whereby::after_a_session(0);
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ids");
    std::fs::write(&file, "a\r\n\n  b\n").expect("a file");
    let from = format!("@{}", file.display());
    assert_eq!(whereby.text(&["recordings", "bulk-delete", &from, "c"]), "deleting a b c\n");
    let body = serde_json::json!({"recordingIds": ["a", "b", "c"]});
    assert_eq!(whereby.request()["body"], body);
}

#[test]
fn a_missing_file_and_no_ids_are_told_before_any_call() {
    let (whereby, _) = Whereby::after_a_session(0);
    for (args, words) in [
        (&["transcriptions", "bulk-delete", "@nowhere"][..], "nowhere"),
        (&["transcriptions", "bulk-delete"], "TRANSCRIPTION_IDS"),
        (&["meetings", "delete-many"], "MEETING_IDS"),
    ] {
        let ran = whereby.run(args);
        assert!(ran.code == 2 && ran.err.contains(words), "{ran:?}");
    }
    assert!(whereby.requests().is_empty());
}
