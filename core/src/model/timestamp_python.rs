//! `datetime` of any zone, never naive.

use super::Timestamp;
use pyo3::{
    inspect::PyStaticExpr,
    prelude::*,
    types::{PyDateTime, PyTzInfo},
};

const DATETIME: PyStaticExpr =
    PyStaticExpr::Attribute { value: &PyStaticExpr::Name { id: "datetime" }, attr: "datetime" };

/// A `datetime` as the caller gave it. It is checked once the name of its field is known.
pub struct Given(Result<Timestamp, String>);

impl Given {
    /// Returns the moment, or raises `InvalidRequestError` that names the field and the remedy.
    pub fn named(self, py: Python<'_>, field: &str) -> PyResult<Timestamp> {
        self.0.map_err(|why| crate::model::python::raise_invalid(py, &format!("{field}: {why}")))
    }
}

impl<'a, 'py> FromPyObject<'a, 'py> for Given {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = DATETIME;

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let remedy =
            "write datetime.now(timezone.utc) + timedelta(hours=1), or datetime(…, tzinfo=ZoneInfo(…))";
        if obj.cast::<PyDateTime>().is_err() {
            let given = obj.get_type().name()?.to_string();
            return Ok(Self(Err(format!("must be a datetime with a time zone, not {given}; {remedy}"))));
        }
        if obj.call_method0("utcoffset")?.is_none() {
            return Ok(Self(Err(format!(
                "a naive datetime (without tzinfo) is no moment in time; {remedy}"
            ))));
        }
        let epoch = PyDateTime::from_timestamp(obj.py(), 0.0, Some(&*PyTzInfo::utc(obj.py())?))?;
        let since = obj.call_method1("__sub__", (epoch,))?;
        let part = |name: &str| since.getattr(name)?.extract::<i64>();
        let micros = (part("days")? * 86_400 + part("seconds")?) * 1_000_000 + part("microseconds")?;
        Ok(Self(Timestamp::from_micros(micros).map_err(|e| e.to_string())))
    }
}

impl<'py> IntoPyObject<'py> for Timestamp {
    type Target = PyDateTime;
    type Output = Bound<'py, PyDateTime>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = DATETIME;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        use chrono::{Datelike, Timelike};
        let t = self.0;
        let small = |n: u32| u8::try_from(n).unwrap_or_default();
        PyDateTime::new(
            py,
            t.year(),
            small(t.month()),
            small(t.day()),
            small(t.hour()),
            small(t.minute()),
            small(t.second()),
            t.timestamp_subsec_micros() % 1_000_000,
            Some(&*PyTzInfo::utc(py)?),
        )
    }
}
