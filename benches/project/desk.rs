//! The program's window without a window: the real application and the real panels in an egui context nobody looks at.

use crate::machine;
use assay::app::{Action, App};
use assay::jobs::How;
use assay::text::Fonts;
use assay::ui::text::TextEngine;
use assay::ui::{Desk, theme};
use egui::{Event, Pos2, RawInput, Rect, vec2};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

/// A frame of a window that draws sixty in a second.
const FRAME: Duration = Duration::from_micros(16_667);

/// The window.
pub struct Window {
    pub app: App,
    ctx: egui::Context,
    desk: Desk,
    news: Receiver<()>,
    time: f64,
}

/// What a frame cost, in milliseconds.
#[derive(Clone, Copy)]
pub struct Cost {
    /// Processor time of the window's thread: the budgets' UI work.
    pub cpu: f64,
    /// Time on the clock.
    pub wall: f64,
    /// True when text was asked for that was not in memory.
    pub needed: bool,
}

impl Window {
    /// Begins to open a project, or to make one and import a corpus.
    pub fn begin(project: &Path, how: How, corpus: Vec<PathBuf>) -> Self {
        let (told, news) = mpsc::channel();
        // When the window is gone nobody listens.
        let mut app = App::new(Arc::new(move || told.send(()).unwrap_or_default()));
        app.begin(project.to_owned(), how, corpus);
        let ctx = egui::Context::default();
        theme::install(&ctx);
        let desk = Desk::new(TextEngine::new(Fonts::with_system()));
        Self { app, ctx, desk, news, time: 0.0 }
    }

    /// One frame as the shell draws it: news, panels, what is wanted, tessellation.
    pub fn frame(&mut self, events: Vec<Event>) -> Cost {
        self.time += FRAME.as_secs_f64();
        let screen_rect = Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0)));
        let input = RawInput { screen_rect, time: Some(self.time), events, ..RawInput::default() };
        let (wall, cpu) = (Instant::now(), machine::cpu());
        self.app.receive();
        let mut needed = false;
        let mut output = self.ctx.clone().run_ui(input, |ui| {
            for action in self.desk.show(ui, &self.app) {
                needed |= matches!(action, Action::Need(_));
                self.app.update(action);
            }
            self.app.receive();
        });
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        let cost = Cost {
            cpu: (machine::cpu() - cpu).as_secs_f64() * 1_000.0,
            wall: wall.elapsed().as_secs_f64() * 1_000.0,
            needed,
        };
        std::hint::black_box(primitives);
        output.drop_without_applying_deltas();
        cost
    }

    /// Waits for news for as long as a frame lasts, when text is on its way; a real window draws no faster.
    pub fn rest_of_frame(&self, cost: Cost) {
        if cost.needed {
            let rest = FRAME.saturating_sub(Duration::from_secs_f64(cost.wall / 1_000.0));
            self.news.recv_timeout(rest).unwrap_or_default();
        }
    }

    /// Takes in news until something holds.
    pub fn until(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
        let mut quiet = 0;
        loop {
            self.app.receive();
            if holds(&self.app) {
                return;
            }
            quiet = if self.news.recv_timeout(Duration::from_millis(100)).is_ok() { 0 } else { quiet + 1 };
            assert!(quiet < 600, "never came: {what}; {:?}", self.app.notices);
        }
    }

    /// Draws a frame whenever there is news, until something holds.
    pub fn draw_until(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
        while !holds(&self.app) {
            if self.news.recv_timeout(Duration::from_secs(60)).is_err() {
                panic!("never came: {what}; {:?}", self.app.notices);
            }
            // News that came together is shown together, as in a window.
            while self.news.try_recv().is_ok() {}
            self.frame(vec![]);
        }
    }

    /// Waits until a document's first text is there.
    pub fn until_text(&mut self) {
        self.until("the text", |app| app.reading.as_ref().is_some_and(|r| r.cursor.is_some()));
    }
}
