//! State in SQLite, in memory or in a file.

mod meetings;
mod open;
mod tenants;

pub(crate) use meetings::{Meeting, Page};

use std::sync::{Mutex, MutexGuard};

use rusqlite::Connection;

use crate::state::lock;

/// One connection: SQLite has one writer anyway, and the server one thread.
#[derive(Debug)]
pub(crate) struct Store(Mutex<Connection>);

impl Store {
    fn db(&self) -> MutexGuard<'_, Connection> {
        lock(&self.0)
    }
}
