//! What a worker has given up, as the kernel says it, whatever the worker says of itself.

use std::path::Path;

/// The most a worker may have of each, by the kernel's names: bytes of addresses, bytes of a file it writes, open files,
/// bytes of a core.
const LIMITS: [(&str, u64); 4] =
    [("Max address space", 1 << 30), ("Max file size", 0), ("Max open files", 16), ("Max core file size", 0)];
/// Seconds of processor time one file may take, and what the kernel's counting by whole seconds and ticks adds.
const SECONDS: u64 = 30 + 2;
/// Bytes of stack the thread has that parses.
const STACK: u64 = 16 << 20;

/// What a process that has said a word still has and should not. `None` when it ended while it was looked at.
pub fn lacking(process: u32) -> Option<Vec<String>> {
    let about = |name: &str| std::fs::read_to_string(format!("/proc/{process}/{name}"));
    let (limits, status, stat) = (about("limits").ok()?, about("status").ok()?, about("stat").ok()?);
    let (environment, maps) = (about("environ").ok()?, about("maps").ok()?);
    let folder = std::fs::read_link(format!("/proc/{process}/cwd")).ok()?;
    let mut out = Vec::new();
    for (name, most) in LIMITS {
        let [soft, hard] = limit(&limits, name)?;
        if soft.max(hard) > most {
            out.push(format!("{name}: {soft} and {hard}"));
        }
    }
    let [seconds, _] = limit(&limits, "Max cpu time")?;
    if seconds > used(&stat)? + SECONDS {
        out.push(format!("Max cpu time: {seconds}"));
    }
    for (name, wanted) in [("NoNewPrivs:", "1"), ("Seccomp:", "2")] {
        let is = status.lines().find_map(|line| line.strip_prefix(name))?.trim();
        if is != wanted {
            out.push(format!("{name} {is}"));
        }
    }
    if !environment.is_empty() {
        out.push("an environment".to_owned());
    }
    if folder != Path::new("/") {
        out.push(format!("the folder {}", folder.display()));
    }
    if !maps.lines().any(|line| length(line) == Some(STACK)) {
        out.push("no stack of its own".to_owned());
    }
    // One that ended meanwhile has nothing any more, and its files say so.
    std::fs::read_link(format!("/proc/{process}/cwd")).ok()?;
    Some(out)
}

/// A limit, soft and hard.
fn limit(limits: &str, name: &str) -> Option<[u64; 2]> {
    let line = limits.lines().find_map(|line| line.strip_prefix(name))?;
    let mut figures = line.split_whitespace().map(|figure| figure.parse().unwrap_or(u64::MAX));
    Some([figures.next()?, figures.next()?])
}

/// Whole seconds of processor time a process has used.
fn used(stat: &str) -> Option<u64> {
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    Some(ticks / rustix::param::clock_ticks_per_second())
}

/// The length of a stretch of memory that can be read and written.
fn length(line: &str) -> Option<u64> {
    let (range, rest) = line.split_once(' ')?;
    let (from, to) = range.split_once('-')?;
    let at = |text| u64::from_str_radix(text, 16).ok();
    rest.starts_with("rw-p").then_some(())?;
    at(to)?.checked_sub(at(from)?)
}
