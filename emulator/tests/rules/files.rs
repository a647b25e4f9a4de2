use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::support::{Answer, Client, first, read, start, text};

/// Path of a link to the first recording of a session with these keys.
async fn recording(client: &Client, recording: Value) -> String {
    let session = client.play(json!({ "startedAt": "2025-01-01", "recordings": [recording] })).await;
    link(client, &format!("/v1/recordings/{}", first(&session, "recordingIds"))).await
}

async fn link(client: &Client, path: &str) -> String {
    let answer = client.get(&format!("{path}/access-link")).await.json();
    let link = text(&answer, "accessLink");
    link[link.find("/_files/").expect("a file")..].to_owned()
}

fn fetch(client: &Client, path: &str) -> RequestBuilder {
    client.raw(Method::GET, path)
}

async fn refused(request: RequestBuilder, status: u16, code: &str) -> Answer {
    let answer = read(request.send().await.expect("an answer")).await.expect("a body");
    assert_eq!(answer.status, status, "{}", answer.text);
    assert_eq!(answer.header("content-type"), "application/xml");
    assert!(answer.text.contains(&format!("<Code>{code}</Code>")), "{}", answer.text);
    answer
}

async fn bytes(request: RequestBuilder) -> Vec<u8> {
    request.send().await.expect("an answer").bytes().await.expect("bytes").to_vec()
}

#[tokio::test]
async fn a_recording_has_as_many_bytes_as_it_says_the_same_each_time() {
    let client = start();
    for size in [0, 1, 8, 65_535, 65_536, 100_003, 1_000_000] {
        let path = recording(&client, json!({ "sizeInBytes": size })).await;
        let answer = fetch(&client, &path).send().await.expect("an answer");
        assert_eq!(answer.status(), 200);
        let head = answer.headers();
        assert_eq!(head["content-type"], "video/mp4");
        assert_eq!(head["accept-ranges"], "bytes");
        assert_eq!(head["content-length"], size.to_string().as_str());
        let name = "attachment; filename=\"x-2025-01-01T00:00:00Z.mp4\"";
        assert_eq!(head["content-disposition"], name);
        let all = answer.bytes().await.expect("bytes");
        assert_eq!(all.len(), size);
        assert_eq!(bytes(fetch(&client, &path)).await, all);
    }
}

#[tokio::test]
async fn two_recordings_have_other_bytes_and_another_tag() {
    let client = start();
    let (one, other) = (recording(&client, json!({})).await, recording(&client, json!({})).await);
    assert_ne!(bytes(fetch(&client, &one)).await, bytes(fetch(&client, &other)).await);
    let mut tags = Vec::new();
    for path in [one, other] {
        tags.push(fetch(&client, &path).send().await.expect("an answer").headers()["etag"].clone());
    }
    assert_ne!(tags[0], tags[1]);
}

#[tokio::test]
async fn a_transcription_is_its_markdown() {
    let client = start();
    let session = client
        .play(
            json!({ "startedAt": "2025-01-01", "transcription": { "text": "# Hei\n\nBjørn: på gjensyn\n" } }),
        )
        .await;
    let path = link(&client, &format!("/v1/transcriptions/{}", first(&session, "transcriptionIds"))).await;
    let answer = read(fetch(&client, &path).send().await.expect("an answer")).await.expect("a body");
    assert_eq!(answer.text, "# Hei\n\nBjørn: på gjensyn\n");
    assert_eq!(answer.header("content-type"), "text/markdown; charset=utf-8");
    let name = "attachment; filename=\"x-2025-01-01T00:00:00.000Z.md\"";
    assert_eq!(answer.header("content-disposition"), name);
    assert_eq!(bytes(fetch(&client, &path).header("range", "bytes=2-4")).await, b"Hei");
}

#[tokio::test]
async fn a_range_is_206_with_its_place() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 1000 })).await;
    let all = bytes(fetch(&client, &path)).await;
    for (range, part) in [
        ("bytes=0-0", 0..1),
        ("bytes=13-26", 13..27),
        ("bytes=990-", 990..1000),
        ("bytes=-5", 995..1000),
        ("bytes=0-5000", 0..1000),
    ] {
        let answer = fetch(&client, &path).header("range", range).send().await.expect("an answer");
        assert_eq!(answer.status(), 206, "{range}");
        let place = format!("bytes {}-{}/1000", part.start, part.end - 1);
        assert_eq!(answer.headers()["content-range"], place.as_str());
        assert_eq!(answer.headers()["content-length"], part.len().to_string().as_str());
        assert_eq!(answer.bytes().await.expect("bytes"), all[part]);
    }
}

