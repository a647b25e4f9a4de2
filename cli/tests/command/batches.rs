//! Many calls at once.

use serde_json::{Value, json};

use crate::whereby::Whereby;

const ROOMS: &str = r#"{"endDate": "2099-01-31T12:00:00Z", "roomNamePrefix": "first-"}

{"endDate": "2020-01-31T12:00:00Z"}
{"endDate": "2099-01-31T12:00:00Z", "roomNamePrefix": "third-"}
"#;

fn by_index(lines: &str) -> Vec<Value> {
    let mut items: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
    items.sort_by_key(|item| item["index"].as_u64());
    items
}

#[test]
fn rooms_come_from_lines_and_from_an_array_each_with_its_index() {
    let whereby = Whereby::start();
    let array = format!("[{}]", ROOMS.trim().replace("\n\n", "\n").replace('\n', ","));
    for input in [ROOMS, &array] {
        let ran = whereby.run_with(input, &["meetings", "create-many", "-", "--json"]);
        let made = by_index(&ran.out);
        assert_eq!(made.iter().map(|item| &item["index"]).collect::<Vec<_>>(), [0, 2], "{ran:?}");
        assert!(made[1]["value"]["roomName"].as_str().is_some_and(|n| n.starts_with("/third-")), "{made:?}");
        let told: Vec<Value> = ran.err.lines().map(|l| serde_json::from_str(l).expect("JSON")).collect();
        assert_eq!((&told[0]["index"], &told[0]["kind"]), (&json!(1), &json!("BadRequestError")));
        assert_eq!((&told[1]["message"], &told[1]["exitCode"]), (&json!("1 of 3 failed"), &json!(2)));
        assert_eq!(ran.code, 2);
    }
}

#[test]
fn people_see_a_line_for_each_room() {
    let whereby = Whereby::start();
    let dir = tempfile::tempdir().expect("a folder");
    let file = dir.path().join("rooms.jsonl");
    std::fs::write(&file, ROOMS).expect("a file");
    let from = format!("@{}", file.display());
    let ran = whereby.run(&["meetings", "create-many", &from, "--max-concurrency", "1"]);
    let lines: Vec<_> = ran.out.lines().collect();
    assert!(lines[0].starts_with("created 0: 1") && lines[1].starts_with("created 2: 1"), "{ran:?}");
    assert!(ran.err.contains("error: index 1: ") && ran.err.contains("1 of 3 failed"), "{ran:?}");
}

#[test]
fn rooms_are_deleted_by_ids_from_anywhere() {
    let whereby = Whereby::start();
    let ids: Vec<_> = (0..3).map(|_| whereby.json(&["meetings", "create", "--end-date", "+1h"])).collect();
    let ids: Vec<_> = ids.iter().filter_map(|room| room["meetingId"].as_str()).collect();
    let ran =
        whereby.run_with(&format!("{}\n\n{}\n", ids[1], ids[2]), &["meetings", "delete-many", ids[0], "-"]);
    assert_eq!((ran.code, ran.out.lines().count()), (0, 3), "{ran:?}");
    assert!(ran.out.contains(&format!("deleted 2: {}\n", ids[2])), "{ran:?}");
    assert!(whereby.lines(&["meetings", "list"]).is_empty());
}

#[test]
fn different_errors_end_with_the_general_code() {
    let whereby = Whereby::start();
    whereby.script(json!([{"status": 403}, {"status": 418}]));
    let ran = whereby.run(&["meetings", "delete-many", "1", "2", "3"]);
    assert_eq!((ran.code, ran.out.as_str()), (1, "deleted 2: 3\n"), "{ran:?}");
    whereby.script(json!([{"status": 403}, {"status": 403}]));
    assert_eq!(whereby.run(&["meetings", "delete-many", "1", "2", "--max-concurrency", "1"]).code, 4);
    let ran = whereby.run(&["meetings", "delete-many", "1", "--max-concurrency", "0"]);
    assert!(ran.code == 2 && ran.err.contains("--max-concurrency"), "{ran:?}");
}

#[test]
fn bad_json_is_told_with_its_place_and_without_its_values() {
    let whereby = Whereby::start();
    let lines = r#"{"endDate": "2099-01-31T12:00:00Z"}
{"endDate": "2099-01-31T12:00:00Z", "streaming": {"destination": "rtmp://hunter2"}}"#;
    let array = format!("[{}]", lines.replace('\n', ","));
    for (input, place) in [(lines, "line 2"), (&array, "index 1")] {
        let ran = whereby.run_with(input, &["meetings", "create-many", "-"]);
        let told = format!("error: <MEETINGS>: {place}: streaming.destination: must be an object\n");
        assert_eq!((ran.code, ran.err), (2, told));
    }
    assert!(whereby.requests().is_empty());
}

#[test]
fn a_key_that_is_no_field_is_refused_before_any_call_and_extra_is_sent() {
    let whereby = Whereby::start();
    let create = |room: &str| whereby.run(&["meetings", "create-many", room]);
    let ran = create(r#"{"endDate":"2099-01-31T12:00:00Z","isLokced":true}"#);
    let told = "error: <MEETINGS>: line 1: isLokced: is no field; did you mean isLocked?\n";
    assert_eq!((ran.code, ran.err.as_str()), (2, told));
    assert!(whereby.requests().is_empty());
    let ran = create(r#"{"endDate":"2099-01-31T12:00:00Z","extra":{"isLokced":true}}"#);
    assert_eq!((ran.code, &whereby.request()["body"]["isLokced"]), (0, &json!(true)), "{ran:?}");
}
