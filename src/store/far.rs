//! Network file systems: disks that lie on another computer, or behind a program. What they promise of locks, shared memory and
//! durability differs, so a project there is written without a log, and whoever opens it is told.

use std::path::Path;

/// What a path lies on, where that is a file system of another computer or of a program; `None` where it is one of this
/// computer, or where the system does not tell.
pub fn far(path: &Path) -> Option<&'static str> {
    #[cfg(target_os = "linux")]
    {
        let about = rustix::fs::statfs(path).ok()?;
        // The kernel's numbers have 32 bits, in a field that is signed on some machines.
        named(u32::try_from(about.f_type & 0xFFFF_FFFF).ok()?)
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

/// The kinds, by the numbers of Linux (`linux/magic.h` and the sources of each).
#[cfg(any(target_os = "linux", test))]
fn named(kind: u32) -> Option<&'static str> {
    Some(match kind {
        0x0000_6969 => "NFS",
        0x0000_517B | 0xFF53_4D42 | 0xFE53_4D42 => "a Windows share",
        0x0102_1997 => "9P",
        0x5346_414F | 0x6B41_4653 => "AFS",
        0x00C3_6400 => "Ceph",
        0x7375_7245 => "Coda",
        0x6573_5546 => "FUSE",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disks_of_this_computer_are_told_from_those_of_others() {
        // ext, XFS, Btrfs, tmpfs, overlay, FAT, ZFS, NTFS, F2FS.
        for near in
            [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x4D44, 0x2FC1_2FC1, 0x5346_544E, 0xF2F5_2010]
        {
            assert_eq!(named(near), None, "{near:x}");
        }
        assert_eq!(
            (named(0x6969), named(0xFF53_4D42), named(0x6573_5546)),
            (Some("NFS"), Some("a Windows share"), Some("FUSE"))
        );
        assert_eq!(far(&std::env::temp_dir().join("nothing there")), None);
    }
}
