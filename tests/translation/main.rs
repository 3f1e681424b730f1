//! The translator's round trip.

mod alignment;
mod content;
mod errand;
mod source;
