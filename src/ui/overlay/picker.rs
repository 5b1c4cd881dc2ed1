//! Pickers: a field to type in and the lines that answer to it; arrows choose, Enter takes.

use super::{entered, focus_first, moved};
use crate::app::Action;
use crate::app::capturing::Capture;
use crate::app::find::{self, Found};
use crate::app::model::Model;
use crate::app::overlay::Overlay;
use crate::app::view::speaker_words;
use crate::domain::link::LinkKind;
use crate::domain::{Id, Words};
use crate::say::palette as say;
use crate::say::write;
use crate::say::{cards, forms, groups};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, chip, note, row, swatch};
use egui::{Align2, FontId, Rect, ScrollArea, Ui, pos2, vec2};

const LINE: f32 = 30.0;

/// Any tag.
pub(super) fn tag(ui: &mut Ui, scene: &mut Scene<'_>, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let found = kept(ui, "tags offered", (state_of(scene), query.to_owned()), || find::tags(model, query));
    pick(
        ui,
        scene,
        &Asked { name: forms::TAG, hint: forms::TAG_HINT, question: Some(forms::WHICH_TAG) },
        (query, at),
        &found,
        |query, at| Overlay::PickTag { query, at },
    );
}

/// Who says it.
pub(super) fn speaker(ui: &mut Ui, scene: &mut Scene<'_>, capture: &Capture, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let found = kept(ui, "names offered", (state_of(scene), query.to_owned()), || find::names(model, query));
    pick(
        ui,
        scene,
        &Asked { name: forms::SPEAKER, hint: forms::SPEAKER_HINT, question: Some(cards::WHO_SAYS) },
        (query, at),
        &found,
        |query, at| Overlay::PickSpeaker { capture: capture.clone(), query, at },
    );
}

/// Another claim.
pub(super) fn claim(ui: &mut Ui, scene: &mut Scene<'_>, from: Id, kind: LinkKind, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let p = scene.palette;
    if let Some(claim) = model.claims.get(&from) {
        scene.engine.label(ui, &claim.words, LabelStyle::quote().lines(2));
    }
    ui.horizontal_wrapped(|ui| {
        for other in [
            LinkKind::PullsAgainst,
            LinkKind::Contradicts,
            LinkKind::Supports,
            LinkKind::SameAs,
            LinkKind::LaterStateOf,
            LinkKind::DifferentThing,
        ] {
            let look = if other == kind { Chip::Strong } else { Chip::Missing };
            if chip(ui, &p, other.label(), look).clicked() {
                let query = query.to_owned();
                scene.wanted.push(Action::Overlay(Overlay::PickClaim { from, kind: other, query, at }));
            }
        }
    });
    ui.add_space(4.0);
    let found =
        kept(ui, "claims offered", (state_of(scene), query.to_owned(), from), || find::claims(model, query, from));
    if found.is_empty() && query.is_empty() {
        note(ui, &p, forms::NO_OTHER_CLAIM);
    }
    pick(
        ui,
        scene,
        &Asked { name: forms::LINK_WITH, hint: forms::LINK_WITH_HINT, question: Some(forms::WHICH_CLAIM) },
        (query, at),
        &found,
        |query, at| Overlay::PickClaim { from, kind, query, at },
    );
}

/// What supports a sentence of the brief, or which judgement it gives.
pub(super) fn support(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    (block, at, judgement): (Id, usize, bool),
    query: &str,
    line: usize,
) {
    let Some(model) = scene.app.model() else { return };
    let key = (state_of(scene), query.to_owned(), block, at);
    let found = kept(ui, "what supports a sentence", key, || {
        find::support(model, query, &scene.app.sentence_of(block, at), judgement)
    });
    if found.is_empty() && query.is_empty() {
        note(ui, &scene.palette, if judgement { write::NO_JUDGEMENT } else { write::NO_SUPPORT });
    }
    let question = if judgement { write::WHICH_JUDGEMENT } else { write::WHAT_SUPPORTS };
    pick(
        ui,
        scene,
        &Asked { name: write::SUPPORT_FIELD, hint: write::SUPPORT_HINT, question: Some(question) },
        (query, line),
        &found,
        |query, line| Overlay::PickSupport { block, at, judgement, query, line },
    );
}

/// What a picker asks for.
pub(super) struct Asked {
    /// The field's accessible name.
    pub name: &'static str,
    /// What stands in the field while it is empty.
    pub hint: &'static str,
    /// What stays said over the field.
    pub question: Option<&'static str>,
}

