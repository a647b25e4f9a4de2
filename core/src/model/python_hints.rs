//! Type hints of Python, for the stub. Only the build that is asked for the stub has them (feature
//! `stubs`): they are 0.7 MB of a module, and nothing reads them when it runs.

/// The hint of a type, in an `impl` of pyo3's conversions.
macro_rules! hint {
    ($name:ident = $hint:expr) => {
        #[cfg(feature = "stubs")]
        const $name: pyo3::inspect::PyStaticExpr = {
            #[allow(unused_imports, reason = "not every hint is made of parts")]
            use crate::model::python_hints::*;
            $hint
        };
    };
}
pub(crate) use hint;

#[cfg(feature = "stubs")]
mod parts {
    pub(crate) use pyo3::{
        inspect::{PyStaticConstant, PyStaticExpr},
        type_hint_identifier, type_hint_subscript, type_hint_union,
    };

    /// Text.
    pub(crate) const TEXT: PyStaticExpr = type_hint_identifier!("builtins", "str");
    /// Any JSON value.
    pub(crate) const ANY: PyStaticExpr = type_hint_identifier!("typing", "Any");
    /// A JSON object.
    pub(crate) const DICT: PyStaticExpr =
        type_hint_subscript!(type_hint_identifier!("builtins", "dict"), TEXT, ANY);
    /// A moment.
    pub(crate) const DATETIME: PyStaticExpr = type_hint_identifier!("datetime", "datetime");

    /// These texts, each exactly.
    pub(crate) const fn literals<const N: usize>(texts: &[&'static str]) -> [PyStaticExpr; N] {
        let mut hints = [TEXT; N];
        let mut i = 0;
        while i < N {
            hints[i] = PyStaticExpr::Constant { value: PyStaticConstant::Str(texts[i]) };
            i += 1;
        }
        hints
    }

    /// One of these hints of texts.
    macro_rules! one_of {
        ($hints:expr) => {
            PyStaticExpr::Subscript {
                value: &type_hint_identifier!("typing", "Literal"),
                slice: &PyStaticExpr::Tuple { elts: $hints },
            }
        };
    }

    /// A tuple of these.
    macro_rules! type_hint_tuple {
        ($hints:expr) => {
            PyStaticExpr::Subscript {
                value: &type_hint_identifier!("builtins", "tuple"),
                slice: &PyStaticExpr::Tuple { elts: $hints },
            }
        };
    }

    /// One text, exactly.
    macro_rules! literal {
        ($text:expr) => {
            pyo3::type_hint_subscript!(
                pyo3::type_hint_identifier!("typing", "Literal"),
                pyo3::inspect::PyStaticExpr::Constant { value: pyo3::inspect::PyStaticConstant::Str($text) }
            )
        };
    }
    pub(crate) use {literal, one_of, type_hint_tuple};
}
#[cfg(feature = "stubs")]
pub(crate) use parts::*;
