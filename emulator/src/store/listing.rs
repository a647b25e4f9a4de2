//! Lists in pages: a page starts after the place of the last row, so nothing is skipped or repeated.

use rusqlite::types::Value;
use rusqlite::{Connection, Result, Row, ToSql};

/// What a list is ordered by. Rows that are equal in it keep the order in which they came.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sort {
    /// An expression over the list's columns that is never null.
    pub(crate) key: &'static str,
    pub(crate) descending: bool,
}

/// The order in which rows came.
const BY_AGE: &str = "seq";

impl Default for Sort {
    fn default() -> Self {
        Self { key: BY_AGE, descending: false }
    }
}

impl Sort {
    pub(crate) fn is_by_age(self) -> bool {
        self.key == BY_AGE
    }
}

/// Place of a row in its list.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    pub(crate) seq: i64,
    pub(crate) value: Value,
}

/// Which rows of a list are asked for.
#[derive(Debug)]
pub(crate) struct Span {
    pub(crate) sort: Sort,
    pub(crate) after: Option<Mark>,
    pub(crate) count: u32,
}

/// A row and its place.
#[derive(Debug)]
pub(crate) struct Found<T> {
    pub(crate) item: T,
    pub(crate) mark: Mark,
}

/// Gives rows of `source`, a SELECT with a column `seq`.
pub(super) fn list<T>(
    db: &Connection,
    source: &str,
    params: &[(&str, &dyn ToSql)],
    span: &Span,
    read: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<Found<T>>> {
    let key = span.sort.key;
    let (direction, beyond) = if span.sort.descending { ("DESC", "<") } else { ("ASC", ">") };
    let mut params = params.to_vec();
    params.push((":count", &span.count));
    let start = match &span.after {
        Some(mark) => {
            params.push((":value", &mark.value));
            params.push((":seq", &mark.seq));
            format!("WHERE ({key}, seq) {beyond} (:value, :seq)")
        }
        None => String::new(),
    };
    db.prepare_cached(&format!(
        "SELECT *, {key} AS sort_key FROM ({source}) {start}
         ORDER BY {key} {direction}, seq {direction} LIMIT :count"
    ))?
    .query_map(params.as_slice(), |row| {
        let mark = Mark { seq: row.get("seq")?, value: row.get("sort_key")? };
        Ok(Found { item: read(row)?, mark })
    })?
    .collect()
}