#[tokio::test]
async fn a_range_beyond_the_end_is_416_with_the_length() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 1000 })).await;
    let request = fetch(&client, &path).header("range", "bytes=1000-");
    let answer = refused(request, 416, "InvalidRange").await;
    assert_eq!(answer.header("content-range"), "bytes */1000");
}

#[tokio::test]
async fn several_ranges_or_nonsense_get_the_whole() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 1000 })).await;
    for range in ["bytes=0-1,3-4", "bytes=5-4", "bytes=x-", "lines=1-2"] {
        let answer = fetch(&client, &path).header("range", range).send().await.expect("an answer");
        assert_eq!((answer.status(), answer.content_length()), (reqwest::StatusCode::OK, Some(1000)));
        assert!(!answer.headers().contains_key("content-range"));
    }
}

#[tokio::test]
async fn if_range_gives_the_part_of_the_same_file_only() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 1000 })).await;
    let head = fetch(&client, &path).send().await.expect("an answer").headers().clone();
    for (known, status) in [
        (head["etag"].clone(), 206),
        (head["last-modified"].clone(), 206),
        ("\"other\"".parse().expect("a header"), 200),
        ("Wed, 01 Jan 2020 00:00:00 GMT".parse().expect("a header"), 200),
    ] {
        let request = fetch(&client, &path).header("range", "bytes=1-2").header("if-range", known);
        assert_eq!(request.send().await.expect("an answer").status(), status);
    }
}

#[tokio::test]
async fn head_has_the_headers_and_no_bytes() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 1000 })).await;
    let answer = client.raw(Method::HEAD, &path).send().await.expect("an answer");
    assert_eq!(
        (answer.status().as_u16(), &answer.headers()["content-length"]),
        (200, &"1000".parse().expect("a header"))
    );
    assert_eq!(answer.bytes().await.expect("no bytes").len(), 0);
    let answer = client.raw(Method::POST, &path).send().await.expect("an answer");
    assert_eq!(answer.status(), 405);
}

#[tokio::test]
async fn a_link_ends_by_the_virtual_clock() {
    let client = start();
    let session = client.play(json!({ "recordings": 1 })).await;
    let path = format!("/v1/recordings/{}/access-link?validForSeconds=60", first(&session, "recordingIds"));
    let link = client.get(&path).await.json();
    let path = &text(&link, "accessLink")[text(&link, "accessLink").find("/_files").expect("a file")..];
    assert_eq!(fetch(&client, path).send().await.expect("an answer").status(), 200);
    client.advance(60).await;
    refused(fetch(&client, path), 403, "AccessDenied").await;
}

#[tokio::test]
async fn a_link_that_is_not_ours_is_403() {
    let client = start();
    let path = recording(&client, json!({})).await;
    let (token, tag) = path.rsplit_once('.').expect("a tag");
    for forged in [
        format!("{token}.{:016x}", u64::from_str_radix(tag, 16).expect("hex digits") ^ 1),
        format!("/_files/OTk5L3IvaWQvOTk5OTk5OTk5OTk5OTk.{tag}"),
        format!("{token}A.{tag}"),
        token.to_owned(),
        "/_files/nonsense".to_owned(),
    ] {
        refused(fetch(&client, &forged), 403, "SignatureDoesNotMatch").await;
    }
}

#[tokio::test]
async fn a_file_that_was_deleted_is_404() {
    let client = start();
    let session = client.play(json!({ "recordings": 1 })).await;
    let recording = format!("/v1/recordings/{}", first(&session, "recordingIds"));
    let path = link(&client, &recording).await;
    client.delete(&recording).await;
    refused(fetch(&client, &path), 404, "NoSuchKey").await;
}

