//! What models share in Python.

use std::marker::PhantomData;

use pyo3::{
    IntoPyObjectExt,
    exceptions::PyValueError,
    prelude::*,
    types::{PyDict, PyTuple, PyType},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{python_hints::hint, python_json::json_to_py};

/// A type that is a `str` in Python.
macro_rules! text_face {
    ($name:ident, $hint:expr, |$to:ident| $as_text:expr, |$from:ident| $of_text:expr) => {
        const _: () = {
            use pyo3::{prelude::*, types::PyString};
            use $crate::model::python_hints::hint;

            impl<'py> IntoPyObject<'py> for $name {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = std::convert::Infallible;
                hint!(OUTPUT_TYPE = $hint);

                fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                    (&self).into_pyobject(py)
                }
            }

            // A getter has no more than this.
            impl<'py> IntoPyObject<'py> for &$name {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = std::convert::Infallible;
                hint!(OUTPUT_TYPE = $hint);

                fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                    let $to = self;
                    Ok(PyString::new(py, $as_text))
                }
            }

            impl<'a, 'py> FromPyObject<'a, 'py> for $name {
                type Error = PyErr;
                hint!(INPUT_TYPE = $hint);

                fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
                    let $from: &str = obj.extract()?;
                    Ok($of_text)
                }
            }
        };
    };
}
pub(crate) use text_face;

/// The fields of a model, in their order.
pub trait Fields {
    /// Their names in Python.
    const NAMES: &'static [&'static str];
    /// The hint of each name.
    #[cfg(feature = "stubs")]
    const LITERALS: &'static [pyo3::inspect::PyStaticExpr];
}

/// A model's `__match_args__`.
pub struct MatchArgs<T>(PhantomData<T>);

impl<T> MatchArgs<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'py, T: Fields> IntoPyObject<'py> for MatchArgs<T> {
    type Target = PyTuple;
    type Output = Bound<'py, PyTuple>;
    type Error = PyErr;
    hint!(OUTPUT_TYPE = type_hint_tuple!(T::LITERALS));

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        PyTuple::new(py, T::NAMES)
    }
}

/// The text of a `__repr__`: fields that are there, secrets masked.
pub(crate) struct Shown<'py> {
    py: Python<'py>,
    label: &'static str,
    fields: Vec<String>,
}

impl<'py> Shown<'py> {
    pub(crate) fn new(py: Python<'py>, label: &'static str) -> Self {
        Self { py, label, fields: Vec::new() }
    }

    pub(crate) fn field<T>(&mut self, name: &str, value: &T) -> PyResult<()>
    where
        T: Clone + IntoPyObject<'py>,
    {
        let value = value.clone().into_bound_py_any(self.py)?;
        let empty = value.is_none() || value.cast::<PyDict>().is_ok_and(|d| d.is_empty());
        if !empty {
            self.fields.push(format!("{name}={}", value.repr()?));
        }
        Ok(())
    }

    pub(crate) fn secret(&mut self, name: &str, present: bool) -> PyResult<()> {
        if present {
            self.fields.push(format!("{name}='***'"));
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> String {
        format!("{}({})", self.label, self.fields.join(", "))
    }
}

pub(crate) fn present<T: Serialize>(value: &T) -> bool {
    serde_json::to_value(value).is_ok_and(|v| !v.is_null())
}

pub(crate) fn reduce<'py, T>(slf: &Bound<'py, T>) -> PyResult<(Bound<'py, PyAny>, (String,))>
where
    T: pyo3::PyClass<Frozen = pyo3::pyclass::boolean_struct::True> + Serialize + Sync,
{
    pickled(slf.as_any(), wire(slf.get()))
}

fn pickled<'py>(
    model: &Bound<'py, PyAny>,
    wire: serde_json::Result<Value>,
) -> PyResult<(Bound<'py, PyAny>, (String,))> {
    Ok((model.getattr("_from_json")?, (wire.map_err(invalid)?.to_string(),)))
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> PyResult<T> {
    super::json::from_text(text).map_err(invalid)
}

pub(crate) fn to_dict<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyDict>> {
    dict(py, wire(value))
}

fn dict(py: Python<'_>, wire: serde_json::Result<Value>) -> PyResult<Bound<'_, PyDict>> {
    Ok(json_to_py(py, &wire.map_err(invalid)?)?.cast_into()?)
}

/// The wire form. Once for each model, as `from_text` is, and all around it once for all.
#[inline(never)]
fn wire<T: Serialize>(value: &T) -> serde_json::Result<Value> {
    serde_json::to_value(value)
}

fn invalid(error: serde_json::Error) -> PyErr {
    PyValueError::new_err(error.to_string())
}

/// pydantic is asked for only by those who have it.
pub(crate) fn pydantic<'py>(class: &Bound<'py, PyType>, what: &str) -> PyResult<Bound<'py, PyAny>> {
    class.py().import("whereby._pydantic")?.getattr(what)?.call1((class,))
}
