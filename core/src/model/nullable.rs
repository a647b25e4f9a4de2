//! Request fields with three states (contract §2.13).

use serde::{Deserialize, Deserializer, Serialize};

/// A value or an explicit `null`. Inside an `Option` it makes three states: `None` leaves the field
/// out, `Some(Null)` sends `null` (use the organisation's setting), `Some(Value(v))` sends `v`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Nullable<T> {
    /// The value.
    Value(T),
    /// `null` on the wire.
    Null,
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// serde hands `null` to an `Option` as `None`; here it must stay `Some(Null)`.
pub(crate) fn three_states<'de, D, T>(deserializer: D) -> Result<Option<Nullable<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Ok(Some(Option::<T>::deserialize(deserializer)?.map_or(Nullable::Null, Nullable::Value)))
}

#[cfg(feature = "python")]
mod python {
    use super::Nullable;
    use crate::model::python_hints::hint;
    use pyo3::{IntoPyObjectExt, prelude::*};

    impl<'py, T: IntoPyObject<'py>> IntoPyObject<'py> for Nullable<T> {
        type Target = PyAny;
        type Output = Bound<'py, PyAny>;
        type Error = PyErr;
        hint!(OUTPUT_TYPE = Option::<T>::OUTPUT_TYPE);

        fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
            let value = match self {
                Self::Value(value) => Some(value),
                Self::Null => None,
            };
            value.into_bound_py_any(py)
        }
    }
}

#[cfg(feature = "node")]
mod node {
    use super::Nullable;
    use napi::{
        Result, ValueType,
        bindgen_prelude::{FromNapiValue, Null, ToNapiValue, TypeName, ValidateNapiValue},
        sys,
    };

    impl<T: TypeName> TypeName for Nullable<T> {
        fn type_name() -> &'static str {
            T::type_name()
        }

        fn value_type() -> ValueType {
            T::value_type()
        }
    }

    impl<T: FromNapiValue> ValidateNapiValue for Nullable<T> where T: TypeName {}

    #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
    impl<T: FromNapiValue> FromNapiValue for Nullable<T> {
        unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> Result<Self> {
            // SAFETY: the caller's promise about `env` and `value` is handed on.
            unsafe { Option::<T>::from_napi_value(env, value) }.map(|v| v.map_or(Self::Null, Self::Value))
        }
    }

    #[expect(unsafe_code, reason = "napi's conversion traits are unsafe by signature")]
    impl<T: ToNapiValue> ToNapiValue for Nullable<T> {
        unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> Result<sys::napi_value> {
            // SAFETY: the caller's promise about `env` is handed on.
            unsafe {
                match value {
                    Self::Value(value) => T::to_napi_value(env, value),
                    Self::Null => Null::to_napi_value(env, Null),
                }
            }
        }
    }
}

/// In Swift `Nullable<T>` is an optional, so that a field is a `T??`.
#[cfg(feature = "swift")]
mod swift {
    use super::Nullable;
    use uniffi::{Lift, Lower, MetadataBuffer, RustBuffer, TypeId};

    impl<T> From<Nullable<T>> for Option<T> {
        fn from(value: Nullable<T>) -> Self {
            match value {
                Nullable::Value(value) => Some(value),
                Nullable::Null => None,
            }
        }
    }

    #[expect(unsafe_code, reason = "uniffi's conversion traits are unsafe by signature")]
    // SAFETY: everything is handed to the implementation for `Option`.
    unsafe impl<UT, T: Lower<UT>> Lower<UT> for Nullable<T> {
        type FfiType = RustBuffer;

        fn write(value: Self, buffer: &mut Vec<u8>) {
            <Option<T> as Lower<UT>>::write(value.into(), buffer);
        }

        fn lower(value: Self) -> RustBuffer {
            <Option<T> as Lower<UT>>::lower(value.into())
        }
    }

    #[expect(unsafe_code, reason = "uniffi's conversion traits are unsafe by signature")]
    // SAFETY: everything is handed to the implementation for `Option`.
    unsafe impl<UT, T: Lift<UT>> Lift<UT> for Nullable<T> {
        type FfiType = RustBuffer;

        fn try_read(buffer: &mut &[u8]) -> uniffi::Result<Self> {
            Ok(<Option<T> as Lift<UT>>::try_read(buffer)?.map_or(Self::Null, Self::Value))
        }

        fn try_lift(buffer: RustBuffer) -> uniffi::Result<Self> {
            Ok(<Option<T> as Lift<UT>>::try_lift(buffer)?.map_or(Self::Null, Self::Value))
        }
    }

    impl<UT, T: TypeId<UT>> TypeId<UT> for Nullable<T> {
        const TYPE_ID_META: MetadataBuffer = <Option<T> as TypeId<UT>>::TYPE_ID_META;
    }
}
