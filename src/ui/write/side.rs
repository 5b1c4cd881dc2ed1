//! What the block in hand rests on, and the endnotes.

use super::{called, sentence};
use crate::app::Stands;
use crate::app::brief_view::{BlockRow, BriefView, How, Note, Support, document_of, passage_of};
use crate::app::view::trust;
use crate::app::{Action, Command, Hand, List, Write};
use crate::domain::Words;
use crate::domain::brief::{Block, BlockKind};
use crate::domain::document::Document;
use crate::say::write as say;
use crate::say::{labels, shared};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{measure, semi_bold, size};
use crate::ui::widgets::{button, field, note, quiet_button, section};
use egui::{Align2, Frame, Margin, Panel, Rect, RichText, Role, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of an endnote.
const NOTE: f32 = 41.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView) {
    let p = scene.palette;
    if view.blocks.is_empty() {
        section(ui, &p, say::THIS_BLOCK);
        note(ui, &p, say::SHOWN_HERE);
        return;
    }
    let row = scene.app.block.and_then(|id| view.blocks.iter().find(|row| row.id == id));
    let caret = scene.app.text_in_hand().map(|(_, at)| at);
    let hot = row.zip(caret).and_then(|(row, at)| Some((row, row.sentence_at(at)?)));
    let here = hot.map(|(row, sentence)| (row.id, sentence.written.start));
    Panel::bottom("brief export").frame(Frame::new()).resizable(false).show_separator_line(false).show(ui, |ui| {
        ui.add_space(10.0);
        let mut to_mend = sentence::to_mend(view, here);
        if let Some((row, first)) = to_mend.next() {
            section(ui, &p, say::TO_MEND);
            sentence::mend(ui, scene, row, first, to_mend.count());
            ui.add_space(10.0);
        }
        let help = Command::Export.help();
        if button(ui, &p, Command::Export.name()).on_hover_text(help).clicked() {
            scene.wanted.push(Action::Command(Command::Export));
        }
    });
    section(ui, &p, if hot.is_some() { say::THIS_SENTENCE } else { say::THIS_BLOCK });
    match (hot, row) {
        (Some((row, sentence)), _) => sentence::card(ui, scene, view, row, sentence),
        (None, Some(row)) => card(ui, scene, row),
        (None, None) => {
            note(ui, &p, say::CLICK_A_BLOCK);
        }
    }
    ui.add_space(14.0);
    if !view.notes.is_empty() {
        section(ui, &p, say::ENDNOTES);
        notes(ui, scene, &view.notes);
    }
}

pub(super) fn framed(ui: &mut Ui, scene: &Scene<'_>, alarming: bool, add: impl FnOnce(&mut Ui)) {
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
        let title = format!("{} · {}", shared::sentence(called(row.support)), row.kind.label());
        let color = if alarming { p.alarm } else { p.ink };
        ui.label(RichText::new(title).font(semi_bold(size::BODY)).color(color));
        if let Some(missing) = row.missing {
            note(ui, &p, missing);
        } else if row.support == Support::Ours {
            note(ui, &p, say::OURS_WHY);
        }
        let passage = passage_of(model, block);
        if block.kind == BlockKind::Quotation {
            left_out(ui, scene, row, block, &mut wanted);
        } else if let Some(anchor) = passage.and_then(|id| model.anchor(id)) {
            scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(6).filling());
        }
        if let Some(document) = document_of(model, block) {
            rests_on(ui, scene, block, document);
        }
        ui.horizontal(|ui| {
            if let Some(passage) = passage {
                if button(ui, &p, say::OPEN_IN_READ).clicked() {
                    wanted.push(Action::OpenPassage(passage));
                }
            } else if let Some(document) = block.document
                && button(ui, &p, say::OPEN_IN_READ).clicked()
            {
                wanted.push(Action::OpenDocument(document));
            }
            // The same words in another place of the page.
            let other = match block.kind {
                BlockKind::Quotation => Some((BlockKind::PullQuote, say::AS_PULL_QUOTE)),
                BlockKind::PullQuote => Some((BlockKind::Quotation, say::AS_QUOTATION)),
                BlockKind::Text => Some((BlockKind::Headline, say::AS_HEADLINE)),
                BlockKind::Headline => Some((BlockKind::Text, say::AS_TEXT)),
                _ => None,
            };
            if let Some((kind, name)) = other
                && app.can_write()
                && button(ui, &p, name).clicked()
            {
                wanted.push(Action::Write(Write::Kind(row.id, kind)));
            }
            if let Some(claim) = block.claim.filter(|id| model.claims.contains_key(id))
                && button(ui, &p, say::OPEN_IN_WEIGH).clicked()
            {
                wanted.push(Action::Hand(Hand::Claim(claim)));
                wanted.push(Action::List(List::Claims));
            }
        });
    });
    scene.wanted.append(&mut wanted);
}

