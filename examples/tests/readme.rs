//! The quick starts stand in the README as they are here, and the Rust one runs.

use std::{path::Path, process::Command};

use whereby_emulator::{Emulator, EmulatorOptions};

#[test]
fn the_readme_shows_the_quick_starts_as_they_are() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(here.join("../README.md")).expect("a README");
    for kind in ["py", "mjs", "rs", "sh"] {
        let code = std::fs::read_to_string(here.join(format!("quickstart.{kind}"))).expect("a quick start");
        assert!(readme.contains(&code), "README.md does not show examples/quickstart.{kind}");
        assert!(code.lines().count() <= 10, "quickstart.{kind} is no quick start any more");
    }
}

#[test]
fn the_rust_quick_start_runs() {
    let emulator = Emulator::start(EmulatorOptions::default()).expect("an emulator");
    let output = Command::new(env!("CARGO_BIN_EXE_quickstart"))
        .env("WHEREBY_API_KEY", emulator.api_key())
        .env("WHEREBY_BASE_URL", emulator.base_url())
        .output()
        .expect("it runs");
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("whereby.com"), "{shown} {output:?}");
}
