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

#[path = "timestamp_python_table.rs"]
mod table;

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

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        let parts = parts(self)?;
        table::datetime(py, parts).unwrap_or_else(|| unpickled(py, parts))
    }
}

/// Year, month, day, hour, minute, second, microsecond. Errors outside of the years that Python has.
type Parts = [u32; 7];

fn parts(time: Timestamp) -> PyResult<Parts> {
    let time = checked(time.0).map_err(invalid)?.0.naive_utc();
    // A leap second goes beyond; Python has none.
    let micros = (time.nanosecond() / 1000).min(999_999);
    let year = time.year().unsigned_abs();
    Ok([year, time.month(), time.day(), time.hour(), time.minute(), time.second(), micros])
}

/// Makes it of the ten bytes that a pickle has of it, which every Python must read: that takes half the time
/// of `fromisoformat`, and a third of that of `datetime(…)` with its eight arguments.
fn unpickled<'py>(py: Python<'py>, parts: Parts) -> PyResult<Bound<'py, PyAny>> {
    let [year, month, day, hour, minute, second, micros] = parts.map(u32::to_be_bytes);
    let [.., century, year] = year;
    let [_, high, middle, low] = micros;
    let state = [century, year, month[3], day[3], hour[3], minute[3], second[3], high, middle, low];
    py.get_type::<PyDateTime>().call1((PyBytes::new(py, &state), PyTzInfo::utc(py)?))
}

fn invalid(time: InvalidTimestamp) -> PyErr {
    PyValueError::new_err(time.to_string())
}
