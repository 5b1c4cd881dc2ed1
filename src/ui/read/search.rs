//! The page that searches the whole corpus: the field, how what is found is spread at the left, and a line for each place
//! with the words found under each other.

use crate::app::searching::{Answer, Chosen, Found, FoundHow, Meant, Order, Searching, Wish, tags_on, wanted};
use crate::app::{Action, Command};
use crate::domain::saved::{Around, SavedSearch};
use crate::domain::{Id, Words};
use crate::say::documents::number;
use crate::say::looked as say_looked;
use crate::say::search as say;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::field::{self, Left};
use crate::ui::text::{InContext, LabelStyle, TextEngine};
use crate::ui::theme::{Palette, measure, semi_bold, size};
use crate::ui::widgets::{Chip, button, chip, note, paint_text, quiet_button, section, swatch, tick, words_chip};
use crate::ui::{Scene, panels, side};
use egui::{
    Align, Align2, CentralPanel, EventFilter, FontId, Frame, Key, Layout, Margin, Modifiers, Panel, Rect, RichText,
    Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// Height of a line.
const ROW: f32 = 27.0;
/// Room for what a document is called.
const HEADING: f32 = 168.0;
/// Widest name of a tag on a line.
const TAG_NAME: f32 = 96.0;
/// Most of our own words that are shown.
const OWN_LINES: usize = 4;
/// Most values of a facet that are shown.
const VALUES: usize = 12;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, asked: &mut u64) {
    let p = scene.palette;
    Panel::left("spread").exact_size(measure::LEFT_PANEL).resizable(false).frame(side(&p)).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Documents);
        spread(ui, scene);
    });
    let frame = Frame::new().fill(p.paper).inner_margin(Margin { left: 26, right: 10, top: 16, bottom: 0 });
    CentralPanel::default().frame(frame).show(ui, |ui| {
        panels::begin(ui, panels::Panel::Reader);
        question(ui, scene, asked);
        ui.add_space(6.0);
        if let Some(looking) = scene.app.searching.looking {
            super::looking::show(ui, scene, looking);
            ui.add_space(4.0);
        }
        let page = &scene.app.searching;
        match &page.answer {
            Some(answer) if page.wrong.is_none() => {
                own(ui, scene, answer);
                if scene.app.searching.lines().is_empty() {
                    nothing(ui, scene, answer);
                } else {
                    said(ui, scene, answer);
                    ui.add_space(6.0);
                    lines(ui, scene);
                }
            }
            _ if page.wrong.is_some() => wrong(ui, scene),
            _ if page.busy => {
                if page.looking.is_none() {
                    note(ui, &p, say::BUSY);
                }
            }
            _ => ways(ui, scene),
        }
    });
}

/// The field.
fn question(ui: &mut Ui, scene: &mut Scene<'_>, asked: &mut u64) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let mut text = page.query.clone();
    ui.horizontal(|ui| {
        ui.label(RichText::new(say::SEARCH).font(semi_bold(17.0)).color(p.ink));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(14.0);
            if quiet_button(ui, &p, say::BACK).clicked() {
                scene.wanted.push(wanted(Wish::Leave));
            }
        });
    });
    ui.add_space(6.0);
    ui.scope(|ui| {
        ui.set_max_width(ui.available_width() - 16.0);
        let listens = scene.app.overlay.is_none();
        let said = (say::FIELD, say::FIELD_HINT);
        let (response, left) = field::over_rows(ui, said, (asked, page.asked), listens, &mut text);
        match left {
            Some(Left::ToRows) => {
                ui.data_mut(|data| data.insert_temp(focus_wanted(), true));
            }
            Some(Left::Out) => {
                if page.is_looking() {
                    // One types on in the field.
                    response.request_focus();
                }
                scene.wanted.push(wanted(leave(page)));
            }
            None => {}
        }
    });
    if text != page.query {
        scene.wanted.push(wanted(Wish::Ask(text)));
    }
}

/// What Esc does: it breaks off what is on its way first.
fn leave(page: &Searching) -> Wish {
    if page.is_looking() { Wish::BreakOff } else { Wish::Leave }
}

