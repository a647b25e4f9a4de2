//! Tolerant decoding (contract §5, rules for a tolerant client): a field that cannot be read stays
//! in `extra` as it came, an item that cannot be read does not sink its page.
//!
//! `#[model]` writes how each answer is read with what is here.

use std::{any::Any, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error, Visitor, value::BorrowedStrDeserializer},
};
use serde_json::Value;

use super::{
    Extra, Json,
    fields::{Fields, ListShape, Raw, ReadItems, Shape, Want},
};

/// A type that is read from an object of an answer.
pub(crate) trait Model: Sized + 'static {
    /// What it knows of the object; [`Fields`] takes the place of a key in it for the key.
    const SHAPE: &'static Shape;

    /// Takes the fields, `extra` last. Errors if there is no id.
    fn read<E: Error>(fields: &mut Fields<'_>) -> Result<Self, E>;

    /// Reads it from JSON text. Each model has its own, not generic, so that it is compiled with this
    /// crate, for speed, even in a binding that is compiled for size.
    fn from_json(text: &str) -> serde_json::Result<Self>;
}

/// Reads an object.
pub(crate) fn object<'de, T: Model, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut raw = Raw::default();
    Want::Object(T::SHAPE).at(&mut raw).deserialize(deserializer)?;
    match raw {
        Raw::Object(mut fields) => T::read(&mut fields),
        other => Err(Error::custom(format_args!("this is {}, not an object", kind(&other)))),
    }
}

/// The items of a list, and what came in the place of one, each behind so many items.
pub(crate) struct Items<T> {
    pub read: Vec<T>,
    pub unreadable: Vec<(usize, Value)>,
}

impl<T> Default for Items<T> {
    fn default() -> Self {
        Self { read: Vec::new(), unreadable: Vec::new() }
    }
}

impl<T: Model> Items<T> {
    /// What a list of them is read by.
    pub(crate) const SHAPE: ListShape = ListShape { item: T::SHAPE, read: || Box::new(Self::default()) };

    /// Takes them out of a list that was read by that.
    fn of(raw: &mut Raw<'_>) -> Option<Self> {
        match raw {
            Raw::Items(items) => items.downcast_mut().map(std::mem::take),
            _ => None,
        }
    }
}

impl<T: Model> ReadItems for Items<T> {
    fn add(&mut self, raw: &mut Raw<'_>) {
        let read = match raw {
            Raw::Object(fields) => T::read::<serde_json::Error>(fields).ok(),
            _ => None,
        };
        match read {
            Some(item) => self.read.push(item),
            None => self.unreadable.push((self.read.len(), std::mem::take(raw).into())),
        }
    }

    fn end(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

impl<'de, T: Model> Deserialize<'de> for Items<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut raw = Raw::default();
        Want::List(Self::SHAPE).at(&mut raw).deserialize(deserializer)?;
        Self::of(&mut raw).ok_or_else(|| Error::custom(format_args!("this is {}, not an array", kind(&raw))))
    }
}

impl Fields<'_> {
    /// Takes an optional field; one of the wrong type is left where it is.
    pub(crate) fn take<T: DeserializeOwned>(&mut self, key: usize) -> Option<T> {
        let known = self.get(key)?;
        let read = match &known.value {
            Raw::Text(text) => T::deserialize(BorrowedStrDeserializer::new(text)).map(Some),
            Raw::Other(Value::Null) => Ok(None),
            Raw::Other(value) => T::deserialize(value).map(Some),
            // Only of a page's items, which are taken by `items`.
            Raw::Object(_) | Raw::Items(_) => return None,
        };
        known.taken = read.is_ok();
        read.ok().flatten()
    }

    /// Takes an id: opaque text; a number is taken as its text.
    pub(crate) fn id<E: Error>(&mut self, key: usize) -> Result<String, E> {
        let name = self.name(key);
        let known = self.get(key).ok_or_else(|| E::missing_field(name))?;
        known.taken = true;
        match &known.value {
            Raw::Text(text) => Ok((**text).to_owned()),
            Raw::Other(Value::Number(number)) => Ok(number.to_string()),
            other => Err(E::custom(format_args!("`{name}` is {}, not text", kind(other)))),
        }
    }

    /// Takes the way to the next page. One that cannot be read is an error, since without it the list
    /// would end early and nobody would notice.
    pub(crate) fn cursor<E: Error>(&mut self, key: usize) -> Result<Option<String>, E> {
        match self.get(key) {
            Some(known) if !matches!(known.value, Raw::Other(Value::Null)) => self.id(key).map(Some),
            _ => Ok(self.take(key)),
        }
    }

    /// Takes the items of a page, and apart from them those that cannot be read.
    pub(crate) fn items<T: Model, E: Error>(
        &mut self,
        key: usize,
        unreadable: usize,
    ) -> Result<(Vec<T>, Vec<Json>), E> {
        // Written by this library itself, when a page is pickled.
        let mut unreadable: Vec<Json> = self.take(unreadable).unwrap_or_default();
        let name = self.name(key);
        let Some(known) = self.get(key) else { return Err(E::missing_field(name)) };
        let Some(items) = Items::of(&mut known.value) else {
            return Err(E::custom(format_args!("`{name}` is {}, not an array", kind(&known.value))));
        };
        known.taken = true;
        unreadable.extend(items.unreadable.into_iter().map(|(_, value)| Json(value)));
        Ok((items.read, unreadable))
    }

    /// Takes what no field has taken.
    pub(crate) fn extra(&mut self) -> Extra {
        Extra(self.rest())
    }
}

fn kind(value: &Raw<'_>) -> &'static str {
    match value {
        Raw::Other(Value::Null) => "null",
        Raw::Other(Value::Bool(_)) => "a boolean",
        Raw::Other(Value::Number(_)) => "a number",
        Raw::Text(_) | Raw::Other(Value::String(_)) => "text",
        Raw::Items(_) | Raw::Other(Value::Array(_)) => "an array",
        Raw::Object(_) | Raw::Other(Value::Object(_)) => "an object",
    }
}

/// Reads a type from text, without a copy of the text.
pub(crate) fn text<'de, D, T, E>(deserializer: D, read: fn(&str) -> Result<T, E>) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    E: fmt::Display,
{
    struct Text<T, E>(fn(&str) -> Result<T, E>);

    impl<T, E: fmt::Display> Visitor<'_> for Text<T, E> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a string")
        }

        fn visit_str<Wrong: Error>(self, text: &str) -> Result<T, Wrong> {
            (self.0)(text).map_err(Wrong::custom)
        }
    }

    deserializer.deserialize_str(Text(read))
}
