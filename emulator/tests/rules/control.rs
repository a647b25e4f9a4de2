use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{FAR, path_of, start, text};

#[tokio::test]
async fn the_clock_moves_for_one_key_only() {
    let client = start();
    let answer = client.post("/_emulator/clock", json!({ "now": "2040-02-03T04:05:06Z" })).await;
    assert!(text(&answer.json(), "now").starts_with("2040-02-03T04:05:"));
    let later = client.post("/_emulator/clock", json!({ "advance": 3600 })).await;
    assert!(text(&later.json(), "now").starts_with("2040-02-03T05:05:"));
    let shown = client.get("/_emulator/clock").await.json();
    assert!(text(&shown, "now").starts_with("2040-02-03T05:05:"));
    let other = client.send_as("wk_test_other", Method::GET, "/_emulator/clock", None).await;
    assert!(!text(&other.expect("an answer").json(), "now").starts_with("2040"));
}

#[tokio::test]
async fn a_clock_that_cannot_be_is_refused() {
    let client = start();
    for body in [
        json!({}),
        json!({ "advance": -1 }),
        json!({ "advance": 1e300 }),
        json!({ "advance": 1, "now": FAR }),
        json!({ "advance": "1h" }),
        json!({ "now": "soon" }),
        json!({ "then": FAR }),
    ] {
        client.post("/_emulator/clock", body).await.refused(400, "");
    }
}

#[tokio::test]
async fn settings_change_only_what_is_named() {
    let client = start();
    let tariff = json!({ "read": 5, "delete": 6, "write": 7 });
    client.post("/_emulator/settings", json!({ "tariff": tariff })).await;
    let answer = client.post("/_emulator/settings", json!({ "pointsPerMinute": 9 })).await;
    let expected = json!({
        "pointsPerMinute": 9,
        "tariff": tariff,
        "keepAfterEndHours": 24,
        "transcriptionSeconds": 60,
        "summarySeconds": 30,
        "summaryState": "ready",
        "bulkDeleteDelaySeconds": 0,
        "tooLargeStatus": 400,
        "unknownRoomTheme": "404",
        "sessionDateNames": "startedAt",
        "forbiddenFeatures": [],
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(client.get("/_emulator/settings").await.json(), expected);
    let nothing = client.post("/_emulator/settings", json!({ "pointsPerMinute": null })).await;
    assert_eq!(nothing.json(), expected);
    assert_eq!(client.get("/v1/meetings").await.status, 200);
    assert_eq!(client.get("/v1/meetings").await.status, 429);
}

#[tokio::test]
async fn misspelt_settings_are_refused() {
    let client = start();
    for (body, words) in [
        (json!({ "points": 9 }), "points"),
        (json!({ "pointsPerMinute": -1 }), "-1"),
        (json!({ "tariff": { "read": 1 } }), "delete"),
        (json!({ "bulkDeleteDelaySeconds": "1" }), "string"),
        (json!({ "unknownRoomTheme": "200" }), "200"),
        (json!({ "sessionDateNames": "begin" }), "begin"),
    ] {
        client.post("/_emulator/settings", body).await.refused(400, words);
    }
}

#[tokio::test]
async fn reset_makes_the_key_as_new_and_ids_go_on() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2040-01-01" })).await;
    let before = client.room(json!({})).await;
    client.post("/_emulator/settings", json!({ "pointsPerMinute": 1 })).await;
    client.script(json!([{ "status": 500 }])).await;
    assert_eq!(client.post("/_emulator/reset", Value::Null).await.status, 204);

    assert_eq!(client.get("/_emulator/requests").await.json(), json!([]));
    assert_eq!(client.get(&path_of(&before)).await.status, 404);
    let answer = client.get("/v1/meetings").await;
    assert_eq!(answer.json()["results"], json!([]));
    assert_eq!(answer.header("x-ratelimit-remaining"), "998");
    let after = client.room(json!({})).await;
    assert!(text(&after, "meetingId") > text(&before, "meetingId"));
    assert!(text(&after, "startDate") < text(&before, "startDate"), "the clock is real again");
}

#[tokio::test]
async fn reset_gives_the_minute_back() {
    let client = start();
    client.room(json!({})).await;
    client.post("/_emulator/reset", Value::Null).await;
    let answer = client.get("/v1/meetings").await;
    assert_eq!(answer.header("x-ratelimit-remaining"), "999");
}

#[tokio::test]
async fn unknown_controls_get_json() {
    let client = start();
    client.get("/_emulator/nothing").await.refused(404, "not found");
    client.get("/_emulator/reset").await.refused(405, "not allowed");
}
