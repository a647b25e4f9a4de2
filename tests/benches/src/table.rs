//! The table: one row for each row of `goals.json`.

use comfy_table::{Table, TableStyle};

use crate::{
    goals::Goal,
    judge::{Against, Judged, Spread},
};

const HEADER: [&str; 7] = ["row", "ours", "best peer", "ratio", "raw Rust", "ratio", "goals: ratio, or ours"];

/// The table in this style; goals of one row are parted by `newline`.
pub(crate) fn text(rows: &[Judged], style: TableStyle, newline: &str) -> String {
    let mut table = Table::new();
    table.load_style(style).set_header(HEADER);
    for row in rows {
        let ours = row.ours.map(|ours| figure(&ours, row.unit)).unwrap_or_default();
        let [best, best_ratio] = against(row.best(false), row.unit);
        let [limit, limit_ratio] =
            against(row.best(true), row.unit).map(|cell| cell.replace("raw reqwest ", ""));
        let goals = match &row.error {
            Some(error) => format!("✗ not measured: {error}"),
            None => row.goals().map(verdict).collect::<Vec<_>>().join(newline),
        };
        table.add_row([row.title.to_owned(), ours, best, best_ratio, limit, limit_ratio, goals]);
    }
    table.to_string()
}

fn against(peer: Option<&Against>, unit: &str) -> [String; 2] {
    let Some(peer) = peer else { return Default::default() };
    let Spread { low, median, high } = peer.ratio;
    let ratio = format!("{} ({}–{})", number(median), number(low), number(high));
    [format!("{} {}", peer.name, figure(&peer.figure, unit)), ratio]
}

fn figure(spread: &Spread, unit: &str) -> String {
    format!("{} {unit}", number(spread.median))
}

/// `✓ pycurl 0.650 ≤ 0.7`.
fn verdict((name, goal, reached): (&str, Goal, Spread)) -> String {
    let mark = if goal.met(reached.median) { "✓" } else { "✗" };
    let name = if name.is_empty() { String::new() } else { format!(" {name}") };
    let most = goal.at_most.map(|most| format!(" ≤ {most}")).unwrap_or_default();
    let least = goal.at_least.map(|least| format!(" ≥ {least}")).unwrap_or_default();
    let stretch = goal.stretch.map(|stretch| format!(" (stretch {stretch})")).unwrap_or_default();
    format!("{mark}{name} {}{most}{least}{stretch}", number(reached.median))
}

/// Three digits: more would be noise.
fn number(value: f64) -> String {
    let whole = value.abs().max(f64::MIN_POSITIVE).log10().floor() as i32;
    format!("{value:.*}", (2 - whole).clamp(0, 4) as usize)
}
