//! Objects of the API.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value, json};

use super::{
    fuzz,
    json::{Bytes, keys},
};
use crate::*;

/// The keys that a model knows: the one of its id, if it needs one, and the others.
struct Known {
    id: Option<String>,
    keys: Vec<String>,
}

impl Known {
    fn of<M: Serialize + DeserializeOwned>() -> Self {
        let all = keys();
        let reads = |object: Value| serde_json::from_value::<M>(object).is_ok();
        let id = (!reads(json!({}))).then(|| {
            let id = all.iter().find(|key| reads(json!({ *key: "1" })));
            id.expect("a case has the id of the model").clone()
        });
        // A known key that is null is as good as missing; an unknown one is kept.
        let knows = |key: &String| {
            if id.as_ref() == Some(key) {
                return true;
            }
            let mut object = Map::from_iter([(key.clone(), Value::Null)]);
            object.extend(id.clone().map(|id| (id, json!("1"))));
            let model: Option<M> = serde_json::from_value(Value::Object(object)).ok();
            model.is_none_or(|m| serde_json::to_value(m).expect("JSON").get(key).is_none())
        };
        Self { keys: all.iter().filter(|key| knows(key)).cloned().collect(), id }
    }
}

/// Whether what came out is what went in: times are moments, numbers may become ids.
fn same(before: &Value, after: &Value) -> bool {
    let micros = |value: &Value| value.as_str()?.parse::<Timestamp>().ok().map(|t| t.as_micros());
    before == after
        || (before.is_number() && before.as_f64() == after.as_f64())
        || (before.is_number() && after.as_str() == Some(&before.to_string()))
        || (micros(before).is_some() && micros(before) == micros(after))
}

fn keeps_all<M: Serialize + DeserializeOwned>(known: &Known, bytes: &[u8]) {
    let _ = serde_json::from_slice::<M>(bytes);
    let mut object = Bytes(bytes).object(&known.keys, 3);
    if let Some(id) = known.id.as_ref().filter(|_| !bytes.len().is_multiple_of(8)) {
        object.insert(id.clone(), json!("1"));
    }
    let Ok(model) = serde_json::from_value::<M>(Value::Object(object.clone())) else {
        let id = known.id.as_ref().and_then(|id| object.get(id));
        assert!(!id.is_some_and(|id| id.is_string() || id.is_number()), "refused: {object:?}");
        assert!(known.id.is_some(), "refused: {object:?}");
        return;
    };
    let back = serde_json::to_value(&model).expect("models are JSON");
    for (key, before) in &object {
        let after = back.get(key).unwrap_or(&Value::Null);
        assert!(same(before, after), "{key}: {before} became {after}");
    }
    let again: M = serde_json::from_value(back.clone()).expect("its own JSON");
    assert_eq!(serde_json::to_value(&again).expect("JSON"), back);
}

macro_rules! objects {
    ($($name:ident: $model:ty, $least:literal;)*) => {$(
        #[test]
        fn $name() {
            let known = Known::of::<$model>();
            assert!(known.keys.len() >= $least, "the cases leave out fields: {:?}", known.keys);
            fuzz!(|bytes: &[u8]| keeps_all::<$model>(&known, bytes));
        }
    )*};
}

objects! {
    meetings: Meeting, 7;
    recordings: Recording, 7;
    transcriptions: Transcription, 11;
    summaries: Summary, 11;
    rooms_of_insights: InsightsRoom, 14;
    sessions: RoomSession, 14;
    participants: Participant, 12;
    connections: ParticipantConnection, 7;
    links_to_files: AccessLink, 2;
    created_transcriptions: CreatedTranscription, 1;
    created_summaries: CreatedSummary, 1;
    limits: RateLimits, 2;
}
