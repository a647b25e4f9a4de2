//! Measures one row.

use std::{fs, path::Path, time::Instant};

use anyhow::{Context, Result};

use crate::{
    goals::{Calls, Kind, Measure, Port, Row},
    program::{Cores, Program, Server},
};

/// The figure of each program, ours first, in each round.
pub(crate) type Rounds = Vec<Vec<f64>>;

const MEGA: f64 = 1e6;
/// Calls between two looks at the memory: what a program notes of its calls must not weigh.
const STEP: u32 = 1000;
/// Starts of a program in a round, of which the quickest counts: whatever else the machine does only adds, and
/// what is left after the bare program is subtracted is often less than that.
const STARTS: u32 = 3;

pub(crate) fn row(row: &Row) -> Result<Rounds> {
    match &row.kind {
        Kind::Calls(how) => calls(row, how),
        Kind::Start { bare, rounds } => over_bare(row, bare, *rounds, |words, server| {
            let starts: Vec<f64> = (0..STARTS).map(|_| start_ms(words, server)).collect::<Result<_>>()?;
            Ok(starts.into_iter().fold(f64::INFINITY, f64::min))
        }),
        Kind::Memory { bare, rounds } => {
            over_bare(row, bare, *rounds, |words, server| Ok(start(words, server)?.memory()? / MEGA))
        }
        Kind::Growth { call, from, to } => once(row, |words| growth(words, call, *from, *to)),
        Kind::Figure { .. } => once(row, |words| {
            let server = Server::start(Cores(1))?;
            let said = Program::launch(words, Cores(1), &server, Port::Http1)?.line()?;
            said.parse().with_context(|| format!("`{words}` must say a number, and said `{said}`"))
        }),
        Kind::Size => once(row, size),
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

/// Takes a figure of each program and subtracts that of the program that does nothing, of the same
/// round.
fn over_bare(
    row: &Row,
    bare: &str,
    count: u32,
    figure: impl Fn(&str, &Server) -> Result<f64>,
) -> Result<Rounds> {
    let server = Server::start(Cores(1))?;
    let programs: Vec<&str> = row.programs().chain([bare]).collect();
    let mut all = rounds(count, programs.len(), |index| figure(programs[index], &server))?;
    for round in &mut all {
        let bare = round.pop().unwrap_or_default();
        round.iter_mut().for_each(|figure| *figure -= bare);
    }
    Ok(all)
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

/// One round is enough for what does not depend on time.
fn once(row: &Row, figure: impl Fn(&str) -> Result<f64>) -> Result<Rounds> {
    Ok(vec![row.programs().map(figure).collect::<Result<_>>()?])
}

fn start(words: &str, server: &Server) -> Result<Program> {
    Program::start(words, Cores(1), server, Port::Http1)
}

fn start_ms(words: &str, server: &Server) -> Result<f64> {
    let begin = Instant::now();
    let _program = start(words, server)?;
    Ok(begin.elapsed().as_secs_f64() * 1e3)
}

fn growth(words: &str, call: &str, from: u32, to: u32) -> Result<f64> {
    let server = Server::start(Cores(1))?;
    let mut program = start(words, &server)?;
    let mut after = |calls: u32| {
        (0..calls / STEP).try_for_each(|_| program.calls(call, STEP, 1).map(drop))?;
        program.memory()
    };
    let before = after(from)?;
    Ok((after(to - from)? - before) / MEGA)
}

fn size(pattern: &str) -> Result<f64> {
    let (folder, name) = pattern.rsplit_once('/').context("a pattern has a folder")?;
    let (begin, end) = name.split_once('*').context("a pattern has a star")?;
    let files = fs::read_dir(Path::new(folder)).with_context(|| format!("there is no {folder}"))?;
    let mut largest = None;
    for file in files {
        let file = file?;
        let name = file.file_name().to_string_lossy().into_owned();
        if name.starts_with(begin) && name.ends_with(end) {
            largest = largest.max(Some(file.metadata()?.len()));
        }
    }
    Ok(largest.with_context(|| format!("nothing fits {pattern}"))? as f64 / MEGA)
}
