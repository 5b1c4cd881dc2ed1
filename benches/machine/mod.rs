//! What a figure needs beside it: the machine, percentiles, the processor time a thread has used, resident memory.

use std::time::Duration;

fn read(path: &str) -> String {
    std::fs::read_to_string(path).unwrap_or_default()
}

/// The value behind `name:` in a file of lines such as `/proc/cpuinfo`.
fn field(path: &str, name: &str) -> String {
    let text = read(path);
    let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
    line.split_once(':').map_or("?", |(_, value)| value.trim()).to_owned()
}

/// One line: host, processor, cores, memory, system.
pub fn name() -> String {
    let host = read("/proc/sys/kernel/hostname");
    let system = read("/proc/sys/kernel/osrelease");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    format!(
        "{}: {}, {cores} cores, {} memory, {} {}",
        host.trim(),
        field("/proc/cpuinfo", "model name"),
        field("/proc/meminfo", "MemTotal"),
        std::env::consts::OS,
        system.trim()
    )
}

/// The value below which `part` of the times lie.
pub fn percentile(times: &[f64], part: f64) -> f64 {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(((sorted.len().max(1) - 1) as f64 * part).round() as usize).copied().unwrap_or(f64::NAN)
}

/// Processor time this thread has used.
#[cfg(unix)]
pub fn cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(now.tv_sec.unsigned_abs(), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// Resident memory of this process, in megabytes.
pub fn resident() -> u64 {
    let kilobytes = field("/proc/self/status", "VmRSS");
    kilobytes.split_whitespace().next().and_then(|n| n.parse::<u64>().ok()).unwrap_or(0) / 1024
}
