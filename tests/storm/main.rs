//! The kill storm over the command line: `apply` on a project that lives through every death, `add` of a folder, `new` with
//! a corpus, an import of a document that is written in pieces. Prints its figures; any loss fails it. The same storm is
//! then let loose on a child that answers before it commits, and must catch it.
//!
//! Last, a session goes through full disks. A program of its own, because it is the children too:
//! `storm --answers-first PROJECT`, `storm --session PROJECT`.

#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops where its story breaks, and this one reports what it counted"
)]

#[path = "../inject/mod.rs"]
#[allow(dead_code, reason = "the integration tests use what the storm does not")]
mod inject;
mod races;
mod starve;
mod storm;

use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op};
use assay::store::Store;
use inject::Action;
use std::path::Path;
use std::process::{Command, ExitCode};
use storm::{Run, Scenario, Tally, storm};

/// The fewest kill points that count as a storm.
const ENOUGH: u32 = 110;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, project] = arguments.as_slice() {
        match flag.as_str() {
            "--answers-first" => answer_first(Path::new(project)),
            "--session" => starve::child(Path::new(project)),
            "--race" => races::child(Path::new(project)),
            other => panic!("not understood: {other}"),
        }
        return ExitCode::SUCCESS;
    }
    // Words are filters, as for any other test program.
    let wanted = |name: &str| {
        let mut words = arguments.iter().filter(|a| !a.starts_with('-')).peekable();
        words.peek().is_none() || words.any(|word| name.contains(word.as_str()))
    };
    let mut well = true;
    if wanted("storm_kills") {
        well &= kills();
    }
    if wanted("storm_starve") {
        well &= full_disks();
    }
    if wanted("storm_races") {
        well &= opened_by_two();
    }
    if well { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Every scenario through its storm, then the planted fault.
fn kills() -> bool {
    let mut all = Tally::default();
    for (scenario, call, action) in [
        (apply(), "any", Action::Kill),
        (apply(), "pwrite64", Action::Tear),
        (add(), "any", Action::Kill),
        (new(), "any", Action::Kill),
        (large(), "any", Action::Kill),
    ] {
        let tally = storm(&scenario, call, action);
        println!(
            "{}, {action:?}: kill points: {}, acknowledged lost: {}",
            scenario.name,
            tally.points,
            tally.lost.len()
        );
        all.add(tally);
    }
    println!("kill points: {}, acknowledged lost: {}", all.points, all.lost.len());
    for line in all.lost.iter().chain(&all.broken) {
        println!("  {line}");
    }
    let planted = storm(&faulty(), "any", Action::Kill);
    println!("planted fault (an answer before the commit): {} losses reported", planted.lost.len());
    all.points >= ENOUGH && all.lost.is_empty() && all.broken.is_empty() && !planted.lost.is_empty()
}

fn full_disks() -> bool {
    let starved = starve::starve(&make);
    println!("full disks under a session: {}, edits that waited: {}", starved.runs, starved.stalls);
    for line in &starved.wrong {
        println!("  {line}");
    }
    starved.stalls >= 10 && starved.wrong.is_empty()
}

fn opened_by_two() -> bool {
    let mut well = true;
    for (killed, after) in [(false, "a clean close"), (true, "a kill")] {
        let raced = races::race(&make, killed);
        println!("races after {after}: {}, turned away: {}", raced.races, raced.turned_away);
        for line in &raced.wrong {
            println!("  {line}");
        }
        well &= raced.races == races::RACES && raced.wrong.is_empty();
    }
    well
}

fn assay<const N: usize>(folder: &Path, arguments: [&str; N]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_assay"));
    command.args(arguments).current_dir(folder).env_clear().env("HOME", folder);
    command
}

fn without_input(command: Command) -> Run {
    Run { command, input: String::new() }
}

fn make(folder: &Path) {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    let made = assay(folder, ["new", "p.assay", "--corpus", seeds.to_str().unwrap()]).output().unwrap();
    assert!(made.status.success(), "{made:?}");
}

/// Batches on one project: a tag, a passage that bears it, a claim that rests on it.
fn apply() -> Scenario<'static> {
    Scenario {
        name: "apply",
        prepare: &|folder, n| {
            if n == 1 {
                make(folder);
            }
        },
        run: &|folder, n| {
            Run {
            command: assay(folder, ["apply", "p.assay", "-"]),
            input: format!(
                "{{\"op\":\"add_tag\",\"name\":\"tag {n}\",\"ref\":\"t\"}}
                {{\"op\":\"add_passage\",\"document\":\"002_288d556eec8bee92.txt\",\"start_byte\":{n},\"end_byte\":{},\"tags\":[\"t\"],\"ref\":\"p\"}}
                {{\"op\":\"add_claim\",\"words\":\"claim {n}\",\"evidence\":[{{\"passage\":\"p\"}}],\"ref\":\"c\"}}\n",
                n + 9
            ),
        }
        },
        one_project: true,
        stride: 1,
    }
}

/// A folder of files into a project that is there.
fn add() -> Scenario<'static> {
    Scenario {
        name: "add",
        prepare: &|folder, _| {
            make(folder);
            corpus(folder);
        },
        run: &|folder, _| without_input(assay(folder, ["add", "p.assay", "corpus", "--json"])),
        one_project: false,
        stride: 3,
    }
}

/// A new project with a folder in it.
fn new() -> Scenario<'static> {
    Scenario {
        name: "new --corpus",
        prepare: &|folder, _| corpus(folder),
        run: &|folder, _| without_input(assay(folder, ["new", "p.assay", "--corpus", "corpus", "--json"])),
        one_project: false,
        stride: 3,
    }
}

/// A document that is written in several pieces before it counts.
fn large() -> Scenario<'static> {
    Scenario {
        name: "add of 6 MB",
        prepare: &|folder, _| {
            make(folder);
            std::fs::create_dir_all(folder.join("corpus")).unwrap();
            std::fs::write(folder.join("corpus/large.txt"), scattered(6_000_000)).unwrap();
        },
        run: &|folder, _| without_input(assay(folder, ["add", "p.assay", "corpus", "--json"])),
        one_project: false,
        stride: 397,
    }
}

/// A child that prints an identity before the edit that makes it is committed.
fn faulty() -> Scenario<'static> {
    Scenario {
        name: "planted fault",
        prepare: &|folder, n| {
            if n == 1 {
                make(folder);
            }
        },
        run: &|folder, _| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg("--answers-first").arg(folder.join("p.assay"));
            without_input(command)
        },
        one_project: true,
        stride: 2,
    }
}

fn answer_first(project: &Path) {
    let mut store = Store::open(project, None).unwrap();
    let tag = Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from(Id::new().to_string()).unwrap(),
        color: Color([0, 0, 0]),
        definition: None,
        digit: None,
        ordinal: 0,
    };
    println!("{}", tag.id);
    store.commit(&Edit::new("Add a tag", vec![Op::add(tag)])).unwrap();
    store.close().unwrap();
}

fn corpus(folder: &Path) {
    std::fs::create_dir_all(folder.join("corpus")).unwrap();
    for n in 0..20 {
        std::fs::write(folder.join(format!("corpus/{n}.txt")), format!("Text {n}.\nОн сказал: «нет».\n").repeat(n + 1))
            .unwrap();
    }
}

/// Text that does not compress to nothing, and in which there is no word to be indexed: what is stormed is its coming in.
fn scattered(bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 40);
    let mut x = 0x2545_f491_4f6c_dd1d_u64;
    while text.len() < bytes {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        text.extend(x.to_le_bytes().map(|byte| char::from(b'!' + byte % 15)));
        text.push(if x.is_multiple_of(8) { '\n' } else { ' ' });
    }
    text
}
