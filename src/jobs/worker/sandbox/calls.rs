//! The calls a worker may not make: sockets, programs, names and owners of files, and what reaches other processes. They are
//! refused by a filter in the kernel, on every kernel alike; Landlock, where there is one, stands beside it.

use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule, TargetArch,
};
use std::collections::BTreeMap;

/// Calls that make a socket, start a program, reach a file by its name, change whose a file is, look into other processes or
/// change what they or this one may do.
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
    libc::SYS_openat,
    libc::SYS_openat2,
    libc::SYS_open_by_handle_at,
    libc::SYS_open_tree,
    libc::SYS_truncate,
    libc::SYS_mknodat,
    libc::SYS_mkdirat,
    libc::SYS_unlinkat,
    libc::SYS_linkat,
    libc::SYS_symlinkat,
    libc::SYS_renameat2,
    libc::SYS_fchmod,
    libc::SYS_fchmodat,
    libc::SYS_fchown,
    libc::SYS_fchownat,
    libc::SYS_utimensat,
    libc::SYS_setxattr,
    libc::SYS_lsetxattr,
    libc::SYS_fsetxattr,
    libc::SYS_removexattr,
    libc::SYS_lremovexattr,
    libc::SYS_fremovexattr,
    libc::SYS_ptrace,
    libc::SYS_process_vm_readv,
    libc::SYS_process_vm_writev,
    libc::SYS_process_madvise,
    libc::SYS_kcmp,
    libc::SYS_kill,
    libc::SYS_tkill,
    libc::SYS_rt_sigqueueinfo,
    libc::SYS_rt_tgsigqueueinfo,
    libc::SYS_pidfd_open,
    libc::SYS_pidfd_getfd,
    libc::SYS_pidfd_send_signal,
    libc::SYS_setpriority,
    libc::SYS_ioprio_set,
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
    libc::SYS_move_mount,
    libc::SYS_fsopen,
    libc::SYS_pivot_root,
    libc::SYS_chroot,
    libc::SYS_init_module,
    libc::SYS_finit_module,
    libc::SYS_kexec_load,
    libc::SYS_reboot,
    libc::SYS_shmget,
    libc::SYS_msgget,
    libc::SYS_semget,
    libc::SYS_mq_open,
    libc::SYS_memfd_create,
];

/// Later calls of the same kinds, by the numbers they have everywhere: `fchmodat2`, `setxattrat`, `removexattrat`,
/// `file_setattr`.
const LATER: &[i64] = &[452, 463, 466, 469];

/// Older calls of the same kinds, which only this processor has.
#[cfg(target_arch = "x86_64")]
const OLDER: &[i64] = &[
    libc::SYS_open,
    libc::SYS_creat,
    libc::SYS_mknod,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_unlink,
    libc::SYS_link,
    libc::SYS_symlink,
    libc::SYS_rename,
    libc::SYS_renameat,
    libc::SYS_chmod,
    libc::SYS_chown,
    libc::SYS_lchown,
    libc::SYS_utime,
    libc::SYS_utimes,
    libc::SYS_futimesat,
    libc::SYS_fork,
    libc::SYS_vfork,
];
#[cfg(not(target_arch = "x86_64"))]
const OLDER: &[i64] = &[];

/// Forbids this thread and those it makes these calls. `false` where the system does not keep to it.
pub(super) fn forbid() -> bool {
    programs().is_some_and(|programs| programs.iter().all(|program| seccompiler::apply_filter(program).is_ok()))
}

fn programs() -> Option<Vec<BpfProgram>> {
    let refuse = program(SeccompAction::Errno(libc::EPERM as u32), forbidden()?)?;
    // Threads are made with `clone3` where there is one, whose flags lie out of reach of a filter; without it they are made
    // with `clone`, whose flags can be looked at.
    let none_of_it = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let no_clone3 = program(SeccompAction::Errno(libc::ENOSYS as u32), none_of_it)?;
    let mut programs = vec![refuse, no_clone3];
    #[cfg(target_arch = "x86_64")]
    programs.push(no_other_numbers());
    Some(programs)
}

