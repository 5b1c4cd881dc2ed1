//! Claims in time: a drawing of its lanes, and a table with a row a claim.

use super::drawing::{ACCENT, Drawing, Ink, Look, Mark, RULE, SOFT, Shape, TEXT};
use super::placed::Records;
use super::table;
use super::visible::one_line;
use crate::analysis::placed::{Placed, unique};
use crate::analysis::timeline::{Clock, Day, Lag, Lanes, Line, Time, Timeline, date_of, ticks, timeline, times};
use crate::domain::claim::{Claim, Stance};
use crate::domain::{Date, Id, Words};

const WIDTH: f32 = 1280.0;
const MARGIN: f32 = 40.0;
/// Where the axis begins.
const AXIS: f32 = 520.0;
const LINE: f32 = 30.0;
/// A claim's three times stand over each other, this far apart.
const TIER: f32 = 9.0;

const TITLE: Look = Look::new(20.0, TEXT).bold();
const HEADING: Look = Look::new(13.0, TEXT).bold();
const BODY: Look = Look::new(13.0, TEXT);
const SMALL: Look = Look::new(11.0, SOFT);

/// How a time is drawn: its mark, its ink, and how far from the middle of its line.
fn drawn(clock: Clock) -> (Mark, Ink, f32) {
    match clock {
        Clock::Happens => (Mark::Diamond, ACCENT, -TIER),
        Clock::Said => (Mark::Disc, TEXT, 0.0),
        Clock::Published => (Mark::Square, SOFT, TIER),
    }
}

/// The drawing.
pub(super) fn draw(records: &Records, lanes: Lanes, title: &str) -> Drawing {
    let placed = records.placed();
    let within = records.scope.within;
    let shown = timeline(&placed, lanes, within);
    let mut out = Drawing::new(WIDTH);
    let room = WIDTH - 2.0 * MARGIN;
    out.write((MARGIN, 52.0), title, TITLE, room);
    let undated = if within.is_some() { String::new() } else { format!(", {} without a date", shown.undated.len()) };
    let claims = if shown.dated == 1 { "claim" } else { "claims" };
    let narrowed = records.narrowed();
    let about = format!("Timeline by {}: {} dated {claims}{undated}{narrowed}", lanes.label(), shown.dated);
    out.write((MARGIN, 76.0), &about, Look { ink: SOFT, ..BODY }, room);
    let mut x = MARGIN + 4.0;
    for clock in Clock::ALL {
        let (mark, ink, _) = drawn(*clock);
        out.add(Shape::Mark { x, y: 98.0, mark, ink });
        x += 12.0 + out.write((x + 10.0, 102.0), clock.label(), SMALL, room) + 20.0;
    }
    out.add(Shape::Fading { at: [x, 95.0, 28.0, 6.0], ink: TEXT, strong: [0.15, 0.6, 0.15] });
    out.write((x + 36.0, 102.0), "some day in it", SMALL, room);
    let axis = Axis::of(&shown, within);
    let mut y = 150.0;
    let top = y - 12.0;
    let rules = out.shapes.len();
    for lane in &shown.lanes {
        let name = lane.of.map_or_else(|| nobody(lanes).to_owned(), |id| records.called(id));
        let wide = out.write((MARGIN, y + 18.0), &name, HEADING, AXIS - MARGIN - 60.0);
        out.write((MARGIN + wide + 8.0, y + 18.0), &lane.lines.len().to_string(), SMALL, 60.0);
        y += 28.0;
        for line in &lane.lines {
            claim_line(&mut out, records, line, &axis, y);
            y += LINE;
        }
        y += 8.0;
    }
    let bottom = y;
    if !shown.undated.is_empty() {
        out.write((MARGIN, y + 18.0), "No date, or not the year", HEADING, room);
        y += 28.0;
        for claim in shown.undated.iter().filter_map(|id| records.claim(*id)) {
            out.write((MARGIN, y + 18.0), &one_line(claim.words.raw()), BODY, AXIS - MARGIN - 20.0);
            let told: Vec<String> = [("happens", happens(claim)), ("said", said(claim))]
                .into_iter()
                .filter(|(_, told)| !told.is_empty())
                .map(|(what, told)| format!("{what} {told}"))
                .collect();
            out.write((AXIS, y + 18.0), &told.join("; "), SMALL, WIDTH - MARGIN - AXIS);
            y += LINE;
        }
    }
    // The axis lies under what is drawn on it.
    let marks = out.shapes.split_off(rules);
    for tick in ticks(axis.from, axis.to, 6) {
        let x = axis.x(tick.day as f64 + 0.5);
        out.add(Shape::Box { at: [x, top, 1.0, bottom - top], ink: RULE });
        out.write_middle((x, top - 6.0), &tick.label, SMALL, 90.0);
    }
    out.shapes.extend(marks);
    out.height = y + MARGIN;
    out
}

