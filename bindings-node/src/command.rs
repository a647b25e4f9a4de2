//! The command `whereby`, for the script that npm installs.

use std::ffi::OsString;

use napi_derive::napi;

/// Runs the command `whereby` and returns its exit code. `args` begin with the name of the program.
#[napi(catch_unwind)]
pub fn run_command(args: Vec<String>) -> u8 {
    whereby_cli::run(args.into_iter().map(OsString::from))
}
