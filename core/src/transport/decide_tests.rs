//! The table of decisions: `tests/vectors/retry.json`.

use reqwest::header::{HeaderMap, HeaderValue};
use serde::Deserialize;

use super::*;
use crate::{fuzz::json::Bytes, transport::Answer};

#[derive(Deserialize)]
struct Row {
    name: String,
    r#try: Try,
    verdict: Expected,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Expected {
    Done,
    Again {
        wait: f64,
        jitter: f64,
        cost: u32,
    },
    #[serde(rename_all = "camelCase")]
    Raise {
        sent: Sent,
        retry_at: Option<Timestamp>,
    },
}

impl From<Expected> for Verdict {
    fn from(expected: Expected) -> Self {
        match expected {
            Expected::Done => Self::Done,
            Expected::Again { wait, jitter, cost } => {
                Self::Again { wait: seconds(wait), jitter: seconds(jitter), cost }
            }
            Expected::Raise { sent, retry_at } => Self::Raise { sent, retry_at },
        }
    }
}

#[test]
fn every_row_of_the_table_holds() {
    let table = include_str!("../../../tests/vectors/retry.json");
    let rows: Vec<Row> = serde_json::from_str(table).expect("the table is JSON");
    assert!(rows.len() > 80, "the table has shrunk");
    for row in rows {
        assert_eq!(decide(&row.r#try), row.verdict.into(), "{}", row.name);
    }
}

#[test]
fn whatever_a_server_says_about_waiting_can_be_decided() {
    fuzz!(|bytes: &[u8]| {
        let mut bytes = Bytes(bytes);
        let status = if bytes.next() % 2 == 0 { 429 } else { u16::from(bytes.next()) * 4 };
        let mut headers = HeaderMap::new();
        for name in ["retry-after", "x-ratelimit-reset", "x-ratelimit-limit", "x-ratelimit-remaining", "date"]
        {
            let value = match bytes.next() % 8 {
                0 => "Tue, 24 Nov 2026 10:00:00 GMT".to_owned(),
                1 => "Tue Nov 24 2026 10:00:00 GMT+0000 (Coordinated Universal Time)".to_owned(),
                2 => format!("{}{}", i64::from(bytes.next()) - 128, bytes.text()),
                3 => format!("{}e{}", bytes.next(), bytes.next()),
                4 => "9999-12-31T23:59:59Z".to_owned(),
                5 => "inf".to_owned(),
                6 => continue,
                _ => bytes.text(),
            };
            if let Ok(value) = HeaderValue::try_from(value) {
                headers.insert(name, value);
            }
        }
        let body = match bytes.next() % 3 {
            0 => format!(r#"{{"error": "", "data": {{"msLeft": {}e{}}}}}"#, bytes.next(), bytes.next()),
            1 => format!(r#"{{"data": {{"msLeft": {}}}}}"#, i64::from(bytes.next()) - 128),
            _ => bytes.text(),
        };
        let answer = Answer { status, headers, body: body.into(), attempts: 1 };
        let _ = (answer.limits(), answer.request_id(), answer.location().map(str::to_owned));
        let verdict = decide(&Try {
            class: Class::Safe,
            outcome: Outcome::Status(status),
            hints: answer.hints(),
            tries: 1,
            max_tries: 3,
            throttled: u32::from(bytes.next()),
            remaining: 60.0,
            now: Timestamp::now(),
        });
        match verdict {
            Verdict::Again { wait, jitter, .. } => assert!((wait + jitter).as_secs_f64() <= 60.0),
            Verdict::Raise { retry_at: Some(at), .. } => {
                assert!(at > Timestamp::now() && !at.to_string().is_empty());
            }
            Verdict::Raise { .. } | Verdict::Done => {}
        }
    });
}
