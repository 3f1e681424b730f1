//! What the engine remembers from one document to the next.

use std::sync::atomic::{AtomicUsize, Ordering};

use typst::comemo;

/// The engine remembers what it did, and never forgets by itself: its memory would grow by a mebibyte a document. What
/// every document has (masthead, contact line, legend) is worth its place, so that what was of use a short while ago is
/// kept; all else is forgotten when a document ends.
///
/// All threads share this memory, and each document that ends makes it older: between the mastheads of two documents of
/// one thread those of others end. What is kept is what was of use since as many documents as were set at once; with one
/// alone, two threads took it from one another, and a batch on two cores took a third more time.
pub(crate) struct Memory;

/// What was of no use to so many documents is forgotten, however many are set at once: what all of them use is hardly ever
/// lost then, and what large ones leave behind takes much memory.
const MOST: usize = 4;

/// How many documents are being set.
static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// How many there were at once at most.
static AT_ONCE: AtomicUsize = AtomicUsize::new(1);

impl Memory {
    /// A document is begun; it ends when this is dropped.
    pub(crate) fn begin() -> Self {
        AT_ONCE.fetch_max(BEGUN.fetch_add(1, Ordering::Relaxed) + 1, Ordering::Relaxed);
        Memory
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        BEGUN.fetch_sub(1, Ordering::Relaxed);
        comemo::evict(AT_ONCE.load(Ordering::Relaxed).min(MOST));
    }
}
