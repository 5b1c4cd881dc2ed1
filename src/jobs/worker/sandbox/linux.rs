//! Confinement on Linux: limits of the kernel on memory, time and files, Landlock against the file system, seccomp against
//! sockets, programs and the calls that lead out of either.

use super::{Layers, calls};
use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::time::Duration;

/// Most memory, as addresses, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Most open files: the pipes and what the runtime holds.
const FILES: u64 = 16;

/// Confines this thread and those it makes.
pub(in super::super) fn confine() -> Layers {
    let calls = calls::forbid();
    Layers { limits: limit(), files: forbid_files(), calls }
}

fn limit() -> bool {
    [
        (Resource::As, MEMORY),
        (Resource::Nofile, FILES),
        // No core of what was parsed lies about, and nothing is ever written.
        (Resource::Core, 0),
        (Resource::Fsize, 0),
    ]
    .into_iter()
    // Each is set, whatever becomes of the others.
    .fold(true, |all, (resource, most)| lower(resource, most) && all)
}

/// Lowers a limit for good; one that is lower already stays.
fn lower(resource: Resource, most: u64) -> bool {
    let most = getrlimit(resource).maximum.map_or(most, |hard| hard.min(most));
    setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok()
}

/// Lets so much more processor time go by before the kernel ends this process. `false` where that cannot be set, and only
/// the parent's clocks hold.
pub(in super::super) fn allow_time(more: Duration) -> bool {
    let used = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    let used = u64::try_from(used.tv_sec).unwrap_or_default();
    let most = used.saturating_add(more.as_secs()).saturating_add(1);
    let hard = getrlimit(Resource::Cpu).maximum;
    let soft = hard.map_or(most, |hard| hard.min(most));
    setrlimit(Resource::Cpu, Rlimit { current: Some(soft), maximum: hard }).is_ok()
}

/// The memory another process holds, in bytes, as far as it is in use; `None` where it is not known.
pub(in super::super) fn memory_of(process: u32) -> Option<u64> {
    let pages = std::fs::read_to_string(format!("/proc/{process}/statm")).ok()?;
    let pages: u64 = pages.split_whitespace().nth(1)?.parse().ok()?;
    Some(pages.saturating_mul(rustix::param::page_size() as u64))
}

/// Forbids files, and connections besides. `false` unless the kernel keeps to all of what is asked.
fn forbid_files() -> bool {
    let abi = ABI::V5;
    let made = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    made.is_ok_and(|status| status.ruleset == RulesetStatus::FullyEnforced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs::File;
    use std::net::{TcpListener, UdpSocket};
    use std::os::unix::net::UnixStream;
    use std::process::Command;

    /// What a file that took its parser over would try. Limits hold for the whole process, so they are left out here.
    #[test]
    fn a_confined_thread_opens_nothing_reaches_nothing_and_starts_nothing() {
        let folder = std::env::temp_dir();
        let open = || File::open("/etc/passwd").is_ok();
        let made = folder.join(format!("confined {}", std::process::id()));
        let tried = move |made: &std::path::Path| {
            [
                open(),
                File::create(made).is_ok(),
                std::fs::read_dir("/").is_ok(),
                TcpListener::bind("127.0.0.1:0").is_ok(),
                UdpSocket::bind("127.0.0.1:0").is_ok(),
                UnixStream::pair().is_ok(),
                Command::new("/bin/true").status().is_ok(),
            ]
        };
        assert_eq!(tried(&made), [true; 7], "all of it can be done before");
        std::fs::remove_file(&made).unwrap();
        let confined = std::thread::spawn(move || {
            assert!(calls::forbid() && forbid_files());
            // What it starts is confined as it is.
            let threads = std::thread::spawn(open).join().unwrap();
            (tried(&made), threads, made)
        });
        let (tried, in_a_thread, made) = confined.join().unwrap();
        assert_eq!(tried, [false; 7]);
        assert!(!in_a_thread && !made.exists());
        assert!(open(), "who did not confine himself goes on");
    }

    #[test]
    fn files_are_out_of_reach_by_landlock_alone() {
        let opened = std::thread::spawn(|| {
            assert!(forbid_files());
            [File::open("/etc/passwd").is_ok(), File::create("/dev/shm/confined").is_ok(), UnixStream::pair().is_ok()]
        });
        assert_eq!(opened.join().unwrap(), [false, false, true], "what Landlock does not see is left to the filter");
    }
}
