//! Short forms and pickers for names, judgements and wanted items, and tags picked for something.

use super::entered;
use super::focus_first;
use super::forms::{heading, hints};
use super::picker::{Asked, pick};
use crate::app::model::{By, Model};
use crate::app::overlay::Overlay;
use crate::app::overlay::drafts::{JudgementDraft, LookedDraft, LookedWhere, TagPick, WantedDraft};
use crate::app::overlay::names::{MergeDraft, NameDraft, RoleDraft, SpellingDraft};
use crate::app::weigh_view::judgements::has_both;
use crate::app::weigh_view::names::{count_of, name_row, uses};
use crate::app::weigh_view::shown;
use crate::app::{Action, find};
use crate::domain::judgement::Confidence;
use crate::domain::looked::Outcome;
use crate::domain::name::NameKind;
use crate::domain::{Id, Words};
use crate::say::{forms, looked as say_looked, shared, tags as say_tags, weigh as say};
use crate::ui::Scene;
use crate::ui::inspector::likelihood;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::{Palette, size};
use crate::ui::widgets::{Chip, button, card, chip, note};
use egui::{Align, Key, Layout, Modifiers, Popup, RichText, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// The button and the hints under a form; a click or Enter takes it.
pub(super) fn done(ui: &mut Ui, scene: &mut Scene<'_>, take: bool, label: &str, key: &str) {
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if take | button(ui, &scene.palette, label).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, &[(key, forms::TAKE_IT), (forms::ESC, forms::LEAVE)]);
    });
}

/// A new name: spelling and kind.
pub(super) fn new_name(ui: &mut Ui, scene: &mut Scene<'_>, draft: &NameDraft) {
    heading(ui, scene, say::NAME);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::NAME, say::NAME_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        for kind in NameKind::ALL {
            if ui.selectable_label(new.kind == *kind, kind.label()).clicked() {
                new.kind = *kind;
            }
        }
    });
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::NewName(new)));
    }
    done(ui, scene, take, say::SAVE, forms::ENTER);
}

/// Another name to merge with. The name itself answers with why it cannot be.
pub(super) fn pick_name(ui: &mut Ui, scene: &mut Scene<'_>, from: Id, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let from = model.who(from);
    if let Some(name) = model.names.get(&from) {
        scene.engine.label(ui, &name.words, LabelStyle::quote().lines(2));
    }
    let found = find::register(model, query);
    let itself = matches!(found.get(at), Some(find::Found::Name(id, _)) if *id == from);
    pick(
        ui,
        scene,
        &Asked { name: say::MERGE_WITH, hint: say::MERGE_HINT, question: Some(say::MERGE_WITH) },
        (query, at),
        &found,
        |query, at| Overlay::PickOther { from, query, at },
    );
    if itself {
        note(ui, &scene.palette, say::MERGE_ITSELF);
    }
}

/// What becomes of two names, and which of them is kept.
pub(super) fn merge(ui: &mut Ui, scene: &mut Scene<'_>, draft: MergeDraft) {
    let p = scene.palette;
    heading(ui, scene, say::MERGE_THESE);
    let Some(model) = scene.app.model() else { return };
    let turned =
        ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown) | i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let mut kept = if turned { draft.gone() } else { draft.kept };
    for id in [draft.one, draft.other] {
        let Some(row) = name_row(model, id) else { continue };
        let on = kept == id;
        let name = say::keep(&TextEngine::accessible_name(&row.words));
        let shown = card(ui, &p, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.horizontal(|ui| {
                scene.engine.label(ui, &row.words, LabelStyle::quote().one_line());
                if on {
                    ui.label(RichText::new(say::KEPT).size(size::SMALL).color(p.accent));
                }
            });
            note(ui, &p, &brings(model, id, row.kind));
            if !row.also.is_empty() {
                scene.engine.label(ui, &row.also, LabelStyle::small().lines(2).color(p.soft));
            }
        });
        let response = ui.interact(shown.response.rect, egui::Id::unique(("keep", id)), Sense::click());
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, on, &name));
        if on || response.has_focus() {
            let edge = Stroke::new(1.5, p.accent);
            ui.painter().rect_stroke(shown.response.rect, 9.0, edge, StrokeKind::Inside);
        }
        if response.clicked() {
            kept = id;
        }
        ui.add_space(4.0);
    }
    note(ui, &p, say::MERGE_EXPLAINED);
    if kept != draft.kept {
        scene.wanted.push(Action::Overlay(Overlay::Merge(MergeDraft { kept, ..draft })));
    }
    let take = entered(ui);
    done(ui, scene, take, say::MERGE_DO, forms::ENTER);
}

