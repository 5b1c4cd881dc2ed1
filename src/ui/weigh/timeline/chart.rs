//! The chart of the timeline: which days are in sight, the axis over them, and a claim's three times on its line.

use crate::app::timing::{Clock, Day, Days, Line, Time, ticks};
use crate::say::time as say;
use crate::ui::theme::{Palette, size};
use egui::epaint::Mesh;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

/// By how much one step comes nearer.
pub(super) const STEP: f64 = 1.5;
/// Fewest days in sight.
const FEWEST: f64 = 4.0;
/// Half the side of a mark.
const MARK: f32 = 4.0;
/// A claim's three times stand over each other, this far apart.
const TIER: f32 = 9.0;
/// Points between two marks of the axis, at least.
const APART: f32 = 92.0;

/// The days in sight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    from: f64,
    to: f64,
    /// The ends of the whole, air included.
    all: (f64, f64),
}

impl Sight {
    /// Those of the last frame; of another stretch of days, all.
    pub(super) fn kept(ui: &Ui, (first, last): Days) -> Self {
        let air = ((last - first) as f64 * 0.04).max(3.0);
        let all = (first as f64 - air, last as f64 + 1.0 + air);
        ui.data(|data| data.get_temp(Self::id(all))).unwrap_or(Self { from: all.0, to: all.1, all })
    }

    pub(super) fn keep(self, ui: &Ui) {
        ui.data_mut(|data| data.insert_temp(Self::id(self.all), self));
    }

    /// Each stretch has its own: who lifts a time that was chosen is back where he was.
    fn id((from, to): (f64, f64)) -> egui::Id {
        egui::Id::unique(("days in sight", from as i64, to as i64))
    }

    pub(super) fn middle(&self) -> f64 {
        f64::midpoint(self.from, self.to)
    }

    /// Comes so much nearer; what is at `day` stays there.
    pub(super) fn zoom(&mut self, by: f64, day: f64) {
        let wide = self.to - self.from;
        let new = (wide / by).clamp(FEWEST.min(self.all.1 - self.all.0), self.all.1 - self.all.0);
        let part = ((day - self.from) / wide).clamp(0.0, 1.0);
        self.from = day - part * new;
        self.to = self.from + new;
        self.go(0.0);
    }

    /// Goes along by a part of what is in sight, no farther than there is anything.
    pub(super) fn go(&mut self, part: f64) {
        let wide = self.to - self.from;
        self.from = (self.from + part * wide).clamp(self.all.0, (self.all.1 - wide).max(self.all.0));
        self.to = self.from + wide;
    }

    pub(super) fn whole(&mut self) {
        (self.from, self.to) = self.all;
    }

    /// The day at a place of the chart.
    pub(super) fn day(&self, chart: Rect, x: f32) -> f64 {
        self.from + f64::from((x - chart.left()) / chart.width()) * (self.to - self.from)
    }

    /// The place of a day; far outside of the chart it stays near it.
    fn x(&self, chart: Rect, day: f64) -> f32 {
        let part = ((day - self.from) / (self.to - self.from)).clamp(-1.0, 2.0);
        chart.left() + part as f32 * chart.width()
    }
}

/// The band over the lanes, a hairline down from each of its marks, and a ground behind the days that are looked at.
pub(super) fn axis(ui: &Ui, p: &Palette, chart: Rect, band: f32, within: Option<Days>, sight: &Sight) {
    let most = (chart.width() / APART).floor().max(2.0) as usize;
    let painter = ui.painter();
    if let Some((from, to)) = within {
        let x = |day: f64| sight.x(chart, day).clamp(chart.left(), chart.right());
        let then = Rect::from_x_y_ranges(x(from as f64)..=x(to as f64 + 1.0), chart.top() + band..=chart.bottom());
        painter.rect_filled(then, 0.0, p.wash);
    }
    for tick in ticks(sight.from, sight.to, most) {
        let x = sight.x(chart, tick.day as f64).round() + 0.5;
        painter.vline(x, chart.top() + band..=chart.bottom(), Stroke::new(1.0, p.rule));
        painter.vline(x, chart.top() + band - 5.0..=chart.top() + band, Stroke::new(1.0, p.faint));
        let font = FontId::proportional(size::SMALL);
        let galley = painter.layout_no_wrap(tick.label, font, p.soft);
        let half = galley.size().x / 2.0;
        let middle = x.clamp(chart.left() + half, (chart.right() - half).max(chart.left() + half));
        painter.galley(pos2(middle - half, chart.top() + 5.0), galley, p.soft);
    }
    painter.hline(chart.x_range(), chart.top() + band, Stroke::new(1.0, p.rule));
}

