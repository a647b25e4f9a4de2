//! What the figures of a row say about its goals.

use anyhow::Result;
use serde::Serialize;

use crate::{
    goals::{Goal, Peer, Row},
    measure::Rounds,
};

/// A row with its figures.
#[derive(Serialize)]
pub(crate) struct Judged<'a> {
    pub(crate) id: &'a str,
    pub(crate) title: &'a str,
    pub(crate) unit: &'a str,
    pub(crate) more_is_better: bool,
    /// Whether it was measured and all its goals are reached.
    pub(crate) met: bool,
    /// Why it could not be measured.
    pub(crate) error: Option<String>,
    pub(crate) ours: Option<Spread>,
    pub(crate) goal: Goal,
    pub(crate) peers: Vec<Against<'a>>,
    /// Why a goal is missed, if one is.
    pub(crate) why: Option<&'a str>,
}

/// A peer's figure, and ours over it: the median of the rounds' ratios, since what slows the machine
/// for a moment slows both.
#[derive(Serialize)]
pub(crate) struct Against<'a> {
    pub(crate) name: &'a str,
    pub(crate) limit: bool,
    pub(crate) figure: Spread,
    pub(crate) ratio: Spread,
    pub(crate) goal: Goal,
}

/// The median, and the quartiles around it.
#[derive(Clone, Copy, Serialize)]
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
        let mut judged = Self {
            id: &row.id,
            title: &row.title,
            unit: row.unit(),
            more_is_better: row.more_is_better(),
            met: false,
            error: None,
            ours: None,
            goal: row.goal,
            peers: Vec::new(),
            why: row.why.as_deref(),
        };
        match measured {
            Ok(rounds) => {
                judged.ours = Some(Spread::of(rounds.iter().map(|round| round[0])));
                let peers = row.peers.iter().enumerate();
                judged.peers = peers.map(|(place, peer)| Against::new(peer, &rounds, place + 1)).collect();
                let met = judged.goals().all(|(_, goal, reached)| goal.met(reached.median));
                judged.met = met;
            }
            Err(error) => judged.error = Some(format!("{error:#}")),
        }
        judged
    }

    /// Each goal: what we are held against, the bounds, and what was reached.
    pub(crate) fn goals(&self) -> impl Iterator<Item = (&'a str, Goal, Spread)> {
        let own = self.ours.map(|ours| ("", self.goal, ours));
        let peers = self.peers.iter().map(|peer| (peer.name, peer.goal, peer.ratio));
        own.into_iter().chain(peers).filter(|(_, goal, _)| goal.at_most.is_some() || goal.at_least.is_some())
    }

    /// The best peer; or the best of what nobody can beat.
    pub(crate) fn best(&self, limit: bool) -> Option<&Against<'a>> {
        let sign = if self.more_is_better { -1.0 } else { 1.0 };
        let figure = |peer: &&Against| sign * peer.figure.median;
        let peers = self.peers.iter().filter(|peer| peer.limit == limit);
        peers.min_by(|a, b| figure(a).total_cmp(&figure(b)))
    }
}

impl<'a> Against<'a> {
    fn new(peer: &'a Peer, rounds: &Rounds, place: usize) -> Self {
        Self {
            name: &peer.name,
            limit: peer.limit,
            figure: Spread::of(rounds.iter().map(|round| round[place])),
            ratio: Spread::of(rounds.iter().map(|round| round[0] / round[place])),
            goal: peer.goal,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(peer: &str) -> Row {
        let text = format!(
            r#"{{"id": "a", "title": "A", "kind": "size", "ours": "x", "goal": {{"at_most": 4}},
                "peers": [{{"name": "b", "program": "y", {peer}}}, {{"name": "raw", "program": "z", "limit": true}}]}}"#
        );
        serde_json::from_str(&text).expect("a row")
    }

    /// Ratios of 0.5, 0.375 and 1; the ratio of the medians would be 3 / 8.
    fn rounds() -> Rounds {
        vec![vec![1.0, 2.0, 0.1], vec![3.0, 8.0, 0.1], vec![9.0, 9.0, 0.1]]
    }

    #[test]
    fn the_median_of_the_ratios_meets_a_goal_or_misses_it() {
        for (goal, met) in [
            (r#""at_most": 0.5"#, true),
            (r#""at_most": 0.49"#, false),
            (r#""at_least": 0.5"#, true),
            (r#""at_least": 0.51"#, false),
        ] {
            assert_eq!(Judged::new(&row(goal), Ok(rounds())).met, met, "{goal}");
        }
    }

    #[test]
    fn what_is_not_measured_is_not_met_and_a_limit_is_no_peer() {
        let row = row(r#""at_most": 2"#);
        assert!(!Judged::new(&row, Err(anyhow::anyhow!("no such program"))).met);
        let judged = Judged::new(&row, Ok(rounds()));
        assert_eq!(judged.best(false).map(|peer| peer.name), Some("b"));
        assert_eq!(judged.best(true).map(|peer| peer.name), Some("raw"));
    }
}
