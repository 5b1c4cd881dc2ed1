//! The pipe files go to a worker through. What it takes at once can be written without a thread of its own that would be
//! held up where a worker does not read.

use std::process::ChildStdin;

/// How much a pipe is asked to hold, in bytes: what Linux allows everybody.
#[cfg(target_os = "linux")]
const HOLDS: usize = 1024 * 1024;

/// Has the pipe hold most files whole, where the system lets us.
#[cfg(target_os = "linux")]
pub(super) fn widen(to: &ChildStdin) {
    // Where the system does not, the pipe takes less at once, see `takes`.
    let _stays_as_it_is = rustix::pipe::fcntl_setpipe_size(to, HOLDS);
}

/// True when so many bytes can be written without waiting for anybody to read.
#[cfg(target_os = "linux")]
pub(super) fn takes(to: &ChildStdin, bytes: usize) -> bool {
    // Each write may begin a page of its own.
    const PAGES: usize = 2 * 4096;
    let holds = rustix::pipe::fcntl_getpipe_size(to).unwrap_or(0);
    is_empty(to) && bytes.saturating_add(PAGES) <= holds
}

/// True when all that was written was read.
#[cfg(target_os = "linux")]
pub(super) fn is_empty(to: &ChildStdin) -> bool {
    rustix::io::ioctl_fionread(to) == Ok(0)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn widen(_to: &ChildStdin) {}

#[cfg(not(target_os = "linux"))]
pub(super) fn takes(_to: &ChildStdin, _bytes: usize) -> bool {
    false
}

#[cfg(not(target_os = "linux"))]
pub(super) fn is_empty(_to: &ChildStdin) -> bool {
    true
}
