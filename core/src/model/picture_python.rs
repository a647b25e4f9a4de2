//! `bytes` and what is like it, or a path.

use pyo3::{
    exceptions::PyTypeError,
    prelude::*,
    types::{PyByteArray, PyBytes, PyMemoryView},
};

use super::Picture;
use crate::model::{FilePath, python_hints::hint};

impl<'a, 'py> FromPyObject<'a, 'py> for Picture {
    type Error = PyErr;
    hint!(
        INPUT_TYPE = type_hint_union!(
            type_hint_identifier!("builtins", "bytes"),
            type_hint_identifier!("builtins", "bytearray"),
            type_hint_identifier!("builtins", "memoryview"),
            FilePath::INPUT_TYPE
        )
    );

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        if let Ok(bytes) = obj.cast::<PyBytes>() {
            return Ok(Self::Bytes(bytes.as_bytes().to_vec()));
        }
        if obj.cast::<PyByteArray>().is_ok() || obj.cast::<PyMemoryView>().is_ok() {
            // By `bytes`, since the stable ABI of 3.10 has no buffers.
            let bytes = obj.py().get_type::<PyBytes>().call1((obj,))?;
            return Ok(Self::Bytes(bytes.extract()?));
        }
        match obj.extract::<FilePath>() {
            Ok(path) => Ok(Self::File(path.as_path().to_owned())),
            Err(error) if error.is_instance_of::<PyTypeError>(obj.py()) => {
                let given = obj.get_type().name()?;
                Err(PyTypeError::new_err(format!(
                    "must be the bytes of a picture (bytes, bytearray, memoryview) or the path of one \
                     (str, os.PathLike), not {given}"
                )))
            }
            Err(error) => Err(error),
        }
    }
}
