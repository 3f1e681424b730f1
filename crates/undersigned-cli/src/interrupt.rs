//! Whether the run was asked to end (Ctrl-C, SIGTERM, SIGHUP): what is begun is finished, so that no file is left half
//! done.

use std::sync::atomic::{AtomicBool, Ordering};

static CAME: AtomicBool = AtomicBool::new(false);

/// From now on Ctrl-C is noted; a second one ends the program at once.
pub(crate) fn watch() {
    // A signal that is ignored already stays so: `nohup` starts what is to outlive its terminal. The price is that none is
    // noted then, and those that are not ignored end the program at once.
    let noted = ctrlc::try_set_handler(|| {
        if CAME.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
    // So they do where no handler can be set. Files are moved to their places whole all the same.
    drop(noted);
}

/// Whether the run was asked to end.
pub(crate) fn came() -> bool {
    CAME.load(Ordering::SeqCst)
}
