use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{FAR, start};

async fn log(client: &crate::support::Client) -> Value {
    client.get("/_emulator/requests").await.json()
}

#[tokio::test]
async fn what_arrived_is_shown_oldest_first() {
    let client = start();
    client.post("/v1/meetings", json!({ "endDate": FAR })).await;
    client.get("/v1/meetings?limit=5&roomName[startsWith]=/a").await;
    let log = log(&client).await;
    assert_eq!(log.as_array().map(Vec::len), Some(2));
    let first = log[0].as_object().expect("an entry");
    let keys: Vec<_> = first.keys().collect();
    assert_eq!(keys, ["method", "path", "query", "headers", "body", "status", "response", "scripted"]);
    assert_eq!((&first["method"], &first["path"]), (&json!("POST"), &json!("/v1/meetings")));
    assert_eq!((&first["body"], &first["status"]), (&json!({ "endDate": FAR }), &json!(201)));
    assert_eq!(first["headers"]["content-type"], "application/json");
    assert_eq!(log[1]["query"], "limit=5&roomName[startsWith]=/a");
    assert_eq!(log[1]["body"], Value::Null);
}

#[tokio::test]
async fn secrets_are_masked() {
    let client = start();
    let destination = json!({ "bucket": "b", "accessKeyId": "AK", "accessKeySecret": "hush" });
    client
        .room(json!({
            "recording": { "type": "cloud", "destination": destination },
            "streaming": { "destination": { "url": "rtmp://live/hush" } },
        }))
        .await;
    client.get("/v1/meetings?roomKey=hush").await;
    let log = log(&client).await;
    assert!(!log.to_string().contains("hush"), "{log}");
    assert!(!log.to_string().contains(client.emulator.api_key()), "{log}");
    assert_eq!(log[0]["headers"]["authorization"], "***");
    assert_eq!(log[0]["body"]["recording"]["destination"]["bucket"], "b");
}

#[tokio::test]
async fn what_is_no_json_is_shown_by_its_length() {
    let client = start();
    let key = client.emulator.api_key().to_owned();
    let body = "{\"accessKeySecret\": \"hush\", ";
    let request = client.raw(Method::POST, "/v1/meetings").bearer_auth(key).body(body);
    assert_eq!(request.send().await.expect("an answer").status(), 400);
    client.script(json!([{ "body": "<a href='?roomKey=hush'>" }])).await;
    client.get("/v1/meetings").await;
    let log = log(&client).await;
    assert!(!log.to_string().contains("hush"), "{log}");
    assert_eq!(log[0]["body"], format!("({} bytes)", body.len()));
    assert_eq!(log[1]["response"]["body"], "(24 bytes)");
}

#[tokio::test]
async fn answers_are_shown_with_secrets_masked() {
    let client = start();
    let room = client.room(json!({ "fields": ["hostRoomUrl"] })).await;
    let session = client.play(json!({ "recordings": 1 })).await;
    let path = format!("/v1/recordings/{}/access-link", session["recordingIds"][0].as_str().expect("an id"));
    client.get(&path).await;
    client.delete("/v1/meetings/1").await;
    let log = log(&client).await;
    let mut shown = room.clone();
    shown["hostRoomUrl"] = "***".into();
    let json = "application/json; charset=utf-8";
    assert_eq!(log[0]["response"], json!({ "contentType": json, "body": shown }));
    assert_eq!(log[1]["response"]["body"]["accessLink"], "***");
    assert!(log[1]["response"]["body"]["expires"].is_number());
    assert_eq!(log[2]["response"], json!({ "contentType": null, "body": null }));
    assert_eq!(log[0]["scripted"], false);
}

#[tokio::test]
async fn an_answer_of_more_than_64_kib_is_not_kept() {
    let client = start();
    let body = |length: usize| json!({ "json": "x".repeat(length - 2) });
    client.script(json!([body(64 * 1024), body(64 * 1024 + 1), { "drop": "after" }])).await;
    client.get("/v1/meetings").await;
    client.get("/v1/meetings").await;
    assert!(client.send(Method::GET, "/v1/meetings", None).await.is_err());
    let log = log(&client).await;
    assert!(log[0]["response"]["body"].is_string());
    assert_eq!((&log[0]["scripted"], &log[2]["scripted"]), (&json!(true), &json!(false)));
    assert_eq!(log[1]["response"], json!({ "contentType": "application/json", "body": null }));
    assert_eq!((&log[2]["status"], &log[2]["response"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn a_form_is_shown_by_its_parts() {
    let client = start();
    client.put_picture("/v1/rooms/x/theme/logo", "image", &[0; 100_000]).await;
    let log = log(&client).await;
    let image = json!({ "filename": "a.png", "contentType": "image/png", "bytes": 100_000 });
    assert_eq!(log[0]["body"], json!({ "image": image }));
    assert_eq!(log[0]["headers"]["content-type"], "multipart/form-data; boundary=frontier");
}

#[tokio::test]
async fn refused_scripted_and_dropped_requests_are_in_it() {
    let client = start();
    client.post("/_emulator/settings", json!({ "pointsPerMinute": 0 })).await;
    client.get("/v1/meetings").await;
    client.get("/v1/nothing").await;
    client.script(json!([{ "status": 503 }, { "drop": "before" }])).await;
    client.get("/v1/meetings").await;
    assert!(client.send(Method::DELETE, "/v1/meetings/1", None).await.is_err());
    let log = log(&client).await;
    let statuses: Vec<_> = log.as_array().expect("a log").iter().map(|one| &one["status"]).collect();
    assert_eq!(statuses, [&json!(429), &json!(429), &json!(503), &Value::Null]);
}

#[tokio::test]
async fn the_log_is_of_one_key_and_leaves_out_the_control_plane() {
    let client = start();
    client.get("/_emulator/clock").await;
    client.send_as("wk_test_b", Method::GET, "/v1/meetings", None).await.expect("an answer");
    assert_eq!(log(&client).await, json!([]));
}

#[tokio::test]
async fn it_can_be_cleared() {
    let client = start();
    client.get("/v1/meetings").await;
    assert_eq!(client.delete("/_emulator/requests").await.status, 204);
    assert_eq!(log(&client).await, json!([]));
    client.get("/v1/meetings").await;
    assert_eq!(log(&client).await[0]["status"], 200);
}
