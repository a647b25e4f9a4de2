use chrono::{DateTime, Utc};
use reqwest::Method;
use serde_json::json;
use whereby_emulator::{EmulatorOptions, Tariff};

use crate::support::{Client, FAR, start, start_with};

fn start_small(points_per_minute: u32) -> Client {
    start_with(EmulatorOptions { points_per_minute, ..EmulatorOptions::default() })
}

async fn remaining(client: &Client, method: Method, path: &str) -> u32 {
    let body = (method == Method::POST).then(|| json!({ "endDate": FAR }));
    let answer = client.send(method, path, body).await.expect("an answer");
    answer.header("x-ratelimit-remaining").parse().expect("a number")
}

#[tokio::test]
async fn reads_cost_1_deletes_2_writes_3() {
    let client = start();
    assert_eq!(remaining(&client, Method::GET, "/v1/meetings").await, 999);
    assert_eq!(remaining(&client, Method::GET, "/v1/meetings/1").await, 998);
    assert_eq!(remaining(&client, Method::DELETE, "/v1/meetings/1").await, 996);
    assert_eq!(remaining(&client, Method::POST, "/v1/meetings").await, 993);
}

#[tokio::test]
async fn every_resource_costs_by_its_method() {
    let client = start();
    let mut expected = 1000;
    for (method, path, cost) in [
        (Method::GET, "/v1/recordings", 1),
        (Method::GET, "/v1/recordings/1/access-link", 1),
        (Method::DELETE, "/v1/recordings/1", 2),
        (Method::POST, "/v1/recordings/bulk-delete", 3),
        (Method::POST, "/v1/transcriptions", 3),
        (Method::POST, "/v1/summaries", 3),
        (Method::PUT, "/v1/rooms/x/theme/tokens", 3),
        (Method::GET, "/v1/insights/rooms", 1),
    ] {
        expected -= cost;
        assert_eq!(remaining(&client, method, path).await, expected, "{path}");
    }
}

#[tokio::test]
async fn the_tariff_is_an_option() {
    let tariff = Tariff { read: 3, delete: 3, write: 10 };
    let client = start_with(EmulatorOptions { tariff, ..EmulatorOptions::default() });
    assert_eq!(remaining(&client, Method::GET, "/v1/meetings").await, 997);
    assert_eq!(remaining(&client, Method::POST, "/v1/meetings").await, 987);
}

#[tokio::test]
async fn beyond_the_budget_is_429_with_the_vendors_body_and_headers() {
    let client = start_small(4);
    client.room(json!({})).await;
    let body = json!({ "endDate": FAR });
    let answer = client.post("/v1/meetings", body).await;
    answer.refused(429, "Rate limit active for throttle key: organization:");
    let ms_left = answer.json()["data"]["msLeft"].as_i64().expect("milliseconds");
    assert!((1..=60_000).contains(&ms_left), "{ms_left}");
    let seconds: f64 = answer.header("retry-after").parse().expect("seconds");
    assert_eq!(seconds, ms_left as f64 / 1000.0);
    assert_eq!(answer.header("x-ratelimit-limit"), "4");
    assert_eq!(answer.header("x-ratelimit-remaining"), "1");
    // What was refused has cost nothing and made nothing.
    let list = client.get("/v1/meetings").await;
    assert_eq!(list.status, 200);
    assert_eq!(list.json()["results"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn only_a_429_says_retry_after() {
    let client = start();
    assert!(!client.get("/v1/meetings").await.headers.contains_key("retry-after"));
}

#[tokio::test]
async fn the_reset_is_a_javascript_date_by_the_same_clock_as_the_date_header() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2031-05-06T07:08:09Z" })).await;
    let answer = client.get("/v1/meetings").await;
    let reset = answer.header("x-ratelimit-reset");
    let form = "%a %b %d %Y %H:%M:%S GMT%z (Coordinated Universal Time)";
    let reset: DateTime<Utc> = DateTime::parse_from_str(reset, form).expect("a date").into();
    let date = DateTime::parse_from_rfc2822(answer.header("date")).expect("a date");
    assert!(date.to_rfc3339().starts_with("2031-05-06T07:08"), "{date}");
    assert!((59..=61).contains(&(reset - date.to_utc()).num_seconds()), "{reset} {date}");
}

#[tokio::test]
async fn the_minute_ends_by_the_virtual_clock() {
    let client = start_small(1);
    assert_eq!(client.get("/v1/meetings").await.status, 200);
    assert_eq!(client.get("/v1/meetings").await.status, 429);
    client.advance(60).await;
    assert_eq!(client.get("/v1/meetings").await.status, 200);
}

#[tokio::test]
async fn each_key_has_its_own_budget() {
    let client = start_small(1);
    assert_eq!(client.get("/v1/meetings").await.status, 200);
    let other = client.send_as("wk_test_other", Method::GET, "/v1/meetings", None).await;
    assert_eq!(other.expect("an answer").status, 200);
}

#[tokio::test]
async fn what_fails_costs_too_but_the_control_plane_does_not() {
    let client = start();
    client.post("/v1/meetings", json!({})).await.refused(400, "endDate");
    client.get("/_emulator/clock").await;
    assert_eq!(remaining(&client, Method::GET, "/v1/meetings").await, 996);
}
