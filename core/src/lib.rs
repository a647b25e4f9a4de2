//! Server SDK for Whereby's video-room REST API. Unofficial.
//!
//! ```no_run
//! # async fn example() -> whereby::Result<()> {
//! use std::time::{Duration, SystemTime};
//! use whereby::{CreateMeeting, MeetingField, Whereby};
//!
//! let client = Whereby::from_env()?; // WHEREBY_API_KEY
//! let ends = SystemTime::now() + Duration::from_secs(3600);
//! let mut meeting = CreateMeeting::new(ends.into());
//! meeting.fields = Some(vec![MeetingField::HostRoomUrl]);
//! let meeting = client.meetings().create(meeting).await?;
//! println!("{:?}", meeting.room_url);
//! client.meetings().delete(&meeting.meeting_id).await?;
//! # Ok(())
//! # }
//! ```

/// An example of `core/examples` as a part of docs.
macro_rules! example {
    ($name:literal) => {
        concat!("\n\n```no_run\n", include_str!(concat!("../../examples/", $name, ".rs")), "```")
    };
}

mod check;
mod client;
mod error;
mod error_body;
#[cfg(test)]
#[macro_use]
mod fuzz;
#[cfg(feature = "python")]
#[path = "generated/python.rs"]
mod generated_python;
mod jobs;
mod model;
mod options;
mod pager;
mod resources;
mod rooms;
mod transport;

pub use client::Whereby;
pub use error::{Error, ErrorDetails, ErrorKind, RateLimits, Result, Sent};
pub use jobs::*;
pub use model::*;
pub use options::{CallOptions, ClientOptions};
pub use pager::{Page, Pager};
pub use resources::*;
pub use rooms::*;

#[cfg(feature = "swift")]
uniffi::setup_scaffolding!();

#[cfg(test)]
mod tests {
    fn shared_by_threads<T: Send + Sync + 'static>() {}

    #[test]
    fn clients_and_errors_are_shared_by_threads() {
        shared_by_threads::<crate::Whereby>();
        shared_by_threads::<crate::Error>();
    }
}
