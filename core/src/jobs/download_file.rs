//! The file that is downloaded: a temporary one beside the target until it is whole.

use std::{
    fs::TryLockError,
    io::{Error as IoError, SeekFrom},
    path::{Path, PathBuf, is_separator},
};

use tokio::{
    fs::{self, File, OpenOptions},
    io::{AsyncSeekExt, AsyncWriteExt},
};

use super::download::failure;
use crate::error::{Error, ErrorKind, Result};

/// Where a file goes, and how much of it is there.
pub(super) struct Part {
    /// The call, for its errors.
    operation: &'static str,
    target: PathBuf,
    path: PathBuf,
    file: File,
    lock: Lock,
    pub(super) length: u64,
    /// How much of it an earlier download left.
    pub(super) resumed_at: u64,
}

/// The lock of a temporary file. It is given up in so many words, since a child made by `fork` would else keep it.
struct Lock {
    file: std::fs::File,
    process: u32,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if self.process == std::process::id() {
            // Where the file system knows no locks, there is none to give up.
            let _ = self.file.unlock();
        }
    }
}

impl Part {
    /// Opens the temporary file, or the one that an earlier call left. Its name has the id in it, so
    /// that it can be no part of another file.
    pub(super) async fn open(operation: &'static str, target: PathBuf, id: &str) -> Result<Self> {
        let mut name = target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", safe(id)));
        let path = target.with_file_name(name);
        let refused = |e| refused(&path, e);
        let (mut file, lock) = loop {
            let mut options = OpenOptions::new();
            let open = options.create(true).truncate(false).write(true).open(&path);
            let file = open.await.map_err(refused)?.into_std().await;
            // Where the file system knows no locks, nobody else is assumed.
            if let Err(TryLockError::WouldBlock) = file.try_lock() {
                let path = path.display();
                let message = format!("to: another download is writing `{path}`; let it end first");
                return Err(Error::invalid(message));
            }
            let lock = Lock { file: file.try_clone().map_err(refused)?, process: std::process::id() };
            // Another download may have ended meanwhile: what was opened is then its target.
            if is_at(&file, &path) {
                break (File::from_std(file), lock);
            }
        };
        let length = file.seek(SeekFrom::End(0)).await.map_err(refused)?;
        Ok(Self { operation, target, path, file, lock, length, resumed_at: length })
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).await.map_err(|e| self.stopped(e))?;
        self.length += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }

    /// Begins again at the first byte.
    pub(super) async fn restart(&mut self) -> Result<()> {
        let refused = |e| refused(&self.path, e);
        self.file.set_len(0).await.map_err(refused)?;
        self.file.seek(SeekFrom::Start(0)).await.map_err(refused)?;
        (self.length, self.resumed_at) = (0, 0);
        Ok(())
    }

    /// Makes what was written lasting, and counts it anew.
    pub(super) async fn flush(&mut self) -> Result<()> {
        self.file.flush().await.map_err(|e| self.stopped(e))?;
        self.length = self.file.metadata().await.map_err(|e| self.stopped(e))?.len();
        Ok(())
    }

    /// Gives the whole file its name.
    pub(super) async fn finish(mut self) -> Result<PathBuf> {
        self.flush().await?;
        self.file.sync_all().await.map_err(|e| self.stopped(e))?;
        fs::rename(&self.path, &self.target).await.map_err(|e| refused(&self.target, e))?;
        // Not before: who gets it begins to write.
        drop(self.lock);
        Ok(self.target)
    }

    /// The file took no more of what arrived, as where the disk is full.
    fn stopped(&self, error: IoError) -> Error {
        let shown = self.path.display();
        let message = format!(
            "to: `{shown}` cannot be written: {error}; it keeps what has arrived: make room, and the next call goes on"
        );
        failure(ErrorKind::InvalidRequest, self.operation, message, None).because(error)
    }
}

