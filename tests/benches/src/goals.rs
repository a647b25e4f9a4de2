//! `goals.json`: what is measured, against whom, and what is to be reached.

use std::{collections::BTreeSet, fs};

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

const FILE: &str = "tests/benches/goals.json";

/// The rows to measure, in the order of the file.
#[derive(Deserialize)]
pub(crate) struct Goals {
    pub(crate) rows: Vec<Row>,
}

/// One row of the table.
#[derive(Deserialize)]
pub(crate) struct Row {
    pub(crate) id: String,
    pub(crate) title: String,
    #[serde(flatten)]
    pub(crate) kind: Kind,
    /// The program that uses our package: `language/file argument…`.
    pub(crate) ours: String,
    /// What our own figure is to be, beside what it is to be against peers.
    #[serde(default)]
    pub(crate) goal: Goal,
    #[serde(default)]
    pub(crate) peers: Vec<Peer>,
    /// Why a goal is missed, where one is: what a profile shows, and what was tried.
    pub(crate) why: Option<String>,
}

/// Whom we are held against.
#[derive(Deserialize)]
pub(crate) struct Peer {
    pub(crate) name: String,
    pub(crate) program: String,
    /// Not a peer but what nobody can beat: the same work in Rust, by hand.
    #[serde(default)]
    pub(crate) limit: bool,
    #[serde(flatten)]
    pub(crate) goal: Goal,
}

/// Bounds of a ratio, ours over the peer's; of our figure where they stand in the row itself.
#[derive(Default, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Goal {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at_most: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) at_least: Option<f64>,
    /// What would be better still; it fails nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) stretch: Option<f64>,
}

/// How a row is measured.
#[derive(Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Rounds of calls of running programs.
    Calls(Calls),
    /// From the start of a program to `ready`, less that of a program that does nothing, in ms; the quickest of a
    /// few starts.
    Start { bare: String, rounds: u32 },
    /// Memory of a program that is ready, less that of one that does nothing, in MB.
    Memory { bare: String, rounds: u32 },
    /// Memory that a program gains between its calls number `from` and `to`, in MB.
    Growth { call: String, from: u32, to: u32 },
    /// What a program's first line says instead of `ready`: a number.
    Figure { unit: String },
    /// The largest file that fits `folder/begin*end`, in MB.
    Size,
}

#[derive(Deserialize)]
pub(crate) struct Calls {
    /// What to call, as the programs name it.
    pub(crate) call: String,
    /// How many calls each program makes in one round.
    pub(crate) calls: u32,
    pub(crate) in_flight: u32,
    /// How many cores client and server share.
    pub(crate) cores: u32,
    pub(crate) rounds: u32,
    pub(crate) measure: Measure,
    #[serde(default)]
    pub(crate) port: Port,
}

/// Which figure of a round counts.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measure {
    /// The median time of one call.
    P50,
    /// The processor's time for one call.
    Cpu,
    /// Calls in a second.
    PerSecond,
}

/// Which of the server's ports.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Port {
    #[default]
    Http1,
    Http1Tls,
    Http2Tls,
}

/// Reads the rows of these names, or all.
pub(crate) fn read(names: &[String]) -> Result<Goals> {
    let text = fs::read_to_string(FILE).with_context(|| format!("cannot read {FILE}"))?;
    let mut goals: Goals = serde_json::from_str(&text).with_context(|| format!("{FILE} is wrong"))?;
    if let Some(unknown) = names.iter().find(|name| !goals.rows.iter().any(|row| row.id == **name)) {
        let known: Vec<&str> = goals.rows.iter().map(|row| row.id.as_str()).collect();
        bail!("there is no row `{unknown}`; there are {}", known.join(", "));
    }
    if !names.is_empty() {
        goals.rows.retain(|row| names.contains(&row.id));
    }
    Ok(goals)
}

impl Goals {
    /// The languages of the programs: their packages and peers must be installed.
    pub(crate) fn needs(&self) -> BTreeSet<&str> {
        let words = self.rows.iter().flat_map(Row::programs);
        words.filter_map(|words| words.trim_start_matches("dist/").split('/').next()).collect()
    }
}

impl Row {
    /// Ours first, then the peers'.
    pub(crate) fn programs(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.ours.as_str()).chain(self.peers.iter().map(|peer| peer.program.as_str()))
    }

    pub(crate) fn more_is_better(&self) -> bool {
        matches!(&self.kind, Kind::Calls(calls) if matches!(calls.measure, Measure::PerSecond))
    }

    /// The unit of the row's figures.
    pub(crate) fn unit(&self) -> &str {
        match &self.kind {
            Kind::Calls(calls) => match calls.measure {
                Measure::P50 | Measure::Cpu => "µs",
                Measure::PerSecond => "/s",
            },
            Kind::Start { .. } => "ms",
            Kind::Memory { .. } | Kind::Growth { .. } | Kind::Size => "MB",
            Kind::Figure { unit } => unit,
        }
    }
}

impl Goal {
    /// Whether a figure is within the bounds.
    pub(crate) fn met(self, figure: f64) -> bool {
        self.at_most.is_none_or(|most| figure <= most) && self.at_least.is_none_or(|least| figure >= least)
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn every_program_of_every_row_is_there() {
        let goals: Goals = serde_json::from_str(include_str!("../goals.json")).expect("rows");
        for words in goals.rows.iter().flat_map(Row::programs) {
            let file = words.split(' ').next().unwrap_or_default();
            let script = [".py", ".mjs"].iter().any(|suffix| file.ends_with(suffix));
            assert!(!script || Path::new(env!("CARGO_MANIFEST_DIR")).join(file).exists(), "{file}");
        }
    }
}
