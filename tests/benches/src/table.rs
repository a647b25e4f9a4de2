//! The table.

use comfy_table::{Table, presets::UTF8_FULL_CONDENSED};

use crate::{
    goals::Goal,
    judge::{Judged, Spread},
};

const HEADER: [&str; 7] = ["row", "ours", "best peer", "ratio", "raw Rust", "ratio", "goals"];

/// The table for a terminal.
pub(crate) fn text(rows: &[Judged]) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_header(HEADER);
    for row in rows {
        table.add_row(cells(row, "\n"));
    }
    table.to_string()
}

fn cells(judged: &Judged, newline: &str) -> [String; 7] {
    let title = judged.row.title.clone();
    let outcome = match &judged.outcome {
        Ok(outcome) => outcome,
        Err(error) => {
            let why = format!("✗ not measured: {error:#}");
            return [title, String::new(), String::new(), String::new(), String::new(), String::new(), why];
        }
    };
    let unit = judged.row.unit();
    let figure = |spread: &Spread| format!("{} {unit}", number(spread.median));
    let against = |limit| match judged.best(limit) {
        Some(peer) => {
            let (name, against) = (&judged.row.peers[peer].name, &outcome.peers[peer]);
            (format!("{name} {}", figure(&against.figure)), ratio(&against.ratio))
        }
        None => Default::default(),
    };
    let ((best, best_ratio), (limit, limit_ratio)) = (against(false), against(true));
    let goals: Vec<String> =
        judged.goals().iter().map(|(name, goal, reached)| verdict(name, *goal, reached)).collect();
    [title, figure(&outcome.ours), best, best_ratio, limit, limit_ratio, goals.join(newline)]
}

/// `✓ pycurl 0.65 ≤ 0.7`.
fn verdict(name: &str, goal: Goal, reached: &Spread) -> String {
    let mark = if goal.met(reached.median) { "✓" } else { "✗" };
    let bound = match goal {
        Goal { at_most: Some(most), .. } => format!("≤ {most}"),
        Goal { at_least: Some(least), .. } => format!("≥ {least}"),
        _ => String::new(),
    };
    let stretch = goal.stretch.map(|stretch| format!(" (stretch {stretch})")).unwrap_or_default();
    [mark, name, &number(reached.median), &bound].map(str::trim).join(" ").replace("  ", " ") + &stretch
}

/// The median with its quartiles.
fn ratio(spread: &Spread) -> String {
    format!("{} ({}–{})", number(spread.median), number(spread.low), number(spread.high))
}

/// Three digits, as many as the noise leaves.
fn number(value: f64) -> String {
    match value.abs() {
        v if v >= 100.0 => format!("{value:.0}"),
        v if v >= 10.0 => format!("{value:.1}"),
        v if v >= 0.1 || v == 0.0 => format!("{value:.2}"),
        _ => format!("{value:.4}"),
    }
}
