//! Quiet marks: a thin line under words, of a sort each, in one soft color, below what was recorded of them.

use super::Reader;
use super::view::Shown;
use crate::ui::theme::Palette;
use egui::{Painter, Pos2, Stroke, Ui, pos2};

/// The line of a quiet mark; each sort has its own, so that no color is needed to tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quiet {
    /// A wave; dots stand under names.
    Wave,
    /// A thin line.
    Line,
    /// Two thin lines.
    Double,
    /// Dashes.
    Dashes,
}

impl Quiet {
    /// Draws it from a point to the right.
    pub fn line(self, painter: &Painter, from: Pos2, width: f32, stroke: Stroke) {
        let to = pos2(from.x + width, from.y);
        match self {
            Self::Wave => {
                let half = 2.5;
                let steps = (width / half).floor().max(1.0) as usize;
                let rise = |n: usize| if n.is_multiple_of(2) { 0.0 } else { 2.0 };
                let points = (0..=steps).map(|n| pos2(from.x + n as f32 * half, from.y + rise(n)));
                painter.line(points.collect(), stroke);
            }
            Self::Line => {
                painter.line_segment([from, to], stroke);
            }
            Self::Double => {
                for below in [0.0, 2.0] {
                    painter.line_segment([from, to].map(|at| pos2(at.x, at.y + below)), stroke);
                }
            }
            Self::Dashes => {
                painter.extend(egui::Shape::dashed_line(&[from, to], stroke, 5.0, 3.0));
            }
        }
    }
}

/// Draws those in sight.
pub(super) fn paint(ui: &Ui, palette: &Palette, reader: &Reader<'_>, shown: &[Shown], size: f32) {
    let bytes = |s: &Shown| s.placed.measured.bytes.clone();
    let (Some(first), Some(last)) = (shown.first().map(bytes), shown.last().map(bytes)) else { return };
    let mut quiet = Vec::new();
    reader.source.remarks(first.start..last.end, &mut quiet);
    let stroke = Stroke::new(1.0, palette.soft);
    for (span, line) in quiet {
        for (rect, baseline) in shown.iter().flat_map(|s| s.lines_of(span.range())) {
            let y = (baseline + size * 0.19).round() + 0.5;
            line.line(ui.painter(), pos2(rect.left(), y), rect.width(), stroke);
        }
    }
}
