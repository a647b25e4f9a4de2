use chrono::{DateTime, Duration, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::support::{Client, path_of, start, text};

const HOUR: u32 = 3600;

/// A room that ends an hour from now, by the virtual clock.
async fn room(client: &Client) -> Value {
    let clock = client.get("/_emulator/clock").await.json();
    let now: DateTime<Utc> = text(&clock, "now").parse().expect("a time");
    let end = (now + Duration::hours(1)).to_rfc3339_opts(SecondsFormat::Millis, true);
    let answer = client.post("/v1/meetings", json!({ "endDate": end })).await;
    assert_eq!(answer.status, 201);
    answer.json()
}

async fn seen(client: &Client, room: &Value) -> (u16, usize) {
    let list = client.get("/v1/meetings").await.json();
    let listed = list["results"].as_array().expect("results").len();
    (client.get(&path_of(room)).await.status, listed)
}

#[tokio::test]
async fn a_room_is_answered_until_24_hours_after_its_end() {
    let client = start();
    let room = room(&client).await;
    client.advance(HOUR - 60).await;
    assert_eq!(seen(&client, &room).await, (200, 1), "before its end");
    client.advance(120).await;
    assert_eq!(seen(&client, &room).await, (200, 1), "grace");
    client.advance(HOUR).await;
    assert_eq!(seen(&client, &room).await, (200, 1), "deactivated");
    client.advance(22 * HOUR).await;
    assert_eq!(seen(&client, &room).await, (200, 1), "an hour before it goes");
    client.advance(HOUR).await;
    assert_eq!(seen(&client, &room).await, (404, 0), "gone");
}

#[tokio::test]
async fn how_long_is_a_setting() {
    let client = start();
    let room = room(&client).await;
    client.post("/_emulator/settings", json!({ "keepAfterEndHours": 1 })).await;
    client.advance(2 * HOUR - 60).await;
    assert_eq!(seen(&client, &room).await, (200, 1));
    client.advance(60).await;
    assert_eq!(seen(&client, &room).await, (404, 0));
}

#[tokio::test]
async fn an_end_must_be_ahead_of_the_virtual_clock() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2050-01-01" })).await;
    let past = json!({ "endDate": "2049-12-31T23:59:59Z" });
    client.post("/v1/meetings", past).await.refused(400, "past");
    client.post("/_emulator/clock", json!({ "now": "2001-01-01" })).await;
    let ahead = client.post("/v1/meetings", json!({ "endDate": "2001-01-02" })).await;
    assert_eq!(ahead.status, 201);
}
