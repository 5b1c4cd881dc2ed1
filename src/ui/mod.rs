//! The window: draws what [`crate::app`] shows and says what is wanted of it as [`Action`]s. One folder a panel; colors
//! and sizes only in [`theme`], documents' and people's words only through [`text`].

mod damaged;
mod inspector;
mod kept;
pub mod keys;
mod overlay;
pub(crate) mod panels;
mod read;
mod start;
mod strip;
pub mod text;
pub mod theme;
mod top;
mod weigh;
pub mod widgets;
mod write;

use crate::app::settings::{Room, Settings};
use crate::app::view::Marks;
use crate::app::{Action, App, Place};
use crate::domain::Id;
use egui::{Frame, Margin, Panel, Ui, UiBuilder};
use text::{ReaderState, TextEngine};
use theme::{Palette, measure};

/// What the window remembers between frames that is not the application's business.
pub struct Desk {
    /// Draws words.
    pub engine: TextEngine,
    reader: ReaderState,
    reading: Option<(Id, Id)>,
    revealed: u64,
    marks: Marks,
    ticks: Vec<text::Tick>,
    ticks_for: Option<(Id, u64, usize, bool)>,
    bookmarks: (Option<Id>, u64, Vec<u32>),
    find_asked: u64,
    search_asked: u64,
    words_asked: u64,
    panels: (u64, u64),
    copied: u64,
    lacking: usize,
    look: theme::Look,
}

/// What a panel is drawn with.
pub struct Scene<'a> {
    /// The application.
    pub app: &'a App,
    /// Draws words.
    pub engine: &'a TextEngine,
    /// The colors.
    pub palette: Palette,
    /// What is wanted.
    pub wanted: &'a mut Vec<Action>,
}

impl Desk {
    /// A window's memory, with the fonts it draws with.
    pub fn new(engine: TextEngine) -> Self {
        Self {
            engine,
            reader: ReaderState::new(),
            reading: None,
            revealed: 0,
            marks: Marks::default(),
            ticks: Vec::new(),
            ticks_for: None,
            bookmarks: (None, 0, Vec::new()),
            find_asked: 0,
            search_asked: 0,
            words_asked: 0,
            panels: (0, 0),
            copied: 0,
            lacking: 0,
            look: theme::Look::default(),
        }
    }

    /// Draws one frame, and gives what is wanted.
    pub fn show(&mut self, ui: &mut Ui, app: &App) -> Vec<Action> {
        let mut wanted = Vec::new();
        let Settings { paper, room, still, .. } = app.settings;
        let look = theme::Look { paper, room, still };
        if look != self.look {
            self.look = look;
            theme::apply(ui.ctx(), look);
        }
        if app.toggle_theme {
            let dark = ui.ctx().theme() == egui::Theme::Dark;
            wanted.push(Action::Room(if dark { Room::Light } else { Room::Dark }));
        }
        if app.keeps_soon() {
            ui.ctx().request_repaint_after_secs(2.1);
        }
        let palette = Palette::of(ui.ctx());
        keys::listen(ui.ctx(), app, &mut wanted);
        let engine = self.engine.clone();
        let mut scene = Scene { app, engine: &engine, palette, wanted: &mut wanted };
        let bar = |palette: &Palette| Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(14, 0));
        Panel::top("top").exact_size(measure::TOP_BAR).frame(bar(&palette)).resizable(false).show(ui, |ui| {
            panels::begin(ui, panels::Panel::Top);
            top::show(ui, &mut scene);
        });
        top::strips(ui, &mut scene);
        // Strips come and go; what is below keeps its identity, and a field in it the keyboard.
        let below =
            UiBuilder::new().scope_id(egui::Id::unique("below the strips")).max_rect(ui.available_rect_before_wrap());
        ui.scope_builder(below, |ui| {
            Panel::bottom("keys").exact_size(measure::KEY_STRIP).frame(bar(&palette)).resizable(false).show(ui, |ui| {
                panels::begin(ui, panels::Panel::Keys);
                strip::show(ui, &mut scene);
            });
            panels::begin(ui, panels::Panel::Middle);
            if let Some(damaged) = &app.damaged {
                damaged::show(ui, &mut scene, damaged);
            } else if app.project.is_none() {
                start::show(ui, &mut scene);
            } else {
                match app.place {
                    Place::Read => read::show(ui, &mut scene, self),
                    Place::Weigh => weigh::show(ui, &mut scene),
                    Place::Write => write::show(ui, &mut scene),
                }
            }
        });
        panels::follow(ui, app, &mut self.panels);
        if let Some((words, times)) = &app.copied
            && *times != self.copied
        {
            self.copied = *times;
            text::copy(ui.ctx(), words);
        }
        let lacking = engine.lacking();
        scene.wanted.extend(lacking.iter().skip(self.lacking).map(|script| Action::NoFont(script)));
        self.lacking = lacking.len();
        top::notices(ui, &mut scene);
        overlay::show(ui, &mut scene);
        wanted
    }
}

/// The frame of a side panel.
pub(crate) fn side(palette: &Palette) -> Frame {
    Frame::new().fill(palette.panel).inner_margin(Margin::same(14))
}
