//! What is wanted, and below it what the empty fields of documents and claims propose to want.

use super::{filter_field, heading, line};
use crate::app::weigh_view::wanted::{Proposal, lacked_by, proposals, wanted_ids};
use crate::app::{Action, Command, Hand, Weighing};
use crate::domain::wanted::{Wanted, WantedStatus};
use crate::domain::{Id, Words};
use crate::say::weigh as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{button, empty, note, quiet_button, row, section};
use egui::{
    Align, Align2, FontId, Key, Layout, Modifiers, Rect, Response, RichText, ScrollArea, Stroke, Ui, UiBuilder, pos2,
    vec2,
};
use std::sync::Arc;

/// Height of a row.
const WANTED: f32 = 52.0;

const STATES: [(Option<WantedStatus>, &str); 4] = [
    (None, say::ALL),
    (Some(WantedStatus::Open), say::OPEN),
    (Some(WantedStatus::Found), say::FOUND),
    (Some(WantedStatus::GivenUp), say::GIVEN_UP),
];

/// What is proposed and was not dismissed.
pub(super) fn proposed(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<Proposal>> {
    let key = (state_of(scene), scene.app.dismissed.len(), scene.app.timing.within);
    kept(ui, "wanted proposals", key, || {
        let mut all = scene.app.model().map(|model| proposals(model, &scene.app.dismissed)).unwrap_or_default();
        all.retain(|proposal| is_of_time(scene, proposal.document, proposal.claim));
        all
    })
}

/// True unless only some days are looked at and what lacks something is of none of them.
fn is_of_time(scene: &Scene<'_>, document: Option<Id>, claim: Option<Id>) -> bool {
    let known = scene.app.model().zip(scene.app.time_scope());
    known.is_none_or(|(model, scope)| scope.has_lacking(model, document, claim))
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    let id = egui::Id::unique("wanted asked for");
    let (mut status, mut filter): (Option<WantedStatus>, String) =
        ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let listed: Arc<Vec<Id>> =
        kept(ui, "wanted", (state_of(scene), status, filter.clone(), scene.app.timing.within), || {
            let mut ids = wanted_ids(model, status, &filter);
            ids.retain(|id| model.wanted.get(id).is_some_and(|item| is_of_time(scene, item.document, item.claim)));
            ids
        });
    let proposed = proposed(ui, scene);
    heading(ui, &p, say::WANTED, &STATES, &mut status, |ui| {
        ui.label(RichText::new(say::of_all(listed.len(), model.wanted.len())).size(size::BODY).color(p.soft));
        ui.add_space(8.0);
        filter_field(ui, say::FILTER_WANTED, say::FILTER_WANTED_HINT, &mut filter);
    });
    ui.data_mut(|data| data.insert_temp(id, (status, filter)));
    tools(ui, scene);
    ui.add_space(6.0);
    if model.wanted.is_empty() {
        empty(ui, &p, say::NOTHING_WANTED, say::NOTHING_WANTED_HINT);
        ui.add_space(14.0);
    } else if listed.is_empty() {
        note(ui, &p, say::NO_SUCH_WANTED);
        ui.add_space(14.0);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    // What is wanted, a row for the heading between, what is proposed.
    let between = usize::from(!proposed.is_empty());
    let rows = listed.len() + between + proposed.len();
    let area = ScrollArea::vertical().id_salt("wanted").auto_shrink([false, false]);
    area.show_rows(ui, WANTED, rows, |ui, range| {
        for at in range {
            if let Some(item) = listed.get(at).and_then(|id| model.wanted.get(id)) {
                let response = wanted_line(ui, scene, item);
                if response.gained_focus() {
                    response.scroll_to_me(None);
                }
                if response.clicked() || response.gained_focus() {
                    scene.wanted.push(Action::Hand(Hand::Wanted(item.id)));
                }
            } else if let Some(proposal) = at.checked_sub(listed.len() + between).and_then(|i| proposed.get(i)) {
                proposal_line(ui, scene, proposal);
            } else {
                ui.allocate_ui(vec2(ui.available_width(), WANTED), |ui| {
                    ui.set_min_height(WANTED);
                    ui.add_space(18.0);
                    section(ui, &p, say::PROPOSED).on_hover_text(say::PROPOSAL_KEYS);
                });
            }
        }
    });
}

fn tools(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 12.0;
        if scene.app.can_write() && button(ui, &p, say::NEW_WANTED).clicked() {
            scene.wanted.push(Action::Command(Command::NewWanted));
        }
        if scene.app.is_enabled(Command::ExportWanted)
            && quiet_button(ui, &p, Command::ExportWanted.name()).on_hover_text(Command::ExportWanted.help()).clicked()
        {
            scene.wanted.push(Action::Command(Command::ExportWanted));
        }
    });
}

