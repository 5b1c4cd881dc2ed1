//! Claims in time: a lane for each speaker, outlet or tag, a line for each claim, and on it when it happens, was said and was
//! published, as exactly as that is known.

mod chart;

use super::tab_named;
use crate::app::timing::{Days, Lanes, Line, TimeWish, Timeline};
use crate::app::weigh_view::shown;
use crate::app::weigh_view::time::{called, line_name, time_lines, timeline_of};
use crate::app::{Action, Command, Hand};
use crate::domain::claim::Claim;
use crate::domain::{Id, Words};
use crate::say::time as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{empty, note, quiet_button, row};
use chart::{Sight, axis, legend, marks};
use egui::{
    Align, EventFilter, FontId, Key, Layout, Modifiers, Rect, Response, RichText, ScrollArea, Sense, Ui, pos2,
    scroll_area::ScrollSource, vec2,
};
use std::sync::Arc;

/// Height of a line.
const LINE: f32 = 34.0;
/// Height of the band over the lanes.
const BAND: f32 = 30.0;
/// What part of the width a claim's words get, and the most of it in points.
const WORDS: (f32, f32) = (0.42, 460.0);

const ORDERS: [(Lanes, &str); 3] = [
    (Lanes::Speaker, crate::say::weigh::order::SPEAKER),
    (Lanes::Outlet, say::LANES_OUTLET),
    (Lanes::Tag, say::LANES_TAG),
];

/// A line of the list.
#[derive(Clone, Copy)]
enum Entry {
    /// The head of a lane, by its place.
    Lane(usize),
    /// A claim.
    Claim(Line),
    /// The head of what has no date.
    Undated,
    /// A claim without one.
    Apart(Id),
}

struct Listed {
    shown: Timeline,
    entries: Vec<Entry>,
}

/// The claims in time, kept while nothing changes.
fn listed(ui: &Ui, scene: &Scene<'_>) -> Arc<Listed> {
    let timing = &scene.app.timing;
    let key = (state_of(scene), timing.lanes as u8, timing.within, scene.app.tag_filter);
    kept(ui, "timeline", key, || {
        let scope = scene.app.tag_scope();
        let shown = scene.app.model().map(|m| timeline_of(m, timing.lanes, scope.as_ref(), timing.within));
        let shown = shown.unwrap_or_default();
        let mut entries = Vec::new();
        for (at, lane) in shown.lanes.iter().enumerate() {
            entries.push(Entry::Lane(at));
            entries.extend(lane.lines.iter().map(|line| Entry::Claim(*line)));
        }
        if !shown.undated.is_empty() {
            entries.push(Entry::Undated);
            entries.extend(shown.undated.iter().map(|id| Entry::Apart(*id)));
        }
        Listed { shown, entries }
    })
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let listed = listed(ui, scene);
    let shown = &listed.shown;
    let mut lanes = scene.app.timing.lanes;
    let counts = say::dated(shown.dated, shown.undated.len());
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ui.label(RichText::new(say::TIMELINE).font(semi_bold(17.0)).color(p.ink));
        ui.add_space(16.0);
        note(ui, &p, say::BY);
        for (one, label) in ORDERS {
            if tab_named(ui, &p, label, say::lanes_by(label), one == lanes).clicked() {
                lanes = one;
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if quiet_button(ui, &p, say::EXPORT).on_hover_text(Command::ExportTimeline.help()).clicked() {
                scene.wanted.push(Action::Command(Command::ExportTimeline));
            }
            ui.add_space(10.0);
            ui.label(RichText::new(counts).size(size::BODY).color(p.soft));
        });
    });
    ui.add_space(12.0);
    if lanes != scene.app.timing.lanes {
        scene.wanted.push(Action::Time(TimeWish::Lanes(lanes)));
    }
    crate::ui::read::tag_chip(ui, scene);
    let Some(days) = shown.days else {
        match (scene.app.timing.within, scene.app.tag_filter) {
            (Some(_), _) => drop(note(ui, &p, say::NOTHING_THEN)),
            (None, Some(_)) => drop(note(ui, &p, say::NOTHING_TAGGED)),
            (None, None) => empty(ui, &p, say::NOTHING_IN_TIME, say::NOTHING_IN_TIME_HINT),
        }
        return;
    };
    let mut sight = Sight::kept(ui, days);
    controls(ui, scene, &mut sight);
    let room = ui.available_rect_before_wrap();
    let left = room.left() + (room.width() * WORDS.0).min(WORDS.1).floor();
    let chart = Rect::from_min_max(pos2(left, room.top()), pos2(room.right() - 6.0, room.bottom()));
    keys(ui, scene, &mut sight);
    pointer(ui, scene, chart, &mut sight);
    sight.keep(ui);
    axis(ui, &p, chart, BAND, scene.app.timing.within, &sight);
    let (band, _) = ui.allocate_exact_size(vec2(room.width(), BAND), Sense::hover());
    legend(ui, &p, band.min + vec2(2.0, 11.0));
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().id_salt("timeline").auto_shrink([false, false]);
    // A drag chooses a time; it does not scroll.
    let area = area.scroll_source(ScrollSource::SCROLL_BAR | ScrollSource::MOUSE_WHEEL);
    area.show_rows(ui, LINE, listed.entries.len(), |ui, range| {
        for entry in listed.entries.get(range).unwrap_or_default() {
            match entry {
                Entry::Lane(at) => {
                    let Some(lane) = shown.lanes.get(*at) else { continue };
                    let name = scene.app.model().zip(lane.of).map(|(model, id)| called(model, id));
                    head(ui, scene, name, nobody(lanes), lane.lines.len());
                }
                Entry::Undated => head(ui, scene, None, say::UNDATED, shown.undated.len()),
                Entry::Claim(line) => claim(ui, scene, line.claim, Some(line), chart, &sight),
                Entry::Apart(id) => claim(ui, scene, *id, None, chart, &sight),
            }
        }
    });
}