/// What a name has: “person · 2 spellings · 1 role · 3 claims”.
fn brings(model: &Model, id: Id, kind: NameKind) -> String {
    let used = uses(model, id);
    let mut out = kind.label().to_owned();
    for (count, what) in [
        (count_of(model, By::Spellings, id), shared::other_spellings as fn(usize) -> String),
        (count_of(model, By::Roles, id), shared::roles),
        (count_of(model, By::Grades, id), shared::grades),
        (used.claims.len(), shared::claims),
        (used.documents.len(), shared::documents),
        (used.hops.len(), shared::claims_passed_on),
        (used.mentions.len(), shared::mentions),
    ] {
        if count > 0 {
            out = format!("{out} · {}", what(count));
        }
    }
    out
}

/// A spelling, its scheme and a note.
pub(super) fn spelling(ui: &mut Ui, scene: &mut Scene<'_>, draft: &SpellingDraft) {
    let p = scene.palette;
    heading(ui, scene, say::SPELLING);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::SPELLING, say::SPELLING_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(3.0);
    field::wide_line(ui, say::SCHEME, say::SCHEME_HINT, &mut new.scheme);
    ui.add_space(3.0);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        for scheme in say::SCHEMES {
            let look = if new.scheme == scheme { Chip::Strong } else { Chip::Known };
            if chip(ui, &p, scheme, look).clicked() {
                new.scheme = scheme.to_owned();
            }
        }
    });
    ui.add_space(3.0);
    field::wide_line(ui, say::NOTE, say::NOTE_HINT, &mut new.note);
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Spelling(new)));
    }
    done(ui, scene, take, say::SAVE, forms::ENTER);
}

/// A role and its time.
pub(super) fn role(ui: &mut Ui, scene: &mut Scene<'_>, draft: &RoleDraft) {
    heading(ui, scene, say::ROLE);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::ROLE, say::ROLE_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(6.0);
    for (name, text) in [(say::SINCE, &mut new.since), (say::UNTIL, &mut new.until)] {
        labelled(ui, &scene.palette, name, 52.0, |ui| {
            field::wide_line(ui, name, say::DATE_HINT, text);
        });
    }
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Role(new)));
    }
    done(ui, scene, take, say::SAVE, forms::ENTER);
}

/// A new judgement; Ctrl+Enter takes it, since its words may take several lines.
pub(super) fn judgement(ui: &mut Ui, scene: &mut Scene<'_>, draft: &JudgementDraft) {
    let p = scene.palette;
    heading(ui, scene, say::JUDGEMENT);
    let take = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut new = draft.clone();
    let response = field::multi_line(ui, say::JUDGEMENT_FIELD, say::JUDGEMENT_HINT, 3, &mut new.words);
    focus_first(ui, &response);
    if has_both(&Words::new(new.words.as_str())) {
        ui.label(RichText::new(say::BOTH_IN_ONE).size(12.5).color(p.alarm));
    }
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        if let Some(chosen) = likelihood(ui, scene, new.likelihood) {
            new.likelihood = chosen;
        }
        let text = new.confidence.map_or(say::NO_CONFIDENCE.to_owned(), |c| shared::confidence(c.label()));
        let look = if new.confidence.is_some() { Chip::Strong } else { Chip::Missing };
        let response = chip(ui, &p, &text, look);
        Popup::menu(&response).show(|ui| {
            for confidence in Confidence::ALL {
                if ui.selectable_label(new.confidence == Some(*confidence), confidence.label()).clicked() {
                    new.confidence = Some(*confidence);
                    ui.close();
                }
            }
        });
    });
    ui.add_space(6.0);
    field::wide_line(ui, say::BASIS, say::BASIS_HINT, &mut new.basis);
    ui.add_space(4.0);
    note(ui, &p, say::APART);
    if let Some(claim) = draft.claim.and_then(|id| scene.app.model()?.claims.get(&id)) {
        ui.add_space(4.0);
        ui.label(RichText::new(say::RESTS_ON).size(size::SMALL).color(p.soft));
        scene.engine.label(ui, &shown(claim), LabelStyle::quote().lines(2));
    }
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Judgement(new)));
    }
    done(ui, scene, take, say::SAVE, forms::CTRL_ENTER);
}

