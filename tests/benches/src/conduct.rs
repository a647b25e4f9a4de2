//! Measures the rows one after the other.

use anyhow::Result;

use crate::{
    goals::{Calls, Goals, Kind, Measure, Row},
    judge::Judged,
    line,
    program::{Cores, Program, Server},
    table,
};

/// The figure of each program, ours first, in each round.
pub(crate) type Rounds = Vec<Vec<f64>>;

/// Measures, prints the table, and says whether all goals are met.
pub(crate) fn run(goals: &Goals) -> Result<bool> {
    std::fs::create_dir_all(crate::program::INSTALLED)?;
    let mut judged = Vec::new();
    for row in &goals.rows {
        line(&format!("{}: {}", row.id, row.title))?;
        judged.push(Judged::new(row, measure(row)));
    }
    line(&table::text(&judged))?;
    Ok(judged.iter().all(Judged::met))
}

fn measure(row: &Row) -> Result<Rounds> {
    match &row.kind {
        Kind::Calls(how) => calls(row, how),
    }
}

/// All programs run at once, but only one is ever at work: what the machine does meanwhile meets all
/// of them alike.
fn calls(row: &Row, how: &Calls) -> Result<Rounds> {
    let cores = Cores(how.cores);
    let server = Server::start(cores)?;
    let start = |words| Program::start(words, cores, &server, how.port);
    let mut programs = row.programs().map(start).collect::<Result<Vec<_>>>()?;
    for program in &mut programs {
        program.calls(&how.call, how.calls, how.in_flight)?;
    }
    rounds(how.rounds, programs.len(), |index| {
        let figures = programs[index].calls(&how.call, how.calls, how.in_flight)?;
        Ok(match how.measure {
            Measure::P50 => figures.p50_ns / 1e3,
            Measure::Cpu => figures.cpu_ns / f64::from(how.calls) / 1e3,
            Measure::PerSecond => f64::from(how.calls) * 1e9 / figures.wall_ns,
        })
    })
}

/// Takes a figure of each program, in an order that is new in each round.
fn rounds(count: u32, programs: usize, mut figure: impl FnMut(usize) -> Result<f64>) -> Result<Rounds> {
    let mut all = Vec::new();
    for _ in 0..count {
        let mut order: Vec<usize> = (0..programs).collect();
        fastrand::shuffle(&mut order);
        let mut round = vec![0.0; programs];
        for index in order {
            round[index] = figure(index)?;
        }
        all.push(round);
    }
    Ok(all)
}
