//! Types out of JSON that a person wrote.
//!
//! serde takes any key for an input's `extra`, and does not say where in a text a fault is. Here a key that is
//! no field is a fault, and each fault has its path and the rule that is broken. None shows a value, since
//! that may be a secret.

use std::fmt;

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::model::{Extra, Json, Nullable, Secret, Timestamp};

/// A type that a person writes as JSON.
pub trait Typed: Sized {
    /// Reads it. Errors name the path, the rule and, where there is more to say, the remedy.
    fn typed(value: Value) -> Result<Self, Fault>;
}

/// What is wrong with JSON, and where.
#[derive(Debug)]
pub struct Fault {
    path: String,
    rule: String,
}

impl Fault {
    pub(crate) fn new(rule: impl Into<String>) -> Self {
        Self { path: String::new(), rule: rule.into() }
    }

    /// The same, seen from outside of this key or index.
    fn below(self, step: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        Self { path: format!("{step}{dot}{}", self.path), ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path.is_empty() {
            true => f.write_str(&self.rule),
            false => write!(f, "{}: {}", self.path, self.rule),
        }
    }
}

/// An input whose fields are being taken. `#[model]` writes which ones.
pub(crate) struct Object(Map<String, Value>);

impl Object {
    /// Errors if this is no object, or has keys that are no fields.
    pub(crate) fn new(value: Value, fields: &[&str]) -> Result<Self, Fault> {
        let Value::Object(map) = value else { return Err(Fault::new("must be an object")) };
        match map.keys().find(|key| !fields.contains(&key.as_str())) {
            Some(key) => Err(no_field(key, fields)),
            None => Ok(Self(map)),
        }
    }

    /// Takes a field that must be given.
    pub(crate) fn required<T: Typed>(&mut self, key: &str) -> Result<T, Fault> {
        let missing = |fault: Fault| Fault { rule: format!("is missing; it {}", fault.rule), ..fault };
        match self.0.remove(key) {
            None | Some(Value::Null) => T::typed(Value::Null).map_err(missing),
            Some(value) => T::typed(value),
        }
        .map_err(|fault| fault.below(key))
    }

    /// Takes a field that may be left out; null leaves it out too.
    pub(crate) fn optional<T: Typed>(&mut self, key: &str) -> Result<Option<T>, Fault> {
        match self.0.remove(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => T::typed(value).map(Some).map_err(|fault| fault.below(key)),
        }
    }

