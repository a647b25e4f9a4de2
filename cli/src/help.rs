//! What `--help` says beside the list of options.

use std::fmt::Write as _;

use crate::exit;

pub(crate) const EXAMPLES: &str = "\
Examples:
  whereby emulator                                          a local Whereby: no account, no key
  whereby meetings create --end-date +90m --field hostRoomUrl --reveal
  whereby meetings list --room-name-starts-with /clinic- --json | jq -r .roomUrl
  whereby meetings delete 12345678";

const ENVIRONMENT: &str = "\
Environment:
  WHEREBY_API_KEY   the API key. There is no option for it: other users of a machine can see
                    the arguments of its programs, and shells keep them
  WHEREBY_BASE_URL  where the API is, if not at https://api.whereby.dev/v1
  HTTPS_PROXY, HTTP_PROXY, NO_PROXY, SSL_CERT_FILE, NO_COLOR   as everywhere

Output:
  Results go to standard output, errors and notes to standard error. With --json each result and
  each error is one line with one JSON object, as the API writes it; a list has a line for each
  item. Links that open doors are shown as *** unless you give --reveal. Times are UTC.";

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
