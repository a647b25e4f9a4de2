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
//!
//! # Runtime
//!
//! Calls are made inside a runtime of tokio, of either flavour, with its I/O and its time enabled
//! (`enable_all`, as `#[tokio::main]` does). One client serves all threads and runtimes. A call is cancelled by
//! dropping its future; what was already sent may have taken effect.
//!
//! # Lists
//!
//! `list` gives a [`Pager`], which fetches pages as they are needed: item by item with [`Pager::next`], page by page
//! with [`Pager::next_page`], or all at once with [`Pager::collect`].
//!
//! # Many calls
//!
//! `create_many` and `delete_many` give a [`Batch`]: a few calls at a time, each with its own result.
//!
//! # Errors
//!
//! [`Error::kind`] says what went wrong, and the facts are its fields ([`ErrorDetails`]): `error.status`,
//! `error.sent`, `error.retry_at`. The docs name kinds as the other languages do: `OutcomeUnknownError` is
//! [`ErrorKind::OutcomeUnknown`], `APITimeoutError` is [`ErrorKind::Timeout`]; see [`ErrorKind::name`].
//!
//! ```no_run
//! # async fn example(client: whereby::Whereby, new: whereby::CreateMeeting) -> whereby::Result<()> {
//! use whereby::{ErrorKind, Sent};
//!
//! match client.meetings().create(new).await {
//!     Ok(meeting) => println!("{}", meeting.meeting_id),
//!     Err(e) if e.kind() == ErrorKind::RateLimit => println!("again at {:?}", e.retry_at),
//!     Err(e) if e.sent == Sent::Unknown => println!("look whether the room is there: {e}"),
//!     Err(e) => return Err(e),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Time
//!
//! A try ends after [`ClientOptions`]' `timeout` (15 s), a call with all its tries and waits after its `deadline`
//! (90 s); [`Whereby::with_options`] changes both for some calls.
//!
//! # Answers
//!
//! The vendor adds fields at any time: what this version does not know is in `extra`, and structs of answers may get
//! fields. In a test one is made from JSON: `serde_json::from_value::<Meeting>(…)`. Links for hosts are a [`Secret`],
//! which shows `***` until it is asked by [`Secret::reveal`].
//!
//! # Tests
//!
//! The crate `whereby-emulator` is a local Whereby: start it, and make a client with its `base_url` and `api_key`.
//!
//! # Features
//!
//! `python`, `node`, `swift`, `stubs` and `cli` are for the packages of those languages and the command; a program in
//! Rust needs none. `serde_json` keeps the order of keys (its feature `preserve_order`), in the whole of a program.

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
// Types of theirs are part of this interface: `Json`, `Extra`, `Timestamp`.
pub use {chrono, serde_json};

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
