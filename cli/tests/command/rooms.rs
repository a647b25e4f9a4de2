//! What rooms look like.

use std::path::Path;

use serde_json::json;

use crate::whereby::Whereby;

/// The smallest picture that has a PNG's first bytes.
fn picture(dir: &Path) -> String {
    let path = dir.join("logo.png");
    std::fs::write(&path, b"\x89PNG\r\n\x1a\n").expect("a file");
    path.display().to_string()
}

fn room(whereby: &Whereby) -> String {
    let made = whereby.json(&["meetings", "create", "--end-date", "+1h"]);
    made["roomName"].as_str().expect("a name").to_owned()
}

#[test]
fn pictures_are_sent_and_taken_back() {
    let whereby = Whereby::start();
    let (room, dir) = (room(&whereby), tempfile::tempdir().expect("a folder"));
    let logo = picture(dir.path());
    for (verb, path) in [
        ("set-logo", "theme/logo"),
        ("set-background", "theme/room-background"),
        ("set-knock-page-background", "theme/room-knock-page-background"),
    ] {
        assert_eq!(
            whereby.text(&["rooms", verb, &room, &logo]),
            format!("{} {room}\n", verb.replace('-', " "))
        );
        let request = whereby.request();
        assert_eq!((&request["method"], &request["status"]), (&json!("PUT"), &json!(204)));
        assert!(request["path"].as_str().is_some_and(|p| p.ends_with(path)), "{request}");
    }
    assert_eq!(whereby.text(&["rooms", "reset-logo", &room]), format!("reset logo {room}\n"));
}

#[test]
fn a_picture_that_is_not_there_is_no_call() {
    let whereby = Whereby::start();
    let ran = whereby.run(&["rooms", "set-logo", "/clinic-1", "nowhere.png"]);
    assert!(ran.code == 2 && ran.err.contains("<IMAGE>") && ran.err.contains("nowhere.png"), "{ran:?}");
    assert!(whereby.requests().is_empty());
}

#[test]
fn colours_and_presets_are_options() {
    let whereby = Whereby::start();
    let room = room(&whereby);
    whereby.text(&["rooms", "set-theme-tokens", &room, "--primary", "#112233"]);
    let tokens = json!({"tokens": {"colors": {"primary": "#112233"}}, "tokensPreset": "custom"});
    assert_eq!(whereby.request()["body"], tokens);
    for verb in ["set-background-preset", "set-knock-page-background-preset"] {
        whereby.text(&["rooms", verb, &room, "--palette", "purple", "--theme", "rocks"]);
        assert_eq!(whereby.request()["body"], json!({"palette": "purple", "theme": "rocks"}));
    }
    let ran = whereby.run(&["rooms", "set-theme-tokens", &room, "--primary", "red"]);
    assert!(ran.code == 2 && ran.err.contains("--primary"), "{ran:?}");
}
