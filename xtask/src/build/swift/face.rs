//! What is changed in the Swift that UniFFI writes: its calls obey cancellation, its machinery is not
//! public, and types and names are those that a Swift programmer expects.

use anyhow::{Result, bail};

use crate::generate::swift::words;

/// Types of core and what they are in Swift.
const TYPES: [(&str, &str); 4] =
    [("Timestamp", "Date"), ("Span", "TimeInterval"), ("Json", "JSON"), ("Extra", "[String: JSON]")];

/// The beginnings of lines and what becomes of them; the first that fits counts.
const LINES: [(&str, &str); 12] = [
    // Not for users: helpers of the other sources, converters, raw handles.
    ("public func ", "func "),
    ("public protocol ", "protocol "),
    ("public struct FfiConverter", "struct FfiConverter"),
    ("public convenience init(client: ", "convenience init(client: "),
    ("open func core", "func core"),
    ("    public func uniffiCloneHandle", "    func uniffiCloneHandle"),
    ("    required public init(unsafeFromHandle", "    required init(unsafeFromHandle"),
    ("    public init(noHandle", "    init(noHandle"),
    ("    public struct NoHandle", "    struct NoHandle"),
    ("        public init() {}", "        init() {}"),
    // Classes that nobody may inherit from are `Sendable` in truth.
    ("open class ", "public final class "),
    ("open func ", "public func "),
];

/// Text that stands once in each file with async calls, and what takes its place. Rust can drop a call
/// that is under way, but UniFFI's Swift never asks for it.
const CANCELLATION: [(&str, &str); 4] = [
    (
        "    freeFunc: (UInt64) -> (),\n",
        "    freeFunc: (UInt64) -> (),\n    cancelFunc: @escaping @Sendable (UInt64) -> (),\n",
    ),
    (
        "    var pollResult: Int8;\n    repeat {\n",
        "    await withTaskCancellationHandler {\n    var pollResult: Int8;\n    repeat {\n",
    ),
    (
        "    } while pollResult != UNIFFI_RUST_FUTURE_POLL_READY\n",
        "    } while pollResult != UNIFFI_RUST_FUTURE_POLL_READY\n    } onCancel: {\n        cancelFunc(rustFuture)\n    }\n",
    ),
    ("fatalError(\"Cancellation not supported yet\")", "throw CancellationError()"),
];

/// UniFFI's Swift as the package has it.
pub(super) fn edit(text: &str) -> Result<String> {
    let mut text = text.to_owned();
    if text.contains("uniffiRustCallAsync<") {
        for (from, to) in CANCELLATION {
            if text.matches(from).count() != 1 {
                bail!(
                    "UniFFI writes other Swift than this was made for: `{}` is not there once",
                    from.trim()
                );
            }
            text = text.replace(from, to);
        }
    }
    Ok(text.lines().map(|line| edit_line(line) + "\n").collect())
}

fn edit_line(line: &str) -> String {
    let trimmed = line.trim_start();
    if trimmed.starts_with("* ") {
        return words(line);
    }
    // Beside each function that frees a call there is one that cancels it.
    if trimmed.starts_with("freeFunc: ffi_") {
        return format!("{line}\n{}", line.replace("freeFunc", "cancelFunc").replace("_free_", "_cancel_"));
    }
    let mut line = lower_case(&types(line));
    if line.starts_with("open func ") || line.starts_with("    func ") {
        line = unlabelled(&line);
    }
    match LINES.iter().find(|(from, _)| line.starts_with(from)) {
        Some((from, to)) => line.replacen(from, to, 1),
        None => line,
    }
}

fn types(line: &str) -> String {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    // UniFFI takes the default of the text that an `Extra` crosses as.
    let line = line.replace("Extra = \"\"", "Extra = [:]");
    let mut out = String::new();
    for piece in line.split_inclusive(|c| !part(c)) {
        let word = piece.trim_end_matches(|c| !part(c));
        let swift = TYPES.iter().find(|(core, _)| *core == word).map_or(word, |(_, swift)| swift);
        out.push_str(swift);
        out.push_str(&piece[word.len()..]);
    }
    out
}

/// Cases of errors begin in lower case, as those of other enums do.
fn lower_case(line: &str) -> String {
    for before in ["case ", "return .", "case let ."] {
        let Some((head, name)) = line.split_once(before) else { continue };
        let mut letters = name.chars();
        let (first, second) = (letters.next(), letters.next());
        if let (Some(first @ 'A'..='Z'), Some('a'..='z')) = (first, second) {
            return format!("{head}{before}{}{}", first.to_ascii_lowercase(), &name[1..]);
        }
    }
    line.to_owned()
}

/// The text that a call is about, its first argument, goes without a label: `get("123")`.
fn unlabelled(line: &str) -> String {
    let Some((head, rest)) = line.split_once('(') else { return line.to_owned() };
    let name = rest.split(':').next().unwrap_or_default();
    let after = &rest[name.len()..];
    match after.starts_with(": String,") || after.starts_with(": String)") {
        true => format!("{head}(_ {rest}"),
        false => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_types_are_those_of_swift() {
        assert_eq!(
            edit_line("open func get(meetingId: String, extra: Extra = \"\")async throws  -> Json  {"),
            "public func get(_ meetingId: String, extra: [String: JSON] = [:])async throws  -> JSON  {"
        );
        assert_eq!(edit_line("    case NotFound(ErrorDetails"), "    case notFound(ErrorDetails");
        assert_eq!(edit_line("        case 1: return .Config("), "        case 1: return .config(");
        assert_eq!(edit_line("    case pointsLeft"), "    case pointsLeft");
        assert_eq!(edit_line("     * At `end_date`, never Json."), "     * At `endDate`, never Json.");
        assert_eq!(edit_line("            freeFunc: ffi_x_free_u64,").lines().count(), 2);
    }

    #[test]
    fn a_new_way_of_uniffi_to_call_is_noticed() {
        assert!(edit("func uniffiRustCallAsync<F, T>(\n").is_err());
    }
}
