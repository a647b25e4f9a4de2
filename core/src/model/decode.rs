//! Tolerant decoding (contract §5, rules for a tolerant client): a field that cannot be read stays
//! in `extra` as it came, an item that cannot be read does not sink its page.

use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error};
use serde_json::{Map, Value};

pub(crate) fn object<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Map<String, Value>, D::Error> {
    Map::deserialize(deserializer)
}

/// Takes an optional field out of the object; one of the wrong type is left where it is.
pub(crate) fn take<T: DeserializeOwned>(map: &mut Map<String, Value>, key: &str) -> Option<T> {
    let value = map.get(key)?;
    if value.is_null() {
        map.shift_remove(key);
        return None;
    }
    let read = T::deserialize(value).ok()?;
    map.shift_remove(key);
    Some(read)
}

/// Takes an id: opaque text; a number is taken as its text.
pub(crate) fn id<E: Error>(map: &mut Map<String, Value>, key: &'static str) -> Result<String, E> {
    match map.shift_remove(key) {
        Some(Value::String(text)) => Ok(text),
        Some(Value::Number(number)) => Ok(number.to_string()),
        Some(other) => Err(E::custom(format_args!("`{key}` is {}, not text", kind(&other)))),
        None => Err(E::missing_field(key)),
    }
}

/// Takes the way to the next page. One that cannot be read is an error, since without it the list would
/// end early and nobody would notice.
pub(crate) fn cursor<E: Error>(map: &mut Map<String, Value>, key: &'static str) -> Result<Option<String>, E> {
    match map.get(key) {
        None => Ok(None),
        Some(Value::Null) => {
            map.shift_remove(key);
            Ok(None)
        }
        Some(_) => id(map, key).map(Some),
    }
}

/// Takes the items of a page, and apart from them those that cannot be read.
pub(crate) fn items<T: DeserializeOwned, E: Error>(
    map: &mut Map<String, Value>,
    key: &'static str,
) -> Result<(Vec<T>, Vec<super::Json>), E> {
    let Some(Value::Array(all)) = map.shift_remove(key) else {
        return Err(E::custom(format_args!("`{key}` is missing or no array")));
    };
    let mut read = Vec::with_capacity(all.len());
    // Written by this library itself, when a page is pickled.
    let mut unreadable: Vec<super::Json> = take(map, "unreadable").unwrap_or_default();
    for value in all {
        match T::deserialize(&value) {
            Ok(item) => read.push(item),
            Err(_) => unreadable.push(super::Json(value)),
        }
    }
    Ok((read, unreadable))
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
