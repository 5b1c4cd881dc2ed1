//! The whole program on real projects, without a window: start, commit, click to shown, import, scrolling, memory, 100,000 documents. Makes
//! its corpora in a folder beside the build and prints figures; the budgets stand in the design. Names of sections as
//! arguments run those alone, as in `cargo bench --bench project -- commit click`; `search PROJECT` asks a project there is,
//! and `during FOLDER` imports a folder there is.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a bench prints what it measures and stops where it cannot"
)]

mod click;
mod commit;
mod copies;
#[path = "../corpus/mod.rs"]
mod corpus;
mod deciding;
mod desk;
mod graph;
mod importing;
mod large;
#[path = "../machine/mod.rs"]
mod machine;
mod quoting;
mod scroll;
mod searching;
mod shown;
mod start;
mod weighing;

use std::path::{Path, PathBuf};
use std::process::Command;

/// How many small files are imported.
const FILES: usize = 10_000;

fn main() {
    assay::jobs::worker::use_program(env!("CARGO_BIN_EXE_assay").into());
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    // Sections that measure memory or a start run in a process of their own.
    match arguments.first().map(String::as_str) {
        Some("in-start") => return start::run(Path::new(&arguments[1])),
        Some("in-scroll") => return scroll::run(Path::new(&arguments[1]), arguments[2].parse().unwrap()),
        Some("in-window") => return shown::project(PathBuf::from(&arguments[1]), &arguments[2]),
        Some("during") => return click::during(Path::new(&arguments[1])),
        Some("search") => return searching::measure(Path::new(&arguments[1])),
        Some("in-empty-window") => return shown::empty(&arguments[2]),
        _ => {}
    }
    let wants = |section: &str| arguments.is_empty() || arguments.iter().any(|a| a == section);
    println!("{}", machine::name());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    println!("projects lie on {}\n", file_system(folder.path()));
    if wants("commit") {
        commit::measure(folder.path());
    }
    if wants("click") || wants("import") || wants("start") {
        let files = corpus::small_files(&folder.path().join("files"), FILES);
        if wants("click") {
            click::measure(folder.path(), &files);
        }
        if wants("import") || wants("start") {
            let project = importing::measure(folder.path(), &files, FILES);
            if wants("start") {
                start::measure(folder.path(), &project);
            }
        }
    }
    if wants("large") {
        large::measure(folder.path());
    }
    if wants("copies") {
        copies::measure(folder.path());
    }
    if wants("quotes") {
        quoting::measure(folder.path());
    }
    if wants("weighing") {
        weighing::measure();
        deciding::measure(folder.path());
    }
    if wants("graph") {
        graph::measure(folder.path());
    }
    if wants("scroll") {
        scroll::measure(folder.path());
    }
}

/// Runs a section of this bench in a process of its own, and shows what it prints.
fn alone(section: &str, path: &Path, more: &str) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let ended = command.args([section.as_ref(), path.as_os_str(), more.as_ref()]).output().unwrap();
    assert!(ended.status.success(), "{section} failed: {}", String::from_utf8_lossy(&ended.stderr));
    String::from_utf8(ended.stdout).unwrap()
}

/// The two sample documents.
fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

/// The kind of file system a folder is on, as the mount table has it.
fn file_system(folder: &Path) -> String {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let under = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ');
        let (device, at, kind) = (words.next()?, words.next()?, words.next()?);
        folder.starts_with(at).then(|| (at.len(), format!("{kind} ({device})")))
    });
    under.max_by_key(|(length, _)| *length).map_or("?".to_owned(), |(_, kind)| kind)
}
