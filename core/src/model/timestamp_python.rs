//! `datetime` of any zone, never naive.

use super::{InvalidTimestamp, Timestamp, checked};
use crate::model::python_hints::hint;
use chrono::{Datelike, Timelike};
use pyo3::{
    exceptions::PyValueError,
    intern,
    prelude::*,
    sync::PyOnceLock,
    types::{PyBytes, PyDateTime, PyString, PyTzInfo},
};

impl<'a, 'py> FromPyObject<'a, 'py> for Timestamp {
    type Error = PyErr;
    hint!(INPUT_TYPE = DATETIME);

    fn extract(obj: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        static EPOCH: PyOnceLock<Py<PyDateTime>> = PyOnceLock::new();
        let py = obj.py();
        let refused = |why: String| {
            PyValueError::new_err(format!(
                "{why}; write datetime.now(timezone.utc) + timedelta(hours=1), or datetime(…, tzinfo=ZoneInfo(…))"
            ))
        };
        if obj.cast::<PyDateTime>().is_err() {
            let given = obj.get_type().name()?;
            return Err(refused(format!("must be a datetime with a time zone, not {given}")));
        }
        if obj.call_method0(intern!(py, "utcoffset"))?.is_none() {
            return Err(refused("a naive datetime (without tzinfo) is no moment in time".to_owned()));
        }
        let epoch = EPOCH.get_or_try_init(py, || {
            PyDateTime::from_timestamp(py, 0.0, Some(&*PyTzInfo::utc(py)?)).map(Bound::unbind)
        })?;
        let since = obj.sub(epoch)?;
        let part = |name: &Bound<'py, PyString>| since.getattr(name)?.extract::<i64>();
        let seconds = part(intern!(py, "days"))? * 86_400 + part(intern!(py, "seconds"))?;
        let micros = seconds * 1_000_000 + part(intern!(py, "microseconds"))?;
        Self::from_micros(micros).map_err(invalid)
    }
}

impl<'py> IntoPyObject<'py> for Timestamp {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    hint!(OUTPUT_TYPE = DATETIME);

    /// By the ten bytes that a pickle has of it, which every Python must read: that takes half the time
    /// of `fromisoformat`, and a third of that of `datetime(…)` with its eight arguments.
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        py.get_type::<PyDateTime>().call1((PyBytes::new(py, &state(self)?), PyTzInfo::utc(py)?))
    }
}

/// Errors outside of the years that Python has, which it would not notice here.
fn state(time: Timestamp) -> PyResult<[u8; 10]> {
    let time = checked(time.0).map_err(invalid)?.0.naive_utc();
    let [_, _, century, year] = time.year().to_be_bytes();
    let (month, day) = (time.month() as u8, time.day() as u8);
    let (hour, minute, second) = (time.hour() as u8, time.minute() as u8, time.second() as u8);
    // A leap second goes beyond; Python has none.
    let [_, high, middle, low] = (time.nanosecond() / 1000).min(999_999).to_be_bytes();
    Ok([century, year, month, day, hour, minute, second, high, middle, low])
}

fn invalid(time: InvalidTimestamp) -> PyErr {
    PyValueError::new_err(time.to_string())
}
