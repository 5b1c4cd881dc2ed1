//! What the cards share: their heading with the pin, words and references that can be followed, where a passage stands,
//! tags, where a thing is used, its history.

use crate::app::cards::{CardAction, Pinned};
use crate::app::model::{By, Model};
use crate::app::overlay::Overlay;
use crate::app::searching::{Wish, wanted};
use crate::app::view::outlet_words;
use crate::app::{Action, Command, Hand};
use crate::domain::passage::Anchor;
use crate::domain::tag::Tag;
use crate::domain::{Id, Table, Words};
use crate::say::cards as say;
use crate::say::search;
use crate::say::shared;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{Palette, size};
use crate::ui::widgets::{Chip, card, chip, field, note, quiet_button, section, swatch};
use egui::{
    Align, CollapsingHeader, CornerRadius, CursorIcon, Layout, Rect, Response, RichText, Role, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The label over a card, with the pin at its right.
pub(super) fn head(ui: &mut Ui, scene: &mut Scene<'_>, title: &str, of: Pinned) {
    let p = scene.palette;
    let pinned = scene.app.cards.pinned == Some(of);
    // As high as any label over a group.
    let high = std::mem::replace(&mut ui.spacing_mut().interact_size.y, 15.0);
    ui.horizontal(|ui| {
        section(ui, &p, title);
        // Over a card that is not of what is in hand a strip says more.
        if pinned && super::in_hand(scene) == of {
            note(ui, &p, say::PINNED);
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clicked = pin(ui, &p, pinned).clicked();
            if clicked && pinned {
                scene.wanted.push(Action::Card(CardAction::Unpin));
            } else if clicked {
                scene.wanted.push(Action::Command(Command::Pin));
            }
        });
    });
    ui.spacing_mut().interact_size.y = high;
    ui.add_space(3.0);
}

/// A pin, full when it holds something.
fn pin(ui: &mut Ui, p: &Palette, pinned: bool) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(18.0, 15.0), Sense::click());
    let name = if pinned { say::UNPIN } else { say::PIN };
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), pinned, name));
    let color = match (response.has_focus(), pinned, response.hovered()) {
        (true, ..) => p.accent,
        (_, true, _) | (_, _, true) => p.ink,
        _ => p.faint,
    };
    let head = Rect::from_center_size(rect.center() - vec2(0.0, 2.5), vec2(6.0, 6.0));
    if pinned {
        ui.painter().rect_filled(head, 3.0, color);
    } else {
        ui.painter().rect_stroke(head, 3.0, Stroke::new(1.2, color), StrokeKind::Inside);
    }
    let needle = [pos2(head.center().x, head.bottom()), pos2(head.center().x, head.bottom() + 6.0)];
    ui.painter().line_segment(needle, Stroke::new(1.2, color));
    response.on_hover_text(name)
}

/// The grade of a source in words; one that nobody graded counts as F.
pub(super) fn trust(model: &Model, source: Option<Id>) -> String {
    match source.and_then(|id| model.reliability(id)) {
        Some(grade) => shared::source_graded(grade.as_str(), grade.label()),
        None => shared::SOURCE_NOT_GRADED.to_owned(),
    }
}

/// A small sign of ours that can be clicked: a cross, an arrow, a plus.
pub(super) fn sign(ui: &mut Ui, p: &Palette, text: &str, name: &str) -> bool {
    let (rect, response) = ui.allocate_exact_size(vec2(16.0, 18.0), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
    let color = if response.hovered() || response.has_focus() { p.ink } else { p.faint };
    let font = egui::FontId::proportional(size::BODY);
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, text, font, color);
    if response.has_focus() {
        ui.painter().rect_stroke(rect, CornerRadius::same(4), Stroke::new(1.0, p.accent), StrokeKind::Inside);
    }
    response.on_hover_text(name).clicked()
}

/// Words that lead somewhere; true when they were clicked.
pub(super) fn follow(ui: &mut Ui, scene: &Scene<'_>, words: &Words, style: LabelStyle, to: &str) -> bool {
    let response = scene.engine.label(ui, words, style.clickable());
    underline(ui, &scene.palette, &response);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(to).clicked()
}

/// The same for words of ours.
pub(in crate::ui) fn follow_ours(ui: &mut Ui, p: &Palette, text: &str, to: &str) -> Response {
    let rich = RichText::new(text).size(size::BODY).color(p.ink);
    let response = ui.add(egui::Label::new(rich).selectable(false).sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), text));
    underline(ui, p, &response);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(to)
}

