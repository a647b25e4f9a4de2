//! Errors of core as the exceptions of `whereby._errors`.

use pyo3::{prelude::*, types::PyDict};

use crate::error::{Error, ErrorDetails};

/// Builds an exception of `whereby._errors` from its class and message.
pub fn raise(py: Python<'_>, class: &str, message: &str) -> PyErr {
    built(py, class, message, None).unwrap_or_else(|e| e)
}

impl From<Error> for PyErr {
    fn from(error: Error) -> Self {
        let (class, details) = (error.kind().name(), error.details());
        Python::attach(|py| {
            let fields = fields(py, details);
            fields.and_then(|fields| built(py, class, &details.message, Some(&fields))).unwrap_or_else(|e| e)
        })
    }
}

fn fields<'py>(py: Python<'py>, details: &ErrorDetails) -> PyResult<Bound<'py, PyDict>> {
    // Named one by one, so that a new field does not compile until it has its place here.
    let ErrorDetails { message: _, operation, status, sent, attempts, retry_at, limits, request_id, body } =
        details.clone();
    let fields = PyDict::new(py);
    fields.set_item("operation", operation)?;
    fields.set_item("status", status)?;
    fields.set_item("sent", sent)?;
    fields.set_item("attempts", attempts)?;
    fields.set_item("retry_at", retry_at)?;
    fields.set_item("limits", limits)?;
    fields.set_item("request_id", request_id)?;
    fields.set_item("body", body)?;
    Ok(fields)
}

fn built(py: Python<'_>, class: &str, message: &str, fields: Option<&Bound<'_, PyDict>>) -> PyResult<PyErr> {
    let class = py.import("whereby._errors")?.getattr(class)?;
    Ok(PyErr::from_value(class.call((message,), fields)?))
}
