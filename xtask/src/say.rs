//! All that the commands print. Plain lines when the output is not a terminal or `CI=true`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this file is where a command-line program prints"
)]

use std::{env, time::Duration};

use console::{Term, style};
use indicatif::{ProgressBar, ProgressStyle};

/// The start of a part.
pub(crate) fn heading(text: &str) {
    println!("\n{}", style(format!("== {text} ==")).bold().cyan());
}

/// One line.
pub(crate) fn line(text: &str) {
    println!("{text}");
}

/// The command that is about to run.
pub(crate) fn echo(command: &str) {
    println!("{}", style(format!("$ {command}")).dim());
}

/// What went wrong, with all its contexts.
pub(crate) fn error(error: &anyhow::Error) {
    eprintln!("\n{} {error:#}", style("error:").red().bold());
}

/// `12.3 s`, or `2 min 5 s`.
pub(crate) fn took(time: Duration) -> String {
    match time.as_secs() {
        s if s < 60 => format!("{:.1} s", time.as_secs_f64()),
        s => format!("{} min {} s", s / 60, s % 60),
    }
}

/// Shows that a step runs, until [`Step::done`] or [`Step::failed`].
pub(crate) struct Step {
    label: String,
    spinner: Option<ProgressBar>,
}

impl Step {
    /// Starts to show `label`.
    pub(crate) fn start(label: &str) -> Self {
        let plain = env::var_os("CI").is_some() || !Term::stdout().is_term();
        let spinner = (!plain).then(|| {
            let bar = ProgressBar::new_spinner().with_message(label.to_owned());
            if let Ok(look) = ProgressStyle::with_template("  {spinner} {msg} {elapsed}") {
                bar.set_style(look);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        });
        if plain {
            println!("  {label} ...");
        }
        Self { label: label.to_owned(), spinner }
    }

    /// Ends it well.
    pub(crate) fn done(self, time: Duration) {
        self.end(&style("ok").green().to_string(), time);
    }

    /// Ends it badly.
    pub(crate) fn failed(self, time: Duration) {
        self.end(&style("FAILED").red().bold().to_string(), time);
    }

    fn end(self, word: &str, time: Duration) {
        if let Some(bar) = self.spinner {
            bar.finish_and_clear();
        }
        println!("  {}: {word} ({})", self.label, took(time));
    }
}
