//! Words laid beside other words: what only this side has is underlined, what stands for something left out is washed.

use egui::accesskit::Role;
use egui::{Color32, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use super::engine::TextEngine;
use crate::app::checking::{Run, Sign};
use crate::domain::Words;
use crate::text::{Direction, Style};
use crate::ui::theme::Palette;

/// Size of the words, in points.
const SIZE: f32 = 15.0;

impl TextEngine {
    /// Draws words over the whole width there is, with their stretches marked; `line` is the color under what differs.
    pub fn compared(&self, ui: &mut Ui, words: &Words, runs: &[Run], line: Color32) {
        let palette = Palette::of(ui.ctx());
        let style = Style { size: SIZE, ..Style::reading(ui.available_width().max(SIZE)) };
        let layout = self.layout(words.raw(), &style, Direction::Own);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), layout.height()), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, words.raw()));
        for (range, sign) in runs.iter().filter(|(_, sign)| *sign != Sign::Same) {
            let (Ok(start), Ok(end)) = (u32::try_from(range.start), u32::try_from(range.end)) else { continue };
            for r in layout.rects(start..end) {
                let place = Rect::from_min_max(pos2(r.x0, r.y0), pos2(r.x1, r.y1)).translate(rect.min.to_vec2());
                ui.painter().rect_filled(place.shrink2(vec2(-1.0, 2.0)), 3.0, palette.selection);
                if *sign == Sign::Differs {
                    let under = Rect::from_min_max(
                        pos2(place.left(), place.bottom() - 3.0),
                        pos2(place.right(), place.bottom() - 1.0),
                    );
                    ui.painter().rect_filled(under, 0.0, line);
                }
            }
        }
        self.paint(ui.painter(), rect.min, &layout, palette.ink);
    }
}
