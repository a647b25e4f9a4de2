//! Whatever JSON comes in: nothing is lost and nothing panics.

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use whereby::{CreateMeeting, Meeting, MeetingPage, RecordingSettings, RoomMode, Timestamp};

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(json!("2026-01-31T12:00:00.123456789+02:00")),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any_key(), inner), 0..5)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

/// Keys that models know, and others.
fn any_key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "meetingId",
            "roomUrl",
            "endDate",
            "startDate",
            "roomName",
            "hostRoomUrl",
            "results",
            "cursor",
            "type"
        ])
        .prop_map(str::to_owned),
        "[a-zA-Z_]{0,8}",
    ]
}

fn any_object() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::vec((any_key(), any_json()), 0..8).prop_map(|pairs| pairs.into_iter().collect())
}

/// Two values are the same to a reader: `null` is missing, times are moments.
fn same(key: &str, before: &Value, after: Option<&Value>) -> bool {
    let known = ["roomUrl", "endDate", "startDate", "roomName", "hostRoomUrl"].contains(&key);
    match (before, after) {
        (Value::Null, None) if known => true,
        (before, Some(after)) if before == after => true,
        (Value::String(a), Some(Value::String(b))) => {
            // Exact to the microsecond, as every language can hold it.
            let micros = |text: &str| text.parse::<Timestamp>().map(|t| t.as_micros());
            matches!((micros(a), micros(b)), (Ok(a), Ok(b)) if a == b)
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_json_is_read_or_refused(value in any_json()) {
        let _ = serde_json::from_value::<Meeting>(value.clone());
        let _ = serde_json::from_value::<MeetingPage>(value.clone());
        let _ = serde_json::from_value::<RecordingSettings>(value);
    }

    #[test]
    fn a_meeting_gives_back_what_it_was_given(mut object in any_object()) {
        object.insert("meetingId".to_owned(), json!("1"));
        let meeting: Meeting = serde_json::from_value(Value::Object(object.clone())).expect("an id is enough");
        let back = serde_json::to_value(&meeting).expect("models are JSON");
        for (key, before) in &object {
            prop_assert!(same(key, before, back.get(key)), "{key}: {before} became {:?}", back.get(key));
        }
        let again: Meeting = serde_json::from_value(back).expect("its own JSON");
        prop_assert_eq!(again.extra.len(), meeting.extra.len());
    }

    #[test]
    fn a_page_loses_no_item(items in prop::collection::vec(any_json(), 0..8)) {
        let count = items.len();
        let page: MeetingPage = serde_json::from_value(json!({"results": items, "cursor": null})).expect("a page");
        prop_assert_eq!(page.results.len() + page.unreadable.len(), count);
    }

    #[test]
    fn an_open_enum_keeps_any_text(text in ".*") {
        let mode = RoomMode::from(text.as_str());
        prop_assert_eq!(mode.as_str(), text.as_str());
        prop_assert_eq!(serde_json::to_value(&mode).expect("text"), json!(text));
    }

    #[test]
    fn times_survive(micros in -62_135_596_800_000_000i64..=253_402_300_799_999_999) {
        let time = Timestamp::from_micros(micros).expect("in range");
        prop_assert_eq!(time.to_string().parse::<Timestamp>().expect("its own text"), time);
    }
}

#[test]
fn absent_null_and_value_are_three_things() {
    for wire in [
        json!({}),
        json!({"startTrigger": null}),
        json!({"startTrigger": "prompt"}),
        json!({"destination": null}),
    ] {
        let settings: RecordingSettings = serde_json::from_value(wire.clone()).expect("an input");
        assert_eq!(serde_json::to_value(&settings).expect("JSON"), wire);
    }
}

#[test]
fn extra_keys_are_sent_beside_the_fields() {
    let wire = json!({"endDate": "2026-01-31T12:00:00.000Z", "isDialInEnabled": true});
    let input: CreateMeeting = serde_json::from_value(wire.clone()).expect("an input");
    assert_eq!(serde_json::to_value(&input).expect("JSON"), wire);
}

#[test]
fn secrets_are_masked_in_debug() {
    let meeting: Meeting = serde_json::from_value(json!({
        "meetingId": 7, "hostRoomUrl": "https://x.whereby.com/a?roomKey=SESAME"
    }))
    .expect("a meeting");
    let shown = format!("{meeting:?}");
    assert!(!shown.contains("SESAME") && shown.contains("***"), "{shown}");
    assert_eq!(meeting.meeting_id, "7");
}
