//! Themes of rooms.

use rusqlite::{OptionalExtension as _, Result};

use super::Store;

/// One part of a room's theme as it is stored.
#[derive(Debug)]
pub(crate) struct Theme {
    /// JSON.
    pub(crate) value: String,
    pub(crate) picture: Option<Vec<u8>>,
}

impl Store {
    /// Tells whether there is a meeting of that name that is not gone.
    pub(crate) fn has_room(&self, tenant: i64, room_name: &str, gone_ms: i64) -> Result<bool> {
        self.db()
            .prepare_cached("SELECT 1 FROM meetings WHERE tenant = ?1 AND room_name = ?2 AND end_ms > ?3")?
            .exists((tenant, room_name, gone_ms))
    }

    pub(crate) fn set_theme(
        &self,
        tenant: i64,
        room_name: &str,
        part: &str,
        value: &str,
        picture: Option<&[u8]>,
    ) -> Result<()> {
        self.db()
            .prepare_cached("INSERT OR REPLACE INTO themes VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute((tenant, room_name, part, value, picture))?;
        Ok(())
    }

    pub(crate) fn theme(&self, tenant: i64, room_name: &str, part: &str) -> Result<Option<Theme>> {
        self.db()
            .prepare_cached(
                "SELECT value, picture FROM themes WHERE tenant = ?1 AND room_name = ?2 AND part = ?3",
            )?
            .query_row((tenant, room_name, part), |row| {
                Ok(Theme { value: row.get(0)?, picture: row.get(1)? })
            })
            .optional()
    }
}
