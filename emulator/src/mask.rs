//! Takes secrets out of what the request log shows.

use serde_json::Value;

pub(crate) const MASK: &str = "***";

/// Keys of JSON bodies whose text is a secret wherever it stands.
const SECRET_KEYS: [&str; 5] = ["accessKeyId", "accessKeySecret", "hostRoomUrl", "roomKey", "viewerRoomUrl"];

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
        Value::String(text) => *text = room_keys(text),
        _ => {}
    }
}

fn hide(value: &mut Value) {
    if !value.is_null() {
        *value = MASK.into();
    }
}

/// Masks the value after each `roomKey=`.
pub(crate) fn room_keys(text: &str) -> String {
    let mut pieces = text.split("roomKey=");
    let mut masked = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let token = |c: char| c.is_ascii_alphanumeric() || "-_.~%".contains(c);
        masked.push_str("roomKey=");
        masked.push_str(MASK);
        masked.push_str(piece.trim_start_matches(token));
    }
    masked
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
            "hostRoomUrl": null,
        });
        json(&mut body);
        assert_eq!(
            body,
            json!({
                "recording": { "destination": { "bucket": "b", "accessKeySecret": "***" } },
                "streaming": { "destination": { "url": "***" } },
                "note": "see https://a.whereby.com/x?roomKey=***&lang=en",
                "hostRoomUrl": null,
            })
        );
    }
}
