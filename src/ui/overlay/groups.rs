//! Groups of documents being picked, and sets and filters being named.

use super::forms::{heading, hints};
use super::picker::{Asked, pick as pick_line};
use super::{entered, focus_first};
use crate::app::Action;
use crate::app::overlay::Overlay;
use crate::app::overlay::groups::{Naming, SetPick};
use crate::say::forms;
use crate::say::groups as say;
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::field;
use crate::ui::widgets::button;
use egui::Ui;

/// A group for something.
pub(super) fn pick(ui: &mut Ui, scene: &mut Scene<'_>, act: SetPick, query: &str, at: usize) {
    let key = (state_of(scene), scene.app.groups.changed, act, query.to_owned());
    let found = kept(ui, "groups offered", key, || scene.app.groups_offered(act, query));
    let (question, hint) = match act {
        SetPick::Add => (say::WHICH_SET, say::FIELD_HINT),
        SetPick::TakeOut => (say::OUT_OF_WHICH, say::FIELD_HINT),
        SetPick::Narrow => (say::WHICH_GROUP, say::ANY_HINT),
    };
    let asked = Asked { name: say::FIELD, hint, question: Some(question) };
    pick_line(ui, scene, &asked, (query, at), &found, |query, at| Overlay::PickSet { act, query, at });
}

/// The name of a set or a filter; Enter takes it.
pub(super) fn name(ui: &mut Ui, scene: &mut Scene<'_>, naming: Naming, text: &str) {
    let p = scene.palette;
    heading(
        ui,
        scene,
        match naming {
            Naming::Set(_) => say::NAME_OF_SET,
            Naming::Filter(_) => say::NAME_OF_FILTER,
            Naming::NewFilter => say::NEW_FILTER,
        },
    );
    let take = entered(ui);
    let mut new = text.to_owned();
    let response = field::wide_line(ui, say::NAME, say::NAME_HINT, &mut new);
    focus_first(ui, &response);
    if new != text {
        scene.wanted.push(Action::Overlay(Overlay::NameGroup { naming, text: new }));
    }
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        if take | button(ui, &p, say::SAVE).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, forms::SAVE_KEYS);
    });
}
