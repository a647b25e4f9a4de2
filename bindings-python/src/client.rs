//! What clients have in Python beside their calls: construction, `with`, `repr`.

use pyo3::prelude::*;
use whereby::ClientOptions;

use crate::generated::client::{AsyncWhereby, Whereby};

/// Builds the client of core, named after this Python.
pub fn build(py: Python<'_>, options: ClientOptions) -> PyResult<whereby::Whereby> {
    let version = py.version_info();
    let runtime = format!("python/{}.{}", version.major, version.minor);
    Ok(whereby::Whereby::for_runtime(options, &runtime)?)
}

#[pymethods]
impl Whereby {
    /// Does nothing yet: idle connections close by themselves after 30 s. Here for `with`.
    #[expect(clippy::unused_self, reason = "a method in Python")]
    fn close(&self) {}

    fn __enter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    fn __exit__(&self, _exception: &Bound<'_, PyAny>) {
        self.close();
    }

    fn __repr__(&self) -> String {
        format!("Whereby(base_url='{}')", self.0.base_url())
    }
}

#[pymethods]
impl AsyncWhereby {
    /// Does nothing yet: idle connections close by themselves after 30 s. Here for `async with`.
    #[expect(clippy::unused_async, reason = "a coroutine in Python")]
    async fn aclose(&self) {}

    #[expect(clippy::unused_async, reason = "a coroutine in Python")]
    async fn __aenter__(slf: Py<Self>) -> Py<Self> {
        slf
    }

    #[pyo3(signature = (*_exception))]
    #[expect(clippy::unused_async, reason = "a coroutine in Python")]
    async fn __aexit__(&self, _exception: Py<PyAny>) {}

    fn __repr__(&self) -> String {
        format!("AsyncWhereby(base_url='{}')", self.0.base_url())
    }
}
