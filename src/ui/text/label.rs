//! Words as a widget: a title, a line of a list, a quotation on a card, a menu item. Right-to-left words stand at the
//! right, look-alikes and directions are the engine's business, and the accessible name is the words themselves.

use egui::accesskit::Role;
use egui::{Color32, Response, Sense, Ui, Vec2, WidgetInfo, vec2};
use std::ops::Range;
use std::sync::Arc;

use super::engine::TextEngine;
use super::paint::TextMeshes;
use crate::domain::Words;
use crate::text::{Direction, Face, ParagraphLayout, Style, Weight};
use crate::ui::theme::{Palette, size};

/// How a label looks and whether it can be clicked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelStyle {
    /// Typeface.
    pub face: Face,
    /// In points.
    pub size: f32,
    /// Stroke.
    pub weight: Weight,
    /// Slanted.
    pub italic: bool,
    /// Baselines apart, as a multiple of the size.
    pub line_height: f32,
    /// `None` takes the ink of the theme.
    pub color: Option<Color32>,
    /// At most so many lines; what does not fit is cut with “…”. `None` wraps for as long as it takes.
    pub max_lines: Option<usize>,
    /// What the label listens to; with a click it is a button to assistive technology.
    pub sense: Sense,
    /// Takes the whole width it is offered, so that right-to-left words stand at its right edge.
    pub fill: bool,
    /// Characters without a picture show their names, as in a name that must be told from another.
    pub invisibles: bool,
}

impl LabelStyle {
    /// Interface text, 13 points, wrapping.
    pub fn body() -> Self {
        Self {
            face: Face::Interface,
            size: size::BODY,
            weight: Weight::Regular,
            italic: false,
            line_height: 1.45,
            color: None,
            max_lines: None,
            sense: Sense::hover(),
            fill: false,
            invisibles: false,
        }
    }

    /// Interface text of the second rank, 11.5 points.
    pub fn small() -> Self {
        Self { size: size::SMALL, ..Self::body() }
    }

    /// A document's title: serif, bold, 21 points.
    pub fn title() -> Self {
        Self { face: Face::Serif, size: size::TITLE, weight: Weight::SemiBold, line_height: 1.3, ..Self::body() }
    }

    /// A quotation on a card: serif, 14.5 points.
    pub fn quote() -> Self {
        Self { face: Face::Serif, size: size::QUOTE, line_height: 1.5, ..Self::body() }
    }

    /// One line, cut with “…”.
    #[must_use]
    pub fn one_line(self) -> Self {
        self.lines(1)
    }

    /// At most `lines` lines.
    #[must_use]
    pub fn lines(self, lines: usize) -> Self {
        Self { max_lines: Some(lines.max(1)), ..self }
    }

    /// In this color.
    #[must_use]
    pub fn color(self, color: Color32) -> Self {
        Self { color: Some(color), ..self }
    }

    /// In this weight.
    #[must_use]
    pub fn weight(self, weight: Weight) -> Self {
        Self { weight, ..self }
    }

    /// Slanted.
    #[must_use]
    pub fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// Can be clicked.
    #[must_use]
    pub fn clickable(self) -> Self {
        Self { sense: Sense::click(), ..self }
    }

    /// Takes the whole width it is offered.
    #[must_use]
    pub fn filling(self) -> Self {
        Self { fill: true, ..self }
    }

    /// Shows characters without a picture by their names.
    #[must_use]
    pub fn showing_all(self) -> Self {
        Self { invisibles: true, ..self }
    }

    fn style(&self, wrap: f32) -> Style {
        Style {
            face: self.face,
            size: self.size,
            weight: self.weight,
            italic: self.italic,
            line_height: self.line_height,
            wrap: wrap.is_finite().then(|| wrap.max(self.size)),
            invisibles: self.invisibles,
        }
    }
}

