//! Links to stored files (contract §1.8, §1.14).

use whereby_macros::model;

use crate::{
    error::{Error, Result},
    model::{Extra, Secret, Timestamp},
};

/// A link to the file of a recording or transcription. Fetch it without the API key.
#[model]
pub struct AccessLink {
    /// The link: who has it may fetch the file until it expires. A secret.
    pub access_link: Option<Secret>,
    /// When the link stops working: milliseconds since 1970. `expires_at` gives it as a time.
    pub expires: Option<i64>,
    /// Keys that this version does not know, and fields that could not be read.
    pub extra: Extra,
}

impl AccessLink {
    /// Returns when the link stops working. Errors if the answer has no readable `expires`.
    pub fn expires_at(&self) -> Result<Timestamp> {
        let millis = self.expires.ok_or_else(|| Error::invalid("expires: this link has none"))?;
        Timestamp::from_micros(millis.saturating_mul(1000))
            .map_err(|e| Error::invalid(format!("expires: {e}")))
    }
}

/// What kind of link to ask for.
#[model(input)]
#[derive(Default)]
pub struct GetAccessLink {
    /// How long the link works, in seconds: 1 to 43200 (12 hours). Default: 3600, by the server.
    pub valid_for_seconds: Option<u32>,
    /// Query parameters beyond these fields, sent as they are.
    pub extra: Extra,
}
