//! What models share in Python.

use std::marker::PhantomData;

use pyo3::{
    IntoPyObjectExt,
    exceptions::PyValueError,
    inspect::{PyStaticConstant, PyStaticExpr},
    prelude::*,
    types::{PyDict, PyTuple, PyType},
};
use serde::{Serialize, de::DeserializeOwned};

use super::python_json::json_to_py;

/// A type that is a `str` in Python.
macro_rules! text_face {
    ($name:ident, $hint:expr, |$to:ident| $as_text:expr, |$from:ident| $of_text:expr) => {
        const _: () = {
            use pyo3::{inspect::PyStaticExpr, prelude::*, types::PyString};

            impl<'py> IntoPyObject<'py> for $name {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = std::convert::Infallible;
                const OUTPUT_TYPE: PyStaticExpr = $hint;

                fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                    (&self).into_pyobject(py)
                }
            }

            // A getter has no more than this.
            impl<'py> IntoPyObject<'py> for &$name {
                type Target = PyString;
                type Output = Bound<'py, PyString>;
                type Error = std::convert::Infallible;
                const OUTPUT_TYPE: PyStaticExpr = $hint;

                fn into_pyobject(self, py: Python<'py>) -> Result<Self::Output, Self::Error> {
                    let $to = self;
                    Ok(PyString::new(py, $as_text))
                }
            }

            impl<'a, 'py> FromPyObject<'a, 'py> for $name {
                type Error = PyErr;
                const INPUT_TYPE: PyStaticExpr = $hint;

                fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
                    let $from: &str = obj.extract()?;
                    Ok($of_text)
                }
            }
        };
    };
}
pub(crate) use text_face;

/// The hint of text.
pub(crate) const TEXT: PyStaticExpr = PyStaticExpr::Name { id: "str" };
/// The hint of any JSON value.
pub(crate) const ANY: PyStaticExpr =
    PyStaticExpr::Attribute { value: &PyStaticExpr::Name { id: "typing" }, attr: "Any" };
/// The hint of a JSON object.
pub(crate) const DICT: PyStaticExpr = PyStaticExpr::Subscript {
    value: &PyStaticExpr::Name { id: "dict" },
    slice: &PyStaticExpr::Tuple { elts: &[TEXT, ANY] },
};

/// The hints of these texts, each exactly.
pub(crate) const fn literals<const N: usize>(texts: &[&'static str]) -> [PyStaticExpr; N] {
    let mut hints = [TEXT; N];
    let mut i = 0;
    while i < N {
        hints[i] = PyStaticExpr::Constant { value: PyStaticConstant::Str(texts[i]) };
        i += 1;
    }
    hints
}

/// The hint of one text.
macro_rules! literal {
    ($text:expr) => {
        pyo3::type_hint_subscript!(
            pyo3::type_hint_identifier!("typing", "Literal"),
            pyo3::inspect::PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::Str($text) }
        )
    };
}
pub(crate) use literal;

/// The fields of a model, in their order.
pub trait Fields {
    /// Their names in Python.
    const NAMES: &'static [&'static str];
    /// The hint of each name.
    const LITERALS: &'static [PyStaticExpr];
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
    const OUTPUT_TYPE: PyStaticExpr = PyStaticExpr::Subscript {
        value: &PyStaticExpr::Name { id: "tuple" },
        slice: &PyStaticExpr::Tuple { elts: T::LITERALS },
    };

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
    let text = serde_json::to_string(slf.get()).map_err(|e| PyValueError::new_err(e.to_string()))?;
    Ok((slf.as_any().getattr("_from_json")?, (text,)))
}

pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> PyResult<T> {
    serde_json::from_str(text).map_err(|e| PyValueError::new_err(e.to_string()))
}

pub(crate) fn to_dict<'py, T: Serialize>(py: Python<'py>, value: &T) -> PyResult<Bound<'py, PyDict>> {
    let value = serde_json::to_value(value).map_err(|e| PyValueError::new_err(e.to_string()))?;
    Ok(json_to_py(py, &value)?.cast_into()?)
}

/// pydantic is asked for only by those who have it.
pub(crate) fn pydantic<'py>(class: &Bound<'py, PyType>, what: &str) -> PyResult<Bound<'py, PyAny>> {
    class.py().import("whereby._pydantic")?.getattr(what)?.call1((class,))
}
