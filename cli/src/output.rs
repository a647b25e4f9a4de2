//! Results on standard output.

use std::io::{self, IsTerminal, Write};

use serde_json::Value;

use crate::{args::Global, failure::Failure, records};

/// What is known of a kind of result: keys as they stand on the wire.
pub(crate) struct Shape {
    /// The columns of a table, in their order.
    pub columns: &'static [&'static str],
    /// Keys whose values open doors.
    pub secrets: &'static [&'static str],
}

/// How results are printed.
pub(crate) struct Output {
    json: bool,
    reveal: bool,
}

impl Output {
    pub(crate) fn new(global: &Global) -> Self {
        Self { json: global.json, reveal: global.reveal }
    }

    /// Prints one object.
    pub(crate) fn one(&self, shape: &Shape, mut value: Value) -> Result<(), Failure> {
        self.mask(shape, &mut value);
        match self.json {
            true => print(&format!("{value}\n")),
            false => print(&records::record(&value)),
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
    pub(crate) fn rows<'a>(&'a self, shape: &'a Shape) -> Rows<'a> {
        Rows { output: self, shape, kept: Vec::new() }
    }

    fn mask(&self, shape: &Shape, value: &mut Value) {
        if !self.reveal {
            mask(shape.secrets, value);
        }
    }
}

/// A list that is being printed.
pub(crate) struct Rows<'a> {
    output: &'a Output,
    shape: &'a Shape,
    kept: Vec<Value>,
}

impl Rows<'_> {
    pub(crate) fn add(&mut self, mut item: Value) -> Result<(), Failure> {
        self.output.mask(self.shape, &mut item);
        if self.output.json {
            return print(&format!("{item}\n"));
        }
        self.kept.push(item);
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<(), Failure> {
        if self.output.json {
            return Ok(());
        }
        if self.kept.is_empty() {
            return note("nothing found");
        }
        let table = records::table(self.shape.columns, &self.kept);
        match terminal_width() {
            Some(width) if table.lines().any(|line| line.chars().count() > width) => {
                let records: Vec<_> = self.kept.iter().map(records::record).collect();
                print(&records.join("\n"))
            }
            _ => print(&table),
        }
    }
}

fn mask(secrets: &[&str], value: &mut Value) {
    match value {
        Value::Object(map) => {
            for (key, inner) in map {
                match secrets.contains(&key.as_str()) && !inner.is_null() {
                    true => *inner = "***".into(),
                    false => mask(secrets, inner),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| mask(secrets, item)),
        _ => {}
    }
}

/// The width to fit into; none where a program reads.
fn terminal_width() -> Option<usize> {
    let (width, _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(width.0.into())
}

/// Writes to standard output, at once.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// Writes help, in colours where a terminal shows them.
pub(crate) fn print_styled(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
}

/// A remark for a person who looks on.
fn note(text: &str) -> Result<(), Failure> {
    if io::stderr().is_terminal() {
        // Nobody is there to be told that the remark failed.
        let _ = writeln!(io::stderr(), "{text}");
    }
    Ok(())
}
