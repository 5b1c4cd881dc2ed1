//! Marks in sight: which lane and which layer of underline each takes, and how they are drawn. A mark keeps its lane
//! while it is in sight, whatever comes and goes around it.

use egui::{Color32, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2, vec2};
use std::collections::HashMap;
use std::ops::Range;

use super::view::Shown;
use crate::domain::{Id, Span};
use crate::text::{Direction, Style, Weight};
use crate::ui::text::engine::TextEngine;
use crate::ui::theme::Palette;

/// Something recorded about a span of the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Whose place this is.
    pub id: Id,
    /// The words it covers.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
    /// Not durable yet: drawn hollow.
    pub pending: bool,
    /// Beside the point: drawn held back unless it is pointed at.
    pub dimmed: bool,
    /// Its accessible name, such as “passage: denial”.
    pub name: String,
}

impl Mark {
    /// Whose place this is and where it begins, which no other mark has.
    pub(super) fn place(&self) -> (Id, u32) {
        (self.id, self.span.start())
    }
}

/// What a mark is, and so how it is drawn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A passage: a lane and underlines in its tags' colors (RGB as stored, the first tag first).
    Passage {
        /// One for each tag; without any the ink of the theme.
        colors: Vec<[u8; 3]>,
    },
    /// A name: dots under its words, and no lane.
    Name,
    /// A claim: an ink bar with the speaker's initial.
    Claim {
        /// One letter, or nothing where the speaker is unknown.
        initial: String,
    },
}

/// A mark on the scrollbar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it begins, in bytes.
    pub byte: u32,
    /// The color of its first tag, as stored; `None` for a claim.
    pub color: Option<[u8; 3]>,
}

/// Lanes for passages and for claims, and layers of underlines; what finds no free one shares the last.
const PASSAGE_LANES: u8 = 6;
const CLAIM_LANES: u8 = 2;
const LAYERS: u8 = 4;
/// What has no lane: its words are what can be clicked.
const NO_LANE: u8 = u8::MAX;
/// From the column to the first lane, from lane to lane, and the widths of both kinds.
const TO_LANES: f32 = 22.0;
const STRIDE: f32 = 8.0;
const PASSAGE_WIDTH: f32 = 4.0;
const CLAIM_WIDTH: f32 = 18.0;
/// Height of a sign on the scrollbar.
const TICK: f32 = 3.0;

/// Which lane each mark has.
#[derive(Debug, Default)]
pub(super) struct Lanes {
    /// By whose place it is and where it begins: a claim may stand in several places of a document.
    kept: HashMap<(Id, u32), Slot>,
    frame: u64,
    /// Passage lanes ever in use here, so that claims do not move sideways as passages come and go.
    widest: u8,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    lane: u8,
    layer: u8,
    seen: u64,
}

/// A mark in sight, with its place on the screen.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub mark: Mark,
    /// Stretches of lines, from the top.
    pub rects: Vec<(Rect, f32)>,
    /// The lane's rectangle.
    pub lane: Rect,
    layer: u8,
}

impl Lanes {
    /// Gives each mark its lane and layer.
    pub fn place(&mut self, mut marks: Vec<Mark>, shown: &[Shown], column_right: f32, view: Rect) -> Vec<Drawn> {
        self.frame += 1;
        // Those drawn in the last frame choose first, so that they stay; then from the top, the longer first.
        let fresh = |mark: &Mark| self.kept.get(&mark.place()).is_none_or(|slot| slot.seen + 1 < self.frame);
        marks.sort_by_key(|mark| (fresh(mark), mark.span.start(), u32::MAX - mark.span.len(), mark.id));
        marks.dedup_by_key(|mark| mark.place());
        let mut lanes: [Vec<(f32, f32)>; (PASSAGE_LANES + CLAIM_LANES) as usize] = Default::default();
        let mut layers: [Vec<(u32, u32)>; LAYERS as usize] = Default::default();
        let mut drawn = Vec::with_capacity(marks.len());
        for mark in marks {
            let rects: Vec<(Rect, f32)> = shown.iter().flat_map(|s| s.lines_of(mark.span.range())).collect();
            let (Some((first, _)), Some((last, _))) = (rects.first(), rects.last()) else { continue };
            let (top, bottom) = (first.top() + 5.0, (last.bottom() - 5.0).max(first.top() + 9.0));
            if mark.kind == MarkKind::Name {
                drawn.push((mark, rects, top, bottom, NO_LANE, 0));
                continue;
            }
            // What goes on out of sight takes its lane all the way, so that it meets no stranger there.
            let reach = (
                if mark.span.start() < first_byte(shown) { f32::NEG_INFINITY } else { top },
                if mark.span.end() > last_byte(shown) { f32::INFINITY } else { bottom },
            );
            let (from, many, wanted_layers) = match &mark.kind {
                MarkKind::Passage { colors } => {
                    (0, PASSAGE_LANES, u8::try_from(colors.len()).unwrap_or(LAYERS).clamp(1, LAYERS))
                }
                MarkKind::Claim { .. } | MarkKind::Name => (PASSAGE_LANES, CLAIM_LANES, 0),
            };
            let before = self.kept.get(&mark.place()).copied();
            let lane = choose(&mut lanes, from, many, before.map(|slot| slot.lane), reach);
            let layer = match wanted_layers {
                0 => 0,
                n => choose_layers(&mut layers, n, before.map(|slot| slot.layer), (mark.span.start(), mark.span.end())),
            };
            if from == 0 {
                self.widest = self.widest.max(lane + 1);
            }
            self.kept.insert(mark.place(), Slot { lane, layer, seen: self.frame });
            drawn.push((mark, rects, top, bottom, lane, layer));
        }
        let frame = self.frame;
        self.kept.retain(|_, slot| slot.seen == frame);
        let claims_left = TO_LANES + STRIDE * f32::from(self.widest.max(2)) + 2.0;
        let place = |(mark, rects, top, bottom, lane, layer): (Mark, Vec<(Rect, f32)>, f32, f32, u8, u8)| {
            if let (NO_LANE, Some((first, _))) = (lane, rects.first()) {
                let lane = *first;
                return Drawn { mark, rects, lane, layer };
            }
            let (left, width) = if lane < PASSAGE_LANES {
                (TO_LANES + STRIDE * f32::from(lane), PASSAGE_WIDTH)
            } else {
                (claims_left + (CLAIM_WIDTH + 3.0) * f32::from(lane - PASSAGE_LANES), CLAIM_WIDTH)
            };
            let min = pos2(column_right + left, top.max(view.top() - 20.0));
            let lane = Rect::from_min_max(min, pos2(min.x + width, bottom.min(view.bottom() + 20.0).max(min.y + 4.0)));
            Drawn { mark, rects, lane, layer }
        };
        let mut drawn: Vec<Drawn> = drawn.into_iter().map(place).collect();
        drawn.sort_by_key(|d| (d.mark.span.start(), u32::MAX - d.mark.span.len(), d.mark.id));
        drawn
    }
}

