//! Values of open enums.

use std::{ffi::OsStr, marker::PhantomData};

use clap::{
    Arg, Command, Error,
    builder::{PossibleValue, StringValueParser, TypedValueParser},
};

/// Reads a value of an open enum: any text is taken, the known ones are shown and completed.
#[derive(Clone)]
pub struct Word<T> {
    known: &'static [&'static str],
    word: PhantomData<T>,
}

impl<T: From<String> + Clone + Send + Sync + 'static> Word<T> {
    pub(crate) fn new(known: &'static [&'static str]) -> Self {
        Self { known, word: PhantomData }
    }
}

impl<T: From<String> + Clone + Send + Sync + 'static> TypedValueParser for Word<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        StringValueParser::new().parse_ref(command, arg, value).map(T::from)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.known.iter().map(PossibleValue::new)))
    }
}
