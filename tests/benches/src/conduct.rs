//! Measures the rows one after the other, and reports.

use std::{fs, path::Path, time::Instant};

use anyhow::{Context, Result};
use comfy_table::presets::UTF8_FULL_CONDENSED;

use crate::{chart, goals::Goals, judge::Judged, line, markdown, measure, program::INSTALLED, table};

/// Measures, prints the table, writes `bench.json` and `bench.svg` into `target` (and `BENCHMARKS.md`
/// if told to), and says whether all goals are met.
pub(crate) fn run(goals: &Goals, write: bool) -> Result<bool> {
    fs::create_dir_all(INSTALLED)?;
    let mut rows = Vec::new();
    for row in &goals.rows {
        let begin = Instant::now();
        let judged = Judged::new(row, measure::row(row));
        let mark = if judged.met { "✓" } else { "✗" };
        line(&format!("  {mark} {} ({:.0} s)", row.id, begin.elapsed().as_secs_f64()))?;
        rows.push(judged);
    }
    line(&table::text(&rows, UTF8_FULL_CONDENSED, "\n"))?;

    let target = Path::new("target");
    fs::write(target.join("bench.json"), serde_json::to_string_pretty(&rows)?)?;
    chart::draw(&target.join("bench.svg"), &rows).context("cannot draw the chart")?;
    if write {
        fs::write("BENCHMARKS.md", markdown::text(&rows)?)?;
    }
    Ok(rows.iter().all(|row| row.met))
}
