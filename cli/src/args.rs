//! What can be typed.

use clap::{Args, CommandFactory, Parser, Subcommand};
use whereby::Span;

use crate::{
    api::ApiArgs, emulator::EmulatorArgs, flags, generated::Resource, help, link::LinkArgs, pages::ManArgs,
};

/// Video rooms by Whereby's REST API, and a local emulator of it. Unofficial.
#[derive(Debug, Parser)]
#[command(
    name = "whereby",
    version,
    arg_required_else_help = true,
    after_help = help::short(),
    after_long_help = help::all()
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Print JSON, one object a line, for programs to read.
    #[arg(long, global = true)]
    pub json: bool,
    /// Show secrets (host and viewer links, links to files) instead of ***.
    #[arg(long, global = true)]
    pub reveal: bool,
    /// Where the API is [default: $WHEREBY_BASE_URL, else https://api.whereby.dev/v1].
    #[arg(long, global = true, value_name = "URL")]
    pub base_url: Option<String>,
    /// How long one try may take [default: 15s].
    #[arg(long, global = true, value_name = "SPAN")]
    pub timeout: Option<Span>,
    /// How long a call may take with all its tries and waits [default: 90s].
    #[arg(long, global = true, value_name = "SPAN")]
    pub deadline: Option<Span>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[command(flatten)]
    Resource(Resource),
    /// Sends a request that this command has no words for, and prints the JSON of the answer.
    ///
    /// GET, PUT and DELETE are repeated as other calls are; POST and PATCH only if nothing was sent or the answer
    /// was 429. Known secrets are shown as *** here too.
    Api(ApiArgs),
    /// Adds parameters to a room's link, and prints it; needs no key and no network.
    ///
    /// What the link has already is kept, its key too. A switch alone is on; off is as in
    /// --chat=false.
    Link(LinkArgs),
    /// Runs a local Whereby, for tests and demos without an account.
    ///
    /// It has the real API's rules: ids, links, pages, points, phases of a room. The first line of
    /// output tells its base URL and a key; with --json that is one object, {"baseUrl", "apiKey"}, and
    /// nothing follows. Each other key `wk_test_…` works too and has rooms of its own. Ctrl-C and
    /// SIGTERM stop it, with exit code 0.
    Emulator(EmulatorArgs),
    /// Prints the completions for a shell.
    ///
    /// For bash: source <(whereby completions bash). For zsh: save it as _whereby in a folder of
    /// $fpath. For fish: whereby completions fish | source.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual as a man page, or writes one for each subcommand.
    Man(ManArgs),
}

/// All that can be typed, in the words of the command line.
pub(crate) fn command() -> clap::Command {
    flags::spoken(signed(Cli::command()))
}

/// Lets values begin with a minus, so that what is told is the rule of the value.
fn signed(command: clap::Command) -> clap::Command {
    let command = command.mut_args(|arg| match arg.get_value_names() {
        Some([name]) if name == "SPAN" => arg.allow_hyphen_values(true),
        _ if arg.get_long().is_some() && arg.get_action().takes_values() => arg.allow_negative_numbers(true),
        _ => arg,
    });
    command.mut_subcommands(signed)
}
