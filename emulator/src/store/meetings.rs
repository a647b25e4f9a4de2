//! Rooms.

use rusqlite::{Connection, ErrorCode, OptionalExtension as _, Result, Row, Rows, params};

use super::{Store, place};

/// With fewer rooms of a prefix they are sorted by id; with more, a walk by id may meet enough soon.
const FEW: i64 = 64;
/// After so many rooms a walk gives up, and they are sorted after all.
const WALK: i64 = 2000;
/// About the length of a room in JSON.
const SHOWN_BYTES: usize = 240;

/// A room beside its JSON: what its keys are made of, each time anew.
#[derive(Debug)]
pub(crate) struct Meeting {
    pub(crate) id: i64,
    pub(crate) room_name: String,
    pub(crate) start_ms: i64,
}

/// Puts URLs with keys behind a room's JSON.
pub(crate) type PutKeys<'a> = &'a dyn Fn(&mut Vec<u8>, &Meeting);

/// What a list asks for.
pub(crate) struct Page<'a> {
    pub(crate) tenant: i64,
    pub(crate) prefix: &'a str,
    pub(crate) after_id: i64,
    pub(crate) gone_ms: i64,
    pub(crate) limit: u32,
    /// None if no keys are asked for, which spares reading what they are made of.
    pub(crate) put_keys: Option<PutKeys<'a>>,
}

/// A page of a list.
pub(crate) struct Listed {
    /// The answer in JSON up to its cursor.
    pub(crate) json: Vec<u8>,
    /// The id after which the next page starts, if there is one.
    pub(crate) next: Option<i64>,
}

impl Listed {
    /// Reads rows of one more than the page, to know whether there is a next one. They are not collected first:
    /// to copy them again would take as long as to find them.
    fn read(mut rows: Rows<'_>, page: &Page<'_>) -> Result<Self> {
        let mut json = Vec::with_capacity(page.limit as usize * SHOWN_BYTES);
        json.extend_from_slice(br#"{"results":["#);
        let (mut left, mut last_id) = (page.limit, 0);
        while let Some(row) = rows.next()? {
            if left == 0 {
                return Ok(Self { json, next: Some(last_id) });
            }
            if left < page.limit {
                json.push(b',');
            }
            json.extend_from_slice(row.get_ref(0)?.as_bytes()?);
            if let Some(put_keys) = page.put_keys {
                put_keys(&mut json, &meeting(row)?);
            }
            json.push(b'}');
            left -= 1;
            if left == 0 {
                last_id = place::id(row.get(1)?);
            }
        }
        Ok(Self { json, next: None })
    }
}

impl Store {
    /// Tells whether it was added: not if the tenant already has a room of that name. `shown` is its JSON up to
    /// its keys.
    pub(crate) fn add_meeting(
        &self,
        tenant: i64,
        Meeting { id, room_name, start_ms }: &Meeting,
        end_ms: i64,
        shown: &str,
    ) -> Result<bool> {
        // A row that fails has written nothing yet, so that SQLite need not be ready to take it back.
        let added = self
            .db()
            .prepare_cached("INSERT OR FAIL INTO meetings VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?
            .execute(params![place::of(tenant, *id), tenant, room_name, start_ms, end_ms, shown]);
        match added {
            Ok(_) => Ok(true),
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::ConstraintViolation) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Gives a room with its JSON up to its keys.
    pub(crate) fn meeting(&self, tenant: i64, id: i64, gone_ms: i64) -> Result<Option<(Meeting, String)>> {
        self.db()
            .prepare_cached(
                "SELECT shown, place, room_name, start_ms FROM meetings WHERE place = ?1 AND end_ms > ?2",
            )?
            .query_row([place::of(tenant, id), gone_ms], |row| Ok((meeting(row)?, row.get(0)?)))
            .optional()
    }

    /// The room stays known to insights.
    pub(crate) fn delete_meeting(&self, tenant: i64, id: i64) -> Result<()> {
        let place = place::of(tenant, id);
        self.whole(|db| {
            db.prepare_cached(
                "INSERT OR REPLACE INTO rooms (place, tenant, room_name, created_ms, end_ms)
                 SELECT place, tenant, room_name, start_ms, end_ms FROM meetings WHERE place = ?1",
            )?
            .execute([place])?;
            db.prepare_cached("DELETE FROM meetings WHERE place = ?1")?.execute([place])?;
            Ok(())
        })
    }

    /// Gives the rooms that are not gone, oldest first.
    pub(crate) fn meetings(&self, page: &Page<'_>) -> Result<Listed> {
        let db = self.db();
        if page.prefix.is_empty() {
            return page.all(&db);
        }
        if !page.has_few(&db)? {
            let found = page.walk(&db)?;
            if found.next.is_some() {
                return Ok(found);
            }
        }
        page.sort(&db)
    }
}

impl Page<'_> {
    fn all(&self, db: &Connection) -> Result<Listed> {
        let mut found = db.prepare_cached(
            "SELECT shown, place, room_name, start_ms FROM meetings
             WHERE place > ?1 AND place < ?2 AND end_ms > ?3 ORDER BY place LIMIT ?4",
        )?;
        let (after, end) = self.places();
        Listed::read(found.query(params![after, end, self.gone_ms, self.limit + 1])?, self)
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

    /// Looks at some rooms in the order of their ids: a subquery with a limit keeps its order, and stays the outer
    /// loop of a CROSS JOIN. Without the join SQLite would copy the JSON of all rooms that it passes over.
    fn walk(&self, db: &Connection) -> Result<Listed> {
        let mut found = db.prepare_cached(
            "SELECT m.shown, m.place, m.room_name, m.start_ms FROM
                (SELECT place, room_name, end_ms FROM meetings
                 WHERE place > ?1 AND place < ?2 ORDER BY place LIMIT ?3) walked
             CROSS JOIN meetings m ON m.place = walked.place
             WHERE walked.room_name BETWEEN ?4 AND ?5 AND walked.end_ms > ?6 LIMIT ?7",
        )?;
        let (after, end) = self.places();
        let (first, last) = (self.prefix, self.last_name());
        let rows = found.query(params![after, end, WALK, first, last, self.gone_ms, self.limit + 1])?;
        Listed::read(rows, self)
    }

    fn sort(&self, db: &Connection) -> Result<Listed> {
        let mut found = db.prepare_cached(
            "SELECT shown, place, room_name, start_ms FROM meetings INDEXED BY meetings_by_name
             WHERE tenant = ?1 AND room_name BETWEEN ?2 AND ?3 AND place > ?4 AND end_ms > ?5
             ORDER BY place LIMIT ?6",
        )?;
        let ((after, _), last) = (self.places(), self.last_name());
        let rows =
            found.query(params![self.tenant, self.prefix, last, after, self.gone_ms, self.limit + 1])?;
        Listed::read(rows, self)
    }

    /// The place after which the page starts, and the first that is another tenant's.
    fn places(&self) -> (i64, i64) {
        (place::of(self.tenant, self.after_id), place::end(self.tenant))
    }

    /// No name of the prefix comes after it.
    fn last_name(&self) -> String {
        format!("{}\u{10ffff}", self.prefix)
    }
}

fn meeting(row: &Row<'_>) -> Result<Meeting> {
    Ok(Meeting { id: place::id(row.get(1)?), room_name: row.get(2)?, start_ms: row.get(3)? })
}
