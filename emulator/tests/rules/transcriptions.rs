use serde_json::{Value, json};

use crate::support::{Client, first, start, text};

async fn recorded(client: &Client, recording: Value) -> Value {
    client.play(json!({ "startedAt": "2025-01-01", "recordings": [recording] })).await
}

async fn transcribe(client: &Client, session: &Value) -> String {
    let body = json!({ "recordingId": first(session, "recordingIds") });
    let answer = client.post("/v1/transcriptions", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let json = answer.json();
    assert_eq!(json.as_object().map(serde_json::Map::len), Some(1));
    format!("/v1/transcriptions/{}", text(&json, "transcriptionId"))
}

#[tokio::test]
async fn one_of_a_recording_is_in_progress_and_then_ready() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2031-01-01" })).await;
    let session = recorded(&client, json!({ "startedAfterSeconds": 60, "durationSeconds": 90 })).await;
    let path = transcribe(&client, &session).await;
    let shown = client.get(&path).await.json();
    assert!(text(&shown, "createdAt").starts_with("2031-01-01T00:00:"));
    let mut expected = json!({
        "transcriptionId": path.trim_start_matches("/v1/transcriptions/"),
        "roomSessionId": session["roomSessionId"],
        "roomName": "/x",
        "createdAt": shown["createdAt"],
        "startDate": "2025-01-01T00:01:00.000Z",
        "endDate": null,
        "state": "in_progress",
        "type": "RECORDING_TRANSCRIPTION",
        "storageType": "WHEREBY_HOSTED",
    });
    assert_eq!(shown, expected);
    client.get(&format!("{path}/access-link")).await.refused(404, "File");

    client.advance(60).await;
    expected["endDate"] = "2025-01-01T00:02:30.000Z".into();
    expected["state"] = "ready".into();
    expected["durationInSeconds"] = 90.into();
    expected["filename"] = "x-2025-01-01T00:01:00.000Z.md".into();
    assert_eq!(client.get(&path).await.json(), expected);
    assert_eq!(client.results("/v1/transcriptions").await, [expected]);
    assert_eq!(client.get(&format!("{path}/access-link")).await.status, 200);
}

#[tokio::test]
async fn how_long_it_takes_is_a_setting() {
    let client = start();
    client.settings(json!({ "transcriptionSeconds": 0 })).await;
    let session = recorded(&client, json!({})).await;
    let path = transcribe(&client, &session).await;
    assert_eq!(client.get(&path).await.json()["state"], "ready");
}

#[tokio::test]
async fn one_of_a_recording_that_is_to_fail_fails() {
    let client = start();
    let session = recorded(&client, json!({ "transcription": "failed" })).await;
    let path = transcribe(&client, &session).await;
    assert_eq!(client.get(&path).await.json()["state"], "in_progress");
    client.advance(61).await;
    let shown = client.get(&path).await.json();
    assert_eq!((&shown["state"], &shown["filename"]), (&json!("failed"), &Value::Null));
    assert_eq!(shown["durationInSeconds"], Value::Null);
    client.get(&format!("{path}/access-link")).await.refused(404, "File");
}

#[tokio::test]
async fn it_needs_a_recording_that_whereby_has() {
    let client = start();
    let create = async |body| client.post("/v1/transcriptions", body).await;
    create(json!({})).await.refused(400, "recordingId");
    create(json!({ "recordingId": 1 })).await.refused(400, "recordingId");
    create(json!({ "recordingId": "unknown" })).await.refused(404, "Recording");
    let session = recorded(&client, json!({ "storage": "s3" })).await;
    create(json!({ "recordingId": first(&session, "recordingIds") })).await.refused(400, "bucket");
}

#[tokio::test]
async fn a_live_one_is_in_progress_while_the_session_runs() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2030-01-01T00:01:00Z" })).await;
    let session = client.play(json!({ "startedAt": "2030-01-01", "transcription": true })).await;
    let path = format!("/v1/transcriptions/{}", first(&session, "transcriptionIds"));
    let shown = client.get(&path).await.json();
    assert_eq!((&shown["state"], &shown["type"]), (&json!("in_progress"), &json!("LIVE_TRANSCRIPTION")));
    assert_eq!((&shown["createdAt"], &shown["endDate"]), (&json!("2030-01-01T00:00:00.000Z"), &Value::Null));
    client.advance(540).await;
    let shown = client.get(&path).await.json();
    assert_eq!((&shown["state"], &shown["durationInSeconds"]), (&json!("ready"), &json!(600)));
}

