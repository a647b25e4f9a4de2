//! `str` or `os.PathLike`.

use std::path::PathBuf;

use pyo3::{exceptions::PyTypeError, prelude::*};

use super::FilePath;
use crate::model::python_hints::hint;

impl<'a, 'py> FromPyObject<'a, 'py> for FilePath {
    type Error = PyErr;
    hint!(INPUT_TYPE = PathBuf::INPUT_TYPE);

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match obj.extract::<PathBuf>() {
            Ok(path) => Ok(Self(path)),
            Err(error) if error.is_instance_of::<PyTypeError>(obj.py()) => {
                let given = obj.get_type().name()?;
                Err(PyTypeError::new_err(format!("must be a path (str or os.PathLike of str), not {given}")))
            }
            // What the caller's own `__fspath__` raised.
            Err(error) => Err(error),
        }
    }
}