fn focus_wanted() -> egui::Id {
    egui::Id::unique("the lines found want the focus")
}

/// What is wrong with the question, and where.
fn wrong(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let Some(error) = &page.wrong else { return };
    let at = page.query.floor_char_boundary(error.at);
    let (well, rest) = page.query.split_at(at);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.label(RichText::new(well).size(size::BODY).color(p.soft));
        // At the end of it there is nothing to point at but the end.
        let rest = if rest.is_empty() { " " } else { rest };
        let response = ui.label(RichText::new(rest).size(size::BODY).color(p.alarm));
        let below = response.rect.left_bottom() + vec2(3.0, 2.0);
        let points = vec![below, below + vec2(-4.0, 6.0), below + vec2(4.0, 6.0)];
        ui.painter().add(egui::Shape::convex_polygon(points, p.alarm, Stroke::NONE));
    });
    ui.add_space(8.0);
    ui.label(RichText::new(format!("{} {}", say::WRONG, say::wrong(&error.what))).size(size::BODY).color(p.ink));
}

/// What can be asked, while nothing is.
fn ways(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    ui.add_space(22.0);
    ui.label(RichText::new(say::NOTHING_ASKED).font(semi_bold(size::BODY + 2.0)).color(p.ink));
    ui.add_space(4.0);
    note(ui, &p, say::HOW);
    ui.add_space(14.0);
    for (way, what) in say::WAYS {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width().min(720.0), 26.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{way}: {what}")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), 6.0, p.wash);
        }
        if response.clicked() {
            scene.wanted.push(wanted(Wish::Ask(way.to_owned())));
        }
        let middle = rect.center().y;
        paint_text(ui, pos2(rect.left(), middle), Align2::LEFT_CENTER, way, FontId::monospace(size::BODY), p.ink);
        let font = FontId::proportional(size::BODY);
        paint_text(ui, pos2(rect.left() + 272.0, middle), Align2::LEFT_CENTER, what, font, p.soft);
    }
}

/// What is said where nothing was found.
fn nothing(ui: &mut Ui, scene: &mut Scene<'_>, answer: &Answer) {
    let p = scene.palette;
    ui.add_space(14.0);
    if answer.waiting > 0 {
        ui.ctx().request_repaint_after_secs(1.0);
        note(ui, &p, &say::waiting(answer.waiting));
    }
    let page = &scene.app.searching;
    if !page.busy && !page.looking.is_some_and(|looking| looking.broken_off) {
        note(ui, &p, say::NOTHING);
        if scene.app.found_nothing() && scene.app.can_write() {
            ui.add_space(6.0);
            if button(ui, &p, say_looked::NOTE_IT).clicked() {
                scene.wanted.push(Action::Command(Command::NewLooked));
            }
        }
        if let Some(meant) = &answer.meant {
            did_you_mean(ui, scene, meant);
        }
    }
    for remark in &answer.remarks {
        note(ui, &p, remark);
    }
}

/// What may have been meant; a click looks for it.
fn did_you_mean(ui: &mut Ui, scene: &mut Scene<'_>, meant: &Meant) {
    let p = scene.palette;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 5.0;
        ui.label(RichText::new(say::DID_YOU_MEAN).size(size::BODY).color(p.ink));
        let words: Vec<&str> = meant.words.iter().map(|(_, word)| word.as_str()).collect();
        if words_chip(ui, scene, &Words::new(words.join(" ")), Chip::Strong).clicked() {
            scene.wanted.push(wanted(Wish::Ask(scene.app.searching.with_meant(meant))));
        }
        ui.label(RichText::new(say::in_documents(meant.documents)).size(size::BODY).color(p.soft));
    });
}

