//! Keys and what stays with them.

use rusqlite::{OptionalExtension as _, Result};

use super::Store;

impl Store {
    /// Gives id and clock offset of the key's tenant, which is made if it is new.
    pub(crate) fn tenant(&self, key: &str) -> Result<(i64, i64)> {
        let db = self.db();
        let found = db
            .prepare_cached("SELECT id, clock_offset_ms FROM tenants WHERE api_key = ?1")?
            .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some(found) = found {
            return Ok(found);
        }
        db.execute("INSERT INTO tenants (api_key) VALUES (?1)", [key])?;
        Ok((db.last_insert_rowid(), 0))
    }

    pub(crate) fn key_of(&self, tenant: i64) -> Result<Option<String>> {
        self.db()
            .prepare_cached("SELECT api_key FROM tenants WHERE id = ?1")?
            .query_row([tenant], |row| row.get(0))
            .optional()
    }

    pub(crate) fn set_clock_offset(&self, tenant: i64, offset_ms: i64) -> Result<()> {
        self.db().execute("UPDATE tenants SET clock_offset_ms = ?2 WHERE id = ?1", [tenant, offset_ms])?;
        Ok(())
    }
}
