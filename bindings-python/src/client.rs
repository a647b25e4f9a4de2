//! How a client comes to be in Python.

use pyo3::prelude::*;
use whereby::ClientOptions;

/// Builds the client of core, named after this Python.
pub fn build(py: Python<'_>, options: ClientOptions) -> PyResult<whereby::Whereby> {
    let version = py.version_info();
    let runtime = format!("python/{}.{}", version.major, version.minor);
    Ok(whereby::Whereby::for_runtime(options, &runtime)?)
}
