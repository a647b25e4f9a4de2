//! Runs parts one after the other, whatever happens, and sums them up in a table.

use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use console::style;

use crate::say;

/// How the parts of a command ended.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<(String, Duration, Option<anyhow::Error>)>,
}

impl Report {
    /// Runs one part under a heading and notes how it ended.
    pub(crate) fn part(&mut self, name: &str, heading: &str, work: impl FnOnce() -> Result<()>) {
        say::heading(heading);
        let begin = Instant::now();
        let error = work().err();
        if let Some(error) = &error {
            say::error(error);
        }
        self.rows.push((name.to_owned(), begin.elapsed(), error));
    }

    /// Prints the table; an error if any part failed.
    pub(crate) fn end(self, command: &str) -> Result<()> {
        say::heading(&format!("Summary of {command}"));
        let width = self.rows.iter().map(|row| row.0.len()).max().unwrap_or(0);
        for (name, time, error) in &self.rows {
            let time = say::took(*time);
            say::line(&match error {
                None => format!("  {name:width$}  {}      {time}", style("ok").green()),
                Some(e) => {
                    let word = style("FAILED").red().bold();
                    format!("  {name:width$}  {word}  {time}  {e:#}")
                }
            });
        }
        let failed: Vec<&str> =
            self.rows.iter().filter(|row| row.2.is_some()).map(|row| row.0.as_str()).collect();
        say::line(&format!("\n{} passed, {} failed", self.rows.len() - failed.len(), failed.len()));
        if failed.is_empty() { Ok(()) } else { bail!("{command} failed: {}", failed.join(", ")) }
    }
}
