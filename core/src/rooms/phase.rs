//! The life of a room (contract §2.1).

use std::time::Duration;

use whereby_macros::model;

use crate::model::Timestamp;

/// What a room can do at a moment.
#[model]
pub enum RoomPhase {
    /// Until the end date: everything works.
    Open,
    /// For an hour after the end date: everything still works.
    Grace,
    /// After that: no privileged links, no webhooks, no new recordings.
    Deactivated,
    /// A day after the end date: the server has deleted it.
    Gone,
}

const GRACE: Duration = Duration::from_secs(3600);
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Returns the phase of a room at a moment, by default now, from the clock of this machine.
pub fn room_phase(end_date: Timestamp, at: Option<Timestamp>) -> RoomPhase {
    let at = at.unwrap_or_else(Timestamp::now);
    match at {
        _ if at <= end_date => RoomPhase::Open,
        _ if at <= end_date + GRACE => RoomPhase::Grace,
        _ if at < end_date + KEPT => RoomPhase::Deactivated,
        _ => RoomPhase::Gone,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_change_at_the_end_date_an_hour_and_a_day_after_it() {
        let end = Timestamp::from_seconds(1_800_000_000.0).expect("a moment");
        let after = |seconds| room_phase(end, Some(end + Duration::from_secs(seconds)));
        assert_eq!(after(0), RoomPhase::Open);
        assert_eq!(after(1), RoomPhase::Grace);
        assert_eq!(after(3600), RoomPhase::Grace);
        assert_eq!(after(3601), RoomPhase::Deactivated);
        assert_eq!(after(24 * 3600 - 1), RoomPhase::Deactivated);
        assert_eq!(after(24 * 3600), RoomPhase::Gone);
    }
}
