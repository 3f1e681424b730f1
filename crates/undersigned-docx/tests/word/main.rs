//! The Word files, taken apart.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]

mod common;
mod drafts;
mod hostile;
mod look;
mod package;
mod reading;
mod refusals;
mod structure;
mod translators;
