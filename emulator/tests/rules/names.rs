use serde_json::json;

use crate::support::{start, text};

async fn name(body: serde_json::Value) -> String {
    text(&start().room(body).await, "roomName").to_owned()
}

#[track_caller]
fn is_uuid(text: &str) {
    let uuid = uuid::Uuid::parse_str(text).unwrap_or_else(|_| panic!("no uuid: {text}"));
    assert_eq!(uuid.hyphenated().to_string(), text);
}

#[tokio::test]
async fn without_a_prefix_a_name_is_a_slash_and_a_uuid() {
    is_uuid(name(json!({})).await.strip_prefix('/').expect("a slash"));
}

#[tokio::test]
async fn nothing_stands_between_prefix_and_random_part() {
    let name = name(json!({ "roomNamePrefix": "room", "roomNamePattern": "uuid" })).await;
    is_uuid(name.strip_prefix("/room").expect("slash and prefix"));
}

#[tokio::test]
async fn a_prefix_loses_upper_case_blanks_and_one_leading_slash() {
    for (sent, kept) in [
        ("Customer0348-", "/customer0348-"),
        ("/embedded-example", "/embedded-example"),
        (" my clinic ", "/myclinic"),
        ("", "/"),
    ] {
        let name = name(json!({ "roomNamePrefix": sent })).await;
        is_uuid(name.strip_prefix(kept).unwrap_or_else(|| panic!("{sent:?} gave {name}")));
    }
}

#[tokio::test]
async fn a_prefix_may_have_39_characters_besides_the_slash() {
    for prefix in ["x".repeat(39), format!("/{}", "x".repeat(39))] {
        assert_eq!(name(json!({ "roomNamePrefix": prefix })).await.len(), 1 + 39 + 36);
    }
}

#[tokio::test]
async fn a_short_name_has_six_distinguishable_characters() {
    let body = json!({ "roomNamePrefix": "a-", "roomNamePattern": "human-short" });
    let name = name(body).await;
    let short = name.strip_prefix("/a-").expect("slash and prefix");
    assert_eq!(short.len(), 6);
    let clear = |c: char| c.is_ascii_digit() || c.is_ascii_lowercase() && !"01oil".contains(c);
    assert!(short.chars().all(|c| clear(c) && !"01".contains(c)), "{short}");
}
