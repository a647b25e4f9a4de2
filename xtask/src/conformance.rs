//! Which documented answers of which operation each language has met.
//!
//! The runners of the shared cases record what went over the wire in `target/conformance`.

use std::{
    collections::BTreeSet,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::{Part, paths, say};

/// Every language that has a record of its own.
const LANGUAGES: [&str; 5] = ["rust", "python", "python-async", "node", "swift"];

/// The languages whose suites a part runs.
pub(crate) fn languages(part: Part) -> &'static [&'static str] {
    match part {
        Part::Rust => &["rust"],
        Part::Python => &["python", "python-async"],
        Part::Node => &["node"],
        Part::Swift => &["swift"],
        Part::Cli => &[],
    }
}

/// The records that the suites of a part write.
pub(crate) fn records(part: Part) -> impl Iterator<Item = PathBuf> {
    languages(part).iter().map(|language| record(language))
}

/// Removes the records of a part, so that none of an earlier run can stand for this one's.
pub(crate) fn forget(part: Part) -> Result<()> {
    for file in records(part) {
        if file.exists() {
            fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
        }
    }
    Ok(())
}

/// Writes `target/conformance.md`; an error if a language of these parts has not met something.
pub(crate) fn check(parts: &[Part]) -> Result<()> {
    let operations = operations(&paths::root().join("tests/conformance.json"))?;
    let ran: Vec<&str> = parts.iter().flat_map(|part| languages(*part)).copied().collect();
    let mut seen = Vec::new();
    for language in LANGUAGES {
        match fs::read_to_string(record(language)) {
            Ok(text) => seen.push((language, met(&operations, &text)?)),
            Err(_) if ran.contains(&language) => {
                bail!("{language}: its cases ran, but left no {}", record(language).display())
            }
            Err(_) => {}
        }
    }
    let file = paths::root().join("target/conformance.md");
    fs::write(&file, table(&operations, &seen))
        .with_context(|| format!("cannot write {}", file.display()))?;
    let languages: Vec<_> = seen.iter().map(|(language, _)| *language).collect();
    say::line(&format!("  {} operations in {}: {}", operations.len(), languages.join(", "), file.display()));
    let holes: Vec<String> = seen
        .iter()
        .filter(|(language, _)| ran.contains(language))
        .flat_map(|(l, m)| holes(&operations, l, m))
        .collect();
    match holes.is_empty() {
        true => Ok(()),
        false => bail!("documented, but not met: {}; write a case in tests/behaviour", holes.join("; ")),
    }
}

fn record(language: &str) -> PathBuf {
    paths::root().join("target/conformance").join(format!("{language}.jsonl"))
}

/// An operation of the API and the statuses that are documented for it.
struct Operation {
    name: String,
    method: String,
    path: String,
    statuses: Vec<u16>,
}

/// An operation's place in the list, and a status.
type Met = BTreeSet<(usize, u16)>;

fn operations(file: &Path) -> Result<Vec<Operation>> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let list: Vec<Value> = serde_json::from_str(&text)?;
    let text = |entry: &Value, key: &str| {
        entry[key].as_str().map(str::to_owned).with_context(|| format!("{entry} has no {key}"))
    };
    list.iter()
        .map(|entry| {
            Ok(Operation {
                name: text(entry, "operation")?,
                method: text(entry, "method")?,
                path: text(entry, "path")?,
                statuses: serde_json::from_value(entry["statuses"].clone())?,
            })
        })
        .collect()
}

impl Operation {
    /// Whether a request is one of this operation: `{…}` stands for one segment of the path.
    fn is(&self, method: &str, path: &str) -> bool {
        let Some(path) = path.strip_prefix("/v1") else { return false };
        let (template, path): (Vec<_>, Vec<_>) = (self.path.split('/').collect(), path.split('/').collect());
        let same = |(t, p): (&&str, &&str)| t == p || (t.starts_with('{') && !p.is_empty());
        self.method == method && template.len() == path.len() && template.iter().zip(&path).all(same)
    }
}

/// What one language has met, by the lines of its record.
fn met(operations: &[Operation], lines: &str) -> Result<Met> {
    let mut met = Met::new();
    for line in lines.lines() {
        let case: Value = serde_json::from_str(line).context("a record has a line that is no JSON")?;
        for exchange in case["exchanges"].as_array().into_iter().flatten() {
            let (method, path) = (exchange["method"].as_str(), exchange["path"].as_str());
            let status = exchange["status"].as_u64().and_then(|status| u16::try_from(status).ok());
            let (Some(method), Some(path), Some(status)) = (method, path, status) else { continue };
            let of = operations.iter().position(|operation| operation.is(method, path));
            met.extend(of.map(|operation| (operation, status)));
        }
    }
    Ok(met)
}

fn holes(operations: &[Operation], language: &str, met: &Met) -> Vec<String> {
    let lacking = operations.iter().enumerate().filter_map(|(i, operation)| {
        let missing: Vec<_> = operation.statuses.iter().filter(|s| !met.contains(&(i, **s))).collect();
        (!missing.is_empty()).then(|| format!("{language}: {} {missing:?}", operation.name))
    });
    lacking.collect()
}

/// A row for each operation, a column for each language: the documented statuses that it met, and
/// struck out those that it did not.
fn table(operations: &[Operation], seen: &[(&str, Met)]) -> String {
    let mut text = "# Documented answers that each language has met\n\n| operation | request |".to_owned();
    seen.iter().for_each(|(language, _)| text.extend([" ", language, " |"]));
    text.push_str("\n| --- | --- |");
    seen.iter().for_each(|_| text.push_str(" --- |"));
    text.push('\n');
    for (i, Operation { name, method, path, statuses }) in operations.iter().enumerate() {
        let _ = write!(text, "| {name} | `{method} {path}` |");
        for (_, met) in seen {
            let cells: Vec<_> = statuses
                .iter()
                .map(|status| match met.contains(&(i, *status)) {
                    true => status.to_string(),
                    false => format!("~~{status}~~"),
                })
                .collect();
            let _ = write!(text, " {} |", cells.join(" "));
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Operation, holes, met, table};

    fn operation(method: &str, path: &str, statuses: &[u16]) -> Operation {
        Operation {
            name: format!("{method} {path}"),
            method: method.to_owned(),
            path: path.to_owned(),
            statuses: statuses.to_vec(),
        }
    }

    fn exchange(method: &str, path: &str, status: Option<u16>) -> serde_json::Value {
        json!({ "method": method, "path": path, "status": status })
    }

    #[test]
    fn each_documented_status_must_be_met() {
        let operations = [operation("GET", "/a/{id}", &[200, 404]), operation("POST", "/a/bulk", &[204])];
        let line = json!({ "exchanges": [
            exchange("GET", "/v1/a/1", Some(200)), exchange("GET", "/v1/a/1", None), exchange("GET", "/v1/a/", Some(404)),
            exchange("GET", "/v1/a/1/b", Some(404)), exchange("GET", "/_files/1", Some(404)), exchange("POST", "/v1/a/bulk", Some(204)),
        ]});
        let met = met(&operations, &format!("{line}\n")).expect("a record");
        assert_eq!(met.iter().copied().collect::<Vec<_>>(), [(0, 200), (1, 204)]);
        assert_eq!(holes(&operations, "rust", &met), ["rust: GET /a/{id} [404]"]);
        assert!(
            table(&operations, &[("rust", met)]).contains("| GET /a/{id} | `GET /a/{id}` | 200 ~~404~~ |")
        );
    }
}
