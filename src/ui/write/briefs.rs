//! The menu of briefs at the top of the outline: which one is open, and what can be done with it.

use crate::app::{Action, Command, Write};
use crate::domain::{Id, Words};
use crate::say::write as say;
use crate::text::Weight;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine};
use egui::{Popup, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

/// Height of the menu's button and of a brief in it.
const LINE: f32 = 28.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let app = scene.app;
    let Some(model) = app.model() else { return };
    let open = app.brief().and_then(|id| model.briefs.get(&id));
    let title = open.map_or_else(|| Words::new(say::NO_BRIEF), |brief| brief.title.clone());
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::click());
    let name = format!("{}: {}", say::BRIEFS, TextEngine::accessible_name(&title));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &name));
    let around = rect.expand2(vec2(9.0, 0.0));
    if response.hovered() || Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response)) {
        ui.painter().rect_filled(around, 7.0, p.wash);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(around, 7.0, Stroke::new(1.5, p.accent), egui::StrokeKind::Inside);
    }
    let words = Rect::from_min_max(rect.min, rect.max - vec2(18.0, 0.0));
    scene.engine.put(ui, &title, &LabelStyle::body().weight(Weight::SemiBold).one_line(), words);
    let at = rect.right_center() - vec2(6.0, 0.0);
    let chevron = vec![at + vec2(-4.0, -2.0), at + vec2(0.0, 2.5), at + vec2(4.0, -2.0)];
    ui.painter().line(chevron, Stroke::new(1.4, p.soft));
    let mut wanted = Vec::new();
    Popup::menu(&response).show(|ui| {
        ui.set_min_width(rect.width());
        for brief in model.briefs.values() {
            let on = open.is_some_and(|open| open.id == brief.id);
            if title_line(ui, scene, &brief.title, on) {
                wanted.push(Action::Write(Write::Open(brief.id)));
            }
        }
        if !model.briefs.is_empty() {
            ui.separator();
        }
        ui.add_enabled_ui(app.can_write(), |ui| {
            let mut item = |text: &str, action: Action| {
                if ui.button(text).clicked() {
                    wanted.push(action);
                }
            };
            item(say::NEW_BRIEF, Action::Command(Command::NewBrief));
            item(Command::Template.name(), Action::Command(Command::Template));
            if let Some(open) = open {
                of_open(open.id, &mut item);
            }
        });
    });
    scene.wanted.append(&mut wanted);
    ui.add_space(8.0);
}

fn of_open(open: Id, item: &mut impl FnMut(&str, Action)) {
    item(say::RENAME, Action::Write(Write::Rename(open)));
    item(say::DUPLICATE, Action::Write(Write::Duplicate(open)));
    item(say::DELETE_BRIEF, Action::Write(Write::Delete(open)));
}

fn title_line(ui: &mut Ui, scene: &Scene<'_>, title: &Words, on: bool) -> bool {
    let p = scene.palette;
    let wide = scene.engine.sized(title, &LabelStyle::body().one_line(), 320.0).x + 34.0;
    let (rect, response) = ui.allocate_exact_size(vec2(wide.max(ui.available_width()), LINE), Sense::click());
    let name = TextEngine::accessible_name(title);
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, ui.is_enabled(), on, &name));
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, p.wash);
    }
    if on {
        ui.painter().circle_filled(pos2(rect.left() + 11.0, rect.center().y), 3.5, p.accent);
    }
    let words = Rect::from_min_max(rect.min + vec2(22.0, 0.0), rect.max - vec2(8.0, 0.0));
    scene.engine.put(ui, title, &LabelStyle::body().one_line(), words);
    if response.clicked() {
        ui.close();
    }
    response.clicked()
}