/// What of a quotation is left out, and how words are.
fn left_out(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow, block: &Block, wanted: &mut Vec<Action>) {
    let p = scene.palette;
    let spans = block.struck.iter().flat_map(|struck| struck.spans().iter().copied());
    let hidden: Vec<_> = row.hidden.iter().zip(spans).collect();
    if hidden.is_empty() && scene.app.can_write() {
        note(ui, &p, say::ELIDE_HINT);
    }
    for (words, span) in hidden {
        field(ui, &p, say::HIDDEN, |ui| {
            let style = LabelStyle { size: 12.5, ..LabelStyle::quote() };
            scene.engine.label(ui, words, style.lines(3));
            if scene.app.can_write() && quiet_button(ui, &p, say::PUT_BACK).clicked() {
                wanted.push(Action::Write(Write::PutBack(row.id, span)));
            }
        });
    }
    if let Some((_, span)) = scene.app.writing.chosen.filter(|(id, _)| *id == row.id)
        && scene.app.can_write()
        && button(ui, &p, say::LEAVE_OUT).clicked()
    {
        wanted.push(Action::Write(Write::Strike(row.id, span)));
    }
}

/// How the brief's words stand to those an endnote leads to.
pub(super) fn how(note: &Note) -> Option<String> {
    let how = match &note.how {
        How::Told => None,
        How::Verbatim => Some(say::VERBATIM.to_owned()),
        How::Shortened => Some(say::SHORTENED.to_owned()),
        How::Differs => Some(say::DIFFERS.to_owned()),
        How::Elided(hidden) => {
            let hidden: Vec<String> = hidden.iter().map(TextEngine::accessible_name).collect();
            Some(say::elided(&hidden.iter().map(String::as_str).collect::<Vec<_>>()))
        }
    };
    let indirect = note.indirect.then(|| say::INDIRECT.to_owned());
    how.into_iter().chain(indirect).reduce(|a, b| format!("{a} · {b}"))
}

/// Where a passage stands: its pages and its paragraph.
pub(super) fn stands(at: &Stands) -> String {
    TextEngine::accessible_name(&shared::stands(at.pages.as_ref(), say::paragraph(at.paragraph)))
}

/// Words of ours and a heading, side by side.
pub(super) fn beside(ours: &str, heading: &Words) -> Words {
    let heading = TextEngine::accessible_name(heading);
    Words::new(if ours.is_empty() { heading } else { format!("{ours} · {heading}") })
}

fn rests_on(ui: &mut Ui, scene: &Scene<'_>, block: &Block, document: &Document) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    field(ui, &p, labels::WHERE, |ui| {
        scene.engine.label(ui, document.heading(), LabelStyle { size: 12.5, ..LabelStyle::body() }.lines(2));
    });
    field(ui, &p, labels::SOURCE, |ui| {
        let grade = document.outlet.and_then(|id| model.reliability(id));
        let text = match grade {
            Some(grade) => format!("{} · {}", grade.as_str(), grade.label()),
            None => shared::F_NOT_GRADED.to_owned(),
        };
        ui.label(RichText::new(text).size(12.5).color(p.ink));
    });
    if block.kind == BlockKind::Claim
        && let Some(claim) = block.claim.and_then(|id| model.claims.get(&id))
    {
        field(ui, &p, labels::TRUST, |ui| ui.label(RichText::new(trust(model, claim)).size(12.5).color(p.ink)));
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
            ui.spacing_mut().scroll.bar_outer_margin = -10.0;
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
    let leads = one.passage.is_some() || one.document.is_some();
    let sense = if leads { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), NOTE), sense);
    let at = one.passage.and_then(|id| scene.app.passage_stands(id).ok().flatten()).map(|at| stands(&at));
    let about: Vec<String> = at.into_iter().chain(how(one)).collect();
    let place = beside(&about.join(" · "), &one.place);
    let [words, spoken] = [&one.words, &place].map(TextEngine::accessible_name);
    let name = say::endnote(one.number, &words, &spoken);
    let role = if leads { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &name));
    let wrong = one.missing || one.how == How::Differs;
    let color = if wrong { p.alarm } else { p.ink };
    let middle = rect.top() + 12.0;
    let at = pos2(rect.left(), middle);
    let number = ui.painter().text(at, Align2::LEFT_CENTER, one.number, semi_bold(12.5), color);
    let left = rect.left() + (number.width() + 7.0).max(18.0);
    let words = Rect::from_min_max(pos2(left, middle - 10.0), pos2(rect.right(), middle + 10.0));
    let small = LabelStyle::small().one_line().color(p.soft);
    scene.engine.put(ui, &place, &small, words.translate(vec2(0.0, 17.0)));
    let color = if response.hovered() && leads { p.accent } else { color };
    let style = LabelStyle { size: 12.5, ..LabelStyle::body() }.one_line().color(color);
    scene.engine.put(ui, &one.words, &style, words);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, p.accent), egui::StrokeKind::Inside);
    }
    if response.clicked() {
        let passage = one.passage.map(Action::OpenPassage);
        scene.wanted.extend(passage.or(one.document.map(Action::OpenDocument)));
    }
}
