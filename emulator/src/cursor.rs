//! Cursors: the last id of a page and a tag over the filters, in 32 hex digits.
//!
//! A page starts after an id, so rooms that come or go between pages never make it skip or repeat.

use crate::keys::Signer;
use crate::problem::Problem;

pub(crate) fn write(signer: &Signer, tenant: i64, filter: &str, last_id: i64) -> String {
    format!("{last_id:016x}{:016x}", tag(signer, tenant, filter, last_id))
}

/// Gives the id after which the page starts. Refuses a cursor of other filters, or of nobody.
pub(crate) fn read(signer: &Signer, tenant: i64, filter: &str, cursor: &str) -> Result<i64, Problem> {
    let parts = || {
        let last_id = i64::from_str_radix(cursor.get(..16)?, 16).ok()?;
        let tag = u64::from_str_radix(cursor.get(16..)?, 16).ok()?;
        Some((last_id, tag))
    };
    parts()
        .filter(|(last_id, found)| *found == tag(signer, tenant, filter, *last_id))
        .map(|(last_id, _)| last_id)
        .ok_or_else(|| {
            Problem::bad_request(
                "cursor is not one of this list: use the last page's cursor with the same filters",
            )
        })
}

fn tag(signer: &Signer, tenant: i64, filter: &str, last_id: i64) -> u64 {
    signer.tag(format!("cursor/{tenant}/{last_id}/{filter}").as_bytes())
}
