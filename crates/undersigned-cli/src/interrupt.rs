//! Ctrl-C in a long run, or a system that ends it (SIGTERM): what is begun is finished, so that no file is left half done.

use std::sync::atomic::{AtomicBool, Ordering};

static CAME: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C is noted; a second one ends the program at once.
pub(crate) fn watch() {
    let noted = ctrlc::set_handler(|| {
        if CAME.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
    // Where no handler can be set, Ctrl-C ends the program at once. Files are moved to their places whole all the same.
    drop(noted);
}

/// Whether somebody pressed Ctrl-C.
pub(crate) fn came() -> bool {
    CAME.load(Ordering::SeqCst)
}
