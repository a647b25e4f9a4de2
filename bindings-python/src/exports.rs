//! What the module exports, made when it is asked for: to make all classes takes longer than the rest of
//! an import, and few programs need them all.

use pyo3::{PyTypeInfo, exceptions::PyAttributeError, prelude::*};

/// A name, and what makes the object that it stands for.
pub type Export = (&'static str, fn(Python<'_>) -> PyResult<Bound<'_, PyAny>>);

pub fn class<T: PyTypeInfo>(py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
    Ok(py.get_type::<T>().into_any())
}

/// Makes what has this name.
pub fn made<'py>(py: Python<'py>, exports: &[Export], name: &str) -> PyResult<Bound<'py, PyAny>> {
    let export = exports.iter().find(|(known, _)| *known == name);
    let none = || PyAttributeError::new_err(format!("module 'whereby._whereby' has no attribute '{name}'"));
    export.ok_or_else(none)?.1(py)
}

/// Tells which names there are.
pub fn list(module: &Bound<'_, PyModule>, exports: &[Export]) -> PyResult<()> {
    let names = exports.iter().map(|(name, _)| *name).chain(["__version__"]);
    module.setattr("__all__", names.collect::<Vec<_>>())
}
