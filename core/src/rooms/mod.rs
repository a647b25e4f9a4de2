//! What can be said of a room without asking the server.

mod link;
mod phase;

pub use link::{RoomLink, room_link};
pub use phase::{RoomPhase, room_phase};
