//! Watches an import from outside: which workers there are, how they are confined, how much memory they ever held, how long
//! one was busy without a word, and whether anything reached out or changed that is none of the import's business.

use crate::confined::lacking;
use std::collections::{BTreeMap, BTreeSet};
use std::io::ErrorKind;
use std::net::{TcpListener, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::time::{Duration, Instant, SystemTime};

/// How often the workers are looked at.
const LOOK: Duration = Duration::from_millis(15);

/// What was seen of one import.
#[derive(Debug, Default)]
pub struct Watched {
    /// Workers there were.
    pub workers: usize,
    /// The most memory one of them held at any time, in bytes.
    pub worker_peak: u64,
    /// The most memory the import itself held.
    pub main_peak: u64,
    /// The longest one of them computed without reading or saying anything.
    pub silence: Duration,
    /// The longest one of them was at one file.
    pub longest: Duration,
    /// What workers had that none may have: calls that were not filtered, a socket, more than the limits.
    pub loose: BTreeSet<String>,
    /// Workers whose limits were looked at.
    pub looked_into: usize,
    /// True when the import itself was seen with a socket.
    pub main_socket: bool,
    /// How long the whole import took.
    pub took: Duration,
}

/// A worker as it was seen last.
struct Seen {
    read: u64,
    said: u64,
    computed: u64,
    /// When it last read or said something, and what it had computed by then.
    since: (Instant, u64),
    /// When its file came.
    file_since: (Instant, u64),
    /// True once its calls are filtered beyond what those of the import are.
    confined: bool,
    /// True once its limits were looked at.
    looked_into: bool,
}

/// Runs a command to its end and watches the workers it starts.
pub fn watched(mut command: Command) -> (Output, Watched) {
    let begun = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let main = child.id();
    let ended = AtomicBool::new(false);
    let mut watched = Watched::default();
    let output = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let output = Child::wait_with_output(child);
            ended.store(true, Ordering::Release);
            output.unwrap()
        });
        let mut workers: BTreeMap<u32, Seen> = BTreeMap::new();
        while !ended.load(Ordering::Acquire) {
            watched.main_peak = watched.main_peak.max(peak_of(main).unwrap_or(0));
            watched.main_socket |= holds_socket(main);
            for worker in children_of(main) {
                look(worker, filters_of(main), &mut workers, &mut watched);
            }
            std::thread::sleep(LOOK);
        }
        watched.workers = workers.len();
        watched.looked_into = workers.values().filter(|seen| seen.looked_into).count();
        let unfiltered = workers.iter().filter(|(_, seen)| !seen.confined && seen.said > 0);
        watched.loose.extend(unfiltered.map(|(id, _)| format!("{id}: calls are not filtered")));
        waiting.join().unwrap()
    });
    watched.took = begun.elapsed();
    (output, watched)
}

fn look(worker: u32, filters: u64, workers: &mut BTreeMap<u32, Seen>, watched: &mut Watched) {
    let Some((read, said)) = talked(worker) else { return };
    let Some(computed) = computed(worker) else { return };
    let now = Instant::now();
    // Looked at after what it said: whoever has said a word is confined.
    let confined = filters_of(worker) > filters;
    let seen = workers.entry(worker).or_insert(Seen {
        read,
        said,
        computed,
        since: (now, computed),
        file_since: (now, computed),
        confined,
        looked_into: false,
    });
    seen.confined |= confined;
    if holds_socket(worker) {
        watched.loose.insert(format!("{worker}: a socket"));
    }
    if said > 0
        && let Some(lacking) = lacking(worker)
    {
        seen.looked_into = true;
        watched.loose.extend(lacking.into_iter().map(|what| format!("{worker}: {what}")));
    }
    watched.worker_peak = watched.worker_peak.max(peak_of(worker).unwrap_or(0));
    if read != seen.read || said != seen.said {
        seen.since = (now, computed);
    }
    if read != seen.read {
        seen.file_since = (now, computed);
    }
    (seen.read, seen.said) = (read, said);
    // One that waits for a file computes nothing; its silence is none.
    if computed > seen.computed {
        seen.computed = computed;
        watched.silence = watched.silence.max(now - seen.since.0);
        watched.longest = watched.longest.max(now - seen.file_since.0);
    }
}