#[tokio::test]
async fn a_key_beside_the_link_is_refused_and_shown_in_the_log() {
    let client = start();
    let path = recording(&client, json!({})).await;
    client.delete("/_emulator/requests").await;
    refused(fetch(&client, &path).bearer_auth(client.emulator.api_key()), 400, "InvalidArgument").await;
    assert_eq!(
        fetch(&client, &path).header("range", "bytes=0-9").send().await.expect("an answer").status(),
        206
    );
    let log = client.get("/_emulator/requests").await.json();
    let token = path.trim_start_matches("/_files/");
    assert!(!log.to_string().contains(token), "{log}");
    assert_eq!((&log[0]["path"], &log[0]["status"]), (&json!("/_files/***"), &json!(400)));
    assert_eq!(log[0]["headers"]["authorization"], "***");
    assert_eq!((&log[1]["status"], &log[1]["headers"]["range"]), (&json!(206), &json!("bytes=0-9")));
    assert_eq!(log[1]["headers"]["authorization"], Value::Null);
    assert_eq!(log[1]["response"], json!({ "contentType": "video/mp4", "body": null }));
}

#[tokio::test]
async fn files_cost_no_points() {
    let client = start();
    let path = recording(&client, json!({})).await;
    client.settings(json!({ "pointsPerMinute": 0 })).await;
    assert_eq!(fetch(&client, &path).send().await.expect("an answer").status(), 200);
}

#[tokio::test]
async fn scripted_answers_are_for_files_or_for_the_api() {
    let client = start();
    let path = recording(&client, json!({})).await;
    let script = json!([{ "status": 500 }, { "file": true, "status": 503, "body": "slow down" }]);
    client.script(script).await;
    let file = read(fetch(&client, &path).send().await.expect("an answer")).await.expect("a body");
    assert_eq!((file.status, file.text.as_str()), (503, "slow down"));
    assert_eq!(fetch(&client, &path).send().await.expect("an answer").status(), 200);
    assert_eq!(client.get("/v1/recordings").await.status, 500);
    client.script(json!([{ "file": true, "drop": "before" }])).await;
    assert_eq!(client.get("/v1/recordings").await.status, 200);
    assert!(fetch(&client, &path).send().await.is_err());
    client.script(json!([{ "file": true, "pass": true }])).await;
    assert_eq!(fetch(&client, &path).send().await.expect("an answer").status(), 200);
    let answer = client.post("/_emulator/answers", json!({ "answers": [{ "file": true }] })).await;
    answer.refused(400, "one of");
}

#[tokio::test]
async fn a_call_without_a_network_is_cut_too() {
    let client = start();
    client.script(json!([{ "cut": 5 }, { "cut": 5000 }])).await;
    assert!(client.emulator.call("GET", "/v1/meetings", None).is_err());
    let whole = client.emulator.call("GET", "/v1/meetings", None).expect("an answer");
    assert_eq!(whole.0, 200);
}

/// What arrives before the connection breaks, and whether it does.
async fn broken(request: RequestBuilder) -> (Vec<u8>, bool) {
    let mut response = request.send().await.expect("a head");
    let mut all = Vec::new();
    loop {
        match response.chunk().await {
            Ok(Some(chunk)) => all.extend_from_slice(&chunk),
            Ok(None) => return (all, false),
            Err(_) => return (all, true),
        }
    }
}

#[tokio::test]
async fn a_cut_gives_exactly_so_many_bytes_and_then_breaks() {
    let client = start();
    let path = recording(&client, json!({ "sizeInBytes": 9_000_000 })).await;
    let whole = bytes(fetch(&client, &path)).await;
    for cut in [0, 1, 1000, 65_536, 8_999_999] {
        client.script(json!([{ "file": true, "cut": cut }])).await;
        assert!(broken(fetch(&client, &path)).await == (whole[..cut].to_vec(), true), "{cut}");
    }
    client.script(json!([{ "file": true, "cut": 1000 }])).await;
    let part = broken(fetch(&client, &path).header("range", "bytes=500-")).await;
    assert!(part == (whole[500..1500].to_vec(), true), "a cut range");
    client.script(json!([{ "file": true, "cut": 1000 }])).await;
    let part = broken(fetch(&client, &path).header("range", "bytes=0-99")).await;
    assert!(part == (whole[..100].to_vec(), false), "an answer that is shorter is whole");
}

#[tokio::test]
async fn an_answer_of_the_api_can_be_cut_too() {
    let client = start();
    client.script(json!([{ "cut": 5 }])).await;
    let request = client.raw(Method::GET, "/v1/meetings").bearer_auth(client.emulator.api_key());
    assert_eq!(broken(request).await, (b"{\"res".to_vec(), true));
}
