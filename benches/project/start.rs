//! From the start of a process to the data of its first frame: the list and the first document's text, drawn.

use crate::desk::Window;
use crate::{alone, machine, seeds};
use assay::jobs::How;
use std::path::Path;
use std::time::Instant;

/// Prints both starts.
pub fn measure(folder: &Path, ten_thousand: &Path) {
    let small = folder.join("seeds.assay");
    let mut window = Window::begin(&small, How::Create, vec![seeds()]);
    window.until("the import", |app| !app.notices.is_empty());
    window.app.close();
    println!("start: process start to the first frame with list and text, drawn; 10 starts, the first apart");
    println!(
        "{:>16} {:>9} {:>9} {:>9} {:>14} {:>12}",
        "project", "first ms", "p50 ms", "max ms", "of it begin ms", "resident MB"
    );
    for (name, project) in [("seeds", small.as_path()), ("10,000 documents", ten_thousand)] {
        let mut runs = Vec::new();
        for _ in 0..11 {
            let from = Instant::now();
            let said = alone("in-start", project, "");
            let all = from.elapsed().as_secs_f64() * 1_000.0;
            let numbers: Vec<f64> = said.split_whitespace().filter_map(|n| n.parse().ok()).collect();
            // The end of the process is not part of its start.
            runs.push((all - numbers[1], numbers[0], numbers[2]));
        }
        let later: Vec<f64> = runs[1..].iter().map(|run| run.0).collect();
        let begin: Vec<f64> = runs[1..].iter().map(|run| run.1).collect();
        println!(
            "{name:>16} {:>9.0} {:>9.0} {:>9.0} {:>14.0} {:>12.0}",
            runs[0].0,
            machine::percentile(&later, 0.5),
            machine::percentile(&later, 1.0),
            machine::percentile(&begin, 0.5),
            runs[0].2
        );
    }
    println!();
}

/// One start. Prints milliseconds from beginning to open until the frame was drawn, milliseconds of closing, and memory.
pub fn run(project: &Path) {
    let from = Instant::now();
    let mut window = Window::begin(project, How::Open, Vec::new());
    window.until_text();
    window.frame(vec![]);
    let (drawn, memory) = (from.elapsed(), machine::resident());
    let closing = Instant::now();
    drop(window);
    println!("{} {} {memory}", drawn.as_secs_f64() * 1_000.0, closing.elapsed().as_secs_f64() * 1_000.0);
}