/// A claim, or what was looked for, for a judgement to rest on.
pub(super) fn pick_rest(ui: &mut Ui, scene: &mut Scene<'_>, (judgement, looked): (Id, bool), query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let found = find::basis(model, looked, query);
    let (name, hint) = match looked {
        true => (say_looked::WHICH, say_looked::WHICH_HINT),
        false => (say::WHICH_CLAIM, say::WHICH_CLAIM_HINT),
    };
    if looked && model.looked.is_empty() {
        note(ui, &scene.palette, say_looked::NONE);
    }
    pick(ui, scene, &Asked { name, hint, question: Some(name) }, (query, at), &found, |query, at| Overlay::PickRest {
        judgement,
        looked,
        query,
        at,
    });
}

/// What was looked for, in which documents, and what came of it.
pub(super) fn looked(ui: &mut Ui, scene: &mut Scene<'_>, draft: &LookedDraft) {
    let p = scene.palette;
    heading(ui, scene, say_looked::LOOKED);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say_looked::WORDS, say_looked::WORDS_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(4.0);
    if let Some(query) = &draft.query {
        labelled(ui, &p, say_looked::BY_SEARCH, LABELS, |ui| {
            scene.engine.label(ui, &Words::new(query.as_str()), LabelStyle::body().one_line());
        });
    }
    labelled(ui, &p, say_looked::LOOKED_IN, LABELS, |ui| {
        let offered = kept(ui, "where it was looked for", (state_of(scene), scene.app.searching.shown), || {
            scene.app.looked_where().into_iter().map(|(of, documents)| (of, documents.len())).collect::<Vec<_>>()
        });
        for (of, count) in offered.iter().copied() {
            let words = match of {
                LookedWhere::All => say_looked::all(count),
                LookedWhere::Listed => say_looked::listed(count),
                LookedWhere::InHand => say_looked::in_hand(count),
            };
            if ui.selectable_label(new.of == of, words).clicked() {
                new.of = of;
            }
        }
    });
    labelled(ui, &p, say_looked::OUTCOME, LABELS, |ui| {
        for outcome in Outcome::ALL {
            if ui.selectable_label(new.outcome == *outcome, outcome.label()).clicked() {
                new.outcome = *outcome;
            }
        }
    });
    note(ui, &p, say_looked::GOOD_FOR);
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Looked(new)));
    }
    done(ui, scene, take, say::SAVE, forms::ENTER);
}

/// Room for the names of the rows of a form.
const LABELS: f32 = 104.0;

/// A row of a form: what it is, and what can be chosen.
fn labelled(ui: &mut Ui, p: &Palette, name: &str, wide: f32, add: impl FnOnce(&mut Ui)) {
    ui.horizontal_wrapped(|ui| {
        ui.allocate_ui_with_layout(vec2(wide, 20.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(wide);
            ui.label(RichText::new(name).size(12.5).color(p.soft));
        });
        add(ui);
    });
}

/// Something wanted.
pub(super) fn wanted(ui: &mut Ui, scene: &mut Scene<'_>, draft: &WantedDraft) {
    heading(ui, scene, say::WANTED);
    let take = entered(ui);
    let mut new = draft.clone();
    let response = field::wide_line(ui, say::WANTED_FIELD, say::WANTED_HINT, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(4.0);
    let of = scene.app.model().and_then(|m| crate::app::weigh_view::wanted::lacked_by(m, draft.document, draft.claim));
    match of {
        Some(words) => {
            scene.engine.label(ui, &words, LabelStyle::small().lines(2).color(scene.palette.soft));
        }
        None => {
            note(ui, &scene.palette, say::FOR_NOTHING);
        }
    }
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Wanted(new)));
    }
    done(ui, scene, take, say::SAVE, forms::ENTER);
}

/// A tag, for something.
pub(super) fn pick_tag(ui: &mut Ui, scene: &mut Scene<'_>, act: TagPick, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let question = match act {
        TagPick::Filter => say_tags::pick::FILTER,
        TagPick::Change => say_tags::pick::CHANGE,
        TagPick::MergeWhich => say_tags::pick::MERGE_WHICH,
        TagPick::MergeInto(_) => say_tags::pick::MERGE_INTO,
        TagPick::MoveWhich => say_tags::pick::MOVE_WHICH,
        TagPick::MoveBelow(_) => say_tags::pick::MOVE_BELOW,
    };
    if let TagPick::MergeInto(tag) | TagPick::MoveBelow(tag) = act
        && let Some(tag) = model.tags.get(&tag)
    {
        scene.engine.label(ui, tag.name.words(), LabelStyle::body().lines(2));
    }
    let found = find::known_tags(model, query);
    pick(
        ui,
        scene,
        &Asked { name: question, hint: say_tags::pick::HINT, question: Some(question) },
        (query, at),
        &found,
        |query, at| Overlay::PickTagTo { act, query, at },
    );
}
