//! The hostile corpus and the ordinary one: files of every format that comes in, made here from a fixed seed by people who
//! mean harm, and files that other programs made of honest words. Each goes in as a person adds a folder; what comes of it is
//! held against the line that was written for it, and the import is watched from outside while it is at it.
//!
//! `cargo test --test hostile` prints its figures. A word as an argument picks the sets whose names hold it; `--write FOLDER`
//! writes the hostile files to be looked at.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where its story breaks, and this one reports what it counted"
)]

mod archives;
mod benign;
mod confined;
mod html;
mod mail;
mod make;
mod office;
mod outcome;
mod pdf;
mod rest;
mod txt;
mod watch;
mod xml;

use make::{File, Seed, Traps};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use watch::{Listener, Watched, holds_socket, listing, watched};

/// What every file comes to, written down from what reliability asks and the limits say.
const EXPECTED: &str = include_str!("expected.tsv");
/// The seed of everything.
const SEED: u64 = 0x2545_F491_4F6C_DD1D;
/// Words that stand in no file of the corpus but in the one the files point to.
const CANARY: &str = "canarywordsthatstandnowhereelse";
/// The most memory a worker may hold.
const WORKER_ROOM: u64 = 1 << 30;
/// The most memory the import itself may hold.
const MAIN_ROOM: u64 = 300 << 20;
/// The longest that anything may be at work without a sign of it.
const STALL: Duration = Duration::from_secs(10);

/// The sets, with the fewest files each must have.
fn sets(traps: &Traps) -> Vec<(&'static str, usize, Vec<File>)> {
    let seed = |n: u64| Seed::new(SEED ^ n << 32);
    vec![
        ("pdf", 60, pdf::pdf(&mut seed(1), traps)),
        ("html", 30, html::html(&mut seed(2), traps)),
        ("xml", 20, xml::xml(&mut seed(3), traps)),
        ("zip", 60, archives::archives(&mut seed(4))),
        ("office", 40, office::office(&mut seed(5), traps)),
        ("mail", 30, mail::mail(&mut seed(6), traps)),
        ("txt", 30, txt::txt(&mut seed(7))),
        ("rest", 30, rest::rest(&mut seed(8), traps)),
    ]
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, folder] = arguments.as_slice()
        && flag == "--write"
    {
        let traps = Traps { beacon: "127.0.0.1:9".to_owned(), canary: "/nowhere/canary.txt".to_owned() };
        for (set, _, files) in sets(&traps) {
            lay(&Path::new(folder).join(set), &files);
        }
        return ExitCode::SUCCESS;
    }
    let words: Vec<&String> = arguments.iter().filter(|a| !a.starts_with('-')).collect();
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word.as_str()));
    let begun = Instant::now();
    planted();
    let mut wrong = Vec::new();
    hostile(&wanted, &mut wrong);
    if wanted("benign") {
        benign::benign(&mut wrong);
    }
    println!("in all {:.1} s", begun.elapsed().as_secs_f64());
    for line in &wrong {
        println!("  {line}");
    }
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lay(folder: &Path, files: &[File]) {
    std::fs::create_dir_all(folder).unwrap();
    for File { name, bytes } in files {
        std::fs::write(folder.join(name), bytes).unwrap();
    }
}

