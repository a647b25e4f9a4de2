//! From arguments to an exit code.

use std::{ffi::OsString, future::Future};

use clap::{CommandFactory, Parser};
use tokio::runtime::{Builder, Runtime};

use crate::{
    args::{Cli, Command},
    emulator, exit,
    failure::Failure,
    output,
    session::Session,
    signals::Signals,
};

pub(crate) fn run(args: Vec<OsString>) -> u8 {
    // Needed before the arguments are understood, to tell in which form they are not.
    let json = args.iter().any(|arg| arg == "--json");
    match Cli::try_parse_from(args) {
        Ok(cli) => execute(cli).map_or_else(|failure| failure.report(json), |()| exit::OK),
        Err(asked) if !asked.use_stderr() => {
            let told = output::print_styled(&asked.render().ansi().to_string());
            told.map_or_else(|failure| failure.report(json), |()| exit::OK)
        }
        Err(wrong) => Failure::Usage(wrong).report(json),
    }
}

fn execute(cli: Cli) -> Result<(), Failure> {
    match cli.command {
        Command::Resource(resource) => {
            let session = Session::new(&cli.global)?;
            until_signal(resource.run(&session))
        }
        Command::Emulator(args) => emulator::run(args, cli.global.json),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "whereby", &mut script);
            output::print(&String::from_utf8_lossy(&script))
        }
    }
}

/// Runs to the end, or until Ctrl-C or SIGTERM, which cut it off at once.
fn until_signal(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(async {
        let signals = Signals::take().map_err(Failure::start)?;
        tokio::select! {
            done = work => done,
            signal = signals.next() => Err(Failure::Signal(signal)),
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
