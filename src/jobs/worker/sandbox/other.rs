//! Systems on which a worker is a process of its own and nothing more.

use super::Layers;
use std::time::Duration;

/// Gives nothing up.
pub(in super::super) fn confine() -> Layers {
    Layers::default()
}

/// Limits nothing; the parent's clocks hold.
pub(in super::super) fn allow_time(_more: Duration) -> bool {
    false
}

/// Not known.
pub(in super::super) fn memory_of(_process: u32) -> Option<u64> {
    None
}
