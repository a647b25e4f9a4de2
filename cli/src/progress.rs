//! How far a download is, on a terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressFinish, ProgressStyle};
use whereby::Progress;

use crate::session::Session;

const PARTLY: &str =
    "what arrived is kept in a .part file beside the target; the same command goes on from there";

impl Session {
    /// Shows a bar on standard error, if that is a terminal and nobody wants JSON.
    pub(crate) fn progress(&self) -> Option<Progress> {
        let target = match self.output.json {
            true => ProgressDrawTarget::hidden(),
            false => ProgressDrawTarget::stderr(),
        };
        let bar = ProgressBar::with_draw_target(None, target).with_finish(ProgressFinish::AndClear);
        let session = self.clone();
        Some(Progress::new(move |received, total| {
            if received > 0 {
                session.if_stopped(PARTLY);
            }
            if bar.length() != total
                && let Some(total) = total
            {
                bar.set_length(total);
                bar.set_style(style("{wide_bar} {bytes} of {total_bytes}  {bytes_per_sec}, {eta} left"));
            } else if total.is_none() && bar.length().is_none() {
                bar.set_style(style("{spinner} {bytes}  {bytes_per_sec}"));
            }
            bar.set_position(received);
        }))
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
