//! Work on many items at once, told in their order.

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

/// How far the work may run ahead of what has been told, for each worker: what is done and not yet told takes memory.
const AHEAD: usize = 8;

/// What the workers share.
struct State<R, F> {
    /// The next item that nobody has taken.
    next: usize,
    /// How many results have been told.
    told: usize,
    done: BTreeMap<usize, std::thread::Result<R>>,
    stopped: bool,
    tell: F,
    panicked: Option<Box<dyn Any + Send>>,
}

impl<R, F: FnMut(R) -> bool> State<R, F> {
    /// Tells what is done, up to the first item that is not. A panic ends the run like a result that says so; those that
    /// wait would wait for good otherwise.
    fn tell_done(&mut self) {
        while let Some(result) = self.done.remove(&self.told) {
            self.told += 1;
            let told = result.and_then(|result| catch_unwind(AssertUnwindSafe(|| (self.tell)(result))));
            let goes_on = told.unwrap_or_else(|panic| {
                self.panicked.get_or_insert(panic);
                false
            });
            self.stopped |= !goes_on;
        }
    }
}

/// Does the work on all items, `jobs` at a time, this thread included, and tells each result in the order of the items, on
/// the thread that has come to it. After `tell` has returned false no further item is begun; those that are begun are
/// finished and told.
///
/// An item that has all cores is worked on here, and lays its work over them itself.
pub(crate) fn in_order<'i, T: Sync, R: Send>(
    items: &'i [T],
    jobs: NonZeroUsize,
    work: impl Fn(&'i T) -> R + Sync,
    tell: impl FnMut(R) -> bool + Send,
) {
    let done = BTreeMap::new();
    let state = Mutex::new(State { next: 0, told: 0, done, stopped: false, tell, panicked: None });
    let changed = Condvar::new();
    let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
    let workers = jobs.get().min(items.len());
    let worker = || {
        let _alone = (!has_all_cores(items.len(), jobs)).then(|| pool(1));
        let mut state = lock();
        loop {
            while !state.stopped && state.next < items.len() && state.next >= state.told + AHEAD * workers {
                state = changed.wait(state).unwrap_or_else(PoisonError::into_inner);
            }
            let index = state.next;
            let Some(item) = items.get(index).filter(|_| !state.stopped) else { break };
            state.next += 1;
            drop(state);
            let result = catch_unwind(AssertUnwindSafe(|| work(item)));
            state = lock();
            state.done.insert(index, result);
            state.tell_done();
            changed.notify_all();
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..workers {
            // Where there are no more threads to be had, those that are there do the work.
            if std::thread::Builder::new().spawn_scoped(scope, worker).is_err() {
                break;
            }
        }
        worker();
    });
    let panicked = lock().panicked.take();
    if let Some(panic) = panicked {
        resume_unwind(panic);
    }
}

/// How many cores this process may use. The system has to read some files for it: ask once.
pub(crate) fn cores() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Whether there is only one item, and it may take all cores.
pub(crate) fn has_all_cores(items: usize, jobs: NonZeroUsize) -> bool {
    items == 1 && jobs.get() > 1
}

/// Makes this thread one of so many that share what the engine of the PDF hands on. With one all stays on this thread: the
/// others have documents of their own. A thread stays for good in the first pool that it is in, and works alone when the
/// pool is dropped.
pub(crate) fn pool(threads: usize) -> Option<rayon::ThreadPool> {
    // As much as the first thread has: one that waits for a part of a file may make another file meanwhile.
    const STACK: usize = 8 << 20;
    let begin = |worker: rayon::ThreadBuilder| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn(|| worker.run());
        // The work of one that is not to be had is done by the others. A pool that could not be made would be worse: the
        // thread that calls would stay in it.
        drop(thread);
        Ok(())
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).use_current_thread();
    pool.spawn_handler(begin).build().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_in_order_whoever_is_first() {
        let items: Vec<u64> = (0..200).collect();
        let work = |&item: &u64| {
            std::thread::sleep(std::time::Duration::from_micros((item * 7919) % 300));
            item * 2
        };
        let mut told = Vec::new();
        in_order(&items, NonZeroUsize::new(8).unwrap(), work, |result| {
            told.push(result);
            true
        });
        assert_eq!(told, items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_begun_is_told_after_a_stop() {
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let items: Vec<usize> = (0..1000).collect();
        let work = |&item: &usize| {
            begun.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            item
        };
        let mut told = 0;
        in_order(&items, NonZeroUsize::new(4).unwrap(), work, |item| {
            assert_eq!(item, told);
            told += 1;
            item < 10
        });
        assert_eq!(told, begun.into_inner());
        assert!((11..1000).contains(&told), "{told}");
    }

    #[test]
    fn one_at_a_time_is_told_before_the_next_is_begun() {
        let caller = std::thread::current().id();
        let begun = std::sync::atomic::AtomicUsize::new(0);
        let work = |&item: &usize| {
            assert_eq!(std::thread::current().id(), caller);
            begun.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            item
        };
        let mut told = Vec::new();
        in_order(&[1, 2, 3, 4], NonZeroUsize::MIN, work, |item| {
            told.push((item, begun.load(std::sync::atomic::Ordering::SeqCst)));
            item < 3
        });
        assert_eq!(told, [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(begun.into_inner(), 3);
    }

    #[test]
    #[should_panic(expected = "the fifth")]
    fn a_panic_ends_the_run() {
        let items: Vec<usize> = (0..1000).collect();
        let work = |&item: &usize| assert!(item != 5, "the fifth");
        in_order(&items, NonZeroUsize::new(4).unwrap(), work, |()| true);
    }

    #[test]
    #[should_panic(expected = "the first is told")]
    fn a_panic_while_telling_ends_the_run() {
        let items: Vec<u64> = (0..1000).collect();
        let slow_at_first =
            |&item: &u64| std::thread::sleep(std::time::Duration::from_millis(20 * u64::from(item == 0)));
        in_order(&items, NonZeroUsize::new(4).unwrap(), slow_at_first, |()| panic!("the first is told"));
    }

    #[test]
    fn nothing_is_done_in_no_time() {
        in_order(&[] as &[u8], NonZeroUsize::MIN, |_| panic!("no work"), |()| panic!("no result"));
    }
}
