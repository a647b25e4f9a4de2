//! The emulator's rules, one by one, over loopback.

mod answers;
mod auth;
mod budget;
mod control;
mod create;
mod delete;
mod embedding;
mod fields;
mod list;
mod names;
mod persistence;
mod phases;
mod requests;
mod support;
