//! What `--help` says beside the list of options.

use std::fmt::Write as _;

use crate::exit;

pub(crate) const EXAMPLES: &str = "\
Examples:
  whereby emulator                                          a local Whereby: no account, no key
  whereby meetings create --end-date +90m --field hostRoomUrl --reveal
  whereby meetings list --room-name-starts-with /clinic- --json | jq -r .roomUrl
  whereby meetings delete 12345678
  whereby meetings create-many @rooms.jsonl                 a room for each line
  whereby meetings list --room-name-starts-with /test- --json | jq -r .meetingId |
    whereby meetings delete-many -                          the rooms of a list
  whereby recordings download 7f3c2a clinic.mp4
  whereby recordings delete-all --older-than 30d --dry-run
  whereby api GET '/meetings?limit=1'";

const ENVIRONMENT: &str = "\
Values:
  TIME   2026-01-31T12:00:00Z, any other zone, or from now: +90m, +1h, -7d
  SPAN   seconds, or with a unit: 90, 90s, 15m, 12h, 30d
  JSON   the text itself, @FILE for what a file holds, - for standard input; ids and many
         rooms can be read so too. Keys that this version does not know go into \"extra\": {…}

Environment:
  WHEREBY_API_KEY   the API key. There is no option for it: other users of a machine can see
                    the arguments of its programs, and shells keep them
  WHEREBY_BASE_URL  where the API is, if not at https://api.whereby.dev/v1
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY, SSL_CERT_FILE, NO_COLOR   as everywhere

Output:
  Results go to standard output, errors and notes to standard error. With --json each result and
  each error is one line with one JSON object, as the API writes it; a list has a line for each
  item. Of many calls at once each result and each error comes with the index of its input, as
  soon as it is there. What opens doors (links for hosts and viewers, links to files, keys) is
  shown as *** unless you give --reveal. Times are UTC.";

/// Everything, for `--help`.
pub(crate) fn all() -> String {
    let mut text = format!("{EXAMPLES}\n\n{ENVIRONMENT}\n\nExit codes:");
    for (code, meaning) in exit::MEANINGS {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n  {code:>3}  {meaning}");
    }
    text
}

/// The start, for `-h`.
pub(crate) fn short() -> String {
    format!("{EXAMPLES}\n\n--help also tells the environment variables, the output and the exit codes.")
}
