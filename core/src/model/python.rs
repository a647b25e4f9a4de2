//! What models share in Python.

use std::marker::PhantomData;

use pyo3::{
    IntoPyObjectExt,
    exceptions::{PyTypeError, PyValueError},
    inspect::{PyStaticConstant, PyStaticExpr},
    prelude::*,
    types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple, PyType},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

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
                    let $to = &self;
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

/// A type that is a plain Python object made of dicts, lists, numbers and text.
macro_rules! json_face {
    ($name:ident, $hint:expr, $inner:ty) => {
        impl<'py> pyo3::IntoPyObject<'py> for $name {
            type Target = pyo3::PyAny;
            type Output = pyo3::Bound<'py, pyo3::PyAny>;
            type Error = pyo3::PyErr;
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = $hint;

            fn into_pyobject(self, py: pyo3::Python<'py>) -> pyo3::PyResult<Self::Output> {
                crate::model::python::json_to_py(py, &serde_json::Value::from(self.0))
            }
        }

        impl<'a, 'py> pyo3::FromPyObject<'a, 'py> for $name {
            type Error = pyo3::PyErr;
            const INPUT_TYPE: pyo3::inspect::PyStaticExpr = $hint;

            fn extract(obj: pyo3::Borrowed<'a, 'py, pyo3::PyAny>) -> pyo3::PyResult<Self> {
                let value: $inner =
                    crate::model::python::py_to_json(&obj, 0).and_then(crate::model::python::narrow)?;
                Ok(Self(value))
            }
        }
    };
}
pub(crate) use json_face;

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

/// Nesting beyond this is taken for a cycle.
const DEPTH: u32 = 100;

pub(crate) fn narrow<T: DeserializeOwned>(value: Value) -> PyResult<T> {
    serde_json::from_value(value).map_err(|e| PyValueError::new_err(e.to_string()))
}

pub(crate) fn py_to_json(obj: &Bound<'_, PyAny>, depth: u32) -> PyResult<Value> {
    if depth > DEPTH {
        return Err(PyValueError::new_err("nested too deeply for JSON"));
    }
    if obj.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(flag) = obj.cast::<PyBool>() {
        return Ok(flag.is_true().into());
    }
    if let Ok(text) = obj.cast::<PyString>() {
        return Ok(text.to_str()?.into());
    }
    if obj.cast::<PyInt>().is_ok() {
        return obj.extract::<i64>().map(Value::from).or_else(|_| obj.extract::<u64>().map(Value::from));
    }
    if let Ok(number) = obj.cast::<PyFloat>() {
        return serde_json::Number::from_f64(number.value())
            .map(Value::Number)
            .ok_or_else(|| PyValueError::new_err("JSON has no NaN and no infinity"));
    }
    if let Ok(dict) = obj.cast::<PyDict>() {
        let mut map = Map::new();
        for (key, value) in dict {
            map.insert(key.extract()?, py_to_json(&value, depth + 1)?);
        }
        return Ok(Value::Object(map));
    }
    if obj.cast::<PyList>().is_err() && obj.cast::<PyTuple>().is_err() {
        let given = obj.get_type().name()?;
        return Err(PyTypeError::new_err(format!("{given} cannot be written as JSON")));
    }
    let items = obj.try_iter()?.map(|item| py_to_json(&item?, depth + 1));
    items.collect::<PyResult<Vec<_>>>().map(Value::Array)
}

pub(crate) fn json_to_py<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Null => py.None().into_bound(py),
        Value::Bool(flag) => PyBool::new(py, *flag).to_owned().into_any(),
        Value::String(text) => PyString::new(py, text).into_any(),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(n), _) => n.into_pyobject(py)?.into_any(),
            (_, Some(n)) => n.into_pyobject(py)?.into_any(),
            _ => PyFloat::new(py, number.as_f64().unwrap_or(f64::NAN)).into_any(),
        },
        Value::Array(items) => {
            let list = PyList::empty(py);
            for item in items {
                list.append(json_to_py(py, item)?)?;
            }
            list.into_any()
        }
        Value::Object(map) => {
            let dict = PyDict::new(py);
            for (key, item) in map {
                dict.set_item(key, json_to_py(py, item)?)?;
            }
            dict.into_any()
        }
    })
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
