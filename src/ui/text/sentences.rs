//! A text of the brief while it is read: where each of its sentences begins, and which byte a click meets.

use super::{LabelStyle, TextEngine};
use crate::domain::Words;
use crate::text::ParagraphLayout;
use egui::{Pos2, Rect, Ui, pos2, vec2};
use std::ops::Range;
use std::sync::Arc;

/// A text that was drawn.
pub struct Drawn {
    layout: Arc<ParagraphLayout>,
    at: Pos2,
}

impl TextEngine {
    /// Draws words over the width there is, and gives what places in them can be asked for. The accessible name is the
    /// caller's to give.
    pub fn drawn(&self, ui: &mut Ui, words: &Words, style: LabelStyle) -> Drawn {
        let room = ui.available_width();
        let layout = self.lay(words, &style, room);
        let (rect, _) = ui.allocate_exact_size(vec2(room, layout.height()), egui::Sense::hover());
        if ui.is_rect_visible(rect) {
            let color = style.color.unwrap_or(crate::ui::theme::Palette::of(ui.ctx()).ink);
            self.paint(ui.painter(), rect.min, &layout, color);
        }
        Drawn { layout, at: rect.min }
    }
}

impl Drawn {
    /// The middle of the line each range begins on, from the top of the window.
    pub fn lines(&self, ranges: &[Range<usize>]) -> Vec<f32> {
        let middle = |byte: usize| {
            let byte = u32::try_from(byte).unwrap_or(u32::MAX);
            let line = self.layout.lines().get(self.layout.line_of(byte));
            line.map_or(self.at.y, |line| self.at.y + (line.top + line.bottom) / 2.0)
        };
        ranges.iter().map(|range| middle(range.start)).collect()
    }

    /// The byte nearest to a point of the window.
    pub fn byte_at(&self, point: Pos2) -> usize {
        let at = point - self.at;
        self.layout.hit(at.x, at.y) as usize
    }

    /// The rectangles of a range of bytes, in the window.
    pub fn rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let rects = self.layout.rects(small(bytes.start)..small(bytes.end)).into_iter();
        rects
            .map(|r| {
                Rect::from_min_max(pos2(self.at.x + r.x0, self.at.y + r.y0), pos2(self.at.x + r.x1, self.at.y + r.y1))
            })
            .collect()
    }
}
