//! Ids of many things: typed, from a file, or from standard input.

/// The ids that one argument stands for.
#[derive(Debug, Clone)]
pub(crate) struct Ids(Vec<String>);

/// Reads an argument: an id, `@FILE` or `-`; there each line has one, and empty lines have none. `key` is
/// where the id stands in what lists print with `--json`.
pub(crate) fn read(key: &'static str) -> impl Fn(&str) -> Result<Ids, String> + Clone + Send + Sync {
    move |argument| {
        if argument != "-" && !argument.starts_with('@') {
            return Ok(Ids(vec![argument.to_owned()]));
        }
        let text = whereby::cli::read(argument)?;
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        // As ids these lines would be of nothing, and what is not there any more is deleted with success.
        match lines.clone().any(|line| line.starts_with(['{', '[', '"'])) {
            true => Err(format!("ids are one a line, and this is JSON; take them out of it by jq -r .{key}")),
            false => Ok(Ids(lines.map(str::to_owned).collect())),
        }
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
