//! `datetime` of any zone, never naive.

use super::Timestamp;
use pyo3::{
    exceptions::PyValueError,
    inspect::PyStaticExpr,
    prelude::*,
    types::{PyDateTime, PyTzInfo},
};

const DATETIME: PyStaticExpr =
    PyStaticExpr::Attribute { value: &PyStaticExpr::Name { id: "datetime" }, attr: "datetime" };

impl<'a, 'py> FromPyObject<'a, 'py> for Timestamp {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = DATETIME;

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        let refused = |why: String| {
            PyValueError::new_err(format!(
                "{why}; write datetime.now(timezone.utc) + timedelta(hours=1), or datetime(…, tzinfo=ZoneInfo(…))"
            ))
        };
        if obj.cast::<PyDateTime>().is_err() {
            let given = obj.get_type().name()?;
            return Err(refused(format!("must be a datetime with a time zone, not {given}")));
        }
        if obj.call_method0("utcoffset")?.is_none() {
            return Err(refused("a naive datetime (without tzinfo) is no moment in time".to_owned()));
        }
        let epoch = PyDateTime::from_timestamp(obj.py(), 0.0, Some(&*PyTzInfo::utc(obj.py())?))?;
        let since = obj.call_method1("__sub__", (epoch,))?;
        let part = |name: &str| since.getattr(name)?.extract::<i64>();
        let micros = (part("days")? * 86_400 + part("seconds")?) * 1_000_000 + part("microseconds")?;
        Self::from_micros(micros).map_err(|e| PyValueError::new_err(e.to_string()))
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