/// How much was found, the orders, and what is done with it.
fn said(ui: &mut Ui, scene: &mut Scene<'_>, answer: &Answer) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let (places, more) = page.places();
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 10.0;
        let found = say::found(places, more, answer.documents, answer.shown);
        ui.label(RichText::new(found).size(size::BODY).color(p.ink));
        if page.busy && page.looking.is_none() {
            ui.label(RichText::new(say::BUSY).size(size::SMALL).color(p.soft));
        }
        if answer.waiting > 0 {
            // It is asked again now and then until all of them are.
            ui.ctx().request_repaint_after_secs(1.0);
            ui.label(RichText::new(say::waiting(answer.waiting)).size(size::SMALL).color(p.soft));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(14.0);
            ui.spacing_mut().item_spacing.x = 6.0;
            for order in Order::ALL.into_iter().rev() {
                let look = if page.order == order { Chip::Strong } else { Chip::Missing };
                if chip(ui, &p, order.label(), look).clicked() {
                    scene.wanted.push(wanted(Wish::Order(order)));
                }
            }
        });
    });
    if let Some(meant) = &answer.meant {
        note(ui, &p, say::OTHER_SCRIPTS_ALONE);
        did_you_mean(ui, scene, meant);
    }
    for remark in &answer.remarks {
        ui.label(RichText::new(remark).size(size::SMALL).color(p.soft));
    }
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if places > 0 && scene.app.can_write() {
            marking(ui, scene);
        }
        if button(ui, &p, say::EXPORT).on_hover_text(Command::ExportHits.help()).clicked() {
            scene.wanted.push(Action::Command(Command::ExportHits));
        }
    });
}

/// What is marked of what was found.
fn marking(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let mut all = page.chosen == Chosen::all();
    let (_, more) = page.places();
    if tick(ui, &p, &mut all, &say::chosen(page.chosen_count(), more && page.chosen.every)).clicked() {
        scene.wanted.push(wanted(Wish::All(all)));
    }
    ui.add_space(14.0);
    ui.label(RichText::new(say::MARK).size(size::SMALL).color(p.soft));
    for around in [Around::Words, Around::Sentence, Around::Paragraph] {
        let look = if page.around == around { Chip::Strong } else { Chip::Missing };
        if chip(ui, &p, around.label(), look).clicked() {
            scene.wanted.push(wanted(Wish::Around(around)));
        }
    }
    ui.add_space(8.0);
    if button(ui, &p, say::TAG).clicked() {
        scene.wanted.push(Action::Command(Command::Tag));
    }
    if button(ui, &p, say::NAME).clicked() {
        scene.wanted.push(Action::Command(Command::NameHere));
    }
    let query = page.query.trim();
    let known = scene.app.model().is_some_and(|m| m.saved.values().any(|s| s.tag.is_none() && s.query.is(query)));
    if button(ui, &p, if known { say::UNKEEP } else { say::KEEP }).clicked() {
        scene.wanted.push(wanted(Wish::Keep));
    }
}

/// What of the analyst's own words answers the question: a few lines, which lead there.
fn own(ui: &mut Ui, scene: &mut Scene<'_>, answer: &Answer) {
    if answer.own.is_empty() {
        return;
    }
    let p = scene.palette;
    section(ui, &p, say::OWN);
    let shown = answer.own.iter().take(OWN_LINES);
    for found in shown {
        let width = ui.available_width() - 14.0;
        let (rect, response) = ui.allocate_exact_size(vec2(width, 24.0), Sense::click());
        let name = TextEngine::accessible_name(&found.words);
        response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), &name));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(6.0, 0.0)), 4.0, p.wash);
        }
        let kind = found.table.label();
        paint_text(ui, rect.left_center(), Align2::LEFT_CENTER, kind, FontId::proportional(size::SMALL), p.soft);
        let place = Rect::from_min_max(rect.min + vec2(HEADING, 0.0), rect.max);
        scene.engine.put(ui, &found.words, &LabelStyle::body().one_line(), place);
        if response.clicked() {
            scene.wanted.push(wanted(Wish::OpenOwn(found.table, found.id)));
        }
    }
    let more = answer.own.len().saturating_sub(OWN_LINES);
    if more > 0 {
        note(ui, &p, &say::more_own(more, answer.more_own));
    }
    ui.add_space(8.0);
}

