//! What SQLite's errors mean for a data file, and what to do.

use rusqlite::{Error, ErrorCode};

/// Gives none for an error that says nothing about a file.
pub(crate) fn remedy(error: &Error) -> Option<&'static str> {
    Some(match error.sqlite_error_code()? {
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => {
            "is in use by another emulator; stop that one or choose another file"
        }
        ErrorCode::NotADatabase => "is not a database of the emulator; choose another file",
        ErrorCode::CannotOpen => {
            "cannot be opened; it must be a file, in a folder that exists and can be written"
        }
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => {
            "cannot be written; make the file and its folder writable, or choose another file"
        }
        ErrorCode::SystemIoFailure => {
            "cannot be read or written; make its folder writable, or choose another file on a sound disk"
        }
        ErrorCode::DiskFull => "is on a full disk; make room there, or choose another file",
        ErrorCode::DatabaseCorrupt => DAMAGED,
        _ => return None,
    })
}

const DAMAGED: &str = "is damaged; put back a copy of it, or choose another file";

/// Says why a file cannot be opened.
pub(super) fn explain(error: &Error) -> String {
    match error {
        // Rows and tables that every file of ours has.
        Error::QueryReturnedNoRows | Error::InvalidColumnType(..) => DAMAGED.to_owned(),
        _ => match remedy(error) {
            Some(remedy) => remedy.to_owned(),
            None => format!("cannot be used ({error}); choose another file"),
        },
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    #[test]
    fn every_fault_of_a_file_has_a_remedy() {
        for (code, words) in [
            (ffi::SQLITE_BUSY, "stop that one"),
            (ffi::SQLITE_CANTOPEN, "a folder that exists"),
            (ffi::SQLITE_READONLY, "writable"),
            (ffi::SQLITE_PERM, "writable"),
            (ffi::SQLITE_IOERR, "writable"),
            (ffi::SQLITE_IOERR_WRITE, "writable"),
            (ffi::SQLITE_FULL, "make room"),
            (ffi::SQLITE_CORRUPT, "damaged"),
            (ffi::SQLITE_NOTADB, "another file"),
            (ffi::SQLITE_ERROR, "another file"),
        ] {
            let error = Error::SqliteFailure(ffi::Error::new(code), None);
            assert!(explain(&error).contains(words), "{code}: {}", explain(&error));
        }
        assert_eq!(explain(&Error::QueryReturnedNoRows), DAMAGED);
    }
}