fn ink(clock: Clock, p: &Palette) -> Color32 {
    match clock {
        Clock::Happens => p.accent,
        Clock::Said => p.ink,
        Clock::Published => p.soft,
    }
}

fn tier(clock: Clock) -> f32 {
    match clock {
        Clock::Happens => -TIER,
        Clock::Said => 0.0,
        Clock::Published => TIER,
    }
}

/// What each mark means, from a place on.
pub(super) fn legend(ui: &Ui, p: &Palette, at: Pos2) {
    let mut x = at.x;
    for (clock, label) in [(Clock::Happens, say::HAPPENS), (Clock::Said, say::SAID), (Clock::Published, say::PUBLISHED)]
    {
        mark(ui.painter(), p, pos2(x + MARK, at.y), clock);
        let font = FontId::proportional(size::SMALL);
        x = ui.painter().text(pos2(x + 14.0, at.y), Align2::LEFT_CENTER, label, font, p.soft).right() + 16.0;
    }
}

/// What a bar means.
pub(super) fn bar(ui: &mut Ui, p: &Palette) {
    let galley = ui.painter().layout_no_wrap(say::NOT_TO_THE_DAY.to_owned(), FontId::proportional(size::SMALL), p.soft);
    let (rect, _) = ui.allocate_exact_size(vec2(30.0 + galley.size().x + 6.0, 18.0), Sense::hover());
    let bar = Rect::from_center_size(pos2(rect.left() + 11.0, rect.center().y), vec2(22.0, 6.0));
    fading(ui.painter(), bar, p.ink, [0.15, 0.6, 0.15]);
    ui.painter().galley(pos2(rect.left() + 30.0, rect.center().y - galley.size().y / 2.0), galley, p.soft);
}

/// An empty square on its corner for what happens, a full disc for what was said, an empty square for what was published.
fn mark(painter: &Painter, p: &Palette, at: Pos2, clock: Clock) {
    let ink = ink(clock, p);
    let edge = Stroke::new(1.5, ink);
    match clock {
        Clock::Said => {
            painter.circle_filled(at, MARK, ink);
        }
        Clock::Published => {
            let square = Rect::from_center_size(at, vec2(2.0 * MARK, 2.0 * MARK));
            painter.rect(square, 1.0, p.paper, edge, StrokeKind::Inside);
        }
        Clock::Happens => {
            let r = MARK + 0.5;
            let corners = [(-r, 0.0), (0.0, -r), (r, 0.0), (0.0, r)].map(|(x, y)| at + vec2(x, y));
            painter.add(Shape::convex_polygon(corners.to_vec(), p.paper, edge));
        }
    }
}

/// A bar whose ink is so strong at its left, in its middle and at its right.
fn fading(painter: &Painter, bar: Rect, ink: Color32, strong: [f32; 3]) {
    let mut mesh = Mesh::default();
    for (x, strong) in [bar.left(), bar.center().x, bar.right()].into_iter().zip(strong) {
        let ink = ink.gamma_multiply(strong);
        mesh.colored_vertex(pos2(x, bar.top()), ink);
        mesh.colored_vertex(pos2(x, bar.bottom()), ink);
    }
    for first in [0, 2] {
        mesh.add_triangle(first, first + 1, first + 2);
        mesh.add_triangle(first + 1, first + 2, first + 3);
    }
    painter.add(Shape::mesh(mesh));
}

