use serde_json::{Value, json};

use crate::support::{first, start, text};

#[tokio::test]
async fn a_session_needs_a_room_name_only() {
    let client = start();
    let session = client.play(json!({})).await;
    let keys: Vec<_> = session.as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["roomSessionId", "roomName", "participantIds", "recordingIds", "transcriptionIds"]);
    assert_eq!(session["roomName"], "/x");
    assert_eq!(session["participantIds"].as_array().map(Vec::len), Some(2));
    assert_eq!((&session["recordingIds"], &session["transcriptionIds"]), (&json!([]), &json!([])));
    let sessions = client.results("/v1/insights/room-sessions?roomName=/x").await;
    assert_eq!(sessions[0]["roomSessionId"], session["roomSessionId"]);
}

#[tokio::test]
async fn it_ends_now_unless_its_start_is_given() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2040-01-01T12:00:00Z" })).await;
    client.play(json!({})).await;
    client.play(json!({ "roomName": "y", "startedAt": "2039-05-06T07:08:09Z", "durationSeconds": 60 })).await;
    let ended = &client.results("/v1/insights/room-sessions?roomName=/x").await[0];
    assert!(text(ended, "startedAt").starts_with("2040-01-01T11:50:0"), "{ended}");
    assert!(text(ended, "endedAt").starts_with("2040-01-01T12:00:0"), "{ended}");
    let given = &client.results("/v1/insights/room-sessions?roomName=/y").await[0];
    assert_eq!(given["startedAt"], "2039-05-06T07:08:09.000Z");
    assert_eq!(given["endedAt"], "2039-05-06T07:09:09.000Z");
}

#[tokio::test]
async fn the_same_seed_makes_the_same_data_in_a_new_tenant() {
    let script = json!({
        "roomName": "/x", "startedAt": "2025-01-01", "seed": 7, "recordings": 2, "streams": 1,
        "transcription": true,
    });
    let (one, other) = (start(), start());
    let session = one.play(script.clone()).await;
    assert_eq!(session, other.play(script.clone()).await);
    let participants = format!("/v1/insights/participants?roomSessionId={}", text(&session, "roomSessionId"));
    assert_eq!(one.results(&participants).await, other.results(&participants).await);
    let detail = format!("{participants}&participantId={}", first(&session, "participantIds"))
        .replace("participants?", "participant?");
    assert_eq!(one.get(&detail).await.json(), other.get(&detail).await.json());
    assert_eq!(one.results("/v1/recordings").await, other.results("/v1/recordings").await);
    let another = one.play(json!({ "startedAt": "2025-01-01", "seed": 8 })).await;
    assert_ne!(another["roomSessionId"], session["roomSessionId"]);
}

#[tokio::test]
async fn ids_of_a_seed_that_is_played_again_are_new() {
    let client = start();
    let mut ids = Vec::new();
    for _ in 0..2 {
        let session = client.play(json!({ "recordings": [{ "transcription": "ready" }] })).await;
        ids.push(session["roomSessionId"].clone());
        for key in ["participantIds", "recordingIds", "transcriptionIds"] {
            ids.extend(session[key].as_array().expect("ids").clone());
        }
    }
    let mut unique = ids.clone();
    unique.sort_by_key(Value::to_string);
    unique.dedup();
    assert_eq!(unique.len(), ids.len());
}

#[tokio::test]
async fn a_session_to_come_is_not_seen_until_the_clock_is_there() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2030-01-01" })).await;
    let session = client.play(json!({ "startedAt": "2030-01-02", "transcription": true })).await;
    let participants = format!("/v1/insights/participants?roomSessionId={}", text(&session, "roomSessionId"));
    for list in ["/v1/insights/room-sessions?roomName=/x", &participants, "/v1/transcriptions"] {
        assert!(client.results(list).await.is_empty(), "{list}");
    }
    assert!(client.results("/v1/insights/rooms").await.is_empty());
    client.post("/_emulator/clock", json!({ "now": "2030-01-02T00:00:01Z" })).await;
    for list in ["/v1/insights/room-sessions?roomName=/x", "/v1/insights/rooms", "/v1/transcriptions"] {
        assert_eq!(client.results(list).await.len(), 1, "{list}");
    }
    assert_eq!(client.results(&participants).await.len(), 2);
}