#[tokio::test]
async fn the_states_of_a_session_can_be_asked_for() {
    let client = start();
    let session = client
        .play(json!({
            "startedAt": "2025-01-01",
            "recordings": [
                { "transcription": "ready" }, {}, { "transcription": "failed" }, { "transcription": "in_progress" }
            ],
            "transcription": { "state": "in_progress" },
        }))
        .await;
    assert_eq!(session["transcriptionIds"].as_array().map(Vec::len), Some(4));
    let states = async || {
        let list = client.results("/v1/transcriptions").await;
        list.iter().map(|one| text(one, "state").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(states().await, ["in_progress", "ready", "failed", "in_progress"]);
    client.advance(61).await;
    assert_eq!(states().await, ["ready", "ready", "failed", "ready"]);
}

#[tokio::test]
async fn false_and_null_make_no_live_one() {
    let client = start();
    for transcription in [json!(false), json!(null)] {
        let session = client.play(json!({ "transcription": transcription })).await;
        assert_eq!(session["transcriptionIds"], json!([]));
    }
}

#[tokio::test]
async fn the_list_can_be_of_one_room_and_sorted() {
    let client = start();
    for (room, day, seconds) in [("/b", 2, 20), ("/a", 3, 10), ("/a", 1, 30)] {
        let start = format!("2025-01-0{day}");
        let script = json!({
            "roomName": room, "startedAt": start, "durationSeconds": seconds, "transcription": true,
        });
        client.play(script).await;
    }
    assert_eq!(client.results("/v1/transcriptions?roomName=/a").await.len(), 2);
    for (sort, seconds) in [
        ("roomName:desc", [20, 30, 10]),
        ("startDate:asc", [30, 20, 10]),
        ("durationInSeconds:asc", [10, 20, 30]),
    ] {
        let path = format!("/v1/transcriptions?sortBy={sort}&limit=1");
        assert_eq!(client.walk(&path, "durationInSeconds").await, seconds, "{sort}");
    }
}

#[tokio::test]
async fn deleting_is_204_each_time_alone_and_in_bulk() {
    let client = start();
    let session = client.play(json!({ "recordings": 3, "transcription": true })).await;
    let mut paths = Vec::new();
    for _ in 0..3 {
        paths.push(transcribe(&client, &session).await);
    }
    for _ in 0..2 {
        assert_eq!(client.delete(&paths[0]).await.status, 204);
    }
    client.get(&paths[0]).await.refused(404, "Transcription");
    let ids = json!({ "transcriptionIds": [first(&session, "transcriptionIds"), "unknown"] });
    for _ in 0..2 {
        assert_eq!(client.post("/v1/transcriptions/bulk-delete", ids.clone()).await.status, 204);
    }
    assert_eq!(client.results("/v1/transcriptions").await.len(), 2);
    client.post("/v1/transcriptions/bulk-delete", json!({})).await.refused(400, "transcriptionIds");
    client.settings(json!({ "bulkDeleteDelaySeconds": 30 })).await;
    let ids = json!({ "transcriptionIds": [paths[1].trim_start_matches("/v1/transcriptions/")] });
    assert_eq!(client.post("/v1/transcriptions/bulk-delete", ids).await.status, 204);
    assert_eq!(client.get(&paths[1]).await.status, 200);
    client.advance(31).await;
    assert_eq!(client.get(&paths[1]).await.status, 404);
}

#[tokio::test]
async fn a_self_hosted_one_has_no_link() {
    let client = start();
    let session = client.play(json!({ "transcription": { "storage": "s3" } })).await;
    let path = format!("/v1/transcriptions/{}", first(&session, "transcriptionIds"));
    assert_eq!(client.get(&path).await.json()["storageType"], "SELF_HOSTED");
    client.get(&format!("{path}/access-link")).await.refused(403, "bucket");
    client.get("/v1/transcriptions/unknown/access-link").await.refused(404, "Transcription");
}

#[tokio::test]
async fn it_outlives_its_recording() {
    let client = start();
    let session = recorded(&client, json!({})).await;
    let path = transcribe(&client, &session).await;
    client.delete(&format!("/v1/recordings/{}", first(&session, "recordingIds"))).await;
    assert_eq!(client.get(&path).await.status, 200);
}