    /// Takes a field that may be left out, and to which null says something.
    pub(crate) fn three_states<T: Typed>(&mut self, key: &str) -> Result<Option<Nullable<T>>, Fault> {
        match self.0.get(key) {
            Some(Value::Null) => Ok(Some(Nullable::Null)),
            _ => Ok(self.optional(key)?.map(Nullable::Value)),
        }
    }
}

/// In the words and by the measure of Node's package.
fn no_field(key: &str, fields: &[&str]) -> Fault {
    let far = |field: &&&str| strsim::levenshtein(&key.to_lowercase(), &field.to_lowercase());
    let near = fields.iter().min_by_key(far).filter(|field| far(field) <= (key.len() / 4).max(2));
    let fault = Fault::new(match near {
        Some(field) => format!("is no field; did you mean {field}?"),
        None => "is no field; keys that this version does not know go into extra, an object".to_owned(),
    });
    // Keys may come from a file of somebody else's, and a terminal obeys what is in them.
    fault.below(&key.escape_debug().to_string())
}

impl<T: Typed> Typed for Vec<T> {
    fn typed(value: Value) -> Result<Self, Fault> {
        let Value::Array(items) = value else { return Err(Fault::new("must be an array")) };
        let items = items.into_iter().enumerate();
        items.map(|(i, item)| T::typed(item).map_err(|fault| fault.below(&format!("[{i}]")))).collect()
    }
}

/// Types that are one value, and how it is written.
macro_rules! single {
    ($($name:ty: $written:literal),* $(,)?) => {$(
        impl crate::model::cli::Typed for $name {
            fn typed(value: serde_json::Value) -> Result<Self, crate::model::cli::Fault> {
                crate::model::cli::one_value(value, $written)
            }
        }
    )*};
}
pub(crate) use single;
single! {
    bool: "true or false",
    u32: "a whole number, 0 or more",
    String: "text",
    Secret: "text",
    Timestamp: "a time with a zone, as in 2026-01-31T12:00:00Z or 2026-01-31T12:00:00+02:00",
    Extra: "an object",
    Json: "JSON",
}

/// Reads one value.
pub(crate) fn one_value<T: DeserializeOwned>(value: Value, written: &str) -> Result<T, Fault> {
    serde_json::from_value(value).map_err(|_| Fault::new(format!("must be {written}")))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Typed;
    use crate::{CreateMeeting, Extra, LiveTranscriptionSettings, Nullable, RecordingSettings};

    fn fault<T: Typed>(value: Value) -> String {
        T::typed(value).map(|_| ()).expect_err("a fault").to_string()
    }

    #[test]
    fn faults_have_a_path_and_a_rule() {
        let end = "2030-01-31T12:00:00Z";
        for (meeting, told) in [
            (json!({}), "endDate: is missing; it must be a time with a zone, as in 2026-"),
            (json!({"endDate": null}), "endDate: is missing; it must be a time"),
            (json!({"endDate": "2030-01-31"}), "endDate: must be a time with a zone"),
            (json!({"endDate": end, "isLocked": "yes"}), "isLocked: must be true or false"),
            (json!({"endDate": end, "roomMode": 1}), "roomMode: must be text"),
            (json!({"endDate": end, "fields": "hostRoomUrl"}), "fields: must be an array"),
            (json!({"endDate": end, "fields": ["hostRoomUrl", 1]}), "fields[1]: must be text"),
            (json!({"endDate": end, "recording": "cloud"}), "recording: must be an object"),
            (
                json!({"endDate": end, "recording": {"destination": {"bucket": 1}}}),
                "recording.destination.bucket: must be text",
            ),
            (json!({"endDate": end, "extra": 1}), "extra: must be an object"),
            (json!([]), "must be an object"),
        ] {
            let fault = fault::<CreateMeeting>(meeting);
            assert!(fault.starts_with(told), "{fault}");
        }
    }

    #[test]
    fn a_key_that_is_no_field_is_refused_and_the_near_one_told() {
        for (meeting, told) in [
            (json!({"isLokced": true}), "isLokced: is no field; did you mean isLocked?"),
            (json!({"end_date": ""}), "end_date: is no field; did you mean endDate?"),
            (
                json!({"shape": "round"}),
                "shape: is no field; keys that this version does not know go into extra",
            ),
            (json!({"\u{1b}[2J": 1}), "\\u{1b}[2J: is no field; "),
        ] {
            let fault = fault::<CreateMeeting>(meeting);
            assert!(fault.starts_with(told), "{fault}");
        }
        let nested = json!({"destination": {"acessKeyId": "1"}});
        let told = "destination.acessKeyId: is no field; did you mean accessKeyId?";
        assert_eq!(fault::<RecordingSettings>(nested), told);
    }

    #[test]
    fn what_this_version_does_not_know_comes_in_extra() {
        let given =
            json!({"type": "cloud", "extra": {"quality": "4k"}, "destination": {"extra": {"zone": 1}}});
        let read = RecordingSettings::typed(given).expect("settings");
        let sent = json!({"type": "cloud", "destination": {"zone": 1}, "quality": "4k"});
        assert_eq!(serde_json::to_value(read).expect("JSON"), sent);
    }

    #[test]
    fn null_says_something_where_a_field_has_three_states() {
        let given = json!({"language": null, "liveCaptions": null, "extra": null});
        let read = LiveTranscriptionSettings::typed(given).expect("settings");
        assert_eq!((read.language, read.live_captions), (Some(Nullable::Null), None));
        assert_eq!((read.start_trigger, read.extra), (None, Extra::default()));
    }
}
