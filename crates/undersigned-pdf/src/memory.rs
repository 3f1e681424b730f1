//! What the engine remembers from one document to the next.

use std::sync::atomic::{AtomicUsize, Ordering};

use typst::comemo;

/// The engine remembers what it did, and never forgets by itself: its memory would grow by a mebibyte a document. What
/// every document has (masthead, contact line, legend) is worth its place, so that what was of use a short while ago is
/// kept; all else is forgotten.
///
/// All threads share this memory, and to make it older takes a walk through all of it. So it gets older when one document
/// more has ended than were set at once, which each thread comes to in its turn. With each that ended, two threads took
/// from one another what each of them uses again and again, and a batch on two cores took a third more time.
pub(crate) struct Memory;

/// An age is as long as if no more than so many were set at once: what large ones leave behind takes much memory.
const MOST: usize = 4;

/// How many documents are being set.
static BEGUN: AtomicUsize = AtomicUsize::new(0);

/// How many there were at once at most.
static AT_ONCE: AtomicUsize = AtomicUsize::new(1);

/// How many have ended.
static ENDED: AtomicUsize = AtomicUsize::new(0);

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
        let ended = ENDED.fetch_add(1, Ordering::Relaxed) + 1;
        if ended.is_multiple_of(AT_ONCE.load(Ordering::Relaxed).min(MOST) + 1) {
            comemo::evict(1);
        }
    }
}
