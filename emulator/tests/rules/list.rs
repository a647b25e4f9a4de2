use serde_json::{Value, json};

use crate::support::{Client, start, text};

fn ids(page: &Value) -> Vec<String> {
    let results = page["results"].as_array().expect("results");
    results.iter().map(|room| text(room, "meetingId").to_owned()).collect()
}

async fn rooms(client: &Client, count: usize, prefix: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for _ in 0..count {
        let room = client.room(json!({ "roomNamePrefix": prefix })).await;
        ids.push(text(&room, "meetingId").to_owned());
    }
    ids
}

async fn page(client: &Client, query: &str) -> Value {
    let answer = client.get(&format!("/v1/meetings?{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn pages_follow_the_cursor_until_it_is_null() {
    let client = start();
    let all = rooms(&client, 5, "").await;
    let first = page(&client, "limit=2").await;
    let second = page(&client, &format!("limit=2&cursor={}", text(&first, "cursor"))).await;
    let third = page(&client, &format!("limit=2&cursor={}", text(&second, "cursor"))).await;
    assert_eq!([ids(&first), ids(&second), ids(&third)].concat(), all);
    assert_eq!(third["cursor"], Value::Null);
}

#[tokio::test]
async fn a_full_last_page_has_no_cursor() {
    let client = start();
    rooms(&client, 2, "").await;
    assert_eq!(page(&client, "limit=2").await["cursor"], Value::Null);
}

#[tokio::test]
async fn a_page_has_50_unless_asked() {
    let client = start();
    rooms(&client, 51, "").await;
    assert_eq!(ids(&page(&client, "").await).len(), 50);
    assert_eq!(ids(&page(&client, "limit=100").await).len(), 51);
}

#[tokio::test]
async fn rooms_that_come_or_go_between_pages_shift_nothing() {
    let client = start();
    let all = rooms(&client, 4, "").await;
    let first = page(&client, "limit=2").await;
    client.delete(&format!("/v1/meetings/{}", all[0])).await;
    client.delete(&format!("/v1/meetings/{}", all[1])).await;
    let new = rooms(&client, 1, "").await;
    let second = page(&client, &format!("cursor={}", text(&first, "cursor"))).await;
    assert_eq!(ids(&second), [&all[2..], &new[..]].concat());
}

#[tokio::test]
async fn a_limit_out_of_bounds_is_400() {
    let client = start();
    for limit in ["0", "101", "-1", "1.5", "many", ""] {
        let answer = client.get(&format!("/v1/meetings?limit={limit}")).await;
        answer.refused(400, "limit must be a whole number from 1 to 100");
    }
    for limit in ["1", "100"] {
        assert_eq!(client.get(&format!("/v1/meetings?limit={limit}")).await.status, 200);
    }
}

#[tokio::test]
async fn a_foreign_cursor_is_400() {
    let client = start();
    rooms(&client, 2, "a").await;
    let first = page(&client, "limit=1&roomName[startsWith]=/a").await;
    let cursor = text(&first, "cursor");
    assert_eq!(cursor.len(), 32);
    let mut forged = cursor.to_owned();
    forged.replace_range(15..16, if cursor.as_bytes()[15] == b'0' { "1" } else { "0" });
    for query in [
        "cursor=x".to_owned(),
        "cursor=%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4%C3%A4".to_owned(),
        format!("cursor={forged}&roomName[startsWith]=/a"),
        format!("cursor={cursor}"),
        format!("cursor={cursor}&roomName[startsWith]=/"),
    ] {
        client.get(&format!("/v1/meetings?{query}")).await.refused(400, "cursor");
    }
    let second = page(&client, &format!("cursor={cursor}&roomName[startsWith]=/a")).await;
    assert_eq!(ids(&second).len(), 1);
    assert_eq!(ids(&page(&client, "cursor=").await).len(), 2, "an empty cursor is none");
}

#[tokio::test]
async fn starts_with_filters_in_raw_and_encoded_form() {
    let client = start();
    let clinic = rooms(&client, 3, "clinic-").await;
    rooms(&client, 2, "other-").await;
    for query in ["roomName[startsWith]=/clinic-", "roomName%5BstartsWith%5D=%2Fclinic-"] {
        assert_eq!(ids(&page(&client, query).await), clinic, "{query}");
    }
    assert_eq!(ids(&page(&client, "roomName[startsWith]=/clinic%").await), [""; 0]);
    assert_eq!(ids(&page(&client, "roomName[startsWith]=clinic").await), [""; 0]);
}

#[tokio::test]
async fn a_filter_that_many_rooms_match_pages_in_the_same_order() {
    let client = start();
    client.post("/_emulator/settings", json!({ "pointsPerMinute": 100_000 })).await;
    let mut expected = rooms(&client, 300, "many-").await;
    rooms(&client, 1, "other-").await;
    expected.extend(rooms(&client, 300, "many-").await);
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let query = format!("limit=100&roomName[startsWith]=/many-&cursor={cursor}");
        let page = page(&client, &query).await;
        found.extend(ids(&page));
        match page["cursor"].as_str() {
            Some(next) => next.clone_into(&mut cursor),
            None => break,
        }
    }
    assert_eq!(found, expected);
}
