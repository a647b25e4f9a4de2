use chrono::{DateTime, Utc};
use reqwest::Method;
use reqwest::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::support::{FAR, path_of, read, start, text};

#[tokio::test]
async fn the_answer_has_the_vendors_keys_in_the_vendors_order() {
    let client = start();
    let body = json!({ "endDate": FAR, "fields": ["viewerRoomUrl", "hostRoomUrl"] });
    let answer = client.post("/v1/meetings", body).await;
    assert_eq!(answer.status, 201);
    assert!(answer.header("content-type").starts_with("application/json"));
    let room = answer.json();
    let keys: Vec<_> = room.as_object().expect("an object").keys().collect();
    assert_eq!(
        keys,
        ["startDate", "endDate", "roomName", "roomUrl", "meetingId", "hostRoomUrl", "viewerRoomUrl"]
    );
    assert_eq!(text(&room, "roomUrl"), format!("https://emulator.whereby.com{}", text(&room, "roomName")));
}

#[tokio::test]
async fn ids_are_decimal_strings_that_grow() {
    let client = start();
    let mut last = 100_000_000_u64;
    for _ in 0..3 {
        let room = client.room(json!({})).await;
        let id: u64 = text(&room, "meetingId").parse().expect("a decimal id");
        assert!(id > last);
        last = id;
    }
}

#[tokio::test]
async fn the_start_is_the_clocks_now_and_the_one_sent_is_ignored() {
    let client = start();
    let now = "2031-05-06T07:08:09.000Z";
    client.post("/_emulator/clock", json!({ "now": now })).await;
    let room = client.room(json!({ "startDate": "2040-01-01T00:00:00Z" })).await;
    let start: DateTime<Utc> = text(&room, "startDate").parse().expect("a time");
    let now: DateTime<Utc> = now.parse().expect("a time");
    assert_eq!((start - now).num_minutes(), 0, "{start}");
    assert!(text(&room, "startDate").ends_with('Z'));
}

#[tokio::test]
async fn every_form_of_end_date_comes_back_in_utc_with_milliseconds() {
    let client = start();
    for (sent, got) in [
        ("2099-05-07T12:00:00Z", "2099-05-07T12:00:00.000Z"),
        ("2099-05-07T12:00:00.1234567Z", "2099-05-07T12:00:00.123Z"),
        ("2099-05-07T12:00:00-05:00", "2099-05-07T17:00:00.000Z"),
        ("2099-05-07T12:00:00", "2099-05-07T12:00:00.000Z"),
        ("2099-05-07", "2099-05-07T00:00:00.000Z"),
    ] {
        let answer = client.post("/v1/meetings", json!({ "endDate": sent })).await;
        assert_eq!(answer.status, 201, "{sent}: {}", answer.text);
        assert_eq!(text(&answer.json(), "endDate"), got);
    }
}

#[tokio::test]
async fn bad_input_gets_400_that_names_the_field() {
    let client = start();
    let with = |key: &str, value: Value| {
        let mut body = json!({ "endDate": FAR });
        body[key] = value;
        body
    };
    for (body, words) in [
        (json!({}), "endDate is required"),
        (json!({ "endDate": null }), "endDate is required"),
        (json!({ "endDate": "tomorrow" }), "endDate must be"),
        (json!({ "endDate": 4_070_908_800_u32 }), "endDate must be"),
        (json!({ "endDate": "2020-01-01T00:00:00Z" }), "past"),
        (json!({ "endDate": "+10000-01-01T00:00:00Z" }), "endDate must be in the years"),
        (with("roomNamePrefix", "x".repeat(40).into()), "39"),
        (with("roomNamePrefix", "a/b".into()), "roomNamePrefix"),
        (with("roomNamePrefix", 7.into()), "roomNamePrefix"),
        (with("roomNamePattern", "short".into()), "human-short"),
        (with("roomMode", "huge".into()), "roomMode"),
        (with("templateType", "other".into()), "viewerMode"),
        (with("isLocked", "yes".into()), "isLocked"),
        (with("fields", "hostRoomUrl".into()), "fields"),
        (with("recording", "cloud".into()), "recording"),
        (json!([]), "JSON object"),
    ] {
        client.post("/v1/meetings", body).await.refused(400, words);
    }
    assert_eq!(client.get("/v1/meetings").await.json()["results"], json!([]));
}

#[tokio::test]
async fn a_body_that_is_no_json_gets_400() {
    let client = start();
    for body in ["", "{", "endDate=2099-01-01"] {
        let request = client
            .raw(Method::POST, "/v1/meetings")
            .bearer_auth(client.emulator.api_key())
            .header(CONTENT_TYPE, "application/json")
            .body(body);
        let answer = read(request.send().await.expect("an answer")).await.expect("a body");
        answer.refused(400, "JSON");
    }
}

#[tokio::test]
async fn what_the_vendor_does_not_enforce_is_taken() {
    let client = start();
    for body in [
        json!({ "recording": { "type": "none", "destination": {} } }),
        json!({ "recording": { "type": "cloud", "destination": null, "startTrigger": null } }),
        json!({ "recording": { "type": "cloud", "destination": {
            "provider": "s3", "bucket": "b", "region": "eu-west-1" } } }),
        json!({ "liveTranscription": { "liveCaptions": true, "language": "en" } }),
        json!({ "roomNamePrefix": null, "roomNamePattern": null, "templateType": null,
                "isLocked": null, "roomMode": null, "recording": null, "fields": null }),
        json!({ "roomPreferences": { "streaming": false }, "field": "x", "fields": ["dialIn"] }),
    ] {
        let room = client.room(body).await;
        let count = room.as_object().expect("an object").len();
        assert_eq!(count, 5, "settings are not echoed: {room}");
    }
}

#[tokio::test]
async fn a_trailing_slash_is_taken() {
    let client = start();
    let answer = client.post("/v1/meetings/", json!({ "endDate": FAR })).await;
    assert_eq!(answer.status, 201);
    assert_eq!(client.get(&format!("{}/", path_of(&answer.json()))).await.status, 200);
    assert_eq!(client.get("/v1/meetings/").await.status, 200);
}

#[tokio::test]
async fn unknown_routes_and_methods_get_json() {
    let client = start();
    client.get("/v1/rooms").await.refused(404, "not found");
    client.get("/nothing").await.refused(404, "not found");
    let answer = client.send(Method::PATCH, "/v1/meetings", None).await.expect("an answer");
    answer.refused(405, "not allowed");
    assert_eq!(answer.header("allow"), "GET,HEAD,POST");
}
