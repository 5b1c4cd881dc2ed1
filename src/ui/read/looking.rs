//! How far the look through every text is, over the lines of the search page: a bar, the time, and breaking it off.

use crate::app::searching::{Looking, Wish, wanted};
use crate::say::search as say;
use crate::ui::Scene;
use crate::ui::theme::size;
use crate::ui::widgets::quiet_button;
use egui::{RichText, Role, Sense, Ui, WidgetInfo, vec2};

/// Width of the bar.
const WIDTH: f32 = 180.0;
/// Its height.
const BAR: f32 = 4.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, looking: Looking) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let far = say::looked_through(looking.looked, looking.of, looking.goes_on(), looking.broken_off);
        if looking.goes_on() {
            let (rect, response) = ui.allocate_exact_size(vec2(WIDTH, BAR), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &far));
            let part = looking.looked as f32 / looking.of.max(1) as f32;
            ui.painter().rect_filled(rect, 2.0, p.wash);
            let done = rect.with_max_x(rect.left() + rect.width() * part.clamp(0.0, 1.0));
            ui.painter().rect_filled(done, 2.0, p.accent);
            // The clock goes on whatever is found.
            ui.ctx().request_repaint_after_secs(0.5);
        }
        let time = say::time(looking.took().as_secs(), looking.left().map(|left| left.as_secs()));
        let text = [far, time].join(" · ");
        ui.label(RichText::new(text).size(size::SMALL).color(p.soft));
        if looking.goes_on() {
            if quiet_button(ui, &p, say::STOP).clicked() {
                scene.wanted.push(wanted(Wish::BreakOff));
            }
        } else if looking.broken_off && quiet_button(ui, &p, say::LOOK_AGAIN).clicked() {
            let question = scene.app.searching.query.clone();
            scene.wanted.push(wanted(Wish::Ask(question)));
        }
    });
}