fn wanted_line(ui: &mut Ui, scene: &Scene<'_>, item: &Wanted) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Wanted(item.id);
    let about = scene.app.model().and_then(|m| lacked_by(m, item.document, item.claim));
    let name = format!("{}, {}", TextEngine::accessible_name(&item.words), item.status.label());
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let response = row(ui, &p, WANTED, on, &name, |ui, rect| {
        let font = FontId::proportional(size::SMALL);
        let color = if item.status == WantedStatus::Open { p.ink } else { p.soft };
        let label = item.status.label();
        ui.painter().text(pos2(rect.right() - 4.0, rect.center().y), Align2::RIGHT_CENTER, label, font, p.soft);
        two_lines(ui, scene, rect.with_max_x(rect.right() - 84.0), &item.words, about.as_ref(), color);
    });
    if !on {
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    }
    response
}

fn two_lines(ui: &Ui, scene: &Scene<'_>, rect: Rect, words: &Words, about: Option<&Words>, color: egui::Color32) {
    let (first, second) = (line().color(color), LabelStyle::small().one_line().color(scene.palette.soft));
    let left = rect.left() + 2.0;
    let room = (rect.right() - left).max(1.0);
    let top = if about.is_some() { rect.top() + 7.0 } else { rect.center().y - 10.0 };
    let width = scene.engine.sized(words, &first, room).x;
    scene.engine.put(ui, words, &first, Rect::from_min_size(pos2(left, top), vec2(width, 20.0)));
    if let Some(about) = about {
        let width = scene.engine.sized(about, &second, room).x;
        scene.engine.put(ui, about, &second, Rect::from_min_size(pos2(left, rect.top() + 27.0), vec2(width, 18.0)));
    }
}

fn proposal_line(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &Proposal) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    let words = Words::new(proposal.words(model));
    let about = lacked_by(model, proposal.document, proposal.claim);
    let of = about.as_ref().map(TextEngine::accessible_name).unwrap_or_default();
    let name = say::proposal(&proposal.words(model), &of);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let response = row(ui, &p, WANTED, false, &name, |ui, rect| {
        two_lines(ui, scene, rect.with_max_x(rect.right() - 170.0), &words, about.as_ref(), p.soft);
    });
    ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    if !scene.app.can_write() {
        return;
    }
    let tools = response.rect.with_min_x(response.rect.right() - 164.0);
    let mut tools = ui.new_child(UiBuilder::new().max_rect(tools).layout(Layout::right_to_left(Align::Center)));
    tools.add_space(6.0);
    let mut dismiss = quiet_button(&mut tools, &p, say::DISMISS).clicked();
    tools.add_space(8.0);
    let mut want = button(&mut tools, &p, say::WANT_IT).clicked();
    if response.has_focus() {
        want |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        dismiss |= ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
    }
    if want {
        scene.wanted.push(Action::Weigh(Weighing::Want(*proposal)));
    } else if dismiss {
        scene.wanted.push(Action::Weigh(Weighing::DoNotWant(*proposal)));
    }
}
