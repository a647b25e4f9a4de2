//! `whereby emulator`: a local Whereby until Ctrl-C.

use std::{net::IpAddr, path::PathBuf};

use clap::Args;
use serde_json::json;
use whereby_emulator::{Emulator, EmulatorError, EmulatorOptions, Tariff};

use crate::{command, exit, failure::Failure, output, signals::Signals};

/// Options of the emulator.
#[derive(Debug, Args)]
pub(crate) struct EmulatorArgs {
    /// Port to listen on; 0 takes a free one.
    #[arg(long, default_value_t = 4010)]
    port: u16,
    /// Address to listen on. Any other than 127.0.0.1 and ::1 lets other machines in.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    host: IpAddr,
    /// SQLite file that keeps rooms and key between runs [default: none, state in memory].
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,
    /// Points that a key may spend in a minute.
    #[arg(long, value_name = "N", default_value_t = 1000)]
    points_per_minute: u32,
    /// Points that a GET costs.
    #[arg(long, value_name = "N", default_value_t = 1)]
    read_points: u32,
    /// Points that a DELETE costs.
    #[arg(long, value_name = "N", default_value_t = 2)]
    delete_points: u32,
    /// Points that any other call costs.
    #[arg(long, value_name = "N", default_value_t = 3)]
    write_points: u32,
    /// Hours for which a room is still answered after its end.
    #[arg(long, value_name = "HOURS", default_value_t = 24)]
    keep_after_end_hours: u32,
    /// The organisation's part of the rooms' links, https://SUBDOMAIN.whereby.com.
    #[arg(long, default_value = "emulator")]
    subdomain: String,
}

pub(crate) fn run(args: EmulatorArgs, as_json: bool) -> Result<(), Failure> {
    let runtime = command::runtime()?;
    runtime.block_on(async {
        // Before the first line is out: who has read it may already want to stop it.
        let signals = Signals::take().map_err(Failure::start)?;
        let emulator = Emulator::start(options(args)).map_err(failure)?;
        announce(&emulator, as_json)?;
        signals.next().await;
        emulator.stop();
        Ok(())
    })
}

fn options(args: EmulatorArgs) -> EmulatorOptions {
    EmulatorOptions {
        port: args.port,
        host: args.host,
        data: args.data,
        points_per_minute: args.points_per_minute,
        tariff: Tariff { read: args.read_points, delete: args.delete_points, write: args.write_points },
        keep_after_end_hours: args.keep_after_end_hours,
        subdomain: args.subdomain,
    }
}

fn failure(error: EmulatorError) -> Failure {
    let (code, kind, message) = match error {
        EmulatorError::Option { name, rule } => {
            (exit::USAGE, "UsageError", format!("--{}: {rule}", name.replace('_', "-")))
        }
        other => (exit::FAULT, "EmulatorError", other.to_string()),
    };
    let (message, hint) = message.split_once("; ").unwrap_or((&message, ""));
    Failure::Other { code, kind, message: message.to_owned(), hint: hint.to_owned() }
}

fn announce(emulator: &Emulator, as_json: bool) -> Result<(), Failure> {
    let (base_url, api_key) = (emulator.base_url(), emulator.api_key());
    let (set, quote) = if cfg!(windows) { ("$env:", "\"") } else { ("export ", "") };
    let text = match as_json {
        true => format!("{}\n", json!({ "baseUrl": base_url, "apiKey": api_key })),
        false => format!(
            "Emulator of Whereby at {base_url} with the key {api_key}\n\
             \n\
             For another terminal:\n  \
               {set}WHEREBY_BASE_URL={quote}{base_url}{quote}\n  \
               {set}WHEREBY_API_KEY={quote}{api_key}{quote}\n  \
               whereby meetings create --end-date +1h\n\
             \n\
             Ctrl-C stops it.\n",
        ),
    };
    match output::print(&text) {
        // Who started it may read the first line and no more.
        Err(Failure::Output(e, _)) if e.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        told => told,
    }
}
