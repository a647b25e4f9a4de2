use serde_json::{Value, json};

use crate::support::{Client, path_of, start, text};

/// The name of a new room, without its slash.
async fn room(client: &Client) -> String {
    let room = client.room(json!({ "roomNamePrefix": "themed-" })).await;
    text(&room, "roomName").trim_start_matches('/').to_owned()
}

async fn theme(client: &Client, name: &str) -> Value {
    let answer = client.get(&format!("/_emulator/rooms/{name}/theme")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

const PICTURES: [(&str, &str); 3] = [
    ("logo", "logo"),
    ("room-background", "roomBackground"),
    ("room-knock-page-background", "roomKnockPageBackground"),
];

#[tokio::test]
async fn a_new_room_has_no_theme() {
    let client = start();
    let name = room(&client).await;
    let nothing =
        json!({ "tokens": null, "logo": null, "roomBackground": null, "roomKnockPageBackground": null });
    assert_eq!(theme(&client, &name).await, nothing);
}

#[tokio::test]
async fn the_name_comes_in_three_forms() {
    let client = start();
    let name = room(&client).await;
    for (color, form) in
        [("#111111", name.clone()), ("#222222", format!("/{name}")), ("#333333", format!("%2F{name}"))]
    {
        for slash in ["", "/"] {
            let body = json!({ "tokensPreset": "custom", "tokens": { "colors": { "focus": color } } });
            let answer = client.put(&format!("/v1/rooms/{form}/theme/tokens{slash}"), body).await;
            assert_eq!((answer.status, answer.text.as_str()), (204, ""));
        }
        for shown in [&name, &format!("/{name}"), &format!("%2F{name}")] {
            assert_eq!(theme(&client, shown).await["tokens"]["tokens"]["colors"], json!({ "focus": color }));
        }
        let logo = client.put(&format!("/v1/rooms/{form}/theme/logo"), json!({ "theme": "default" })).await;
        assert_eq!(logo.status, 204);
    }
}

#[tokio::test]
async fn colours_count_with_the_custom_preset_only() {
    let client = start();
    let name = room(&client).await;
    let path = format!("/v1/rooms/{name}/theme/tokens");
    let colors = json!({ "primary": "#aBcDeF", "secondary": "#012345" });
    let custom = json!({ "tokensPreset": "custom", "tokens": { "colors": colors } });
    client.put(&path, custom.clone()).await;
    assert_eq!(theme(&client, &name).await["tokens"], custom);
    for body in [
        json!({ "tokens": { "colors": colors } }),
        json!({ "tokensPreset": "default", "tokens": { "colors": colors } }),
        json!({ "tokensPreset": null }),
        json!({}),
    ] {
        client.put(&path, custom.clone()).await;
        assert_eq!(client.put(&path, body).await.status, 204);
        assert_eq!(theme(&client, &name).await["tokens"], json!({ "tokensPreset": "default" }));
    }
}

#[tokio::test]
async fn tokens_that_make_no_sense_are_refused() {
    let client = start();
    let path = format!("/v1/rooms/{}/theme/tokens", room(&client).await);
    for (body, words) in [
        (json!({ "tokensPreset": "bright" }), "tokensPreset"),
        (json!({ "tokens": "#aabbcc" }), "tokens"),
        (json!({ "tokens": { "colors": [] } }), "colors"),
        (json!({ "tokens": { "colors": { "primary": "red" } } }), "primary"),
        (json!({ "tokens": { "colors": { "secondary": "#aabbc" } } }), "secondary"),
        (json!({ "tokens": { "colors": { "focus": "x#aabbcc" } } }), "focus"),
        (json!({ "tokens": { "colors": { "focus": 1 } } }), "focus"),
    ] {
        client.put(&path, body).await.refused(400, words);
    }
}

#[tokio::test]
async fn pictures_are_kept_with_name_and_type() {
    let client = start();
    let name = room(&client).await;
    for (path, key) in PICTURES {
        let answer = client.put_picture(&format!("/v1/rooms/{name}/theme/{path}"), "image", b"picture").await;
        assert_eq!((answer.status, answer.text.as_str()), (204, ""));
        // sha256 of `picture`, from another tool.
        let sha256 = "2cea274d0bedc39ec4ab6ba9e59ec889e3ed6fb56a1cf088a64d9b383378dc97";
        let picture =
            json!({ "filename": "a.png", "contentType": "image/png", "bytes": 7, "sha256": sha256 });
        assert_eq!(theme(&client, &name).await[key], picture);
    }
}

#[tokio::test]
async fn a_predefined_background_takes_the_pictures_place() {
    let client = start();
    let name = room(&client).await;
    for (path, key) in PICTURES.into_iter().skip(1) {
        let path = format!("/v1/rooms/{name}/theme/{path}");
        client.put_picture(&path, "image", b"picture").await;
        for body in
            [json!({ "palette": "burgund", "theme": "rocks" }), json!({ "theme": "default" }), json!({})]
        {
            assert_eq!(client.put(&path, body.clone()).await.status, 204);
            assert_eq!(theme(&client, &name).await[key], body);
        }
        client.put(&path, json!({ "palette": "pink" })).await.refused(400, "burgund");
        client.put(&path, json!({ "theme": "sea" })).await.refused(400, "mountains");
    }
}

#[tokio::test]
async fn a_logo_can_be_taken_back() {
    let client = start();
    let name = room(&client).await;
    let path = format!("/v1/rooms/{name}/theme/logo");
    client.put_picture(&path, "image", b"picture").await;
    assert_eq!(client.put(&path, json!({ "theme": "default" })).await.status, 204);
    assert_eq!(theme(&client, &name).await["logo"], json!({ "theme": "default" }));
    client.put(&path, json!({ "theme": "mountains" })).await.refused(400, "theme");
    client.put(&path, json!({})).await.refused(400, "theme");
}

#[tokio::test]
async fn another_content_type_is_400_in_the_vendors_words() {
    let client = start();
    let name = room(&client).await;
    let words = "Content-Type must be multipart/form-data or application/json";
    for (path, _) in PICTURES {
        let path = format!("/v1/rooms/{name}/theme/{path}");
        for content_type in ["image/png", "text/plain", "application/jsonx"] {
            client.put_raw(&path, content_type, b"{}".to_vec()).await.refused(400, words);
        }
    }
}

#[tokio::test]
async fn a_form_must_have_a_boundary_and_a_part_named_image() {
    let client = start();
    let path = format!("/v1/rooms/{}/theme/logo", room(&client).await);
    client.put_picture(&path, "picture", b"picture").await.refused(400, "image");
    client.put_raw(&path, "multipart/form-data", b"--x\r\n".to_vec()).await.refused(400, "boundary");
    let cut = b"--x\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\nhalf".to_vec();
    client.put_raw(&path, "multipart/form-data; boundary=x", cut).await.refused(400, "form");
}

#[tokio::test]
async fn a_background_has_600_kb_at_most() {
    let client = start();
    let name = room(&client).await;
    let most = vec![7; 600 * 1024];
    let more = vec![7; 600 * 1024 + 1];
    for (path, _) in PICTURES.into_iter().skip(1) {
        let path = format!("/v1/rooms/{name}/theme/{path}");
        assert_eq!(client.put_picture(&path, "image", &most).await.status, 204);
        client.put_picture(&path, "image", &more).await.refused(400, "614400");
    }
    client.settings(json!({ "tooLargeStatus": 413 })).await;
    let path = format!("/v1/rooms/{name}/theme/room-background");
    client.put_picture(&path, "image", &more).await.refused(413, "614400");
    let answer = client.put_picture(&format!("/v1/rooms/{name}/theme/logo"), "image", &more).await;
    assert_eq!(answer.status, 204, "a logo has no such limit");
    client.post("/_emulator/settings", json!({ "tooLargeStatus": 414 })).await.refused(400, "413");
}

#[tokio::test]
async fn an_unknown_room_is_404_unless_the_setting_says_204() {
    let client = start();
    let gone = client.room(json!({})).await;
    client.delete(&path_of(&gone)).await;
    let names = ["unknown", text(&gone, "roomName")];
    for name in names {
        let path = format!("/v1/rooms/{name}/theme/logo");
        client.put(&path, json!({ "theme": "default" })).await.refused(404, "Room");
        client.put_picture(&path, "image", b"picture").await.refused(404, "Room");
    }
    client.settings(json!({ "unknownRoomTheme": "204" })).await;
    for name in names {
        let path = format!("/v1/rooms/{name}/theme/logo");
        assert_eq!(client.put(&path, json!({ "theme": "default" })).await.status, 204);
        assert_eq!(theme(&client, name).await["logo"]["theme"], "default");
    }
}
