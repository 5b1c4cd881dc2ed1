//! Words that were found with what stands before and after them on one line, the words themselves at the same place on
//! every line (key word in context). Where the words run leftwards the line is mirrored around that place.

use super::engine::TextEngine;
use super::label::LabelStyle;
use crate::domain::Words;
use crate::text::{Direction, ParagraphLayout, Style, Weight, first_strong};
use crate::ui::theme::{Palette, size};
use egui::{Rect, Ui, pos2};
use std::sync::Arc;

/// Longest words found that are laid out, in bytes.
const WIDEST: usize = 600;

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
        let (before, mut quote, after) = (flat(line.before), flat(line.quote), flat(line.after));
        // What a regular expression finds may be long; no window is so wide.
        quote.truncate(quote.floor_char_boundary(WIDEST));
        let plain = style(Weight::Regular);
        let strong = self.layout(&quote, &style(Weight::SemiBold), direction);
        let space = size::QUOTE * 0.28;
        let gap = |text: &str, end: bool| {
            let white = if end { text.ends_with(char::is_whitespace) } else { text.starts_with(char::is_whitespace) };
            if white { space } else { 0.0 }
        };
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        let top = |height: f32| rect.center().y - height / 2.0;
        let wide = strong.width();
        // Whole words alone stand at the edges.
        let right = direction == Direction::RightToLeft;
        let room = (middle - rect.left(), rect.right() - middle - wide);
        let first = self.fitting(before.trim(), &plain, direction, (room.0 - space, true));
        let last = self.fitting(after.trim(), &plain, direction, (room.1 - space, false));
        let ink = if line.other { p.accent } else { p.ink };
        if right {
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

    /// As many whole words as there is room for, in points: the last of them where `end` is true, else the first.
    fn fitting(
        &self,
        text: &str,
        style: &Style,
        direction: Direction,
        (room, end): (f32, bool),
    ) -> Arc<ParagraphLayout> {
        let mut text = text;
        loop {
            let layout = self.layout(text, style, direction);
            if layout.width() <= room || text.is_empty() {
                return layout;
            }
            // As much as is too wide goes at once, up to the next word.
            let keep = (text.len() as f32 * (room.max(0.0) / layout.width())) as usize;
            text = if end {
                let cut = text.ceil_char_boundary(text.len() - keep.min(text.len() - 1)).min(text.len());
                let rest = text.get(cut..).unwrap_or_default();
                rest.find(char::is_whitespace).and_then(|at| rest.get(at..)).unwrap_or_default().trim_start()
            } else {
                let head = text.get(..text.floor_char_boundary(keep.min(text.len() - 1))).unwrap_or_default();
                head.rfind(char::is_whitespace).and_then(|at| head.get(..at)).unwrap_or_default().trim_end()
            };
        }
    }
}
