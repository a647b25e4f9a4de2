//! The command as its users have it: arguments in, text and an exit code out.

mod api;
mod batches;
mod downloads;
mod failures;
mod help;
mod ids;
mod insights;
mod link;
mod meetings;
mod pages;
mod recordings;
mod rooms;
mod secrets;
#[cfg(unix)]
mod streams;
mod summaries;
mod sweeps;
#[cfg(unix)]
mod terminal;
mod tips;
mod transcriptions;
mod whereby;
