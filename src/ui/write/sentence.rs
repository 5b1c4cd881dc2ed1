//! The sentence under the caret: what it rests on and why it does or does not hold; and what has to be mended elsewhere in
//! the brief before it goes out.

use super::called;
use super::side::framed;
use crate::app::brief_view::{BlockRow, BriefView, SentenceRow, Support, judged_how};
use crate::app::model::Model;
use crate::app::view::{source_letter, speaker_words};
use crate::app::{Action, Hand, List, Write};
use crate::domain::brief::Cite;
use crate::domain::claim::Stance;
use crate::domain::{Id, Words};
use crate::say::shared;
use crate::say::write as say;
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::theme::{semi_bold, size};
use crate::ui::widgets::{button, note, quiet_button};
use egui::{RichText, Ui};

/// Draws the card of a sentence.
pub(super) fn card(ui: &mut Ui, scene: &mut Scene<'_>, view: &BriefView, row: &BlockRow, sentence: &SentenceRow) {
    let p = scene.palette;
    let alarming = sentence.support == Support::Unsupported;
    let mut wanted = Vec::new();
    framed(ui, scene, alarming, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        title(ui, scene, sentence.support, alarming);
        if let Some(missing) = sentence.missing {
            note(ui, &p, missing);
        } else if sentence.support == Support::Ours && sentence.cites.is_empty() {
            note(ui, &p, say::OURS_SENTENCE);
        }
        let Some(model) = scene.app.model() else { return };
        for cite in sentence.cites.iter().filter_map(|id| model.cites.get(id)) {
            rest(ui, scene, model, view, cite, &mut wanted);
        }
        decide(ui, scene, row.id, sentence, &mut wanted);
    });
    scene.wanted.append(&mut wanted);
}

fn title(ui: &mut Ui, scene: &Scene<'_>, support: Support, alarming: bool) {
    let p = scene.palette;
    let color = if alarming { p.alarm } else { p.ink };
    ui.label(RichText::new(shared::sentence(called(support))).font(semi_bold(size::BODY)).color(color));
}

/// What can be done about a sentence.
fn decide(ui: &mut Ui, scene: &Scene<'_>, block: Id, sentence: &SentenceRow, wanted: &mut Vec<Action>) {
    let p = scene.palette;
    if !scene.app.can_write() {
        return;
    }
    let at = sentence.written.end.saturating_sub(1).max(sentence.written.start);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        ui.spacing_mut().button_padding = egui::vec2(9.0, 4.0);
        if button(ui, &p, say::FIND_SUPPORT).clicked() {
            wanted.push(Action::Write(Write::Find(block, at, false)));
        }
        if sentence.support == Support::Unsupported && button(ui, &p, say::MARK_OURS).clicked() {
            wanted.push(Action::Write(Write::Ours(block, at)));
        }
        if button(ui, &p, say::LINK_JUDGEMENT).clicked() {
            wanted.push(Action::Write(Write::Find(block, at, true)));
        }
    });
}

/// One thing a sentence rests on: its words, where they stand, and what can be done with the mark.
fn rest(ui: &mut Ui, scene: &Scene<'_>, model: &Model, view: &BriefView, cite: &Cite, wanted: &mut Vec<Action>) {
    let p = scene.palette;
    let passage = cite.passage.or_else(|| model.support(cite.claim?));
    let small = LabelStyle::small().color(p.soft).filling();
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let quote = LabelStyle::quote().lines(3).filling();
        if let Some(words) = words(model, cite, passage) {
            scene.engine.label(ui, &words, quote);
        } else {
            note(ui, &p, say::OUR_WORD);
        }
        if let Some(claim) = cite.claim.and_then(|id| model.claims.get(&id)) {
            let speaker = speaker_words(model, claim).map(crate::ui::text::TextEngine::accessible_name);
            let who = say::who_says(speaker.as_deref(), claim.stance.map(Stance::label));
            scene.engine.label(ui, &Words::new(who), small.lines(2));
            if claim.stance == Some(Stance::Denies) {
                ui.label(RichText::new(say::IS_DENIED).size(12.5).color(p.alarm));
            }
        }
        if let Some(judgement) = cite.judgement.and_then(|id| model.judgements.get(&id)) {
            if let Some(how) = judged_how(judgement) {
                scene.engine.label(ui, &how, small);
            }
            for row in model.ids(crate::app::model::By::RestsOn, judgement.id) {
                let claim = model.judgement_claims.get(&row).and_then(|row| model.claims.get(&row.claim));
                if let Some(claim) = claim {
                    scene.engine.label(ui, &claim.words, small.lines(2));
                }
            }
        }
        if let Some(place) = passage.and_then(|id| place(scene, model, view, id)) {
            scene.engine.label(ui, &place, small.lines(2));
        }
        if let Some(note) = &cite.note {
            scene.engine.label(ui, note, LabelStyle::small().filling());
        }
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 14.0;
            if let Some(passage) = passage {
                if quiet_button(ui, &p, say::OPEN_IN_READ).clicked() {
                    wanted.push(Action::OpenPassage(passage));
                }
            } else if let Some(document) = cite.document
                && quiet_button(ui, &p, say::OPEN_IN_READ).clicked()
            {
                wanted.push(Action::OpenDocument(document));
            }
            if let Some(claim) = cite.claim.filter(|_| passage.is_none())
                && quiet_button(ui, &p, say::OPEN_IN_WEIGH).clicked()
            {
                wanted.push(Action::Hand(Hand::Claim(claim)));
                wanted.push(Action::List(List::Claims));
            }
            if scene.app.can_write() {
                if quiet_button(ui, &p, say::NOTE).clicked() {
                    wanted.push(Action::Write(Write::Note(cite.id)));
                }
                if quiet_button(ui, &p, say::REMOVE).clicked() {
                    wanted.push(Action::Write(Write::Unmark(cite.id)));
                }
            }
        });
    });
}

