//! How much of a file is looked at. What a file says in a few bytes can stand for any amount of work.

use std::cell::Cell;

use crate::error::{Kind, Result};

/// Bytes that come out of packed streams, in one stream and in all.
pub(super) const MOST_DECODED_IN_ONE: usize = 16 << 20;
const MOST_DECODED: usize = 64 << 20;
/// Values and operators, in all objects, and on the pages each time that they are run.
const MOST_VALUES: usize = 2_000_000;
/// Dictionaries and arrays within one another.
pub(super) const MOST_NESTED: usize = 64;

/// What is left of each limit.
pub(crate) struct Budget {
    decoded: Cell<usize>,
    values: Cell<usize>,
}

impl Budget {
    pub(super) fn new() -> Self {
        Budget { decoded: Cell::new(MOST_DECODED), values: Cell::new(MOST_VALUES) }
    }

    pub(super) fn decoded(&self, bytes: usize) -> Result<()> {
        take(&self.decoded, bytes, "bytes come out of its packed streams", MOST_DECODED)
    }

    /// How many bytes may still come out of one stream.
    pub(super) fn left_to_decode(&self) -> usize {
        self.decoded.get().min(MOST_DECODED_IN_ONE)
    }

    pub(super) fn value(&self) -> Result<()> {
        take(&self.values, 1, "values in its objects and operators on its pages", MOST_VALUES)
    }
}

fn take(left: &Cell<usize>, used: usize, what: &'static str, most: usize) -> Result<()> {
    left.set(left.get().checked_sub(used).ok_or(Kind::TooMuch { what, most })?);
    Ok(())
}
