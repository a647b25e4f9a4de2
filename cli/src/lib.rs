//! The command `whereby`, as a library, so that Python's and Node's packages bring it too.

mod api;
mod args;
mod batch;
mod command;
mod emulator;
mod exit;
mod failure;
mod flags;
mod generated;
mod help;
mod ids;
mod link;
mod output;
mod pages;
mod progress;
mod records;
mod session;
mod signals;
mod sweep;
mod tips;

use std::{ffi::OsString, panic::catch_unwind};

/// Runs the command and returns its exit code.
///
/// `args` begin with the name of the program. It reads and writes the standard streams of the
/// process, never ends the process, and does not panic. Until it returns, Ctrl-C and SIGTERM end
/// the command and not the process; then the earlier handlers are back.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    catch_unwind(|| command::run(args)).unwrap_or(exit::FAULT)
}
