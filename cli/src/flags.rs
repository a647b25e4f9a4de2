//! Names of options, as the command line has them.

use std::iter;

use clap::{Arg, ArgMatches, Command, CommandFactory};

use crate::{args::Cli, exit};

/// The words of the command that runs, as `meetings` and `list`.
pub(crate) fn words(found: &ArgMatches) -> Vec<String> {
    let commands = iter::successors(found.subcommand(), |(_, below)| below.subcommand());
    commands.map(|(word, _)| word.to_owned()).collect()
}

/// The message with the names of core's fields as they are typed in the command of these words:
/// `page_size: …` becomes `--page-size: …`.
pub(crate) fn named(message: &str, words: &[String]) -> String {
    let cli = Cli::command();
    let mut before = "";
    let named = message.split(' ').enumerate().map(|(i, word)| {
        let name = word.trim_end_matches([':', ',', ';', '.']);
        // Of a list, core names the item, as in `recording_ids[1]`.
        let name = name.split('[').next().unwrap_or_default();
        let is_name = i == 0 || name.contains('_') || before == "set";
        before = word;
        match is_name.then(|| told(&cli, words, name)).flatten() {
            Some(typed) => word.replacen(name, &typed, 1),
            None => word.to_owned(),
        }
    });
    named.collect::<Vec<_>>().join(" ")
}

/// What can be said of the option that a message begins with, where the message has no remedy.
pub(crate) fn remedy(message: &str, words: &[String]) -> String {
    let cli = Cli::command();
    let name = message.split([':', '[']).next().unwrap_or_default();
    let Some((form, arg)) = found(&cli, words, name) else { return String::new() };
    match arg.get_value_names() {
        Some([span]) if span == "SPAN" => "write it as 90, 90s, 15m, 12h, 30d".to_owned(),
        _ => arg.get_help().map(|help| format!("{form}: {help}")).unwrap_or_default(),
    }
}

fn told(cli: &Command, words: &[String], name: &str) -> Option<String> {
    match name {
        "api_key" => Some("WHEREBY_API_KEY".to_owned()),
        _ => found(cli, words, name).map(|(form, _)| form),
    }
}

/// What has this name in the command of these words, and how it is typed there.
fn found<'a>(cli: &'a Command, words: &[String], name: &str) -> Option<(String, &'a Arg)> {
    let command = words.iter().try_fold(cli, |above, word| above.find_subcommand(word));
    // Of many ids, core names the one that is wrong.
    let own = command.and_then(|own| argument(own, name).or_else(|| argument(own, &format!("{name}s"))));
    match own.or_else(|| argument(cli, name)) {
        Some(arg) => Some((form(arg), arg)),
        // Then it is a key in the JSON of many rooms.
        None => find(cli, name).map(|arg| (camel(name), arg)),
    }
}

/// The command with the names in its docs as they are typed: core writes `room_name`, which is
/// `--room-name` here.
pub(crate) fn spoken(command: Command) -> Command {
    let all = command.clone();
    in_words(command, &all)
}

fn in_words(command: Command, all: &Command) -> Command {
    let own = command.clone();
    let said = |text: &dyn ToString| replaced(&text.to_string(), &own, all);
    let about = command.get_about().map(|text| said(text));
    let long_about = command.get_long_about().map(|text| said(text));
    let command = command.mut_args(|arg| {
        let help = arg.get_help().map(|text| said(text));
        let long_help = arg.get_long_help().map(|text| said(text));
        let arg = help.into_iter().fold(arg, Arg::help);
        long_help.into_iter().fold(arg, Arg::long_help)
    });
    let command = about.into_iter().fold(command, Command::about);
    let command = long_about.into_iter().fold(command, Command::long_about);
    command.mut_subcommands(|sub| in_words(sub, all))
}

/// The text with what stands in backticks as it is typed; behind errors stands what a shell has of them.
fn replaced(text: &str, own: &Command, all: &Command) -> String {
    let parts = text.split('`').enumerate().map(|(i, part)| match i % 2 {
        0 => part.to_owned(),
        _ => match exit::of_name(part) {
            Some(code) => format!("`{part}` (exit code {code})"),
            None => {
                let typed = in_command(own, part).or_else(|| in_all(all, part));
                format!("`{}`", typed.as_deref().unwrap_or(part))
            }
        },
    });
    parts.collect()
}

fn in_command(command: &Command, name: &str) -> Option<String> {
    argument(command, name).map(form)
}

/// A word alone may mean anything, unless it is an option of every command.
fn in_all(all: &Command, name: &str) -> Option<String> {
    match name.contains('_') {
        true => typed(all, name).or_else(|| subcommand(all, &name.replace('_', "-"))),
        false => in_command(all, name),
    }
}

fn subcommand(command: &Command, name: &str) -> Option<String> {
    let own = command.get_subcommands().find(|sub| sub.get_name() == name).map(|_| name.to_owned());
    own.or_else(|| command.get_subcommands().find_map(|sub| subcommand(sub, name)))
}

fn typed(command: &Command, name: &str) -> Option<String> {
    find(command, name).map(form)
}

/// The first option with this name in the code.
pub(crate) fn find<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    argument(command, name).or_else(|| command.get_subcommands().find_map(|sub| find(sub, name)))
}

fn argument<'a>(command: &'a Command, name: &str) -> Option<&'a Arg> {
    command.get_arguments().find(|arg| arg.get_id() == name)
}

fn camel(name: &str) -> String {
    let parts = name.split('_').enumerate().map(|(i, part)| match part.split_at_checked(1) {
        Some((first, rest)) if i > 0 => first.to_uppercase() + rest,
        _ => part.to_owned(),
    });
    parts.collect()
}

fn form(arg: &Arg) -> String {
    match arg.get_long() {
        Some(long) => format!("--{long}"),
        None => format!("<{}>", arg.get_id().as_str().to_uppercase()),
    }
}
