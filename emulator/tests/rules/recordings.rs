use serde_json::{Value, json};

use crate::support::{Client, first, start, text};

async fn one(client: &Client, recording: Value) -> Value {
    client.play(json!({ "startedAt": "2025-01-01", "recordings": [recording] })).await
}

fn path(session: &Value) -> String {
    format!("/v1/recordings/{}", first(session, "recordingIds"))
}

#[tokio::test]
async fn a_recording_has_these_fields() {
    let client = start();
    let recording = json!({ "startedAfterSeconds": 60, "durationSeconds": 90, "sizeInBytes": 1_500_001 });
    let session = one(&client, recording).await;
    let shown = client.get(&path(&session)).await;
    assert_eq!(
        shown.json(),
        json!({
            "recordingId": first(&session, "recordingIds"),
            "roomSessionId": session["roomSessionId"],
            "filename": "x-2025-01-01T00:01:00Z.mp4",
            "roomName": "/x",
            "startDate": "2025-01-01T00:01:00.000Z",
            "endDate": "2025-01-01T00:02:30.000Z",
            "sizeInMegaBytes": 1.500001,
        })
    );
    assert_eq!(client.results("/v1/recordings").await, [shown.json()]);
}

#[tokio::test]
async fn a_whole_size_has_no_fraction() {
    let client = start();
    let session = one(&client, json!({ "sizeInBytes": 2_000_000 })).await;
    assert!(client.get(&path(&session)).await.text.contains("\"sizeInMegaBytes\":2}"));
}

#[tokio::test]
async fn the_list_can_be_of_one_room_in_pages() {
    let client = start();
    for (room, recordings) in [("/a", 3), ("/b", 2)] {
        client.play(json!({ "roomName": room, "recordings": recordings })).await;
    }
    assert_eq!(client.results("/v1/recordings").await.len(), 5);
    assert_eq!(client.walk("/v1/recordings?limit=2&roomName=/a", "roomName").await, ["/a", "/a", "/a"]);
    assert_eq!(client.results("/v1/recordings?roomName=a").await.len(), 0, "the slash counts");
    assert_eq!(client.results("/v1/recordings?roomName[exact]=/a").await.len(), 5, "no such filter here");
    for limit in ["0", "101", "x", ""] {
        client.get(&format!("/v1/recordings?limit={limit}")).await.refused(400, "limit");
    }
}

#[tokio::test]
async fn a_page_has_50_unless_asked() {
    let client = start();
    client.play(json!({ "recordings": 51 })).await;
    assert_eq!(client.results("/v1/recordings").await.len(), 50);
    assert_eq!(client.results("/v1/recordings?limit=100").await.len(), 51);
}

#[tokio::test]
async fn one_that_still_runs_is_not_there_yet() {
    let client = start();
    client.post("/_emulator/clock", json!({ "now": "2030-01-01T00:00:30Z" })).await;
    let script = json!({ "startedAt": "2030-01-01", "recordings": [{ "durationSeconds": 300 }] });
    let session = client.play(script).await;
    client.get(&path(&session)).await.refused(404, "Recording");
    client.advance(300).await;
    assert_eq!(client.get(&path(&session)).await.status, 200);
}

#[tokio::test]
async fn deleting_is_204_each_time() {
    let client = start();
    let session = one(&client, json!({})).await;
    for _ in 0..2 {
        let answer = client.delete(&path(&session)).await;
        assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    }
    assert_eq!(client.delete("/v1/recordings/nonsense").await.status, 204);
    client.get(&path(&session)).await.refused(404, "Recording");
    client.get(&format!("{}/access-link", path(&session))).await.refused(404, "Recording");
}

#[tokio::test]
async fn bulk_delete_takes_unknown_ids_too() {
    let client = start();
    let session = client.play(json!({ "recordings": 3 })).await;
    let ids = session["recordingIds"].as_array().expect("ids");
    let body = json!({ "recordingIds": [ids[0], ids[1], "unknown", ids[0]] });
    for _ in 0..2 {
        let answer = client.post("/v1/recordings/bulk-delete", body.clone()).await;
        assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    }
    let left = client.results("/v1/recordings").await;
    assert_eq!(left.iter().map(|one| &one["recordingId"]).collect::<Vec<_>>(), [&ids[2]]);
}

#[tokio::test]
async fn bulk_delete_may_take_its_time() {
    let client = start();
    let session = client.play(json!({ "recordings": 2 })).await;
    client.settings(json!({ "bulkDeleteDelaySeconds": 30 })).await;
    let body = json!({ "recordingIds": session["recordingIds"] });
    assert_eq!(client.post("/v1/recordings/bulk-delete", body).await.status, 204);
    assert_eq!(client.get(&path(&session)).await.status, 200);
    assert_eq!(client.results("/v1/recordings").await.len(), 2);
    client.advance(31).await;
    assert_eq!(client.get(&path(&session)).await.status, 404);
    assert_eq!(client.results("/v1/recordings").await.len(), 0);
}

#[tokio::test]
async fn bulk_delete_needs_an_array_of_texts() {
    let client = start();
    for body in [json!({}), json!({ "recordingIds": "a" }), json!({ "recordingIds": [1] }), json!([])] {
        client.post("/v1/recordings/bulk-delete", body).await.refused(400, "");
    }
}

#[tokio::test]
async fn a_link_is_valid_for_an_hour_unless_asked() {
    let client = start();
    let session = one(&client, json!({})).await;
    client.post("/_emulator/clock", json!({ "now": "2031-01-01" })).await;
    let now_ms = 1_924_992_000_000_i64;
    for (query, seconds) in [("", 3600), ("?validForSeconds=1", 1), ("?validForSeconds=43200", 43_200)] {
        let link = client.get(&format!("{}/access-link{query}", path(&session))).await.json();
        assert_eq!(link.as_object().map(serde_json::Map::len), Some(2));
        assert!(text(&link, "accessLink").starts_with("http://127.0.0.1:"), "{link}");
        let expires = link["expires"].as_i64().expect("milliseconds");
        assert!((now_ms..now_ms + 60_000).contains(&(expires - 1000 * seconds)), "{link}");
    }
    for seconds in ["0", "43201", "-1", "1.5", "x"] {
        let path = format!("{}/access-link?validForSeconds={seconds}", path(&session));
        client.get(&path).await.refused(400, "validForSeconds");
    }
}

#[tokio::test]
async fn a_link_has_the_host_that_the_client_asked_for() {
    let client = start();
    let session = one(&client, json!({})).await;
    let path = format!("{}/access-link", path(&session));
    let request = client.raw(reqwest::Method::GET, &path).bearer_auth(client.emulator.api_key());
    let answer = request.header("host", "localhost:8080").send().await.expect("an answer");
    let link: Value = answer.json().await.expect("JSON");
    assert!(text(&link, "accessLink").starts_with("http://localhost:8080/_files/"), "{link}");
    let (_, link) = client.emulator.call("GET", &path, None).expect("an answer");
    let base = client.emulator.base_url().replace("/v1", "/_files/");
    assert!(text(&link.expect("JSON"), "accessLink").starts_with(&base));
}

#[tokio::test]
async fn a_self_hosted_one_has_no_link() {
    let client = start();
    let session = one(&client, json!({ "storage": "s3" })).await;
    client.get(&format!("{}/access-link", path(&session))).await.refused(403, "bucket");
    assert_eq!(client.get(&path(&session)).await.status, 200);
}
