//! Answers as the Node package reads them: each is one text. JavaScript cuts texts out of a text without
//! copying them, which is much faster than to parse JSON, or to be handed objects field by field.

use serde::{Serialize, Serializer};

use super::{Extra, Json, Secret, Timestamp};
use crate::{
    error::{Error, ErrorDetails},
    jobs::BatchItem,
};

/// napi writes its declarations of the models there while this crate is compiled. Named here, so that cargo
/// compiles it anew for another folder.
const _: Option<&str> = option_env!("NAPI_TYPE_DEF_TMP_FOLDER");

/// An answer on its way to the Node package. Only values stand in it, one behind the other: what comes
/// next follows from the type of the answer. `bindings-node/ts/tape.ts` reads it.
///
/// - A whole number is a character for each six bits of it, the lowest first; all but the last are
///   raised by 64.
/// - A text is its length in JavaScript, and itself.
/// - What may be none is 0, or 1 and itself; a list is its length and its items.
/// - A moment is whether it is before 1970, and its milliseconds from there.
/// - Any other value is the text of its JSON.
#[derive(Debug, Default)]
pub struct Tape(String);

impl Tape {
    /// All that was written.
    pub fn into_text(self) -> String {
        self.0
    }

    fn number(&mut self, mut number: u64) {
        while number > 63 {
            self.0.push(char::from(64 | (number & 63) as u8));
            number >>= 6;
        }
        self.0.push(char::from(number as u8));
    }

    pub(crate) fn text(&mut self, text: &str) {
        let length = if text.is_ascii() { text.len() } else { text.encode_utf16().count() };
        self.number(length as u64);
        self.0.push_str(text);
    }

    fn json(&mut self, value: &impl Serialize) {
        // No value that is written here can fail to be JSON; were there one, JavaScript would say so.
        self.text(&serde_json::to_string(value).unwrap_or_default());
    }
}

/// How many bytes are reserved at most for what is yet to be written; a page of 100 takes a fifth of it.
const AHEAD: usize = 256 * 1024;

/// A value that the Node package can be given.
pub trait OnTape {
    /// Writes the value.
    fn write(&self, tape: &mut Tape);
}

/// How types are written that are no models.
macro_rules! on_tape {
    ($($ty:ty: $value:ident, $tape:ident => $write:expr;)*) => {$(
        impl crate::model::OnTape for $ty {
            fn write(&self, $tape: &mut crate::model::Tape) {
                let $value = self;
                $write
            }
        }
    )*};
}

on_tape! {
    (): nothing, _tape => *nothing;
    bool: flag, tape => tape.number((*flag).into());
    u16: number, tape => tape.number((*number).into());
    u32: number, tape => tape.number((*number).into());
    u64: number, tape => tape.json(number);
    i64: number, tape => tape.json(number);
    f64: number, tape => tape.json(number);
    String: text, tape => tape.text(text);
    Secret: secret, tape => tape.text(secret.reveal());
    Json: json, tape => tape.json(json);
    // Most answers have none.
    Extra: extra, tape => if extra.is_empty() { tape.number(0) } else { tape.json(extra) };
    Timestamp: moment, tape => {
        // A `Date` has no microseconds.
        let millis = moment.as_micros().div_euclid(1000);
        tape.number((millis < 0).into());
        tape.number(millis.unsigned_abs());
    };
}

/// An open enum is its text.
macro_rules! word_on_tape {
    ($name:ident) => {
        impl crate::model::OnTape for $name {
            fn write(&self, tape: &mut crate::model::Tape) {
                tape.text(self.as_str());
            }
        }
    };
}
pub(crate) use word_on_tape;

impl<T: OnTape> OnTape for Option<T> {
    fn write(&self, tape: &mut Tape) {
        self.is_some().write(tape);
        if let Some(value) = self {
            value.write(tape);
        }
    }
}

impl<T: OnTape> OnTape for Vec<T> {
    fn write(&self, tape: &mut Tape) {
        tape.number(self.len() as u64);
        let Some((first, others)) = self.split_first() else { return };
        let begin = tape.0.len();
        first.write(tape);
        // They are about as long, and a text that grows is copied.
        tape.0.reserve(((tape.0.len() - begin) * others.len()).min(AHEAD));
        others.iter().for_each(|item| item.write(tape));
    }
}

/// Whether it went well, and the value or the error.
impl<T: OnTape, E: OnTape> OnTape for Result<T, E> {
    fn write(&self, tape: &mut Tape) {
        self.is_ok().write(tape);
        match self {
            Ok(value) => value.write(tape),
            Err(error) => error.write(tape),
        }
    }
}

/// Which call it was, and how it ended.
impl<T: OnTape> OnTape for BatchItem<T> {
    fn write(&self, tape: &mut Tape) {
        tape.number(self.index);
        self.result.write(tape);
    }
}

impl OnTape for Error {
    fn write(&self, tape: &mut Tape) {
        tape.text(&self.to_json());
    }
}

impl Error {
    /// The name of its class, and the facts under their names, as the Node package reads them.
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Failure<'a> {
            kind: &'static str,
            details: &'a ErrorDetails,
        }
        let failure = Failure { kind: self.kind().name(), details: self.details() };
        serde_json::to_string(&failure).unwrap_or_default()
    }
}

/// A fact that is a model or a moment, for serde's `serialize_with`: the text of its tape.
pub(crate) fn fact<T: OnTape, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
    let text = value.as_ref().map(|value| {
        let mut tape = Tape::default();
        value.write(&mut tape);
        tape.into_text()
    });
    text.serialize(to)
}
