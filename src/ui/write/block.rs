//! One block of the brief, as it will be read; our own words are written where they stand, and words of a quotation are
//! left out where they stand.

use super::{called, means, sign};
use crate::app::brief_view::{BlockRow, SentenceRow, Support};
use crate::app::{Action, Write};
use crate::domain::brief::BlockKind;
use crate::domain::{Id, Words};
use crate::say::write as say;
use crate::text::{Face, Weight};
use crate::ui::Scene;
use crate::ui::text::{BlockMark, LabelStyle, PageBlock, PageKey, TextEngine, page_block};
use crate::ui::theme::{bold_serif, serif, size};
use egui::{
    CornerRadius, CursorIcon, Rect, RichText, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use std::ops::Range;

/// A headline, in points.
const HEADLINE: f32 = 24.5;
/// How far a quotation stands in.
const INDENT: f32 = 24.0;
/// Distance of a text's lines, as a multiple of its size.
const LEADING: f32 = 1.52;
/// The same of a headline.
const HEADLINE_LEADING: f32 = 1.32;

/// Draws it from the top of the place there is; what it takes is what the `ui` grew to. `taken` when it has just come
/// into the hand.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow, near: Near, taken: bool) {
    let p = scene.palette;
    let on = scene.app.block == Some(row.id);
    let own = matches!(row.kind, BlockKind::Headline | BlockKind::Text);
    let behind = ui.painter().add(Shape::Noop);
    ui.spacing_mut().item_spacing.y = 3.0;
    let top = ui.cursor().top();
    let edited = on && own && scene.app.can_write();
    let struck = on && row.kind == BlockKind::Quotation && scene.app.can_write() && row.words.is_some();
    let mut lines = Vec::new();
    let mut text = None;
    if edited {
        lines = write(ui, scene, row, near, taken);
    } else if struck {
        quotation_in_hand(ui, scene, row);
    } else if let (BlockKind::Text, Some(words)) = (row.kind, &row.words) {
        let drawn = scene.engine.drawn(ui, words, body(scene).filling());
        let shown: Vec<Range<usize>> = row.sentences.iter().map(|s| s.shown.clone()).collect();
        lines = drawn.lines(&shown);
        for wrong in row.sentences.iter().filter(|s| s.support == Support::Unsupported && !s.cites.is_empty()) {
            for rect in drawn.rects(wrong.shown.clone()) {
                ui.painter().hline(rect.x_range(), rect.bottom() - 2.0, Stroke::new(2.0, p.alarm));
            }
        }
        text = Some(drawn);
    } else {
        read(ui, scene, row);
    }
    if let Some(missing) = row.missing {
        let line = ui.label(RichText::new(missing).size(12.5).color(p.alarm));
        line.widget_info(|| WidgetInfo::labeled(Role::Label, true, missing));
    }
    let rect = Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(ui.max_rect().right(), ui.min_rect().bottom()));
    if row.kind == BlockKind::Text {
        sentence_signs(ui, scene, row, &lines, rect.right());
    } else if row.kind != BlockKind::Headline {
        let at = pos2(rect.right() + 30.0, rect.top() + first_line(scene, row));
        named_sign(ui, scene, at, row.support, row.missing, &row.first, egui::Id::unique(("support of", row.id)));
    }
    if on {
        if !edited && !struck {
            ui.painter().set(behind, Shape::rect_filled(rect.expand2(vec2(7.0, 3.0)), CornerRadius::same(4), p.wash));
        }
        let bar = Rect::from_min_max(
            pos2(rect.left() - 20.0, rect.top() + 2.0),
            pos2(rect.left() - 17.0, rect.bottom() - 2.0),
        );
        ui.painter().rect_filled(bar, 2.0, p.accent);
    }
    if edited || struck {
        return;
    }
    let response = ui.interact(rect, egui::Id::unique(("take block", row.id)), Sense::click());
    let name = TextEngine::accessible_name(&row.name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, &name));
    if response.has_focus() {
        let edge = Stroke::new(1.5, p.accent);
        ui.painter().rect_stroke(rect.expand2(vec2(7.0, 3.0)), 4.0, edge, egui::StrokeKind::Inside);
    }
    let response = if own { response.on_hover_cursor(CursorIcon::Text) } else { response };
    let response = match row.hidden.as_slice() {
        [] => response,
        hidden => response.on_hover_text(say::elided(&named(hidden).iter().map(String::as_str).collect::<Vec<_>>())),
    };
    if response.clicked() {
        let at = text.zip(response.interact_pointer_pos()).map(|(drawn, at)| row.written(drawn.byte_at(at)));
        scene.wanted.push(match at {
            Some(byte) => Action::Write(Write::TakeAt(row.id, byte)),
            None => Action::Block(Some(row.id)),
        });
    }
}

