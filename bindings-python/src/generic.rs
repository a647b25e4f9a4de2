//! Generic classes of the package: what they hold stands in the stubs.

/// A class of Python over a type `T`, as a type of Rust, and what stands in brackets behind it in a stub.
macro_rules! generic_class {
    ($(#[$doc:meta])* $name:ident, $module:literal, $class:literal, [$($of:ty),+] $(, $page:path)?) => {
        $(#[$doc])*
        pub struct $name<T>(pyo3::Py<pyo3::PyAny>, std::marker::PhantomData<T>);

        impl<T> $name<T> {
            /// Calls the class with these arguments.
            fn made<'py>(
                py: pyo3::Python<'py>,
                arguments: impl pyo3::call::PyCallArgs<'py>,
            ) -> pyo3::PyResult<Self> {
                use pyo3::prelude::*;
                let made = py.import($module)?.getattr($class)?.call1(arguments)?;
                Ok(Self(made.unbind(), std::marker::PhantomData))
            }
        }

        impl<'py, T $(: $page)?> pyo3::IntoPyObject<'py> for $name<T>
        where
            $($of: pyo3::IntoPyObject<'py>,)+
        {
            type Target = pyo3::PyAny;
            type Output = pyo3::Bound<'py, pyo3::PyAny>;
            type Error = pyo3::PyErr;
            #[cfg(feature = "stubs")]
            const OUTPUT_TYPE: pyo3::inspect::PyStaticExpr = pyo3::type_hint_subscript!(
                pyo3::type_hint_identifier!($module, $class),
                $(<$of as pyo3::IntoPyObject<'py>>::OUTPUT_TYPE),+
            );

            fn into_pyobject(self, py: pyo3::Python<'py>) -> pyo3::PyResult<Self::Output> {
                Ok(self.0.into_bound(py))
            }
        }
    };
}
pub(crate) use generic_class;
