//! Marks that say what an installed folder was made from, so that a second run skips it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// One text for the content of all these files.
pub(crate) fn digest(files: &[PathBuf]) -> Result<String> {
    let mut all = Sha256::new();
    for file in files {
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        all.update(Sha256::digest(bytes));
    }
    Ok(all.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Does `work` unless it ended well for the same `key` before.
///
/// The mark goes away first and comes last: interrupted work is done again.
pub(crate) fn once(mark: &Path, key: &str, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if fs::read_to_string(mark).is_ok_and(|old| old == key) {
        return Ok(());
    }
    if mark.exists() {
        fs::remove_file(mark)?;
    }
    work()?;
    fs::write(mark, key).with_context(|| format!("cannot write {}", mark.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_done_once_for_a_key_and_again_after_a_failure() {
        let dir = std::env::temp_dir().join(format!("xtask-stamp-{}", std::process::id()));
        fs::create_dir_all(&dir).expect("a temporary folder");
        let mark = dir.join("mark");
        let mut runs = 0;
        let mut go = |key: &str, ok: bool| {
            let _ = once(&mark, key, || {
                runs += 1;
                if ok { Ok(()) } else { anyhow::bail!("broken") }
            });
            runs
        };
        let counts = [go("a", true), go("a", true), go("b", false), go("b", true), go("b", true)];
        fs::remove_dir_all(&dir).expect("the folder is ours");
        assert_eq!(counts, [1, 1, 2, 3, 3]);
    }
}
