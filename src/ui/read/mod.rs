//! Read: documents and tags at the left, the open document in the middle, the inspector at the right.

mod choosing;
mod documents;
mod find;
mod groups;
mod header;
mod imports;
mod looking;
mod menu;
mod placing;
mod search;
mod source;
mod table;
mod tags;
mod wanted;
mod words;

pub(super) use tags::tag_chip;

use super::text::{LabelStyle, Reader, ReaderEvent, Tick};
use super::theme::{Palette, measure};
use super::widgets::{button, empty, note};
use super::{Desk, Scene, inspector, panels, side};
use crate::app::intake::IntakeWish;
use crate::app::searching::{Wish, wanted};
use crate::app::settings::Typeface;
use crate::app::view::MarkKind;
use crate::app::{Action, Command};
use crate::domain::Span;
use crate::domain::document::Document;
use crate::say::read as say;
use crate::text::Face;
pub(crate) use choosing::is_choosing;
use egui::{CentralPanel, Frame, Margin, Mesh, Panel, Rect, Ui, vec2};
use source::OpenText;

/// Draws the place.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, desk: &mut Desk) {
    if scene.app.searching.shown {
        return search::show(ui, scene, &mut desk.search_asked);
    }
    if scene.app.words.shown {
        return words::show(ui, scene, &mut desk.words_asked);
    }
    if scene.app.shows_intake() {
        return imports::show(ui, scene);
    }
    if scene.app.table {
        return table::show(ui, scene);
    }
    let p = scene.palette;
    Panel::left("documents").exact_size(measure::LEFT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Documents);
        lists(ui, scene);
    });
    Panel::right("inspector").exact_size(measure::RIGHT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Inspector);
        inspector::show(ui, scene);
    });
    CentralPanel::default().frame(Frame::new().fill(p.paper)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Header);
        document(ui, scene, desk);
    });
}

/// The lists at the left: the groups and the tags take what they need up to a part of it, the documents have the rest.
fn lists(ui: &mut Ui, scene: &mut Scene<'_>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let rows = tags::rows(ui, scene);
    let items = wanted::items(ui, scene);
    let last = wanted::height(&items);
    let whole = ui.available_height();
    let groups = groups::rows(ui, scene);
    let middle = groups::height(scene, &groups).min(whole * 0.28);
    // With the groups open, the tags are content with less.
    let most = if scene.app.groups.shown && !groups.is_empty() { 0.36 } else { 0.55 };
    let below = (tags::wanted_height(scene, &rows) + last).min(whole * most);
    documents::show(ui, scene, whole - below - middle);
    panels::begin(ui, panels::Panel::Groups);
    groups::beside(ui, scene, &groups, middle);
    ui.add_space(12.0);
    panels::begin(ui, panels::Panel::Tags);
    let room = ui.available_height() - last;
    tags::show(ui, scene, &rows, room);
    wanted::show(ui, scene, &items);
}

/// Lets a file that ended its parser be tried for longer.
fn try_longer(ui: &mut Ui, scene: &mut Scene<'_>, record: &Document) {
    if !scene.app.may_be_tried_longer(record) {
        return;
    }
    ui.add_space(14.0);
    let free = scene.app.importing.is_none();
    let asked = ui.add_enabled_ui(free, |ui| button(ui, &scene.palette, say::TRY_LONGER).clicked()).inner;
    note(ui, &scene.palette, if free { say::TRY_LONGER_WHY } else { say::TRY_LATER });
    if asked {
        scene.wanted.push(Action::Intake(IntakeWish::Again(record.id)));
    }
}

