//! The function by which CPython itself makes a `datetime`.
//!
//! In the stable ABI a class is called with a tuple, which takes most of the 0.2 µs of reading a date. Code in C
//! has a table with functions for dates instead. The table is no part of the stable ABI: where it was not
//! seen to be as it stands here, there is none.

use std::{
    ffi::{c_int, c_void},
    ops::RangeInclusive,
};

use pyo3::{ffi::PyObject, prelude::*, sync::PyOnceLock, types::PyCapsule};

use super::Parts;

/// Versions of Python whose `datetime.h` has the table as it stands here.
const SEEN: RangeInclusive<(u8, u8)> = (3, 10)..=(3, 14);

/// `PyDateTime_CAPI`, up to the function.
#[repr(C)]
struct Table {
    date: *mut PyObject,
    datetime: *mut PyObject,
    other_classes: [*mut PyObject; 3],
    utc: *mut PyObject,
    make_date: *const c_void,
    make_datetime: Make,
}

/// Takes the parts, the zone and the class.
type Make = unsafe extern "C" fn(
    c_int,
    c_int,
    c_int,
    c_int,
    c_int,
    c_int,
    c_int,
    *mut PyObject,
    *mut PyObject,
) -> *mut PyObject;

/// What is kept of the table.
struct Maker {
    make: Make,
    utc: Py<PyAny>,
    class: Py<PyAny>,
}

/// Makes a `datetime` in UTC; none where Python is not known to have the table.
#[expect(unsafe_code, reason = "a function of C, with pointers")]
pub(super) fn datetime(py: Python<'_>, parts: Parts) -> Option<PyResult<Bound<'_, PyAny>>> {
    static MAKER: PyOnceLock<Option<Maker>> = PyOnceLock::new();
    let Maker { make, utc, class } = MAKER.get_or_init(py, || find(py)).as_ref()?;
    let [year, month, day, hour, minute, second, micros] = parts.map(u32::cast_signed);
    // SAFETY: the function takes any numbers; the objects are its table's own, and kept.
    Some(unsafe {
        let made = make(year, month, day, hour, minute, second, micros, utc.as_ptr(), class.as_ptr());
        Bound::from_owned_ptr_or_err(py, made)
    })
}

#[expect(unsafe_code, reason = "pointers of C")]
fn find(py: Python<'_>) -> Option<Maker> {
    let version = py.version_info();
    if !SEEN.contains(&(version.major, version.minor)) {
        return None;
    }
    // SAFETY: in these versions a capsule of this name has this table, which never changes.
    let table: &Table = unsafe { PyCapsule::import(py, c"datetime.datetime_CAPI") }.ok()?;
    // SAFETY: they are objects, since the table is there.
    let kept = |object| unsafe { Bound::from_borrowed_ptr(py, object) }.unbind();
    Some(Maker { make: table.make_datetime, utc: kept(table.utc), class: kept(table.datetime) })
}
