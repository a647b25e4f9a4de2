//! Ids of many things: typed, from a file, or from standard input.

use crate::records::plain;

/// The ids that one argument stands for.
#[derive(Debug, Clone)]
pub(crate) struct Ids(Vec<String>);

/// Reads an argument: an id, `@FILE` or `-`; there each line has one, and empty lines have none. `key` is
/// where the id stands in what lists print with `--json`.
pub(crate) fn read(key: &'static str) -> impl Fn(&str) -> Result<Ids, String> + Clone + Send + Sync {
    move |argument| {
        if argument != "-" && !argument.starts_with('@') {
            return id(argument, key).map(|id| Ids(vec![id]));
        }
        let text = whereby::cli::read(argument)?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| id(line, key)).collect::<Result<_, _>>().map(Ids)
    }
}

/// The id, unless it is clear that it is none: what is not there any more is deleted with success, so that
/// nobody else would notice.
fn id(text: &str, key: &str) -> Result<String, String> {
    match text {
        "null" | "undefined" => {
            Err(format!("{text} is no id; programs write it where there is none; jq reads ids by -r .{key}"))
        }
        _ if text.starts_with(['{', '[', '"']) => {
            Err(format!("ids are one a line, and this is JSON; take them out of it by jq -r .{key}"))
        }
        _ if text.starts_with('#') => {
            Err(format!("ids are one a line, and there are no comments: take out the line {}", plain(text)))
        }
        _ => Ok(text.to_owned()),
    }
}

/// All of them, in their order.
pub(crate) fn all(arguments: Vec<Ids>) -> Vec<String> {
    arguments.into_iter().flat_map(|ids| ids.0).collect()
}

/// All of them, for people.
pub(crate) fn spoken(arguments: &[Ids]) -> String {
    arguments.iter().flat_map(|ids| &ids.0).map(String::as_str).collect::<Vec<_>>().join(" ")
}
