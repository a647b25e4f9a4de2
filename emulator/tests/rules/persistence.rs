use std::path::Path;

use serde_json::json;
use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions};

use crate::support::{Client, path_of, start_with, text};

fn options(file: &Path) -> EmulatorOptions {
    EmulatorOptions { data: Some(file.to_owned()), ..EmulatorOptions::default() }
}

fn start_on(file: &Path) -> Client {
    start_with(options(file))
}

#[tokio::test]
async fn a_file_keeps_rooms_keys_and_clock() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    let room = first.room(json!({ "fields": ["hostRoomUrl"] })).await;
    first.post("/_emulator/clock", json!({ "now": "2050-01-01" })).await;
    let page = first.room(json!({})).await;
    let key = first.emulator.api_key().to_owned();
    first.emulator.stop();

    let second = start_on(&file);
    assert_eq!(second.emulator.api_key(), key);
    let again = second.get(&format!("{}?fields=hostRoomUrl", path_of(&room))).await.json();
    assert_eq!(again, room);
    let clock = second.get("/_emulator/clock").await.json();
    assert!(text(&clock, "now").starts_with("2050-01-01"));
    let next = second.room(json!({})).await;
    assert!(text(&next, "meetingId") > text(&page, "meetingId"));
}

#[tokio::test]
async fn ids_are_never_given_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    let room = first.room(json!({})).await;
    first.delete(&path_of(&room)).await;
    first.emulator.stop();
    let next = start_on(&file).room(json!({})).await;
    assert!(text(&next, "meetingId") > text(&room, "meetingId"));
}

fn refused(file: &Path, words: &str) {
    let error = Emulator::start(options(file)).expect_err("a file that is refused");
    assert!(matches!(error, EmulatorError::Data { .. }), "{error:?}");
    assert!(error.to_string().contains(words), "{error}");
}

#[tokio::test]
async fn one_file_serves_one_emulator() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    first.room(json!({})).await;
    refused(&file, "in use");
    first.emulator.stop();
    start_on(&file);
}

#[test]
fn a_folder_that_is_missing_is_an_error() {
    let folder = tempfile::tempdir().expect("a folder");
    refused(&folder.path().join("missing").join("rooms.db"), "folder");
}

#[test]
fn a_file_of_something_else_is_refused_and_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = folder.path().join("notes.txt");
    let content = "not a database, and long enough to have a header of its own ".repeat(20);
    std::fs::write(&text, &content).expect("a written file");
    refused(&text, "not a database");
    assert_eq!(std::fs::read_to_string(&text).expect("a file"), content);

    let foreign = folder.path().join("foreign.db");
    let database = rusqlite::Connection::open(&foreign).expect("a database");
    database.execute_batch("CREATE TABLE mine (a)").expect("a table");
    drop(database);
    refused(&foreign, "something else");
}

#[test]
fn a_file_of_another_schema_version_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    drop(Emulator::start(options(&file)).expect("a started emulator"));
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.pragma_update(None, "user_version", 99).expect("a version");
    drop(database);
    refused(&file, "schema version 99");
}
