use std::time::Duration;

use serde_json::json;
use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions};

use crate::support::{FAR, text};

fn emulator() -> Emulator {
    Emulator::start(EmulatorOptions::default()).expect("a started emulator")
}

fn now(emulator: &Emulator, key: &str) -> String {
    let clock = emulator.control(key, "GET", "/_emulator/clock", None).expect("a clock");
    text(&clock.expect("a body"), "now").to_owned()
}

#[test]
fn new_keys_differ_and_are_taken() {
    let (emulator, first, second) = (emulator(), Emulator::new_key(), Emulator::new_key());
    assert_ne!(first, second);
    for key in [first, second] {
        assert_eq!(emulator.call_as(&key, "GET", "/v1/meetings", None).expect("an answer").0, 200);
    }
}

#[test]
fn advance_moves_the_clock_of_one_key() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    let start = json!({ "now": "2040-02-03T04:05:06.000Z" });
    emulator.control(&key, "POST", "/_emulator/clock", Some(start)).expect("a clock");
    emulator.advance(&key, Duration::from_millis(3_600_500)).expect("a later clock");
    let shown = now(&emulator, &key);
    assert!(
        shown.starts_with("2040-02-03T05:05:") && shown.as_str() >= "2040-02-03T05:05:06.500Z",
        "{shown}"
    );
    assert!(!now(&emulator, emulator.api_key()).starts_with("2040"));
}

#[test]
fn requests_are_those_of_one_key() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    assert!(emulator.requests(&key).expect("a log").is_empty());
    emulator.call_as(&key, "POST", "/v1/meetings", Some(json!({ "endDate": FAR }))).expect("an answer");
    emulator.call_as(&key, "GET", "/v1/meetings", None).expect("an answer");
    let log = emulator.requests(&key).expect("a log");
    assert_eq!(log.iter().map(|request| text(request, "method")).collect::<Vec<_>>(), ["POST", "GET"]);
    assert_eq!(log[0]["headers"]["authorization"], "***");
    assert!(emulator.requests(emulator.api_key()).expect("a log").is_empty());
}

#[test]
fn a_script_is_for_one_key_and_in_order() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    emulator.script(&key, [json!({ "status": 503 }), json!({ "status": 418 })]).expect("a script");
    emulator.script(&key, vec![json!({ "status": 409 })]).expect("more of it");
    let status = |key: &str| emulator.call_as(key, "GET", "/v1/meetings", None).expect("an answer").0;
    assert_eq!(status(emulator.api_key()), 200);
    assert_eq!([status(&key), status(&key), status(&key), status(&key)], [503, 418, 409, 200]);
}

#[test]
fn what_the_control_plane_refuses_is_an_error_that_says_why() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    let settings = Some(json!({ "points": 9 }));
    for (refused, status, words) in [
        (
            emulator.script(&key, [json!({ "status": 503 }), json!({ "stauts": 503 })]),
            400,
            "POST /_emulator/answers: The body cannot be used: unknown field `stauts`",
        ),
        (
            emulator.advance(&key, Duration::from_secs(1_000_000_000_000)),
            400,
            "POST /_emulator/clock: advance must be seconds",
        ),
        (
            emulator.requests("wk_live_a").map(drop),
            401,
            "GET /_emulator/requests: Access token is missing or invalid",
        ),
        (
            emulator.control(&key, "POST", "/_emulator/settings", settings).map(drop),
            400,
            "POST /_emulator/settings: The body cannot be used: unknown field `points`",
        ),
    ] {
        let error = refused.expect_err(words);
        assert!(error.to_string().starts_with(words), "{error}");
        assert!(matches!(error, EmulatorError::Refused { status: s, .. } if s == status), "{error:?}");
    }
    let answer = emulator.call_as(&key, "GET", "/v1/meetings", None).expect("an answer");
    assert_eq!(answer.0, 200, "nothing of a refused script is set");
}

#[test]
fn a_refusal_in_other_words_or_none_is_told() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    for (answer, why) in [
        (json!({ "status": 500 }), "the answer has the status 500"),
        (json!({ "status": 500, "body": "oh" }), "oh"),
        (json!({ "status": 500, "json": { "message": "oh" } }), r#"{"message":"oh"}"#),
        (json!({ "status": 500, "json": ["oh"] }), r#"["oh"]"#),
    ] {
        emulator.script(&key, [answer]).expect("a script");
        let error = emulator.control(&key, "GET", "/v1/meetings", None).expect_err("a refusal");
        assert_eq!(error.to_string(), format!("GET /v1/meetings: {why}"));
    }
}

#[test]
fn what_is_no_refusal_gives_its_body() {
    let (emulator, key) = (emulator(), Emulator::new_key());
    emulator.script(&key, [json!({ "status": 399, "json": 7 })]).expect("a script");
    assert_eq!(emulator.control(&key, "GET", "/v1/meetings", None).expect("an answer"), Some(json!(7)));
    assert_eq!(emulator.control(&key, "POST", "/_emulator/reset", None).expect("an answer"), None);
}

#[test]
fn a_stopped_emulator_says_so() {
    let emulator = emulator();
    emulator.stop();
    let stopped = emulator.requests(emulator.api_key());
    assert!(matches!(stopped, Err(EmulatorError::Stopped)), "{stopped:?}");
}
