//! How Swift writes names, types and comments.

use crate::generate::{
    parse::{camel, lower_first},
    schema::Ty,
};

/// Words that are no plain names in Swift.
const KEYWORDS: &[&str] = &[
    "as",
    "case",
    "catch",
    "class",
    "default",
    "defer",
    "do",
    "else",
    "enum",
    "extension",
    "false",
    "for",
    "func",
    "guard",
    "if",
    "import",
    "in",
    "init",
    "inout",
    "internal",
    "is",
    "let",
    "nil",
    "operator",
    "private",
    "protocol",
    "public",
    "repeat",
    "return",
    "self",
    "static",
    "struct",
    "subscript",
    "super",
    "switch",
    "throw",
    "throws",
    "true",
    "try",
    "typealias",
    "var",
    "where",
    "while",
];

/// Types of core and what they are in Swift.
pub const TYPES: &[(&str, &str)] = &[
    ("Timestamp", "Date"),
    ("Span", "TimeInterval"),
    ("Json", "JSON"),
    ("Extra", "[String: JSON]"),
    ("FilePath", "String"),
    ("PathBuf", "String"),
    // Foundation has a `Progress`.
    ("Progress", "ProgressHandler"),
];

/// `end_date` as `endDate`.
pub fn name(snake: &str) -> String {
    let name = camel(snake);
    match KEYWORDS.contains(&name.as_str()) {
        true => format!("`{name}`"),
        false => name,
    }
}

/// A variant of an open enum. `.none` would be read as "no value" where an optional is asked for.
pub fn variant(name: &str) -> String {
    match name {
        "None" => "nothing".to_owned(),
        other => self::name(&lower_first(other)),
    }
}

pub fn ty(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "Void".to_owned(),
        Ty::Bool => "Bool".to_owned(),
        Ty::U32 => "UInt32".to_owned(),
        Ty::U64 => "UInt64".to_owned(),
        Ty::I64 => "Int64".to_owned(),
        Ty::F64 => "Double".to_owned(),
        Ty::Text | Ty::Str => "String".to_owned(),
        Ty::Option(inner) | Ty::Nullable(inner) => format!("{}?", self::ty(inner)),
        Ty::Vec(inner) => format!("[{}]", self::ty(inner)),
        Ty::Headers => "[String: String]".to_owned(),
        Ty::Named(name) => known(name).to_owned(),
    }
}

/// A type of core as Swift names it.
pub fn known(name: &str) -> &str {
    TYPES.iter().find(|(core, _)| *core == name).map_or(name, |(_, swift)| swift)
}

/// The default of a parameter that may be left out.
pub fn default(ty: &Ty) -> &'static str {
    match ty {
        Ty::Named(name) if name == "Extra" => "[:]",
        Ty::Named(_) => ".init()",
        _ => "nil",
    }
}

/// A doc comment, with core's names as Swift has them.
pub fn docs(text: &str, indent: &str) -> String {
    text.lines()
        .map(|line| match line.is_empty() {
            true => format!("{indent}///\n"),
            false => format!("{indent}/// {}\n", words(line)),
        })
        .collect()
}

/// What docs name, as Swift has it: `snake_case` as `camelCase`, `NotFoundError` as `.notFound`. Values of the
/// API stand in double quotes, and stay.
pub fn words(line: &str) -> String {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut out = String::new();
    for piece in line.split_inclusive(|c| !part(c)) {
        let word = piece.trim_end_matches(|c| !part(c));
        let snake = word.trim_matches('_') == word && word.contains('_');
        match word.strip_suffix("Error").filter(|kind| !matches!(*kind, "" | "Whereby")) {
            Some(kind) if out.ends_with('`') => {
                let kind = kind.strip_prefix("API").filter(|kind| *kind != "Status").unwrap_or(kind);
                out.push_str(&format!(".{}", lower_first(&kind.replace("API", "Api"))));
            }
            _ if snake && !out.ends_with('"') && !word.contains(|c: char| c.is_ascii_uppercase()) => {
                out.push_str(&camel(word))
            }
            _ => out.push_str(word),
        }
        out.push_str(&piece[word.len()..]);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn docs_name_things_as_swift_does() {
        assert_eq!(words("`end_date` and max_items"), "`endDate` and maxItems");
        assert_eq!(words("as in `\"granted_visitor\"`"), "as in `\"granted_visitor\"`");
        assert_eq!(words("WHEREBY_API_KEY, wk_test_…, _emulator"), "WHEREBY_API_KEY, wk_test_…, _emulator");
        assert_eq!(words("Errors: `NotFoundError`, `APITimeoutError`"), "Errors: `.notFound`, `.timeout`");
        assert_eq!(words("`APIStatusError` is a `WherebyError`"), "`.apiStatus` is a `WherebyError`");
    }
}
