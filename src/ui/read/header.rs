//! The header over the open document: its title, and chips for what is known and what is missing.

use super::source::quiet;
use crate::app::remarking::RemarkKind;
use crate::app::view::{outlet_words, source_letter};
use crate::app::{Action, Command, Hand};
use crate::domain::Id;
use crate::domain::document::{Document, Triage};
use crate::say::documents as say;
use crate::say::{cards, reader, shared};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, focus_on};
use crate::ui::widgets::{Chip, chip, words_chip};
use egui::{Align, Layout, Response, RichText, Ui};

/// Width of the column of text; the header stands over it.
const COLUMN: f32 = 610.0;

/// Where the column of text begins in the room there is, and how wide it is, in points.
pub(super) fn column(ui: &Ui, scene: &Scene<'_>) -> (f32, f32) {
    let room = ui.available_width();
    let reading = scene.app.reading.as_ref();
    let sheet = reading.and_then(|r| Some(crate::ui::text::is_sheet(r.layer(), r.paragraphs.as_ref()?)));
    let measure = if sheet == Some(true) { f32::MAX } else { COLUMN };
    let column = (measure * scene.app.zoom).min(room - 154.0).max(120.0);
    // The reader centres its column between its margins in the same way.
    (((room - column) / 2.0).clamp(62.0, (room - 92.0 - column).max(62.0)), column)
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    let (left, column) = column(ui, scene);
    let room = ui.available_rect_before_wrap();
    let inner = egui::Rect::from_min_size(room.min + egui::vec2(left, 22.0), egui::vec2(column, room.height()));
    let shown = ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        let title = scene.engine.label(ui, document.heading(), LabelStyle::title().lines(2).filling().clickable());
        if title.clicked() {
            scene.wanted.push(Action::Hand(Hand::Document));
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 7.0;
            let mut look_at = false;
            look_at |= match outlet_words(model, document) {
                Some(outlet) => words_chip(ui, scene, outlet, Chip::Known).clicked(),
                None => missing(ui, scene, shared::NO_OUTLET, (document.id, "outlet")),
            };
            look_at |= match &document.published {
                Some(date) => proposed(chip(ui, &p, &date.shown(), look(document, "published")), document, "published"),
                None => missing(ui, scene, shared::NO_DATE, (document.id, "published")),
            };
            if let Some(language) = &document.language {
                let chip = words_chip(ui, scene, language, look(document, "language"));
                look_at |= proposed(chip, document, "language");
            }
            if let Some(revision) = document.revision.and_then(|r| model.revisions.get(&r))
                && revision.decided_by == crate::domain::document::DecidedBy::Detected
            {
                look_at |=
                    words_chip(ui, scene, &revision.encoding, Chip::Known).on_hover_text(say::DETECTED).clicked();
            }
            if look_at {
                scene.wanted.push(Action::Hand(Hand::Document));
            }
            let source = shared::source(source_letter(model, document));
            if chip(ui, &p, &source, Chip::Known).on_hover_text(Command::GradeSource.help()).clicked() {
                scene.wanted.push(Action::Command(Command::GradeSource));
            }
            article(ui, scene);
            if matches!(document.triage, Triage::Parked | Triage::Dropped) {
                let clicked = match &document.triage_reason {
                    Some(reason) => words_chip(ui, scene, reason, Chip::Known).clicked(),
                    None => chip(ui, &p, say::NO_REASON, Chip::Missing).clicked(),
                };
                if clicked {
                    scene.wanted.push(Action::Command(Command::Reason));
                }
            }
            let at = scene.app.reading.as_ref().and_then(|r| r.paragraph(r.cursor?.start()));
            if let Some((n, of)) = at {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    ui.label(RichText::new(say::paragraph_of(n, of)).size(11.5).color(p.soft));
                });
            }
        });
        // On a line of their own: the one above is full with what is known.
        if !scene.app.remarking.on().is_empty() {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 7.0;
                quiet_marks(ui, scene);
            });
        }
    });
    ui.advance_cursor_after_rect(shown.response.rect.expand2(egui::vec2(0.0, 2.0)));
}

/// A chip for what is not known: a click puts the caret where it is typed, so that what is typed next is no command.
fn missing(ui: &mut Ui, scene: &Scene<'_>, text: &str, field: (Id, &'static str)) -> bool {
    let clicked = chip(ui, &scene.palette, text, Chip::Missing).clicked();
    if clicked && scene.app.can_write() {
        focus_on(ui.ctx(), field);
    }
    clicked
}

/// What only the file says is not settled.
fn look(document: &Document, field: &str) -> Chip {
    if document.is_proposed(field) { Chip::Missing } else { Chip::Known }
}

/// Says so, and whether the chip was clicked.
fn proposed(chip: Response, document: &Document, field: &str) -> bool {
    if document.is_proposed(field) { chip.on_hover_text(cards::AS_FILE_SAYS).clicked() } else { chip.clicked() }
}

/// The sorts of quiet marks that are on, each with its line; a click turns it off.
fn quiet_marks(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    for kind in scene.app.remarking.on() {
        let command = match kind {
            RemarkKind::Hedge => Command::MarkHedges,
            RemarkKind::Said => Command::MarkSaid,
            RemarkKind::Unnamed => Command::MarkUnnamed,
            RemarkKind::Date => Command::MarkDates,
        };
        let response = chip(ui, &p, kind.label(), Chip::Known).on_hover_text(reader::MARKED_QUIETLY);
        let under = egui::pos2(response.rect.left() + 9.0, response.rect.bottom() - 4.5);
        let stroke = egui::Stroke::new(1.0, p.soft);
        quiet(*kind).line(ui.painter(), under, response.rect.width() - 18.0, stroke);
        if response.clicked() {
            scene.wanted.push(Action::Command(command));
        }
    }
}

/// Whether a web page is shown whole or its article alone, and that not all of a text is there.
fn article(ui: &mut Ui, scene: &mut Scene<'_>) {
    let (p, Some(reading)) = (scene.palette, &scene.app.reading) else { return };
    if reading.article().is_some() {
        let (text, help) = if reading.whole {
            (reader::WHOLE_PAGE, reader::WHOLE_PAGE_HELP)
        } else {
            (reader::ARTICLE_ALONE, reader::ARTICLE_ALONE_HELP)
        };
        if chip(ui, &p, text, Chip::Known).on_hover_text(help).clicked() {
            scene.wanted.push(Action::WholePage(!reading.whole));
        }
    }
    if reading.layer().is_some_and(|structure| structure.left_out().next().is_some())
        && chip(ui, &p, reader::NOT_ALL, Chip::Missing).on_hover_text(reader::NOT_ALL_HELP).clicked()
    {
        scene.wanted.push(Action::Hand(Hand::Document));
    }
}
