//! JSON as plain objects of Python: dicts, lists, numbers and text.

use pyo3::{
    exceptions::{PyTypeError, PyValueError},
    prelude::*,
    types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyString, PyTuple},
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// A type that is a plain Python object made of dicts, lists, numbers and text.
macro_rules! json_face {
    ($name:ident, $hint:expr, $inner:ty) => {
        impl<'py> pyo3::IntoPyObject<'py> for $name {
            type Target = pyo3::PyAny;
            type Output = pyo3::Bound<'py, pyo3::PyAny>;
            type Error = pyo3::PyErr;
            crate::model::python_hints::hint!(OUTPUT_TYPE = $hint);

            fn into_pyobject(self, py: pyo3::Python<'py>) -> pyo3::PyResult<Self::Output> {
                crate::model::python_json::json_to_py(py, &serde_json::Value::from(self.0))
            }
        }

        impl<'a, 'py> pyo3::FromPyObject<'a, 'py> for $name {
            type Error = pyo3::PyErr;
            crate::model::python_hints::hint!(INPUT_TYPE = $hint);

            fn extract(obj: pyo3::Borrowed<'a, 'py, pyo3::PyAny>) -> pyo3::PyResult<Self> {
                let value: $inner = crate::model::python_json::py_to_json(&obj, 0)
                    .and_then(crate::model::python_json::narrow)?;
                Ok(Self(value))
            }
        }
    };
}
pub(crate) use json_face;

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