/// A line for each place.
fn lines(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let count = page.lines().len();
    let whole = ui.available_rect_before_wrap();
    let id = egui::Id::unique("the lines found");
    let response = ui.interact(whole, id, Sense::focusable_noninteractive());
    response.widget_info(|| WidgetInfo::labeled(Role::ListBox, ui.is_enabled(), say::LINES));
    if ui.data_mut(|data| data.remove_temp::<bool>(focus_wanted())).is_some() {
        response.request_focus();
    }
    keys(ui, scene, &response);
    ui.painter().hline(whole.x_range(), whole.top(), Stroke::new(1.0, p.rule));
    ui.add_space(1.0);
    let mut area = ScrollArea::vertical().id_salt("lines found").auto_shrink([false, false]);
    // The line in hand comes into sight when it is another one than before.
    let (first, end, was): (usize, usize, usize) = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let at = scene.app.searching.at;
    if at != was && !(first..end.saturating_sub(1)).contains(&at) {
        area = area.vertical_scroll_offset((at as f32 * ROW - whole.height() / 2.0).max(0.0));
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let state = state_of(scene);
    let shown = area.show_rows(ui, ROW, count, |ui, range| {
        let in_sight = scene.app.searching.lines().get(range.clone()).unwrap_or_default();
        let key = (state, in_sight.iter().map(|line| (line.key(), line.document)).collect::<Vec<_>>());
        let tags = kept(ui, "tags on places found", key, || {
            scene.app.model().map(|model| tags_on(model, in_sight)).unwrap_or_default()
        });
        for at in range.clone() {
            let page = &scene.app.searching;
            let Some(found) = page.lines().get(at) else { continue };
            // What a document is called stands once over its lines.
            let named = at == range.start
                || at
                    .checked_sub(1)
                    .and_then(|before| page.lines().get(before))
                    .is_none_or(|b| b.document != found.document);
            let tags = tags.get(at - range.start).map(Vec::as_slice).unwrap_or_default();
            line(ui, scene, at, found, (named, response.has_focus()), tags);
        }
        (range.start, range.end, at)
    });
    ui.data_mut(|data| data.insert_temp(id, shown.inner));
}

/// The keys of the lines.
fn keys(ui: &Ui, scene: &mut Scene<'_>, response: &egui::Response) {
    if scene.app.overlay.is_some() {
        return;
    }
    let page = &scene.app.searching;
    let key = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    if !response.has_focus() {
        if !field::is_typing(ui.ctx()) && scene.app.notices.is_empty() && key(Modifiers::NONE, Key::Escape) {
            scene.wanted.push(wanted(leave(page)));
        }
        return;
    }
    let filter = EventFilter { vertical_arrows: true, escape: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let at = page.at;
    let mut wishes = Vec::new();
    if key(Modifiers::SHIFT, Key::ArrowDown) {
        wishes.extend([Wish::Reach(at + 1), Wish::Step(true)]);
    }
    if key(Modifiers::SHIFT, Key::ArrowUp) {
        wishes.extend([Wish::Reach(at.saturating_sub(1)), Wish::Step(false)]);
    }
    if key(Modifiers::NONE, Key::ArrowDown) {
        wishes.push(Wish::Step(true));
    }
    if key(Modifiers::NONE, Key::ArrowUp) {
        // Up from the first line goes back into the field.
        wishes.push(if at == 0 { Wish::Show } else { Wish::Step(false) });
    }
    if key(Modifiers::NONE, Key::Space) {
        wishes.push(Wish::Toggle(at));
    }
    if key(Modifiers::COMMAND, Key::A) {
        wishes.push(Wish::All(true));
    }
    if key(Modifiers::NONE, Key::Enter) {
        wishes.push(Wish::Open(at));
    }
    if key(Modifiers::NONE, Key::Escape) {
        wishes.push(if page.none_chosen() || page.is_looking() { leave(page) } else { Wish::All(false) });
    }
    scene.wanted.extend(wishes.into_iter().map(wanted));
}

/// One line. `named` says whether the document's name stands on it, `focused` whether the keys go to the lines.
fn line(ui: &mut Ui, scene: &mut Scene<'_>, at: usize, found: &Found, (named, focused): (bool, bool), tags: &[Id]) {
    let p = scene.palette;
    let page = &scene.app.searching;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width() - 14.0, ROW), Sense::click());
    let chosen = !found.rest && page.chosen.holds(found.key());
    let name = if found.rest {
        say::rest(page.rest_of(found.revision))
    } else if found.span.is_none() {
        format!("{}: {}", TextEngine::accessible_name(&found.heading), say::found_by(&found.by))
    } else {
        TextEngine::accessible_name(&Words::list([&found.before, &found.quote, &found.after], ""))
    };
    let named_tags = tags.iter().filter_map(|id| Some(scene.app.model()?.tags.get(id)?.name.words()));
    let spoken = say::with_tags(&name, &TextEngine::accessible_name(&Words::list(named_tags, ", ")));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, ui.is_enabled(), chosen, &spoken));
    if ui.is_rect_visible(rect) {
        let ground = rect.expand2(vec2(6.0, 0.0));
        if chosen {
            ui.painter().rect_filled(ground, 4.0, p.selection);
        } else if at == page.at && focused || response.hovered() {
            ui.painter().rect_filled(ground, 4.0, p.wash);
        }
        if at == page.at {
            // The line one stands on is told from the others also while the field has the keys.
            let edge = if focused { p.accent } else { p.rule };
            ui.painter().rect_stroke(ground, 4.0, Stroke::new(1.0, edge), StrokeKind::Inside);
        }
        if named {
            if at > 0 {
                ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.rule));
            }
            let place = Rect::from_min_size(rect.min, vec2(HEADING - 12.0, ROW));
            scene.engine.put(ui, &found.heading, &LabelStyle::small().one_line().color(p.soft), place);
        }
        let mut text = Rect::from_min_max(pos2(rect.left() + HEADING, rect.top()), rect.max);
        let how = match found.how {
            FoundHow::Typed | FoundHow::Form | FoundHow::Tagged => None,
            FoundHow::Spelling => Some(say::SPELLING),
            FoundHow::Transliterated => Some(say::TRANSLITERATED),
            FoundHow::Proposed => Some(say::PROPOSED),
        };
        if let Some(how) = how {
            let place = pos2(text.right() - 4.0, text.center().y);
            let sign = paint_text(ui, place, Align2::RIGHT_CENTER, how, FontId::proportional(size::SMALL), p.accent);
            text.max.x = sign.left() - 10.0;
        }
        text.max.x = tag_marks(ui, scene, text, tags);
        if found.how == FoundHow::Tagged {
            // A passage is read from its beginning; there is no word in it that is looked for.
            scene.engine.put(ui, &found.quote, &LabelStyle::body().one_line(), text);
        } else if found.span.is_some() {
            let line =
                InContext { before: &found.before, quote: &found.quote, after: &found.after, other: how.is_some() };
            let middle = rect.left() + HEADING + (rect.width() - HEADING) * 0.42;
            scene.engine.in_context(ui, text, middle, &line);
        } else if found.rest {
            let font = FontId::proportional(size::SMALL);
            paint_text(ui, text.left_center(), Align2::LEFT_CENTER, &name, font, p.accent);
        } else {
            let font = FontId::proportional(size::SMALL);
            let why = say::found_by(&found.by);
            paint_text(ui, text.left_center(), Align2::LEFT_CENTER, &why, font, p.soft);
        }
    }
    if response.double_clicked() || found.rest && response.clicked() {
        scene.wanted.push(wanted(Wish::Open(at)));
    } else if response.clicked() {
        let modifiers = ui.input(|input| input.modifiers);
        ui.data_mut(|data| data.insert_temp(focus_wanted(), true));
        if modifiers.shift {
            scene.wanted.push(wanted(Wish::Reach(at)));
        } else if modifiers.command {
            scene.wanted.push(wanted(Wish::Toggle(at)));
        }
        scene.wanted.push(wanted(Wish::At(at)));
    }
}

