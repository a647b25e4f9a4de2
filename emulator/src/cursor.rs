//! Cursors: the last id of a page and a tag over the filters, in 32 hex digits; in a sorted list
//! the value of the last row follows.
//!
//! A page starts after a row's place, so rows that come or go between pages never make it skip or
//! repeat.

use rusqlite::types::Value;

use crate::hex;
use crate::keys::Signer;
use crate::problem::Problem;
use crate::store::{Mark, Sort};

/// Writes the cursor of a list that is ordered by id.
pub(crate) fn write(signer: &Signer, tenant: i64, filter: &str, last_id: i64) -> String {
    signed(signer, tenant, filter, last_id, "")
}

/// Gives the id after which the page starts. Refuses a cursor of other filters, or of nobody.
pub(crate) fn read(signer: &Signer, tenant: i64, filter: &str, cursor: &str) -> Result<i64, Problem> {
    read_mark(signer, tenant, filter, cursor).map(|mark| mark.seq)
}

/// Writes the cursor of a list that may be sorted.
pub(crate) fn write_mark(signer: &Signer, tenant: i64, filter: &str, mark: &Mark, sort: Sort) -> String {
    let value = match &mark.value {
        _ if sort.is_by_age() => String::new(),
        Value::Integer(number) => format!("i{number}"),
        Value::Real(number) => format!("r{}", number.to_bits()),
        Value::Text(text) => format!("t{text}"),
        Value::Null | Value::Blob(_) => String::new(),
    };
    signed(signer, tenant, filter, mark.seq, &value)
}

/// Gives the place after which the page starts. Refuses a cursor of other filters, or of nobody.
pub(crate) fn read_mark(signer: &Signer, tenant: i64, filter: &str, cursor: &str) -> Result<Mark, Problem> {
    let parts = || {
        let seq = i64::from_str_radix(cursor.get(..16)?, 16).ok()?;
        let tag = u64::from_str_radix(cursor.get(16..32)?, 16).ok()?;
        let text = hex::read_text(cursor.get(32..)?)?;
        let value = match text.split_at_checked(1) {
            None => Value::Integer(seq),
            Some(("i", number)) => Value::Integer(number.parse().ok()?),
            Some(("r", bits)) => Value::Real(f64::from_bits(bits.parse().ok()?)),
            Some((_, text)) => Value::Text(text.to_owned()),
        };
        (tag == self::tag(signer, tenant, filter, seq, &text)).then_some(Mark { seq, value })
    };
    parts().ok_or_else(|| {
        Problem::bad_request(
            "cursor is not one of this list: use the last page's cursor with the same filters",
        )
    })
}

fn signed(signer: &Signer, tenant: i64, filter: &str, last_id: i64, value: &str) -> String {
    let tag = tag(signer, tenant, filter, last_id, value);
    format!("{last_id:016x}{tag:016x}{}", hex::write(value.as_bytes()))
}

fn tag(signer: &Signer, tenant: i64, filter: &str, last_id: i64, value: &str) -> u64 {
    signer.tag(format!("cursor/{tenant}/{last_id}/{value}/{filter}").as_bytes())
}
