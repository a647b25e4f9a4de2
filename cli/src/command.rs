//! From arguments to an exit code.

use std::{ffi::OsString, future::Future};

use clap::FromArgMatches;
use tokio::runtime::{Builder, Runtime};

use crate::{
    api,
    args::{self, Cli, Command},
    emulator, exit,
    failure::Failure,
    flags, link, output, pages,
    session::Session,
    signals::Signals,
    tips,
};

pub(crate) fn run(args: Vec<OsString>) -> u8 {
    // Needed before the arguments are understood, to tell in which form they are not.
    let json = args.iter().any(|arg| arg == "--json");
    let parsed = args::command()
        .try_get_matches_from(&args)
        .and_then(|found| Ok((Cli::from_arg_matches(&found)?, flags::words(&found))));
    match parsed {
        Ok((cli, words)) => {
            execute(cli, words.clone()).map_or_else(|failure| failure.report(json, &words), |()| exit::OK)
        }
        Err(asked) if !asked.use_stderr() => {
            let told = output::print_styled(&asked.render().ansi().to_string());
            told.map_or_else(|failure| failure.report(json, &[]), |()| exit::OK)
        }
        Err(wrong) => Failure::Usage(tips::added(wrong, &args)).report(json, &[]),
    }
}

fn execute(cli: Cli, words: Vec<String>) -> Result<(), Failure> {
    match cli.command {
        Command::Resource(resource) => {
            let session = Session::new(&cli.global, words)?;
            until_signal(&session, resource.run(&session))
        }
        Command::Api(args) => {
            let session = Session::new(&cli.global, words)?;
            until_signal(&session, api::run(args, &session))
        }
        Command::Link(args) => link::run(args, cli.global.json),
        Command::Emulator(args) => emulator::run(args, cli.global.json),
        Command::Completions { shell } => pages::completions(shell),
        Command::Man(args) => pages::man(args),
    }
}

/// Runs to the end, or until Ctrl-C or SIGTERM, which cut it off at once.
fn until_signal(session: &Session, work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(async {
        let signals = Signals::take().map_err(Failure::start)?;
        tokio::select! {
            done = work => done.map_err(|failure| failure.unprinted(session.hint_when_changed())),
            signal = signals.next() => Err(Failure::Signal(signal, session.hint_when_stopped())),
        }
    });
    // A name that is still being looked up must not hold up the end.
    runtime.shutdown_background();
    outcome
}

/// A runtime on this thread.
pub(crate) fn runtime() -> Result<Runtime, Failure> {
    Builder::new_current_thread().enable_all().build().map_err(Failure::start)
}
