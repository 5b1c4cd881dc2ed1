//! `add` and `rescan`: files and folders come in, and what became of them where they came from.

use super::{Arguments, End, Usage, complain, finish, one_line, open, print, print_json, read};
use crate::jobs::importing::{self, Gate, KEEP_LIMIT, NewVersion, Remark, Report, THREADS, Wanted};
use crate::jobs::rescanning::{self, Seen, SeenFile, Sight};
use crate::store::Store;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Most files that are read at once.
const MOST_JOBS: usize = 64;

/// How files are taken.
pub(super) struct How {
    keep_limit: usize,
    threads: usize,
}

impl How {
    /// Reads `--by-reference` and `--jobs`.
    pub(super) fn read(arguments: &mut Arguments) -> Result<Self, End> {
        let keep_limit = if arguments.flag("--by-reference") { 0 } else { KEEP_LIMIT };
        let threads = match arguments.option("--jobs")? {
            None => THREADS,
            Some(text) => {
                let number = text.to_str().and_then(|text| text.parse::<usize>().ok());
                number.filter(|n| (1..=MOST_JOBS).contains(n)).ok_or_else(|| {
                    Usage(format!("--jobs needs a number from 1 to {MOST_JOBS}, not “{}”", text.to_string_lossy()))
                })?
            }
        };
        Ok(Self { keep_limit, threads })
    }
}

pub(super) fn add(mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let how = How::read(&mut arguments)?;
    let path = arguments.path("the project")?;
    let json = arguments.json();
    let mut paths = vec![arguments.path("files or folders to import")?];
    while let Some(more) = arguments.next_path() {
        paths.push(more);
    }
    arguments.end()?;
    let mut store = open(&path, author.as_ref())?;
    let done = import(&mut store, paths, how, json);
    finish(store, done)
}

pub(super) fn import(store: &mut Store, paths: Vec<PathBuf>, how: How, json: bool) -> Result<(), End> {
    let wanted = Wanted { paths, keep_limit: how.keep_limit, threads: how.threads };
    let report = importing::run(&wanted, &Gate::default(), &mut (), store)?;
    tell(&report, json);
    if report.not_taken.is_empty() { Ok(()) } else { Err(End::No) }
}

pub(super) fn rescan(mut arguments: Arguments) -> Result<(), End> {
    let author = arguments.author()?;
    let only_say = arguments.flag("--dry-run");
    let path = arguments.path("the project")?;
    let json = arguments.json();
    arguments.end()?;
    let gate = Gate::default();
    if only_say {
        let seen = rescanning::look(&read(&path)?, &gate, &mut |_| {})?;
        if json {
            print_json(&seen_json(&seen));
        } else {
            for file in &seen.files {
                print(&line(file));
            }
        }
        say(&seen);
        return whole(&seen);
    }
    let mut store = open(&path, author.as_ref())?;
    let seen = rescanning::look(&store.reader()?, &gate, &mut |_| {});
    let done = seen.map_err(End::from).and_then(|seen| {
        let answer = whole(&seen);
        let shown = seen_json(&seen);
        say(&seen);
        if seen.is_news() {
            let report = rescanning::take(seen, &gate, &mut (), &mut store)?;
            if json {
                print_json(&json!({ "seen": shown, "taken": report_json(&report) }));
            }
            said(&report);
            if !report.not_taken.is_empty() {
                return Err(End::No);
            }
        } else if json {
            print_json(&json!({ "seen": shown, "taken": null }));
        }
        answer
    });
    finish(store, done)
}

/// The answer is “no” when something could not be looked into or taken.
fn whole(seen: &Seen) -> Result<(), End> {
    if seen.away.is_empty() && seen.count(Sight::NotTaken) == 0 { Ok(()) } else { Err(End::No) }
}

fn word(sight: Sight) -> &'static str {
    match sight {
        Sight::New => "new",
        Sight::Changed => "changed",
        Sight::Moved => "moved",
        Sight::Copy => "copy",
        Sight::Back => "back",
        Sight::Gone => "gone",
        Sight::NotTaken => "not_taken",
    }
}

const SIGHTS: [Sight; 7] =
    [Sight::New, Sight::Changed, Sight::Moved, Sight::Copy, Sight::Back, Sight::Gone, Sight::NotTaken];

fn line(file: &SeenFile) -> String {
    let mut line = format!("{}\t{}", word(file.sight), one_line(file.path.raw()));
    if let Some(was) = &file.was {
        line.push_str(&format!("\tfrom {}", one_line(was.raw())));
    }
    if let Some(why) = &file.why {
        line.push_str(&format!("\t{}", one_line(why)));
    }
    line
}