/// What a mark leads to, in its own words.
fn words(model: &Model, cite: &Cite, passage: Option<Id>) -> Option<Words> {
    let quote = passage.and_then(|id| model.anchor(id)).map(|anchor| anchor.quote.clone());
    let claim = || cite.claim.and_then(|id| model.claims.get(&id)).map(|claim| claim.words.clone());
    let document = || cite.document.and_then(|id| model.documents.get(&id)).map(|d| d.heading().clone());
    let judgement = || cite.judgement.and_then(|id| model.judgements.get(&id)).map(|j| j.words.clone());
    quote.or_else(claim).or_else(document).or_else(judgement)
}

/// Where a passage stands: paragraph, how the words stand to it, source, document.
fn place(scene: &Scene<'_>, model: &Model, view: &BriefView, passage: Id) -> Option<Words> {
    let document = model.passages.get(&passage).and_then(|p| model.documents.get(&p.document))?;
    let note = view.notes.iter().find(|note| note.passage == Some(passage));
    let mut parts: Vec<String> = Vec::new();
    parts.extend(scene.app.passage_stands(passage).ok().flatten().map(|at| super::side::stands(&at)));
    parts.extend(note.and_then(super::side::how));
    parts.push(shared::source(source_letter(model, document)));
    Some(super::side::beside(&parts.join(" · "), document.heading()))
}

/// The next sentence of the brief that has to be mended, beside the one in hand.
pub(super) fn to_mend(
    view: &BriefView,
    in_hand: Option<(Id, usize)>,
) -> impl Iterator<Item = (&BlockRow, &SentenceRow)> {
    let all = view.blocks.iter().flat_map(|row| row.sentences.iter().map(move |sentence| (row, sentence)));
    all.filter(move |(row, sentence)| {
        let mine = in_hand.is_some_and(|(id, at)| id == row.id && at == sentence.written.start);
        sentence.support == Support::Unsupported && !mine
    })
}

/// Draws what has to be mended: the first such sentence, and how many more there are.
pub(super) fn mend(ui: &mut Ui, scene: &mut Scene<'_>, row: &BlockRow, sentence: &SentenceRow, more: usize) {
    let p = scene.palette;
    let mut wanted = Vec::new();
    framed(ui, scene, true, |ui| {
        ui.spacing_mut().item_spacing.y = 5.0;
        ui.horizontal(|ui| {
            title(ui, scene, sentence.support, true);
            if more > 0 {
                ui.label(RichText::new(say::and_more(more)).size(12.5).color(p.soft));
            }
        });
        let style = LabelStyle::body().lines(2).clickable().filling();
        if scene.engine.label(ui, &sentence.first, style).clicked() {
            let at = sentence.written.end.saturating_sub(1).max(sentence.written.start);
            wanted.push(Action::Write(Write::TakeAt(row.id, at)));
        }
        if let Some(missing) = sentence.missing {
            note(ui, &p, missing);
        }
    });
    scene.wanted.append(&mut wanted);
}