fn forbidden() -> Option<BTreeMap<i64, Vec<SeccompRule>>> {
    let always = [FORBIDDEN, LATER, OLDER].concat();
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = always.into_iter().map(|call| (call, Vec::new())).collect();
    let when = |argument, length, operator, value| {
        let condition = SeccompCondition::new(argument, length, operator, value).ok()?;
        Some(vec![SeccompRule::new(vec![condition]).ok()?])
    };
    // A process, not a thread.
    let thread = libc::CLONE_THREAD as u64;
    rules.insert(libc::SYS_clone, when(0, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(thread), 0)?);
    // Limits of others. Its own have the number 0, and are lowered before each file.
    rules.insert(libc::SYS_prlimit64, when(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, 0)?);
    // Signals to others. A process that gives itself up sends itself one.
    let own = u64::from(std::process::id());
    rules.insert(libc::SYS_tgkill, when(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Ne, own)?);
    Some(rules)
}

fn program(on_match: SeccompAction, rules: BTreeMap<i64, Vec<SeccompRule>>) -> Option<BpfProgram> {
    let arch = TargetArch::try_from(std::env::consts::ARCH).ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, on_match, arch).ok()?.try_into().ok()
}

/// Refuses every call by its second number: where the kernel knows x32, all calls have one more, from this bit on.
#[cfg(target_arch = "x86_64")]
fn no_other_numbers() -> BpfProgram {
    const X32: u32 = 0x4000_0000;
    let (load, at_least, give) = (
        (libc::BPF_LD | libc::BPF_W | libc::BPF_ABS) as u16,
        (libc::BPF_JMP | libc::BPF_JGE | libc::BPF_K) as u16,
        (libc::BPF_RET | libc::BPF_K) as u16,
    );
    let step = |code, jt, jf, k| seccompiler::sock_filter { code, jt, jf, k };
    vec![
        step(load, 0, 0, 0),
        step(at_least, 0, 1, X32),
        step(give, 0, 0, libc::SECCOMP_RET_ERRNO | libc::EPERM as u32),
        step(give, 0, 0, libc::SECCOMP_RET_ALLOW),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::fs::{Gid, Mode, XattrFlags};
    use rustix::io::Errno;
    use rustix::process::{Resource, getrlimit, prlimit};
    use std::fs::{File, FileTimes};
    use std::path::Path;
    use std::time::SystemTime;

    /// What the kernel would answer to a call with these arguments: what the filter's instructions come to.
    fn answer(program: &BpfProgram, call: i64, arguments: [u64; 2]) -> u32 {
        let arch: u32 = if cfg!(target_arch = "x86_64") { 0xC000_003E } else { 0xC000_00B7 };
        let mut about = Vec::new();
        about.extend(u32::try_from(call).unwrap().to_le_bytes());
        about.extend(arch.to_le_bytes());
        about.extend([0; 8]);
        about.extend(arguments.into_iter().flat_map(u64::to_le_bytes));
        let (mut at, mut held) = (0, 0_u32);
        loop {
            let step = &program[at];
            at += 1;
            let jump = |holds: bool| usize::from(if holds { step.jt } else { step.jf });
            match step.code {
                0x20 => held = u32::from_le_bytes(about[step.k as usize..][..4].try_into().unwrap()),
                0x05 => at += step.k as usize,
                0x15 => at += jump(held == step.k),
                0x25 => at += jump(held > step.k),
                0x35 => at += jump(held >= step.k),
                0x54 => held &= step.k,
                0x06 => return step.k,
                other => panic!("an instruction that is not known: {other:#x}"),
            }
        }
    }

    /// The strictest of what all filters answer: an error's number, or 0 when the call is let through.
    fn refused(call: i64, arguments: [u64; 2]) -> u32 {
        let answers: Vec<u32> = programs().unwrap().iter().map(|program| answer(program, call, arguments)).collect();
        let strictest = answers.into_iter().min_by_key(|answer| answer & libc::SECCOMP_RET_ACTION_FULL).unwrap();
        match strictest & libc::SECCOMP_RET_ACTION_FULL {
            libc::SECCOMP_RET_ALLOW => 0,
            libc::SECCOMP_RET_ERRNO => strictest & libc::SECCOMP_RET_DATA,
            other => panic!("neither refused nor let through: {other:#x}"),
        }
    }

    #[test]
    fn calls_that_lead_out_are_refused_and_those_it_lives_by_are_not() {
        let (eperm, enosys) = (libc::EPERM as u32, libc::ENOSYS as u32);
        let own = u64::from(std::process::id());
        for call in [
            libc::SYS_socket,
            libc::SYS_execve,
            libc::SYS_openat,
            libc::SYS_fchmodat,
            libc::SYS_fchownat,
            libc::SYS_utimensat,
            libc::SYS_lsetxattr,
            libc::SYS_lremovexattr,
            libc::SYS_kill,
            libc::SYS_tkill,
            libc::SYS_rt_sigqueueinfo,
            libc::SYS_rt_tgsigqueueinfo,
            libc::SYS_pidfd_send_signal,
            libc::SYS_ptrace,
            // `fchmodat2`, `setxattrat`, `removexattrat`.
            452,
            463,
            466,
        ] {
            assert_eq!(refused(call, [0, 0]), eperm, "call {call}");
        }
        assert_eq!(refused(libc::SYS_prlimit64, [own, 0]), eperm, "limits are only set for oneself, as 0");
        assert_eq!(refused(libc::SYS_prlimit64, [0, 0]), 0);
        assert_eq!(
            refused(libc::SYS_prlimit64, [1 << 32, 0]),
            0,
            "the kernel reads half of it, and so does the filter"
        );
        assert_eq!(refused(libc::SYS_tgkill, [own + 1, 0]), eperm);
        assert_eq!(refused(libc::SYS_tgkill, [own, 0]), 0);
        assert_eq!(refused(libc::SYS_clone, [0, 0]), eperm, "a process");
        assert_eq!(refused(libc::SYS_clone, [libc::CLONE_THREAD as u64, 0]), 0, "a thread");
        assert_eq!(refused(libc::SYS_clone3, [0, 0]), enosys);
        for call in [libc::SYS_read, libc::SYS_write, libc::SYS_mmap, libc::SYS_futex, libc::SYS_exit_group] {
            assert_eq!(refused(call, [0, 0]), 0, "call {call}");
        }
        #[cfg(target_arch = "x86_64")]
        for call in [libc::SYS_read, libc::SYS_socket] {
            assert_eq!(refused(0x4000_0000 | call, [0, 0]), eperm, "x32 call {call}");
        }
    }

    /// Tries on a file what needs no name of it, or changes whose it is; gives the errors.
    fn tried(path: &Path, open: &File) -> Vec<Option<Errno>> {
        let times = FileTimes::new().set_modified(SystemTime::UNIX_EPOCH);
        let own_limit = prlimit(Some(rustix::process::getpid()), Resource::Core, getrlimit(Resource::Core)).map(drop);
        let std = |tried: std::io::Result<()>| tried.map_err(|error| Errno::from_io_error(&error).unwrap());
        [
            rustix::fs::chmod(path, Mode::RWXU),
            rustix::fs::fchmod(open, Mode::RWXU),
            rustix::fs::chown(path, None, Some(Gid::from_raw(rustix::process::getgid().as_raw()))),
            rustix::fs::fchown(open, None, Some(Gid::from_raw(rustix::process::getgid().as_raw()))),
            std(open.set_times(times)),
            rustix::fs::setxattr(path, "user.seen", b"x", XattrFlags::empty()),
            rustix::fs::fsetxattr(open, "user.seen", b"x", XattrFlags::empty()),
            rustix::fs::removexattr(path, "user.seen"),
            rustix::fs::fremovexattr(open, "user.seen"),
            own_limit,
            std(File::open(path).map(drop)),
            rustix::fs::mkdir(path.with_extension("made"), Mode::RWXU),
        ]
        .into_iter()
        .map(Result::err)
        .collect()
    }

    #[test]
    fn what_landlock_does_not_see_is_refused_by_the_filter_alone() {
        // Given a file that is open already, of which all this can be changed; attributes where they are kept at all.
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        let open = File::create(&path).unwrap();
        let before = tried(&path, &open);
        assert!(before.iter().all(|error| *error != Some(Errno::PERM)), "{before:?}");
        let done: Vec<usize> = (0..before.len()).filter(|n| !(5..9).contains(n)).collect();
        assert!(done.iter().all(|n| before[*n].is_none()), "{before:?}");
        std::fs::remove_dir(path.with_extension("made")).unwrap();
        // When a thread may no longer make the calls, then none of it can be done.
        let after = std::thread::scope(|scope| {
            scope
                .spawn(|| {
                    assert!(forbid());
                    tried(&path, &open)
                })
                .join()
                .unwrap()
        });
        assert_eq!(after, vec![Some(Errno::PERM); before.len()]);
    }
}