/// The tags that are on a place already, at the right of its line; where the room before them ends.
fn tag_marks(ui: &mut Ui, scene: &Scene<'_>, line: Rect, tags: &[Id]) -> f32 {
    let Some(model) = scene.app.model() else { return line.right() };
    let mut known = tags.iter().filter_map(|id| model.tags.get(id));
    let Some(tag) = known.next() else { return line.right() };
    let p = scene.palette;
    let middle = line.center().y;
    let mut right = line.right() - 4.0;
    let more = known.count();
    if more > 0 {
        let and = say::and_tags(more);
        let at = pos2(right, middle);
        right = paint_text(ui, at, Align2::RIGHT_CENTER, &and, FontId::proportional(size::SMALL), p.soft).left() - 4.0;
    }
    let style = LabelStyle::small().one_line().color(p.soft);
    let wide = scene.engine.sized(tag.name.words(), &style, TAG_NAME).x;
    let place = Rect::from_min_max(pos2(right - wide, line.top()), pos2(right, line.bottom()));
    scene.engine.put(ui, tag.name.words(), &style, place);
    let dot = Rect::from_center_size(pos2(place.left() - 9.0, middle), vec2(10.0, 10.0));
    swatch(ui, dot, p.adjusted(tag.color.0));
    dot.left() - 10.0
}

