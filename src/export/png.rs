//! A drawing as PNG, at two pixels a point: boxes and marks by how much of a pixel they cover, letters as `swash` draws them.

use super::drawing::{Drawing, Ink, Mark, PAPER, Shape, Text, lay};
use super::svg::{MARK, ROUND};
use crate::text::GlyphRun;
use swash::FontRef;
use swash::scale::image::{Content, Image};
use swash::scale::{Render, ScaleContext, Source, StrikeWith};
use swash::zeno::{Angle, Transform, Vector};

/// Pixels a point.
const SCALE: f32 = 2.0;
/// Most pixels a picture may have: 240 MB while it is made.
const MOST: usize = 80_000_000;

/// A picture being painted.
struct Canvas {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Canvas {
    /// Lays ink over a pixel, 0 to 1 of it.
    fn lay(&mut self, (x, y): (i64, i64), ink: Ink, strong: f32) {
        let (Ok(x), Ok(y)) = (usize::try_from(x), usize::try_from(y)) else { return };
        if x >= self.width || y >= self.height {
            return;
        }
        let at = (y * self.width + x) * 3;
        for (pixel, ink) in self.pixels.iter_mut().skip(at).take(3).zip(ink) {
            let (under, over) = (f32::from(*pixel), f32::from(ink));
            // Between two values of a byte.
            *pixel = (under + (over - under) * strong.clamp(0.0, 1.0)).round() as u8;
        }
    }

    /// A box in pixels whose ink depends on how far across it is, 0 to 1.
    fn fill(&mut self, [x, y, w, h]: [f32; 4], ink: Ink, strong: impl Fn(f32) -> f32) {
        let cover = |pixel: i64, from: f32, to: f32| {
            let pixel = pixel as f32;
            (to.min(pixel + 1.0) - from.max(pixel)).clamp(0.0, 1.0)
        };
        for row in y.floor() as i64..(y + h).ceil() as i64 {
            for column in x.floor() as i64..(x + w).ceil() as i64 {
                let covered = cover(column, x, x + w) * cover(row, y, y + h);
                let across = ((column as f32 + 0.5 - x) / w.max(1.0)).clamp(0.0, 1.0);
                self.lay((column, row), ink, covered * strong(across));
            }
        }
    }

    /// What `inside` says is inside, tried at sixteen points a pixel.
    fn cover(&mut self, (x, y): (f32, f32), reach: f32, ink: Ink, inside: impl Fn(f32, f32) -> bool) {
        for row in (y - reach).floor() as i64..=(y + reach).ceil() as i64 {
            for column in (x - reach).floor() as i64..=(x + reach).ceil() as i64 {
                let hits = (0..16_u8).filter(|n| {
                    let (dx, dy) = (f32::from(n % 4) / 4.0 + 0.125, f32::from(n / 4) / 4.0 + 0.125);
                    inside(column as f32 + dx - x, row as f32 + dy - y)
                });
                self.lay((column, row), ink, hits.count() as f32 / 16.0);
            }
        }
    }

    /// A line so many pixels wide. It is followed pixel by pixel the long way, and covers what is near it the short way.
    fn line(&mut self, [from, to]: [(f32, f32); 2], ink: Ink, width: f32, dashed: bool) {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (flat, long) = (dx.abs() >= dy.abs(), dx.hypot(dy));
        if long < 0.01 {
            return;
        }
        let (begin, end, way) = if flat { (from.0, to.0, dx) } else { (from.1, to.1, dy) };
        // The short way it is as much wider as it is slanted.
        let half = width / 2.0 * long / way.abs();
        let (dash, whole) = (4.0 * SCALE, 7.0 * SCALE);
        for step in begin.min(end).floor() as i64..=begin.max(end).floor() as i64 {
            let along = ((step as f32 + 0.5 - begin) / way).clamp(0.0, 1.0);
            if dashed && (along * long) % whole > dash {
                continue;
            }
            let across = if flat { from.1 + dy * along } else { from.0 + dx * along };
            for near in (across - half).floor() as i64..=(across + half).floor() as i64 {
                let covered =
                    ((across + half).min(near as f32 + 1.0) - (across - half).max(near as f32)).clamp(0.0, 1.0);
                self.lay(if flat { (step, near) } else { (near, step) }, ink, covered);
            }
        }
    }