/// The first free lane of `many` beginning at `from`, or the one it had; the last when none is free.
fn choose(lanes: &mut [Vec<(f32, f32)>], from: u8, many: u8, had: Option<u8>, reach: (f32, f32)) -> u8 {
    let last = from + many - 1;
    let order = had.into_iter().filter(|lane| (from..=last).contains(lane)).chain(from..=last);
    for lane in order {
        let Some(taken) = lanes.get_mut(usize::from(lane)) else { continue };
        // Neighbours on a lane keep two points apart.
        if lane == last || taken.iter().all(|&(top, bottom)| reach.1 + 2.0 <= top || bottom + 2.0 <= reach.0) {
            taken.push(reach);
            return lane;
        }
    }
    last
}

/// The first of `n` neighbouring free layers, or the one it had.
fn choose_layers(layers: &mut [Vec<(u32, u32)>], n: u8, had: Option<u8>, bytes: (u32, u32)) -> u8 {
    let last = LAYERS - n;
    let free = |layers: &[Vec<(u32, u32)>], at: u8| {
        let taken = layers.iter().skip(usize::from(at)).take(usize::from(n));
        taken.flatten().all(|&(start, end)| bytes.1 <= start || end <= bytes.0)
    };
    let layer = had.into_iter().chain(0..=last).find(|&at| at <= last && free(layers, at)).unwrap_or(last);
    for taken in layers.iter_mut().skip(usize::from(layer)).take(usize::from(n)) {
        taken.push(bytes);
    }
    layer
}

impl Drawn {
    /// True when the point is on the words it covers.
    pub fn covers(&self, byte: u32) -> bool {
        self.mark.span.contains(byte)
    }

    /// True while something else is what matters.
    fn is_held_back(&self, hovered: Option<Id>) -> bool {
        hovered.map_or(self.mark.dimmed, |id| id != self.mark.id)
    }

    /// The underlines; `hovered` is the mark that is pointed at.
    pub fn underline(&self, ui: &Ui, palette: &Palette, hovered: Option<Id>, size: f32) {
        let dim = |color: Color32| if self.is_held_back(hovered) { palette.dimmed(color) } else { color };
        let colors: Vec<Color32> = match &self.mark.kind {
            MarkKind::Passage { colors } if colors.is_empty() => vec![palette.soft],
            MarkKind::Passage { colors } => colors.iter().map(|&rgb| palette.adjusted(rgb)).collect(),
            // A claim shows its words only while it is pointed at.
            MarkKind::Claim { .. } if hovered == Some(self.mark.id) => vec![palette.ink],
            MarkKind::Claim { .. } => return,
            MarkKind::Name => return self.dots(ui, dim(palette.soft), size),
        };
        let scale = (size / 17.0).clamp(0.8, 1.6);
        for (i, color) in (0_u8..).zip(colors).take(usize::from(LAYERS - self.layer)) {
            for &(rect, baseline) in &self.rects {
                let top = (baseline + size * 0.27 + 3.0 * scale * f32::from(self.layer + i)).round();
                let thick = if self.mark.pending { 1.0 } else { 2.0 };
                let line = Rect::from_min_max(pos2(rect.left(), top), pos2(rect.right(), top + thick));
                ui.painter().rect_filled(line, 0.0, dim(color));
            }
        }
    }