/// How what was found is spread: each value narrows the question.
fn spread(ui: &mut Ui, scene: &mut Scene<'_>) {
    let page = &scene.app.searching;
    let facets = page.answer.as_ref().filter(|_| page.wrong.is_none()).and_then(|answer| answer.facets.clone());
    ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        saved(ui, scene, false);
        saved(ui, scene, true);
        let Some(facets) = facets else {
            note(ui, &scene.palette, say::SPREAD);
            return;
        };
        let outlets = facets.outlets.into_iter().map(|(words, count)| (words.clone(), words, count));
        values(ui, scene, (say::OUTLETS, "source"), outlets.collect());
        let languages = facets.languages.into_iter().map(|(tag, count)| {
            let shown = tag.as_deref().map(say::language).map(Words::new);
            (shown, tag.map(Words::new), count)
        });
        values(ui, scene, (say::LANGUAGES, "lang"), languages.collect());
        let sets = facets.sets.into_iter().map(|(words, count)| (Some(words.clone()), Some(words), count));
        values(ui, scene, (say::SETS, "set"), sets.collect());
        let years = facets.years.into_iter().map(|(year, count)| {
            let year = year.map(|year| Words::new(year.to_string()));
            (year.clone(), year, count)
        });
        values(ui, scene, (say::YEARS, "date"), years.collect());
    });
}

/// A heading over figures, with what they count.
fn counted(ui: &mut Ui, p: &Palette, title: &str) {
    let heading = section(ui, p, title);
    let at = pos2(ui.max_rect().right(), heading.rect.center().y);
    paint_text(ui, at, Align2::RIGHT_CENTER, say::DOCUMENTS, FontId::proportional(size::LABEL), p.soft);
}

