//! What all sorted lists have in common.

use serde_json::{Value, json};

use crate::support::{Client, start};

async fn some_recordings() -> Client {
    let client = start();
    for (room, size, seconds, day) in
        [("/b", 300, 20, 3), ("/a", 200, 30, 1), ("/c", 100, 10, 2), ("/a", 200, 20, 4)]
    {
        client
            .play(json!({
                "roomName": room, "startedAt": format!("2025-01-0{day}"),
                "recordings": [{ "sizeInBytes": size, "durationSeconds": seconds }],
            }))
            .await;
    }
    client
}

#[tokio::test]
async fn recordings_are_sorted_by_each_of_four_fields() {
    let client = some_recordings().await;
    let starts = |days: [u32; 4]| days.map(|day| Value::from(format!("2025-01-0{day}T00:00:00.000Z")));
    for (sort, days) in [
        ("roomName:asc", [1, 4, 3, 2]),
        ("roomName:desc", [2, 3, 4, 1]),
        ("startDate:asc", [1, 2, 3, 4]),
        ("startDate:desc", [4, 3, 2, 1]),
        ("duration:asc", [2, 3, 4, 1]),
        ("sizeInMegaBytes:asc", [2, 1, 4, 3]),
        ("sizeInMegaBytes", [2, 1, 4, 3]),
    ] {
        for limit in [1, 3, 50] {
            let path = format!("/v1/recordings?sortBy={sort}&limit={limit}");
            assert_eq!(client.walk(&path, "startDate").await, starts(days), "{sort} {limit}");
        }
    }
}

#[tokio::test]
async fn rows_that_come_or_go_between_pages_shift_nothing() {
    let client = some_recordings().await;
    let list = "/v1/recordings?sortBy=startDate:asc&limit=2";
    let page = client.get(list).await.json();
    let last = page["results"][1]["recordingId"].as_str().expect("an id");
    client.delete(&format!("/v1/recordings/{last}")).await;
    client.play(json!({ "startedAt": "2025-01-05", "recordings": 1 })).await;
    client.play(json!({ "startedAt": "2024-01-05", "recordings": 1 })).await;
    let next =
        client.get(&format!("{list}&cursor={}", page["cursor"].as_str().expect("a cursor"))).await.json();
    let days: Vec<_> =
        next["results"].as_array().expect("results").iter().map(|row| &row["startDate"]).collect();
    assert_eq!(days, ["2025-01-03T00:00:00.000Z", "2025-01-04T00:00:00.000Z"]);
}

#[tokio::test]
async fn a_cursor_holds_for_its_own_list_only() {
    let client = some_recordings().await;
    let page = client.get("/v1/recordings?sortBy=roomName:asc&limit=1").await.json();
    let cursor = page["cursor"].as_str().expect("a cursor");
    for query in [
        format!("cursor={cursor}"),
        format!("cursor={cursor}&sortBy=roomName:desc"),
        format!("cursor={cursor}&sortBy=roomName:asc&roomName=/a"),
        format!("cursor={cursor}0&sortBy=roomName:asc"),
        format!("cursor={cursor}00&sortBy=roomName:asc"),
        "cursor=8f4031bfc7640c5f267b11b6fe0c2507".to_owned(),
        "cursor=%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4".to_owned(),
    ] {
        client.get(&format!("/v1/recordings?{query}")).await.refused(400, "cursor");
    }
    client.get(&format!("/v1/summaries?sortBy=roomName:asc&cursor={cursor}")).await.refused(400, "cursor");
}

#[tokio::test]
async fn a_cursor_is_32_hex_digits_when_nothing_is_sorted() {
    let client = some_recordings().await;
    let page = client.get("/v1/recordings?limit=1").await.json();
    let cursor = page["cursor"].as_str().expect("a cursor");
    assert!(cursor.len() == 32 && cursor.bytes().all(|byte| byte.is_ascii_hexdigit()), "{cursor}");
}

#[tokio::test]
async fn an_unknown_field_or_direction_is_refused_with_the_fields_that_there_are() {
    let client = start();
    for (list, field) in [
        ("/v1/recordings?", "sizeInMegaBytes"),
        ("/v1/transcriptions?", "durationInSeconds"),
        ("/v1/summaries?", "durationInSeconds"),
        ("/v1/insights/rooms?", "totalSessions"),
        ("/v1/insights/room-sessions?roomName=/x&", "totalUniqueParticipants"),
        ("/v1/insights/participants?roomSessionId=x&", "leftAt"),
    ] {
        for sort in
            ["nothing:asc".to_owned(), format!("{field}:up"), format!("{field}:"), "seq:asc".to_owned()]
        {
            client.get(&format!("{list}sortBy={sort}")).await.refused(400, field);
        }
        for direction in ["asc", "desc"] {
            assert_eq!(client.get(&format!("{list}sortBy={field}:{direction}")).await.status, 200);
        }
    }
}