pub(super) fn pick(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    asked: &Asked,
    (query, at): (&str, usize),
    found: &[Found],
    make: impl Fn(String, usize) -> Overlay,
) {
    let mut text = query.to_owned();
    let moved = moved(ui, at, found.len());
    let take = entered(ui);
    if let Some(question) = asked.question {
        note(ui, &scene.palette, question);
    }
    let response = field::wide_line(ui, asked.name, asked.hint, &mut text);
    focus_first(ui, &response);
    if text != query {
        scene.wanted.push(Action::Overlay(make(text.clone(), 0)));
    } else if moved != at {
        scene.wanted.push(Action::Overlay(make(text.clone(), moved)));
    }
    if take {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 1.0;
    ScrollArea::vertical().max_height(LINE * 10.0).auto_shrink([false, true]).show(ui, |ui| {
        for (i, line) in found.iter().enumerate() {
            let response = found_row(ui, scene, line, i == moved);
            if i == moved && moved != at {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                scene.wanted.push(Action::Overlay(make(text.clone(), i)));
                scene.wanted.push(Action::Accept);
            }
        }
        if found.is_empty() && !query.is_empty() {
            note(ui, &scene.palette, say::NOTHING);
        }
    });
}

fn found_row(ui: &mut Ui, scene: &Scene<'_>, found: &Found, on: bool) -> egui::Response {
    let p = scene.palette;
    let (what, words, hint) = match found {
        Found::Tag(id, words) => {
            let digit = scene.app.model().and_then(|m| m.tags.get(id)).and_then(|t| t.digit);
            (forms::A_TAG, words.clone(), digit.map(|d| d.number().to_string()).unwrap_or_default())
        }
        Found::NewTag(words) => (forms::A_NEW_TAG, words.clone(), String::new()),
        Found::Claim(id, words) => ("", words.clone(), scene.app.model().map(|m| who_says(m, *id)).unwrap_or_default()),
        Found::Passage(_, words) => (forms::A_PASSAGE, words.clone(), String::new()),
        Found::Judgement(_, words) => (forms::A_JUDGEMENT, words.clone(), String::new()),
        Found::Looked(id, words) => {
            let outcome = scene.app.model().and_then(|m| m.looked.get(id)).map_or("", |looked| looked.outcome.label());
            (outcome, words.clone(), String::new())
        }
        Found::Document(_, words) => (forms::A_DOCUMENT, words.clone(), String::new()),
        Found::Name(_, words) => (forms::A_NAME, words.clone(), String::new()),
        Found::NewName(words) => (forms::A_NEW_NAME, words.clone(), String::new()),
        Found::Set(_, words) => (groups::A_SET, words.clone(), String::new()),
        Found::NewSet(words) => (groups::A_NEW_SET, words.clone(), String::new()),
        Found::Filter(_, words) => (groups::A_FILTER, words.clone(), String::new()),
        Found::Folder(_, words) => (groups::A_FOLDER, words.clone(), String::new()),
        // The palette has lines of its own for these.
        Found::Command(_) | Found::Bookmark(..) | Found::Brief(..) | Found::Search(..) => {
            ("", Words::default(), String::new())
        }
    };
    let name = TextEngine::accessible_name(&words);
    ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
    row(ui, &p, LINE, on, &name, |ui, rect| {
        let font = FontId::proportional(size::SMALL);
        let mut left = rect.left();
        if let Found::Tag(id, _) = found
            && let Some(tag) = scene.app.model().and_then(|m| m.tags.get(id))
        {
            swatch(
                ui,
                Rect::from_center_size(pos2(left + 5.0, rect.center().y), vec2(10.0, 10.0)),
                p.adjusted(tag.color.0),
            );
            left += 18.0;
        }
        // Clear of the scrollbar.
        let right = rect.right_center() - vec2(8.0, 0.0);
        let hinted = ui.painter().text(right, Align2::RIGHT_CENTER, &hint, font.clone(), p.soft);
        let kind = ui.painter().text(
            pos2(hinted.left() - if hint.is_empty() { 0.0 } else { 10.0 }, rect.center().y),
            Align2::RIGHT_CENTER,
            what,
            font,
            p.soft,
        );
        let area = Rect::from_min_max(pos2(left, rect.top()), pos2(kind.left() - 10.0, rect.bottom()));
        scene.engine.put(ui, &words, &LabelStyle::body().one_line().showing_all(), area);
    })
}

/// Who says it and what they do with it: a denial is not to be taken for its opposite.
fn who_says(model: &Model, claim: Id) -> String {
    let Some(claim) = model.claims.get(&claim) else { return String::new() };
    let speaker = speaker_words(model, claim).map(|words| TextEngine::accessible_name(&words.brief(28)));
    write::who_says(speaker.as_deref(), claim.stance.map(crate::domain::claim::Stance::label))
}
