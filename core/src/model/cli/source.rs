//! Where a value comes from.

use std::{
    fs,
    io::{Read, stdin},
};

/// Reads the text of an argument: `@FILE` for what a file holds, `-` for standard input, so that
/// secrets need not be typed; else the argument itself. Errors name the file.
pub fn read(argument: &str) -> Result<String, String> {
    let mut text = String::new();
    match argument.strip_prefix('@') {
        Some(file) => fs::read_to_string(file).map_err(|e| format!("cannot read the file {file}: {e}")),
        None if argument == "-" => match stdin().lock().read_to_string(&mut text) {
            Ok(_) => Ok(text),
            Err(e) => Err(format!("cannot read standard input: {e}")),
        },
        None => Ok(argument.to_owned()),
    }
}
