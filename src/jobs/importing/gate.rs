//! The hand on a running import: it can be held, let go on, and stopped.

use std::sync::atomic::{AtomicBool, Ordering};

/// Says whether an import goes on. Whoever runs it looks at it between files.
#[derive(Debug, Default)]
pub struct Gate {
    held: AtomicBool,
    stopped: AtomicBool,
}

impl Gate {
    /// Holds the import after the files in hand, or lets it go on.
    pub fn hold(&self, held: bool) {
        self.held.store(held, Ordering::Relaxed);
    }

    /// Stops the import after the files in hand.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// True while it is held.
    pub fn is_held(&self) -> bool {
        self.held.load(Ordering::Relaxed) && !self.is_stopped()
    }

    /// True once it was stopped.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// What whoever walks or waits for a parser looks at.
    pub fn stopped(&self) -> &AtomicBool {
        &self.stopped
    }
}
