//! Recordings. Their bytes are not stored: they follow from the id.

use rusqlite::{OptionalExtension as _, Result, Row, named_params};

use super::Store;
use super::listing::{Found, Span, list};

/// A recording as it is stored.
#[derive(Debug)]
pub(crate) struct Recording {
    pub(crate) id: String,
    pub(crate) session_id: String,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) bytes: i64,
    /// In a bucket of the customer.
    pub(crate) self_hosted: bool,
    /// What a transcription of it will come to.
    pub(crate) transcription_fails: bool,
}

/// A recording shows when it has ended, until it is deleted.
const SHOWN: &str = "tenant = :tenant AND end_ms <= :now AND (gone_ms IS NULL OR gone_ms > :now)";

impl Store {
    pub(crate) fn recording(&self, tenant: i64, now_ms: i64, id: &str) -> Result<Option<Recording>> {
        self.db()
            .prepare_cached(&format!("SELECT * FROM recordings WHERE {SHOWN} AND id = :id"))?
            .query_row(named_params! { ":tenant": tenant, ":now": now_ms, ":id": id }, read)
            .optional()
    }

    /// An absent room name stands for all rooms.
    pub(crate) fn recordings(
        &self,
        tenant: i64,
        now_ms: i64,
        room_name: Option<&str>,
        span: &Span,
    ) -> Result<Vec<Found<Recording>>> {
        let source =
            format!("SELECT * FROM recordings WHERE {SHOWN} AND (:room IS NULL OR room_name = :room)");
        let params = named_params! { ":tenant": tenant, ":now": now_ms, ":room": room_name };
        list(&self.db(), &source, params, span, read)
    }

    /// Deletes those that there are, at once or at a later moment.
    pub(crate) fn delete_recordings(&self, tenant: i64, ids: &[&str], at_ms: Option<i64>) -> Result<()> {
        self.delete_by_id("recordings", tenant, ids, at_ms)
    }

    pub(super) fn delete_by_id(
        &self,
        table: &str,
        tenant: i64,
        ids: &[&str],
        at_ms: Option<i64>,
    ) -> Result<()> {
        self.whole(|db| {
            for id in ids {
                match at_ms {
                    None => db
                        .prepare_cached(&format!("DELETE FROM {table} WHERE tenant = ?1 AND id = ?2"))?
                        .execute((tenant, id))?,
                    Some(at_ms) => db
                        .prepare_cached(&format!(
                            "UPDATE {table} SET gone_ms = min(coalesce(gone_ms, ?3), ?3)
                             WHERE tenant = ?1 AND id = ?2"
                        ))?
                        .execute((tenant, id, at_ms))?,
                };
            }
            Ok(())
        })
    }
}

fn read(row: &Row<'_>) -> Result<Recording> {
    Ok(Recording {
        id: row.get("id")?,
        session_id: row.get("session_id")?,
        room_name: row.get("room_name")?,
        start_ms: row.get("start_ms")?,
        end_ms: row.get("end_ms")?,
        bytes: row.get("bytes")?,
        self_hosted: row.get("self_hosted")?,
        transcription_fails: row.get("transcription_fails")?,
    })
}
