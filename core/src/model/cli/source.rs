//! Where a value comes from.

use std::{
    fs,
    io::{Read, stdin},
};

/// Reads the text of an argument: `@FILE` for what a file holds, `-` for standard input, so that
/// secrets need not be typed; else the argument itself. Errors name the file.
pub fn read(argument: &str) -> Result<String, String> {
    let mut text = String::new();
    let read = match argument.strip_prefix('@') {
        Some(file) => fs::read_to_string(file).map_err(|e| format!("cannot read the file {file}: {e}"))?,
        None if argument == "-" => match stdin().lock().read_to_string(&mut text) {
            Ok(_) => text,
            Err(e) => return Err(format!("cannot read standard input: {e}")),
        },
        None => return Ok(argument.to_owned()),
    };
    // Editors of Windows write a byte order mark, which is no white space.
    Ok(read.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(read))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_byte_order_mark_is_no_part_of_a_text() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a");
        std::fs::write(&file, "\u{feff}[1]").expect("a file");
        assert_eq!(read(&format!("@{}", file.display())).as_deref(), Ok("[1]"));
    }
}
