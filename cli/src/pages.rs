//! Man pages and completions.

use std::{fs, io, path::PathBuf};

use clap::{ArgAction, Args, Command, builder::Resettable};
use clap_complete::Shell;
use clap_mangen::{
    Man,
    roff::{Roff, roman},
};

use crate::{args, failure::Failure, help, output};

/// Where man pages go.
#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// The folder for the pages of all subcommands; it is made if need be [default: one page, printed].
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub(crate) fn man(args: ManArgs) -> Result<(), Failure> {
    let page = first().map_err(|e| Failure::Output(e, ""))?;
    let Some(dir) = args.dir else {
        return output::print(&String::from_utf8_lossy(&page));
    };
    let made = fs::create_dir_all(&dir).and_then(|()| clap_mangen::generate_to(args::command(), &dir));
    let made = made.and_then(|()| fs::write(dir.join("whereby.1"), page));
    made.map_err(|e| Failure::fault(format!("cannot write man pages to {}: {e}", dir.display())))
}

/// The page of the command itself. The end of its help is set as it is, since it has columns.
fn first() -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    let command = args::command().disable_help_subcommand(true);
    let command = command.after_help(Resettable::Reset).after_long_help(Resettable::Reset);
    Man::new(command).render(&mut page)?;
    let mut roff = Roff::new();
    let help = help::all();
    for (title, body) in help.split("\n\n").filter_map(|section| section.split_once(":\n")) {
        roff.control("SH", [title.to_uppercase().as_str()]);
        roff.control("nf", []).text([roman(body)]).control("fi", []);
    }
    roff.to_writer(&mut page)?;
    Ok(page)
}

pub(crate) fn completions(shell: Shell) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut switched(args::command()), "whereby", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}

/// Scripts would offer a switch's value as the next word, which is not taken for one.
fn switched(command: Command) -> Command {
    let command = command.mut_args(|arg| match arg.is_require_equals_set() {
        true => {
            arg.action(ArgAction::SetTrue).num_args(0).require_equals(false).allow_negative_numbers(false)
        }
        false => arg,
    });
    command.mut_subcommands(switched)
}
