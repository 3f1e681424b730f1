//! What the engine remembers from one document to the next.

use std::sync::atomic::{AtomicUsize, Ordering};

use typst::comemo;

/// The engine remembers what it did, and never forgets by itself: its memory would grow by a mebibyte a document. What
/// every document has (masthead, contact line, legend) is worth its place, so that what was of use a short while ago is
/// kept; all else is forgotten.
///
/// All threads share this memory, and it gets older with each document that ends. What is of no use while two documents
/// more end than are set at once is forgotten: each thread comes to the end of one in its turn. With ages that are shorter
/// threads take from one another what each of them uses again and again: a batch on two cores took a third more time, and
/// one of eight threads a fifth more processor time. Were it made older more seldom, there would be more of what comemo
/// counts by in between, whose place it never gives back: 10,000 documents on two cores took 3 MiB more than 1,000.
pub(crate) struct Memory;

/// What is kept is kept as if no more than so many were set at once: what large ones leave behind takes much memory.
const MOST: usize = 16;

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
        comemo::evict(AT_ONCE.load(Ordering::Relaxed).min(MOST) + 1);
    }
}
