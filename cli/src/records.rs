//! Tables and records, for people.

use comfy_table::{Table, presets};
use serde_json::Value;
use whereby::Timestamp;

/// How many characters of a nested value a list shows.
const NESTED: usize = 40;

/// One object: a line for each key, values under each other.
pub(crate) fn record(value: &Value) -> String {
    let Value::Object(map) = value else { return format!("{}\n", cell(value)) };
    let shown: Vec<_> = map.iter().filter(|(_, v)| !v.is_null()).collect();
    let width = shown.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default();
    shown.iter().map(|(key, v)| format!("{:width$}  {}\n", plain(key), field(key, v))).collect()
}

/// Many objects: a row each, without the columns that no row fills.
pub(crate) fn table(columns: &[&str], rows: &[Value]) -> String {
    let filled = |column: &&&str| rows.iter().any(|row| row.get(column).is_some_and(|v| !v.is_null()));
    let columns: Vec<_> = columns.iter().filter(filled).collect();
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(&columns);
    for row in rows {
        table.add_row(columns.iter().map(|column| row.get(column).map(cell).unwrap_or_default()));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt() + "\n"
}

/// The item of a list without the insides of what is nested and long: samples fill screens.
pub(crate) fn brief(mut item: Value) -> Value {
    for value in item.as_object_mut().into_iter().flat_map(|map| map.values_mut()) {
        if let Value::Object(_) | Value::Array(_) = value {
            let text = value.to_string();
            if let Some((end, _)) = text.char_indices().nth(NESTED) {
                *value = format!("{}…", text.get(..end).unwrap_or_default()).into();
            }
        }
    }
    item
}

/// The value of a key. The only moment that the API writes as a number is shown as the others are.
fn field(key: &str, value: &Value) -> String {
    let micros = value.as_i64().filter(|_| key == "expires").and_then(|millis| millis.checked_mul(1000));
    match micros.map(Timestamp::from_micros) {
        Some(Ok(time)) => time.to_string(),
        _ => cell(value),
    }
}

/// One value, as a table shows it.
pub(crate) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => plain(text),
        other => plain(&other.to_string()),
    }
}

/// The text without what a terminal would obey: names in it are chosen by strangers.
pub(crate) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() || turns(c) { '\u{fffd}' } else { c }).collect()
}

/// Whether it sets in which direction text runs, so that what is shown is not what is written (Unicode's
/// `Bidi_Control`).
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
