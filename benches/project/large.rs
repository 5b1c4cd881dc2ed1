//! A project of 100,000 documents: what starting it costs, what it holds in memory, and how soon a click is shown in it.

use crate::desk::Window;
use crate::machine;
use assay::app::overlay::Overlay;
use assay::app::{Action, App, Command};
use assay::domain::document::{DecidedBy, ImportBatch, Newlines};
use assay::domain::read::By;
use assay::domain::{Edit, Id, Op, ProjectRead as _, Record, Table, Words};
use assay::jobs::How;
use assay::store::{Decoding, FoundAt, NewDocument, Store};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::{Instant, SystemTime};

/// How many documents.
const DOCUMENTS: usize = 100_000;
/// Documents a unit of the import.
const UNIT: usize = 1_000;
/// Starts measured of each window.
const STARTS: usize = 9;

const SUBJECTS: [&str; 5] = ["Talks in Minsk", "Учения «Запад»", "توافق تازه", "Grain corridor", "Börsenbericht"];
const LANGUAGES: [&str; 5] = ["en", "ru", "fa", "en-GB", "de"];

/// Makes the project through the store itself: small texts, two in three with a title, an outlet, a date and a language.
fn make(folder: &Path) -> PathBuf {
    let path = folder.join("large.assay");
    let from = Instant::now();
    let mut store = Store::create(&path, None).unwrap();
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import archive"), started_ms: 1, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    let begin = Edit { label: Words::new("Import archive"), group: Some(group), ops: vec![Op::add(batch)] };
    store.commit(&begin).unwrap();
    for unit in 0..DOCUMENTS / UNIT {
        let documents: Vec<NewDocument> = (0..UNIT).map(|n| small(unit * UNIT + n)).collect();
        store.import(batch_id, group, &documents).unwrap();
    }
    let ids: Vec<Id> = (0..60).map(|_| Id::new()).collect();
    let outlets = ids.iter().enumerate().map(|(n, id)| {
        let fields =
            json!({ "id": id, "kind": "organisation", "words": format!("Outlet {n} – агентство"), "memo": null });
        Op::Add(Record::from_fields(Table::Name, fields.as_object().unwrap().clone()).unwrap())
    });
    store.commit(&Edit::new("Add outlets", outlets.collect())).unwrap();
    let reader = store.reader().unwrap();
    let documents: Vec<Id> = reader.records(Table::Document, By::All).unwrap().iter().map(Record::id).collect();
    drop(reader);
    for (unit, some) in documents.chunks(UNIT).enumerate() {
        let known = some.iter().enumerate().filter(|(n, _)| n % 3 != 0);
        let ops = known.map(|(n, id)| {
            let n = unit * UNIT + n;
            let fields = json!({
                "title": format!("{} {n}", SUBJECTS[n % 5]),
                "outlet": ids[n % ids.len()].to_string(),
                "published": format!("{}-{:02}-{:02}", 2015 + n % 11, 1 + n % 12, 1 + n % 28),
                "language": LANGUAGES[n % 5],
                "triage": if n % 4 == 1 { "kept" } else { "inbox" },
            });
            Op::Set { table: Table::Document, id: *id, fields: fields.as_object().unwrap().clone() }
        });
        store.commit(&Edit::new("Describe documents", ops.collect())).unwrap();
    }
    store.close().unwrap();
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "a project of {DOCUMENTS} documents, {:.0} MB, made in {:.0} s\n",
        size as f64 / 1e6,
        from.elapsed().as_secs_f64()
    );
    path
}

fn small(n: usize) -> NewDocument {
    let text = format!(
        "Report {n}\n\nHe further clarified that partnership {n} is not directed against any third party.\n\n\
         Встреча прошла в Минске, сообщила пресс-служба. Item {}.\n",
        n * 7_919
    );
    let found = FoundAt {
        file_name: Words::new(format!("report-{n:06}.txt")),
        path: Words::new(format!("archive/{:03}/report-{n:06}.txt", n / 1_000)),
        modified_ms: Some(1_700_000_000_000),
    };
    let decoding = Decoding {
        encoding: Words::new("UTF-8"),
        decided_by: DecidedBy::Valid,
        had_bom: false,
        newlines: Newlines::Lf,
        replaced: 0,
    };
    NewDocument::prepare(found, text.clone().into_bytes(), true, &text, decoding).unwrap()
}

/// Prints starts, memory, and clicks.
pub fn measure(folder: &Path) {
    let project = make(folder);
    window(&project);
    desk(&project);
}

