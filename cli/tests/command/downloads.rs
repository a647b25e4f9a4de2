//! Downloads.

use std::fs;

use crate::whereby::Whereby;

#[test]
fn a_file_goes_to_a_path_and_into_a_folder() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join("clinic.mp4").display().to_string();
    let told = whereby.json(&["recordings", "download", id, &path]);
    assert_eq!((told["path"].as_str(), told["sizeInBytes"].as_u64()), (Some(&*path), Some(100_000)));
    assert_eq!(fs::metadata(&path).expect("a file").len(), 100_000);

    let ran = whereby.run(&["recordings", "download", id, &path]);
    assert!(ran.code == 2 && ran.err.contains("<TO>") && ran.err.contains("set --overwrite"), "{ran:?}");
    let ran = whereby.run(&["recordings", "download", id, &path, "--overwrite"]);
    assert!(ran.code == 0 && ran.err.is_empty(), "no bar where no terminal is: {ran:?}");

    let text = session["transcriptionIds"][0].as_str().expect("an id");
    let told = whereby.json(&["transcriptions", "download", text, &dir.path().display().to_string()]);
    assert!(told["path"].as_str().is_some_and(|path| path.ends_with(".md")), "{told}");
}

#[test]
fn a_file_that_takes_too_long_is_told_with_the_limit_that_applies() {
    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let dir = tempfile::tempdir().expect("a folder");
    let to = dir.path().join("clinic.mp4").display().to_string();
    let silent = serde_json::json!({"file": true, "silent": true});
    whereby.script(serde_json::Value::Array(vec![silent; 5]));
    let ran = whereby.run(&["recordings", "download", id, &to, "--timeout", "0.5"]);
    assert!(ran.code == 7 && ran.err.ends_with("\nhint: give it more time by --timeout\n"), "{ran:?}");
}

#[test]
fn standard_output_is_no_target() {
    let whereby = Whereby::start();
    for kind in ["recordings", "transcriptions"] {
        let ran = whereby.run(&[kind, "download", "1", "-"]);
        assert!(ran.code == 2 && ran.err.contains("<TO>") && ran.err.contains("./-"), "{ran:?}");
    }
    assert!(whereby.requests().is_empty());
}

#[cfg(unix)]
#[test]
fn who_stops_a_download_is_told_of_the_part_and_goes_on_from_there() {
    use std::process::Stdio;

    use nix::sys::signal::Signal;

    use crate::{streams::send, whereby::Ran};

    let (whereby, session) = Whereby::after_a_session(1);
    let id = session["recordingIds"][0].as_str().expect("an id");
    let dir = tempfile::tempdir().expect("a folder");
    let to = dir.path().join("clinic.mp4").display().to_string();
    whereby.script(serde_json::json!([{"file": true, "cut": 5000}, {"file": true, "silent": true}]));
    let download = ["recordings", "download", id, &to];
    let mut command = whereby.command(&download);
    let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    // The second request for the file is the one that hangs.
    let asked = |log: &[serde_json::Value]| {
        log.iter().filter(|r| r["path"].as_str().is_some_and(|p| p.starts_with("/_files/"))).count()
    };
    while asked(&whereby.requests()) < 2 {
        std::thread::yield_now();
    }
    send(&child, Signal::SIGINT);
    let ran: Ran = child.wait_with_output().expect("an end").into();
    assert!(ran.code == 130 && ran.err.contains(".part file"), "{ran:?}");
    assert!(!fs::exists(&to).expect("an answer"));

    let told = whereby.json(&download);
    assert_eq!((told["resumedAt"].as_u64(), told["sizeInBytes"].as_u64()), (Some(5000), Some(100_000)));
}
