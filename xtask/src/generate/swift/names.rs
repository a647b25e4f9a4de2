//! How Swift writes names, types and comments.

use crate::generate::{parse::camel, schema::Ty};

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
        other => self::name(&lower_head(other)),
    }
}

/// `HostRoomUrl` as `hostRoomUrl`, `S3` as `s3`.
fn lower_head(name: &str) -> String {
    crate::generate::parse::lower_first(name)
}

pub fn ty(ty: &Ty) -> String {
    match ty {
        Ty::Unit => "Void".to_owned(),
        Ty::Bool => "Bool".to_owned(),
        Ty::U32 => "UInt32".to_owned(),
        Ty::U64 => "UInt64".to_owned(),
        Ty::F64 => "Double".to_owned(),
        Ty::Text | Ty::Str => "String".to_owned(),
        Ty::Option(inner) | Ty::Nullable(inner) => format!("{}?", self::ty(inner)),
        Ty::Vec(inner) => format!("[{}]", self::ty(inner)),
        Ty::Headers => "[String: String]".to_owned(),
        Ty::Named(name) => match name.as_str() {
            "Timestamp" => "Date",
            "Span" => "TimeInterval",
            "Json" => "JSON",
            "Extra" => "[String: JSON]",
            other => other,
        }
        .to_owned(),
    }
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

/// `snake_case` words of a text as `camelCase`.
pub fn words(line: &str) -> String {
    let part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    line.split_inclusive(|c| !part(c))
        .map(|word| {
            let end = word.trim_end_matches(|c| !part(c)).len();
            let (word, rest) = word.split_at(end);
            match word.starts_with('_') {
                true => format!("{word}{rest}"),
                false => format!("{}{rest}", camel(word)),
            }
        })
        .collect()
}
