//! The path inside a picture crosses to Swift as text.

use std::path::PathBuf;

uniffi::custom_type!(PathBuf, String, {
    remote,
    lower: |path| path.to_string_lossy().into_owned(),
    try_lift: |text| Ok(text.into()),
});
