//! Exit codes.

use whereby::ErrorKind;

pub(crate) const OK: u8 = 0;
pub(crate) const FAULT: u8 = 1;
pub(crate) const USAGE: u8 = 2;
pub(crate) const CONFIG: u8 = 3;
/// Beside it stands the number of the signal, as shells have it.
pub(crate) const SIGNAL: u8 = 128;

/// What each code means, for `--help`.
pub(crate) const MEANINGS: &[(u8, &str)] = &[
    (OK, "it worked; also a closed pipe amid reads, and an emulator that was stopped"),
    (
        FAULT,
        "the command itself failed: a full disk, a port in use, a closed pipe amid changes; many calls failed, for several reasons; you said no",
    ),
    (USAGE, "the arguments are wrong, or the server refused the input"),
    (CONFIG, "no key, or a key, URL or limit that cannot be used"),
    (4, "the key is not valid, or does not allow this"),
    (5, "there is no such thing"),
    (6, "the points of this minute are used up"),
    (7, "no connection, or the time ran out"),
    (8, "the server failed, or gave a status that is not documented"),
    (9, "nobody knows whether it took effect: look before you repeat it"),
    (10, "the server said yes, and its answer cannot be read"),
    (11, "the resource is in a state that forbids this"),
    (130, "ended by Ctrl-C"),
    (143, "ended by SIGTERM"),
];

/// The codes of failed calls.
const KINDS: &[(ErrorKind, u8)] = &[
    (ErrorKind::InvalidRequest, USAGE),
    (ErrorKind::BadRequest, USAGE),
    (ErrorKind::Config, CONFIG),
    (ErrorKind::Authentication, 4),
    (ErrorKind::PermissionDenied, 4),
    (ErrorKind::NotFound, 5),
    (ErrorKind::RateLimit, 6),
    (ErrorKind::Connection, 7),
    (ErrorKind::Timeout, 7),
    (ErrorKind::InternalServer, 8),
    (ErrorKind::ApiStatus, 8),
    (ErrorKind::OutcomeUnknown, 9),
    (ErrorKind::Decode, 10),
    (ErrorKind::Conflict, 11),
];

/// The code for a failed call.
pub(crate) fn of_kind(kind: ErrorKind) -> u8 {
    KINDS.iter().find(|(known, _)| *known == kind).map_or(FAULT, |(_, code)| *code)
}

/// The code for a failed call by the name that docs have for its kind.
pub(crate) fn of_name(name: &str) -> Option<u8> {
    KINDS.iter().find(|(known, _)| known.name() == name).map(|(_, code)| *code)
}
