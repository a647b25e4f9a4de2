use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::json;

use crate::support::{path_of, read, start, text};

#[tokio::test]
async fn no_key_and_wrong_keys_get_401_with_a_body() {
    let client = start();
    let refused = [
        None,
        Some("Bearer"),
        Some("Bearer "),
        Some("Bearer wk_test_"),
        Some("Bearer wk_test_a b"),
        Some("Bearer wk_live_abc"),
        Some("Basic wk_test_abc"),
        Some("wk_test_abc"),
    ];
    for value in refused {
        for path in ["/v1/meetings", "/v1/nothing", "/_emulator/clock"] {
            let mut request = client.raw(Method::GET, path);
            if let Some(value) = value {
                request = request.header(AUTHORIZATION, value);
            }
            let answer = read(request.send().await.expect("an answer")).await.expect("a body");
            answer.refused(401, "token");
        }
    }
}

#[tokio::test]
async fn the_scheme_has_no_case() {
    let client = start();
    let request = client.raw(Method::GET, "/v1/meetings").header(AUTHORIZATION, "bearer wk_test_a-_9");
    assert_eq!(request.send().await.expect("an answer").status(), 200);
}

#[tokio::test]
async fn each_key_has_its_own_rooms() {
    let client = start();
    let room = client.room(json!({})).await;
    let path = path_of(&room);
    let other = |method, path: String| {
        let client = &client;
        async move { client.send_as("wk_test_other", method, &path, None).await.expect("an answer") }
    };
    assert_eq!(other(Method::GET, path.clone()).await.status, 404);
    let list = other(Method::GET, "/v1/meetings".to_owned()).await.json();
    assert_eq!(list, json!({ "results": [], "cursor": null }));
    assert_eq!(other(Method::DELETE, path.clone()).await.status, 204);
    assert_eq!(client.get(&path).await.status, 200);
}

#[tokio::test]
async fn no_number_leads_to_a_room_of_another_key() {
    let client = start();
    let room = client.room(json!({})).await;
    let id: i64 = text(&room, "meetingId").parse().expect("a number");
    client.send_as("wk_test_other", Method::GET, "/v1/meetings", None).await.expect("an answer");
    for key in [client.emulator.api_key(), "wk_test_other"] {
        for number in (20..63).flat_map(|bit| [id - (1 << bit), id.wrapping_add(1 << bit)]).chain([
            0,
            i64::MIN,
            i64::MAX,
        ]) {
            let path = format!("/v1/meetings/{number}");
            let send = |method| client.send_as(key, method, &path, None);
            assert_eq!(send(Method::GET).await.expect("an answer").status, 404, "{number}");
            assert_eq!(send(Method::DELETE).await.expect("an answer").status, 204, "{number}");
        }
    }
    assert_eq!(client.get(&path_of(&room)).await.status, 200);
}

#[tokio::test]
async fn two_emulators_have_different_keys() {
    assert_ne!(start().emulator.api_key(), start().emulator.api_key());
}
