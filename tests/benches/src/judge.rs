//! What the figures of a row say about its goals.

use anyhow::Result;
use serde::Serialize;

use crate::{
    conduct::Rounds,
    goals::{Goal, Kind, Measure, Row},
};

/// A row with its figures.
pub(crate) struct Judged<'a> {
    pub(crate) row: &'a Row,
    /// Or why it could not be measured.
    pub(crate) outcome: Result<Outcome>,
}

/// What was measured.
#[derive(Serialize)]
pub(crate) struct Outcome {
    pub(crate) ours: Spread,
    /// In the order of the row.
    pub(crate) peers: Vec<Against>,
}

/// A peer's figure, and ours over it: the median of the rounds' ratios, since what slows the machine
/// for a moment slows both.
#[derive(Serialize)]
pub(crate) struct Against {
    pub(crate) figure: Spread,
    pub(crate) ratio: Spread,
}

/// The median, and the quartiles around it.
#[derive(Serialize)]
pub(crate) struct Spread {
    pub(crate) low: f64,
    pub(crate) median: f64,
    pub(crate) high: f64,
}

impl Spread {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = values.collect();
        sorted.sort_by(f64::total_cmp);
        let at = |part: usize| sorted.get(sorted.len() * part / 4).copied().unwrap_or(f64::NAN);
        Self { low: at(1), median: at(2), high: at(3) }
    }
}

impl<'a> Judged<'a> {
    pub(crate) fn new(row: &'a Row, measured: Result<Rounds>) -> Self {
        let outcome = measured.map(|rounds| Outcome {
            ours: Spread::of(rounds.iter().map(|round| round[0])),
            peers: (1..=row.peers.len())
                .map(|peer| Against {
                    figure: Spread::of(rounds.iter().map(|round| round[peer])),
                    ratio: Spread::of(rounds.iter().map(|round| round[0] / round[peer])),
                })
                .collect(),
        });
        Self { row, outcome }
    }

    /// Each goal with what was reached: what it is held against, the goal, the figure or ratio.
    pub(crate) fn goals(&self) -> Vec<(&'a str, Goal, &Spread)> {
        let Ok(outcome) = &self.outcome else { return Vec::new() };
        let own = ("", self.row.goal, &outcome.ours);
        let peers = self.row.peers.iter().zip(&outcome.peers);
        std::iter::once(own)
            .chain(peers.map(|(peer, against)| (peer.name.as_str(), peer.goal, &against.ratio)))
            .filter(|(_, goal, _)| goal.at_most.is_some() || goal.at_least.is_some())
            .collect()
    }

    /// Whether the row was measured and all its goals are reached.
    pub(crate) fn met(&self) -> bool {
        self.outcome.is_ok() && self.goals().iter().all(|(_, goal, reached)| goal.met(reached.median))
    }

    /// The best peer that is not the limit, and the limit: their places in the row.
    pub(crate) fn best(&self, limit: bool) -> Option<usize> {
        let outcome = self.outcome.as_ref().ok()?;
        let sign = if self.row.more_is_better() { -1.0 } else { 1.0 };
        let figure = |peer: &usize| sign * outcome.peers[*peer].figure.median;
        let peers = (0..self.row.peers.len()).filter(|peer| self.row.peers[*peer].limit == limit);
        peers.min_by(|a, b| figure(a).total_cmp(&figure(b)))
    }
}

impl Row {
    fn more_is_better(&self) -> bool {
        matches!(&self.kind, Kind::Calls(calls) if matches!(calls.measure, Measure::PerSecond))
    }

    /// The unit of the row's figures.
    pub(crate) fn unit(&self) -> &'static str {
        match &self.kind {
            Kind::Calls(calls) => match calls.measure {
                Measure::P50 | Measure::Cpu => "µs",
                Measure::PerSecond => "/s",
            },
        }
    }
}
