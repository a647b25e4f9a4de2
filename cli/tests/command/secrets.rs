//! What opens doors is shown only to who asks for it.

use crate::whereby::Whereby;

#[test]
fn links_of_hosts_are_shown_only_when_revealed() {
    let whereby = Whereby::start();
    let create = ["meetings", "create", "--end-date", "+1h", "--field", "hostRoomUrl"];
    let list = ["meetings", "list", "--field", "hostRoomUrl"];
    for args in [&create[..], &list] {
        for form in [&["--json"][..], &[]] {
            let out = whereby.text(&[args, form].concat());
            assert!(out.contains("***") && !out.contains("roomKey"), "{out}");
            let out = whereby.text(&[args, form, &["--reveal"]].concat());
            assert!(out.contains("roomKey="), "{out}");
        }
    }
}

#[test]
fn links_of_a_batch_too() {
    let whereby = Whereby::start();
    let room = r#"{"endDate":"2099-01-31T12:00:00Z","fields":["hostRoomUrl"]}"#;
    for form in [&["--json"][..], &[]] {
        let create = [&["meetings", "create-many", room], form].concat();
        let out = whereby.text(&create);
        assert!(out.contains("***") && !out.contains("roomKey"), "{out}");
        let out = whereby.text(&[&create[..], &["--reveal"]].concat());
        assert!(out.contains("roomKey="), "{out}");
    }
}

#[test]
fn links_to_files_are_secrets() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    for form in [&["--json"][..], &[]] {
        let out = whereby.text(&[&["recordings", "access-link", id], form].concat());
        assert!(out.contains("***") && !out.contains("http"), "{out}");
        let out = whereby.text(&[&["recordings", "access-link", id, "--reveal"], form].concat());
        assert!(out.contains("http"), "{out}");
    }
}
