//! Ids from files.

use crate::whereby::Whereby;

#[test]
fn a_file_has_an_id_a_line() {
    let (whereby, _) = Whereby::after_a_session(0);
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("ids");
    // The second begins with the mark that editors of Windows write.
    for text in ["a\r\n\n  b\n", "\u{feff}a\r\nb\r\n"] {
        std::fs::write(&file, text).expect("a file");
        let from = format!("@{}", file.display());
        assert_eq!(whereby.text(&["recordings", "bulk-delete", &from, "c"]), "deleting a b c\n");
        let body = serde_json::json!({"recordingIds": ["a", "b", "c"]});
        assert_eq!(whereby.request()["body"], body);
    }
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

#[test]
fn json_in_the_place_of_ids_is_told_with_the_way_to_the_ids() {
    let whereby = Whereby::start();
    let room = whereby.json(&["meetings", "create", "--end-date", "+1h"]);
    let ran = whereby.run_with(&room.to_string(), &["meetings", "delete-many", "-"]);
    assert!(
        ran.code == 2 && ran.err.contains("one a line") && ran.err.contains("jq -r .meetingId"),
        "{ran:?}"
    );
    let ran = whereby.run_with("\"a\"\n", &["recordings", "bulk-delete", "-"]);
    assert!(ran.code == 2 && ran.err.contains("jq -r .recordingId"), "{ran:?}");
    assert_eq!(whereby.lines(&["meetings", "list"]).len(), 1);
}

#[test]
fn what_is_no_id_is_told_before_any_call() {
    let whereby = Whereby::start();
    for (input, words) in [
        ("a\nnull\n", "null is no id"),
        ("undefined\n", "undefined is no id"),
        ("a\n# of last\tweek\n", "there are no comments: take out the line # of last\u{fffd}week"),
        ("\u{feff}{}\n", "this is JSON"),
    ] {
        let ran = whereby.run_with(input, &["meetings", "delete-many", "-"]);
        assert!(ran.code == 2 && ran.err.contains(words) && ran.err.contains("MEETING_IDS"), "{ran:?}");
    }
    let ran = whereby.run(&["transcriptions", "bulk-delete", "a", "null"]);
    assert!(ran.code == 2 && ran.err.contains("jq reads ids by -r .transcriptionId"), "{ran:?}");
    assert!(whereby.requests().is_empty());
}