/// What can be followed shows it when it is pointed at.
pub(super) fn underline(ui: &Ui, p: &Palette, response: &Response) {
    if response.hovered() || response.has_focus() {
        let rect = response.rect;
        let color = if response.has_focus() { p.accent } else { p.faint };
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, color));
    }
}

/// The pages an anchor stands on and the number of the paragraph it begins in; asked for when that is not known.
pub(super) fn stands(scene: &mut Scene<'_>, anchor: &Anchor) -> Option<Words> {
    match scene.app.stands(anchor) {
        Ok(stands) => stands.map(|at| shared::stands(at.pages.as_ref(), say::paragraph(at.paragraph))),
        Err(ask) => {
            scene.wanted.push(Action::Card(ask));
            None
        }
    }
}

/// Where a passage stands: outlet or document, pages and paragraph.
pub(super) fn place(scene: &mut Scene<'_>, model: &Model, passage: Id) -> Option<Words> {
    let document = model.documents.get(&model.passages.get(&passage)?.document)?;
    let name = outlet_words(model, document).unwrap_or(document.heading());
    match model.place(passage).and_then(|anchor| stands(scene, anchor)) {
        Some(at) => Some(name.with(" ").joined(&at)),
        None => Some(name.clone()),
    }
}

/// The row that leads to a passage's place. `keep` goes back into the hand, `more` stands after the place.
pub(super) fn where_row(ui: &mut Ui, scene: &mut Scene<'_>, passage: Id, keep: Hand, more: &str) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let Some(place) = place(scene, model, passage) else { return };
    field(ui, &p, say::WHERE, |ui| {
        if follow(ui, scene, &place.with(more), LabelStyle::body().lines(3), say::SHOW_PLACE) {
            scene.wanted.push(Action::OpenPassage(passage));
            scene.wanted.push(Action::Hand(keep));
        }
    });
}

/// The row of tags, each with its color; a click takes one off.
pub(super) fn tags(ui: &mut Ui, scene: &mut Scene<'_>, table: Table, id: Id, tags: &[&Tag]) {
    let p = scene.palette;
    field(ui, &p, say::TAGS, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
            for tag in tags {
                let off = tag_chip(ui, scene, tag).on_hover_text(say::TAKE_TAG_OFF).clicked();
                if off && scene.app.can_write() {
                    scene.wanted.push(Action::Card(CardAction::Tag(table, id, tag.id)));
                }
                let row = scene.app.model().and_then(|m| m.set_by_rule(id, tag.id));
                if let Some(row) = row.filter(|_| table == Table::Passage) {
                    let response = chip(ui, &p, search::BY_RULE, Chip::Missing);
                    if scene.app.can_write() && response.on_hover_text(search::CONFIRM).clicked() {
                        scene.wanted.push(wanted(Wish::Confirm(vec![row])));
                    }
                }
            }
            if scene.app.can_write() {
                let text = format!("+ {}", say::ADD_TAG);
                if chip(ui, &p, &text, Chip::Missing).on_hover_text(say::ADD_TAG_HELP).clicked() {
                    let overlay = Overlay::PickTagFor { table, id, query: String::new(), at: 0 };
                    scene.wanted.push(Action::Overlay(overlay));
                }
            } else if tags.is_empty() {
                note(ui, &p, say::NONE);
            }
        });
    });
}

/// A tag as a chip: its color and its name, characters without a picture included.
fn tag_chip(ui: &mut Ui, scene: &Scene<'_>, tag: &Tag) -> Response {
    let p = scene.palette;
    let style = LabelStyle::small().one_line().color(p.ink).showing_all();
    let room = (ui.max_rect().width() - 34.0).clamp(40.0, 220.0);
    let wanted = scene.engine.sized(tag.name.words(), &style, room);
    let (rect, response) = ui.allocate_exact_size(vec2(wanted.x + 34.0, wanted.y + 4.0), Sense::click());
    let name = TextEngine::accessible_name(tag.name.words());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let edge = match (response.has_focus(), response.hovered()) {
        (true, _) => p.accent,
        (_, true) => p.faint,
        _ => p.rule,
    };
    ui.painter().rect(rect, CornerRadius::same(20), p.raise, Stroke::new(1.0, edge), StrokeKind::Inside);
    let square = Rect::from_center_size(pos2(rect.left() + 14.0, rect.center().y), vec2(10.0, 10.0));
    swatch(ui, square, p.adjusted(tag.color.0));
    let area = Rect::from_min_max(pos2(rect.left() + 24.0, rect.top()), pos2(rect.right() - 10.0, rect.bottom()));
    scene.engine.put(ui, tag.name.words(), &style, area);
    response
}

