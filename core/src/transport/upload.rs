//! Pictures on their way into a form.

use std::{fs, path::Path};

use crate::{
    error::{Error, Result},
    model::Picture,
};

/// A picture, read.
pub(crate) struct Upload {
    pub name: String,
    pub mime: &'static str,
    pub bytes: Vec<u8>,
}

/// The largest picture that is read where the API has no limit of its own.
const MOST: u64 = 10 * 1024 * 1024;

/// Reads a picture, and refuses one that is empty or too large.
pub(crate) fn read(field: &str, picture: &Picture, most: Option<u64>) -> Result<Upload> {
    let most = most.unwrap_or(MOST);
    let (name, bytes) = match picture {
        Picture::Bytes(bytes) => (None, bytes.clone()),
        Picture::File(path) => {
            (path.file_name().map(|n| n.to_string_lossy().into_owned()), file(field, path, most)?)
        }
    };
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    if size == 0 {
        return Err(Error::invalid(format!("{field}: has no bytes; give a PNG or JPEG file")));
    }
    if size > most {
        return Err(too_large(field, size, most));
    }
    let (mime, extension) = kind(&bytes);
    Ok(Upload { name: name.unwrap_or_else(|| format!("{field}.{extension}")), mime, bytes })
}

fn file(field: &str, path: &Path, most: u64) -> Result<Vec<u8>> {
    let refused = |e: std::io::Error| {
        Error::invalid(format!("{field}: the file {} cannot be read: {e}", path.display())).because(e)
    };
    let size = fs::metadata(path).map_err(refused)?.len();
    if size > most {
        return Err(too_large(field, size, most));
    }
    fs::read(path).map_err(refused)
}

fn too_large(field: &str, size: u64, most: u64) -> Error {
    Error::invalid(format!(
        "{field}: has {size} bytes, and {most} are allowed at most; make the picture smaller"
    ))
}

/// By the first bytes: the name of a file may be wrong.
fn kind(bytes: &[u8]) -> (&'static str, &'static str) {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => ("image/jpeg", "jpg"),
        [0x89, b'P', b'N', b'G', ..] => ("image/png", "png"),
        _ => ("application/octet-stream", "bin"),
    }
}