impl TextEngine {
    /// Draws words where the layout stands, as wide as they are and no wider than the room there is.
    pub fn label(&self, ui: &mut Ui, words: &Words, style: LabelStyle) -> Response {
        let room = ui.available_width();
        let layout = self.lay(words, &style, room);
        // Laid out against the room, a right-to-left paragraph stands at its right edge; the label is only as wide as
        // its widest line unless it is to fill the room.
        let wide = style.fill && room.is_finite();
        let width = if wide { room } else { layout.width().ceil() };
        let shift = if layout.right_to_left() && !wide { leftmost(&layout) } else { 0.0 };
        let (rect, response) = ui.allocate_exact_size(vec2(width, layout.height()), style.sense);
        let role = if style.sense.senses_click() { Role::Button } else { Role::Label };
        response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), words.raw()));
        if ui.is_rect_visible(rect) {
            let palette = Palette::of(ui.ctx());
            let ink = style.color.unwrap_or(palette.ink);
            let color = if ui.is_enabled() { ink } else { palette.dimmed(ink) };
            self.paint(ui.painter(), rect.min - vec2(shift, 0.0), &layout, color);
        }
        response
    }

    /// How much room a label takes, given at most `room` points of width.
    pub fn sized(&self, words: &Words, style: &LabelStyle, room: f32) -> Vec2 {
        let layout = self.lay(words, style, room);
        vec2(if style.fill && room.is_finite() { room } else { layout.width().ceil() }, layout.height())
    }

    /// Paints words into a rectangle of a widget that is not a label: at its left, or at its right where they run
    /// leftwards, in the middle of its height. The widget gives the accessible name.
    pub fn put(&self, ui: &Ui, words: &Words, style: &LabelStyle, rect: egui::Rect) {
        let layout = self.lay(words, style, rect.width());
        let top = rect.center().y - layout.height() / 2.0;
        let color = style.color.unwrap_or(Palette::of(ui.ctx()).ink);
        self.paint(
            &ui.painter().with_clip_rect(rect.expand(2.0).intersect(ui.clip_rect())),
            egui::pos2(rect.left(), top),
            &layout,
            color,
        );
    }

    /// Words laid out to be put somewhere, if they are at hand.
    pub(in crate::ui) fn known(&self, words: &Words, style: &LabelStyle, room: f32) -> Option<Arc<ParagraphLayout>> {
        self.at_hand(words.raw(), &style.style(room), Direction::Own, style.max_lines.unwrap_or(usize::MAX))
    }

    /// Words laid out to be put somewhere.
    pub(in crate::ui) fn laid(&self, words: &Words, style: &LabelStyle, room: f32) -> Arc<ParagraphLayout> {
        self.lay(words, style, room)
    }

    /// As [`Self::put`], many at once: words that were laid out, where they go, and their color. Nothing is drawn beyond what the
    /// painter clips.
    pub(in crate::ui) fn put_all(&self, painter: &egui::Painter, all: &[(Arc<ParagraphLayout>, egui::Rect, Color32)]) {
        let mut meshes = TextMeshes::default();
        for (layout, rect, color) in all {
            let at = egui::pos2(rect.left(), rect.center().y - layout.height() / 2.0);
            self.add(&mut meshes, painter.ctx(), at, painter.clip_rect(), layout, *color);
        }
        meshes.paint(painter);
    }

    /// As [`Self::put`], with a ground behind some of the words, given in bytes of them.
    pub fn put_marked(&self, ui: &Ui, words: &Words, style: &LabelStyle, rect: egui::Rect, marks: &[Range<usize>]) {
        let layout = self.lay(words, style, rect.width());
        let at = egui::pos2(rect.left(), rect.center().y - layout.height() / 2.0);
        let painter = ui.painter().with_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        let ground = Palette::of(ui.ctx()).selection;
        for mark in marks {
            let byte = |at: usize| u32::try_from(at.min(layout.text().len())).unwrap_or(u32::MAX);
            for r in layout.rects(byte(mark.start)..byte(mark.end)) {
                let place = egui::Rect::from_min_max(egui::pos2(r.x0, r.y0 + 1.0), egui::pos2(r.x1, r.y1 - 1.0));
                painter.rect_filled(place.translate(at.to_vec2()), 2.0, ground);
            }
        }
        self.put(ui, words, style, rect);
    }

    /// The accessible name of a widget that shows these words; for [`WidgetInfo`] and nothing that is drawn.
    pub fn accessible_name(words: &Words) -> String {
        words.raw().to_owned()
    }

    pub(super) fn lay(&self, words: &Words, style: &LabelStyle, room: f32) -> Arc<ParagraphLayout> {
        let lines = style.max_lines.unwrap_or(usize::MAX);
        self.limited(words.raw(), &style.style(room), Direction::Own, lines)
    }
}

fn leftmost(layout: &ParagraphLayout) -> f32 {
    layout.lines().iter().map(|line| line.left).fold(f32::INFINITY, f32::min).max(0.0).floor()
}