fn seen_json(seen: &Seen) -> Value {
    let counts: serde_json::Map<String, Value> =
        SIGHTS.iter().map(|sight| (word(*sight).to_owned(), seen.count(*sight).into())).collect();
    let file = |file: &SeenFile| json!({ "what": word(file.sight), "path": file.path, "was": file.was, "document": file.document, "why": file.why });
    json!({
        "counts": counts,
        "unchanged": seen.unchanged,
        "files": seen.files.iter().map(file).collect::<Vec<_>>(),
        "away": seen.away.iter().map(|away| json!({ "path": away.path, "why": away.why })).collect::<Vec<_>>(),
    })
}

/// What was seen, in a sentence, and what could not be looked into.
fn say(seen: &Seen) {
    let mut said = format!("{} as they were", seen.unchanged);
    for sight in SIGHTS {
        let count = seen.count(sight);
        if count > 0 {
            said.push_str(&format!(", {count} {}", word(sight).replace('_', " ")));
        }
    }
    complain(&format!("{said}."));
    for away in &seen.away {
        let (path, why) = (one_line(away.path.raw()), one_line(&away.why));
        complain(&format!("  {path}: could not be looked into ({why}); nothing is said of what lies there"));
    }
    if seen.roots.is_empty() {
        complain("It is not known where the documents came from. Import their folder again; nothing is taken twice.");
    }
}

fn report_json(report: &Report) -> Value {
    let remark = |r: &Remark| json!({ "path": r.path, "what": r.what });
    let version = |v: &NewVersion| {
        json!({
            "document": v.document,
            "passages_carried": v.carried,
            "passages_alike": v.alike,
            "passages_lost": v.lost,
            "quotations_whole_again": v.whole_again,
        })
    };
    json!({
        "added": report.added,
        "brought_back": report.brought_back,
        "already_here": report.already_here,
        "without_text": report.without_text,
        "second_paths": report.second_paths.iter().map(|(p, d)| json!({ "path": p, "document": d })).collect::<Vec<_>>(),
        "new_versions": report.new_versions.iter().map(version).collect::<Vec<_>>(),
        "moved": report.moved,
        "gone": report.gone,
        "not_taken": report.not_taken.iter().map(remark).collect::<Vec<_>>(),
        "warnings": report.warnings.iter().map(remark).collect::<Vec<_>>(),
        "hidden": report.hidden,
    })
}

/// Most files that are named when the same is said of them.
const MOST_NAMED: usize = 10;

fn tell(report: &Report, json: bool) {
    if json {
        print_json(&report_json(report));
    }
    said(report);
}

fn said(report: &Report) {
    let lost: usize = report.new_versions.iter().map(|version| version.lost).sum();
    let mut said = format!("{} imported", report.added.len());
    for (count, what) in [
        (report.without_text, "of them without text"),
        (report.brought_back, "brought back"),
        (report.already_here, "already here"),
        (report.second_paths.len() as u64, "with bytes that are here already (one document, two paths)"),
        (report.new_versions.len() as u64, "in a new version"),
        (lost as u64, "passages that lost their place"),
        (report.moved, "moved"),
        (report.gone, "no longer there"),
        (report.hidden, "hidden, passed over"),
        (report.not_taken.len() as u64, "not taken"),
    ] {
        if count > 0 {
            said.push_str(&format!(", {count} {what}"));
        }
    }
    complain(&format!("{said}."));
    // What is not there comes first.
    for remark in &report.not_taken {
        complain(&format!("  not taken: {}: {}", one_line(remark.path.raw()), one_line(&remark.what)));
    }
    // What is said of many files alike, but for a number, is said once; `--json` has each.
    let mut alike: BTreeMap<String, Vec<&Remark>> = BTreeMap::new();
    for remark in &report.warnings {
        let shape = remark.what.chars().filter(|c| !c.is_ascii_digit()).collect();
        alike.entry(shape).or_default().push(remark);
    }
    let mut alike: Vec<Vec<&Remark>> = alike.into_values().collect();
    alike.sort_by_key(Vec::len);
    for remarks in alike {
        match remarks.as_slice() {
            [first, .., _] if remarks.len() > MOST_NAMED => {
                let (path, what) = (one_line(first.path.raw()), one_line(&first.what));
                complain(&format!("  {} files like {path}: {what}", remarks.len()));
            }
            few => few.iter().for_each(|remark| {
                complain(&format!("  {}: {}", one_line(remark.path.raw()), one_line(&remark.what)));
            }),
        }
    }
}
