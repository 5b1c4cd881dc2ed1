//! The whole window over a project in a temporary folder, driven as a person drives it: things are found by their
//! accessible names, clicked, typed into. For the tests of the window; none of them waits for a time to pass.

mod hand;

use assay::app::settings::Start;
use assay::app::{Action, App};
use assay::domain::document::Document;
use assay::domain::{Id, Span};
use assay::jobs::How;
use assay::text::Fonts;
use assay::ui::text::TextEngine;
use assay::ui::{Desk, theme};
use egui::accesskit::Role;
use egui::{Key, Modifiers, Theme, Vec2, vec2};
use egui_kittest::kittest::{By, NodeT, Queryable};
use egui_kittest::{Harness, Node};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// How often the window is asked again while nothing comes, before the story is given up: a minute in all.
const QUIET_ROUNDS: u32 = 600;
/// How often it is asked in all, whatever comes: news without end must not keep a story for ever.
const MOST_ROUNDS: u32 = 20_000;

/// What is drawn and what draws it.
pub struct Shown {
    pub app: App,
    desk: Desk,
}

/// A window.
pub struct Window {
    harness: Harness<'static, Shown>,
    news: Receiver<()>,
    folder: tempfile::TempDir,
    strokes: usize,
}

/// The folder of the two sample documents.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")
}

impl Window {
    /// A light window of 1366 by 768 points on a new project that holds the two sample documents, the first one open.
    pub fn on_seeds() -> Self {
        Self::on(vec2(1366.0, 768.0), Theme::Light, Some(&seeds()))
    }

    /// A window on a new project, with what a folder or file holds imported into it.
    pub fn on(size: Vec2, theme: Theme, corpus: Option<&Path>) -> Self {
        crate::program::parse_by_the_program();
        let folder = tempfile::tempdir().unwrap();
        let (told, news) = mpsc::channel();
        // Nobody listens any more when the window is closed.
        let mut app = App::new(Arc::new(move || told.send(()).unwrap_or_default()));
        let corpus: Vec<PathBuf> = corpus.map(Path::to_owned).into_iter().collect();
        let import = !corpus.is_empty();
        app.begin(folder.path().join("Minsk–Tehran.assay"), How::Create, corpus);
        let desk = Desk::new(TextEngine::new(Fonts::bundled(&[])));
        let harness = Harness::builder()
            .with_size(size)
            .with_theme(theme)
            .with_context_setup(theme::install)
            .build_ui_state(frame, Shown { app, desk });
        let mut window = Self { harness, news, folder, strokes: 0 };
        window.until("the project is open", |app| app.project.is_some());
        if import {
            // An import says at its end what it did.
            window.until("the documents are imported", |app| !app.notices.is_empty() || app.overlay.is_some());
            let said: Vec<u64> = window.app().notices.iter().map(|notice| notice.id).collect();
            for id in said {
                window.act(Action::Dismiss(id));
            }
        }
        window.settle();
        window
    }

    /// A light window on a project that is there, opened as it was left. The folder of the window is another.
    pub fn at(project: &Path) -> Self {
        let mut window = Self::first_start();
        window.harness.state_mut().app.start = Start::Usual;
        window.harness.state_mut().app.begin(project.to_owned(), How::Open, Vec::new());
        window.until("the project is open", |app| app.project.is_some());
        window.settle();
        window
    }

    /// How long the window would stand still if nothing happened, after the frame that was drawn last.
    pub fn stands_still(&self) -> Duration {
        let outputs = self.harness.output().viewport_output.values();
        outputs.map(|output| output.repaint_delay).min().unwrap_or(Duration::MAX)
    }

    /// Closes the project and begins to open it again, in a window that keeps its first page until [`Window::rest`].
    pub fn reopen_at_the_first_page(&mut self) {
        let app = &mut self.harness.state_mut().app;
        let path = app.path().unwrap().to_owned();
        app.close();
        app.says_drawn = true;
        app.begin(path, How::Open, Vec::new());
        self.until("the first page", App::has_first_page);
        self.harness.step();
    }

