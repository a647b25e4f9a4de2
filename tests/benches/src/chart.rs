//! The chart: how many times ahead of each peer we are, on a logarithmic axis.

use std::path::Path;

use anyhow::{Result, anyhow};
use plotters::prelude::*;

use crate::judge::{Against, Judged};

const WIDTH: u32 = 1000;
/// Pixels of one line: a title or a bar.
const LINE: usize = 20;
const AXIS: usize = 60;
/// Bars end here, and the axis too.
const LEAST: f64 = 0.2;
const MOST: f64 = 1000.0;

/// Draws the rows that have peers.
pub(crate) fn draw(file: &Path, rows: &[Judged]) -> Result<()> {
    let rows: Vec<&Judged> = rows.iter().filter(|row| !row.peers.is_empty()).collect();
    let lines: usize = rows.iter().map(|row| row.peers.len() + 2).sum();
    let root = SVGBackend::new(file, (WIDTH, (lines * LINE + AXIS) as u32)).into_drawing_area();
    root.fill(&WHITE).map_err(wrong)?;
    let mut chart = ChartBuilder::on(&root)
        .margin(10)
        .x_label_area_size(40)
        .build_cartesian_2d((LEAST..MOST).log_scale(), (lines as f64)..0.0)
        .map_err(wrong)?;
    let mut mesh = chart.configure_mesh();
    mesh.disable_y_mesh().disable_y_axis().x_label_formatter(&|times| format!("{times}×"));
    mesh.x_desc("times ahead; 1 is as good as ours").draw().map_err(wrong)?;

    let small = ("sans-serif", 13).into_font();
    let mut y = 0.0;
    for row in rows {
        y += 1.0;
        let title = Text::new(row.title.to_owned(), (LEAST, y - 0.8), small.clone().style(FontStyle::Bold));
        chart.draw_series([title]).map_err(wrong)?;
        for peer in &row.peers {
            let (ahead, end) = (ahead(row, peer), ahead(row, peer).clamp(LEAST, MOST));
            let colour = if peer.limit {
                BLUE.mix(0.4)
            } else if ahead >= 1.0 {
                GREEN.mix(0.5)
            } else {
                RED.mix(0.5)
            };
            let bar = Rectangle::new([(1.0, y), (end, y + 0.8)], colour.filled());
            let text = Text::new(
                format!("{} {ahead:.2}×", peer.name),
                (end.max(1.0) * 1.05, y + 0.1),
                small.clone(),
            );
            chart.draw_series([bar]).map_err(wrong)?;
            chart.draw_series([text]).map_err(wrong)?;
            y += 1.0;
        }
        y += 1.0;
    }
    root.present().map_err(wrong)
}

fn ahead(row: &Judged, peer: &Against) -> f64 {
    if row.more_is_better { peer.ratio.median } else { 1.0 / peer.ratio.median }
}

/// The library's errors borrow the file's name.
fn wrong(error: impl std::error::Error) -> anyhow::Error {
    anyhow!("{error}")
}
