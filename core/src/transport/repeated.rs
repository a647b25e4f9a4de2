//! Keys that stand twice in one object: serde writes a field, and after it a key of `extra` that has
//! the field's name. Which of the two a server takes is chance.

use std::{collections::HashSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// The first key that stands twice in one object, at any depth.
pub(super) fn repeated_key(json: &[u8]) -> Option<String> {
    let mut found = None;
    // It was written a moment ago, so it can be read.
    let _ = Search(&mut found).deserialize(&mut serde_json::Deserializer::from_slice(json));
    found
}

/// Goes through any JSON and keeps the first key that it meets again.
struct Search<'a>(&'a mut Option<String>);

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut seen = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(Search(self.0))?;
            if let Some(key) = seen.replace(key) {
                self.0.get_or_insert(key);
            }
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Search(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::repeated_key;

    #[test]
    fn a_key_that_stands_twice_is_found_at_any_depth() {
        let found = |text: &str| repeated_key(text.as_bytes());
        assert_eq!(found(r#"{"a": 1, "b": {"a": [null, -1, 1.5, true, "a"]}}"#), None);
        assert_eq!(found(r#"{"a": 1, "b": 2, "a": 1}"#).as_deref(), Some("a"));
        assert_eq!(found(r#"[{"a": {"b": [{"c": 1, "c": 2}]}}]"#).as_deref(), Some("c"));
    }
}
