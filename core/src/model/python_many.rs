//! Arguments that take any iterable of Python.

use std::convert::Infallible;

use pyo3::{
    conversion::FromPyObjectOwned,
    exceptions::PyTypeError,
    prelude::*,
    types::{PyByteArray, PyBytes, PyString},
};

use super::{
    python_hints::hint,
    python_keyword::{Keyword, explained},
};

/// The items of an iterable, a generator too, which is read to its end.
pub struct Many<T>(Result<Vec<T>, Wrong>);

enum Wrong {
    /// It is no iterable, or one by accident.
    Whole(PyErr),
    /// An item has the wrong type.
    Item(usize, PyErr),
    /// The caller's own iterator raised it.
    Own(PyErr),
}

impl<T> Keyword for Many<T> {
    type Field = Vec<T>;

    fn checked(self, class: &str, field: &str) -> PyResult<Vec<T>> {
        self.0.map_err(|wrong| {
            Python::attach(|py| match wrong {
                Wrong::Whole(error) => explained(py, class, field, error),
                Wrong::Item(index, error) => explained(py, class, &format!("{field}[{index}]"), error),
                Wrong::Own(error) => error,
            })
        })
    }
}

impl<'a, 'py, T: FromPyObjectOwned<'py>> FromPyObject<'a, 'py> for Many<T> {
    type Error = Infallible;
    hint!(
        INPUT_TYPE = type_hint_subscript!(
            type_hint_identifier!("collections.abc", "Iterable"),
            <T as FromPyObject<'a, 'py>>::INPUT_TYPE
        )
    );

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> Result<Self, Infallible> {
        Ok(Self(read(&obj)))
    }
}

fn read<'py, T: FromPyObjectOwned<'py>>(given: &Bound<'py, PyAny>) -> Result<Vec<T>, Wrong> {
    // Each letter of a text would be taken for an item.
    let text = given.cast::<PyString>().is_ok()
        || given.cast::<PyBytes>().is_ok()
        || given.cast::<PyByteArray>().is_ok();
    let kind = given.get_type().name().map_err(Wrong::Own)?;
    if text {
        return Err(Wrong::Whole(PyTypeError::new_err(format!(
            "must be a list or another iterable, not a single {kind}; put it into brackets"
        ))));
    }
    let items = given.try_iter().map_err(|error| match error.is_instance_of::<PyTypeError>(given.py()) {
        true => Wrong::Whole(PyTypeError::new_err(format!("must be a list or another iterable, not {kind}"))),
        false => Wrong::Own(error),
    })?;
    let read = |(index, item): (usize, PyResult<Bound<'py, PyAny>>)| {
        item.map_err(Wrong::Own)?.extract::<T>().map_err(|error| Wrong::Item(index, error.into()))
    };
    items.enumerate().map(read).collect()
}
