//! Small pieces of TypeScript.

use super::super::{parse::camel, schema::Ty};

/// A doc comment.
pub fn doc(text: &str, indent: &str) -> String {
    let text = tags(text);
    if !text.contains('\n') {
        return format!("{indent}/** {text} */\n");
    }
    let lines = text.lines().map(|line| format!("{indent} * {line}").trim_end().to_owned() + "\n");
    format!("{indent}/**\n{}{indent} */\n", lines.collect::<String>())
}

/// Names between backticks as JavaScript has them: `room_url` is `roomUrl`. Values of the API stand in quotes
/// there, and stay.
fn tags(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(i, part)| match i % 2 {
        1 if part.chars().all(|c| c.is_ascii_lowercase() || c == '_') => camel(part),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("`").replace("*/", "* /")
}

/// The type of an argument: a list is whatever can be iterated, but no text, whose letters can.
pub fn argument(given: &Ty) -> String {
    match given {
        Ty::Vec(inner) => format!("Iterable<{}> & object", argument(inner)),
        Ty::Named(name) if ty(given) == *name => format!("types.{name}"),
        other => ty(other),
    }
}

/// The type as TypeScript has it.
pub fn ty(given: &Ty) -> String {
    match given {
        Ty::Unit => "void".to_owned(),
        Ty::Bool => "boolean".to_owned(),
        Ty::U32 | Ty::U64 | Ty::I64 | Ty::F64 => "number".to_owned(),
        Ty::Text | Ty::Str => "string".to_owned(),
        Ty::Option(inner) => format!("{} | undefined", ty(inner)),
        Ty::Nullable(inner) => format!("{} | null", ty(inner)),
        Ty::Vec(inner) => format!("{}[]", ty(inner)),
        Ty::Headers => "Record<string, string>".to_owned(),
        Ty::Named(name) => match name.as_str() {
            "Timestamp" => "Date".to_owned(),
            "Secret" => "string".to_owned(),
            "Span" => "number".to_owned(),
            "Json" => "unknown".to_owned(),
            other => other.to_owned(),
        },
    }
}
