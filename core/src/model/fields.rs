//! An answer as it came, with the objects that models are read from taken apart by key.

use std::{any::Any, borrow::Cow};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::{Map, Value};

/// What a model knows of its object.
pub(crate) struct Shape {
    /// The keys of its fields.
    pub keys: &'static [&'static str],
    /// Of a page: which key holds its items.
    pub items: Option<(usize, ListShape)>,
}

/// A list of objects of one shape, and what reads them.
#[derive(Clone, Copy)]
pub(crate) struct ListShape {
    pub item: &'static Shape,
    pub read: fn() -> Box<dyn ReadItems>,
}

/// Reads the items of a list one by one, each when it is parsed: all of them taken apart by key would take more
/// memory than the page, and push it out of the processor's caches.
pub(crate) trait ReadItems {
    fn add(&mut self, item: &mut Raw<'_>);
    fn end(self: Box<Self>) -> Box<dyn Any>;
}

/// A value as it came. Text is most of an answer, so it stays in the body until it is known what
/// becomes of it.
pub(crate) enum Raw<'de> {
    Text(Cow<'de, str>),
    Object(Fields<'de>),
    /// What [`ReadItems`] made of a list.
    Items(Box<dyn Any>),
    Other(Value),
}

impl Default for Raw<'_> {
    fn default() -> Self {
        Self::Other(Value::Null)
    }
}

impl From<Raw<'_>> for Value {
    fn from(raw: Raw<'_>) -> Self {
        match raw {
            Raw::Text(text) => Self::String(text.into_owned()),
            Raw::Object(fields) => Self::Object(fields.whole()),
            // A page takes its items; what is turned back into JSON is what nobody takes.
            Raw::Items(_) => Self::Null,
            Raw::Other(value) => value,
        }
    }
}

/// An object: the values of known keys, to be taken one by one, and the others.
pub(crate) struct Fields<'de> {
    shape: &'static Shape,
    /// Each at its key's place in the shape.
    known: Vec<Option<Known<'de>>>,
    unknown: Map<String, Value>,
}

/// The value of a known key.
pub(super) struct Known<'de> {
    pub value: Raw<'de>,
    /// Whether a field of the model has it.
    pub taken: bool,
    /// How many values of known keys came before.
    place: usize,
    /// How many unknown keys came before.
    after: usize,
}

impl<'de> Fields<'de> {
    /// The value of a key.
    pub(super) fn get(&mut self, key: usize) -> Option<&mut Known<'de>> {
        self.known.get_mut(key)?.as_mut()
    }

    /// The key itself, for errors.
    pub(super) fn name(&self, key: usize) -> &'static str {
        self.shape.keys.get(key).copied().unwrap_or_default()
    }

    /// Takes all that is left, in the order in which it came.
    pub(super) fn rest(&mut self) -> Map<String, Value> {
        let unknown = std::mem::take(&mut self.unknown);
        if self.known.iter().flatten().all(|known| known.taken) {
            return unknown;
        }
        let known = std::mem::take(&mut self.known);
        let known = known.into_iter().map(|known| known.filter(|known| !known.taken)).collect();
        Self { known, unknown, shape: self.shape }.whole()
    }

    /// The whole object, what was taken included, in the order in which it came.
    pub(super) fn whole(mut self) -> Map<String, Value> {
        let mut whole = std::mem::take(&mut self.unknown);
        let known = std::mem::take(&mut self.known).into_iter().enumerate();
        let mut known: Vec<_> = known.filter_map(|(key, known)| known.map(|known| (key, known))).collect();
        known.sort_unstable_by_key(|(_, known)| known.place);
        for (before, (key, known)) in known.into_iter().enumerate() {
            whole.shift_insert(known.after + before, self.name(key).to_owned(), known.value.into());
        }
        whole
    }

    /// Reads an object; the memory of the object before it in a list is used again.
    fn read<A: MapAccess<'de>>(
        shape: &'static Shape,
        before: Raw<'de>,
        mut map: A,
    ) -> Result<Self, A::Error> {
        let mut known = match before {
            Raw::Object(fields) => fields.known,
            _ => Vec::new(),
        };
        known.clear();
        known.resize_with(shape.keys.len(), || None);
        let mut fields = Self { shape, known, unknown: Map::new() };
        let mut count = 0;
        while let Some(key) = map.next_key_seed(KeyOf(shape.keys))? {
            match key {
                Key::Known(key) => {
                    let items = shape.items.filter(|(place, _)| *place == key);
                    let want = items.map_or(Want::Anything, |(_, item)| Want::List(item));
                    // There is a slot for each key of the shape.
                    let Some(slot) = fields.known.get_mut(key) else { continue };
                    // As in any map, the last value counts, at the place of the first.
                    let (place, after) = (count, fields.unknown.len());
                    let known = slot.get_or_insert_with(|| Known {
                        value: Raw::default(),
                        taken: false,
                        place,
                        after,
                    });
                    count += 1;
                    map.next_value_seed(want.at(&mut known.value))?;
                }
                Key::Unknown(key) => drop(fields.unknown.insert(key, map.next_value()?)),
            }
        }
        Ok(fields)
    }
}

/// A key of an object: its place in the shape, or its text.
enum Key {
    Known(usize),
    Unknown(String),
}

/// Reads a key.
struct KeyOf(&'static [&'static str]);

impl<'de> DeserializeSeed<'de> for KeyOf {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyOf {
    type Value = Key;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Key, E> {
        let place = self.0.iter().position(|key| *key == text);
        Ok(place.map_or_else(|| Key::Unknown(text.to_owned()), Key::Known))
    }
}

/// Reads a value of any type; an object or a list of objects by shape, if it is what is wanted.
pub(super) enum Want {
    Anything,
    Object(&'static Shape),
    List(ListShape),
}

impl Want {
    /// Reads it there.
    pub(super) fn at<'a, 'de>(self, place: &'a mut Raw<'de>) -> At<'a, 'de> {
        At { want: self, place }
    }
}

/// Writes a value where it stays. One that is handed on is written in parts and read at once as a whole, for which
/// a processor waits: a tenth of the time of a page.
pub(super) struct At<'a, 'de> {
    want: Want,
    place: &'a mut Raw<'de>,
}

impl<'de> DeserializeSeed<'de> for At<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for At<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        *self.place = Raw::default();
        Ok(())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        *self.place = Raw::Other(value.into());
        Ok(())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        *self.place = Raw::Other(number.into());
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        *self.place = Raw::Other(number.into());
        Ok(())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        *self.place = Raw::Other(number.into());
        Ok(())
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        *self.place = Raw::Text(text.into());
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        *self.place = Raw::Text(text.into());
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Want::List(list) = self.want else {
            *self.place = Raw::Other(Value::deserialize(SeqAccessDeserializer::new(seq))?);
            return Ok(());
        };
        let (mut read, mut item) = ((list.read)(), Raw::default());
        while let Some(()) = seq.next_element_seed(Want::Object(list.item).at(&mut item))? {
            read.add(&mut item);
        }
        *self.place = Raw::Items(read.end());
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let before = std::mem::take(self.place);
        *self.place = match self.want {
            Want::Object(shape) => Raw::Object(Fields::read(shape, before, map)?),
            _ => Raw::Other(Value::deserialize(MapAccessDeserializer::new(map))?),
        };
        Ok(())
    }
}