#[tokio::test]
async fn a_script_that_makes_no_sense_is_refused_whole() {
    let client = start();
    for (script, words) in [
        (json!({}), "roomName"),
        (json!({ "roomName": "/" }), "roomName"),
        (json!({ "roomName": "/x", "startAt": "2025-01-01" }), "startAt"),
        (json!({ "roomName": "/x", "startedAt": "soon" }), "startedAt"),
        (json!({ "roomName": "/x", "startedAt": "9999-12-31T23:59:59Z" }), "startedAt"),
        (json!({ "roomName": "/x", "durationSeconds": -1 }), "-1"),
        (json!({ "roomName": "/x", "participants": 1001 }), "participants must be at most 1000"),
        (json!({ "roomName": "/x", "participants": [{ "name": "Ada" }] }), "name"),
        (json!({ "roomName": "/x", "participants": [{ "rating": 6 }] }), "rating"),
        (json!({ "roomName": "/x", "participants": [{ "connections": [] }] }), "connections"),
        (
            json!({ "roomName": "/x", "participants": [{ "connections": [{ "leftAfterSeconds": 601 }] }] }),
            "left",
        ),
        (
            json!({ "roomName": "/x", "participants": [
                { "connections": [{ "joinedAfterSeconds": 9, "leftAfterSeconds": 8 }] }
            ] }),
            "joined",
        ),
        (json!({ "roomName": "/x", "recordings": [{ "durationSeconds": 601 }] }), "durationSeconds"),
        (json!({ "roomName": "/x", "recordings": [{ "storage": "disk" }] }), "disk"),
        (json!({ "roomName": "/x", "recordings": [{ "sizeInBytes": 1e13 as u64 }] }), "sizeInBytes"),
        (json!({ "roomName": "/x", "recordings": [{ "storage": "s3", "transcription": "ready" }] }), "s3"),
        (json!({ "roomName": "/x", "streams": [{ "startedAfterSeconds": 601 }] }), "startedAfterSeconds"),
        (json!({ "roomName": "/x", "transcription": { "state": "done" } }), "done"),
    ] {
        client.post("/_emulator/sessions", script).await.refused(400, words);
    }
    assert!(client.results("/v1/insights/rooms").await.is_empty());
}

#[tokio::test]
async fn reset_forgets_all_that_was_played() {
    let client = start();
    let script = json!({ "startedAt": "2025-01-01", "recordings": 1, "transcription": true });
    let session = client.play(script.clone()).await;
    client.post("/v1/summaries", json!({ "transcriptionId": first(&session, "transcriptionIds") })).await;
    client.settings(json!({ "unknownRoomTheme": "204" })).await;
    client.put("/v1/rooms/x/theme/logo", json!({ "theme": "default" })).await;
    client.post("/_emulator/reset", json!(null)).await;
    for list in [
        "/v1/recordings",
        "/v1/transcriptions",
        "/v1/summaries",
        "/v1/insights/rooms",
        "/v1/insights/room-sessions?roomName=/x",
    ] {
        assert!(client.results(list).await.is_empty(), "{list}");
    }
    assert_eq!(client.get("/_emulator/rooms/x/theme").await.json()["logo"], Value::Null);
    assert_eq!(client.play(script).await, session, "a seed begins anew");
}

#[tokio::test]
async fn what_was_played_belongs_to_one_key() {
    let client = start();
    let session = client.play(json!({ "recordings": 1 })).await;
    let path = format!("/v1/recordings/{}", first(&session, "recordingIds"));
    assert_eq!(client.get(&path).await.status, 200);
    let other = client.send_as("wk_test_other", reqwest::Method::GET, &path, None).await;
    assert_eq!(other.expect("an answer").status, 404);
}