/// A claim's times: a day is a mark, what is less exact a bar that fades, an open end one that fades away.
pub(super) fn marks(ui: &Ui, p: &Palette, chart: Rect, line: &Line, sight: &Sight) {
    let painter = ui.painter().with_clip_rect(ui.clip_rect().intersect(chart.expand2(vec2(MARK + 1.0, 0.0))));
    let y = |clock: Clock| chart.center().y + tier(clock);
    lag(&painter, p, chart, line, sight);
    for clock in Clock::ALL {
        let Some(time) = line.at(*clock) else { continue };
        let (left, right) = ends(chart, time, sight);
        if right < chart.left() || left > chart.right() {
            continue;
        }
        let (y, ink) = (y(*clock), ink(*clock, p));
        let closed = time.first.is_some() && time.last.is_some();
        let middle = f32::midpoint(left, right);
        if closed && right - left < 10.0 {
            if time.about {
                let bar = Rect::from_center_size(pos2(middle, y), vec2(28.0, 4.0));
                fading(&painter, bar, ink, [0.0, 0.6, 0.0]);
            }
            mark(&painter, p, pos2(middle, y), *clock);
            continue;
        }
        let strong = match (time.first, time.last) {
            (Some(_), None) => [0.75, 0.35, 0.0],
            (None, Some(_)) => [0.0, 0.35, 0.75],
            _ => [0.25, 0.65, 0.25],
        };
        let bar =
            Rect::from_x_y_ranges(left.max(chart.left() - 60.0)..=right.min(chart.right() + 60.0), y - 3.0..=y + 3.0);
        fading(&painter, bar, ink, strong);
        // Its shape tells which time it is, at the end that is known where that is in sight.
        let at = if time.first.is_none() { right } else { left };
        if chart.x_range().contains(at) {
            mark(&painter, p, pos2(at, y), *clock);
        }
    }
}

/// A hairline from when it was said to when it was published: the lag between them.
fn lag(painter: &Painter, p: &Palette, chart: Rect, line: &Line, sight: &Sight) {
    let at = |clock: Clock| {
        let (left, right) = ends(chart, line.at(clock)?, sight);
        Some(pos2(if right - left < 10.0 { f32::midpoint(left, right) } else { left }, chart.center().y + tier(clock)))
    };
    for (from, to) in [(Clock::Happens, Clock::Said), (Clock::Said, Clock::Published)] {
        if let (Some(from), Some(to)) = (at(from), at(to)) {
            painter.line_segment([from, to], Stroke::new(1.0, p.faint));
        }
    }
}

/// Where a time begins and ends on the chart.
fn ends(chart: Rect, time: &Time, sight: &Sight) -> (f32, f32) {
    let x = |day: Option<Day>, more: f64| day.map(|day| sight.x(chart, day as f64 + more));
    let (left, right) = (x(time.first, 0.0), x(time.last, 1.0));
    (left.unwrap_or(chart.left() - 8.0), right.unwrap_or(chart.right() + 8.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_pointed_at_stays_where_it_is_and_nothing_lies_beyond_the_ends() {
        let whole = Sight { from: 0.0, to: 1000.0, all: (0.0, 1000.0) };
        let chart = Rect::from_min_max(pos2(100.0, 0.0), pos2(600.0, 100.0));
        let mut sight = whole;
        sight.zoom(2.0, 250.0);
        assert!((sight.x(chart, 250.0) - whole.x(chart, 250.0)).abs() < 0.01);
        assert!((sight.to - sight.from - 500.0).abs() < 0.01);
        sight.go(-5.0);
        assert_eq!(sight.from, 0.0);
        sight.go(5.0);
        assert_eq!(sight.to, 1000.0);
        sight.zoom(1e9, 900.0);
        assert!((sight.to - sight.from - FEWEST).abs() < 0.01, "days do not grow without end");
        sight.zoom(1e-9, 900.0);
        assert_eq!(sight, whole);
        assert!((whole.day(chart, 350.0) - 500.0).abs() < 0.01);
    }
}
