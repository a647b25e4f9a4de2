//! Pictures on their way into a form.

use std::path::Path;

use tokio::{fs, io::AsyncReadExt};

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
pub(crate) async fn read(field: &str, picture: &Picture, most: Option<u64>) -> Result<Upload> {
    let most = most.unwrap_or(MOST);
    let (name, bytes) = match picture {
        Picture::Bytes(bytes) => (None, bytes.clone()),
        Picture::File(path) => {
            (path.file_name().map(|n| n.to_string_lossy().into_owned()), file(field, path, most).await?)
        }
    };
    if bytes.is_empty() {
        return Err(Error::invalid(format!("{field}: has no bytes; give a PNG or JPEG file")));
    }
    if u64::try_from(bytes.len()).is_ok_and(|size| size > most) {
        return Err(Error::invalid(format!(
            "{field}: has more than {most} bytes, which are allowed at most; make the picture smaller"
        )));
    }
    let (mime, extension) = kind(&bytes);
    Ok(Upload { name: name.unwrap_or_else(|| format!("{field}.{extension}")), mime, bytes })
}

async fn file(field: &str, path: &Path, most: u64) -> Result<Vec<u8>> {
    let refused = |e: std::io::Error| {
        Error::invalid(format!("{field}: the file `{}` cannot be read: {e}", path.display())).because(e)
    };
    // Before it is opened, since opening a pipe waits for its other end.
    if !fs::metadata(path).await.map_err(refused)?.is_file() {
        let path = path.display();
        return Err(Error::invalid(format!(
            "{field}: `{path}` is no regular file; save the picture to one first"
        )));
    }
    let mut bytes = Vec::new();
    // What a file says of its size need not be true: it may grow, and those of `/proc` say 0.
    let file = fs::File::open(path).await.map_err(refused)?;
    file.take(most.saturating_add(1)).read_to_end(&mut bytes).await.map_err(refused)?;
    Ok(bytes)
}

/// By the first bytes: the name of a file may be wrong.
fn kind(bytes: &[u8]) -> (&'static str, &'static str) {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => ("image/jpeg", "jpg"),
        [0x89, b'P', b'N', b'G', ..] => ("image/png", "png"),
        _ => ("application/octet-stream", "bin"),
    }
}
