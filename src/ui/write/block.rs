//! One block of the brief, as it will be read; our own words are edited where they stand.

use super::named_sign;
use crate::app::Action;
use crate::app::brief_view::{BlockRow, Support};
use crate::domain::brief::BlockKind;
use crate::domain::{Table, Words};
use crate::text::{Face, Weight};
use crate::ui::Scene;
use crate::ui::inspector::commit;
use crate::ui::text::{Bound, BoundStyle, LabelStyle, TextEngine, bound, draft_key};
use crate::ui::theme::{bold_serif, serif, size};
use egui::{CornerRadius, Rect, RichText, Role, Sense, Shape, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// A headline, in points.
const HEADLINE: f32 = 24.5;
/// How far a quotation stands in.
const INDENT: f32 = 24.0;

/// Draws it from the top of the place there is; what it takes is what the `ui` grew to.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow) {
    let p = scene.palette;
    let on = scene.app.block == Some(row.id);
    let own = matches!(row.kind, BlockKind::Headline | BlockKind::Text);
    let behind = ui.painter().add(Shape::Noop);
    ui.spacing_mut().item_spacing.y = 3.0;
    let top = ui.cursor().top();
    let edited = on && own && scene.app.can_write();
    if edited {
        edit(ui, scene, row);
    } else {
        read(ui, scene, row);
    }
    if let Some(missing) = row.missing {
        let line = ui.label(RichText::new(missing).size(12.5).color(p.alarm));
        line.widget_info(|| WidgetInfo::labeled(Role::Label, true, missing));
    }
    let rect = Rect::from_min_max(pos2(ui.max_rect().left(), top), pos2(ui.max_rect().right(), ui.min_rect().bottom()));
    let middle = first_line(scene, row);
    named_sign(ui, &p, pos2(rect.right() + 30.0, rect.top() + middle), row.support, row.id);
    if on {
        if !edited {
            ui.painter().set(behind, Shape::rect_filled(rect.expand2(vec2(7.0, 3.0)), CornerRadius::same(4), p.wash));
        }
        let bar = Rect::from_min_max(
            pos2(rect.left() - 20.0, rect.top() + 2.0),
            pos2(rect.left() - 17.0, rect.bottom() - 2.0),
        );
        ui.painter().rect_filled(bar, 2.0, p.accent);
    }
    if edited {
        return;
    }
    let response = ui.interact(rect, egui::Id::unique(("take block", row.id)), Sense::click());
    let name = TextEngine::accessible_name(&row.name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, &name));
    if response.has_focus() {
        let edge = Stroke::new(1.5, p.accent);
        ui.painter().rect_stroke(rect.expand2(vec2(7.0, 3.0)), 4.0, edge, egui::StrokeKind::Inside);
    }
    if response.clicked() {
        scene.wanted.push(Action::Block(Some(row.id)));
    }
}

/// How far under its top a block's sign stands: beside its first line.
fn first_line(scene: &Scene<'_>, row: &BlockRow) -> f32 {
    let zoom = scene.app.zoom;
    match row.kind {
        BlockKind::Headline => HEADLINE * 0.66 * zoom,
        BlockKind::Claim => 10.0,
        _ => 13.0 * zoom,
    }
}

fn edit(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow) {
    let Some(block) = scene.app.model().and_then(|m| m.blocks.get(&row.id)) else { return };
    let headline = row.kind == BlockKind::Headline;
    let zoom = scene.app.zoom;
    let style = BoundStyle {
        name: if headline { "Headline" } else { "Text" }.to_owned(),
        hint: hint(row.kind).to_owned(),
        one_line: false,
        font: if headline { bold_serif(HEADLINE * zoom) } else { serif(size::READING * zoom) },
    };
    let key = (row.id, "words");
    let id = egui::Id::unique(("field of the brief", row.id));
    let typed = ui.scope_builder(UiBuilder::new().scope_id(id), |ui| {
        let draft = scene.app.draft(&draft_key(key));
        bound(ui, &style, key, Bound { value: block.words.as_ref(), draft, settled: scene.app.is_idle() })
    });
    commit(scene, typed.inner, |value| {
        // A headline is one line, however it was typed.
        let value = match value.as_str() {
            Some(text) if headline => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            _ => value,
        };
        Action::Set { table: Table::Block, id: row.id, field: "words", value }
    });
}

fn hint(kind: BlockKind) -> &'static str {
    if kind == BlockKind::Headline { "Write the headline" } else { "Write in your own words" }
}

fn read(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow) {
    let p = scene.palette;
    let zoom = scene.app.zoom;
    let body = LabelStyle { face: Face::Serif, size: size::READING * zoom, line_height: 1.52, ..LabelStyle::body() };
    let label = |ui: &mut Ui, words: &Words, style: LabelStyle| {
        scene.engine.label(ui, words, style.filling());
    };
    let Some(words) = &row.words else {
        if row.missing.is_none() {
            let font =
                if row.kind == BlockKind::Headline { bold_serif(HEADLINE * zoom) } else { serif(size::READING * zoom) };
            ui.label(RichText::new(hint(row.kind)).font(font).color(p.soft));
        }
        return;
    };
    match row.kind {
        BlockKind::Headline => {
            let style = LabelStyle { size: HEADLINE * zoom, line_height: 1.32, weight: Weight::Bold, ..body };
            label(ui, words, style);
        }
        BlockKind::PullQuote => label(ui, words, body.italic().color(p.soft)),
        BlockKind::Text => label(ui, words, body),
        BlockKind::Quotation => quotation(ui, scene, row, words, body),
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

/// A block quotation: set in, with a thin rule before it, its document under it.
fn quotation(ui: &mut Ui, scene: &Scene<'_>, row: &BlockRow, words: &Words, body: LabelStyle) {
    let p = scene.palette;
    let room = ui.available_rect_before_wrap();
    let inner = Rect::from_min_max(room.min + vec2(INDENT, 0.0), room.max);
    let shown = ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        scene.engine.label(ui, words, LabelStyle { size: body.size - 1.0, ..body }.filling());
        if let Some(about) = &row.about {
            scene.engine.label(ui, about, LabelStyle::small().one_line().color(p.soft).filling());
        }
    });
    let rect = shown.response.rect;
    let x = room.left() + 8.0;
    ui.painter().vline(x, (rect.top() + 3.0)..=(rect.bottom() - 2.0), Stroke::new(2.0, p.rule));
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
