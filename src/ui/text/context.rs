//! Words that were found with what stands before and after them on one line, the words themselves at the same place on
//! every line (key word in context). Where the words run leftwards the line is mirrored around that place.

use super::engine::TextEngine;
use super::label::LabelStyle;
use crate::domain::Words;
use crate::text::{Direction, Style, Weight, first_strong};
use crate::ui::theme::{Palette, size};
use egui::{Rect, Ui, pos2};

/// What stands on a line.
#[derive(Clone, Copy, Debug)]
pub struct InContext<'a> {
    /// What stands before.
    pub before: &'a Words,
    /// The words found.
    pub quote: &'a Words,
    /// What stands after.
    pub after: &'a Words,
    /// True to set the words apart from those found as they were typed.
    pub other: bool,
}

impl TextEngine {
    /// Paints a line into a rectangle, the words found beginning at `middle`, in points from the left of the window.
    pub fn in_context(&self, ui: &Ui, rect: Rect, middle: f32, line: &InContext<'_>) {
        let p = Palette::of(ui.ctx());
        let base = LabelStyle::quote();
        let style = |weight| Style {
            face: base.face,
            size: size::QUOTE,
            weight,
            italic: false,
            line_height: 1.5,
            wrap: None,
            invisibles: false,
        };
        let direction = [line.quote, line.before, line.after].iter().find_map(|words| first_strong(words.raw()));
        let direction = direction.unwrap_or(Direction::LeftToRight);
        let flat = |words: &Words| words.raw().replace(['\n', '\t'], " ");
        let (before, quote, after) = (flat(line.before), flat(line.quote), flat(line.after));
        let plain = style(Weight::Regular);
        let strong = self.layout(&quote, &style(Weight::SemiBold), direction);
        let first = self.layout(before.trim(), &plain, direction);
        let last = self.layout(after.trim(), &plain, direction);
        let space = size::QUOTE * 0.28;
        let gap = |text: &str, end: bool| {
            let white = if end { text.ends_with(char::is_whitespace) } else { text.starts_with(char::is_whitespace) };
            if white { space } else { 0.0 }
        };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let top = |height: f32| rect.center().y - height / 2.0;
        let wide = strong.width();
        let ink = if line.other { p.accent } else { p.ink };
        if direction == Direction::RightToLeft {
            let right = rect.right() - (middle - rect.left());
            let left = right - wide;
            self.paint(&painter, pos2(left, top(strong.height())), &strong, ink);
            self.paint(&painter, pos2(right + gap(&before, true), top(first.height())), &first, p.soft);
            let at = left - gap(&after, false) - last.width();
            self.paint(&painter, pos2(at, top(last.height())), &last, p.soft);
        } else {
            self.paint(&painter, pos2(middle, top(strong.height())), &strong, ink);
            let at = middle - gap(&before, true) - first.width();
            self.paint(&painter, pos2(at, top(first.height())), &first, p.soft);
            self.paint(&painter, pos2(middle + wide + gap(&after, false), top(last.height())), &last, p.soft);
        }
    }
}
