//! Where rooms lie in their tables: those of a tenant one behind the other, in the order of their ids.

use std::ops::Range;

/// The bits of an id in a place; above them is the tenant.
pub(super) const ID_BITS: u32 = 40;
/// What can be an id: any other number would lead to another tenant's place.
pub(crate) const IDS: Range<i64> = 1..1 << ID_BITS;

pub(super) fn of(tenant: i64, id: i64) -> i64 {
    (tenant << ID_BITS) + id
}

/// The first place behind the tenant's.
pub(super) fn end(tenant: i64) -> i64 {
    of(tenant + 1, 0)
}

pub(super) fn id(place: i64) -> i64 {
    place & (IDS.end - 1)
}