    fn mark(&mut self, at: (f32, f32), mark: Mark, ink: Ink) {
        let (r, edge) = (MARK * SCALE, 1.5 * SCALE);
        match mark {
            Mark::Disc => self.cover(at, r, ink, |x, y| x.hypot(y) <= r),
            Mark::Dot => self.cover(at, r, ink, |x, y| x.hypot(y) <= 1.5 * SCALE),
            Mark::Ring => self.cover(at, r, ink, |x, y| (r - edge..=r).contains(&x.hypot(y))),
            Mark::Cross => self.cover(at, r, ink, |x, y| {
                x.abs().max(y.abs()) <= 3.5 * SCALE && (x - y).abs().min((x + y).abs()) <= 1.4 * SCALE
            }),
            Mark::Square => {
                self.cover(at, r, ink, |x, y| x.abs().max(y.abs()) <= r);
                self.cover(at, r, PAPER, |x, y| x.abs().max(y.abs()) <= r - edge);
            }
            Mark::Diamond => {
                let r = r + 2.0 * SCALE;
                self.cover(at, r, ink, |x, y| x.abs() + y.abs() <= r);
                self.cover(at, r, PAPER, |x, y| x.abs() + y.abs() <= r - edge * 1.4);
            }
        }
    }
}

/// The file; `None` when it would be too large a picture.
pub(super) fn write(mut drawing: Drawing) -> Option<Vec<u8>> {
    // Widths and heights are small whole numbers of points.
    let (width, height) = ((drawing.width * SCALE).ceil() as usize, (drawing.height * SCALE).ceil() as usize);
    if width.checked_mul(height)? > MOST {
        return None;
    }
    let mut canvas = Canvas { width, height, pixels: PAPER.repeat(width * height) };
    let mut pen = ScaleContext::new();
    for shape in std::mem::take(&mut drawing.shapes) {
        match shape {
            Shape::Box { at, ink } => canvas.fill(at.map(|side| side * SCALE), ink, |_| 1.0),
            Shape::Fading { at, ink, strong: [left, middle, right] } => {
                canvas.fill(at.map(|side| side * SCALE), ink, |across| {
                    let (from, to, part) =
                        if across < 0.5 { (left, middle, across) } else { (middle, right, across - 0.5) };
                    from + (to - from) * part * 2.0
                });
            }
            Shape::Dashed { at: [x, y, w, h], ink } => {
                let dash = 3.0 * SCALE;
                let [x, y, w, h] = [x, y, w, h].map(|side| side * SCALE);
                let mut along = 0.0;
                while along < w.max(h) {
                    let (across, down) = (dash.min(w - along), dash.min(h - along));
                    if across > 0.0 {
                        canvas.fill([x + along, y, across, SCALE], ink, |_| 1.0);
                        canvas.fill([x + along, y + h - SCALE, across, SCALE], ink, |_| 1.0);
                    }
                    if down > 0.0 {
                        canvas.fill([x, y + along, SCALE, down], ink, |_| 1.0);
                        canvas.fill([x + w - SCALE, y + along, SCALE, down], ink, |_| 1.0);
                    }
                    along += 2.0 * dash;
                }
            }
            Shape::Line { from, to, ink, width, dashed } => {
                let points = [from, to].map(|(x, y)| (x * SCALE, y * SCALE));
                canvas.line(points, ink, width * SCALE, dashed);
            }
            Shape::Round { x, y, r, ink, full } => {
                let (at, r) = ((x * SCALE, y * SCALE), r * SCALE);
                canvas.cover(at, r, ink, |x, y| x.hypot(y) <= r);
                if !full {
                    canvas.cover(at, r, PAPER, |x, y| x.hypot(y) <= r - ROUND * SCALE);
                }
            }
            Shape::Mark { x, y, mark, ink } => canvas.mark((x * SCALE, y * SCALE), mark, ink),
            Shape::Text(text) => letters(&mut canvas, &mut pen, &mut drawing, &text),
        }
    }
    let mut out = Vec::new();
    let (w, h) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    let mut encoder = png::Encoder::new(&mut out, w, h);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&canvas.pixels).ok()?;
    writer.finish().ok()?;
    Some(out)
}

fn letters(canvas: &mut Canvas, pen: &mut ScaleContext, drawing: &mut Drawing, text: &Text) {
    let layout = lay(drawing.fonts(), &text.words, text.size * SCALE, text.bold, text.leftwards);
    let Some(line) = layout.lines().first() else { return };
    let (left, down) = (text.x * SCALE - line.left, text.y * SCALE - line.baseline);
    for run in layout.runs(line) {
        for glyph in &run.glyphs {
            let (x, y) = (left + glyph.x, (down + glyph.y).round());
            let Some(image) = picture(pen, run, glyph.id, x - x.floor()) else { continue };
            let place = image.placement;
            let (x, y) = (x.floor() as i64 + i64::from(place.left), y as i64 - i64::from(place.top));
            let wide = place.width.max(1) as usize;
            let colored = image.content == Content::Color;
            let points = image.data.chunks_exact(if colored { 4 } else { 1 });
            for (n, point) in points.enumerate() {
                let at = (x + (n % wide) as i64, y + (n / wide) as i64);
                match *point {
                    [strong] => canvas.lay(at, text.ink, f32::from(strong) / 255.0),
                    [r, g, b, strong] => canvas.lay(at, [r, g, b], f32::from(strong) / 255.0),
                    _ => {}
                }
            }
        }
    }
}

/// A letter at its size, begun a part of a pixel to the right.
fn picture(pen: &mut ScaleContext, run: &GlyphRun, glyph: u16, part: f32) -> Option<Image> {
    let font = FontRef::from_index(run.font.data.as_ref(), run.font.index as usize)?;
    let mut scaler = pen.builder(font).size(run.size).normalized_coords(&run.coords).build();
    let mut render = Render::new(&[Source::ColorOutline(0), Source::ColorBitmap(StrikeWith::BestFit), Source::Outline]);
    render.offset(Vector::new(part, 0.0));
    if run.embolden {
        render.embolden(run.size * 0.02);
    }
    if run.skew != 0.0 {
        render.transform(Some(Transform::skew(Angle::from_degrees(run.skew), Angle::from_degrees(0.0))));
    }
    render.render(&mut scaler, glyph)
}
