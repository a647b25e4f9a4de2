//! JSON made of bytes, with keys and values that models know among others.

use std::{collections::BTreeSet, fs, path::Path};

use serde_json::{Map, Value, json};

/// Bytes that are used up; zeros follow the last one.
pub(crate) struct Bytes<'a>(pub(crate) &'a [u8]);

impl Bytes<'_> {
    pub(crate) fn next(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    pub(crate) fn text(&mut self) -> String {
        let length = usize::from(self.next() % 16).min(self.0.len());
        let (text, rest) = self.0.split_at(length);
        self.0 = rest;
        String::from_utf8_lossy(text).into_owned()
    }

    fn number(&mut self) -> u64 {
        u64::from_le_bytes([(); 8].map(|()| self.next()))
    }

    pub(crate) fn value(&mut self, keys: &[String], depth: u8) -> Value {
        match self.next() % 12 {
            0 => Value::Null,
            1 => json!(self.next().is_multiple_of(2)),
            2 => json!(self.next()),
            3 => json!(self.number().cast_signed()),
            4 => json!(f64::from_bits(self.number())),
            5 => json!("2026-01-31T12:00:00.123456789+02:00"),
            6 => json!("in_progress"),
            7 | 8 => json!(self.text()),
            9 if depth > 0 => (0..self.next() % 5).map(|_| self.value(keys, depth - 1)).collect(),
            10 | 11 if depth > 0 => Value::Object(self.object(keys, depth - 1)),
            _ => json!([]),
        }
    }

    pub(crate) fn object(&mut self, keys: &[String], depth: u8) -> Map<String, Value> {
        let mut object = Map::new();
        for _ in 0..self.next() % 12 {
            let chosen = usize::from(self.next());
            let key = match keys.get(chosen % (keys.len() + 3)) {
                Some(key) => key.clone(),
                None => self.text(),
            };
            object.insert(key, self.value(keys, depth));
        }
        object
    }
}

/// All keys of the shared cases: among them are those of every model, which so are typed only once.
pub(crate) fn keys() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/behaviour");
    let mut keys = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("cases") {
        let text = fs::read_to_string(entry.expect("a file").path()).expect("cases");
        collect(&serde_json::from_str(&text).expect("JSON"), &mut keys);
    }
    // Pages write this one themselves.
    keys.remove("unreadable");
    keys
}

fn collect(value: &Value, keys: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, keys)),
        Value::Object(object) => {
            for (key, value) in object {
                keys.insert(key.clone());
                collect(value, keys);
            }
        }
        _ => {}
    }
}