/// The real window on a display, beside an empty one, in turn.
fn window(project: &Path) {
    if std::env::var_os("DISPLAY").is_none() && std::env::var_os("WAYLAND_DISPLAY").is_none() {
        println!("start of a window: there is no display; run this under one, for example xvfb-run\n");
        return;
    }
    let home = project.with_file_name("home");
    let mut starts: [Vec<Started>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..=STARTS {
        for (which, section) in ["in-empty-window", "in-window"].into_iter().enumerate() {
            starts[which].push(start(section, project, &home));
        }
    }
    println!("start: process start to the first frame that shows the list's first page and the last document's words;");
    println!("a real window, {STARTS} starts after a first one, in turn with an empty eframe window");
    println!(
        "{:>20} {:>9} {:>9} {:>9} {:>14} {:>12}",
        "window", "first ms", "p50 ms", "max ms", "all there ms", "resident MB"
    );
    let mut medians = Vec::new();
    for (name, runs) in ["empty", "100,000 documents"].into_iter().zip(&starts) {
        let of = |which: fn(&Started) -> f64, part| {
            machine::percentile(&runs[1..].iter().map(which).collect::<Vec<_>>(), part)
        };
        let (shown, memory) = (of(|s| s.shown, 0.5), of(|s| s.memory, 0.5));
        println!(
            "{name:>20} {:>9.0} {shown:>9.0} {:>9.0} {:>14.0} {memory:>12.0}",
            runs[0].shown,
            of(|s| s.shown, 1.0),
            of(|s| s.whole, 0.5)
        );
        medians.push((shown, memory));
    }
    println!(
        "over the empty window: {:.0} ms to the first frame (budget 300), {:.0} MB resident (budget 400)\n",
        medians[1].0 - medians[0].0,
        medians[1].1 - medians[0].1
    );
}

struct Started {
    shown: f64,
    whole: f64,
    memory: f64,
}

fn start(section: &str, project: &Path, home: &Path) -> Started {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let mut process = Process::new(std::env::current_exe().unwrap());
    process.arg(section).arg(project).arg(now.as_nanos().to_string());
    // The analyst's own settings stay out of it.
    process.env("HOME", home).env("XDG_CONFIG_HOME", home);
    let ended = process.output().unwrap();
    assert!(ended.status.success(), "{section} failed: {}", String::from_utf8_lossy(&ended.stderr));
    let said = String::from_utf8(ended.stdout).unwrap();
    let numbers: Vec<f64> = said.split_whitespace().map(|n| n.parse().unwrap()).collect();
    Started { shown: numbers[0], whole: numbers[1], memory: numbers[2] }
}

/// Clicks and decisions, in the program's window without a window.
fn desk(project: &Path) {
    let mut window = Window::begin(project, How::Open, Vec::new());
    window.until("the project", App::is_idle);
    window.until_text();
    let costs: Vec<f64> = (0..300).map(|_| window.frame(vec![]).cpu).collect();
    println!("{:>28} {:>6} {:>8} {:>8} {:>8}", "with 100,000 documents, ms", "times", "p50", "p99", "max");
    let line = |name: &str, times: &[f64]| {
        println!(
            "{name:>28} {:>6} {:>8.2} {:>8.2} {:>8.2}",
            times.len(),
            machine::percentile(times, 0.5),
            machine::percentile(times, 0.99),
            machine::percentile(times, 1.0)
        );
    };
    line("UI work of a frame", &costs);
    crate::click::pin_tag(&mut window);
    let clicks: Vec<f64> = (0..300).map(|_| crate::click::click(&mut window)).collect();
    line("a tag: click to shown", &clicks);
    let decisions: Vec<f64> = (0..100).map(|n| decide(&mut window, n)).collect();
    line("K, P, X to the next shown", &decisions);
    let (opened, typed) = palette(&mut window);
    line("the palette opens", &opened);
    line("a letter in the palette", &typed);
    println!();
}

/// Opens the palette and types into it; milliseconds until it is drawn, for opening and for each letter.
fn palette(window: &mut Window) -> (Vec<f64>, Vec<f64>) {
    let (mut opened, mut typed) = (Vec::new(), Vec::new());
    for query in ["talks 4711", "report-09", "учения 12", "grade", "zzqq", "tm47", "توافق"] {
        let from = Instant::now();
        window.app.update(Action::Command(Command::Palette));
        window.frame(vec![]);
        opened.push(from.elapsed().as_secs_f64() * 1_000.0);
        for (end, letter) in query.char_indices() {
            let query = query[..end + letter.len_utf8()].to_owned();
            let from = Instant::now();
            window.app.update(Action::Overlay(Overlay::Palette { query, at: 0 }));
            window.frame(vec![]);
            typed.push(from.elapsed().as_secs_f64() * 1_000.0);
        }
        window.app.update(Action::CloseOverlay);
    }
    (opened, typed)
}

/// Decides about the open document; milliseconds until the next one's words are drawn and the decision is durable.
fn decide(window: &mut Window, n: usize) -> f64 {
    let open = |app: &App| app.reading.as_ref().map(|r| r.document);
    let here = open(&window.app).unwrap();
    let from = Instant::now();
    window.app.update(Action::Command([Command::Keep, Command::Park, Command::Drop][n % 3]));
    window.draw_until("the next document", |app| {
        open(app) != Some(here) && app.is_idle() && app.reading.as_ref().is_some_and(|r| r.cursor.is_some())
    });
    window.frame(vec![]);
    from.elapsed().as_secs_f64() * 1_000.0
}
