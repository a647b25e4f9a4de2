//! A number of seconds, or a `timedelta`.

use pyo3::{exceptions::PyTypeError, prelude::*, types::PyDelta};

use super::Span;
use crate::model::python_hints::hint;

impl<'a, 'py> FromPyObject<'a, 'py> for Span {
    type Error = PyErr;
    hint!(INPUT_TYPE = type_hint_union!(f64::INPUT_TYPE, type_hint_identifier!("datetime", "timedelta")));

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if obj.cast::<PyDelta>().is_ok() {
            return obj.call_method0("total_seconds")?.extract().map(Self::from_seconds);
        }
        match obj.extract() {
            Ok(seconds) => Ok(Self::from_seconds(seconds)),
            Err(error) if error.is_instance_of::<PyTypeError>(obj.py()) => {
                let given = obj.get_type().name()?;
                Err(PyTypeError::new_err(format!("must be a number of seconds or a timedelta, not {given}")))
            }
            Err(error) => Err(error),
        }
    }
}
