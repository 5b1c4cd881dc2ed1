//! The real window on a display, and an empty one to hold it against: when the first frame that shows something was drawn,
//! and what is resident once everything is there.

use crate::machine;
use assay::shell::{self, Begun, Shell};
use egui::{Context, Ui, ViewportCommand};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Milliseconds since the process was started.
fn since(started: Duration) -> f64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    now.saturating_sub(started).as_secs_f64() * 1_000.0
}

/// A window that says when it has shown what it is to show, and closes.
struct Timed<A> {
    content: A,
    started: Duration,
    /// Drawn in the frame before; the next frame begins when it is on the screen.
    drawn: bool,
    shown: Option<f64>,
}

trait Content {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame);
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame);
    /// True when what is drawn is what a person wants to see first.
    fn is_there(&self) -> bool;
    /// True when nothing is on its way any more.
    fn is_whole(&self) -> bool;
}

struct Empty;

impl Content for Empty {
    fn logic(&mut self, _ctx: &Context, _frame: &mut eframe::Frame) {}
    fn ui(&mut self, _ui: &mut Ui, _frame: &mut eframe::Frame) {}
    fn is_there(&self) -> bool {
        true
    }
    fn is_whole(&self) -> bool {
        true
    }
}

impl Content for Shell {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        eframe::App::logic(self, ctx, frame);
    }
    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        eframe::App::ui(self, ui, frame);
    }
    fn is_there(&self) -> bool {
        let words = self.app().reading.as_ref().is_some_and(|r| r.cursor.is_some());
        words && self.app().model().is_some_and(|m| !m.documents.is_empty())
    }
    fn is_whole(&self) -> bool {
        self.app().is_idle()
    }
}

impl<A: Content> eframe::App for Timed<A> {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        if self.drawn && self.shown.is_none() {
            self.shown = Some(since(self.started));
        }
        self.content.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut Ui, frame: &mut eframe::Frame) {
        let there = self.content.is_there();
        self.content.ui(ui, frame);
        self.drawn = there;
        if there && self.shown.is_none() {
            ui.request_repaint();
        }
        if let Some(shown) = self.shown
            && self.content.is_whole()
        {
            println!("{shown} {} {}", since(self.started), machine::resident());
            ui.send_viewport_cmd(ViewportCommand::Close);
        }
    }
}

fn run<A: Content + 'static>(started: &str, content: impl FnOnce(&Context) -> A + 'static) {
    let started = Duration::from_nanos(started.parse().unwrap());
    eframe::run_native(
        "assay",
        shell::options(),
        Box::new(move |cc| Ok(Box::new(Timed { content: content(&cc.egui_ctx), started, drawn: false, shown: None }))),
    )
    .unwrap();
}

/// The program's window on a project.
pub fn project(path: PathBuf, started: &str) {
    let begun = Begun::new(Some(path));
    run(started, move |ctx| begun.window(ctx));
}

/// A window with nothing in it.
pub fn empty(started: &str) {
    run(started, |_| Empty);
}
