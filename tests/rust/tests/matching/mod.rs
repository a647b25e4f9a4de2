//! Expected values: objects by part, arrays whole, and a few words for what is not known before.

use serde_json::Value;
use whereby::Timestamp;

/// Says where and why a value is not what was expected.
pub fn matches(expected: &Value, given: Option<&Value>, at: &str) -> Result<(), String> {
    let given = given.unwrap_or(&Value::Null);
    let holds = match expected {
        Value::String(word) if word == "$any" => !given.is_null(),
        Value::String(word) if word == "$absent" => given.is_null(),
        Value::Object(map) if map.keys().any(|k| k.starts_with('$')) => {
            map.iter().all(|(k, v)| word(k, v, given))
        }
        Value::Object(map) => {
            return map.iter().try_for_each(|(k, v)| matches(v, given.get(k), &format!("{at}.{k}")));
        }
        Value::Array(items) => {
            let list = given.as_array().filter(|list| list.len() == items.len());
            let list = list.ok_or_else(|| format!("{at}: expected {expected}, got {given}"))?;
            return items
                .iter()
                .zip(list)
                .enumerate()
                .try_for_each(|(i, (e, g))| matches(e, Some(g), &format!("{at}[{i}]")));
        }
        Value::Number(number) => number.as_f64() == given.as_f64(),
        other => other == given,
    };
    match holds {
        true => Ok(()),
        false => Err(format!("{at}: expected {expected}, got {given}")),
    }
}

fn word(name: &str, expected: &Value, given: &Value) -> bool {
    let text = expected.as_str().unwrap_or_default();
    match name {
        "$startsWith" => given.as_str().is_some_and(|g| g.starts_with(text)),
        "$contains" => given.as_str().is_some_and(|g| g.contains(text)),
        "$matches" => given.as_str().is_some_and(|g| regex::Regex::new(text).expect("a pattern").is_match(g)),
        "$number" => {
            let limit = |name: &str| expected[name].as_f64();
            given.as_f64().is_some_and(|g| {
                limit("min").is_none_or(|min| g >= min) && limit("max").is_none_or(|max| g <= max)
            })
        }
        "$length" => given.as_array().map(|g| g.len() as u64) == expected.as_u64(),
        "$time" => {
            let micros = |v: &Value| v.as_str()?.parse::<Timestamp>().ok().map(|t| t.as_micros());
            matches!((micros(expected), micros(given)), (Some(a), Some(b)) if (a - b).abs() < 5_000_000)
        }
        other => panic!("a case uses `{other}`, which has no meaning"),
    }
}
