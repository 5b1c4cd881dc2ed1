//! The register of names: every person, organisation, place, instrument and event once, with all its spellings.

use super::sources::letter;
use super::{filter_field, heading, line};
use crate::app::naming::Alike;
use crate::app::overlay::Overlay;
use crate::app::overlay::names::MergeDraft;
use crate::app::weigh_view::names::{NameOrder, NameRow, name_ids, name_row};
use crate::app::{Action, Command, Hand, Weighing};
use crate::domain::name::NameKind;
use crate::say::{shared, weigh as say};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, chip, empty, note, quiet_button, row};
use egui::{Align, Align2, FontId, Layout, Popup, Rect, Response, RichText, ScrollArea, Stroke, Ui, pos2, vec2};
use std::sync::Arc;

/// Height of a name's row.
const NAME: f32 = 54.0;
/// Most proposals that are offered at once.
const PAIRS: usize = 3;

const ORDERS: [(NameOrder, &str); 4] = [
    (NameOrder::Name, say::order::NAME),
    (NameOrder::Kind, say::order::KIND),
    (NameOrder::Used, say::order::USE),
    (NameOrder::Newest, say::order::NEWEST),
];

#[derive(Clone, Default)]
struct Asked {
    order: NameOrder,
    kind: Option<NameKind>,
    filter: String,
}

/// What may be one and was not decided on.
pub(super) fn proposals(ui: &Ui, scene: &Scene<'_>) -> Arc<Vec<Alike>> {
    kept(ui, "names alike", (state_of(scene), scene.app.naming.turns), || scene.app.alike())
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    if model.names.is_empty() {
        empty(ui, &p, say::NO_NAMES, say::NO_NAMES_HINT);
        new_button(ui, scene);
        return;
    }
    let id = egui::Id::unique("names asked for");
    let mut asked: Asked = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let Asked { order, kind, filter } = asked.clone();
    let key = (state_of(scene), order as u8, kind, filter.clone(), scene.app.timing.within);
    let listed = kept(ui, "names", key, || {
        let mut ids = name_ids(model, order, kind, &filter);
        ids.retain(|id| scene.app.time_scope().is_none_or(|scope| scope.has_name(model, *id)));
        ids
    });
    let all = kept(ui, "all names", state_of(scene), || {
        model.names.values().filter(|name| name.merged_into.is_none()).count()
    });
    heading(ui, &p, say::NAMES, &ORDERS, &mut asked.order, |ui| {
        ui.label(RichText::new(say::of_all(listed.len(), *all)).size(size::BODY).color(p.soft));
        ui.add_space(8.0);
        filter_field(ui, say::FILTER_NAMES, say::FILTER_NAMES_HINT, &mut asked.filter);
        let shown = asked.kind.map_or(say::ALL_KINDS, NameKind::label);
        let response = chip(ui, &p, shown, Chip::Known);
        Popup::menu(&response).show(|ui| {
            ui.set_min_width(130.0);
            for one in std::iter::once(None).chain(NameKind::ALL.iter().copied().map(Some)) {
                let label = one.map_or(say::ALL_KINDS, NameKind::label);
                if ui.selectable_label(asked.kind == one, label).clicked() {
                    asked.kind = one;
                    ui.close();
                }
            }
        });
    });
    ui.data_mut(|data| data.insert_temp(id, asked));
    alike(ui, scene);
    if listed.is_empty() {
        note(ui, &p, say::NO_SUCH_NAME);
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    let room = (ui.available_height() - 44.0).max(NAME);
    let area = ScrollArea::vertical().id_salt("names").auto_shrink([false, true]).max_height(room);
    area.show_rows(ui, NAME, listed.len(), |ui, range| {
        for id in listed.get(range).unwrap_or_default() {
            let Some(shown) = name_row(model, *id) else { continue };
            let response = name_line(ui, scene, &shown);
            if response.gained_focus() {
                response.scroll_to_me(None);
            }
            if response.clicked() || response.gained_focus() {
                scene.wanted.push(Action::Hand(Hand::Name(*id)));
            }
        }
    });
    new_button(ui, scene);
}

fn new_button(ui: &mut Ui, scene: &mut Scene<'_>) {
    if scene.app.can_write() {
        ui.add_space(8.0);
        if button(ui, &scene.palette, say::NEW_NAME).clicked() {
            scene.wanted.push(Action::Command(Command::NewName));
        }
    }
}

fn alike(ui: &mut Ui, scene: &mut Scene<'_>) {
    let proposals = proposals(ui, scene);
    let p = scene.palette;
    for proposal in proposals.iter().take(PAIRS) {
        ui.horizontal(|ui| {
            ui.label(RichText::new(say::ALIKE).size(size::BODY).color(p.soft));
            ui.add_space(2.0);
            for (at, (words, about)) in proposal.words.iter().zip(&proposal.about).enumerate() {
                if at > 0 {
                    ui.label(RichText::new(say::ALIKE_SIGN).size(size::BODY).color(p.soft));
                }
                ui.scope(|ui| {
                    ui.set_max_width(200.0);
                    scene.engine.label(ui, words, LabelStyle::body().one_line());
                });
                if proposal.other.is_some() {
                    scene.engine.label(ui, about, LabelStyle::small().one_line().color(p.soft));
                }
            }
            if scene.app.can_write() {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| decisions(ui, scene, proposal));
            }
        });
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            let small = || LabelStyle::small().lines(2).color(p.soft);
            if proposal.other.is_none() {
                scene.engine.label(ui, &proposal.about[1], small());
            }
            for grounds in [&proposal.why, &proposal.against].into_iter().filter(|grounds| !grounds.is_empty()) {
                scene.engine.label(ui, grounds, small());
            }
        });
        ui.add_space(8.0);
    }
    if proposals.len() > PAIRS {
        note(ui, &p, &shared::and_more(proposals.len() - PAIRS));
        ui.add_space(8.0);
    }
}

