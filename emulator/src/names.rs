//! Room names: `/`, the prefix as the vendor rewrites it, a random part, nothing in between.

use crate::problem::Problem;

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
        return Err(Problem::bad_request("roomNamePrefix must be letters a to z, digits and hyphens"));
    }
    Ok(cleaned)
}

/// Makes a name that is very likely new.
pub(crate) fn room_name(prefix: &str, pattern: Pattern) -> String {
    match pattern {
        Pattern::Uuid => format!("/{prefix}{}", uuid::Uuid::new_v4()),
        Pattern::HumanShort => {
            let random = (0..6).map(|_| {
                let index = fastrand::usize(..SHORT_ALPHABET.len());
                char::from(SHORT_ALPHABET[index])
            });
            format!("/{prefix}{}", random.collect::<String>())
        }
    }
}
