//! Files for translators, on their way out and back.
#![allow(clippy::unwrap_used, reason = "a test stops where it cannot go on")]
#![allow(clippy::disallowed_methods, reason = "a test reads the examples")]

mod common;
mod hostile;
mod round_trip;
mod tools;
mod written;
