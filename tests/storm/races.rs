//! Two processes open one project at the same moment, a hundred times after a clean close and a hundred times after a kill.
//! At most one has it at any time, one gets it always, and whoever does not is told that it is in use.
//!
//! Each child waits for a word, opens, commits a tag, and keeps the project until a second word, or lets go at once. The
//! second child starts a little after the first, in each race by a little more, so that it meets every step of the opening.

use assay::domain::{By, Edit, Fault, Id, Op, ProjectRead as _, Record, Table};
use assay::store::{Reader, Store};
use std::collections::BTreeSet;
use std::fs::{File, OpenOptions};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

/// How many races after a clean close, and as many after a kill.
pub const RACES: u32 = 100;
/// What whoever comes second is told.
const IN_USE: &str = "AS-STO-07";
/// By how much more the second child of a race starts later when the first keeps the project: over all races, an opening.
const STEP: Duration = Duration::from_micros(150);
/// The same when the first lets go at once: over all races, an opening and a closing.
const LONG_STEP: Duration = Duration::from_millis(1);

/// What was seen.
#[derive(Debug, Default)]
pub struct Raced {
    pub races: u32,
    /// Children that were told it is in use.
    pub turned_away: u32,
    /// What went wrong.
    pub wrong: Vec<String>,
}

/// A child: says that it is ready, waits for `open`, opens, commits, says so, and waits for the end of its input unless it
/// was told `open and let go`. Beside the project it notes when it has it.
pub fn child(project: &Path) {
    let mut words = std::io::stdin().lines();
    println!("ready");
    let told = words.next().unwrap().unwrap();
    let mut store = match Store::open(project, None) {
        Ok(store) => store,
        Err(error) => return println!("not opened {}", Fault::from(error).code),
    };
    let mut notes = OpenOptions::new().create(true).append(true).open(project.with_file_name("had")).unwrap();
    notes.write_all(b"has\n").unwrap();
    let tag = super::tag(0);
    let id = tag.id;
    store.commit(&Edit::new("Add a tag", vec![Op::add(tag)])).unwrap();
    println!("committed {id}");
    if told == "open" {
        assert!(words.next().is_none());
    }
    notes.write_all(b"lets go\n").unwrap();
    store.close().unwrap();
}

/// A child that runs, and the pipes to it.
struct Racer {
    child: Child,
    to: ChildStdin,
    from: BufReader<ChildStdout>,
}

impl Racer {
    fn start(project: &Path) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg("--race").arg(project).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let (to, from) = (child.stdin.take().unwrap(), BufReader::new(child.stdout.take().unwrap()));
        let mut racer = Self { child, to, from };
        assert_eq!(racer.says(), "ready");
        racer
    }

    fn tell(&mut self, words: &str) {
        self.to.write_all(format!("{words}\n").as_bytes()).unwrap();
    }

    fn says(&mut self) -> String {
        let mut line = String::new();
        self.from.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    /// Lets it come to its end; false when it failed.
    fn ends(mut self) -> bool {
        drop(self.to);
        self.child.wait().unwrap().success()
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// All races on one project, which lives through them. After a clean close every second pair lets go at once; in the other
/// hundred the one that has the project is killed, and the next pair finds what that leaves.
pub fn race(make: &dyn Fn(&Path), killed: bool) -> Raced {
    let mut seen = Raced::default();
    let folder = tempfile::tempdir().unwrap();
    make(folder.path());
    let (project, log) = (folder.path().join("p.assay"), folder.path().join("p.assay-wal"));
    let mut kept = BTreeSet::new();
    if killed {
        let mut first = Racer::start(&project);
        first.tell("open");
        kept.insert(committed(&first.says()).unwrap());
        first.kill();
    }
    for n in 0..RACES {
        let mut wrong = |what: String| seen.wrong.push(format!("race {n}, killed before: {killed}: {what}"));
        if log.exists() != killed {
            wrong(format!("a log before the race: {}", !killed));
        }
        File::create(folder.path().join("had")).unwrap();
        let holds = killed || n.is_multiple_of(2);
        let word = if holds { "open" } else { "open and let go" };
        let (mut one, mut other) = (Racer::start(&project), Racer::start(&project));
        let begun = Instant::now();
        one.tell(word);
        let later = if holds { STEP } else { LONG_STEP } * n;
        while begun.elapsed() < later {
            std::hint::spin_loop();
        }
        other.tell(word);
        let said = [one.says(), other.says()];
        let had: Vec<_> = said.iter().filter_map(|words| committed(words)).collect();
        let away = said.iter().filter(|words| *words == &format!("not opened {IN_USE}")).count();
        let fair = if holds { had.len() == 1 } else { !had.is_empty() };
        if !fair || had.len() + away != 2 {
            wrong(format!("{said:?}"));
        }
        kept.extend(&had);
        seen.turned_away += u32::try_from(away).unwrap();
        for (racer, said) in [(one, &said[0]), (other, &said[1])] {
            if killed && committed(said).is_some() {
                racer.kill();
            } else if !racer.ends() {
                wrong("a child failed".to_owned());
            }
        }
        // Whoever had it after another had it after that one had let go.
        let notes = std::fs::read_to_string(folder.path().join("had")).unwrap();
        let in_turn = if killed { "has\n".repeat(had.len()) } else { "has\nlets go\n".repeat(had.len()) };
        if notes != in_turn {
            wrong(format!("two had it at one time: {notes:?}"));
        }
        let reader = Reader::open(&project).unwrap();
        let found: BTreeSet<Id> = reader.records(Table::Tag, By::All).unwrap().iter().map(Record::id).collect();
        if found != kept {
            wrong(format!("{} tags are there, {} were committed", found.len(), kept.len()));
        }
        let findings = reader.check().unwrap().findings;
        if !findings.is_empty() {
            wrong(format!("{findings:?}"));
        }
        drop(reader);
        seen.races += 1;
    }
    let opened = Store::open(&project, None).and_then(Store::close);
    if let Err(error) = opened {
        seen.wrong.push(format!("after the races it does not open: {error}"));
    }
    seen
}

/// What a child committed, when that is what it says.
fn committed(said: &str) -> Option<Id> {
    said.strip_prefix("committed ").map(|id| id.parse().unwrap())
}