fn nobody(lanes: Lanes) -> &'static str {
    match lanes {
        Lanes::Speaker => "Speaker not known",
        Lanes::Outlet => "No document",
        Lanes::Tag => "No tag",
    }
}

/// The days that are drawn.
struct Axis {
    from: f64,
    to: f64,
}

impl Axis {
    fn of(shown: &Timeline, within: Option<(Day, Day)>) -> Self {
        let (first, last) = shown.days.unwrap_or((0, 365));
        let (from, to) = within.map_or((first, last), |(from, to)| (first.max(from), last.min(to).max(first)));
        let air = ((to - from) as f64 * 0.04).max(3.0);
        Self { from: from as f64 - air, to: to as f64 + 1.0 + air }
    }

    /// The side on which a time lies wholly beyond what is drawn.
    fn beyond(&self, time: &Time) -> Option<Side> {
        if time.last.is_some_and(|last| (last as f64) < self.from) {
            return Some(Side::Before);
        }
        time.first.is_some_and(|first| first as f64 > self.to).then_some(Side::After)
    }

    fn x(&self, day: f64) -> f32 {
        let part = (day - self.from) / (self.to - self.from);
        AXIS + part.clamp(0.0, 1.0) as f32 * (WIDTH - MARGIN - AXIS)
    }
}

fn claim_line(out: &mut Drawing, records: &Records, line: &Line, axis: &Axis, y: f32) {
    let words = records.drawn(line.claim);
    out.write((MARGIN + 12.0, y + 19.0), &words, BODY, AXIS - MARGIN - 36.0);
    let middle = y + LINE / 2.0;
    for clock in Clock::ALL {
        let Some(time) = line.at(*clock) else { continue };
        let (mark, ink, tier) = drawn(*clock);
        let y = middle + tier;
        if let Some(side) = axis.beyond(time) {
            beyond(out, time, side, y, ink);
            continue;
        }
        let (left, right) = ends(time, axis);
        if right - left < 9.0 && time.first.is_some() && time.last.is_some() {
            if time.about {
                out.add(Shape::Fading {
                    at: [(left + right) / 2.0 - 14.0, y - 2.0, 28.0, 4.0],
                    ink,
                    strong: [0.0, 0.5, 0.0],
                });
            }
            out.add(Shape::Mark { x: (left + right) / 2.0, y, mark, ink });
            continue;
        }
        let open = |end: Option<Day>| if end.is_some() { 0.3 } else { 0.0 };
        let strong = match (time.first, time.last) {
            (Some(_), None) => [0.7, 0.35, 0.0],
            (None, Some(_)) => [0.0, 0.35, 0.7],
            (first, last) => [open(first), 0.6, open(last)],
        };
        out.add(Shape::Fading { at: [left, y - 3.0, (right - left).max(2.0), 6.0], ink, strong });
        // Its shape tells which time it is, at the end that is known.
        out.add(Shape::Mark { x: if time.first.is_some() { left } else { right }, y, mark, ink });
    }
}

/// A side of the days that are drawn.
enum Side {
    Before,
    After,
}

/// A time beyond the days that are drawn is told at their edge, and not drawn as if it were there.
fn beyond(out: &mut Drawing, time: &Time, side: Side, y: f32, ink: Ink) {
    let told = |day: Option<Day>| day.map(|day| date_of(day).strftime("%-d %b %Y").to_string()).unwrap_or_default();
    let look = Look { ink, ..SMALL };
    match side {
        Side::Before => out.write((AXIS - 6.0, y + 4.0), &format!("‹ {}", told(time.last)), look, 110.0),
        Side::After => out.write((WIDTH - MARGIN - 84.0, y + 4.0), &format!("{} ›", told(time.first)), look, 110.0),
    };
}