fn nobody(lanes: Lanes) -> &'static str {
    match lanes {
        Lanes::Speaker => say::NO_SPEAKER,
        Lanes::Outlet => say::NO_OUTLET,
        Lanes::Tag => say::NO_TAG,
    }
}

/// The field a time is typed into, the buttons that come nearer and go farther, and what the marks mean.
fn controls(ui: &mut Ui, scene: &mut Scene<'_>, sight: &mut Sight) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        let id = egui::Id::unique("time typed");
        let mut typed: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let response = ui
            .scope(|ui| {
                ui.set_max_width(180.0);
                field::wide_line(ui, say::ONLY, say::ONLY_HINT, &mut typed)
            })
            .inner;
        if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
            scene.wanted.push(Action::Time(TimeWish::Typed(typed.clone())));
            // What cannot be read stays, to be mended.
            if crate::domain::Date::read(&typed).is_ok() {
                typed.clear();
            }
        }
        ui.data_mut(|data| data.insert_temp(id, typed));
        for (label, by) in [(say::FARTHER, 1.0 / chart::STEP), (say::NEARER, chart::STEP)] {
            if quiet_button(ui, &p, label).clicked() {
                sight.zoom(by, sight.middle());
            }
        }
        if quiet_button(ui, &p, say::WHOLE).clicked() {
            sight.whole();
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| chart::bar(ui, &p));
    });
    ui.add_space(8.0);
}

/// `+` and `−` come nearer and go farther, the arrows go along, `0` shows all.
fn keys(ui: &Ui, scene: &Scene<'_>, sight: &mut Sight) {
    if field::is_typing(ui.ctx()) || scene.app.overlay.is_some() {
        return;
    }
    ui.input_mut(|input| {
        let mut key = |key| input.consume_key(Modifiers::NONE, key);
        if key(Key::Plus) || key(Key::Equals) {
            sight.zoom(chart::STEP, sight.middle());
        }
        if key(Key::Minus) {
            sight.zoom(1.0 / chart::STEP, sight.middle());
        }
        if key(Key::ArrowLeft) {
            sight.go(-0.2);
        }
        if key(Key::ArrowRight) {
            sight.go(0.2);
        }
        if key(Key::Num0) {
            sight.whole();
        }
    });
}

/// The wheel with Ctrl comes nearer where it points; a drag chooses the time between its ends.
fn pointer(ui: &mut Ui, scene: &mut Scene<'_>, chart: Rect, sight: &mut Sight) {
    let response = ui.interact(chart, egui::Id::unique("chart of time"), Sense::drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, say::AXIS));
    if let Some(at) = ui.input(|input| input.pointer.hover_pos()).filter(|at| chart.contains(*at)) {
        let (zoomed, along) = ui.input(|input| (input.zoom_delta(), input.smooth_scroll_delta().x));
        if zoomed != 1.0 {
            sight.zoom(f64::from(zoomed), sight.day(chart, at.x));
        }
        if along != 0.0 {
            sight.go(-f64::from(along / chart.width()));
        }
    }
    let from_id = egui::Id::unique("drag over time from");
    if response.drag_started()
        && let Some(from) = ui.input(|input| input.pointer.press_origin())
    {
        ui.data_mut(|data| data.insert_temp(from_id, from.x));
    }
    let from: Option<f32> = ui.data(|data| data.get_temp(from_id));
    let (Some(from), Some(to)) = (from, response.interact_pointer_pos()) else { return };
    let (left, right) = (from.min(to.x).max(chart.left()), from.max(to.x).min(chart.right()));
    if response.drag_stopped() {
        ui.data_mut(|data| data.remove::<f32>(from_id));
        if right - left > 3.0 {
            // Days begin at midnight; one that is touched is meant.
            let days: Days = (sight.day(chart, left).floor() as i64, (sight.day(chart, right).ceil() as i64 - 1));
            scene.wanted.push(Action::Time(TimeWish::Within(Some((days.0, days.1.max(days.0))))));
        }
    } else if response.dragged() {
        let band = Rect::from_x_y_ranges(left..=right, chart.y_range());
        ui.painter().rect_filled(band, 0.0, scene.palette.selection);
    }
}