    /// Dots under the words of a name, close to them and above every underline.
    fn dots(&self, ui: &Ui, color: Color32, size: f32) {
        let (apart, radius) = ((size * 0.24).max(3.0), (size * 0.045).clamp(0.7, 1.3));
        for &(rect, baseline) in &self.rects {
            let y = (baseline + size * 0.17).round() + 0.5;
            let count = (rect.width() / apart).floor().max(1.0) as usize;
            // Even on both sides.
            let left = rect.left() + (rect.width() - (count - 1) as f32 * apart) / 2.0;
            for i in 0..count {
                ui.painter().circle_filled(pos2(left + apart * i as f32, y), radius, color);
            }
        }
    }

    /// False for what is marked by its words alone.
    pub fn has_lane(&self) -> bool {
        self.mark.kind != MarkKind::Name
    }

    /// The lane.
    pub fn bar(&self, ui: &Ui, engine: &TextEngine, palette: &Palette, hovered: Option<Id>) {
        let dim = |color: Color32| if self.is_held_back(hovered) { palette.dimmed(color) } else { color };
        let painter = ui.painter();
        match &self.mark.kind {
            MarkKind::Passage { colors } => {
                let own: Vec<Color32> = colors.iter().map(|&rgb| dim(palette.adjusted(rgb))).collect();
                let first = own.first().copied().unwrap_or(dim(palette.soft));
                if self.mark.pending {
                    painter.rect_stroke(self.lane, 2.0, Stroke::new(1.0, first), StrokeKind::Inside);
                    return;
                }
                // Several tags share the lane, each an equal part of its height.
                let many = own.len().max(1) as f32;
                painter.rect_filled(self.lane, 2.0, first);
                for (i, color) in own.iter().enumerate().skip(1) {
                    let top = self.lane.top() + self.lane.height() * i as f32 / many;
                    painter.rect_filled(Rect::from_min_max(pos2(self.lane.left(), top), self.lane.max), 2.0, *color);
                }
            }
            MarkKind::Name => {}
            MarkKind::Claim { initial } => {
                let ink = dim(palette.ink);
                let letter = if self.mark.pending {
                    painter.rect_stroke(self.lane, 3.0, Stroke::new(1.0, ink), StrokeKind::Inside);
                    ink
                } else {
                    painter.rect_filled(self.lane, 3.0, ink);
                    palette.paper
                };
                // A long bar keeps its letter in sight.
                let top = self.lane.top().max(ui.clip_rect().top()) + 1.0;
                let style = Style { weight: Weight::SemiBold, ..Style::interface(10.0) };
                let layout = engine.layout(initial, &style, Direction::Own);
                engine.paint(painter, pos2(self.lane.center().x - layout.width() / 2.0, top), &layout, letter);
            }
        }
    }

    /// Where the lane can be clicked: wider than it is drawn.
    pub fn target(&self) -> Rect {
        let grow: Vec2 = if self.lane.width() < CLAIM_WIDTH { vec2(2.0, 1.0) } else { vec2(0.0, 1.0) };
        self.lane.expand2(grow)
    }
}

/// The shortest mark under a byte, else the one whose lane is under the pointer.
pub(super) fn smallest(drawn: &[Drawn], byte: u32) -> Option<Id> {
    drawn.iter().filter(|d| d.covers(byte)).min_by_key(|d| d.mark.span.len()).map(|d| d.mark.id)
}

/// Colored signs of all marks along the scrollbar. What falls on a row that shows another color goes to one of the
/// two rows below, if there is room; the rest is told by the text itself.
pub(super) fn paint_ticks(ui: &Ui, palette: &Palette, ticks: &[Tick], all: &Range<u32>, track: Rect) {
    let rows_a_byte =
        f64::from((track.height() - TICK).max(1.0) / TICK) / f64::from(all.end.saturating_sub(all.start).max(1));
    let mut rows: Vec<Option<&Tick>> = vec![None; (track.height() / TICK) as usize + 1];
    for tick in ticks.iter().filter(|tick| all.contains(&tick.byte)) {
        let nominal = (f64::from(tick.byte - all.start) * rows_a_byte) as usize;
        for row in rows.iter_mut().skip(nominal).take(3) {
            match row {
                Some(there) if there.color == tick.color => break,
                Some(_) => {}
                None => {
                    *row = Some(tick);
                    break;
                }
            }
        }
    }
    for (i, tick) in rows.iter().enumerate().filter_map(|(i, tick)| tick.map(|tick| (i, tick))) {
        let color = tick.color.map_or(palette.ink, |rgb| palette.adjusted(rgb));
        let at: Pos2 = pos2(track.left(), track.top() + TICK * i as f32);
        ui.painter().rect_filled(Rect::from_min_size(at, vec2(track.width(), TICK - 0.5)), 1.0, color);
    }
}

fn first_byte(shown: &[Shown]) -> u32 {
    shown.first().map_or(0, |s| s.placed.measured.bytes.start)
}

fn last_byte(shown: &[Shown]) -> u32 {
    shown.last().map_or(0, |s| s.placed.measured.bytes.end)
}
