//! Room on the disk where a project lies: what is free, and what should be, so that work, a snapshot and the log fit.

use super::files::beside;
use std::path::Path;

/// Free space that there should be for any project, in bytes.
const AT_LEAST: u64 = 200 * 1024 * 1024;
/// A project should fit so many times more: once for a snapshot, once for its own growth and its log.
const TIMES: u64 = 2;

/// There is less room than there should be. Lengths are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Short {
    /// What is free.
    pub free: u64,
    /// What should be.
    pub wanted: u64,
}

/// What is short where a project lies; `None` when there is room enough, or where the system does not tell.
pub fn short(project: &Path) -> Option<Short> {
    let length = |path: &Path| std::fs::metadata(path).map_or(0, |about| about.len());
    compare(free(project)?, length(project).saturating_add(length(&beside(project, "-wal"))))
}

fn compare(free: u64, project: u64) -> Option<Short> {
    let wanted = project.saturating_mul(TIMES).max(AT_LEAST);
    (free < wanted).then_some(Short { free, wanted })
}

/// Free space where a path lies, in bytes; `None` where the system does not tell.
pub(super) fn free(path: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let about = rustix::fs::statvfs(path).ok()?;
        Some(about.f_bavail.saturating_mul(about.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    #[test]
    fn a_small_project_wants_two_hundred_mebibytes_and_a_large_one_its_double() {
        for (free, project, wanted) in [
            (200 * MIB, 0, None),
            (200 * MIB - 1, 0, Some(200 * MIB)),
            (200 * MIB, 100 * MIB, None),
            (200 * MIB, 100 * MIB + 1, Some(200 * MIB + 2)),
            (0, MIB, Some(200 * MIB)),
            (u64::MAX - 1, u64::MAX, Some(u64::MAX)),
        ] {
            assert_eq!(compare(free, project), wanted.map(|wanted| Short { free, wanted }), "{free} for {project}");
        }
    }
}
