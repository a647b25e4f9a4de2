//! Rooms.

use std::borrow::Cow;

use rusqlite::{Connection, Error, ErrorCode, OptionalExtension as _, Result, Row, Rows, ToSql, params};

use super::Store;

/// With fewer rooms of a prefix they are sorted by id; with more, a walk by id may meet enough soon.
const FEW: i64 = 64;
/// After so many rooms a walk gives up, and they are sorted after all.
const WALK: i64 = 2000;
/// About the length of a name: a UUID after a prefix.
const NAME_BYTES: usize = 48;

/// A room as it is stored. Its keys are made anew from it each time.
#[derive(Debug)]
pub(crate) struct Meeting<'a> {
    pub(crate) id: i64,
    pub(crate) room_name: Cow<'a, str>,
    pub(crate) start_ms: i64,
    pub(crate) end_ms: i64,
}

/// The rooms of a page. Their names are one text, not one allocation each.
#[derive(Debug)]
pub(crate) struct Meetings {
    rows: Vec<Stored>,
    names: String,
}

#[derive(Debug)]
struct Stored {
    id: i64,
    start_ms: i64,
    end_ms: i64,
    /// Where its name ends; it begins where the one before ends.
    name_end: usize,
}

impl Meetings {
    fn read(mut rows: Rows<'_>, count: u32) -> Result<Self> {
        let count = count as usize;
        let (mut all, mut names) = (Vec::with_capacity(count), Vec::with_capacity(count * NAME_BYTES));
        while let Some(row) = rows.next()? {
            names.extend_from_slice(row.get_ref(1)?.as_bytes()?);
            let (id, start_ms, end_ms) = (row.get(0)?, row.get(2)?, row.get(3)?);
            all.push(Stored { id, start_ms, end_ms, name_end: names.len() });
        }
        let names = String::from_utf8(names).map_err(|wrong| Error::Utf8Error(1, wrong.utf8_error()))?;
        Ok(Self { rows: all, names })
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = Meeting<'_>> {
        let mut from = 0;
        self.rows.iter().map(move |row| {
            let name = self.names.get(from..row.name_end).unwrap_or_default();
            from = row.name_end;
            Meeting { id: row.id, room_name: name.into(), start_ms: row.start_ms, end_ms: row.end_ms }
        })
    }
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

    pub(crate) fn meeting(&self, tenant: i64, id: i64, gone_ms: i64) -> Result<Option<Meeting<'static>>> {
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
    pub(crate) fn meetings(&self, page: &Page<'_>) -> Result<Meetings> {
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
    fn all(&self, db: &Connection) -> Result<Meetings> {
        let mut found = db.prepare_cached(
            "SELECT id, room_name, start_ms, end_ms FROM meetings
             WHERE tenant = ?1 AND id > ?2 AND end_ms > ?3 ORDER BY id LIMIT ?4",
        )?;
        let rows = found.query(params![self.tenant, self.after_id, self.gone_ms, self.count])?;
        Meetings::read(rows, self.count)
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
    fn walk(&self, db: &Connection) -> Result<Meetings> {
        self.of_prefix(
            db,
            "SELECT * FROM (SELECT id, room_name, start_ms, end_ms FROM meetings
                WHERE tenant = ?1 AND id > ?4 ORDER BY id LIMIT ?7)
             WHERE room_name BETWEEN ?2 AND ?3 AND end_ms > ?5 LIMIT ?6",
            &[&WALK],
        )
    }

    fn sort(&self, db: &Connection) -> Result<Meetings> {
        self.of_prefix(
            db,
            "SELECT id, room_name, start_ms, end_ms FROM meetings INDEXED BY meetings_by_name
             WHERE tenant = ?1 AND room_name BETWEEN ?2 AND ?3 AND id > ?4 AND end_ms > ?5
             ORDER BY id LIMIT ?6",
            &[],
        )
    }

    /// Gives what a statement finds that takes tenant, first and last name, id, moment, count, and `more`.
    fn of_prefix(&self, db: &Connection, sql: &str, more: &[&dyn ToSql]) -> Result<Meetings> {
        let last_name = self.last_name();
        let mut given: Vec<&dyn ToSql> =
            vec![&self.tenant, &self.prefix, &last_name, &self.after_id, &self.gone_ms, &self.count];
        given.extend(more);
        Meetings::read(db.prepare_cached(sql)?.query(&*given)?, self.count)
    }

    /// No name of the prefix comes after it.
    fn last_name(&self) -> String {
        format!("{}\u{10ffff}", self.prefix)
    }
}

fn read(row: &Row<'_>) -> Result<Meeting<'static>> {
    let room_name: String = row.get(1)?;
    Ok(Meeting { id: row.get(0)?, room_name: room_name.into(), start_ms: row.get(2)?, end_ms: row.get(3)? })
}
