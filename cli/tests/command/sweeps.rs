//! Deleting all: nothing goes without a yes.

use serde_json::json;

use crate::whereby::Whereby;

const ALL: [&str; 4] = ["recordings", "delete-all", "--older-than", "30d"];

#[test]
fn a_dry_run_shows_what_would_go() {
    let (whereby, session) = Whereby::after_a_session(2);
    let expected = session["recordingIds"].as_array().expect("ids");
    let shown = whereby.text(&[&ALL[..], &["--dry-run"]].concat());
    let ids: Vec<_> = shown.lines().map(|line| line.trim_start_matches("would delete ")).collect();
    assert_eq!(ids, *expected);
    let told = whereby.json(&[&ALL[..], &["--dry-run"]].concat());
    assert_eq!(told, json!({"matched": expected, "deleted": 0}));
    assert_eq!(whereby.lines(&["recordings", "list"]).len(), 2);
}

#[test]
fn where_nobody_can_be_asked_it_needs_yes() {
    let (whereby, _) = Whereby::after_a_session(2);
    let ran = whereby.run(&ALL);
    assert!(ran.code == 2 && ran.err.contains("--yes"), "{ran:?}");
    assert!(whereby.requests().is_empty(), "before any call");
    assert_eq!(whereby.text(&[&ALL[..], &["--yes"]].concat()).lines().count(), 2);
    assert!(whereby.lines(&["recordings", "list"]).is_empty());
}

#[test]
fn filters_are_told_and_kept() {
    let (whereby, _) = Whereby::after_a_session(1);
    let sweep = ["transcriptions", "delete-all", "--yes"];
    let ran = whereby.run(&sweep);
    assert!(
        ran.code == 2 && ran.err.contains("--older-than") && ran.err.contains("set --everything"),
        "{ran:?}"
    );
    for flags in [&["--room-prefix", "other-"][..], &["--older-than", "3650d", "--dry-run"]] {
        let ran = whereby.run(&[&sweep[..], flags].concat());
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "nothing matches\n"));
        assert_eq!(whereby.run(&[&sweep[..], flags, &["--json"]].concat()).err, "");
    }
    assert!(whereby.text(&[&sweep[..], &["--room-prefix", "clinic-"]].concat()).starts_with("deleted "));
}
