//! From a digit to the tag shown as durable: handed in, written, committed, received, drawn.

use crate::desk::Window;
use crate::{machine, seeds};
use assay::app::overlay::{Overlay, TagDraft};
use assay::app::{Action, App, Command};
use assay::jobs::How;
use std::path::Path;
use std::time::{Duration, Instant};

/// Clicks measured while nothing else happens.
const IDLE: usize = 500;

/// Makes a tag on the digit 1, which the clicks set.
pub fn pin_tag(window: &mut Window) {
    let tag = TagDraft {
        id: None,
        parent: None,
        name: "denial".to_owned(),
        definition: String::new(),
        color: [0xB4, 0x57, 0x3C],
        digit: 1,
    };
    window.app.update(Action::Overlay(Overlay::Tag(tag)));
    window.app.update(Action::Accept);
    window.until("the tag", |app| app.model().is_some_and(|m| !m.tags.is_empty()) && app.is_idle());
    window.frame(vec![]);
}

/// Prints click to shown, idle and while files are imported.
pub fn measure(folder: &Path, files: &Path) {
    let project = folder.join("click.assay");
    let mut window = Window::begin(&project, How::Create, vec![seeds()]);
    window.until("the import", |app| !app.notices.is_empty());
    window.until_text();
    pin_tag(&mut window);

    let idle: Vec<f64> = (0..IDLE).map(|_| click(&mut window)).collect();
    window.app.update(Action::Import(vec![files.to_owned()]));
    let (mut during, mut frames) = (Vec::new(), Vec::new());
    while during.is_empty() || window.app.importing.is_some() {
        during.push(click(&mut window));
        // A hand does not click without pause.
        std::thread::sleep(Duration::from_millis(20));
        frames.push(window.frame(vec![]).cpu);
    }
    println!("click to shown: a digit until its durable mark is drawn, ms on the clock");
    println!("{:>16} {:>6} {:>8} {:>8} {:>8}", "", "clicks", "p50", "p99", "max");
    for (name, times) in [("idle", &idle), ("during an import", &during)] {
        println!(
            "{name:>16} {:>6} {:>8.2} {:>8.2} {:>8.2}",
            times.len(),
            machine::percentile(times, 0.5),
            machine::percentile(times, 0.99),
            machine::percentile(times, 1.0)
        );
    }
    println!(
        "frames during an import: {}, UI work ms p50 {:.2}, p99 {:.2}, max {:.2}\n",
        frames.len(),
        machine::percentile(&frames, 0.5),
        machine::percentile(&frames, 0.99),
        machine::percentile(&frames, 1.0)
    );
}

/// The same while a folder there is is imported, whatever it holds.
pub fn during(files: &Path) {
    println!("{}", machine::name());
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    measure(folder.path(), files);
}

/// Goes on to the next sentence, tags it or takes the tag off; milliseconds until that is shown.
pub fn click(window: &mut Window) -> f64 {
    let before = window.app.reading.as_ref().and_then(|r| r.cursor);
    window.app.update(Action::Command(Command::Next));
    if window.app.reading.as_ref().and_then(|r| r.cursor) == before {
        window.app.update(Action::Place(0));
    }
    window.frame(vec![]);
    let tagged = |app: &App| app.model().map_or(0, |m| m.passage_tags.len());
    let now = tagged(&window.app);
    let from = Instant::now();
    window.app.update(Action::Digit(1));
    window.draw_until("the tag", |app| tagged(app) != now && app.pending.is_empty());
    from.elapsed().as_secs_f64() * 1_000.0
}
