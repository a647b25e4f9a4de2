use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::json;

use crate::support::{path_of, read, start};

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
async fn two_emulators_have_different_keys() {
    assert_ne!(start().emulator.api_key(), start().emulator.api_key());
}