/// Searches that are kept, or those of them that are rules.
fn saved(ui: &mut Ui, scene: &mut Scene<'_>, rules: bool) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let all: Vec<&SavedSearch> = model.saved.values().filter(|saved| saved.tag.is_some() == rules).collect();
    if all.is_empty() {
        return;
    }
    counted(ui, &p, if rules { say::RULES } else { say::KEPT });
    for saved in all {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::click());
        let name = TextEngine::accessible_name(&saved.query);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        if response.hovered() {
            ui.painter().rect_filled(rect.expand2(vec2(9.0, 0.0)), 6.0, p.wash);
        }
        let tag = saved.tag.and_then(|tag| model.tags.get(&tag));
        let mut left = rect.left();
        if let Some(tag) = tag {
            let middle = pos2(left + 5.0, rect.center().y);
            swatch(ui, Rect::from_center_size(middle, vec2(10.0, 10.0)), p.adjusted(tag.color.0));
            left += 18.0;
        }
        let count = scene.app.searching.counts.get(&saved.id).map(|count| number(*count)).unwrap_or_default();
        let at = pos2(rect.right(), rect.center().y);
        let figure = paint_text(ui, at, Align2::RIGHT_CENTER, &count, FontId::proportional(size::SMALL), p.soft);
        let place = Rect::from_min_max(pos2(left, rect.top()), pos2(figure.left() - 8.0, rect.bottom()));
        scene.engine.put(ui, &saved.query, &LabelStyle::body().one_line(), place);
        if response.clicked() {
            scene.wanted.push(wanted(Wish::Ask(name.clone())));
        }
        let writes = scene.app.can_write();
        response.context_menu(|ui| {
            let unconfirmed: Vec<Id> = if rules {
                let rows = model.passage_tags.values().filter(|row| row.rule == Some(saved.id));
                rows.map(|row| row.id).collect()
            } else {
                Vec::new()
            };
            let confirm = egui::Button::new(say::confirm_all(unconfirmed.len()));
            if !unconfirmed.is_empty() && ui.add_enabled(writes, confirm).clicked() {
                scene.wanted.push(wanted(Wish::Confirm(unconfirmed)));
                ui.close();
            }
            if ui.add_enabled(writes, egui::Button::new(say::FORGET)).clicked() {
                scene.wanted.push(wanted(Wish::Forget(saved.id)));
                ui.close();
            }
        });
        if let Some(tag) = tag {
            response.on_hover_ui(|ui| {
                scene.engine.label(ui, tag.name.words(), LabelStyle::body().one_line());
            });
        }
    }
    ui.add_space(10.0);
}

/// A value as it is shown and as it is asked for, and how many documents have it.
type Value = (Option<Words>, Option<Words>, usize);

fn values(ui: &mut Ui, scene: &mut Scene<'_>, (title, asks): (&str, &'static str), all: Vec<Value>) {
    let p = scene.palette;
    // One value alone says nothing.
    if all.len() < 2 && all.iter().all(|(words, ..)| words.is_none()) {
        return;
    }
    counted(ui, &p, title);
    let most = all.iter().map(|(.., count)| *count).max().unwrap_or(1).max(1);
    let more = all.len().saturating_sub(VALUES);
    for (words, narrow, count) in all.into_iter().take(VALUES) {
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 25.0), Sense::click());
        let shown = words.clone().unwrap_or_else(|| Words::new(say::NOT_KNOWN));
        let name = format!("{} {count}", TextEngine::accessible_name(&shown));
        // What is not known can be asked for as well.
        let narrow = narrow.unwrap_or_else(|| Words::new("?"));
        let on = scene.app.searching.narrows(asks, &narrow);
        response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &name));
        if on {
            ui.painter().rect_filled(rect.expand2(vec2(9.0, 0.0)), 6.0, p.selection);
        } else if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect.expand2(vec2(9.0, 0.0)), 6.0, p.wash);
        }
        // A bar for how many, under the value.
        let width = (rect.width() * count as f32 / most as f32).max(2.0);
        let bar = Rect::from_min_size(rect.left_bottom() + vec2(0.0, -3.0), vec2(width, 2.0));
        ui.painter().rect_filled(bar, 1.0, p.rule);
        let ink = if words.is_some() || on { p.ink } else { p.soft };
        let place = Rect::from_min_max(rect.min, pos2(rect.right() - 52.0, rect.bottom() - 2.0));
        scene.engine.put(ui, &shown, &LabelStyle::body().one_line().color(ink), place);
        let at = pos2(rect.right(), rect.center().y - 1.0);
        paint_text(ui, at, Align2::RIGHT_CENTER, &number(count), FontId::proportional(size::SMALL), p.soft);
        if response.clicked() {
            scene.wanted.push(wanted(Wish::Narrow(asks, narrow)));
        }
    }
    if more > 0 {
        note(ui, &p, &crate::say::shared::and_more(more));
    }
    ui.add_space(10.0);
}
