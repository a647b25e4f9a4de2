use serde_json::{Value, json};

use crate::support::{Client, first, start, text};

const TEXT: &str = "# A talk\n\n**Ada**: One.\n**Bo**: Two.\n**Ada**: Three.\n";

async fn transcribed(client: &Client) -> Value {
    client.play(json!({ "startedAt": "2025-01-01", "transcription": { "text": TEXT } })).await
}

async fn create(client: &Client, session: &Value, template: Value) -> String {
    let mut body = json!({ "transcriptionId": first(session, "transcriptionIds") });
    if !template.is_null() {
        body["template"] = template;
    }
    let answer = client.post("/v1/summaries", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    let json = answer.json();
    assert_eq!(json.as_object().map(serde_json::Map::len), Some(1));
    format!("/v1/summaries/{}", text(&json, "summaryId"))
}

#[tokio::test]
async fn one_is_in_progress_and_empty_and_then_ready() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2031-01-01" })).await;
    let session = transcribed(&client).await;
    let path = create(&client, &session, Value::Null).await;
    let shown = client.get(&path).await.json();
    assert!(text(&shown, "createdAt").starts_with("2031-01-01T00:00:"));
    let mut expected = json!({
        "summaryId": path.trim_start_matches("/v1/summaries/"),
        "transcriptionId": first(&session, "transcriptionIds"),
        "summary": {},
        "roomSessionId": session["roomSessionId"],
        "roomName": "/x",
        "createdAt": shown["createdAt"],
        "startDate": "2025-01-01T00:00:00.000Z",
        "endDate": "2025-01-01T00:10:00.000Z",
        "state": "in_progress",
        "modifiedAt": shown["createdAt"],
        "template": "General Bulleted",
    });
    assert_eq!(shown, expected);

    client.advance(30).await;
    let shown = client.get(&path).await.json();
    assert!(text(&shown, "modifiedAt") > text(&shown, "createdAt"));
    expected["state"] = "ready".into();
    expected["modifiedAt"] = shown["modifiedAt"].clone();
    expected["summary"] = json!({ "summary": "- Ada: One.\n- Bo: Two.\n- Ada: Three." });
    assert_eq!(shown, expected);
    assert_eq!(client.results("/v1/summaries").await, [expected]);
}

#[tokio::test]
async fn the_name_of_the_last_state_and_the_time_are_settings() {
    let client = start();
    client.settings(json!({ "summaryState": "completed", "summarySeconds": 0 })).await;
    let session = transcribed(&client).await;
    let path = create(&client, &session, Value::Null).await;
    assert_eq!(client.get(&path).await.json()["state"], "completed");
    let answer = client.post("/_emulator/settings", json!({ "summaryState": "done" })).await;
    answer.refused(400, "done");
}

#[tokio::test]
async fn each_template_has_its_shape() {
    let client = start();
    client.settings(json!({ "summarySeconds": 0 })).await;
    let session = transcribed(&client).await;
    for (template, keys, sections) in [
        (
            "SOAP",
            ["summary", "SOAP"].as_slice(),
            ["subjective", "objective", "assessment", "plan"].as_slice(),
        ),
        (
            "Extended SOAP",
            &["summary", "extended_SOAP"],
            &["chief_complaint", "subjective", "medications", "allergies", "objective", "assessment", "plan"],
        ),
        ("General Narrative", &["summary"], &[]),
        ("General Bulleted", &["summary"], &[]),
        ("Educational Lecture", &["summary"], &[]),
        ("Educational Tutoring", &["summary"], &[]),
    ] {
        let path = create(&client, &session, template.into()).await;
        let shown = client.get(&path).await.json();
        assert_eq!(shown["template"], template);
        let summary = shown["summary"].as_object().expect("an object");
        assert_eq!(summary.keys().collect::<Vec<_>>(), keys);
        assert!(text(&shown["summary"], "summary").contains("Ada: One."));
        if let Some(object) = summary.get(keys[keys.len() - 1]).and_then(Value::as_object) {
            assert_eq!(object.keys().collect::<Vec<_>>(), sections);
            assert!(object.values().all(Value::is_string));
        }
        client.delete(&path).await;
    }
}

#[tokio::test]
async fn what_cannot_be_summed_up_is_refused() {
    let client = start();
    let post = async |body| client.post("/v1/summaries", body).await;
    post(json!({})).await.refused(400, "transcriptionId");
    post(json!({ "transcriptionId": "unknown" })).await.refused(404, "Transcription");
    let session = transcribed(&client).await;
    let id = first(&session, "transcriptionIds");
    post(json!({ "transcriptionId": id, "template": "Poem" })).await.refused(400, "General Bulleted");
    for state in ["in_progress", "failed"] {
        let session = client.play(json!({ "transcription": { "state": state } })).await;
        let id = first(&session, "transcriptionIds");
        post(json!({ "transcriptionId": id })).await.refused(409, "not ready");
    }
}

#[tokio::test]
async fn a_transcription_has_one_at_a_time() {
    let client = start();
    let session = transcribed(&client).await;
    let path = create(&client, &session, Value::Null).await;
    let body = json!({ "transcriptionId": first(&session, "transcriptionIds") });
    client.post("/v1/summaries", body).await.refused(409, "delete");
    for _ in 0..2 {
        assert_eq!(client.delete(&path).await.status, 204);
    }
    client.get(&path).await.refused(404, "Summary");
    create(&client, &session, Value::Null).await;
}

#[tokio::test]
async fn the_list_has_no_filter_and_can_be_sorted() {
    let client = start();
    for (room, day, seconds) in [("/b", 2, 20), ("/a", 3, 10), ("/c", 1, 30)] {
        let start = format!("2025-01-0{day}");
        let script = json!({
            "roomName": room, "startedAt": start, "durationSeconds": seconds, "transcription": true,
        });
        let session = client.play(script).await;
        create(&client, &session, Value::Null).await;
    }
    assert_eq!(client.results("/v1/summaries?roomName=/a").await.len(), 3);
    for (sort, rooms) in [
        ("roomName:desc", ["/c", "/b", "/a"]),
        ("startDate:asc", ["/c", "/b", "/a"]),
        ("durationInSeconds:asc", ["/a", "/b", "/c"]),
    ] {
        let path = format!("/v1/summaries?sortBy={sort}&limit=2");
        assert_eq!(client.walk(&path, "roomName").await, rooms, "{sort}");
    }
}

#[tokio::test]
async fn it_outlives_its_transcription() {
    let client = start();
    let session = transcribed(&client).await;
    let path = create(&client, &session, Value::Null).await;
    client.delete(&format!("/v1/transcriptions/{}", first(&session, "transcriptionIds"))).await;
    assert_eq!(client.get(&path).await.status, 200);
}
