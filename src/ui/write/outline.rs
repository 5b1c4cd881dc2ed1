//! The outline: one row a block, and what can be done with blocks.

use crate::app::brief_view::{BlockRow, BriefView, Support};
use crate::app::{Action, Command, Write};
use crate::domain::Table;
use crate::domain::brief::BlockKind;
use crate::say::write as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, note, row, section};
use egui::{Align2, FontId, Frame, Panel, Rect, Role, ScrollArea, Ui, WidgetInfo, pos2, vec2};

/// Height of a row.
const ROW: f32 = 31.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView) {
    Panel::bottom("blocks").frame(Frame::new()).resizable(false).show_separator_line(false).show(ui, |ui| {
        ui.add_space(10.0);
        tools(ui, scene, view);
    });
    super::briefs::show(ui, scene);
    section(ui, &scene.palette, say::OUTLINE);
    if view.blocks.is_empty() {
        note(ui, &scene.palette, say::OUTLINE_EMPTY);
        return;
    }
    ui.spacing_mut().item_spacing.y = 2.0;
    let area = ScrollArea::vertical().id_salt("outline").auto_shrink([false, false]);
    area.show_rows(ui, ROW, view.blocks.len(), |ui, range| {
        for block in view.blocks.get(range).unwrap_or_default() {
            let response = outline_row(ui, scene, block);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            drag(ui, scene, view, block, &response);
            if response.clicked() {
                scene.wanted.push(Action::Block(Some(block.id)));
            }
        }
    });
}

/// A row that is dragged goes between two others; a line shows where.
fn drag(ui: &Ui, scene: &mut Scene<'_>, view: &BriefView, block: &BlockRow, row: &egui::Response) {
    let handle = ui.interact(row.rect, egui::Id::unique(("drag block", block.id)), egui::Sense::drag());
    let Some(at) = handle.interact_pointer_pos().filter(|_| scene.app.can_write()) else { return };
    if !(handle.dragged() || handle.drag_stopped()) {
        return;
    }
    let step = ROW + ui.spacing().item_spacing.y;
    let mine = view.blocks.iter().position(|b| b.id == block.id).unwrap_or(0);
    let rows = ((at.y - row.rect.top()) / step).round();
    // A list holds far fewer rows than an integer can count.
    let to = (mine as f32 + rows).clamp(0.0, view.blocks.len() as f32) as usize;
    let y = row.rect.top() + (to as f32 - mine as f32) * step - 1.0;
    let line = egui::Stroke::new(2.0, scene.palette.accent);
    ui.painter().with_clip_rect(ui.clip_rect().expand(2.0)).hline(row.rect.x_range(), y, line);
    ui.ctx().set_cursor_icon(egui::CursorIcon::Grabbing);
    if handle.drag_stopped() {
        scene.wanted.push(Action::Write(Write::Move(block.id, view.blocks.get(to).map(|b| b.id))));
    }
}

fn outline_row(ui: &mut Ui, scene: &Scene<'_>, block: &BlockRow) -> egui::Response {
    let p = scene.palette;
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    let on = scene.app.block == Some(block.id);
    let name = TextEngine::accessible_name(&block.name);
    row(ui, &p, ROW, on, &name, |ui, rect| {
        let middle = rect.center().y;
        kind_sign(ui, scene, block.kind, pos2(rect.left() + 5.0, middle));
        let alarming = block.support == Support::Unsupported;
        let right = if alarming { rect.right() - 16.0 } else { rect.right() };
        if alarming {
            super::sign(ui, &p, pos2(rect.right() - 5.0, middle), block.support);
        }
        let heading = block.kind == BlockKind::Headline;
        let weight = if heading { crate::text::Weight::Medium } else { crate::text::Weight::Regular };
        let color = if block.words.is_none() { p.soft } else { p.ink };
        let style = LabelStyle::body().one_line().weight(weight).color(color);
        let words = Rect::from_min_max(pos2(rect.left() + 20.0, rect.top()), pos2(right, rect.bottom()));
        scene.engine.put(ui, &block.first, &style, words);
    })
}

/// What a block is, as a sign: letters for our words, marks for quotations, the reader's bar for a claim.
fn kind_sign(ui: &Ui, scene: &Scene<'_>, kind: BlockKind, at: egui::Pos2) {
    let p = scene.palette;
    let text = |text: &str, font: FontId| {
        ui.painter().text(at, Align2::CENTER_CENTER, text, font, p.accent);
    };
    match kind {
        BlockKind::Headline => text("H", semi_bold(size::SMALL)),
        BlockKind::Text => text("¶", FontId::proportional(size::BODY)),
        BlockKind::PullQuote => text("“", semi_bold(size::BODY)),
        BlockKind::Quotation => text("“”", semi_bold(size::BODY)),
        BlockKind::Claim => {
            ui.painter().rect_filled(Rect::from_center_size(at, vec2(7.0, 12.0)), 2.0, p.accent);
        }
        BlockKind::Citation => text("i", semi_bold(size::BODY)),
        BlockKind::Judgement => super::sign(ui, &p, at, Support::Ours),
    }
}

fn tools(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
    ui.spacing_mut().button_padding = vec2(9.0, 4.0);
    section(ui, &p, say::ADD);
    ui.add_enabled_ui(scene.app.can_write(), |ui| {
        ui.horizontal(|ui| {
            for (kind, text, help) in
                [(BlockKind::Headline, say::HEADLINE, say::ADD_HEADLINE), (BlockKind::Text, say::TEXT, say::ADD_TEXT)]
            {
                if button(ui, &p, text).on_hover_text(help).clicked() {
                    scene.wanted.push(Action::AddBlock(kind));
                }
            }
            ui.add_enabled_ui(scene.app.reading.is_some(), |ui| {
                if button(ui, &p, say::CITATION).on_hover_text(say::CITE_OPEN).clicked() {
                    scene.wanted.push(Action::AddBlock(BlockKind::Citation));
                }
            });
        });
    });
    let at = scene.app.block.and_then(|id| view.blocks.iter().position(|block| block.id == id));
    let Some(at) = at else { return };
    let Some(id) = view.blocks.get(at).map(|block| block.id) else { return };
    ui.add_space(6.0);
    section(ui, &p, say::THIS_BLOCK);
    ui.horizontal(|ui| {
        let can_write = scene.app.can_write();
        for (text, name, enabled, action) in [
            (say::UP, say::MOVE_UP, at > 0, Action::Command(Command::BlockUp)),
            (say::DOWN, say::MOVE_DOWN, at + 1 < view.blocks.len(), Action::Command(Command::BlockDown)),
            (say::DELETE, say::DELETE, true, Action::Delete(Table::Block, id)),
        ] {
            ui.add_enabled_ui(can_write && enabled, |ui| {
                let response = button(ui, &p, text);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), name));
                if response.clicked() {
                    scene.wanted.push(action);
                }
            });
        }
    });
}
