//! `datetime` of any zone, never naive.

use std::ops::Range;

use super::Timestamp;
use chrono::{Datelike, Timelike};
use pyo3::{
    exceptions::PyValueError,
    inspect::PyStaticExpr,
    intern,
    prelude::*,
    sync::PyOnceLock,
    types::{PyDateTime, PyString, PyTzInfo},
};

const DATETIME: PyStaticExpr =
    PyStaticExpr::Attribute { value: &PyStaticExpr::Name { id: "datetime" }, attr: "datetime" };

impl<'a, 'py> FromPyObject<'a, 'py> for Timestamp {
    type Error = PyErr;
    const INPUT_TYPE: PyStaticExpr = DATETIME;

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
        Self::from_micros(micros).map_err(|e| PyValueError::new_err(e.to_string()))
    }
}

impl<'py> IntoPyObject<'py> for Timestamp {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;
    const OUTPUT_TYPE: PyStaticExpr = DATETIME;

    /// By a text that Python reads in a fraction of the time that it takes for `datetime(…)` and its
    /// eight arguments.
    fn into_pyobject(self, py: Python<'py>) -> PyResult<Self::Output> {
        static READ: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
        let read = READ.get_or_try_init(py, || {
            py.get_type::<PyDateTime>().getattr("fromisoformat").map(Bound::unbind)
        })?;
        read.bind(py).call1((String::from_utf8_lossy(&iso(self)),))
    }
}

fn iso(time: Timestamp) -> [u8; 32] {
    let mut text = *b"0000-00-00T00:00:00.000000+00:00";
    let mut put = |place: Range<usize>, mut number: u32| {
        for digit in text[place].iter_mut().rev() {
            *digit += (number % 10) as u8;
            number /= 10;
        }
    };
    put(0..4, time.0.year().unsigned_abs());
    put(5..7, time.0.month());
    put(8..10, time.0.day());
    put(11..13, time.0.hour());
    put(14..16, time.0.minute());
    put(17..19, time.0.second());
    put(20..26, time.0.timestamp_subsec_micros());
    text
}
