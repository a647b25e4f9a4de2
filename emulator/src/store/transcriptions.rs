//! Transcriptions. Their state follows from the clock.

use rusqlite::{Connection, OptionalExtension as _, Result, Row, named_params};

use super::Store;
use super::listing::{Found, Span, list};

/// A transcription as it is stored.
#[derive(Debug)]
pub(crate) struct Transcription {
    pub(crate) id: String,
    pub(crate) session_id: String,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) created_ms: i64,
    /// From when on it is ready or has failed.
    pub(crate) done_ms: i64,
    pub(crate) failed: bool,
    /// Of a session, not of a recording.
    pub(crate) live: bool,
    /// In a bucket of the customer.
    pub(crate) self_hosted: bool,
    /// Markdown.
    pub(crate) text: String,
}

/// A live one shows from the start of its session.
const SHOWN: &str = "tenant = :tenant AND created_ms <= :now AND (gone_ms IS NULL OR gone_ms > :now)";

impl Store {
    pub(crate) fn add_transcription(&self, tenant: i64, transcription: &Transcription) -> Result<()> {
        insert(&self.db(), tenant, transcription)
    }

    pub(crate) fn transcription(&self, tenant: i64, now_ms: i64, id: &str) -> Result<Option<Transcription>> {
        self.db()
            .prepare_cached(&format!("SELECT * FROM transcriptions WHERE {SHOWN} AND id = :id"))?
            .query_row(named_params! { ":tenant": tenant, ":now": now_ms, ":id": id }, read)
            .optional()
    }

    /// An absent room name stands for all rooms.
    pub(crate) fn transcriptions(
        &self,
        tenant: i64,
        now_ms: i64,
        room_name: Option<&str>,
        span: &Span,
    ) -> Result<Vec<Found<Transcription>>> {
        let source =
            format!("SELECT * FROM transcriptions WHERE {SHOWN} AND (:room IS NULL OR room_name = :room)");
        let params = named_params! { ":tenant": tenant, ":now": now_ms, ":room": room_name };
        list(&self.db(), &source, params, span, read)
    }

    /// Deletes those that there are, at once or at a later moment.
    pub(crate) fn delete_transcriptions(&self, tenant: i64, ids: &[&str], at_ms: Option<i64>) -> Result<()> {
        self.delete_by_id("transcriptions", tenant, ids, at_ms)
    }
}

pub(super) fn insert(db: &Connection, tenant: i64, new: &Transcription) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO transcriptions
         (tenant, id, session_id, room_name, start_ms, end_ms, created_ms, done_ms, failed, live,
          self_hosted, text)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute((
        tenant,
        &new.id,
        &new.session_id,
        &new.room_name,
        new.start_ms,
        new.end_ms,
        new.created_ms,
        new.done_ms,
        new.failed,
        new.live,
        new.self_hosted,
        &new.text,
    ))?;
    Ok(())
}

fn read(row: &Row<'_>) -> Result<Transcription> {
    Ok(Transcription {
        id: row.get("id")?,
        session_id: row.get("session_id")?,
        room_name: row.get("room_name")?,
        start_ms: row.get("start_ms")?,
        end_ms: row.get("end_ms")?,
        created_ms: row.get("created_ms")?,
        done_ms: row.get("done_ms")?,
        failed: row.get("failed")?,
        live: row.get("live")?,
        self_hosted: row.get("self_hosted")?,
        text: row.get("text")?,
    })
}
