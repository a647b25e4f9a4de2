//! The bench: `cargo xtask bench` builds what users get, and then runs this.

mod answers;
mod chart;
mod conduct;
mod everyday;
mod goals;
mod judge;
mod markdown;
mod measure;
mod program;
mod serve;
mod table;
mod work;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Say which packages rows need, one a line
    Needs { rows: Vec<String> },
    /// Measure rows, or all of them
    Run {
        rows: Vec<String>,
        /// Fail where a goal is missed
        #[arg(long)]
        check: bool,
        /// Write BENCHMARKS.md
        #[arg(long)]
        write: bool,
    },
    /// Run the everyday programs in a language, once each
    Everyday { language: String },
    /// Be the server
    Serve { ca: PathBuf },
    /// Be a worker
    Work { name: String, arguments: Vec<String> },
}

fn main() -> Result<ExitCode> {
    match Cli::parse().command {
        Command::Needs { rows } => goals::read(&rows)?.needs().iter().try_for_each(|need| line(need))?,
        Command::Run { rows, check, write } => {
            let met = conduct::run(&goals::read(&rows)?, write)?;
            return Ok(if check && !met { ExitCode::FAILURE } else { ExitCode::SUCCESS });
        }
        Command::Everyday { language } => everyday::run(&language)?,
        Command::Serve { ca } => serve::run(&ca)?,
        Command::Work { name, arguments } => work::run(&name, &arguments)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints one line, at once.
fn line(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()
}
