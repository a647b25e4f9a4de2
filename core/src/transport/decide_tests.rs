//! The table of decisions: `tests/vectors/retry.json`.

use serde::Deserialize;

use super::*;

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