/// The head of a lane: what it is of, and how many claims are in it.
fn head(ui: &mut Ui, scene: &Scene<'_>, name: Option<Words>, nobody: &str, count: usize) {
    let p = scene.palette;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let known = name.is_some();
    let name = name.unwrap_or_else(|| nobody.into());
    let style = super::line().weight(crate::text::Weight::SemiBold);
    let style = if known { style } else { style.color(p.soft) };
    let width = scene.engine.sized(&name, &style, rect.width() * 0.6).x;
    let at = Rect::from_min_size(pos2(rect.left() + 2.0, rect.bottom() - 24.0), vec2(width, 20.0));
    // What runs under a long name is not drawn through it.
    ui.painter().rect_filled(at.expand2(vec2(4.0, 0.0)), 0.0, p.paper);
    scene.engine.put(ui, &name, &style, at);
    let font = FontId::proportional(size::SMALL);
    let place = pos2(at.right() + 8.0, at.center().y);
    ui.painter().text(place, egui::Align2::LEFT_CENTER, count.to_string(), font, p.soft);
}

fn claim(ui: &mut Ui, scene: &mut Scene<'_>, id: Id, line: Option<&Line>, chart: Rect, sight: &Sight) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let Some(claim) = model.claims.get(&id) else { return };
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let on = scene.app.hand == Hand::Claim(id);
    let name = TextEngine::accessible_name(&line_name(model, claim));
    let response = row(ui, &p, LINE, on, &name, |ui, rect| {
        let words = LabelStyle { size: 14.0, ..LabelStyle::quote() }.one_line();
        let place = Rect::from_min_max(pos2(rect.left() + 12.0, rect.top()), pos2(chart.left() - 14.0, rect.bottom()));
        let shown = shown(claim);
        let width = scene.engine.sized(&shown, &words, place.width()).x;
        scene.engine.put(ui, &shown, &words, place.with_max_x(place.left() + width));
        let place = Rect::from_x_y_ranges(chart.x_range(), rect.y_range());
        match line {
            Some(line) => marks(ui, &p, place, line, sight),
            None => {
                let told = time_lines(model, claim).into_iter().next().unwrap_or_default();
                scene.engine.put(ui, &told, &LabelStyle::small().one_line().color(p.soft), place);
            }
        }
    });
    ui.memory_mut(|memory| {
        let sideways = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
        memory.set_focus_lock_filter(response.id, sideways);
    });
    listen(scene, claim, &response);
    let lines = || time_lines(model, claim);
    response.on_hover_ui(|ui| {
        ui.set_max_width(420.0);
        if let Some(speaker) = crate::app::view::speaker_words(model, claim) {
            scene.engine.label(ui, speaker, super::line().weight(crate::text::Weight::SemiBold));
        }
        scene.engine.label(ui, &shown(claim), LabelStyle::quote().lines(6));
        for line in lines() {
            scene.engine.label(ui, &line, LabelStyle::small().color(p.soft));
        }
    });
}

/// A click takes the claim into the hand, and so does moving the focus to it; a double click or Enter opens its words.
fn listen(scene: &mut Scene<'_>, claim: &Claim, response: &Response) {
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.clicked() || response.gained_focus() {
        scene.wanted.push(Action::Hand(Hand::Claim(claim.id)));
    }
    let entered =
        response.has_focus() && response.ctx.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
    let passage = scene.app.model().and_then(|model| model.support(claim.id));
    if (response.double_clicked() || entered)
        && let Some(passage) = passage
    {
        scene.wanted.push(Action::OpenPassage(passage));
    }
}

/// Over any list of Weigh while only some days are looked at: which, and the way back.
pub(super) fn chip(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(days) = scene.app.timing.within else { return };
    let p = scene.palette;
    let text = format!("{} {}", say::WITHIN, crate::app::weigh_view::time::days_shown(days));
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let galley = ui.painter().layout_no_wrap(text, semi_bold(size::SMALL), p.accent);
        let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(38.0, 8.0), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, say::LIFT));
        let wide = if response.hovered() || response.has_focus() { 1.5 } else { 1.0 };
        let edge = egui::Stroke::new(wide, p.accent);
        ui.painter().rect(rect, 20.0, p.raise, edge, egui::StrokeKind::Inside);
        ui.painter().galley(rect.min + vec2(12.0, 4.0), galley, p.accent);
        let cross = pos2(rect.right() - 13.0, rect.center().y);
        ui.painter().text(cross, egui::Align2::CENTER_CENTER, "×", FontId::proportional(size::BODY), p.accent);
        let clicked = response.on_hover_text(say::LIFT).clicked();
        crate::ui::widgets::kbd(ui, &p, "Esc");
        note(ui, &p, say::LIFTS);
        let free = scene.app.lifts_time() && !field::is_typing(ui.ctx());
        let pressed = free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape));
        if clicked || pressed {
            scene.wanted.push(Action::Time(TimeWish::Within(None)));
        }
    });
    ui.add_space(10.0);
}
