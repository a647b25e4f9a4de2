//! Man pages and completions.

use std::{fs, path::PathBuf};

use clap::Args;
use clap_complete::Shell;

use crate::{args, failure::Failure, output};

/// Where man pages go.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder for the pages of all subcommands; it is made if need be [default: one page, printed].
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn man(args: ManArgs) -> Result<(), Failure> {
    let Some(dir) = args.dir else {
        let mut page = Vec::new();
        clap_mangen::Man::new(args::command()).render(&mut page).map_err(Failure::Output)?;
        return output::print(&String::from_utf8_lossy(&page));
    };
    let made = fs::create_dir_all(&dir).and_then(|()| clap_mangen::generate_to(args::command(), &dir));
    made.map_err(|e| Failure::fault(format!("cannot write man pages to {}: {e}", dir.display())))
}

pub(crate) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "whereby", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
