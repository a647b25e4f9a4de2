//! Answers as the Node package reads them: JSON text, since JavaScript parses one text much faster than
//! it is handed objects field by field.

use serde::{Serialize, Serializer, ser::SerializeTuple};

use super::{Extra, Json, Secret, Timestamp};
use crate::{
    error::{Error, ErrorDetails},
    jobs::BatchItem,
};

/// A value as the Node package reads it.
///
/// It is the value's JSON, but for two things that spare JavaScript time: an answer is an array of its
/// fields in their order, with `null` where there is none, and a moment is a number of milliseconds
/// since 1970. `bindings-node/ts/generated/models.ts` makes classes of these arrays.
pub trait NodeJson {
    /// Writes the value.
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error>;
}

/// A value that serde writes as the Node package reads it.
#[derive(Debug)]
pub struct ForNode<'a, T>(pub &'a T);

impl<T: NodeJson> Serialize for ForNode<'_, T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.write(to)
    }
}

/// What JavaScript has as JSON has it.
macro_rules! as_json {
    ($($ty:ty),*) => {$(
        impl crate::model::NodeJson for $ty {
            fn write<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(self, to)
            }
        }
    )*};
}
pub(crate) use as_json;
as_json!((), bool, u16, u32, u64, i64, f64, String, Secret, Extra, Json);

impl NodeJson for Timestamp {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        // A `Date` has no microseconds.
        to.serialize_i64(self.as_micros().div_euclid(1000))
    }
}

impl<T: NodeJson> NodeJson for Option<T> {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.as_ref().map(ForNode).serialize(to)
    }
}

impl<T: NodeJson> NodeJson for Vec<T> {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.iter().map(ForNode))
    }
}

/// Whether it went well, and the value or the error.
impl<T: NodeJson, E: NodeJson> NodeJson for Result<T, E> {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut pair = to.serialize_tuple(2)?;
        pair.serialize_element(&self.is_ok())?;
        match self {
            Ok(value) => pair.serialize_element(&ForNode(value))?,
            Err(error) => pair.serialize_element(&ForNode(error))?,
        }
        pair.end()
    }
}

/// Which call it was, and how it ended.
impl<T: NodeJson> NodeJson for BatchItem<T> {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (self.index, ForNode(&self.result)).serialize(to)
    }
}

/// The name of its class, and the facts under their names.
impl NodeJson for Error {
    fn write<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Failure<'a> {
            kind: &'static str,
            details: &'a ErrorDetails,
        }
        Failure { kind: self.kind().name(), details: self.details() }.serialize(to)
    }
}

/// For serde's `serialize_with`.
pub(crate) fn write<T: NodeJson, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.write(to)
}
