use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::support::{path_of, start, text};

fn has(meeting: &Value) -> (bool, bool) {
    (meeting.get("hostRoomUrl").is_some(), meeting.get("viewerRoomUrl").is_some())
}

#[tokio::test]
async fn post_gives_the_urls_that_are_asked_for() {
    let client = start();
    for (fields, expected) in [
        (json!([]), (false, false)),
        (json!(["hostRoomUrl"]), (true, false)),
        (json!(["viewerRoomUrl"]), (false, true)),
        (json!(["dialIn", "hostRoomUrl", 7, "viewerRoomUrl"]), (true, true)),
    ] {
        let room = client.room(json!({ "fields": fields })).await;
        assert_eq!(has(&room), expected, "{fields}");
    }
}

#[tokio::test]
async fn get_and_list_take_every_form_of_the_list() {
    let client = start();
    let path = path_of(&client.room(json!({})).await);
    for (query, expected) in [
        ("", (false, false)),
        ("?fields=", (false, false)),
        ("?fields=hostRoomUrl", (true, false)),
        ("?fields=dialIn,viewerRoomUrl", (false, true)),
        ("?fields=hostRoomUrl,viewerRoomUrl", (true, true)),
        ("?fields=hostRoomUrl%2CviewerRoomUrl", (true, true)),
        ("?fields=hostRoomUrl&fields=viewerRoomUrl", (true, true)),
    ] {
        assert_eq!(has(&client.get(&format!("{path}{query}")).await.json()), expected, "{query}");
        let list = client.get(&format!("/v1/meetings{query}")).await.json();
        assert_eq!(has(&list["results"][0]), expected, "{query}");
    }
}

#[tokio::test]
async fn viewer_mode_gives_both_on_create_only() {
    let client = start();
    let room = client.room(json!({ "templateType": "viewerMode" })).await;
    assert_eq!(has(&room), (true, true));
    assert_eq!(has(&client.get(&path_of(&room)).await.json()), (false, false));
}

#[tokio::test]
async fn a_room_key_is_a_signed_token_about_the_room() {
    let client = start();
    let room = client.room(json!({ "templateType": "viewerMode" })).await;
    for (field, kind) in [("hostRoomUrl", "meetingHost"), ("viewerRoomUrl", "meetingViewer")] {
        let start = format!("{}?roomKey=", text(&room, "roomUrl"));
        let token = text(&room, field).strip_prefix(&start).expect("the room's own URL");
        let parts: Vec<_> = token.split('.').collect();
        assert_eq!(parts.len(), 3);
        let read = |part: &str| -> Value {
            let bytes = URL_SAFE_NO_PAD.decode(part).expect("base64");
            serde_json::from_slice(&bytes).expect("JSON")
        };
        assert_eq!(read(parts[0]), json!({ "alg": "HS256", "typ": "JWT" }));
        assert_eq!(URL_SAFE_NO_PAD.decode(parts[2]).map(|bytes| bytes.len()), Ok(32));
        let payload = read(parts[1]);
        assert_eq!(payload["meetingId"], room["meetingId"]);
        assert_eq!(payload["roomReference"]["roomName"], room["roomName"]);
        let organization = text(&payload["roomReference"], "organizationId");
        assert!(organization.parse::<u64>().is_ok(), "{organization}");
        assert_eq!(payload["roomKeyType"], kind);
        assert!(payload["iat"].is_i64());
        assert_eq!(payload.as_object().map(serde_json::Map::len), Some(5), "no exp, no nbf");
    }
}

#[tokio::test]
async fn a_key_stays_the_same_and_each_role_has_its_own() {
    let client = start();
    let room = client.room(json!({ "templateType": "viewerMode" })).await;
    let again = client.get(&format!("{}?fields=hostRoomUrl", path_of(&room))).await.json();
    assert_eq!(again["hostRoomUrl"], room["hostRoomUrl"]);
    let signature = |url: &Value| url.as_str().and_then(|url| url.rsplit('.').next().map(str::to_owned));
    assert_ne!(signature(&room["hostRoomUrl"]), signature(&room["viewerRoomUrl"]));
}
