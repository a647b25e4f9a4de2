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
    assert_eq!(keys, ["method", "path", "query", "headers", "body", "status", "response"]);
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
