//! Summaries. Their state follows from the clock.

use rusqlite::{ErrorCode, OptionalExtension as _, Result, Row, named_params};

use super::Store;
use super::listing::{Found, Span, list};

/// A summary as it is stored.
#[derive(Debug)]
pub(crate) struct Summary {
    pub(crate) id: String,
    pub(crate) transcription_id: String,
    pub(crate) session_id: String,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
    pub(crate) created_ms: i64,
    /// From when on it is there to be read.
    pub(crate) done_ms: i64,
    pub(crate) template: String,
    /// JSON.
    pub(crate) summary: String,
}

impl Store {
    /// Tells whether it was added: a transcription has one summary at a time.
    pub(crate) fn add_summary(&self, tenant: i64, new: &Summary) -> Result<bool> {
        let added = self
            .db()
            .prepare_cached(
                "INSERT INTO summaries
                 (tenant, id, transcription_id, session_id, room_name, start_ms, end_ms, created_ms,
                  done_ms, template, summary)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            )?
            .execute((
                tenant,
                &new.id,
                &new.transcription_id,
                &new.session_id,
                &new.room_name,
                new.start_ms,
                new.end_ms,
                new.created_ms,
                new.done_ms,
                &new.template,
                &new.summary,
            ));
        match added {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn summary(&self, tenant: i64, id: &str) -> Result<Option<Summary>> {
        self.db()
            .prepare_cached("SELECT * FROM summaries WHERE tenant = ?1 AND id = ?2")?
            .query_row((tenant, id), read)
            .optional()
    }

    pub(crate) fn summaries(&self, tenant: i64, span: &Span) -> Result<Vec<Found<Summary>>> {
        let source = "SELECT * FROM summaries WHERE tenant = :tenant";
        list(&self.db(), source, named_params! { ":tenant": tenant }, span, read)
    }

    pub(crate) fn delete_summary(&self, tenant: i64, id: &str) -> Result<()> {
        self.delete_by_id("summaries", tenant, &[id], None)
    }
}

fn read(row: &Row<'_>) -> Result<Summary> {
    Ok(Summary {
        id: row.get("id")?,
        transcription_id: row.get("transcription_id")?,
        session_id: row.get("session_id")?,
        room_name: row.get("room_name")?,
        start_ms: row.get("start_ms")?,
        end_ms: row.get("end_ms")?,
        created_ms: row.get("created_ms")?,
        done_ms: row.get("done_ms")?,
        template: row.get("template")?,
        summary: row.get("summary")?,
    })
}
