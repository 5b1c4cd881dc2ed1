//! The window around the application: eframe's App, files dropped on it, dialogs of the system, what is remembered
//! between starts.

mod dialogs;
mod remembered;

use crate::app::{Action, App};
use crate::domain::{Fault, Words};
use crate::jobs::How;
use crate::text::Fonts;
use crate::ui::text::TextEngine;
use crate::ui::{Desk, theme};
use egui::{Context, Ui, Vec2};
use remembered::{Remembered, Size};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;

/// The window.
pub struct Shell {
    app: App,
    desk: Desk,
    dialogs: dialogs::Dialogs,
    remembered: Remembered,
    title: String,
    focused: bool,
    /// True when the last frame showed the first page of a project and the words it opens at.
    drawn: bool,
}

/// The program from its first moment: the project is being opened and the fonts are being looked up while the system
/// makes the window.
pub struct Begun {
    app: App,
    fonts: JoinHandle<Fonts>,
    remembered: Remembered,
    awake: Arc<OnceLock<Context>>,
}

/// Opens the window on a project, on the last one, or on the page that offers one. Returns when it is closed.
pub fn run(project: Option<PathBuf>) -> Result<(), Fault> {
    let begun = Begun::new(project);
    let options = sized(begun.remembered.size);
    eframe::run_native("assay", options, Box::new(|cc| Ok(Box::new(begun.window(&cc.egui_ctx))))).map_err(|error| {
        Fault::new(
            "AS-WIN-01",
            "The window could not be opened.",
            "The project was not touched.",
            "A display with OpenGL is needed; the command line works without one (assay help).",
        )
        .caused_by(&error)
    })
}

/// How the window is made the first time.
pub fn options() -> eframe::NativeOptions {
    sized(Size::FIRST)
}

/// How it is made as large as it was left.
fn sized(size: Size) -> eframe::NativeOptions {
    eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_title("Assay")
            .with_app_id("assay")
            .with_inner_size(Vec2::new(size.width, size.height))
            .with_maximized(size.maximised)
            .with_min_inner_size(Vec2::from(Size::LEAST)),
        renderer: eframe::Renderer::Glow,
        ..Default::default()
    }
}

impl Begun {
    /// Begins to open a project, or the last one.
    pub fn new(project: Option<PathBuf>) -> Self {
        let fonts = std::thread::spawn(Fonts::with_system);
        let awake: Arc<OnceLock<Context>> = Arc::default();
        let wake = {
            let awake = Arc::clone(&awake);
            // Before there is a window nobody sleeps.
            Arc::new(move || awake.get().into_iter().for_each(Context::request_repaint))
        };
        let mut app = App::new(wake);
        app.says_drawn = true;
        let remembered = Remembered::read(Remembered::place(), &mut app);
        // What is remembered has to hold wherever the program is started next.
        let project = project.map(|path| std::path::absolute(&path).unwrap_or(path));
        let last = || app.recents.first().map(|recent| recent.path.clone()).filter(|path| path.exists());
        if let Some(path) = project.or_else(last) {
            app.begin(path, How::Open, Vec::new());
        }
        Self { app, fonts, remembered, awake }
    }

    /// The window's content, before its first frame.
    pub fn window(self, ctx: &Context) -> Shell {
        let Self { app, fonts, remembered, awake } = self;
        theme::install(ctx);
        // Told once, and news that came before is taken in by the first frame.
        awake.get_or_init(|| ctx.clone());
        let fonts = fonts.join().unwrap_or_else(|_panicked| Fonts::bundled(&[]));
        let desk = Desk::new(TextEngine::new(fonts));
        Shell {
            app,
            desk,
            dialogs: dialogs::Dialogs::new(ctx),
            remembered,
            title: String::new(),
            focused: true,
            drawn: false,
        }
    }
}

impl Shell {
    /// The application in it.
    pub fn app(&self) -> &App {
        &self.app
    }

    fn dropped(&mut self, ctx: &Context) {
        let paths: Vec<PathBuf> = ctx.input(|i| i.raw.dropped_files.iter().map(|f| f.path().to_owned()).collect());
        if paths.is_empty() {
            return;
        }
        let is_project = |p: &PathBuf| p.extension().is_some_and(|e| e == "assay");
        match paths.iter().find(|p| is_project(p)) {
            Some(project) => self.app.update(Action::OpenProject(project.clone())),
            None => self.app.update(Action::Import(paths)),
        }
    }

    fn remember(&mut self, ctx: &Context) {
        if std::mem::take(&mut self.app.quit) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
        }
        self.remembered.size = size_now(ctx, self.remembered.size);
        self.remembered.write_if_changed(&self.app);
        let title = match &self.app.project {
            // The system draws the title, with its own idea of directions; a file's name is all it is given.
            Some(project) => format!("{} – Assay", window_title(&project.facts.name)),
            None => "Assay".to_owned(),
        };
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }
}

/// How large the window is. While it is maximised or is being dragged larger, the size it had before stands.
fn size_now(ctx: &Context, before: Size) -> Size {
    ctx.input(|input| {
        let window = input.viewport();
        let maximised = window.maximized.unwrap_or(false);
        let other = maximised || window.fullscreen.unwrap_or(false) || window.minimized.unwrap_or(false);
        match window.inner_rect.filter(|_| !other && !input.pointer.any_down()) {
            Some(rect) => Size { width: rect.width().round(), height: rect.height().round(), maximised },
            None => Size { maximised: maximised || (other && before.maximised), ..before },
        }
    })
}

/// A project's name without characters that would turn or hide parts of the title.
fn window_title(name: &Words) -> String {
    let hidden = |c: &char| {
        !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
    };
    name.raw().chars().filter(hidden).take(80).collect()
}

impl eframe::App for Shell {
    fn logic(&mut self, ctx: &Context, _frame: &mut eframe::Frame) {
        if std::mem::take(&mut self.drawn) {
            self.app.drawn();
        }
        self.app.receive();
        if let Some(action) = self.dialogs.chosen() {
            self.app.update(action);
        }
        self.dropped(ctx);
        // Whoever comes back to a window that only reads sees what the other one wrote meanwhile.
        let focused = ctx.input(|i| i.focused);
        if focused && !self.focused {
            self.app.follow(false);
        }
        self.focused = focused;
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.drawn = self.app.has_first_page();
        if self.drawn {
            // The next frame begins when this one is on the screen.
            ui.request_repaint();
        }
        for action in self.desk.show(ui, &self.app) {
            match action {
                Action::Browse(ask) => self.dialogs.ask(ask),
                other => self.app.update(other),
            }
        }
        // What was wanted may have been answered already, and what it changed is to be seen.
        self.app.receive();
        self.remember(ui.ctx());
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.close();
    }
}
