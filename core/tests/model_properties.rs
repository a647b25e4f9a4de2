//! Whatever JSON comes in: nothing is lost and nothing panics.

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};
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

/// Text is read without a tree of values; one that is made first must change nothing, also not the
/// order of what is written again.
fn same_from_text_and_value<M: Serialize + DeserializeOwned>(text: &str) -> Result<(), TestCaseError> {
    let value: Value = serde_json::from_str(text).expect("JSON");
    let written = |model: M| serde_json::to_string(&model).expect("models are JSON");
    let from_text = serde_json::from_str::<M>(text).map(written).ok();
    prop_assert_eq!(from_text, serde_json::from_value::<M>(value).map(written).ok());
    Ok(())
}

#[test]
fn what_was_not_read_keeps_the_place_where_its_key_first_came() {
    let text = r#"{"a":1,"endDate":"2026-01-31T12:00:00Z","b":2,"roomName":7,"roomName":8,
        "c":[3],"meetingId":"1","endDate":"soon","roomUrl":9,"roomUrl":"https://x.whereby.com/a"}"#;
    let meeting: Meeting = serde_json::from_str(text).expect("a meeting");
    assert_eq!(meeting.room_url.as_deref(), Some("https://x.whereby.com/a"));
    let extra = serde_json::to_string(&meeting.extra).expect("JSON");
    assert_eq!(extra, r#"{"a":1,"endDate":"soon","b":2,"roomName":8,"c":[3]}"#);
}

#[test]
fn an_item_that_is_no_meeting_is_kept_as_it_came() {
    let page =
        r#"{"results":[{"x":1,"roomName":7,"endDate":null,"y":2,"roomUrl":"u"},7,"\"",[],{"meetingId":1}]}"#;
    let page: MeetingPage = serde_json::from_str(page).expect("a page");
    let unreadable = serde_json::to_string(&page.unreadable).expect("JSON");
    assert_eq!(unreadable, r#"[{"x":1,"roomName":7,"endDate":null,"y":2,"roomUrl":"u"},7,"\"",[]]"#);
    assert_eq!(page.results.len(), 1);
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
    fn text_is_read_as_the_values_it_says(pairs in prop::collection::vec((any_key(), any_json()), 0..12)) {
        // Keys may come twice: the last value counts, at the place of the first.
        let pairs = pairs.iter().map(|(key, value)| format!("{}:{value}", json!(key)));
        let item = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
        let with_id = item.replacen('{', r#"{"meetingId":7,"#, 1).replace(",}", "}");
        let page = format!(r#"{{"results":8,"cursor":"a","x":1,"results":[{item},{with_id},7]}}"#);
        same_from_text_and_value::<Meeting>(&item)?;
        same_from_text_and_value::<Meeting>(&with_id)?;
        same_from_text_and_value::<MeetingPage>(&item)?;
        same_from_text_and_value::<MeetingPage>(&page)?;
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
