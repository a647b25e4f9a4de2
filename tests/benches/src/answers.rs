//! What the server answers: always the same, in the vendor's shape.

use bytes::Bytes;
use serde_json::{Value, json};

/// Meetings on one page, the most that the vendor gives.
const PAGE: usize = 100;
/// Characters of a room key. Real ones have 250 to 400; these make a meeting of 480 bytes, and a page
/// of 58 kB.
const KEY_OF_ONE: usize = 220;
const KEY_ON_PAGE: usize = 322;

/// A room that was just made.
pub(crate) fn meeting() -> Bytes {
    text(&room(0, KEY_OF_ONE))
}

/// A page of rooms, the last one.
pub(crate) fn page() -> Bytes {
    let rooms: Vec<Value> = (0..PAGE).map(|number| room(number, KEY_ON_PAGE)).collect();
    text(&json!({ "results": rooms, "cursor": null }))
}

fn room(number: usize, key: usize) -> Value {
    let name = format!("/bench-{number:08x}-7c4e-4d0b-9a51-3f6e2d8b{number:04x}");
    let url = format!("https://bench.whereby.com{name}");
    // Looks like a token and opens nothing.
    let key: String = ('A'..='Z').chain('a'..='z').chain('0'..='9').cycle().take(key).collect();
    json!({
        "startDate": "2030-01-01T12:00:00.000Z",
        "endDate": "2030-01-01T13:00:00.000Z",
        "roomName": name,
        "roomUrl": url,
        "meetingId": (100_000_000 + number).to_string(),
        "hostRoomUrl": format!("{url}?roomKey={key}"),
    })
}

fn text(value: &Value) -> Bytes {
    value.to_string().into()
}

#[cfg(test)]
mod tests {
    #[test]
    fn answers_are_as_large_as_the_vendors() {
        assert!((470..=490).contains(&super::meeting().len()), "{}", super::meeting().len());
        assert!((57_000..=59_000).contains(&super::page().len()), "{}", super::page().len());
    }
}
