//! The card of a passage: its words and their translations, who and when by its document, trust, tags, names, where it
//! stands and is used; the claims that rest on it.

use super::{altered, claim, dated, rows, typed};
use crate::app::cards::CardAction;
use crate::app::model::By;
use crate::app::placing::PlacingWish;
use crate::app::view::{claims_on, outlet_words};
use crate::app::{Action, Command, Hand};
use crate::domain::passage::{AnchorState, Translation};
use crate::domain::tag::Tag;
use crate::domain::{Id, Table, Words};
use crate::say::cards as say;
use crate::say::{labels, placing, shared};
use crate::ui::Scene;
use crate::ui::text::LabelStyle;
use crate::ui::widgets::{button, card, field, note, section};
use egui::{RichText, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, passage)) = scene.app.model().and_then(|m| Some((m, m.passages.get(&id)?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        match model.anchor(id) {
            Some(anchor) => {
                let words = scene.engine.label(ui, &anchor.quote, LabelStyle::quote().lines(12).filling().clickable());
                if words.on_hover_text(say::SHOW_PLACE).clicked() {
                    scene.wanted.push(Action::OpenPassage(id));
                }
                if anchor.state != AnchorState::Exact {
                    ui.horizontal(|ui| {
                        ui.label(RichText::new(anchor.state.label()).size(12.5).color(p.alarm));
                        if scene.app.can_write() && button(ui, &p, placing::ANEW).clicked() {
                            scene.wanted.push(Action::Placing(PlacingWish::Begin(id)));
                        }
                    });
                    altered::was(ui, scene, model, id);
                }
            }
            None => {
                ui.label(RichText::new(say::LOST).size(12.5).color(p.alarm));
            }
        }
        for row in model.ids(By::Translations, id).filter_map(|t| model.translations.get(&t)) {
            translation(ui, scene, row);
        }
        ui.add_space(2.0);
        if let Some(document) = model.documents.get(&passage.document) {
            field(ui, &p, say::WHO, |ui| {
                let outlet = document.outlet.map(|id| model.who(id));
                match (outlet_words(model, document), outlet) {
                    (Some(words), Some(outlet)) => {
                        if rows::follow(ui, scene, words, LabelStyle::body().lines(2), say::SHOW_NAME) {
                            scene.wanted.push(Action::Hand(Hand::Name(outlet)));
                        }
                    }
                    _ => {
                        note(ui, &p, shared::OUTLET_NOT_KNOWN);
                    }
                }
            });
            field(ui, &p, say::WHEN, |ui| match &document.published {
                Some(date) => ui.label(RichText::new(date.shown()).size(crate::ui::theme::size::BODY)),
                None => note(ui, &p, say::NOT_KNOWN),
            });
            field(ui, &p, say::TRUST, |ui| {
                let text = rows::trust(model, document.outlet);
                let response = rows::follow_ours(ui, &p, &text, say::SHOW_NAME);
                if let (true, Some(outlet)) = (response.clicked(), document.outlet) {
                    scene.wanted.push(Action::Hand(Hand::Name(model.who(outlet))));
                }
            });
        }
        let tags: Vec<&Tag> = model.tags_of(id).map(|(_, tag)| tag).collect();
        rows::tags(ui, scene, Table::Passage, id, &tags);
        names(ui, scene, id);
        rows::where_row(ui, scene, id, Hand::Passage(id), "");
        rows::used(ui, scene, id);
        if passage.memo.is_some() {
            memo(ui, scene, id);
        }
    });
    rows::more(ui, &p, say::MORE_PASSAGE, id, |ui| {
        for row in model.ids(By::Translations, id).filter_map(|t| model.translations.get(&t)) {
            translated(ui, scene, row);
        }
        if passage.memo.is_none() {
            memo(ui, scene, id);
        }
        rows::past(ui, scene, id);
        rows::delete(ui, scene, say::DELETE_PASSAGE, Table::Passage, id);
    });
    let claims: Vec<_> = claims_on(model, id).collect();
    if !claims.is_empty() {
        ui.add_space(12.0);
        section(ui, &p, say::CLAIMS_ON_IT);
        for one in claims {
            ui.push_id(one.id.to_bytes(), |ui| {
                card(ui, &p, |ui| {
                    ui.spacing_mut().item_spacing.y = 6.0;
                    claim::body(ui, scene, model, one, false);
                });
            });
            ui.add_space(6.0);
        }
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for command in [Command::Translate, Command::ToBrief] {
            let name = command.name().trim_end_matches('…');
            if scene.app.is_enabled(command) && button(ui, &p, name).on_hover_text(command.help()).clicked() {
                scene.wanted.push(Action::Hand(Hand::Passage(id)));
                scene.wanted.push(Action::Command(command));
            }
        }
    });
}

fn memo(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let memo = scene.app.model().and_then(|m| m.passages.get(&id)?.memo.as_ref());
    field(ui, &p, labels::MEMO, |ui| typed(ui, scene, (Table::Passage, id), ("memo", labels::MEMO), memo, false));
}

/// A translation under the words it is of: its words, and in what language, by whom or by what, when.
fn translation(ui: &mut Ui, scene: &mut Scene<'_>, row: &Translation) {
    let p = scene.palette;
    ui.separator();
    let mut about = Words::new(say::TRANSLATION);
    let date = row.made_on.as_ref().map(|date| Words::new(date.shown()));
    for part in [row.language.as_ref(), row.made_by.as_ref(), date.as_ref()].into_iter().flatten() {
        about = about.with(" · ").joined(part);
    }
    let away = scene.app.can_write().then_some(say::TRANSLATION_AWAY);
    let gone = rows::removable(ui, &p, away, |ui| {
        scene.engine.label(ui, &about, LabelStyle::small().lines(2).color(p.soft));
    });
    if gone {
        scene.wanted.push(Action::Delete(Table::Translation, row.id));
    }
    scene.engine.label(ui, &row.words, LabelStyle::quote().lines(12).filling());
}

/// The same, to be typed over.
fn translated(ui: &mut Ui, scene: &mut Scene<'_>, row: &Translation) {
    let p = scene.palette;
    let key = (Table::Translation, row.id);
    for (name, label, shown, value) in [
        ("words", labels::TRANSLATION, labels::TRANSLATION, Some(&row.words)),
        ("language", labels::LANGUAGE, labels::LANGUAGE, row.language.as_ref()),
        ("made_by", labels::TRANSLATED_BY, labels::BY, row.made_by.as_ref()),
    ] {
        field(ui, &p, shown, |ui| typed(ui, scene, key, (name, label), value, name != "words"));
    }
    field(ui, &p, say::WHEN, |ui| {
        dated(ui, scene, key, ("made_on", labels::TRANSLATED_ON), (row.made_on.as_ref(), None), None);
    });
}

/// The names marked in it.
fn names(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some(model) = scene.app.model() else { return };
    if model.count(By::Mentions, id) == 0 {
        return;
    }
    field(ui, &p, say::NAMES, |ui| {
        for mention in model.ids(By::Mentions, id).filter_map(|row| model.mentions.get(&row)) {
            let Some(name) = model.names.get(&model.who(mention.name)) else { continue };
            let away = scene.app.can_write().then_some(say::UNMARK);
            let gone = rows::removable(ui, &p, away, |ui| {
                if rows::follow(ui, scene, &name.words, LabelStyle::body().lines(2), say::SHOW_NAME) {
                    scene.wanted.push(Action::Hand(Hand::Name(name.id)));
                }
            });
            if gone {
                scene.wanted.push(Action::Card(CardAction::Unmark(mention.id)));
            }
        }
    });
}
