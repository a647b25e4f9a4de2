//! Opens the database, makes its tables, refuses files that are not ours.

use std::path::{Path, absolute};
use std::sync::Mutex;
use std::sync::atomic::AtomicI64;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};

use super::Store;
use super::faults::explain;
use super::place::ID_BITS;
use super::schema::STEPS;
use crate::auth::fresh_key;
use crate::errors::EmulatorError;
use crate::keys::Signer;

/// Marks our files ("wbem").
const APPLICATION_ID: i32 = 0x7762_656d;
/// What an emulator is known by; a file keeps it between starts.
pub(crate) struct Identity {
    pub(crate) api_key: String,
    pub(crate) signer: Signer,
}

impl Store {
    pub(crate) fn open(path: Option<&Path>, room_origin: &str) -> Result<(Self, Identity), EmulatorError> {
        let data_error = |reason: String| EmulatorError::Data { path: path.map(Path::to_owned), reason };
        let opened = match path {
            Some(path) => {
                // To SQLite `:memory:` and what starts with `file:` are no names of files, unless a folder is before.
                let path = absolute(path).map_err(|error| {
                    data_error(format!("cannot be found ({error}); give its path from the root"))
                })?;
                Connection::open_with_flags(path, OpenFlags::default() - OpenFlags::SQLITE_OPEN_URI)
            }
            None => Connection::open_in_memory(),
        };
        let connection = opened.map_err(|error| data_error(explain(&error)))?;
        if let Some(reason) = prepare(&connection).map_err(|error| data_error(explain(&error)))? {
            return Err(data_error(reason));
        }
        let identity = identity(&connection).map_err(|error| data_error(explain(&error)))?;
        move_rooms(&connection, room_origin).map_err(|error| data_error(explain(&error)))?;
        let last_id = last_id(&connection).map_err(|error| data_error(explain(&error)))?;
        if path.is_none() {
            // Memory outlives nothing: one transaction without end spares a journal for each call.
            connection.execute_batch("BEGIN").map_err(|error| data_error(explain(&error)))?;
        }
        Ok((Self { db: Mutex::new(connection), last_id: AtomicI64::new(last_id) }, identity))
    }
}

/// Gives the reason when the file is not ours to use.
fn prepare(connection: &Connection) -> rusqlite::Result<Option<String>> {
    connection.busy_timeout(std::time::Duration::ZERO)?;
    connection.set_prepared_statement_cache_capacity(128);
    // Without it a statement with `LIMIT ?` is planned anew at each call.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Two emulators on one file would give the same ids twice.
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    let (application, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables > 0 && application != APPLICATION_ID {
        return Ok(Some("is a database of something else; choose another file".to_owned()));
    }
    let steps = if tables == 0 { Some(&STEPS[..]) } else { steps_from(version) };
    let Some(steps) = steps else {
        return Ok(Some(format!(
            "has schema version {version}, this emulator reads 1 to {}; \
             choose another file, or the version of the emulator that wrote it",
            STEPS.len()
        )));
    };
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    if !steps.is_empty() {
        connection.execute_batch(&format!(
            "BEGIN IMMEDIATE; {} PRAGMA application_id = {APPLICATION_ID}; \
             PRAGMA user_version = {}; COMMIT;",
            steps.concat(),
            STEPS.len()
        ))?;
    }
    Ok(None)
}

/// Gives what a file of that version lacks, or none if it cannot be read.
fn steps_from(version: i32) -> Option<&'static [&'static str]> {
    STEPS.get(usize::try_from(version).ok().filter(|version| *version > 0)?..)
}

fn identity(connection: &Connection) -> rusqlite::Result<Identity> {
    let api_key = kept(connection, "api_key", fresh_key)?;
    let secret = kept(connection, "signing_secret", || uuid::Uuid::new_v4().to_string())?;
    Ok(Identity { api_key, signer: Signer::new(&secret) })
}

/// Rooms have their URL in their JSON: it follows the subdomain.
fn move_rooms(connection: &Connection, origin: &str) -> rusqlite::Result<()> {
    let sql = "SELECT value FROM identity WHERE name = 'room_origin'";
    let before: String = connection.query_row(sql, [], |row| row.get(0))?;
    if before == origin {
        return Ok(());
    }
    let all = connection.unchecked_transaction()?;
    all.execute(
        r#"UPDATE meetings SET shown = replace(shown, '"roomUrl":"' || ?1, '"roomUrl":"' || ?2)"#,
        [&before, origin],
    )?;
    all.execute("UPDATE identity SET value = ?1 WHERE name = 'room_origin'", [origin])?;
    all.commit()
}

/// Asked of each tenant, since only a tenant's rooms are in the order of their ids.
fn last_id(connection: &Connection) -> rusqlite::Result<i64> {
    let of = |table| {
        format!(
            "SELECT (SELECT max(place) FROM {table} WHERE place > id << {ID_BITS} AND place < (id + 1) << {ID_BITS})
                - (id << {ID_BITS}) FROM tenants"
        )
    };
    let (meetings, rooms) = (of("meetings"), of("rooms"));
    let sql = format!("SELECT max(id) FROM (SELECT id FROM last_id UNION ALL {meetings} UNION ALL {rooms})");
    connection.query_row(&sql, [], |row| row.get(0))
}

fn kept(connection: &Connection, name: &str, make: impl FnOnce() -> String) -> rusqlite::Result<String> {
    let sql = "SELECT value FROM identity WHERE name = ?1";
    let found = connection.query_row(sql, [name], |row| row.get(0)).optional()?;
    if let Some(value) = found {
        return Ok(value);
    }
    let value = make();
    connection.execute("INSERT INTO identity VALUES (?1, ?2)", [name, &value])?;
    Ok(value)
}
