//! Scrolling long documents in the whole window, on a real project: an imported file that carries 10,000 passages.

use crate::desk::{Cost, Window};
use crate::{alone, corpus, machine};
use assay::app::Action;
use assay::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use assay::domain::read::By;
use assay::domain::tag::{Color, Digit, Tag, TagName};
use assay::domain::{Edit, Id, Op, Paragraphs, ProjectRead as _, Record, Table, Words};
use assay::jobs::How;
use assay::jobs::importing::{self, Gate, Wanted};
use assay::store::Store;
use egui::{Event, pos2, vec2};
use std::path::Path;
use std::time::Instant;

const PASSAGES: usize = 10_000;
const WHEELS: usize = 2_000;
const JUMPS: u64 = 200;

/// Prints a line for each size.
pub fn measure(folder: &Path) {
    println!(
        "scrolling: the whole window, {PASSAGES} passages, {WHEELS} wheel frames, {JUMPS} far jumps; UI work in ms of"
    );
    println!("processor time (in brackets p99 on the clock); “open” is from the click to the first text drawn");
    println!(
        "{:>7} {:>8} {:>23} {:>25} {:>25} {:>12}",
        "text", "open ms", "wheel p50/p99", "jump p50/p99, text awaited", "jump p50/p99, text there", "resident MB"
    );
    for megabytes in [1, 20, 100] {
        let file = folder.join(format!("{megabytes}.txt"));
        std::fs::write(&file, corpus::text(megabytes << 20)).unwrap();
        let project = folder.join(format!("{megabytes}.assay"));
        make(&project, &file);
        print!("{}", alone("in-scroll", &project, &megabytes.to_string()));
        std::fs::remove_file(&file).unwrap();
        std::fs::remove_file(&project).unwrap();
    }
    println!();
}

/// A project of one document with passages all through it.
fn make(project: &Path, file: &Path) {
    let mut store = Store::create(project, None).unwrap();
    importing::run(&Wanted::new(vec![file.to_owned()], importing::KEEP_LIMIT), &Gate::default(), &mut (), &mut store)
        .unwrap();
    let reader = store.reader().unwrap();
    let Some(Record::Revision(revision)) = reader.records(Table::Revision, By::All).unwrap().into_iter().next() else {
        panic!("the file has text");
    };
    drop(reader);
    let text = std::fs::read_to_string(file).unwrap();
    let tags: Vec<Tag> = [("denial", [0xB4, 0x57, 0x3C]), ("drill", [0x3F, 0x7D, 0x6E])]
        .into_iter()
        .zip(1..)
        .map(|((name, rgb), n)| Tag {
            id: Id::new(),
            parent: None,
            name: TagName::try_from(name.to_owned()).unwrap(),
            color: Color(rgb),
            definition: None,
            digit: Digit::try_from(n).ok(),
            ordinal: i64::from(n),
        })
        .collect();
    store.commit(&Edit::new("Add tags", tags.iter().cloned().map(Op::add).collect())).unwrap();
    let paragraphs = Paragraphs::of(&text);
    let step = paragraphs.len() as f64 / PASSAGES as f64;
    let places: Vec<usize> = (0..PASSAGES).collect();
    for places in places.chunks(1_000) {
        let mut ops = Vec::new();
        for &i in places {
            let range = paragraphs.range((i as f64 * step) as usize);
            // Where there are fewer paragraphs than passages, they begin one after the other.
            let again = i - (((i as f64 * step) as usize) as f64 / step).ceil() as usize;
            let start = text.floor_char_boundary((range.start as usize + 9 * again).min(range.end as usize - 8));
            let end = text.ceil_char_boundary((start + 40 + i % 200).min(range.end as usize - 1)).max(start + 1);
            let end = text.ceil_char_boundary(end);
            let passage = Passage { id: Id::new(), document: revision.document, memo: None };
            ops.push(Op::add(Anchor {
                id: Id::new(),
                passage: passage.id,
                revision: revision.id,
                start: u32::try_from(start).unwrap(),
                end: u32::try_from(end).unwrap(),
                quote: Words::new(&text[start..end]),
                prefix: Words::default(),
                suffix: Words::default(),
                state: AnchorState::Exact,
                score: None,
            }));
            for tag in tags.iter().take(1 + i % 2) {
                ops.push(Op::add(PassageTag { id: Id::new(), passage: passage.id, tag: tag.id, rule: None }));
            }
            ops.push(Op::add(passage));
        }
        store.commit(&Edit::new("Tag passages", ops)).unwrap();
    }
    store.close().unwrap();
}

/// Scrolls; prints the line.
pub fn run(project: &Path, megabytes: usize) {
    let mut window = Window::begin(project, How::Open, Vec::new());
    window.until("the project", |app| app.project.is_some());
    let document = *window.app.model().unwrap().documents.keys().next().unwrap();
    window.until_text();
    window.frame(vec![]);
    window.app.reading = None;
    window.frame(vec![]);
    let from = Instant::now();
    window.app.update(Action::OpenDocument(document));
    window.until_text();
    window.frame(vec![]);
    let open = from.elapsed().as_secs_f64() * 1_000.0;

    let length = window.app.reading.as_ref().unwrap().paragraphs.as_ref().unwrap().text_len();
    jump(&mut window, length / 3);
    settle(&mut window);
    window.frame(vec![Event::PointerMoved(pos2(600.0, 400.0))]);
    let wheel = Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, -120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: egui::Modifiers::NONE,
    };
    let mut wheels = Vec::new();
    let top = window.app.reading.as_ref().unwrap().start_at;
    for _ in 0..WHEELS {
        let cost = window.frame(vec![wheel.clone()]);
        window.rest_of_frame(cost);
        wheels.push(cost);
    }
    assert!(window.app.reading.as_ref().unwrap().start_at > top, "the wheel scrolled the text");
    // The frame of a jump draws what is there; the text comes with a later one, which lays it out.
    let (mut jumps, mut landings) = (Vec::new(), Vec::new());
    for i in 0..JUMPS {
        let byte = i.wrapping_mul(0x9E37_79B9_7F4A_7C15) % u64::from(length);
        jump(&mut window, u32::try_from(byte).unwrap());
        let first = window.frame(vec![]);
        window.rest_of_frame(first);
        jumps.push(first);
        if first.needed {
            landings.push(settle(&mut window));
        }
    }
    println!(
        "{megabytes:>4} MB {open:>8.1} {:>23} {:>25} {:>25} {:>12}",
        shown(&wheels),
        shown(&jumps),
        shown(&landings),
        machine::resident()
    );
}

fn jump(window: &mut Window, byte: u32) {
    let reading = window.app.reading.as_mut().unwrap();
    reading.bring(byte);
}

/// Draws until nothing more is needed; the dearest of these frames.
fn settle(window: &mut Window) -> Cost {
    let mut dearest = Cost { cpu: 0.0, wall: 0.0, needed: false };
    for _ in 0..100 {
        let cost = window.frame(vec![]);
        window.rest_of_frame(cost);
        if cost.cpu > dearest.cpu {
            dearest = cost;
        }
        if !cost.needed && window.app.is_idle() {
            break;
        }
    }
    dearest
}

fn shown(costs: &[Cost]) -> String {
    let cpu: Vec<f64> = costs.iter().map(|c| c.cpu).collect();
    let wall: Vec<f64> = costs.iter().map(|c| c.wall).collect();
    let at = machine::percentile;
    format!("{:.2} / {:.2} ({:.2})", at(&cpu, 0.5), at(&cpu, 0.99), at(&wall, 0.99))
}
