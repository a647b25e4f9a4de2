//! Deleting all that is old.

use std::{future::Future, time::Duration};

use whereby_macros::model;

use crate::{
    error::{Error, Result},
    model::{Extra, Span, Timestamp},
};

/// What to delete of all there is.
#[model(options)]
pub struct SweepOptions {
    /// Only what ended (or, without an end, began) longer ago than this; 0 is no filter. What has no date is
    /// kept.
    pub older_than: Option<Span>,
    /// Only of rooms whose name begins like this, with or without its leading slash.
    pub room_prefix: Option<String>,
    /// Whether to delete everything if there is no filter. Default: no, that is an error.
    pub everything: Option<bool>,
    /// Whether to delete nothing and only say what would be. Default: no.
    pub dry_run: Option<bool>,
}

/// What was deleted.
#[model]
pub struct Swept {
    /// The ids of what the filters let through, in the server's order.
    pub matched: Vec<String>,
    /// How many of them were deleted: none in a dry run.
    pub deleted: Option<u32>,
    /// Always empty.
    pub extra: Extra,
}

/// Which of all to delete.
pub(crate) struct Filter {
    before: Option<Timestamp>,
    prefix: Option<String>,
}

impl Filter {
    pub(crate) fn of(options: &SweepOptions) -> Result<Self> {
        let prefix = options.room_prefix.as_deref().map(|p| p.trim_start_matches('/').to_owned());
        let older_than = options.older_than.filter(|span| span.as_duration() != Some(Duration::ZERO));
        let filtered = older_than.is_some() || prefix.as_deref().is_some_and(|p| !p.is_empty());
        if !filtered && options.everything != Some(true) {
            return Err(Error::invalid(
                "older_than: is missing or 0, and there is no room_prefix; give one of them, or set everything",
            ));
        }
        Ok(Self { before: older_than.map(ago).transpose()?, prefix })
    }

    pub(crate) fn matches(&self, room_name: Option<&str>, date: Option<Timestamp>) -> bool {
        let name = room_name.unwrap_or_default().trim_start_matches('/');
        let old = |before| date.is_some_and(|date| date < before);
        self.before.is_none_or(old) && self.prefix.as_deref().is_none_or(|prefix| name.starts_with(prefix))
    }
}

/// The moment that is so long ago.
fn ago(span: Span) -> Result<Timestamp> {
    let refused = || Error::invalid("older_than: must be a span of time, 0 or more, at most 100 years");
    let longest = Duration::from_secs(100 * 366 * 86_400);
    let span = span.as_duration().filter(|span| *span <= longest).ok_or_else(refused)?;
    let micros = i64::try_from(span.as_micros()).map_err(|_| refused())?;
    Timestamp::from_micros(Timestamp::now().as_micros() - micros).map_err(|_| refused())
}

/// Deletes what matched: alone by `one`, which is cheaper then, else by `many`.
pub(crate) async fn run<One, Many>(
    matched: Vec<String>,
    options: &SweepOptions,
    one: impl FnOnce(String) -> One,
    many: impl FnOnce(Vec<String>) -> Many,
) -> Result<Swept>
where
    One: Future<Output = Result<()>>,
    Many: Future<Output = Result<()>>,
{
    let to_delete = if options.dry_run == Some(true) { &[][..] } else { &matched };
    match to_delete {
        [id] => one(id.clone()).await?,
        ids => many(ids.to_vec()).await?,
    }
    Ok(Swept { deleted: u32::try_from(to_delete.len()).ok(), matched, extra: Extra::default() })
}
