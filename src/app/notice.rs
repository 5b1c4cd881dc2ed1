//! Notices: what is said to the analyst beside the work. A fault stays until it is closed; a word in passing goes by itself.

use crate::domain::{Fault, Words};
use std::time::{Duration, Instant};

/// Something said.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Tells notices apart.
    pub id: u64,
    /// What is said.
    pub what: Said,
    /// When it was said.
    pub at: Instant,
}

/// How long a word in passing stays.
const PASSING: Duration = Duration::from_secs(6);

impl Notice {
    /// True when it has been said long enough. A fault stays until it is closed.
    pub fn is_over(&self, now: Instant) -> bool {
        !matches!(self.what, Said::Fault(_)) && now.duration_since(self.at) >= PASSING
    }
}

/// What is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// Something failed.
    Fault(Fault),
    /// A word in passing.
    Word(&'static str),
    /// A word in passing with something foreign in it: before, the foreign words, after.
    About(&'static str, Words, String),
}
