//! Checks before any I/O. They refuse only what the server cannot accept (contract §2.12, C5, C9).

use std::time::Duration;

use chrono::Datelike;

use crate::{
    error::{Error, ErrorKind, Result},
    error_body::is_html,
    model::{Span, Timestamp},
    resources::MeetingField,
};

/// A moment that can be written as ISO 8601.
pub(crate) fn time(field: &str, time: Timestamp) -> Result<()> {
    match (1..=9999).contains(&time.as_chrono().year()) {
        true => Ok(()),
        false => Err(Error::invalid(format!("{field}: must be a moment between the years 1 and 9999"))),
    }
}

/// More than nothing, at most a year. Returns what is wrong, since an option of a client and one of a call
/// are errors of different kinds.
pub(crate) fn span(field: &str, given: Option<Span>, default: Duration) -> Result<Duration, String> {
    let Some(span) = given else { return Ok(default) };
    let most = Duration::from_secs(366 * 86_400);
    let duration = span.as_duration().filter(|duration| !duration.is_zero() && *duration <= most);
    duration.ok_or_else(|| format!("{field}: must be a positive span of time, at most a year"))
}

/// At most 39 characters; a leading slash and blanks are not counted, since the server drops them.
pub(crate) fn prefix(field: &str, prefix: Option<&str>) -> Result<()> {
    let Some(prefix) = prefix else { return Ok(()) };
    let count = prefix.strip_prefix('/').unwrap_or(prefix).chars().filter(|c| !c.is_whitespace()).count();
    match count > 39 {
        true => Err(Error::invalid(format!(
            "{field}: has {count} characters, and the API takes 39 at most; shorten it"
        ))),
        false => Ok(()),
    }
}

/// 1 to 100.
pub(crate) fn page_size(field: &str, size: Option<u32>) -> Result<()> {
    match size {
        Some(size) if !(1..=100).contains(&size) => Err(Error::invalid(format!(
            "{field}: must be 1 to 100, not {size}; to limit the whole list use max_items"
        ))),
        _ => Ok(()),
    }
}

/// Fields as the API writes them: others it ignores, and a link that was asked for would be missing.
pub(crate) fn fields(fields: Option<&[MeetingField]>) -> Result<()> {
    let plain = |name: &str| name.replace(['_', '-', ' '], "").to_lowercase();
    for field in fields.unwrap_or_default() {
        let MeetingField::Other(given) = field else { continue };
        if let Some(known) = MeetingField::KNOWN.iter().find(|known| plain(known) == plain(given)) {
            return Err(Error::invalid(format!("fields: `{given}` must be written `{known}`")));
        }
    }
    Ok(())
}

/// What is gone need not be deleted (contract §5, rule 8). A page of HTML says nothing of it: a wrong `base_url`
/// leads to a web site.
pub(crate) fn gone(deleted: Result<()>) -> Result<()> {
    match deleted {
        Err(e) if e.kind() == ErrorKind::NotFound && !e.details().body.as_deref().is_some_and(is_html) => {
            Ok(())
        }
        other => other,
    }
}

/// Text that must be there.
pub(crate) fn text(field: &str, text: &str) -> Result<()> {
    match text.trim().is_empty() {
        true => Err(Error::invalid(format!("{field}: must not be empty"))),
        false => Ok(()),
    }
}

/// Ids are opaque (contract §2.7): only what cannot be an id is refused. Several in one text are none, and to delete
/// what is not there is a success.
pub(crate) fn id(field: &str, id: &str) -> Result<()> {
    segment(field, id)?;
    let why = match id {
        _ if id.contains(char::is_whitespace) => "must not contain white space; pass one id",
        _ if id.contains(',') => "must not contain a comma; pass one id",
        _ => return Ok(()),
    };
    Err(Error::invalid(format!("{field}: {why}")))
}

/// An id, or the name of a room, as part of a path.
pub(crate) fn segment(field: &str, text: &str) -> Result<()> {
    let why = match text {
        "" => "must not be empty",
        "." | ".." => "must be an id, not a step in a path",
        _ if text.contains('/') => "must not contain `/`; pass the id alone, not a path or URL",
        _ if text.contains(char::is_control) => "must not contain control characters",
        _ if text.trim() != text => "must not begin or end with white space",
        _ => return Ok(()),
    };
    Err(Error::invalid(format!("{field}: {why}")))
}

/// Ids that go into a body together: what is none deletes nothing and hides a mistake.
pub(crate) fn ids(field: &str, ids: &[String]) -> Result<()> {
    ids.iter().enumerate().try_for_each(|(i, each)| id(&format!("{field}[{i}]"), each))
}

/// 1 to 43200.
pub(crate) fn valid_for_seconds(seconds: Option<u32>) -> Result<()> {
    match seconds {
        Some(seconds) if !(1..=43_200).contains(&seconds) => {
            Err(Error::invalid(format!("valid_for_seconds: must be 1 to 43200 (12 hours), not {seconds}")))
        }
        _ => Ok(()),
    }
}

/// `#` and six hexadecimal digits; what comes after them is the server's affair (contract §1.19).
pub(crate) fn color(field: &str, color: Option<&str>) -> Result<()> {
    let Some(color) = color else { return Ok(()) };
    let digits = color.strip_prefix('#').and_then(|hex| hex.get(..6));
    match digits.is_some_and(|hex| hex.bytes().all(|b| b.is_ascii_hexdigit())) {
        true => Ok(()),
        false => Err(Error::invalid(format!("{field}: must be # and six hexadecimal digits, as in #1a2b3c"))),
    }
}
