//! The items of a page: objects of Python that are made once, with the page.

use std::{convert::Infallible, marker::PhantomData};

use pyo3::{
    PyClass,
    conversion::FromPyObjectOwned,
    prelude::*,
    pyclass::boolean_struct::True,
    types::{PyList, PyTuple},
};
use serde::{
    Serialize, Serializer,
    ser::{Error, SerializeSeq},
};

use super::python_hints::hint;

/// Items of this class. Python is given a new list of them at each access, so that a page never changes.
pub struct PageItems<T> {
    objects: Py<PyTuple>,
    class: PhantomData<fn() -> T>,
}

impl<T> PageItems<T> {
    /// Moves values into objects.
    pub(crate) fn new<'py>(py: Python<'py>, items: Vec<T>) -> PyResult<Self>
    where
        T: IntoPyObject<'py>,
    {
        PyTuple::new(py, items).map(Self::of)
    }

    fn of(objects: Bound<'_, PyTuple>) -> Self {
        Self { objects: objects.unbind(), class: PhantomData }
    }
}

impl<T> Default for PageItems<T> {
    fn default() -> Self {
        Python::attach(|py| Self::of(PyTuple::empty(py)))
    }
}

impl<T> Clone for PageItems<T> {
    fn clone(&self) -> Self {
        Python::attach(|py| Self { objects: self.objects.clone_ref(py), class: PhantomData })
    }
}

impl<T> PartialEq for PageItems<T> {
    fn eq(&self, other: &Self) -> bool {
        // Models are compared in Rust, where nothing can be raised.
        Python::attach(|py| self.objects.bind(py).eq(&other.objects).unwrap_or(false))
    }
}

impl<T: PyClass<Frozen = True> + Serialize + Sync> Serialize for PageItems<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Python::attach(|py| {
            let objects = self.objects.bind(py);
            let mut items = serializer.serialize_seq(Some(objects.len()))?;
            for object in objects {
                items.serialize_element(object.cast::<T>().map_err(S::Error::custom)?.get())?;
            }
            items.end()
        })
    }
}

impl<'a, 'py, T: PyClass> FromPyObject<'a, 'py> for PageItems<T>
where
    Bound<'py, T>: FromPyObjectOwned<'py>,
{
    type Error = PyErr;
    hint!(INPUT_TYPE = <Vec<Bound<'py, T>> as FromPyObject<'a, 'py>>::INPUT_TYPE);

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let items: Vec<Bound<'py, T>> = given.extract()?;
        PyTuple::new(given.py(), items).map(Self::of)
    }
}

/// How a field of this type is read.
macro_rules! as_list {
    ($($ty:ty),*) => {$(
        impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for $ty {
            type Target = PyList;
            type Output = Bound<'py, PyList>;
            type Error = Infallible;
            hint!(OUTPUT_TYPE = <Vec<T> as IntoPyObject<'py>>::OUTPUT_TYPE);

            fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Infallible> {
                Ok(self.objects.bind(py).to_list())
            }
        }
    )*};
}
as_list!(PageItems<T>, &PageItems<T>);
