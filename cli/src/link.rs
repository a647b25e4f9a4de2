//! `whereby link`: a room's link with parameters. No call is made.

use clap::Args;
use serde_json::json;
use whereby::{ErrorKind, RoomLink, room_link};

use crate::{exit, failure::Failure, output};

/// A room's link, and what to add to it.
#[derive(Debug, Args)]
pub(crate) struct LinkArgs {
    /// The link of the room, of its host or of its viewers. @FILE takes it from a file, - from
    /// standard input: whoever has a host's link can enter as host.
    #[arg(value_parser = whereby::cli::read)]
    url: String,
    #[command(flatten)]
    params: Box<RoomLink>,
}

pub(crate) fn run(args: LinkArgs, as_json: bool) -> Result<(), Failure> {
    if args.url.trim() == output::HIDDEN {
        return Err(Failure::Other {
            code: exit::USAGE,
            kind: ErrorKind::InvalidRequest.name(),
            message: "<URL>: is the mask of a link, and not the link".to_owned(),
            hint: "give --reveal to the command that printed it".to_owned(),
        });
    }
    let link = room_link(args.url.trim(), *args.params)?;
    output::print(&match as_json {
        true => format!("{}\n", json!({ "link": link })),
        false => format!("{link}\n"),
    })
}
