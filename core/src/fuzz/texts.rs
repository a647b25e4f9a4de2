//! Texts: bodies of errors, times, links.

use serde_json::{Value, json};
use url::Url;

use super::{fuzz, json::Bytes};
use crate::{RoomLink, Timestamp, error_body, room_link};

#[test]
fn bodies_of_errors() {
    fuzz!(|bytes: &[u8]| {
        let raw = String::from_utf8_lossy(bytes).into_owned();
        let keys = ["error", "message", "detail", "accessLink"].map(str::to_owned);
        let object = Value::Object(Bytes(bytes).object(&keys, 2)).to_string();
        let cut = object.chars().take(bytes.len() / 2).collect();
        for body in [raw, object, cut] {
            for status in [400, 404, 418, 500] {
                let message = error_body::message(status, &body);
                assert!(!message.trim().is_empty() && message.chars().count() < 400, "{message}");
            }
            assert!(error_body::kept(&body).unwrap_or_default().len() < 5000);
        }
    });
}

#[test]
fn secrets_in_bodies_of_errors() {
    fuzz!(|bytes: &[u8]| {
        let mut bytes = Bytes(bytes);
        let (before, after) = (bytes.text(), bytes.text());
        let link =
            json!({ "a": before, "accessLink": "https://s/x?Signature=SESAME", "b": after }).to_string();
        let key = json!({ "error": format!("{before} https://x/y?roomKey=SESAME.a-b {after}") }).to_string();
        for body in [&link, &key] {
            let shown = [error_body::kept(body).unwrap_or_default(), error_body::message(400, body)];
            assert!(!shown.concat().contains("SESAME"), "{shown:?}");
        }
    });
}

#[test]
fn times() {
    fuzz!(|bytes: &[u8]| {
        let raw = String::from_utf8_lossy(bytes).into_owned();
        let mut bytes = Bytes(bytes);
        let digits = |n: u8| "0123456789"[..usize::from(n % 11)].to_owned();
        let (month, fraction, offset) = (bytes.next() % 14, digits(bytes.next()), bytes.next() % 26);
        for text in [raw, format!("2026-{month:02}-28T12:00:00.{fraction}+{offset:02}:00")] {
            let Ok(time) = text.parse::<Timestamp>() else { continue };
            assert_eq!(Timestamp::from_micros(time.as_micros()).map(|t| t.as_micros()), Ok(time.as_micros()));
            let again: Timestamp = time.to_string().parse().expect("its own text");
            assert_eq!(again.as_micros(), time.as_micros(), "{text}");
        }
    });
}

#[test]
fn links_of_rooms() {
    let keys = ["displayName", "lang", "chat", "groups", "roomKey", "metadata"].map(str::to_owned);
    fuzz!(|bytes: &[u8]| {
        let raw = String::from_utf8_lossy(bytes).into_owned();
        let mut bytes = Bytes(bytes);
        let options = bytes.object(&keys, 1);
        let Ok(options) = serde_json::from_value::<RoomLink>(Value::Object(options)) else { return };
        let _ = room_link(&raw, options.clone());
        let Ok(link) = room_link("https://a.whereby.com/room?x=1&roomKey=a.b-c", options.clone()) else {
            return;
        };
        let link = Url::parse(&link).expect("a link");
        assert_eq!((link.host_str(), link.path()), (Some("a.whereby.com"), "/room"));
        let value = |name: &str| link.query_pairs().find(|(key, _)| key == name).map(|(_, v)| v.into_owned());
        if !options.extra.contains_key("roomKey") {
            assert_eq!(value("roomKey").as_deref(), Some("a.b-c"));
        }
        assert_eq!(value("displayName"), options.display_name);
    });
}
