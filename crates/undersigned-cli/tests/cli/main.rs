//! The command, run as a process: files, exit codes and messages.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test that cannot go on has failed"
)]

mod archive;
mod batch;
mod command;
mod commands;
mod confine;
mod fonts;
mod inputs;
#[cfg(unix)]
mod interrupted;
mod preflight;
mod process;
mod profile;
mod report;
mod translation;
mod verify;
