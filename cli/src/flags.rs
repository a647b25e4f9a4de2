//! Names of options, as the command line has them.

use clap::{Arg, Command, CommandFactory};

use crate::args::Cli;

/// The message with the names of core's fields as they are typed here: `page_size: …` becomes
/// `--page-size: …`.
pub(crate) fn named(message: &str) -> String {
    let cli = Cli::command();
    let words = message.split(' ').enumerate().map(|(i, word)| {
        let name = word.trim_end_matches([':', ',', ';', '.']);
        match (i == 0 || name.contains('_')).then(|| typed(&cli, name)).flatten() {
            Some(typed) => word.replacen(name, &typed, 1),
            None => word.to_owned(),
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

fn typed(command: &Command, name: &str) -> Option<String> {
    if name == "api_key" {
        return Some("WHEREBY_API_KEY".to_owned());
    }
    let own = command.get_arguments().find(|arg| arg.get_id() == name).map(form);
    own.or_else(|| command.get_subcommands().find_map(|sub| typed(sub, name)))
}

fn form(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => format!("<{}>", arg.get_id().as_str().to_uppercase()),
    }
}
