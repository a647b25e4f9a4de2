use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};
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
async fn rooms_of_a_file_follow_the_subdomain() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    let mut room = first.room(json!({ "roomNamePrefix": "https-emulator.whereby.com" })).await;
    first.emulator.stop();
    for subdomain in ["acme", "acme-2", "emulator"] {
        let client = start_with(EmulatorOptions { subdomain: subdomain.to_owned(), ..options(&file) });
        room["roomUrl"] = format!("https://{subdomain}.whereby.com{}", text(&room, "roomName")).into();
        assert_eq!(client.get(&path_of(&room)).await.json(), room);
        assert_eq!(client.results("/v1/meetings").await, std::slice::from_ref(&room));
        client.emulator.stop();
    }
}

#[tokio::test]
async fn ids_are_never_given_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    let room = first.room(json!({})).await;
    first.delete(&path_of(&room)).await;
    first.emulator.stop();
    let second = start_on(&file);
    let next = second.room(json!({})).await;
    assert!(text(&next, "meetingId") > text(&room, "meetingId"));
    second.post("/_emulator/reset", Value::Null).await;
    second.emulator.stop();
    let last = start_on(&file).room(json!({})).await;
    assert!(text(&last, "meetingId") > text(&next, "meetingId"));
}

#[tokio::test]
async fn a_file_keeps_what_was_played_and_its_links() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let first = start_on(&file);
    let session = first.play(json!({ "recordings": 1 })).await;
    let list = first.results("/v1/recordings").await;
    let path = format!("/v1/recordings/{}/access-link", session["recordingIds"][0].as_str().expect("an id"));
    let link = first.get(&path).await.json();
    first.emulator.stop();
    let second = start_on(&file);
    assert_eq!(second.results("/v1/recordings").await, list);
    let path = &text(&link, "accessLink")[text(&link, "accessLink").find("/_files").expect("a file")..];
    let answer = second.raw(Method::GET, path).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
}

/// The schema before sessions could be played, as it was written then.
const VERSION_1: &str = "
    CREATE TABLE identity (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE tenants (
        id INTEGER PRIMARY KEY,
        api_key TEXT NOT NULL UNIQUE,
        clock_offset_ms INTEGER NOT NULL DEFAULT 0
    );
    CREATE TABLE meetings (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        tenant INTEGER NOT NULL,
        room_name TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL
    );
    CREATE INDEX meetings_by_id ON meetings (tenant, id);
    CREATE UNIQUE INDEX meetings_by_name ON meetings (tenant, room_name);
    INSERT INTO identity VALUES ('api_key', 'wk_test_old'), ('signing_secret', 'secret');
    INSERT INTO tenants VALUES (1, 'wk_test_old', 0);
    INSERT INTO meetings VALUES (100000001, 1, '/old', 1735689600123, 4070908800000);
    UPDATE sqlite_sequence SET seq = 100000005; -- the rest were deleted
    PRAGMA application_id = 2002937197;
    PRAGMA user_version = 1;
";

#[tokio::test]
async fn a_file_of_the_first_schema_version_is_brought_up_to_date() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.execute_batch(VERSION_1).expect("a schema");
    drop(database);
    for sessions in 0..2 {
        let client = start_on(&file);
        assert_eq!(client.emulator.api_key(), "wk_test_old");
        let room = client.get("/v1/meetings/100000001").await.json();
        assert_eq!(
            room,
            json!({
                "startDate": "2025-01-01T00:00:00.123Z",
                "endDate": "2099-01-01T00:00:00.000Z",
                "roomName": "/old",
                "roomUrl": "https://emulator.whereby.com/old",
                "meetingId": "100000001",
            })
        );
        assert_eq!(client.results("/v1/meetings").await, [room]);
        let known = client.results("/v1/insights/rooms").await;
        assert_eq!(known.len(), 1);
        assert_eq!(known[0]["createdAt"], "2025-01-01T00:00:00.123Z");
        assert_eq!(known[0]["totalSessions"], sessions);
        client.play(json!({ "roomName": "/old" })).await;
        client.emulator.stop();
    }
    let next = start_on(&file).room(json!({})).await;
    assert!(text(&next, "meetingId") > "100000005");
}

#[tokio::test]
async fn a_file_of_an_older_schema_version_keeps_the_rooms_of_each_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.execute_batch(include_str!("version_4.sql")).expect("a schema");
    drop(database);
    for _ in 0..2 {
        let options = EmulatorOptions { subdomain: "acme".to_owned(), ..options(&file) };
        let client = start_with(EmulatorOptions { points_per_minute: 100_000, ..options });
        for (key, rooms, known) in [
            ("wk_test_old", &["/first", "/third"][..], &["/first", "/deleted", "/third"][..]),
            ("wk_test_other", &["/second"], &["/second", "/played", "/gone"]),
        ] {
            let names = |path: &'static str| {
                let list = client.send_as(key, Method::GET, path, None);
                async move {
                    list.await.expect("an answer").json()["results"].as_array().expect("results").clone()
                }
            };
            let of = |list: &[Value]| {
                list.iter().map(|room| text(room, "roomName").to_owned()).collect::<Vec<_>>()
            };
            let list = names("/v1/meetings").await;
            assert_eq!(of(&list), rooms);
            assert!(list.iter().all(|room| text(room, "roomUrl").starts_with("https://acme.whereby.com/")));
            assert_eq!(of(&names("/v1/insights/rooms").await), known);
            for room in list {
                let found = client.send_as(key, Method::GET, &path_of(&room), None).await.expect("an answer");
                assert_eq!(found.json(), room);
            }
        }
        client.emulator.stop();
    }
    let next = start_on(&file).room(json!({})).await;
    assert_eq!(text(&next, "meetingId"), "100000010");
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

#[test]
fn an_empty_name_is_refused() {
    let error = Emulator::start(options(Path::new(""))).expect_err("no file");
    assert!(matches!(error, EmulatorError::Option { name: "data", .. }), "{error:?}");
}

/// Windows has no files of these names.
#[cfg(unix)]
#[test]
fn names_that_mean_something_else_to_sqlite_are_files() {
    const INSIDE: &str = "WHEREBY_TEST_INSIDE";
    let names = [":memory:", "file:rooms.db?mode=memory", "file::memory:"];
    if std::env::var_os(INSIDE).is_some() {
        names.iter().for_each(|name| drop(Emulator::start(options(Path::new(name))).expect("a start")));
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    // Names are looked for in a process's folder, so that this takes a process of its own.
    let inside = std::process::Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", "persistence::names_that_mean_something_else_to_sqlite_are_files"])
        .env(INSIDE, "1")
        .current_dir(&folder)
        .output()
        .expect("an end");
    assert!(inside.status.success(), "{inside:?}");
    for name in names {
        assert!(folder.path().join(name).is_file(), "{name}");
    }
}

#[test]
fn a_damaged_file_is_an_error_with_a_remedy() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("rooms.db");
    drop(Emulator::start(options(&file)).expect("a started emulator"));
    let whole = std::fs::read(&file).expect("a file");
    let database = rusqlite::Connection::open(&file).expect("a database");
    database.execute("DELETE FROM identity WHERE name = 'room_origin'", []).expect("a deleted row");
    drop(database);
    refused(&file, "is damaged");

    let mut damaged = whole;
    damaged[4096..].fill(0xff);
    std::fs::write(&file, damaged).expect("a written file");
    refused(&file, "is damaged");
}