/// The judgements that rest on a thing, and the blocks of briefs that use it.
pub(super) fn used(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let carried: Vec<Id> =
        model.ids(By::RestedOn, id).filter_map(|row| Some(model.judgement_claims.get(&row)?.judgement)).collect();
    // What a judgement in a brief rests on is used there too. A mark inside a block's words counts as the block.
    let mut blocks: Vec<Id> = [id]
        .iter()
        .chain(&carried)
        .flat_map(|id| model.ids(By::Used, *id))
        .map(|row| model.cites.get(&row).map_or(row, |cite| cite.block))
        .filter(|block| model.blocks.contains_key(block))
        .collect();
    blocks.sort();
    blocks.dedup();
    field(ui, &p, say::USED, |ui| {
        for judgement in carried.iter().filter_map(|id| model.judgements.get(id)) {
            let words = Words::new(say::JUDGEMENT).with(": ").joined(&judgement.words);
            if follow(ui, scene, &words, LabelStyle::body().lines(2), say::SHOW_JUDGEMENT) {
                scene.wanted.push(Action::Hand(Hand::Judgement(judgement.id)));
            }
        }
        if blocks.is_empty() {
            note(ui, &p, say::NOT_USED);
        }
        for block in blocks.iter().take(6).filter_map(|id| model.blocks.get(id)) {
            let Some(brief) = model.briefs.get(&block.brief) else { continue };
            let place = model.blocks_of(brief.id).iter().position(|b| b.id == block.id).map_or(0, |at| at + 1);
            let words = brief.title.brief(40).with(&format!(", {}", say::block(place)));
            if follow(ui, scene, &words, LabelStyle::body().lines(2), say::SHOW_BRIEF) {
                scene.wanted.push(Action::Command(Command::Write));
                scene.wanted.push(Action::Block(Some(block.id)));
            }
        }
        if blocks.len() > 6 {
            note(ui, &p, &shared::and_more(blocks.len() - 6));
        }
    });
}

/// Something that leads somewhere, and at its right a cross that takes it away.
pub(super) fn removable(ui: &mut Ui, p: &Palette, name: Option<&str>, add: impl FnOnce(&mut Ui)) -> bool {
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = (ui.available_width() - 22.0).max(20.0);
        ui.vertical(|ui| {
            ui.set_max_width(room);
            add(ui);
        });
        name.is_some_and(|name| sign(ui, p, "×", name))
    })
    .inner
}

/// What is folded away under a card.
pub(super) fn more<R>(ui: &mut Ui, p: &Palette, text: &str, id: Id, add: impl FnOnce(&mut Ui) -> R) {
    let text = RichText::new(text).size(12.5).color(p.soft);
    ui.add_space(6.0);
    CollapsingHeader::new(text).id_salt(("more", id.to_bytes())).show_unindented(ui, |ui| {
        card(ui, p, |ui| {
            ui.spacing_mut().item_spacing.y = 7.0;
            add(ui)
        })
    });
}

/// The steps that touched a thing, latest first.
pub(super) fn past(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    if !scene.app.knows_past_of(id) {
        scene.wanted.push(Action::Card(CardAction::Past(id)));
    }
    section(ui, &p, say::HISTORY);
    let lines = &scene.app.cards.past.lines;
    if lines.is_empty() {
        note(ui, &p, say::FETCHING);
    }
    for line in lines.iter().rev().take(20) {
        let at = jiff::Timestamp::from_millisecond(line.at_ms)
            .map(|t| t.to_zoned(jiff::tz::TimeZone::system()).strftime("%d %b %H:%M").to_string());
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            ui.add_sized(
                vec2(78.0, 16.0),
                egui::Label::new(RichText::new(at.unwrap_or_default()).size(size::SMALL).color(p.soft))
                    .halign(Align::LEFT),
            );
            ui.vertical(|ui| {
                scene.engine.label(ui, &line.label, LabelStyle::small().lines(3));
                scene.engine.label(ui, &line.author, LabelStyle::small().one_line().color(p.soft));
            });
        });
    }
}

/// A thing at the end of a list that can be taken away.
pub(super) fn remove(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, table: Table, id: Id) {
    if scene.app.can_write() && sign(ui, &scene.palette, "×", name) {
        scene.wanted.push(Action::Delete(table, id));
    }
}

/// A quiet button at the end of a card that deletes what it shows.
pub(super) fn delete(ui: &mut Ui, scene: &mut Scene<'_>, name: &str, table: Table, id: Id) {
    if scene.app.can_write() && quiet_button(ui, &scene.palette, name).clicked() {
        scene.wanted.push(Action::Delete(table, id));
    }
}
