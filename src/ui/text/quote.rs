//! A quotation in hand: all its words, those left out struck through; words are chosen by dragging or with Shift and the
//! arrows, and never typed.

use super::{LabelStyle, TextEngine};
use crate::domain::{Span, Struck, Words};
use crate::text::caret::Step;
use crate::ui::theme::Palette;
use egui::accesskit::Role;
use egui::{Event, Id, Key, Modifiers, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::ops::Range;

/// What came of it this frame.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QuoteOut {
    /// The choice, when it changed.
    pub chosen: Option<Option<Span>>,
    /// The chosen words are to be left out.
    pub strike: Option<Span>,
    /// They are to be put back.
    pub put_back: Option<Span>,
}

/// Where a choice began and where it is now.
#[derive(Clone, Copy, Debug, Default)]
struct Hold {
    from: u32,
    to: u32,
}

impl TextEngine {
    /// Draws the words of a quotation so that some can be chosen.
    pub fn quotation(
        &self,
        ui: &mut Ui,
        id: Id,
        words: &Words,
        struck: Option<&Struck>,
        chosen: Option<Span>,
        style: LabelStyle,
    ) -> QuoteOut {
        let p = Palette::of(ui.ctx());
        let mut out = QuoteOut::default();
        let layout = self.lay(words, &style, ui.available_width());
        let size = vec2(ui.available_width(), layout.height());
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let response = ui.interact(rect, id, Sense::click_and_drag()).on_hover_cursor(egui::CursorIcon::Text);
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, words.raw()));
        let mut hold: Hold = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let byte_at = |at: egui::Pos2| layout.hit(at.x - rect.left(), at.y - rect.top());
        if let Some(at) = ui.input(|i| i.pointer.press_origin()).filter(|_| response.drag_started()) {
            hold.from = byte_at(at);
            response.request_focus();
        }
        if let Some(at) = response.interact_pointer_pos() {
            if response.dragged() {
                hold.to = byte_at(at);
                out.chosen = Some(whole_words(words.raw(), hold.from, hold.to));
            } else if response.clicked() {
                response.request_focus();
                let word = layout.word_at(byte_at(at));
                hold = Hold { from: word.start, to: word.end };
                out.chosen = Some(chosen.map_or_else(|| whole_words(words.raw(), word.start, word.end), |_| None));
            }
        }
        if response.has_focus() {
            let filter = egui::EventFilter { horizontal_arrows: true, ..Default::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
                let shift = ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key));
                if shift || ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
                    let next =
                        if forward { layout.after(hold.to, Step::Word) } else { layout.before(hold.to, Step::Word) };
                    hold.to = next.unwrap_or(hold.to);
                    if !shift {
                        hold.from = hold.to;
                    }
                    out.chosen = Some(whole_words(words.raw(), hold.from, hold.to));
                }
            }
            if let Some(span) = chosen {
                let hidden = struck.is_some_and(|s| s.spans().iter().any(|one| one.covers(span)));
                let pressed = ui.input_mut(|i| {
                    let pressed = |e: &Event| {
                        matches!(e, Event::Key { key: Key::Delete | Key::Backspace, pressed: true, modifiers, .. }
                            if modifiers.is_none())
                    };
                    let any = i.events.iter().any(pressed);
                    i.events.retain(|event| !pressed(event));
                    any
                });
                if pressed && hidden {
                    out.put_back = Some(span);
                } else if pressed {
                    out.strike = Some(span);
                }
            }
        }
        ui.data_mut(|data| data.insert_temp(id, hold));
        let on_screen = |bytes: Range<u32>| {
            let rects = layout.rects(bytes).into_iter();
            let at = rect.min;
            rects.map(move |r| Rect::from_min_max(pos2(at.x + r.x0, at.y + r.y0), pos2(at.x + r.x1, at.y + r.y1)))
        };
        for part in chosen.into_iter().flat_map(|span| on_screen(span.range())) {
            ui.painter().rect_filled(part, 2.0, p.selection);
        }
        self.paint(ui.painter(), rect.min, &layout, style.color.unwrap_or(p.ink));
        for part in struck.into_iter().flat_map(Struck::spans).flat_map(|span| on_screen(span.range())) {
            ui.painter().rect_filled(part, 0.0, p.wash.gamma_multiply(0.55));
            ui.painter().hline(part.x_range(), part.center().y + 1.0, Stroke::new(1.5, p.soft));
        }
        if response.has_focus() {
            let edge = Stroke::new(1.0, p.accent);
            ui.painter().rect_stroke(rect.expand2(vec2(5.0, 2.0)), 4.0, edge, egui::StrokeKind::Outside);
        }
        out
    }
}

/// The words a stretch touches, without white space at its ends.
fn whole_words(text: &str, a: u32, b: u32) -> Option<Span> {
    use unicode_segmentation::UnicodeSegmentation;
    let (from, to) = (a.min(b) as usize, a.max(b) as usize);
    let touched = text.split_word_bound_indices().filter(|(at, word)| {
        let end = at + word.len();
        *at < to && end > from && word.chars().any(|c| !c.is_whitespace())
    });
    let (mut start, mut end) = (None, 0);
    for (at, word) in touched {
        start.get_or_insert(at);
        end = at + word.len();
    }
    Span::new(u32::try_from(start?).ok()?, u32::try_from(end).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_chosen_without_the_space_around_them() {
        let text = "agree to repair those bridges";
        let span = whole_words(text, 19, 16).unwrap();
        assert_eq!(&text[span.index()], "those");
        let span = whole_words(text, 11, 18).unwrap();
        assert_eq!(&text[span.index()], "repair those");
        assert_eq!(whole_words(text, 8, 9), None);
    }
}
