//! Passages that do not stand exactly where they were marked: chosen with the arrows, opened with Enter, set anew.

use super::{entered, moved};
use crate::app::Action;
use crate::app::placing::{PlacingWish, carried, wanted};
use crate::domain::passage::AnchorState;
use crate::say::placing as say;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, note, paint_text, row};
use egui::{Align2, FontId, Rect, RichText, Role, ScrollArea, Ui, WidgetInfo, pos2, vec2};

const LINE: f32 = 30.0;
const HEIGHT: f32 = 360.0;
/// Room for how a passage holds, at the left, and for its document, at the right, in points.
const STATE: f32 = 150.0;
const DOCUMENT: f32 = 150.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, at: usize) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let all = carried(model);
    let to = moved(ui, at, all.len());
    ui.label(RichText::new(say::TITLE).font(semi_bold(15.0)).color(p.ink));
    ui.add_space(2.0);
    if all.is_empty() {
        note(ui, &p, say::NONE);
        return;
    }
    note(ui, &p, say::WHY);
    ui.add_space(8.0);
    if to != at {
        scene.wanted.push(wanted(PlacingWish::Show(to)));
    }
    if entered(ui) {
        scene.wanted.push(Action::Accept);
    }
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut area = ScrollArea::vertical().id_salt("places").max_height(HEIGHT).auto_shrink([false, true]);
        if to != at {
            area = area.vertical_scroll_offset((to as f32 * LINE - HEIGHT / 2.0).max(0.0));
        }
        let list = area.show_rows(ui, LINE, all.len(), |ui, range| {
            ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
            for i in range {
                let Some((passage, state)) = all.get(i) else { continue };
                let Some(anchor) = model.anchor(*passage) else { continue };
                let name = format!("{}: {}", state.label(), TextEngine::accessible_name(&anchor.quote));
                let clicked = row(ui, &p, LINE, i == to, &name, |ui, rect| {
                    let color = if *state == AnchorState::Orphaned { p.alarm } else { p.soft };
                    let font = FontId::proportional(size::SMALL);
                    paint_text(ui, rect.left_center(), Align2::LEFT_CENTER, state.label(), font, color);
                    let right = rect.right() - 8.0;
                    let words = Rect::from_min_max(
                        pos2(rect.left() + STATE, rect.top()),
                        pos2(right - DOCUMENT - 12.0, rect.bottom()),
                    );
                    scene.engine.put(ui, &anchor.quote, &LabelStyle::body().one_line(), words);
                    let document = model.passages.get(passage).and_then(|p| model.documents.get(&p.document));
                    if let Some(document) = document {
                        let place = Rect::from_min_max(pos2(right - DOCUMENT, rect.top()), pos2(right, rect.bottom()));
                        let style = LabelStyle::small().one_line().color(p.soft);
                        scene.engine.put(ui, document.heading(), &style, place);
                    }
                });
                if clicked.double_clicked() {
                    scene.wanted.push(Action::Accept);
                } else if clicked.clicked() {
                    scene.wanted.push(wanted(PlacingWish::Show(i)));
                }
            }
        });
        ui.interact(list.inner_rect, list.id, egui::Sense::hover())
            .widget_info(|| WidgetInfo::labeled(Role::ListBox, true, say::LIST));
    });
    ui.add_space(10.0);
    if let Some((passage, _)) = all.get(to).filter(|_| scene.app.can_write())
        && button(ui, &p, say::ANEW).clicked()
    {
        scene.wanted.push(wanted(PlacingWish::Begin(*passage)));
    }
}
