//! Keywords of Python, taken as they come and read once their name is known: an error names the field.

use std::{any::TypeId, borrow::Cow, convert::Infallible, marker::PhantomData};

use pyo3::{
    exceptions::{PyOverflowError, PyTypeError, PyValueError},
    prelude::*,
    types::{PyBool, PyEllipsis},
};

use super::{Nullable, Span, python_errors::raise, python_hints::hint};

/// A keyword as the caller gave it, to become a `T`. It holds no more than the object: methods with fifty
/// keywords would else be tens of kilobytes of code that reads and drops them.
pub struct Given<T> {
    object: Py<PyAny>,
    becomes: PhantomData<fn() -> T>,
}

/// A keyword with three states: left out (`...`), `None`, or a value.
pub enum ThreeStates<T> {
    /// The keyword was left out, or is `...`.
    Absent,
    /// The keyword is `None`.
    Null,
    /// The keyword has a value.
    Value(T),
}

/// What a keyword becomes.
pub trait Keyword: Sized {
    /// The type of the field.
    type Field;

    /// Returns the value, or raises an error of this class, or a `TypeError`, that names the field.
    fn checked(self, class: &str, field: &str) -> PyResult<Self::Field>;

    /// The keyword is part of a request.
    fn named(self, field: &str) -> PyResult<Self::Field> {
        self.checked("InvalidRequestError", field)
    }

    /// The keyword is an option of this library.
    fn option(self, field: &str) -> PyResult<Self::Field> {
        self.checked("ConfigError", field)
    }
}

/// Reads the keywords that may be left out. The first that is wrong is told at the end: to leave at each
/// would take code for each that drops all the others.
#[derive(Default)]
pub struct Optional(Option<PyErr>);

impl Optional {
    /// The value, or none if the keyword is wrong.
    pub fn named<K: Keyword<Field: Default>>(&mut self, keyword: K, field: &str) -> K::Field {
        keyword.named(field).unwrap_or_else(|error| {
            self.0.get_or_insert(error);
            K::Field::default()
        })
    }

    /// Raises what was wrong with the first keyword that was.
    pub fn end(self) -> PyResult<()> {
        self.0.map_or(Ok(()), Err)
    }
}

impl<T: for<'a, 'py> FromPyObject<'a, 'py> + 'static> Keyword for Given<T> {
    type Field = T;

    #[inline(never)]
    fn checked(self, class: &str, field: &str) -> PyResult<T> {
        Python::attach(|py| {
            let object = self.object.bind(py);
            let read = match counts::<T>() && object.is_instance_of::<PyBool>() {
                true => Err(PyTypeError::new_err("must be a number, not bool")),
                false => object.extract().map_err(Into::into),
            };
            read.map_err(|error| explained(py, class, field, error))
        })
    }
}

impl<K: Keyword> Keyword for Option<K> {
    type Field = Option<K::Field>;

    fn checked(self, class: &str, field: &str) -> PyResult<Self::Field> {
        self.map(|keyword| keyword.checked(class, field)).transpose()
    }
}

impl<K: Keyword> Keyword for ThreeStates<K> {
    type Field = Option<Nullable<K::Field>>;

    fn checked(self, class: &str, field: &str) -> PyResult<Self::Field> {
        Ok(match self {
            Self::Absent => None,
            Self::Null => Some(Nullable::Null),
            Self::Value(keyword) => Some(Nullable::Value(keyword.checked(class, field)?)),
        })
    }
}

pub(crate) fn explained(py: Python<'_>, class: &str, field: &str, error: PyErr) -> PyErr {
    let message = |rule: &str| format!("{field}: {rule}");
    let text = error.value(py).to_string();
    if error.is_instance_of::<PyTypeError>(py) {
        PyTypeError::new_err(message(&plainer(&text)))
    } else if error.is_instance_of::<PyOverflowError>(py) {
        raise(py, class, &message("this number is too large or negative"))
    } else if error.is_instance_of::<PyValueError>(py) {
        raise(py, class, &message(&text))
    } else {
        error
    }
}

/// What pyo3 says of a wrong type, as a rule.
fn plainer(text: &str) -> Cow<'_, str> {
    if text == "Can't extract `str` to `Vec`" {
        return "must be a list or a tuple, not a single str; put it into brackets".into();
    }
    let types = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    match types.and_then(|types| types.split_once("' object is not an instance of '")) {
        Some((given, "Sequence")) => format!("must be a list or a tuple, not {given}").into(),
        Some((given, wanted)) => format!("must be {wanted}, not {given}").into(),
        None => text.into(),
    }
}

/// Python takes `True` for 1. Here it is a mistake.
fn counts<T: 'static>() -> bool {
    let counts = [TypeId::of::<u16>(), TypeId::of::<u32>(), TypeId::of::<u64>(), TypeId::of::<Span>()];
    counts.contains(&TypeId::of::<T>())
}

impl<'a, 'py, T: FromPyObject<'a, 'py>> FromPyObject<'a, 'py> for Given<T> {
    type Error = Infallible;
    hint!(INPUT_TYPE = T::INPUT_TYPE);

    fn extract(object: Borrowed<'a, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self { object: object.to_owned().unbind(), becomes: PhantomData })
    }
}

impl<'a, 'py, T: FromPyObject<'a, 'py>> FromPyObject<'a, 'py> for ThreeStates<T> {
    type Error = T::Error;
    hint!(
        INPUT_TYPE = type_hint_union!(
            <Option<T> as FromPyObject<'a, 'py>>::INPUT_TYPE,
            type_hint_identifier!("types", "EllipsisType")
        )
    );

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> Result<Self, T::Error> {
        if obj.is_none() {
            Ok(Self::Null)
        } else if obj.cast::<PyEllipsis>().is_ok() {
            Ok(Self::Absent)
        } else {
            obj.extract().map(Self::Value)
        }
    }
}
