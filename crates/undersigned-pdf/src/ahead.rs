//! What is done ahead, so that a document that is alone waits less.

use std::hash::Hash;

use typst::utils::hash128;

/// Does two things at once where this thread is one of a pool, which the engine uses too. No thread is begun otherwise.
pub(crate) fn at_once<A: Send, B: Send>(
    first: impl FnOnce() -> A + Send,
    second: impl FnOnce() -> B + Send,
) -> (A, B) {
    if rayon::current_thread_index().is_some() { rayon::join(first, second) } else { (first(), second()) }
}

/// The engine knows a value by its hash, which the value keeps. It would ask for it when nothing else can be done meanwhile.
pub(crate) fn hashed<T: Hash>(value: T) -> T {
    hash128(&value);
    value
}