/// What can be done with a proposal, from the right.
fn decisions(ui: &mut Ui, scene: &mut Scene<'_>, proposal: &Alike) {
    let p = scene.palette;
    let one = proposal.one;
    let no = proposal.other.map_or(Weighing::NotHolder(one), |other| Weighing::Different(one, other));
    if quiet_button(ui, &p, say::ALIKE_DIFFERENT).clicked() {
        scene.wanted.push(Action::Weigh(no));
    }
    ui.add_space(6.0);
    match proposal.other {
        Some(other) => {
            if button(ui, &p, say::ALIKE_MERGE).clicked() {
                let draft = MergeDraft { one, other, kept: one };
                scene.wanted.push(Action::Overlay(Overlay::Merge(draft)));
            }
        }
        None => {
            if button(ui, &p, say::ALIKE_ENTER).on_hover_text(say::ALIKE_ENTER_HELP).clicked() {
                scene.wanted.push(Action::Weigh(Weighing::Holder(one)));
            }
        }
    }
}

fn name_line(ui: &mut Ui, scene: &Scene<'_>, shown: &NameRow) -> Response {
    let p = scene.palette;
    let on = scene.app.hand == Hand::Name(shown.id);
    let name = format!("{}, {}", TextEngine::accessible_name(&shown.words), shown.kind.label());
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(14.0, 0.0)));
    let response = row(ui, &p, NAME, on, &name, |ui, rect| {
        let small = FontId::proportional(size::SMALL);
        let mut right = rect.right() - 4.0;
        if shown.letter.is_some() {
            letter(
                ui,
                scene,
                shown.letter,
                Rect::from_center_size(pos2(right - 12.0, rect.center().y), vec2(24.0, 24.0)),
            );
        }
        right -= 40.0;
        if shown.used > 0 {
            let times = say::used_times(shown.used);
            ui.painter().text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, times, small.clone(), p.soft);
        }
        right -= 70.0;
        let kind =
            ui.painter().text(pos2(right, rect.center().y), Align2::RIGHT_CENTER, shown.kind.label(), small, p.soft);
        let left = rect.left() + 2.0;
        let room = (kind.left().min(right - 76.0) - 12.0 - left).max(1.0);
        let style = line().weight(crate::text::Weight::Medium);
        let also = LabelStyle::small().one_line().color(p.soft);
        let top = if shown.also.is_empty() { rect.center().y - 10.0 } else { rect.top() + 8.0 };
        let width = scene.engine.sized(&shown.words, &style, room).x;
        scene.engine.put(ui, &shown.words, &style, Rect::from_min_size(pos2(left, top), vec2(width, 20.0)));
        if !shown.also.is_empty() {
            let width = scene.engine.sized(&shown.also, &also, room).x;
            let at = Rect::from_min_size(pos2(left, rect.top() + 28.0), vec2(width, 18.0));
            scene.engine.put(ui, &shown.also, &also, at);
        }
    });
    if !on {
        ui.painter().hline(response.rect.x_range(), response.rect.bottom(), Stroke::new(1.0, p.rule));
    }
    response
}