/// Where a time begins and ends on the axis.
fn ends(time: &Time, axis: &Axis) -> (f32, f32) {
    let left = time.first.map_or(AXIS, |day| axis.x(day as f64));
    (left, time.last.map_or(WIDTH - MARGIN, |day| axis.x(day as f64 + 1.0)))
}

const HEAD: [&str; 27] = [
    "claim",
    "words",
    "speaker",
    "outlets",
    "documents",
    "tags",
    "stance",
    "happens",
    "happens_first",
    "happens_last",
    "happens_precision",
    "happens_as_written",
    "said",
    "said_first",
    "said_last",
    "said_precision",
    "said_as_written",
    "published",
    "published_first",
    "published_last",
    "published_precision",
    "has_place_in_time",
    "said_after_days_least",
    "said_after_days_most",
    "published_after_days_least",
    "published_after_days_most",
    "lags",
];

/// The table: a row a claim, those without a date last.
pub(super) fn csv(records: &Records) -> Vec<u8> {
    let placed = records.placed();
    let shown = timeline(&placed, Lanes::Speaker, records.scope.within);
    let dated = shown.lanes.iter().flat_map(|lane| lane.lines.iter().map(|line| line.claim));
    let order: Vec<Id> = dated.chain(shown.undated.iter().copied()).collect();
    let of: std::collections::HashMap<Id, &Placed<'_>> = placed.iter().map(|one| (one.claim.id, one)).collect();
    table::csv(&HEAD, order.into_iter().filter_map(|id| of.get(&id)).map(|one| row(records, one)))
}

fn row(records: &Records, placed: &Placed<'_>) -> Vec<String> {
    let claim = placed.claim;
    let line = Line { claim: claim.id, times: times(placed) };
    let called = |ids: Vec<Id>| ids.into_iter().map(|id| records.called(id)).collect::<Vec<_>>().join("; ");
    let mut out = vec![
        claim.id.to_string(),
        one_line(claim.words.raw()),
        placed.speaker.map(|id| records.called(id)).unwrap_or_default(),
        called(unique(placed.documents.iter().filter_map(|(_, outlet)| *outlet))),
        called(unique(placed.documents.iter().map(|(document, _)| document.id))),
        called(unique(placed.tags.iter().copied())),
        claim.stance.map(Stance::as_str).unwrap_or_default().to_owned(),
    ];
    let dates = [claim.happens_at.as_ref(), claim.said_at.as_ref(), placed.published()];
    let as_written = [Some(claim.happens_at_words.as_ref()), Some(claim.said_at_words.as_ref()), None];
    for ((clock, date), written) in Clock::ALL.iter().zip(dates).zip(as_written) {
        let time = line.at(*clock);
        out.push(date.map(|date| date.as_str().to_owned()).unwrap_or_default());
        out.push(day(time.and_then(|time| time.first)));
        out.push(day(time.and_then(|time| time.last)));
        out.push(time.map(|time| time.precision.as_str().to_owned()).unwrap_or_default());
        out.extend(written.map(|words| words.map(|words| one_line(words.raw())).unwrap_or_default()));
    }
    out.push(if line.times.iter().any(Option::is_some) { "yes" } else { "no" }.to_owned());
    let lags = [line.said_after(), line.published_after()];
    for lag in lags {
        let days = |end: Option<i64>| end.map(|days| days.to_string()).unwrap_or_default();
        out.push(days(lag.and_then(|lag| lag.least)));
        out.push(days(lag.and_then(|lag| lag.most)));
    }
    let told =
        ["said", "published"].iter().zip(lags).filter_map(|(what, lag)| Some((what, lag.as_ref().map(Lag::shown)?)));
    out.push(told.map(|(what, lag)| format!("{what} {lag}")).collect::<Vec<_>>().join("; "));
    out
}

fn day(day: Option<Day>) -> String {
    day.map(|day| crate::analysis::timeline::date_of(day).to_string()).unwrap_or_default()
}

fn told(date: Option<&Date>, words: Option<&Words>) -> String {
    match (date, words) {
        (Some(date), _) => date.shown(),
        (None, words) => words.map(|words| one_line(words.raw())).unwrap_or_default(),
    }
}

fn happens(claim: &Claim) -> String {
    told(claim.happens_at.as_ref(), claim.happens_at_words.as_ref())
}

fn said(claim: &Claim) -> String {
    told(claim.said_at.as_ref(), claim.said_at_words.as_ref())
}
