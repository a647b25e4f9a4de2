//! Results on standard output.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use crate::{args::Global, failure::Failure, generated::SECRETS, records};

/// What is shown in the place of a secret.
pub(crate) const HIDDEN: &str = "***";

/// How results are printed.
#[derive(Clone)]
pub(crate) struct Output {
    pub json: bool,
    reveal: bool,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        Self { json: global.json, reveal: global.reveal }
    }

    /// Prints one object.
    pub(crate) fn one(&self, mut value: Value) -> Result<(), Failure> {
        let hidden = self.mask(&mut value);
        match self.json {
            true => print(&format!("{value}\n")),
            false => print(&records::record(&value)),
        }?;
        match hidden && !self.json {
            true => remark("*** is a secret: --reveal shows it"),
            false => Ok(()),
        }
    }

    /// Prints any JSON: for programs in one line, for people in many.
    pub(crate) fn json(&self, mut value: Value) -> Result<(), Failure> {
        self.mask(&mut value);
        match self.json {
            true => print(&format!("{value}\n")),
            false => print(&format!("{value:#}\n")),
        }
    }

    /// Prints a line for people.
    pub(crate) fn note(&self, line: &str) -> Result<(), Failure> {
        match self.json {
            true => Ok(()),
            false => print(&format!("{}\n", records::plain(line))),
        }
    }

    /// Prints a list: as JSON at once, as a table when all is there.
    pub(crate) fn rows<'a>(&'a self, columns: &'a [&'a str]) -> Rows<'a> {
        Rows { output: self, columns, kept: Vec::new() }
    }

    /// Hides what opens doors, unless it was asked for. Returns whether there was any.
    pub(crate) fn mask(&self, value: &mut Value) -> bool {
        !self.reveal && mask(value)
    }
}

/// A list that is being printed.
pub(crate) struct Rows<'a> {
    output: &'a Output,
    columns: &'a [&'a str],
    kept: Vec<Value>,
}

impl Rows<'_> {
    pub(crate) fn add(&mut self, mut item: Value) -> Result<(), Failure> {
        self.output.mask(&mut item);
        if self.output.json {
            return print(&format!("{item}\n"));
        }
        self.kept.push(records::brief(item));
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.output.json {
            return Ok(());
        }
        if self.kept.is_empty() {
            return remark("nothing found");
        }
        let table = records::table(self.columns, &self.kept);
        match terminal_width() {
            Some(width) if table.lines().any(|line| line.chars().count() > width) => {
                let records: Vec<_> = self.kept.iter().map(records::record).collect();
                print(&records.join("\n"))
            }
            _ => print(&table),
        }
    }
}

fn mask(value: &mut Value) -> bool {
    let mut hidden = false;
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                if SECRETS.contains(&key.as_str()) && !inner.is_null() {
                    *inner = HIDDEN.into();
                    hidden = true;
                } else {
                    hidden |= mask(inner);
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hidden |= mask(item)),
        _ => {}
    }
    hidden
}

/// The width to fit into; none where a program reads.
fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(width.0.into())
}

/// Writes to standard output, at once.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure::Output(e, ""))
}

/// Writes help, in colours where a terminal shows them.
pub(crate) fn print_styled(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|e| Failure::Output(e, ""))
}

/// A remark for a person who looks on.
pub(crate) fn remark(text: &str) -> Result<(), Failure> {
    match io::stderr().is_terminal() {
        true => tell(text),
        false => Ok(()),
    }
}

/// What a command has come to, where that is no result.
pub(crate) fn tell(text: &str) -> Result<(), Failure> {
    // Nobody is there to be told that this failed.
    let _ = writeln!(io::stderr(), "{text}");
    Ok(())
}
