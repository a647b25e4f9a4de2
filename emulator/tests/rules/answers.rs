use std::future::Future;
use std::task::Poll;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Client, FAR, start};

async fn create(client: &Client) -> reqwest::Result<crate::support::Answer> {
    client.send(Method::POST, "/v1/meetings", Some(json!({ "endDate": FAR }))).await
}

async fn rooms(client: &Client) -> usize {
    let list = client.get("/v1/meetings").await.json();
    list["results"].as_array().expect("results").len()
}

#[tokio::test]
async fn entries_are_used_in_order_then_the_real_thing_returns() {
    let client = start();
    client.script(json!([{ "status": 500 }, { "pass": true }, { "status": 503 }])).await;
    let mut statuses = Vec::new();
    for _ in 0..4 {
        statuses.push(client.get("/v1/meetings").await.status);
    }
    assert_eq!(statuses, [500, 200, 503, 200]);
}

#[tokio::test]
async fn a_scripted_answer_is_what_was_written_and_nothing_runs() {
    let client = start();
    client
        .script(json!([{
            "status": 429, "headers": { "Retry-After": "0.5" }, "json": { "error": "slow" },
        }]))
        .await;
    let answer = create(&client).await.expect("an answer");
    assert_eq!((answer.status, answer.header("retry-after")), (429, "0.5"));
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.json(), json!({ "error": "slow" }));
    assert_eq!(rooms(&client).await, 0);
}

#[tokio::test]
async fn a_raw_body_has_the_content_type_that_was_written() {
    let client = start();
    client
        .script(json!([
            { "body": "<html>", "headers": { "content-type": "text/html" } },
            { "body": "{\"results\": [" },
        ]))
        .await;
    let html = client.get("/v1/meetings").await;
    assert_eq!((html.header("content-type"), html.text.as_str()), ("text/html", "<html>"));
    let cut = client.get("/v1/meetings").await;
    assert_eq!((cut.status, cut.text.as_str()), (200, "{\"results\": ["));
}

#[tokio::test]
async fn body_bytes_are_filler_of_that_length() {
    let client = start();
    client.script(json!([{ "bodyBytes": 20_000_000 }])).await;
    assert_eq!(client.get("/v1/meetings").await.text.len(), 20_000_000);
}

#[tokio::test]
async fn a_truncated_answer_shows_its_start_and_then_breaks() {
    let client = start();
    client.script(json!([{ "body": "{\"results\"", "truncate": true }])).await;
    let request = client.raw(Method::GET, "/v1/meetings").bearer_auth(client.emulator.api_key());
    let mut response = request.send().await.expect("a head");
    assert_eq!(response.status(), 200);
    let start = response.chunk().await.expect("a start").expect("bytes");
    assert_eq!(start, "{\"results\"");
    assert!(response.chunk().await.is_err());
}

#[tokio::test]
async fn drop_before_closes_without_running() {
    let client = start();
    client.script(json!([{ "drop": "before" }])).await;
    assert!(create(&client).await.is_err());
    assert_eq!(rooms(&client).await, 0);
}

#[tokio::test]
async fn drop_after_commits_and_then_closes() {
    let client = start();
    client.script(json!([{ "drop": "after" }])).await;
    assert!(create(&client).await.is_err());
    assert_eq!(rooms(&client).await, 1);
}

#[tokio::test]
async fn a_silent_answer_never_comes_and_harms_no_other_request() {
    let client = start();
    client.script(json!([{ "silent": true }])).await;
    let mut silent = Box::pin(client.get("/v1/meetings"));
    // The request has arrived once the log shows it.
    loop {
        let waiting = std::future::poll_fn(|context| match silent.as_mut().poll(context) {
            Poll::Ready(answer) => panic!("answered with {}", answer.status),
            Poll::Pending => Poll::Ready(()),
        });
        waiting.await;
        let log = client.get("/_emulator/requests").await.json();
        if log[0]["path"] == "/v1/meetings" {
            assert_eq!(log[0]["status"], Value::Null);
            break;
        }
    }
    assert_eq!(create(&client).await.expect("an answer").status, 201);
    client.emulator.stop();
}

#[tokio::test]
async fn scripts_belong_to_one_key_and_the_control_plane_is_exempt() {
    let client = start();
    client.script(json!([{ "status": 500 }])).await;
    assert_eq!(client.get("/_emulator/clock").await.status, 200);
    let other = client.send_as("wk_test_other", Method::GET, "/v1/meetings", None).await;
    assert_eq!(other.expect("an answer").status, 200);
    assert_eq!(client.get("/v1/meetings").await.status, 500);
}

#[tokio::test]
async fn a_script_that_makes_no_sense_is_refused_whole() {
    let client = start();
    for (bad, words) in [
        (json!({}), "one of"),
        (json!({ "pass": true, "status": 200 }), "one of"),
        (json!({ "status": 199 }), "status"),
        (json!({ "status": 600 }), "status"),
        (json!({ "body": "a", "json": 1 }), "only one of"),
        (json!({ "drop": "during" }), "during"),
        (json!({ "statsu": 500 }), "statsu"),
        (json!({ "pass": true, "delaySeconds": -1 }), "delaySeconds"),
        (json!({ "pass": true, "delaySeconds": 601 }), "delaySeconds"),
        (json!({ "delaySeconds": 1 }), "one of"),
        (json!({ "headers": { "content-length": "3" } }), "truncate"),
        (json!({ "headers": { "a b": "3" } }), "a b"),
    ] {
        let body = json!({ "answers": [{ "status": 500 }, bad] });
        client.post("/_emulator/answers", body).await.refused(400, words);
    }
    assert_eq!(client.get("/v1/meetings").await.status, 200);
}
