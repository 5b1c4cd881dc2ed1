//! Confinement on Linux: limits of the kernel on memory, time and files, Landlock against the file system, seccomp against
//! sockets, programs and the calls that lead out of either.

use super::Layers;
use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};
use std::collections::BTreeMap;
use std::time::Duration;

/// Most memory, as addresses, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Most open files: the pipes and what the runtime holds.
const FILES: u64 = 16;

/// Confines this thread and those it makes.
pub(in super::super) fn confine() -> Layers {
    let calls = forbid_calls();
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

fn forbid_files() -> bool {
    let abi = ABI::V5;
    let made = Ruleset::default()
        .handle_access(AccessFs::from_all(abi))
        .and_then(|rules| rules.handle_access(AccessNet::from_all(abi)))
        .and_then(|rules| rules.scope(Scope::from_all(ABI::V6)))
        .and_then(Ruleset::create)
        .and_then(landlock::RulesetCreated::restrict_self);
    made.is_ok_and(|status| status.ruleset != RulesetStatus::NotEnforced)
}

/// Calls that make a socket, start a program, look into other processes or change what this one may do.
const FORBIDDEN: &[i64] = &[
    libc::SYS_socket,
    libc::SYS_socketpair,
    libc::SYS_connect,
    libc::SYS_bind,
    libc::SYS_listen,
    libc::SYS_accept,
    libc::SYS_accept4,
    libc::SYS_sendto,
    libc::SYS_sendmsg,
    libc::SYS_sendmmsg,
    libc::SYS_execve,
    libc::SYS_execveat,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_send_signal,
    libc::SYS_io_uring_setup,
    libc::SYS_bpf,
    libc::SYS_perf_event_open,
    libc::SYS_userfaultfd,
    libc::SYS_keyctl,
    libc::SYS_add_key,
    libc::SYS_request_key,
    libc::SYS_unshare,
    libc::SYS_setns,
    libc::SYS_mount,
    libc::SYS_umount2,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_mq_open,
    libc::SYS_memfd_create,
];

fn forbid_calls() -> bool {
    let Some(refuse) = program(SeccompAction::Errno(libc::EPERM as u32), forbidden()) else { return false };
    // Threads are made with `clone3` where there is one, whose flags lie out of reach of a filter; without it they are made
    // with `clone`, whose flags can be looked at.
    let none_of_it = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let Some(no_clone3) = program(SeccompAction::Errno(libc::ENOSYS as u32), none_of_it) else { return false };
    seccompiler::apply_filter(&refuse).is_ok() && seccompiler::apply_filter(&no_clone3).is_ok()
}

fn forbidden() -> BTreeMap<i64, Vec<SeccompRule>> {
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = FORBIDDEN.iter().map(|call| (*call, Vec::new())).collect();
    let thread = libc::CLONE_THREAD as u64;
    let a_process = SeccompCondition::new(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), 0)
        .and_then(|condition| SeccompRule::new(vec![condition]));
    rules.extend(a_process.ok().map(|rule| (libc::SYS_clone, vec![rule])));
    #[cfg(target_arch = "x86_64")]
    rules.extend([libc::SYS_fork, libc::SYS_vfork].map(|call| (call, Vec::new())));
    rules
}

fn program(on_match: SeccompAction, rules: BTreeMap<i64, Vec<SeccompRule>>) -> Option<BpfProgram> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, on_match, arch).ok()?.try_into().ok()
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
            assert!(forbid_calls() && forbid_files());
            // What it starts is confined as it is.
            let threads = std::thread::spawn(open).join().unwrap();
            (tried(&made), threads, made)
        });
        let (tried, in_a_thread, made) = confined.join().unwrap();
        assert_eq!(tried, [false; 7]);
        assert!(!in_a_thread && !made.exists());
        assert!(open(), "who did not confine himself goes on");
    }
}
