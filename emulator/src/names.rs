//! Room names: `/`, the prefix as the vendor rewrites it, a random part, nothing in between.

use crate::dates;
use crate::problem::Problem;
use crate::store::{Recording, Transcription};

const MAX_PREFIX: usize = 39;
/// No look-alikes: 0 and o, 1, i and l are out. The vendor's own alphabet is unknown.
const SHORT_ALPHABET: &[u8] = b"23456789abcdefghjkmnpqrstuvwxyz";

/// How the random part looks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Pattern {
    Uuid,
    HumanShort,
}

/// Lower-cases the prefix, drops blanks and one leading slash.
pub(crate) fn clean_prefix(prefix: &str) -> Result<String, Problem> {
    let prefix = prefix.trim_start();
    let cleaned: String = prefix
        .strip_prefix('/')
        .unwrap_or(prefix)
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    if cleaned.chars().count() > MAX_PREFIX {
        return Err(Problem::bad_request(format!("roomNamePrefix must be at most {MAX_PREFIX} characters")));
    }
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_.~".contains(c);
    if !cleaned.chars().all(plain) {
        return Err(Problem::bad_request("roomNamePrefix must be letters a to z, digits and - _ . ~"));
    }
    Ok(cleaned)
}

/// Makes a name that is very likely new.
pub(crate) fn room_name(prefix: &str, pattern: Pattern) -> String {
    match pattern {
        Pattern::Uuid => {
            // No secret, so that the system need not be asked for random bytes.
            let random = uuid::Builder::from_random_bytes(fastrand::u128(..).to_ne_bytes());
            format!("/{prefix}{}", random.into_uuid())
        }
        Pattern::HumanShort => {
            let random = (0..6).map(|_| {
                let index = fastrand::usize(..SHORT_ALPHABET.len());
                char::from(SHORT_ALPHABET[index])
            });
            format!("/{prefix}{}", random.collect::<String>())
        }
    }
}

/// Writes a room name with its slash, however it was given.
pub(crate) fn with_slash(name: &str) -> String {
    format!("/{}", name.strip_prefix('/').unwrap_or(name))
}

/// Name of a recording's file.
pub(crate) fn recording_file(recording: &Recording) -> String {
    let start = dates::iso_seconds(recording.start_ms);
    format!("{}-{start}.mp4", recording.room_name.trim_start_matches('/'))
}

/// Name of a transcription's file.
pub(crate) fn transcription_file(transcription: &Transcription) -> String {
    let start = dates::iso(transcription.start_ms);
    format!("{}-{start}.md", transcription.room_name.trim_start_matches('/'))
}
