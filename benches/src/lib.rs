//! What the benches share: the documents that they measure, and the least that a PDF can cost.
//!
//! What is not as expected ends a bench: it reads files that we wrote ourselves, so that it would measure something else.

pub mod floor;
pub mod inputs;

/// Does the work, and all that Typst and krilla would give to other threads, on one thread.
///
/// # Panics
/// When the system refuses a thread.
pub fn on_one_thread<R: Send>(work: impl FnOnce() -> R + Send) -> R {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    pool.install(work)
}