/// The blocks before and after one.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Near {
    /// The one before.
    pub above: Option<Id>,
    /// The one after.
    pub below: Option<Id>,
}

/// Names for what is only spoken or shown on hover.
fn named(words: &[Words]) -> Vec<String> {
    words.iter().map(TextEngine::accessible_name).collect()
}

fn body(scene: &Scene<'_>) -> LabelStyle {
    let size = size::READING * scene.app.zoom;
    LabelStyle { face: Face::Serif, size, line_height: LEADING, ..LabelStyle::body() }
}

/// How far under its top a block's sign stands: beside its first line.
fn first_line(scene: &Scene<'_>, row: &BlockRow) -> f32 {
    match row.kind {
        BlockKind::Claim => 10.0,
        _ => 13.0 * scene.app.zoom,
    }
}

/// A sign for each sentence beside the line it begins on; sentences that begin on one line stand side by side.
fn sentence_signs(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow, lines: &[f32], right: f32) {
    let mut last: Option<(f32, u8)> = None;
    for (i, (sentence, y)) in row.sentences.iter().zip(lines).enumerate() {
        let column = match last {
            Some((before, column)) if (before - y).abs() < 8.0 => column + 1,
            _ => 0,
        };
        last = Some((*y, column));
        let at = pos2(right + 30.0 + 15.0 * f32::from(column), *y);
        let id = egui::Id::unique(("support of", row.id, i));
        if named_sign(ui, scene, at, sentence.support, sentence.missing, &sentence.first, id) {
            scene.wanted.push(Action::Write(Write::TakeAt(row.id, sentence_end(sentence))));
        }
    }
}

/// A place in a sentence that is no other sentence's.
fn sentence_end(sentence: &SentenceRow) -> usize {
    sentence.written.end.saturating_sub(1).max(sentence.written.start)
}

/// The sign as a thing of its own, which says what it means when it is pointed at. True when it was clicked.
fn named_sign(
    ui: &mut Ui,
    scene: &Scene<'_>,
    at: egui::Pos2,
    support: Support,
    missing: Option<&'static str>,
    first: &Words,
    id: egui::Id,
) -> bool {
    let rect = Rect::from_center_size(at, vec2(15.0, 18.0));
    let response = ui.interact(rect, id, Sense::click());
    let name = format!("{}: {}", called(support), TextEngine::accessible_name(first));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().circle_filled(at, 9.0, scene.palette.wash);
    }
    sign(ui, &scene.palette, at, support);
    let clicked = response.clicked();
    response.on_hover_text(missing.unwrap_or(means(support)));
    clicked
}

/// The block as it is written; gives the lines its sentences begin on.
fn write(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow, near: Near, taken: bool) -> Vec<f32> {
    let app = scene.app;
    let headline = row.kind == BlockKind::Headline;
    let points = if headline { HEADLINE } else { size::READING } * app.zoom;
    let caret = app.writing.caret.filter(|(id, _)| *id == row.id).map(|(_, at)| at);
    let hint = app.writing.guides.get(&row.id).cloned().unwrap_or_else(|| hint(row.kind).into());
    let sentences: Vec<Range<usize>> = row.sentences.iter().map(|s| s.written.clone()).collect();
    let hot = caret.and_then(|at| row.sentence_at(at)).and_then(|s| sentences.iter().position(|r| *r == s.written));
    let marks: Vec<BlockMark> = row
        .raised
        .iter()
        .map(|(written, shown)| BlockMark { bytes: written.clone(), noted: !shown.is_empty() })
        .collect();
    let block = PageBlock {
        id: row.id,
        name: if headline { say::HEADLINE } else { say::TEXT },
        hint: &hint,
        font: if headline { bold_serif(points) } else { serif(points) },
        leading: points * if headline { HEADLINE_LEADING } else { LEADING },
        caret: caret.map(|at| (at, app.writing.caret_asked)),
        focus: app.writing.caret_focus,
        marks: &marks,
        sentences: &sentences,
        hot,
        taken,
        half: app.is_half_typed(row.id),
    };
    let out = page_block(ui, &block, &app.field_words(row.id));
    let mut want = |what| scene.wanted.push(Action::Write(what));
    match (out.typed, out.caret) {
        (Some(text), at) => want(Write::Typed(row.id, text, at.unwrap_or_default())),
        (None, Some(at)) if caret != Some(at) => want(Write::Caret(row.id, at)),
        _ => {}
    }
    match out.key {
        Some(PageKey::Split(at)) => want(Write::Split(row.id, at)),
        Some(PageKey::Join) => want(Write::Join(row.id)),
        Some(PageKey::Above) => near.above.into_iter().for_each(|id| want(Write::TakeAt(id, usize::MAX))),
        Some(PageKey::Below) => near.below.into_iter().for_each(|id| want(Write::TakeAt(id, 0))),
        None if out.left => want(Write::Leave),
        None => {}
    }
    out.lines
}

