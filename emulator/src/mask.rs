//! Takes secrets out of what the request log shows.

use serde_json::Value;

pub(crate) const MASK: &str = "***";

/// Keys of JSON bodies whose text is a secret wherever it stands.
const SECRET_KEYS: [&str; 6] =
    ["accessKeyId", "accessKeySecret", "accessLink", "hostRoomUrl", "roomKey", "viewerRoomUrl"];
/// What stands before a secret in a text.
const SECRET_STARTS: [&str; 2] = ["roomKey=", "/_files/"];

/// Masks secrets of a JSON body in place.
pub(crate) fn json(value: &mut Value) {
    if let Some(url) = value.pointer_mut("/streaming/destination/url") {
        hide(url);
    }
    walk(value);
}

fn walk(value: &mut Value) {
    match value {
        Value::Object(object) => {
            for (key, value) in object.iter_mut() {
                if SECRET_KEYS.contains(&key.as_str()) {
                    hide(value);
                } else {
                    walk(value);
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(walk),
        Value::String(text) => *text = self::text(text),
        _ => {}
    }
}

fn hide(value: &mut Value) {
    if !value.is_null() {
        *value = MASK.into();
    }
}

/// Masks the value after each `roomKey=` and the token of each access link.
pub(crate) fn text(text: &str) -> String {
    SECRET_STARTS.iter().fold(text.to_owned(), |text, start| {
        let mut pieces = text.split(start);
        let mut masked = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let token = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
            masked.push_str(start);
            masked.push_str(MASK);
            masked.push_str(piece.trim_start_matches(token));
        }
        masked
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let mut body = json!({
            "recording": { "destination": { "bucket": "b", "accessKeySecret": "s3" } },
            "streaming": { "destination": { "url": "rtmp://live/key" } },
            "note": "see https://a.whereby.com/x?roomKey=eyJ.a.b&lang=en",
            "file": "http://127.0.0.1:1/_files/dG9r.ZW4?x",
            "accessLink": "http://127.0.0.1:1/_files/dG9r.ZW4",
            "hostRoomUrl": null,
        });
        json(&mut body);
        assert_eq!(
            body,
            json!({
                "recording": { "destination": { "bucket": "b", "accessKeySecret": "***" } },
                "streaming": { "destination": { "url": "***" } },
                "note": "see https://a.whereby.com/x?roomKey=***&lang=en",
                "file": "http://127.0.0.1:1/_files/***?x",
                "accessLink": "***",
                "hostRoomUrl": null,
            })
        );
    }
}