    /// Says that the first page was drawn, and waits for the rest.
    pub fn rest(&mut self) {
        self.harness.state_mut().app.drawn();
        self.settle();
    }

    /// What is wanted, as a widget would want it, and two frames: a notice or sheet that was not there measures itself in
    /// the first and may show only in the second.
    pub fn act_once(&mut self, action: Action) {
        self.harness.state_mut().app.update(action);
        self.harness.step();
        self.harness.step();
    }

    /// Several things that are wanted at once, before anything follows from the first.
    pub fn act_together(&mut self, actions: Vec<Action>) {
        for action in actions {
            self.harness.state_mut().app.update(action);
        }
        self.harness.step();
    }

    /// A window before any project was opened, on the page a first start shows; its projects go into a folder of its own.
    pub fn first_start() -> Self {
        crate::program::parse_by_the_program();
        let folder = tempfile::tempdir().unwrap();
        let (told, news) = mpsc::channel();
        let mut app = App::new(Arc::new(move || told.send(()).unwrap_or_default()));
        app.projects = folder.path().join("Assay");
        app.start = Start::Name(String::new());
        let desk = Desk::new(TextEngine::new(Fonts::bundled(&[])));
        let harness = Harness::builder()
            .with_size(vec2(1366.0, 768.0))
            .with_theme(Theme::Light)
            .with_context_setup(theme::install)
            .build_ui_state(frame, Shown { app, desk });
        let mut window = Self { harness, news, folder, strokes: 0 };
        window.settle();
        window
    }

    /// The application.
    pub fn app(&self) -> &App {
        &self.harness.state().app
    }

    /// What is wanted, as a widget would want it, and all that follows from it.
    pub fn act(&mut self, action: Action) {
        self.harness.state_mut().app.update(action);
        self.settle();
    }

    /// Draws frames until everything that is on its way has arrived and is shown.
    pub fn settle(&mut self) {
        self.until("everything has arrived", |app| {
            let read = app.reading.as_ref().is_none_or(|reading| {
                reading.cursor.is_some() || reading.paragraphs.as_ref().is_some_and(assay::domain::Paragraphs::is_empty)
            });
            app.is_idle() && read && app.saving != assay::app::Saving::Busy
        });
        self.harness.run_ok();
    }

    /// Draws frames until something holds; stops the test when it never does.
    pub fn until(&mut self, what: &str, holds: impl Fn(&App) -> bool) {
        let mut quiet = 0;
        for _ in 0..MOST_ROUNDS {
            self.harness.step();
            if holds(self.app()) {
                return;
            }
            match self.news.recv_timeout(Duration::from_millis(100)) {
                Ok(()) => quiet = 0,
                Err(_) => quiet += 1,
            }
            if quiet == QUIET_ROUNDS {
                break;
            }
        }
        panic!("never came: {what}; quiet for {quiet} rounds; notices: {:?}", self.app().notices);
    }

    /// The one thing of this accessible name.
    pub fn find<'a>(&'a self, name: &'a str) -> Node<'a> {
        self.harness.get_by_label(name)
    }

    /// The one thing of this kind and accessible name.
    pub fn find_role<'a>(&'a self, role: Role, name: &'a str) -> Node<'a> {
        self.harness.get(By::new().role(role).label(name))
    }

    /// True when the one thing of this name can be used.
    pub fn is_enabled(&self, name: &str) -> bool {
        !self.find(name).accesskit_node().is_disabled()
    }

    /// How many paragraphs were laid out so far.
    pub fn laid_out(&self) -> u64 {
        self.harness.state().desk.engine.laid_out()
    }

    /// True when something has these words in its name.
    pub fn shows(&self, part: &str) -> bool {
        self.harness.query_all_by_label_contains(part).next().is_some()
    }

