//! How a worker confines itself before it reads anything that came from outside.

use serde::{Deserialize, Serialize};

#[cfg(target_os = "linux")]
mod calls;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod other;

#[cfg(target_os = "linux")]
pub(super) use linux::{allow_time, confine, memory_of};
#[cfg(not(target_os = "linux"))]
pub(super) use other::{allow_time, confine, memory_of};

/// What a worker has given up. A layer the system does not offer is missing and said to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layers {
    /// Memory, processor time and files are limited.
    pub limits: bool,
    /// The system keeps files out of reach, all of what is asked of it.
    pub files: bool,
    /// No socket can be made, no program started, no file opened or changed, and no other process reached.
    pub calls: bool,
}

impl Layers {
    /// What both have given up.
    pub(super) fn and(self, other: Self) -> Self {
        Self { limits: self.limits && other.limits, files: self.files && other.files, calls: self.calls && other.calls }
    }
}
