//! The everyday programs, by which the packages are optimized: what they make often is made quick.

use anyhow::{Result, ensure};

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
const PROGRAMS: [(&str, Port, &Calls); 10] = [
    ("python/first_whereby.py", Port::Http1, &[]),
    ("python/sync_whereby.py", Port::Http1, &[("create", 400, 1), ("page", 40, 1), ("create", 160, 16)]),
    ("python/sync_whereby.py", Port::Http1Tls, &[("create", 100, 1), ("page", 10, 1)]),
    ("python/async_whereby.py", Port::Http1, &[("create", 400, 16), ("page", 40, 4)]),
    ("python/async_whereby.py", Port::Http1Tls, &[("create", 100, 16), ("page", 10, 4)]),
    ("python/emulator_whereby.py", Port::Http1, &[("create", 20, 1), ("get", 20, 1), ("page", 4, 1)]),
    ("node/first_whereby.cjs", Port::Http1, &[]),
    ("node/whereby.mjs", Port::Http1, &[("create", 800, 16), ("page", 80, 4), ("create", 160, 1)]),
    ("node/whereby.mjs", Port::Http1Tls, &[("create", 200, 16), ("page", 20, 4)]),
    ("node/emulator_whereby.mjs", Port::Http1, &[("create", 20, 1), ("get", 20, 1), ("page", 4, 1)]),
];

/// Runs those in a language, once each.
pub(crate) fn run(language: &str) -> Result<()> {
    let in_language = |words: &str| words.split_once('/').is_some_and(|(folder, _)| folder == language);
    ensure!(PROGRAMS.iter().any(|(words, ..)| in_language(words)), "no program is in `{language}`");
    let cores = Cores(2);
    let server = Server::start(cores)?;
    for (words, port, calls) in PROGRAMS.iter().filter(|(words, ..)| in_language(words)) {
        let mut program = Program::start(words, cores, &server, *port)?;
        for (call, number, in_flight) in *calls {
            program.calls(call, *number, *in_flight)?;
        }
    }
    Ok(())
}
