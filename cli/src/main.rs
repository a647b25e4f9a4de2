//! The command `whereby`.

use std::process::ExitCode;

fn main() -> ExitCode {
    whereby_cli::run(std::env::args_os()).into()
}
