//! What the body of a refusal says (contract §2.9).

use serde::de::IgnoredAny;
use serde_json::Value;

/// How much of a body an error keeps.
const KEPT: usize = 4096;

/// The server's words: `error`, `error.message`, `message` or `detail` of a JSON object, else the
/// start of the text, else what the status means.
pub(crate) fn message(status: u16, body: &str) -> String {
    serde_json::from_str::<Value>(body)
        .ok()
        .and_then(|v| from_json(&v))
        .or_else(|| plain(body))
        .unwrap_or_else(|| meaning(status).to_owned())
}

fn from_json(body: &Value) -> Option<String> {
    let text = |v: &Value| match v {
        Value::String(s) if !s.trim().is_empty() => Some(s.clone()),
        Value::Array(items) => {
            let lines: Vec<_> =
                items.iter().filter_map(Value::as_str).filter(|s| !s.trim().is_empty()).collect();
            (!lines.is_empty()).then(|| lines.join("; "))
        }
        _ => None,
    };
    let error = body.get("error");
    error
        .and_then(text)
        .or_else(|| text(error?.get("message")?))
        .or_else(|| ["message", "detail"].iter().find_map(|key| text(body.get(key)?)))
        .map(|s| cut(&mask(&s), 300))
}

fn plain(body: &str) -> Option<String> {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.is_empty() {
        true => None,
        false if is_html(&line) => Some("the answer is an HTML page, not the API's JSON".to_owned()),
        false => Some(cut(&mask(&line), 300)),
    }
}

/// Whether a body is a page of a web site.
pub(crate) fn is_html(body: &str) -> bool {
    body.trim_start().starts_with('<')
}

fn meaning(status: u16) -> &'static str {
    match status {
        400 | 422 => "the server refused the input",
        401 => "the API key is missing or not valid",
        403 => "not allowed; on create, check whether recording, streaming or transcription is in your plan",
        404 => "there is no such resource",
        409 => "the resource is in a state that forbids this",
        429 => "the points of this minute are used up",
        500.. => "the server failed",
        _ => "the server gave an answer that the API does not document",
    }
}

/// The body as an error keeps it: cut, and keys masked.
pub(crate) fn kept(body: &str) -> Option<String> {
    (!body.is_empty()).then(|| cut(&mask(body), KEPT))
}

/// Keys of JSON whose values are secrets: links to files (contract §1.8) and storage keys, which a
/// server may repeat when it refuses them.
const SECRETS: [&str; 2] = ["\"accessLink\"", "\"accessKeySecret\""];

/// Masks the values of keys in URLs, which are bearer secrets (contract §2.3), the addresses of streams
/// and the secrets of JSON. By text, since a body may be cut off or no JSON at all.
fn mask(text: &str) -> String {
    let key = |c: char| c.is_ascii_alphanumeric() || "-_.%".contains(c);
    let keys = hide(text, "roomKey=", "***", |rest| rest.find(|c| !key(c)));
    let address = |c: char| c.is_whitespace() || "\"'\\<>".contains(c);
    let streams = ["rtmp://", "rtmps://"];
    let streams = streams.iter().fold(keys, |text, mark| hide(&text, mark, "***", |rest| rest.find(address)));
    SECRETS.iter().fold(streams, |text, mark| hide(&text, mark, ":\"***\"", value))
}

/// Where the value ends that follows a key of JSON; 0 if it is no key, but a word of a message.
fn value(rest: &str) -> Option<usize> {
    let Some(value) = rest.trim_start().strip_prefix(':') else { return Some(0) };
    let mut values = serde_json::Deserializer::from_str(value).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    Some(rest.len() - value.len() + values.byte_offset())
}

/// Puts `instead` for what follows each `mark`, up to where `end` says: nothing at 0, all of it if it
/// does not say.
fn hide(text: &str, mark: &str, instead: &str, end: impl Fn(&str) -> Option<usize>) -> String {
    let mut parts = text.split(mark);
    let mut masked = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let end = end(part).unwrap_or(part.len());
        masked.push_str(mark);
        masked.push_str(if end == 0 { "" } else { instead });
        masked.push_str(part.get(end..).unwrap_or_default());
    }
    masked
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn secrets_are_masked_also_in_text_that_breaks_off() {
        let masked = [
            ("see ?roomKey=eyJ.a-b.c&x=1", "see ?roomKey=***&x=1"),
            (r#"{"accessLink": "https://s/x?sig=1", "expires": 1}"#, r#"{"accessLink":"***", "expires": 1}"#),
            (r#"{"accessLink": "https://s/x?si"#, r#"{"accessLink":"***""#),
            (r#"{"accessLink": 7}"#, r#"{"accessLink":"***"}"#),
            (r#"{"accessKeySecret" : "a\"b", "c": 1}"#, r#"{"accessKeySecret":"***", "c": 1}"#),
            (r#""accessKeySecret" is missing"#, r#""accessKeySecret" is missing"#),
            ("at rtmps://live.example/key, or 'rtmp://b/key'", "at rtmps://*** or 'rtmp://***'"),
            ("plain", "plain"),
        ];
        for (text, expected) in masked {
            assert_eq!(mask(text), expected);
        }
    }
}