fn hint(kind: BlockKind) -> &'static str {
    if kind == BlockKind::Headline { say::HINT_HEADLINE } else { say::HINT_TEXT }
}

fn read(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow) {
    let p = scene.palette;
    let zoom = scene.app.zoom;
    let body = body(scene);
    let label = |ui: &mut Ui, words: &Words, style: LabelStyle| {
        scene.engine.label(ui, words, style.filling());
    };
    let headline = LabelStyle { size: HEADLINE * zoom, line_height: HEADLINE_LEADING, weight: Weight::Bold, ..body };
    let Some(words) = &row.words else {
        if row.missing.is_none() {
            let style = if row.kind == BlockKind::Headline { headline } else { body };
            let guide = scene.app.writing.guides.get(&row.id).cloned();
            label(ui, &guide.unwrap_or_else(|| hint(row.kind).into()), style.italic().color(p.soft));
        }
        return;
    };
    match row.kind {
        BlockKind::Headline => label(ui, words, headline),
        BlockKind::PullQuote => label(ui, words, body.italic().color(p.soft)),
        BlockKind::Text => label(ui, words, body),
        BlockKind::Quotation => set_in(ui, scene, |ui| {
            label(ui, words, LabelStyle { size: body.size - 1.0, ..body });
            about(ui, scene, row);
        }),
        BlockKind::Claim => {
            said_by(ui, scene, row);
            label(ui, words, body);
        }
        BlockKind::Citation => {
            label(ui, words, LabelStyle { size: 15.0 * zoom, ..body }.color(p.soft));
        }
        BlockKind::Judgement => {
            label(ui, words, body);
            if let Some(about) = &row.about {
                label(ui, about, LabelStyle::small().color(p.soft));
            }
        }
    }
}

/// The document of a quotation, under it.
fn about(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow) {
    if let Some(about) = &row.about {
        scene.engine.label(ui, about, LabelStyle::small().one_line().color(scene.palette.soft).filling());
    }
}

/// A block quotation is set in, with a thin rule before it.
fn set_in(ui: &mut Ui, scene: &Scene<'_>, add: impl FnOnce(&mut Ui)) {
    let p = scene.palette;
    let room = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(room.min + vec2(INDENT, 0.0), room.max);
    let shown = ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        add(ui);
    });
    let rect = shown.response.rect;
    let x = room.left() + 8.0;
    ui.painter().vline(x, (rect.top() + 3.0)..=(rect.bottom() - 2.0), Stroke::new(2.0, p.rule));
}

/// All words of a quotation, to choose some that are left out.
fn quotation_in_hand(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow) {
    let app = scene.app;
    let Some(block) = app.model().and_then(|m| m.blocks.get(&row.id)) else { return };
    let quote = block.passage.and_then(|id| app.model()?.anchor(id)).map(|anchor| &anchor.quote);
    let Some(quote) = quote else { return };
    let chosen = app.writing.chosen.filter(|(id, _)| *id == row.id).map(|(_, span)| span);
    let style = LabelStyle { size: body(scene).size - 1.0, ..body(scene) }.filling();
    let id = egui::Id::unique(("words of a quotation", row.id));
    let mut out = None;
    set_in(ui, scene, |ui| {
        out = Some(scene.engine.quotation(ui, id, quote, block.struck.as_ref(), chosen, style));
        about(ui, scene, row);
    });
    let Some(out) = out else { return };
    let mut want = |what| scene.wanted.push(Action::Write(what));
    if let Some(chosen) = out.chosen {
        want(Write::Choose(chosen.map(|span| (row.id, span))));
    }
    if let Some(span) = out.strike {
        want(Write::Strike(row.id, span));
    }
    if let Some(span) = out.put_back {
        want(Write::PutBack(row.id, span));
    }
}

/// The line over a claim: who says it, when and how, and what they do with it.
fn said_by(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow) {
    let p = scene.palette;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.spacing_mut().interact_size.y = 18.0;
        if let Some(speaker) = &row.speaker {
            scene.engine.label(ui, speaker, LabelStyle::body().weight(Weight::SemiBold).one_line());
        }
        if let Some(stance) = row.stance {
            let color = if row.support == Support::Unsupported { p.soft } else { p.ink };
            // Drawn by the same engine as its neighbours, so that they stand on one line.
            scene.engine.label(ui, &stance.label().into(), LabelStyle::body().one_line().color(color));
        }
        if let Some(about) = &row.about {
            scene.engine.label(ui, about, LabelStyle::body().one_line().color(p.soft));
        }
    });
}
