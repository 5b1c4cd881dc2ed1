//! A paragraph whose parts stand apart: each on lines of its own, with a little room between them. Offsets, carets and
//! rectangles are those of the whole paragraph.

use super::fonts::Fonts;
use super::paragraph::{Cluster, Line, ParagraphLayout, Rect, small};
use super::style::{Direction, Style, first_strong};

impl ParagraphLayout {
    /// Lays the parts of a text out by themselves, each as a paragraph of the text's direction, and sets them one below
    /// the other, `gap` points apart. `starts` are the first bytes of the parts, ascending; what stands before the first
    /// belongs to it.
    pub fn apart(fonts: &mut Fonts, text: &str, starts: &[u32], gap: f32, style: &Style, direction: Direction) -> Self {
        let direction = match direction {
            Direction::Own => first_strong(text).unwrap_or(Direction::LeftToRight),
            given => given,
        };
        let cuts: Vec<usize> = starts
            .iter()
            .skip(1)
            .map(|start| *start as usize)
            .filter(|at| *at > 0 && *at < text.len() && text.is_char_boundary(*at))
            .chain([text.len()])
            .collect();
        let mut whole: Option<Self> = None;
        let mut from = 0;
        for to in cuts {
            let Some(part) = text.get(from..to).filter(|part| !part.is_empty()) else { continue };
            let part = Self::new(fonts, part, style, direction);
            match &mut whole {
                None => whole = Some(part),
                Some(whole) => whole.take_below(part, small(from), gap),
            }
            from = to;
        }
        let mut whole = whole.unwrap_or_else(|| Self::new(fonts, text, style, direction));
        whole.text = text.into();
        whole
    }

    /// Sets another layout, whose text begins at byte `from`, below this one.
    fn take_below(&mut self, part: Self, from: u32, gap: f32) {
        self.lacks = self.lacks.or(part.lacks);
        let (y, clusters, runs) = (self.height + gap, self.clusters.len(), self.runs.len());
        self.lines.extend(part.lines.into_iter().map(|line| Line {
            top: line.top + y,
            bottom: line.bottom + y,
            baseline: line.baseline + y,
            bytes: line.bytes.start + from..line.bytes.end + from,
            clusters: line.clusters.start + clusters..line.clusters.end + clusters,
            runs: line.runs.start + runs..line.runs.end + runs,
            ..line
        }));
        self.clusters.extend(part.clusters.into_iter().map(|c| Cluster {
            start: c.start + from,
            end: c.end + from,
            ..c
        }));
        self.runs.extend(part.runs.into_iter().map(|mut run| {
            run.glyphs.iter_mut().for_each(|glyph| glyph.y += y);
            run
        }));
        self.tokens.extend(part.tokens.into_iter().map(|t| Rect { y0: t.y0 + y, y1: t.y1 + y, ..t }));
        self.width = self.width.max(part.width);
        self.height = y + part.height;
    }
}