fn children_of(process: u32) -> Vec<u32> {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{process}/task")) else { return Vec::new() };
    let children = threads.flatten().filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    children.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<u32>>()).collect()
}

fn field(process: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    status.lines().find_map(|line| line.strip_prefix(name))?.split_whitespace().next()?.parse().ok()
}

fn filters_of(process: u32) -> u64 {
    field(process, "Seccomp_filters:").unwrap_or(0)
}

fn peak_of(process: u32) -> Option<u64> {
    field(process, "VmHWM:").map(|kib| kib * 1024)
}

/// Bytes it read and wrote so far.
fn talked(process: u32) -> Option<(u64, u64)> {
    let io = std::fs::read_to_string(format!("/proc/{process}/io")).ok()?;
    let count = |name: &str| io.lines().find_map(|line| line.strip_prefix(name))?.trim().parse().ok();
    Some((count("rchar:")?, count("wchar:")?))
}

/// Processor time it used so far, in ticks.
fn computed(process: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    Some(fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?)
}

/// True when a process has a socket open, a connection or one that could become it.
pub fn holds_socket(process: u32) -> bool {
    let Ok(open) = std::fs::read_dir(format!("/proc/{process}/fd")) else { return false };
    open.flatten()
        .any(|file| std::fs::read_link(file.path()).is_ok_and(|to| to.to_string_lossy().starts_with("socket:")))
}

/// Somebody listens where the beacons point, and counts who comes.
pub struct Listener {
    /// The address, with its port.
    pub address: String,
    came: Arc<AtomicU32>,
    ends: Arc<AtomicBool>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Listener {
    pub fn start() -> Self {
        let tcp = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = tcp.local_addr().unwrap();
        let udp = UdpSocket::bind(address).unwrap();
        tcp.set_nonblocking(true).unwrap();
        udp.set_nonblocking(true).unwrap();
        let (came, ends) = (Arc::new(AtomicU32::new(0)), Arc::new(AtomicBool::new(false)));
        let (counted, stop) = (Arc::clone(&came), Arc::clone(&ends));
        let thread = std::thread::spawn(move || {
            // Once more after the end, for whoever came last.
            loop {
                let last = stop.load(Ordering::Acquire);
                while tcp.accept().is_ok() {
                    counted.fetch_add(1, Ordering::AcqRel);
                }
                while !udp.recv_from(&mut [0; 64]).is_err_and(|e| e.kind() == ErrorKind::WouldBlock) {
                    counted.fetch_add(1, Ordering::AcqRel);
                }
                if last {
                    return;
                }
                std::thread::sleep(LOOK);
            }
        });
        Self { address: address.to_string(), came, ends, thread: Some(thread) }
    }

    /// How many came.
    pub fn finish(mut self) -> u32 {
        self.ends.store(true, Ordering::Release);
        self.thread.take().unwrap().join().unwrap();
        self.came.load(Ordering::Acquire)
    }
}

/// What lies in a folder: paths, lengths, times of change.
pub type Listing = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

/// Lists a folder and all in it, but not what is called `except…`.
pub fn listing(folder: &Path, except: &str) -> Listing {
    let mut out = Listing::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap().flatten() {
            if entry.file_name().to_string_lossy().starts_with(except) {
                continue;
            }
            let about = entry.path().symlink_metadata().unwrap();
            if about.is_dir() {
                folders.push(entry.path());
            }
            out.insert(entry.path(), (about.len(), about.modified().ok().filter(|_| about.is_file())));
        }
    }
    out
}
