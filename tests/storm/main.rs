//! The kill storm: sessions and commands are killed at their calls that change files, one after another; what they had
//! acknowledged must be there afterwards. Children that acknowledge step by step are counted apart from those that answer
//! at their end. Prints its figures; any loss fails it. The same storm is then let loose on a child that answers before it
//! commits, and must catch it.
//!
//! Then a session goes through full disks, and two processes race for one project. A program of its own, because it is the
//! children too: `storm --answers-first PROJECT`, `storm --session PROJECT`, `storm --race PROJECT`,
//! `storm --steps-of-NAME PROJECT`. Words are filters: `storm_kills`, `storm_starve`, `storm_races`.

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
mod steps;
mod storm;

use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, ProjectRead as _};
use assay::store::Store;
use inject::Action;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;
use storm::{Run, Scenario, Tally, storm};

/// The fewest kill points of children that acknowledge step by step, at which something had been acknowledged.
const ENOUGH: u32 = 120;
/// The most processor time that opening may take longer after a death than after a clean close.
const EXTRA: Duration = Duration::from_secs(2);

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, project] = arguments.as_slice() {
        match flag.as_str() {
            "--answers-first" => answer_first(Path::new(project)),
            "--session" => starve::child(Path::new(project)),
            "--copying" => starve::copying_child(Path::new(project)),
            "--race" => races::child(Path::new(project)),
            other => match other.strip_prefix("--steps-of-") {
                Some(name) => steps::child(name, Path::new(project)),
                None => panic!("not understood: {other}"),
            },
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
    let stepwise = steps::scenarios().into_iter().map(|(scenario, least)| (scenario, "any", Action::Kill, least));
    let stepwise = stepwise.chain([(apply(), "any", Action::Kill, 50), (apply(), "pwrite64", Action::Tear, 40)]);
    // Here all is acknowledged at the end: what is looked for before is that the project is well and has what it had.
    let at_the_end =
        [(add(), "any", Action::Kill, 25), (new(), "any", Action::Kill, 40), (large(), "any", Action::Kill, 7)];
    let (by_step, enough) = storms(stepwise);
    let (all, whole) = storms(at_the_end.into_iter());
    println!(
        "acknowledging step by step: kill points: {}, with something acknowledged: {}, acknowledged lost: {}; opening \
         takes at most {:?} longer",
        by_step.points,
        by_step.told,
        by_step.lost.len(),
        by_step.extra()
    );
    println!("kill points in all: {}", by_step.points + all.points);
    let planted = storm(&faulty(), "any", Action::Kill);
    let (steps, identities): (Vec<_>, Vec<_>) = planted.lost.iter().partition(|what| what.contains("edit "));
    println!(
        "planted fault (an answer before the commit): {} lost steps and {} lost identities reported",
        steps.len(),
        identities.len()
    );
    let caught = !steps.is_empty() && !identities.is_empty();
    enough && whole && by_step.told >= ENOUGH && by_step.extra() <= EXTRA && caught
}

/// Storms through scenarios, each with the fewest kill points it must have, and prints them. False when one had fewer, or
/// anything was lost or broken.
fn storms(scenarios: impl Iterator<Item = (Scenario<'static>, &'static str, Action, u32)>) -> (Tally, bool) {
    let (mut all, mut enough) = (Tally::default(), true);
    for (scenario, call, action, least) in scenarios {
        let tally = storm(&scenario, call, action);
        println!(
            "{}, {action:?}: kill points: {} (at least {least}), with something acknowledged: {}, acknowledged lost: {}; \
             opening after a death {:?}, after a clean close {:?}",
            scenario.name,
            tally.points,
            tally.told,
            tally.lost.len(),
            tally.opening.0,
            tally.opening.1
        );
        for line in tally.lost.iter().chain(&tally.broken) {
            println!("  {line}");
        }
        enough &= tally.points >= least;
        all.add(tally);
    }
    let well = enough && all.lost.is_empty() && all.broken.is_empty();
    (all, well)
}

fn full_disks() -> bool {
    let starved = starve::starve(&make);
    println!("full disks under a session: {}, edits that waited: {}", starved.runs, starved.stalls);
    for line in &starved.wrong {
        println!("  {line}");
    }
    let distrusted = starve::distrust(&make);
    println!("unconfirmed writes under a session: {}, writing stopped: {}", distrusted.runs, distrusted.stalls);
    for line in &distrusted.wrong {
        println!("  {line}");
    }
    let copied = starve::starve_copies(&make);
    println!("full disks under the saving of a copy: {}, refused: {}", copied.runs, copied.stalls);
    for line in &copied.wrong {
        println!("  {line}");
    }
    let starved = starved.stalls >= 10 && starved.wrong.is_empty();
    let distrusted = distrusted.stalls >= 4 && distrusted.wrong.is_empty();
    starved && distrusted && copied.stalls >= 10 && copied.wrong.is_empty()
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
        prepare: Box::new(|folder, n| {
            if n == 1 {
                make(folder);
            }
        }),
        run: Box::new(|folder, n| {
            Run {
            command: assay(folder, ["apply", "p.assay", "-"]),
            input: format!(
                "{{\"op\":\"add_tag\",\"name\":\"tag {n}\",\"ref\":\"t\"}}
                {{\"op\":\"add_passage\",\"document\":\"002_288d556eec8bee92.txt\",\"start_byte\":{n},\"end_byte\":{},\"tags\":[\"t\"],\"ref\":\"p\"}}
                {{\"op\":\"add_claim\",\"words\":\"claim {n}\",\"evidence\":[{{\"passage\":\"p\"}}],\"ref\":\"c\"}}\n",
                n + 9
            ),
        }
        }),
        one_project: true,
        stride: 2,
        beside: &|_| Ok(BTreeSet::new()),
    }
}

/// A folder of files into a project that is there.
fn add() -> Scenario<'static> {
    Scenario {
        name: "add",
        prepare: Box::new(|folder, _| {
            make(folder);
            corpus(folder);
        }),
        run: Box::new(|folder, _| without_input(assay(folder, ["add", "p.assay", "corpus", "--json"]))),
        one_project: false,
        stride: 7,
        beside: &|_| Ok(BTreeSet::new()),
    }
}

/// A new project with a folder in it.
fn new() -> Scenario<'static> {
    Scenario {
        name: "new --corpus",
        prepare: Box::new(|folder, _| corpus(folder)),
        run: Box::new(|folder, _| without_input(assay(folder, ["new", "p.assay", "--corpus", "corpus", "--json"]))),
        one_project: false,
        stride: 7,
        beside: &|_| Ok(BTreeSet::new()),
    }
}

/// A document that is written in several pieces before it counts.
fn large() -> Scenario<'static> {
    Scenario {
        name: "add of 6 MB",
        prepare: Box::new(|folder, _| {
            make(folder);
            std::fs::create_dir_all(folder.join("corpus")).unwrap();
            std::fs::write(folder.join("corpus/large.txt"), scattered(6_000_000)).unwrap();
        }),
        run: Box::new(|folder, _| without_input(assay(folder, ["add", "p.assay", "corpus", "--json"]))),
        one_project: false,
        stride: 397,
        beside: &|_| Ok(BTreeSet::new()),
    }
}

/// A child that prints an identity before the edit that makes it is committed.
fn faulty() -> Scenario<'static> {
    Scenario {
        name: "planted fault",
        prepare: Box::new(|folder, n| {
            if n == 1 {
                make(folder);
            }
        }),
        run: Box::new(|folder, _| {
            let mut command = Command::new(std::env::current_exe().unwrap());
            command.arg("--answers-first").arg(folder.join("p.assay"));
            without_input(command)
        }),
        one_project: true,
        stride: 2,
        beside: &|_| Ok(BTreeSet::new()),
    }
}

/// A tag with a name of its own.
fn tag(ordinal: i64) -> Tag {
    let id = Id::new();
    let name = TagName::try_from(id.to_string()).unwrap();
    Tag { id, parent: None, name, color: Color([0, 0, 0]), definition: None, digit: None, ordinal }
}

fn answer_first(project: &Path) {
    let mut store = Store::open(project, None).unwrap();
    let tag = tag(0);
    println!("{}", tag.id);
    println!("kept edit {} Add a tag", store.reader().unwrap().edits(0, u32::MAX).unwrap().len() + 1);
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