fn document(ui: &mut Ui, scene: &mut Scene<'_>, desk: &mut Desk) {
    let app = scene.app;
    let (Some(reading), Some(record)) = (&app.reading, app.open_document_record()) else {
        return nothing_open(ui, scene);
    };
    header::show(ui, scene, record);
    placing::bar(ui, scene);
    let Some(paragraphs) = &reading.paragraphs else { return };
    if paragraphs.is_empty() {
        let (left, width) = header::column(ui, scene);
        let room = ui.available_rect_before_wrap();
        let place = Rect::from_min_size(room.min + vec2(left, 20.0), vec2(width, room.height() - 20.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| match &record.trouble {
            Some(trouble) => {
                empty(ui, &scene.palette, say::NO_TEXT, "");
                scene.engine.label(ui, trouble, LabelStyle::body().color(scene.palette.soft));
                ui.add_space(6.0);
                note(ui, &scene.palette, say::NO_TEXT_TODO);
                try_longer(ui, scene, record);
            }
            None => empty(ui, &scene.palette, say::NO_WORDS, say::NO_WORDS_WHY),
        });
        return;
    }
    let key = (reading.document, reading.revision);
    if desk.reading != Some(key) {
        desk.reading = Some(key);
        desk.reader = super::text::ReaderState::new();
        desk.revealed = 0;
    }
    if let Some((byte, times)) = reading.reveal
        && times != desk.revealed
    {
        desk.revealed = times;
        desk.reader.reveal(byte);
    }
    if desk.reader.selection() != reading.selection {
        desk.reader.select(reading.selection);
    }
    desk.reader.zoom = app.zoom;
    desk.reader.apart = app.spaced;
    desk.reader.held = app.passage_in_hand().map(|(_, span)| span);
    desk.reader.edges = app.edges.map(|edges| (edges.span, edges.end));
    desk.reader.leading = app.settings.leading;
    desk.reader.face = match app.settings.face {
        Typeface::Serif => Face::Serif,
        Typeface::Sans => Face::Interface,
    };
    desk.marks.refresh(app);
    let ticks_for = Some((reading.document, app.model().map_or(0, |m| m.generation), app.pending.len(), p_dark(scene)));
    if desk.ticks_for != ticks_for {
        desk.ticks_for = ticks_for;
        desk.ticks = desk.marks.all().iter().filter(|row| row.kind != MarkKind::Name).map(Tick::from).collect();
    }
    let bookmarks_for = (Some(reading.document), app.trail.generation);
    if (desk.bookmarks.0, desk.bookmarks.1) != bookmarks_for {
        let bytes = app.trail.bookmarks(reading.document).iter().map(|b| b.byte).collect();
        desk.bookmarks = (bookmarks_for.0, bookmarks_for.1, bytes);
    }
    let finding = app.finding.as_ref();
    let (marks, ticks, bookmarks) = (&desk.marks, &desk.ticks, &desk.bookmarks.2);
    let lit = &app.lit;
    let escape = || ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    if !lit.all().is_empty()
        && finding.is_none()
        && app.overlay.is_none()
        && app.edges.is_none()
        && app.notices.is_empty()
        && !is_choosing(ui.ctx())
        && !super::text::field::is_typing(ui.ctx())
        && escape()
    {
        scene.wanted.push(wanted(Wish::PutOut));
    }
    let remarking = &app.remarking;
    let source = OpenText { reading, paragraphs, marks, ticks, finding, lit, bookmarks, remarking };
    panels::begin(ui, panels::Panel::Reader);
    let reader = Reader { engine: &desk.engine, source: &source, name: record.heading(), cursor: reading.cursor };
    let output = reader.show(ui, &mut desk.reader);
    fade(ui, output.response.rect, &scene.palette);
    if let Some(finding) = finding {
        find::bar(ui.ctx(), scene, finding, output.response.rect, &mut desk.find_asked);
    } else {
        desk.find_asked = 0;
    }
    if app.edges.is_none() {
        menu::show(scene, &output.response);
    }
    // Who moves edges has the arrows for it.
    let moving = app.edges.is_some() && app.overlay.is_none() && !output.response.has_focus();
    if output.response.clicked() || output.response.dragged() || moving {
        output.response.request_focus();
    }
    for event in output.events {
        let action = match event {
            ReaderEvent::Place { byte } => Action::Place(byte),
            ReaderEvent::Point { byte } => Action::Point(byte),
            ReaderEvent::Select { anchor, head } => Action::Select(Span::new(anchor.min(head), anchor.max(head)).ok()),
            ReaderEvent::Open(id) => Action::OpenMark(id),
            ReaderEvent::Need(bytes) => Action::Need(bytes),
            ReaderEvent::Edge { end, byte } => Action::Edge { end, byte },
            ReaderEvent::OtherEdge => Action::Command(Command::Edges),
            ReaderEvent::KeepEdges => Action::KeepEdges,
            ReaderEvent::LeaveEdges => Action::LeaveEdges,
            ReaderEvent::Unfold => Action::WholePage(true),
            ReaderEvent::Moved { byte, .. } => Action::Moved(byte),
            ReaderEvent::Drop { byte } => {
                let Some(tag) = tags::let_go(ui.ctx()).filter(|_| app.is_enabled(Command::Tag)) else { continue };
                // What is selected is tagged as it is selected, any other sentence whole.
                if !reading.target().is_some_and(|target| target.range().contains(&byte)) {
                    scene.wanted.push(Action::Place(byte));
                }
                Action::Tag(tag)
            }
        };
        scene.wanted.push(action);
    }
}

/// Lines that leave at the top fade under the header instead of being cut.
fn fade(ui: &Ui, reader: Rect, palette: &Palette) {
    let band = Rect::from_min_size(reader.min, vec2(reader.width(), 16.0));
    let mut mesh = Mesh::default();
    let (whole, gone) = (palette.paper, palette.paper.gamma_multiply(0.0));
    mesh.colored_vertex(band.left_top(), whole);
    mesh.colored_vertex(band.right_top(), whole);
    mesh.colored_vertex(band.left_bottom(), gone);
    mesh.colored_vertex(band.right_bottom(), gone);
    mesh.add_triangle(0, 1, 2);
    mesh.add_triangle(1, 2, 3);
    ui.painter().add(mesh);
}

fn p_dark(scene: &Scene<'_>) -> bool {
    scene.palette.dark
}

fn nothing_open(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    Frame::new().inner_margin(Margin::symmetric(62, 40)).show(ui, |ui| {
        if scene.app.importing.is_some() {
            empty(ui, &p, say::IMPORTING, say::IMPORTING_WHERE);
            return;
        }
        empty(ui, &p, say::NO_DOCUMENT, say::NO_DOCUMENT_HINT);
        ui.add_space(10.0);
        if button(ui, &p, say::IMPORT).clicked() {
            scene.wanted.push(Action::Command(Command::Import));
        }
    });
}
