//! Stopping or starving the program at a chosen system call: a small library, built here with the C compiler the project
//! needs anyway, is loaded before libc. It needs no rights, no tracing and no mounts, so it works wherever the tests do.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The process dies before the call does anything.
    Kill,
    /// The process dies when half of a write has reached the file.
    Tear,
    /// The call fails with this error number.
    Fail(i32),
}

/// Which calls are hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Injection {
    /// `pwrite64`, `write`, `fsync`, `ftruncate`, `unlink`, `rename`, `open` (for writing), or `any` of them.
    pub call: &'static str,
    pub action: Action,
    /// The first call that is hit, counted from 1.
    pub from: u32,
    /// The last call that is hit.
    pub to: u32,
}

impl Injection {
    /// Exactly one call.
    pub fn once(call: &'static str, action: Action, n: u32) -> Self {
        Self { call, action, from: n, to: n }
    }

    /// This call and all after it.
    pub fn from_then_on(call: &'static str, action: Action, n: u32) -> Self {
        Self { call, action, from: n, to: u32::MAX }
    }

    /// Puts it into a command, for calls on files below a folder. A byte a hit goes to `note`.
    pub fn into_command(self, command: &mut Command, below: &Path, note: &Path) {
        let action = match self.action {
            Action::Kill => "kill".to_owned(),
            Action::Tear => "tear".to_owned(),
            Action::Fail(errno) => errno.to_string(),
        };
        command
            .env("LD_PRELOAD", library())
            .env("INJECT_CALL", self.call)
            .env("INJECT_ACTION", action)
            .env("INJECT_FROM", self.from.to_string())
            .env("INJECT_TO", self.to.to_string())
            .env("INJECT_BELOW", below.canonicalize().unwrap())
            .env("INJECT_NOTE", note);
    }
}

/// How many calls were hit.
pub fn hits(note: &Path) -> u64 {
    std::fs::metadata(note).map_or(0, |about| about.len())
}

/// The built library.
fn library() -> &'static Path {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (part, whole) = (folder.join(format!("inject-{}.part", std::process::id())), folder.join("inject.so"));
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/inject/inject.c");
        let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
        let mut build = Command::new(compiler);
        build.args(["-std=gnu11", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o"]).arg(&part).arg(source);
        let built = build.output().expect("the C compiler runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        std::fs::rename(&part, &whole).unwrap();
        whole
    })
}