    /// The names of everything of a kind, from top to bottom.
    pub fn names(&self, role: Role) -> Vec<String> {
        let mut nodes: Vec<(f32, String)> = self
            .harness
            .query_all_by_role(role)
            .map(|node| (node.rect().top(), node.accesskit_node().label().unwrap_or_default()))
            .collect();
        nodes.sort_by(|a, b| a.0.total_cmp(&b.0));
        nodes.into_iter().map(|(_, name)| name).collect()
    }

    /// Clicks the one thing of this name.
    pub fn click(&mut self, name: &str) {
        self.find(name).click();
        self.harness.run_ok();
        self.settle();
    }

    /// Clicks the one thing of this name, and does not wait for what follows.
    pub fn click_once(&mut self, name: &str) {
        self.find(name).click();
        self.harness.step();
        self.harness.step();
    }

    /// Clicks the one thing of this kind and name.
    pub fn click_role(&mut self, role: Role, name: &str) {
        self.find_role(role, name).click();
        self.harness.run_ok();
        self.settle();
    }

    /// Clicks the one thing of this kind and name twice, quickly.
    pub fn double_click(&mut self, role: Role, name: &str) {
        let at = self.find_role(role, name).rect().center();
        let press = |pressed| egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        // All in one frame: a frame of the harness is a quarter of a second.
        let input = self.harness.input_mut();
        input.events.push(egui::Event::PointerMoved(at));
        input.events.extend([press(true), press(false), press(true), press(false)]);
        self.harness.step();
        self.settle();
    }

    /// Presses and lets go of a key.
    pub fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
        self.settle();
    }

    /// Puts text into the field of this name in place of what is there. The field keeps the focus.
    pub fn type_into(&mut self, name: &str, text: &str) {
        self.find_field(name).focus();
        self.harness.run_ok();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.find_field(name).type_text(text);
        self.harness.step();
        self.settle();
    }

    fn find_field<'a>(&'a self, name: &'a str) -> Node<'a> {
        let is_field = |role| matches!(role, Role::TextInput | Role::MultilineTextInput | Role::SearchInput);
        self.harness.get(By::new().label(name).predicate(move |node| is_field(node.role())))
    }

    /// Draws so many frames, in which nothing happens.
    pub fn frames(&mut self, count: usize) {
        self.harness.run_steps(count);
    }

    /// The document that has these words in its heading.
    pub fn document(&self, words: &str) -> Document {
        let model = self.app().model().unwrap();
        let found = model.shown_documents().find(|d| d.heading().raw().contains(words));
        found.unwrap_or_else(|| panic!("no document is called {words:?}")).clone()
    }

    /// Opens a document and selects the first place of some words in it.
    pub fn select(&mut self, document: Id, words: &str) {
        self.act(Action::OpenDocument(document));
        let reading = self.app().reading.as_ref().unwrap();
        let end = reading.paragraphs.as_ref().unwrap().text_len();
        self.act(Action::Need(0..end));
        let whole = |app: &App| app.reading.as_ref().and_then(|r| r.text(0..end)).map(std::borrow::Cow::into_owned);
        self.until("the text is there", |app| whole(app).is_some());
        let text = whole(self.app()).unwrap();
        let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is not in the document"));
        let span = Span::new(u32::try_from(start).unwrap(), u32::try_from(start + words.len()).unwrap()).unwrap();
        self.act(Action::Select(Some(span)));
    }

    /// The folder the project is in, for what a test writes beside it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// One frame, as the shell draws it.
fn frame(ui: &mut egui::Ui, shown: &mut Shown) {
    shown.app.receive();
    // The harness leaves a margin; a window has none.
    let whole = egui::UiBuilder::new().max_rect(ui.ctx().content_rect());
    let wanted = ui.scope_builder(whole, |ui| {
        ui.set_clip_rect(ui.max_rect());
        shown.desk.show(ui, &shown.app)
    });
    for action in wanted.inner {
        shown.app.update(action);
    }
    shown.app.receive();
}
