//! The project's own commands: `cargo xtask --help` lists them.

mod bench;
mod build;
mod conformance;
mod contract;
mod demo;
mod docs;
mod generate;
mod instructions;
mod lint;
mod paths;
mod ready;
mod report;
mod say;
mod sh;
mod size;
mod stamp;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// The project's own commands. What they need beyond git, cargo, Python 3 and Node.js they install
/// inside the repository: .venv, node_modules, .toolchain and target.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Create, read, list and delete a room from every language, on the embedded emulator
    Demo {
        /// Only this language
        part: Option<Part>,
    },
    /// Run all tests, or those of one part; packages are built and installed first
    Test {
        /// Only this part
        part: Option<Part>,
    },
    /// Write each language's glue from core, or only check it
    Gen {
        /// Write nothing; fail where a file is stale, missing or left over
        #[arg(long)]
        check: bool,
    },
    /// Check formatting, lints, docs, dependencies and licences
    Lint,
    /// Build the packages into dist/, or one of them
    Build {
        /// Only this package
        part: Option<Part>,
        /// As they are released: Python's module and Node's library are compiled by what everyday programs count
        /// in them, which takes a build more of each
        #[arg(long)]
        pgo: bool,
    },
    /// Write the API reference of each language into dist/docs/, or of one
    Docs {
        /// Only this language
        part: Option<Part>,
    },
    /// Measure the packages side by side with others; what each row is, and its goal, is in
    /// tests/benches/goals.json
    Bench {
        /// Only these rows
        rows: Vec<String>,
        /// Fail where a goal is missed
        #[arg(long)]
        check: bool,
        /// Write BENCHMARKS.md, which takes all rows
        #[arg(long, conflicts_with = "rows")]
        write: bool,
    },
    /// Count the instructions of hot paths under callgrind, and compare them with the baseline
    Instructions {
        /// Write the baseline instead
        #[arg(long)]
        write: bool,
    },
    /// Write into target/size/ what takes which part of the packages' bytes
    Size,
    /// Everything that CI checks
    Ready,
}

/// A language, or the command line.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    Rust,
    Python,
    Node,
    Swift,
    Cli,
}

impl Part {
    const ALL: [Self; 5] = [Self::Rust, Self::Python, Self::Node, Self::Swift, Self::Cli];

    fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Python => "python",
            Self::Node => "node",
            Self::Swift => "swift",
            Self::Cli => "cli",
        }
    }
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Demo { part } => demo::run(part),
        Command::Test { part } => test::run(part),
        Command::Gen { check } => generate::run(paths::root(), check),
        Command::Lint => lint::run(),
        Command::Build { part, pgo } => build::run(part, pgo),
        Command::Docs { part } => docs::run(part),
        Command::Bench { rows, check, write } => bench::run(&rows, check, write),
        Command::Instructions { write } => instructions::run(write),
        Command::Size => size::run(),
        Command::Ready => ready::run(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say::error(&error);
            ExitCode::FAILURE
        }
    }
}
