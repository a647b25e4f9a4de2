//! Tools that the commands need: found, or installed inside the repository.

pub(crate) mod advzip;
pub(crate) mod apt;
pub(crate) mod crates;
pub(crate) mod llvm;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod swift;
pub(crate) mod valgrind;

use std::{env, path::PathBuf};

use anyhow::Result;

use crate::sh;

/// The program's place on `PATH`.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|dir| dir.join(program)).find(|file| file.is_file())
}

/// Whether this runs as root, on a Unix.
pub(crate) fn is_root() -> Result<bool> {
    let mut id = sh::cmd("id");
    id.arg("-u");
    Ok(sh::capture(id)? == "0")
}

/// The major and minor number in a program's words about its version.
pub(crate) fn version(text: &str) -> Option<(u32, u32)> {
    text.split(|c: char| c.is_whitespace() || c == 'v').find_map(|word| {
        let mut numbers = word.split(|c: char| !c.is_ascii_digit());
        Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
    })
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_are_found_in_what_programs_say() {
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("Python 3.11.7"), Some((3, 11)));
        let swift = "Swift version 6.0.3 (swift-6.0.3-RELEASE)\nTarget: x86_64-unknown-linux-gnu";
        assert_eq!(version(swift), Some((6, 0)));
        assert_eq!(version("no number"), None);
    }
}
