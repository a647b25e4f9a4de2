//! Our emulator, started in this process.

use anyhow::{Result, bail};
use rusqlite::Connection;
use serde_json::json;
use tempfile::TempDir;
use whereby_emulator::{Emulator, EmulatorOptions};

use super::raw::Raw;

/// An emulator in memory, with so many rooms if a number is given; with `file` before it, on a file.
pub(super) fn start(arguments: &[&str]) -> Result<Raw> {
    match arguments {
        [] => in_memory(0),
        [rooms] => in_memory(rooms.parse()?),
        ["file", rooms] => on_file(rooms.parse()?),
        _ => bail!("`{}` must be nothing, a number, or `file` and a number", arguments.join(" ")),
    }
}

fn in_memory(rooms: u32) -> Result<Raw> {
    let emulator = Emulator::start(options())?;
    for _ in 0..rooms {
        create(&emulator)?;
    }
    let raw = Raw::new(emulator.base_url(), emulator.api_key(), rooms)?;
    Ok(raw.with(emulator))
}

/// A million rooms through the API would take a minute: they are put into the emulator's own tables, as
/// it does it.
fn on_file(rooms: u32) -> Result<Raw> {
    let folder = TempDir::new()?;
    let options = EmulatorOptions { data: Some(folder.path().join("rooms.db")), ..options() };
    let emulator = Emulator::start(options.clone())?;
    create(&emulator)?;
    emulator.stop();
    if let Some(file) = &options.data {
        fill(&Connection::open(file)?, rooms)?;
    }
    let emulator = Emulator::start(options)?;
    let raw = Raw::new(emulator.base_url(), emulator.api_key(), rooms)?;
    Ok(raw.with((emulator, folder)))
}

/// One room in ten has the prefix that is filtered by.
fn fill(file: &Connection, rooms: u32) -> Result<()> {
    file.pragma_update(None, "cache_size", -1_000_000)?;
    file.execute(
        r#"WITH RECURSIVE
            numbers (n) AS (SELECT 2 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1),
            names (n, name) AS MATERIALIZED
                (SELECT n, iif(n % 10, '/other-', '/clinic-') || lower(hex(randomblob(16))) FROM numbers)
         INSERT INTO meetings (place, tenant, room_name, start_ms, end_ms, shown)
         SELECT place + n - 1, tenant, name, start_ms, end_ms,
            replace(replace(shown, room_name, name), '"100000001"', '"' || (100000000 + n) || '"')
         FROM meetings, names"#,
        [rooms],
    )?;
    Ok(())
}

fn create(emulator: &Emulator) -> Result<()> {
    let body = json!({ "endDate": "2099-01-01", "roomNamePrefix": "clinic-" });
    emulator.call("POST", "/v1/meetings", Some(body))?;
    Ok(())
}

fn options() -> EmulatorOptions {
    EmulatorOptions { points_per_minute: u32::MAX, ..EmulatorOptions::default() }
}
