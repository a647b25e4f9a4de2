//! The items of a page: objects of Python that are made once, and are the same at each access.

use std::{convert::Infallible, marker::PhantomData};

use pyo3::{
    PyClass, conversion::FromPyObjectOwned, prelude::*, pyclass::boolean_struct::True, types::PyList,
};
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeSeq},
};

use super::python_hints::hint;

/// A list of Python whose items are of this class.
pub struct Objects<T> {
    list: Py<PyList>,
    items: PhantomData<fn() -> T>,
}

impl<T: PyClass> Objects<T> {
    /// Moves values into objects.
    pub(crate) fn new(py: Python<'_>, items: Vec<T>) -> PyResult<Self>
    where
        T: for<'py> IntoPyObject<'py>,
    {
        PyList::new(py, items).map(Self::of)
    }

    fn of(list: Bound<'_, PyList>) -> Self {
        Self { list: list.unbind(), items: PhantomData }
    }
}

impl<T: PyClass> Default for Objects<T> {
    fn default() -> Self {
        Python::attach(|py| Self::of(PyList::empty(py)))
    }
}

impl<T> Clone for Objects<T> {
    fn clone(&self) -> Self {
        Python::attach(|py| Self { list: self.list.clone_ref(py), items: PhantomData })
    }
}

impl<T> PartialEq for Objects<T> {
    fn eq(&self, other: &Self) -> bool {
        Python::attach(|py| self.list.bind(py).eq(&other.list).unwrap_or(false))
    }
}

impl<T: PyClass<Frozen = True> + Serialize + Sync> Serialize for Objects<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Python::attach(|py| {
            let list = self.list.bind(py);
            let mut items = serializer.serialize_seq(Some(list.len()))?;
            for item in list {
                // What else is in it, its owner has put there.
                items.serialize_element(item.cast::<T>().map_err(S::Error::custom)?.get())?;
            }
            items.end()
        })
    }
}

impl<'a, 'py, T: PyClass> FromPyObject<'a, 'py> for Objects<T>
where
    Bound<'py, T>: FromPyObjectOwned<'py>,
{
    type Error = PyErr;
    hint!(INPUT_TYPE = <Vec<Bound<'py, T>> as FromPyObject<'a, 'py>>::INPUT_TYPE);

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let items: Vec<Bound<'py, T>> = obj.extract()?;
        PyList::new(obj.py(), items).map(Self::of)
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Objects<T> {
    type Target = PyList;
    type Output = Bound<'py, PyList>;
    type Error = Infallible;
    hint!(OUTPUT_TYPE = <Vec<T> as IntoPyObject<'py>>::OUTPUT_TYPE);

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        (&self).into_pyobject(py)
    }
}

impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for &Objects<T> {
    type Target = PyList;
    type Output = Bound<'py, PyList>;
    type Error = Infallible;
    hint!(OUTPUT_TYPE = <Vec<T> as IntoPyObject<'py>>::OUTPUT_TYPE);

    fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
        Ok(self.list.bind(py).clone())
    }
}
