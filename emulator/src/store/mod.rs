//! State in SQLite, in memory or in a file.

mod faults;
mod insights;
mod listing;
mod meetings;
mod open;
mod place;
mod recordings;
mod rooms;
mod schema;
mod sessions;
mod summaries;
mod tenants;
mod transcriptions;

pub(crate) use faults::remedy;
pub(crate) use insights::{Connection as Joined, Participant, Room, Scope, Session, TOTALS, Totals};
pub(crate) use listing::{Found, Mark, Sort, Span};
pub(crate) use meetings::{Listed, Meeting, Page};
pub(crate) use place::IDS;
pub(crate) use recordings::Recording;
pub(crate) use sessions::{NewConnection, NewParticipant, NewSession};
pub(crate) use summaries::Summary;
pub(crate) use transcriptions::Transcription;

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard};

use rusqlite::{Connection, Result};

use crate::state::lock;

/// One connection: SQLite has one writer anyway, and the server one thread.
#[derive(Debug)]
pub(crate) struct Store {
    db: Mutex<Connection>,
    /// The last id that a meeting was given. Ids are never given twice.
    last_id: AtomicI64,
}

impl Store {
    fn db(&self) -> MutexGuard<'_, Connection> {
        lock(&self.db)
    }

    /// Gives an id that no meeting or room of insights had.
    pub(crate) fn next_id(&self) -> i64 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Does all of it or nothing.
    fn whole<T>(&self, work: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut db = self.db();
        // Inside the transaction of a store in memory, or else a transaction of its own.
        let savepoint = db.savepoint()?;
        let done = work(&savepoint)?;
        savepoint.commit()?;
        Ok(done)
    }

    /// Forgets all that a tenant has.
    pub(crate) fn clear(&self, tenant: i64) -> Result<()> {
        self.whole(|db| {
            // The rooms that are forgotten here may be those with the greatest ids.
            db.execute("UPDATE last_id SET id = ?1", [self.last_id.load(Ordering::Relaxed)])?;
            for table in schema::OF_TENANTS {
                db.execute(&format!("DELETE FROM {table} WHERE tenant = ?1"), [tenant])?;
            }
            Ok(())
        })
    }
}
