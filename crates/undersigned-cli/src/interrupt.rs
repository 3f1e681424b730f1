//! Whether the run was asked to end (Ctrl-C, SIGTERM, SIGHUP): documents that are begun are finished, so that no file is
//! left half done.

use std::sync::atomic::{AtomicBool, Ordering};

/// Whether documents are being made: what comes before is given up at once.
static MAKING: AtomicBool = AtomicBool::new(false);
static CAME: AtomicBool = AtomicBool::new(false);

/// What a program ends with that Ctrl-C has ended, as shells have it.
const INTERRUPTED: i32 = 130;

/// Begins the thread that waits for Ctrl-C, which ends the program at once until [`finish_documents`]. It comes before the
/// threads that share a document: one that was woken while it began would be put on the core of the first.
pub(crate) fn watch() {
    // A signal that is ignored already stays so: `nohup` starts what is to outlive its terminal. The price is that none is
    // noted then, and those that are not ignored end the program at once.
    let noted = ctrlc::try_set_handler(|| {
        if !MAKING.load(Ordering::SeqCst) || CAME.swap(true, Ordering::SeqCst) {
            std::process::exit(INTERRUPTED);
        }
    });
    // So they do where no handler can be set. Files are moved to their places whole all the same.
    drop(noted);
}

/// From now on Ctrl-C is noted; a second one ends the program at once.
pub(crate) fn finish_documents() {
    MAKING.store(true, Ordering::SeqCst);
}

/// Whether the run was asked to end.
pub(crate) fn came() -> bool {
    CAME.load(Ordering::SeqCst)
}
