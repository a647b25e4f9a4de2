//! The examples of the docs run: one for each group of operations, on an emulator where people met.

use std::process::Command;

use serde_json::json;
use whereby_emulator::{Emulator, EmulatorOptions};

#[test]
fn every_example_runs() {
    let emulator = Emulator::start(EmulatorOptions::default()).expect("an emulator");
    let session = json!({ "roomName": "/clinic-1", "recordings": 1, "transcription": true });
    let settings = json!({ "transcriptionSeconds": 0, "summarySeconds": 0 });
    for (path, body) in [("/_emulator/sessions", session), ("/_emulator/settings", settings)] {
        emulator.control(emulator.api_key(), "POST", path, Some(body)).expect("an answer");
    }
    for (program, shows) in [
        (env!("CARGO_BIN_EXE_meetings"), "deleted"),
        (env!("CARGO_BIN_EXE_recordings"), "latest.mp4 has Some("),
        (env!("CARGO_BIN_EXE_transcriptions"), ".md"),
        (env!("CARGO_BIN_EXE_summaries"), "SOAP"),
        (env!("CARGO_BIN_EXE_rooms"), ""),
        (env!("CARGO_BIN_EXE_insights"), "/clinic-1"),
    ] {
        let output = Command::new(program)
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../core/examples"))
            .env("WHEREBY_API_KEY", emulator.api_key())
            .env("WHEREBY_BASE_URL", emulator.base_url())
            .output()
            .expect("it runs");
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success() && shown.contains(shows), "{program}: {shown} {output:?}");
    }
}