/// A folder in which the program works, with its home and its folder for passing files.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        for folder in ["home", "tmp"] {
            std::fs::create_dir(place.path().join(folder)).unwrap();
        }
        place
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_assay"));
        command.args(arguments).current_dir(self.path()).env_clear();
        command.env("HOME", self.path().join("home")).env("TMPDIR", self.path().join("tmp"));
        command
    }

    fn run(&self, arguments: &[&str]) -> String {
        let output = self.command(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn list(&self, project: &str) -> Vec<Value> {
        let listed = self.run(&["list", project, "documents", "--json"]);
        listed.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// Imports a folder into a project of its own. Gives what the program said, and what was seen of it.
    fn import(&self, project: &str, folder: &str, wrong: &mut Vec<String>) -> (Value, Watched) {
        self.run(&["new", project]);
        let (output, seen) = watched(self.command(&["add", project, folder, "--json"]));
        // It ends by itself, and says either that all is well or that something was not taken.
        if !matches!(output.status.code(), Some(0 | 1)) {
            wrong.push(format!(
                "{folder}: the import ended with {}: {}",
                output.status,
                String::from_utf8_lossy(&output.stderr)
            ));
        }
        (serde_json::from_slice(&output.stdout).unwrap_or(Value::Null), seen)
    }
}

/// Holds what was seen of an import against its bounds.
fn bounds(set: &str, seen: &Watched, wrong: &mut Vec<String>) {
    let mebibytes = |bytes: u64| bytes >> 20;
    println!(
        "{set}: {:.1} s, {} workers, at most {} MiB each, {} MiB the import, {:.1} s at one file, {:.1} s of silence",
        seen.took.as_secs_f64(),
        seen.workers,
        mebibytes(seen.worker_peak),
        mebibytes(seen.main_peak),
        seen.longest.as_secs_f64(),
        seen.silence.as_secs_f64(),
    );
    if seen.worker_peak > WORKER_ROOM {
        wrong.push(format!("{set}: a worker held {} MiB", mebibytes(seen.worker_peak)));
    }
    if seen.silence > STALL {
        wrong.push(format!("{set}: a worker was silent for {:?}", seen.silence));
    }
    if !seen.loose.is_empty() {
        wrong.push(format!("{set}: workers that are not confined: {:?}", seen.loose));
    }
    if seen.workers > 0 && seen.looked_into == 0 {
        wrong.push(format!("{set}: no worker lived long enough to be looked into"));
    }
    if seen.main_peak > MAIN_ROOM {
        wrong.push(format!("{set}: the import held {} MiB", mebibytes(seen.main_peak)));
    }
    if seen.main_socket {
        wrong.push(format!("{set}: the import held a socket"));
    }
}

/// What would be found is found: a child that is not confined, memory and time it takes, a file that changes, somebody who
/// comes to where the beacons point.
fn planted() {
    let place = Place::new();
    let before = listing(place.path(), "p.assay");
    let mut command = Command::new("/bin/sh");
    // It says something first and is then busy for long enough to be looked at.
    let busy = "/bin/dd if=/dev/zero bs=1M count=1000 2>/dev/null | /usr/bin/tr -d x | /usr/bin/wc -c";
    let child = format!("echo word > tmp/x; {busy}");
    command.args(["-c", &format!("/bin/sh -c '{child}'; :")]).current_dir(place.path());
    let (output, seen) = watched(command);
    assert!(output.status.success(), "{output:?}");
    assert!(seen.workers > 0 && seen.worker_peak > 0, "{seen:?}");
    let all = [
        "calls are not filtered",
        "Max address space",
        "Max file size",
        "Max open files",
        "Max core file size",
        "Max cpu time",
        "NoNewPrivs",
        "Seccomp",
        "an environment",
        "the folder",
        "no stack of its own",
    ];
    for what in all {
        assert!(seen.loose.iter().any(|loose| loose.contains(what)), "{what}: {seen:?}");
    }
    assert_ne!(listing(place.path(), "p.assay"), before);
    let own = std::process::id();
    assert!(!holds_socket(own));
    let listener = Listener::start();
    assert!(holds_socket(own));
    let came = std::net::TcpStream::connect(&listener.address);
    assert!(came.is_ok() && listener.finish() == 1);
}

/// Imports every set of hostile files and adds what is not as it should be.
fn hostile(wanted: &dyn Fn(&str) -> bool, wrong: &mut Vec<String>) {
    let place = Place::new();
    let listener = Listener::start();
    let canary = place.path().join("outside/canary.txt");
    std::fs::create_dir(canary.parent().unwrap()).unwrap();
    std::fs::write(&canary, CANARY).unwrap();
    let traps = Traps { beacon: listener.address.clone(), canary: canary.to_str().unwrap().to_owned() };
    let expected: BTreeMap<&str, &str> = EXPECTED.lines().filter_map(|line| line.split_once('\t')).collect();
    let (mut files_in_all, mut as_expected) = (0, 0);
    let mut missing: BTreeSet<&str> = expected.keys().copied().collect();
    for ((set, fewest, files), (.., again)) in sets(&traps).into_iter().zip(sets(&traps)) {
        if !wanted(set) {
            missing.retain(|row| !row.starts_with(&format!("{set}/")));
            continue;
        }
        let differs = files.iter().zip(&again).find(|(one, other)| one.name != other.name || one.bytes != other.bytes);
        assert!(differs.is_none() && files.len() == again.len(), "{set}: the seed does not make the same files twice");
        drop(again);
        assert!(files.len() >= fewest, "{set}: {} files", files.len());
        lay(&place.path().join(set), &files);
        let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
        files_in_all += names.len();
        drop(files);
        let project = format!("{set}.assay");
        let before = listing(place.path(), &project);
        let (report, seen) = place.import(&project, set, wrong);
        if listing(place.path(), &project) != before {
            wrong.push(format!("{set}: something beside the project changed"));
        }
        bounds(set, &seen, wrong);
        if seen.workers == 0 && set != "txt" {
            wrong.push(format!("{set}: no worker was seen"));
        }
        for (name, outcome) in outcome::outcomes(&names, &report, &place.list(&project)) {
            let row = format!("{set}/{name}");
            missing.remove(row.as_str());
            match expected.get(row.as_str()) {
                Some(wished) if *wished == outcome => as_expected += 1,
                Some(wished) => wrong.push(format!("{row}: came to {outcome}, not {wished}")),
                None => wrong.push(format!("{row}: came to {outcome}, and nothing was expected")),
            }
        }
        // The answer is no.
        let found = place.command(&["search", &project, CANARY, "--json"]).output().unwrap();
        if found.status.code() != Some(1) {
            wrong.push(format!("{set}: the words of a file outside are in a text: {found:?}"));
        }
        place.run(&["check", &project]);
    }
    wrong.extend(missing.iter().map(|row| format!("{row}: is expected, and there is no such file")));
    let came = listener.finish();
    if came > 0 {
        wrong.push(format!("{came} came to where the beacons point"));
    }
    println!("hostile files: {files_in_all}, as expected: {as_expected}, connections: {came}");
}
