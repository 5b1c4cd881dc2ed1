//! Importing many small files with the window open, which shows them as they come.

use crate::desk::Window;
use crate::machine;
use assay::jobs::How;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Prints files a second, then what a frame costs with them in the list. Gives the project.
pub fn measure(folder: &Path, files: &Path, count: usize) -> PathBuf {
    let project = folder.join("many.assay");
    let mut window = Window::begin(&project, How::Create, Vec::new());
    window.until("the project", |app| app.project.is_some());
    let bytes: u64 = sizes(files);
    let from = Instant::now();
    window.app.update(assay::app::Action::Import(vec![files.to_owned()]));
    window.draw_until("the import", |app| !app.notices.is_empty() || app.overlay.is_some());
    let seconds = from.elapsed().as_secs_f64();
    let taken = window.app.model().map_or(0, |m| m.documents.len());
    assert_eq!(taken, count, "every file is a document");
    println!(
        "import: {count} files, {:.1} MB, through the session, the window drawing at all news",
        bytes as f64 / 1e6
    );
    println!("{:>12} {:>10}", "seconds", "files/s");
    println!("{seconds:>12.1} {:>10.0}\n", count as f64 / seconds);
    window.until_text();
    let costs: Vec<f64> = (0..300).map(|_| window.frame(vec![]).cpu).collect();
    println!("a frame with {count} documents in the list: UI work p50/p99 ms");
    println!("{:>12.2} {:>10.2}\n", machine::percentile(&costs, 0.5), machine::percentile(&costs, 0.99));
    window.app.close();
    let size = std::fs::metadata(&project).unwrap().len();
    println!("project file {:.1} MB for {:.1} MB of text, originals kept\n", size as f64 / 1e6, bytes as f64 / 1e6);
    project
}

fn sizes(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| if entry.path().is_dir() { sizes(&entry.path()) } else { entry.metadata().unwrap().len() })
        .sum()
}
