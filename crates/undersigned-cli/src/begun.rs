//! Work that another thread has begun.

use std::panic::resume_unwind;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::{JoinHandle, spawn};

/// A value that another thread makes while nobody needs it yet.
pub(crate) struct Begun<T> {
    made: OnceLock<T>,
    thread: Mutex<Option<JoinHandle<T>>>,
}

impl<T: Send + 'static> Begun<T> {
    pub(crate) fn new(make: impl FnOnce() -> T + Send + 'static) -> Self {
        Begun { made: OnceLock::new(), thread: Mutex::new(Some(spawn(make))) }
    }

    /// A value that is made at once.
    pub(crate) fn done(made: T) -> Self {
        Begun { made: OnceLock::from(made), thread: Mutex::new(None) }
    }

    /// The value, as soon as it is made. A panic in making it goes on here.
    pub(crate) fn get(&self) -> &T {
        self.made.get_or_init(|| {
            let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
            match thread.map(JoinHandle::join) {
                Some(Ok(made)) => made,
                Some(Err(panic)) => resume_unwind(panic),
                None => panic!("making it has panicked before"),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Begun;

    #[test]
    fn all_get_the_one_value() {
        let begun = Begun::new(|| String::from("made"));
        let place = std::thread::scope(|scope| {
            let other = scope.spawn(|| begun.get().as_ptr().addr());
            assert_eq!(begun.get(), "made");
            other.join().unwrap()
        });
        assert_eq!(place, begun.get().as_ptr().addr());
    }

    #[test]
    #[should_panic(expected = "on the way")]
    fn a_panic_goes_on_where_the_value_is_asked_for() {
        Begun::<()>::new(|| panic!("on the way")).get();
    }
}
