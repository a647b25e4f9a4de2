//! The emulator's rules, one by one, over loopback.

mod answers;
mod auth;
mod bodies;
mod budget;
mod control;
mod control_calls;
mod create;
mod delete;
mod embedding;
mod features;
mod fields;
mod files;
mod insights;
mod list;
mod names;
mod participants;
mod persistence;
mod phases;
mod recordings;
mod requests;
mod rooms;
mod sessions;
mod sorting;
mod summaries;
mod support;
mod transcriptions;
