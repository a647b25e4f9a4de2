//! Rooms.

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Result, Row, params};

use super::Store;

/// With fewer rooms of a prefix they are sorted by id; with more, a walk by id may meet enough soon.
const FEW: i64 = 64;
/// After so many rooms a walk gives up, and they are sorted after all.
const WALK: i64 = 2000;

/// A room as it is stored. Its keys are made anew from it each time.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: i64,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
}

/// What a list asks for.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    pub(crate) tenant: i64,
    pub(crate) prefix: &'a str,
    pub(crate) after_id: i64,
    pub(crate) gone_ms: i64,
    pub(crate) count: u32,
}

impl Store {
    /// Gives none when the tenant already has a room of that name.
    pub(crate) fn add_meeting(
        &self,
        tenant: i64,
        room_name: &str,
        start_ms: i64,
        end_ms: i64,
    ) -> Result<Option<i64>> {
        let db = self.db();
        let id = self.next_id();
        // A row that fails has written nothing yet, so that SQLite need not be ready to take it back.
        let added = db
            .prepare_cached("INSERT OR FAIL INTO meetings VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![tenant, id, room_name, start_ms, end_ms]);
        match added {
            Ok(_) => Ok(Some(id)),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn meeting(&self, tenant: i64, id: i64, gone_ms: i64) -> Result<Option<Meeting>> {
        self.db()
            .prepare_cached(
                "SELECT id, room_name, start_ms, end_ms FROM meetings
                 WHERE id = ?1 AND tenant = ?2 AND end_ms > ?3",
            )?
            .query_row([id, tenant, gone_ms], read)
            .optional()
    }

    /// The room stays known to insights.
    pub(crate) fn delete_meeting(&self, tenant: i64, id: i64) -> Result<()> {
        self.whole(|db| {
            db.prepare_cached(
                "INSERT OR REPLACE INTO rooms (seq, tenant, room_name, created_ms, end_ms)
                 SELECT id, tenant, room_name, start_ms, end_ms FROM meetings WHERE tenant = ?1 AND id = ?2",
            )?
            .execute([tenant, id])?;
            db.prepare_cached("DELETE FROM meetings WHERE tenant = ?1 AND id = ?2")?.execute([tenant, id])?;
            Ok(())
        })
    }

    /// Gives the rooms that are not gone, oldest first.
    pub(crate) fn meetings(&self, page: &Page<'_>) -> Result<Vec<Meeting>> {
        let db = self.db();
        if page.prefix.is_empty() {
            return page.all(&db);
        }
        if !page.has_few(&db)? {
            let found = page.walk(&db)?;
            if found.len() >= page.count as usize {
                return Ok(found);
            }
        }
        page.sort(&db)
    }
}

impl Page<'_> {
    fn all(&self, db: &Connection) -> Result<Vec<Meeting>> {
        db.prepare_cached(
            "SELECT id, room_name, start_ms, end_ms FROM meetings
             WHERE tenant = ?1 AND id > ?2 AND end_ms > ?3 ORDER BY id LIMIT ?4",
        )?
        .query_map(params![self.tenant, self.after_id, self.gone_ms, self.count], read)?
        .collect()
    }

    fn has_few(&self, db: &Connection) -> Result<bool> {
        let count: i64 = db
            .prepare_cached(
                "SELECT count(*) FROM (SELECT 1 FROM meetings INDEXED BY meetings_by_name
                 WHERE tenant = ?1 AND room_name BETWEEN ?2 AND ?3 LIMIT ?4)",
            )?
            .query_row(params![self.tenant, self.prefix, self.last_name(), FEW], |row| row.get(0))?;
        Ok(count < FEW)
    }

    /// Looks at some rooms in the order of their ids: a subquery with a limit keeps its order.
    fn walk(&self, db: &Connection) -> Result<Vec<Meeting>> {
        db.prepare_cached(
            "SELECT * FROM (SELECT id, room_name, start_ms, end_ms FROM meetings
                WHERE tenant = ?1 AND id > ?4 ORDER BY id LIMIT ?7)
             WHERE room_name BETWEEN ?2 AND ?3 AND end_ms > ?5 LIMIT ?6",
        )?
        .query_map(
            params![
                self.tenant,
                self.prefix,
                self.last_name(),
                self.after_id,
                self.gone_ms,
                self.count,
                WALK
            ],
            read,
        )?
        .collect()
    }

    fn sort(&self, db: &Connection) -> Result<Vec<Meeting>> {
        db.prepare_cached(
            "SELECT id, room_name, start_ms, end_ms FROM meetings INDEXED BY meetings_by_name
             WHERE tenant = ?1 AND room_name BETWEEN ?2 AND ?3 AND id > ?4 AND end_ms > ?5
             ORDER BY id LIMIT ?6",
        )?
        .query_map(
            params![self.tenant, self.prefix, self.last_name(), self.after_id, self.gone_ms, self.count],
            read,
        )?
        .collect()
    }

    /// No name of the prefix comes after it.
    fn last_name(&self) -> String {
        format!("{}\u{10ffff}", self.prefix)
    }
}

fn read(row: &Row<'_>) -> Result<Meeting> {
    Ok(Meeting { id: row.get(0)?, room_name: row.get(1)?, start_ms: row.get(2)?, end_ms: row.get(3)? })
}
