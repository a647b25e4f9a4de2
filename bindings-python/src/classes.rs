//! The module's classes, made when they are asked for: to make all takes longer than the rest of an
//! import, and few programs need them all.

use pyo3::{PyTypeInfo, exceptions::PyAttributeError, prelude::*};

/// A class's name, and what makes it.
pub type Class = (&'static str, fn(Python<'_>) -> Bound<'_, PyAny>);

pub fn class<T: PyTypeInfo>(py: Python<'_>) -> Bound<'_, PyAny> {
    py.get_type::<T>().into_any()
}

/// Makes the class of this name, or returns it if it is made.
pub fn made<'py>(py: Python<'py>, classes: &[Class], name: &str) -> PyResult<Bound<'py, PyAny>> {
    let found = classes.iter().find(|(known, _)| *known == name);
    let none = || PyAttributeError::new_err(format!("module 'whereby._whereby' has no attribute '{name}'"));
    found.map(|(_, make)| make(py)).ok_or_else(none)
}

/// Names the classes in `__all__`, beside what the module has already.
pub fn list(module: &Bound<'_, PyModule>, classes: &[Class]) -> PyResult<()> {
    let all = module.index()?;
    all.call_method1("remove", ("__getattr__",))?;
    classes.iter().try_for_each(|(name, _)| all.append(name))
}
