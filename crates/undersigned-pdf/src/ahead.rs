//! What is done ahead, so that a document that is alone waits less.

use std::hash::Hash;
use std::panic::resume_unwind;
use std::thread::{Builder, ScopedJoinHandle, scope};

use typst::utils::hash128;

/// Does two things at once, if there is a thread for the first.
pub(crate) fn at_once<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    scope(|scope| {
        let thread = Builder::new().spawn_scoped(scope, &first);
        let second = second();
        let first = thread.map_or_else(|_| Ok(first()), ScopedJoinHandle::join);
        (first.unwrap_or_else(|panic| resume_unwind(panic)), second)
    })
}

/// The engine knows a value by its hash, which the value keeps. It would ask for it when nothing else can be done meanwhile.
pub(crate) fn hashed<T: Hash>(value: T) -> T {
    hash128(&value);
    value
}
