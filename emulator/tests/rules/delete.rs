use serde_json::json;

use crate::support::{path_of, start};

#[tokio::test]
async fn a_deleted_room_is_gone_from_get_and_list() {
    let client = start();
    let path = path_of(&client.room(json!({})).await);
    let answer = client.delete(&path).await;
    assert_eq!((answer.status, answer.text.as_str()), (204, ""));
    client.get(&path).await.refused(404, "not found");
    assert_eq!(client.get("/v1/meetings").await.json()["results"], json!([]));
}

#[tokio::test]
async fn deleting_again_or_what_never_was_is_204() {
    let client = start();
    let path = path_of(&client.room(json!({})).await);
    for path in [&path, &path, "/v1/meetings/1", "/v1/meetings/a%2Fb", "/v1/meetings/-5", "/v1/meetings/%FF"]
    {
        assert_eq!(client.delete(path).await.status, 204, "{path}");
        assert_eq!(client.get(path).await.status, 404, "{path}");
    }
    assert_eq!(client.put("/v1/rooms/%FF/theme/tokens", json!({})).await.status, 404);
}

#[tokio::test]
async fn an_id_is_one_text_only() {
    let client = start();
    let room = client.room(json!({})).await;
    let path = path_of(&room);
    for other in [path.replace("/meetings/", "/meetings/0"), path.replace("/meetings/", "/meetings/+")] {
        assert_eq!(client.delete(&other).await.status, 204);
        assert_eq!(client.get(&other).await.status, 404, "{other}");
    }
    assert_eq!(client.get(&path).await.status, 200);
}
