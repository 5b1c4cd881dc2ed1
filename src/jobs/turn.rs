//! Work of which only what was asked last is wanted: what was asked before gives up, and so does all of it when the project is
//! closed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// Whose turn it is.
#[derive(Clone, Default)]
pub(super) struct Turns(Arc<AtomicU64>);

impl Turns {
    /// From now on it is the turn of this one. What it gives says whether that still holds, in a project that is still open.
    pub(super) fn next(&self, number: u64, closing: &Arc<AtomicBool>) -> impl Fn() -> bool + Send + use<> {
        self.0.store(number, Ordering::Relaxed);
        let (last, closing) = (Arc::clone(&self.0), Arc::clone(closing));
        move || last.load(Ordering::Relaxed) == number && !closing.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_asked_before_gives_up_and_what_is_closed_too() {
        let (turns, closing) = (Turns::default(), Arc::default());
        let first = turns.next(1, &closing);
        assert!(first());
        let second = turns.next(2, &closing);
        assert!(!first() && second());
        closing.store(true, Ordering::Relaxed);
        assert!(!second());
    }
}