/// Whether a path leads to this open file.
#[cfg(unix)]
fn is_at(file: &std::fs::File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    file.metadata().ok().map(id) == std::fs::metadata(path).ok().map(id)
}

/// Windows renames no file that another has open without leave.
#[cfg(not(unix))]
fn is_at(_: &std::fs::File, _: &Path) -> bool {
    true
}

/// Where a file of this name is: a link keeps its place, and what it leads to is replaced.
pub(super) async fn resolved(target: PathBuf) -> PathBuf {
    match fs::symlink_metadata(&target).await {
        Ok(there) if there.is_symlink() => fs::canonicalize(&target).await.unwrap_or(target),
        _ => target,
    }
}

/// The target as the caller means it: none in a folder that is not there, no file that must not be
/// replaced, and nothing that is no file, as `/dev/null`, or leads to one that is open, as `/dev/stdout`.
pub(super) async fn check(target: &Path, overwrite: bool) -> Result<()> {
    let shown = target.display();
    if target.as_os_str().to_string_lossy().ends_with(is_separator) || target.file_name().is_none() {
        return Err(Error::invalid(format!(
            "to: `{shown}` is no path of a file, nor of a folder that exists"
        )));
    }
    match fs::metadata(target).await {
        Ok(there) if !there.is_file() || is_of_the_system(target) => {
            return Err(Error::invalid(format!("to: `{shown}` is no regular file; give another path")));
        }
        Ok(_) if !overwrite => {
            return Err(Error::invalid(format!(
                "to: `{shown}` exists; set overwrite to replace it, or give another path"
            )));
        }
        _ => {}
    }
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty());
    match folder {
        Some(folder) if !fs::metadata(folder).await.is_ok_and(|m| m.is_dir()) => {
            Err(Error::invalid(format!("to: there is no folder `{}`; make it first", folder.display())))
        }
        _ => Ok(()),
    }
}

fn is_of_the_system(target: &Path) -> bool {
    cfg!(unix)
        && (target.parent() == Some(Path::new("/dev"))
            || ["/dev/fd", "/proc"].iter().any(|folder| target.starts_with(folder)))
}

/// A name from the server that stays in its folder.
pub(super) fn safe(name: &str) -> String {
    let forbidden = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\')
            || (cfg!(windows) && matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*'))
    };
    let name: String = name.chars().map(|c| if forbidden(c) { '-' } else { c }).collect();
    match name.trim_start_matches('.') {
        "" => "file".to_owned(),
        name => name.to_owned(),
    }
}

fn refused(path: &Path, error: IoError) -> Error {
    Error::invalid(format!("to: `{}` cannot be written: {error}", path.display())).because(error)
}

#[cfg(test)]
mod tests {
    use super::{is_at, safe};

    #[cfg(unix)]
    #[test]
    fn a_file_that_got_its_name_is_no_longer_at_the_old_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let [part, target] = ["a.part", "a"].map(|name| folder.path().join(name));
        let file = std::fs::File::create(&part).expect("a file");
        assert!(is_at(&file, &part));
        std::fs::rename(&part, &target).expect("another name");
        assert!(!is_at(&file, &part), "nothing is there");
        std::fs::File::create(&part).expect("another file");
        assert!(!is_at(&file, &part) && is_at(&file, &target), "another file is there");
    }

    #[test]
    fn names_of_the_server_stay_in_their_folder() {
        assert_eq!(safe("clinic-1.mp4"), "clinic-1.mp4");
        assert_eq!(safe("../../etc/passwd"), "-..-etc-passwd");
        assert_eq!(safe(".."), "file");
        assert_eq!(safe("a\\b\n"), "a-b-");
    }
    #[test]
    fn any_name_is_safe() {
        fuzz!(|bytes: &[u8]| {
            let name = safe(&String::from_utf8_lossy(bytes));
            let inside = !name.contains(['/', '\\', '\0', '\n']) && !name.starts_with('.');
            assert!(!name.is_empty() && inside, "{name}");
        });
    }
}
