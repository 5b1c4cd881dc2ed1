//! Stopping or starving the program at a chosen system call, and noting whether it reaches out to a network: small
//! libraries, built here with the C compiler the project needs anyway, are loaded before libc. They need no rights, no
//! tracing and no mounts, so they work wherever the tests do.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// What happens at the chosen call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The process dies before the call does anything.
    Kill,
    /// The process dies when half of a write has reached the file.
    Tear,
    /// The thread that makes the call never comes back from it.
    Hang,
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
            Action::Hang => "hang".to_owned(),
            Action::Fail(errno) => errno.to_string(),
        };
        command
            .env("LD_PRELOAD", library("inject"))
            .env("INJECT_CALL", self.call)
            .env("INJECT_ACTION", action)
            .env("INJECT_FROM", self.from.to_string())
            .env("INJECT_TO", self.to.to_string())
            .env("INJECT_BELOW", below.canonicalize().unwrap())
            .env("INJECT_NOTE", note);
    }
}

/// Lets the calls of a command count only once there is a file of this name.
pub fn counts_since(command: &mut Command, file: &Path) {
    command.env("INJECT_SINCE", file);
}

/// How many calls were hit.
pub fn hits(note: &Path) -> u64 {
    std::fs::metadata(note).map_or(0, |about| about.len())
}

/// Lets a command run watched: what reaches out to a network is refused and goes into `note`, see [`reached`].
pub fn watch_network(command: &mut Command, note: &Path) {
    command.env("LD_PRELOAD", library("network")).env("NETWORK_NOTE", note);
}

/// The calls that reached out to a network. Fails when the program was not watched at all.
pub fn reached(note: &Path) -> Vec<String> {
    let noted = std::fs::read_to_string(note).expect("the program was watched");
    noted.lines().map(str::to_owned).collect()
}

/// A library, built once in a run of the tests.
fn library(name: &'static str) -> PathBuf {
    static BUILT: Mutex<BTreeMap<&str, PathBuf>> = Mutex::new(BTreeMap::new());
    BUILT.lock().unwrap().entry(name).or_insert_with(|| build(name)).clone()
}

fn build(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let part = folder.join(format!("{name}-{}.part", std::process::id()));
    let whole = folder.join(format!("{name}.so"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/inject/{name}.c"));
    let compiler = std::env::var_os("CC").unwrap_or_else(|| "cc".into());
    let mut build = Command::new(compiler);
    build.args(["-std=gnu11", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o"]).arg(&part).arg(source);
    let built = build.output().expect("the C compiler runs");
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    std::fs::rename(&part, &whole).unwrap();
    whole
}
