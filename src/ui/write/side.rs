//! What the block in hand rests on, and the endnotes.

use super::called;
use crate::app::brief_view::{BlockRow, BriefView, Note, Support, document_of, passage_of};
use crate::app::view::trust;
use crate::app::{Action, Command, Hand, List};
use crate::domain::Table;
use crate::domain::brief::{Block, BlockKind};
use crate::domain::document::Document;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{button, field, note, section};
use egui::{Align2, Frame, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of an endnote.
const NOTE: f32 = 41.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView) {
    let p = scene.palette;
    if view.blocks.is_empty() {
        section(ui, &p, "This block");
        note(ui, &p, "What the block in hand rests on is shown here.");
        return;
    }
    Panel::bottom("brief export").frame(Frame::new()).resizable(false).show_separator_line(false).show(ui, |ui| {
        ui.add_space(10.0);
        let help = Command::Export.help();
        if button(ui, &p, Command::Export.name()).on_hover_text(help).clicked() {
            scene.wanted.push(Action::Command(Command::Export));
        }
    });
    section(ui, &p, "This block");
    let row = scene.app.block.and_then(|id| view.blocks.iter().find(|row| row.id == id));
    match row {
        Some(row) => card(ui, scene, row),
        None => {
            note(ui, &p, "Click a block to see what it rests on.");
        }
    }
    ui.add_space(14.0);
    if !view.notes.is_empty() {
        section(ui, &p, "Endnotes");
        notes(ui, scene, &view.notes);
    }
}

fn framed(ui: &mut Ui, scene: &Scene<'_>, alarming: bool, add: impl FnOnce(&mut Ui)) {
    let p = scene.palette;
    Frame::new()
        .fill(p.raise)
        .stroke(Stroke::new(1.0, if alarming { p.alarm } else { p.rule }))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(14, 12))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui);
        });
}

fn card(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow) {
    let p = scene.palette;
    let app = scene.app;
    let Some(model) = app.model() else { return };
    let Some(block) = model.blocks.get(&row.id) else { return };
    let mut wanted = Vec::new();
    let alarming = row.support == Support::Unsupported;
    framed(ui, scene, alarming, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        let called = called(row.support);
        let (first, rest) = called.split_at(1);
        let title = format!("{}{rest} · {}", first.to_uppercase(), row.kind.label());
        let color = if alarming { p.alarm } else { p.ink };
        ui.label(RichText::new(title).font(semi_bold(size::BODY)).color(color));
        if let Some(missing) = row.missing {
            note(ui, &p, missing);
        } else if row.support == Support::Ours {
            note(ui, &p, "Our own words. They need no passage, and are never given as another’s.");
        }
        let passage = passage_of(model, block);
        if let Some(anchor) = passage.and_then(|id| model.anchor(id)) {
            scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(6).filling());
        }
        if let Some(document) = document_of(model, block) {
            rests_on(ui, scene, block, document);
        }
        if passage.is_none() && block.document.is_none() && block.claim.is_none() {
            return;
        }
        ui.horizontal(|ui| {
            if let Some(passage) = passage {
                if button(ui, &p, "Open in Read").clicked() {
                    wanted.push(Action::OpenPassage(passage));
                }
            } else if let Some(document) = block.document
                && button(ui, &p, "Open in Read").clicked()
            {
                wanted.push(Action::OpenDocument(document));
            }
            // A quotation and a pull quote are the same words of the same passage, in another place of the page.
            let other = match block.kind {
                BlockKind::Quotation => Some((BlockKind::PullQuote, "As pull quote")),
                BlockKind::PullQuote => Some((BlockKind::Quotation, "As quotation")),
                _ => None,
            };
            if let Some((kind, name)) = other
                && app.can_write()
                && button(ui, &p, name).clicked()
            {
                let value = kind.as_str().into();
                wanted.push(Action::Set { table: Table::Block, id: row.id, field: "kind", value });
            }
            if let Some(claim) = block.claim.filter(|id| model.claims.contains_key(id))
                && button(ui, &p, "Open in Weigh").clicked()
            {
                wanted.push(Action::Hand(Hand::Claim(claim)));
                wanted.push(Action::List(List::Claims));
            }
        });
    });
    scene.wanted.append(&mut wanted);
}

fn rests_on(ui: &mut Ui, scene: &Scene<'_>, block: &Block, document: &Document) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    field(ui, &p, "Where", |ui| {
        scene.engine.label(ui, document.heading(), LabelStyle { size: 12.5, ..LabelStyle::body() }.lines(2));
    });
    field(ui, &p, "Source", |ui| {
        let grade = document.outlet.and_then(|id| model.reliability(id));
        let text = match grade {
            Some(grade) => format!("{} · {}", grade.as_str(), grade.label()),
            None => "F · not graded".to_owned(),
        };
        ui.label(RichText::new(text).size(12.5).color(p.ink));
    });
    if block.kind == BlockKind::Claim
        && let Some(claim) = block.claim.and_then(|id| model.claims.get(&id))
    {
        field(ui, &p, "Trust", |ui| ui.label(RichText::new(trust(model, claim)).size(12.5).color(p.ink)));
    }
}

fn notes(ui: &mut Ui, scene: &mut Scene<'_>, notes: &[Note]) {
    let p = scene.palette;
    Frame::new()
        .fill(p.raise)
        .stroke(Stroke::new(1.0, p.rule))
        .corner_radius(measure::CARD_RADIUS)
        .inner_margin(Margin::symmetric(14, 9))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 0.0;
            let area = ScrollArea::vertical().id_salt("endnotes").auto_shrink([false, true]);
            area.show_rows(ui, NOTE, notes.len(), |ui, range| {
                for one in notes.get(range).unwrap_or_default() {
                    endnote(ui, scene, one);
                }
            });
        });
}

fn endnote(ui: &mut Ui, scene: &mut Scene<'_>, one: &Note) {
    let p = scene.palette;
    let sense = if one.passage.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), NOTE), sense);
    let name = format!("endnote {}: {}", one.number, TextEngine::accessible_name(&one.words));
    let role = if one.passage.is_some() { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &name));
    let color = if one.passage.is_none() { p.alarm } else { p.ink };
    let middle = rect.top() + 12.0;
    let at = pos2(rect.left(), middle);
    let number = ui.painter().text(at, Align2::LEFT_CENTER, one.number, semi_bold(12.5), color);
    let left = rect.left() + (number.width() + 7.0).max(18.0);
    let words = Rect::from_min_max(pos2(left, middle - 10.0), pos2(rect.right(), middle + 10.0));
    let small = LabelStyle::small().one_line().color(p.soft);
    scene.engine.put(ui, &one.place, &small, words.translate(vec2(0.0, 17.0)));
    let color = if response.hovered() && one.passage.is_some() { p.accent } else { color };
    let style = LabelStyle { size: 12.5, ..LabelStyle::body() }.one_line().color(color);
    scene.engine.put(ui, &one.words, &style, words);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, p.accent), egui::StrokeKind::Inside);
    }
    if response.clicked()
        && let Some(passage) = one.passage
    {
        scene.wanted.push(Action::OpenPassage(passage));
    }
}
