//! The everyday programs, by which Python's module is optimized: what they make often is made quick.

use anyhow::Result;

use crate::{
    goals::Port,
    program::{Cores, Program, Server},
};

/// What a worker is told: a call, how many, how many at once.
type Calls = [(&'static str, u32, u32)];

/// Workers, the port each talks to, and its calls.
///
/// A page is worth ten creates, so that neither outweighs the other. The numbers are small, so that what runs
/// once in each program, as the start does, is not as if it never ran.
const PROGRAMS: [(&str, Port, &Calls); 6] = [
    ("python/first_whereby.py", Port::Http1, &[]),
    ("python/sync_whereby.py", Port::Http1, &[("create", 400, 1), ("page", 40, 1), ("create", 160, 16)]),
    ("python/sync_whereby.py", Port::Http1Tls, &[("create", 100, 1), ("page", 10, 1)]),
    ("python/async_whereby.py", Port::Http1, &[("create", 400, 16), ("page", 40, 4)]),
    ("python/async_whereby.py", Port::Http1Tls, &[("create", 100, 16), ("page", 10, 4)]),
    ("python/emulator_whereby.py", Port::Http1, &[("create", 20, 1), ("get", 20, 1), ("page", 4, 1)]),
];

/// Runs them, once each.
pub(crate) fn run() -> Result<()> {
    let cores = Cores(2);
    let server = Server::start(cores)?;
    for (words, port, calls) in PROGRAMS {
        let mut program = Program::start(words, cores, &server, port)?;
        for (call, number, in_flight) in calls {
            program.calls(call, *number, *in_flight)?;
        }
    }
    Ok(())
}
