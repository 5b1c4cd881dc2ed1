//! What the card of a document says of where it is from: what the file proposes and nobody accepted yet, what it came with,
//! what a reader should know of it, where its links lead.

use super::rows;
use crate::app::Beside;
use crate::app::cards::CardAction;
use crate::app::model::Model;
use crate::app::{Action, App};
use crate::domain::document::Document;
use crate::domain::{Edit, Id, Op, Structure, Table, Words};
use crate::say::cards as say;
use crate::say::{labels, search, shared};
use crate::ui::Scene;
use crate::ui::kept::{kept, state_of};
use crate::ui::text::LabelStyle;
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, chip, field, note, words_chip};
use egui::{CollapsingHeader, RichText, Ui};
use serde_json::Value;

/// Most documents, and most links, that are listed.
const MOST: usize = 8;
const MOST_LINKS: usize = 200;

/// A field that the file may have filled in, and at its right the sign that accepts it.
pub(super) fn offered(
    ui: &mut Ui,
    scene: &mut Scene<'_>,
    document: &Document,
    name: &'static str,
    value: impl FnOnce(&mut Ui, &mut Scene<'_>),
) {
    if !document.is_proposed(name) {
        return value(ui, scene);
    }
    let p = scene.palette;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let room = (ui.available_width() - 22.0).max(20.0);
        ui.vertical(|ui| {
            ui.set_max_width(room);
            ui.set_min_width(room);
            value(ui, scene);
        });
        if scene.app.can_write() && rows::sign(ui, &p, say::ACCEPT_SIGN, &say::accept_field(labels::of_field(name))) {
            accept(scene, document, Some(name));
        }
    });
}

/// Accepts one field as it is proposed, or all of them.
fn accept(scene: &mut Scene<'_>, document: &Document, field: Option<&'static str>) {
    let left = document.proposed.as_ref().and_then(|proposed| proposed.without(field?));
    let left = left.map_or(Value::Null, |left| String::from(left).into());
    let ops = vec![Op::set(Table::Document, document.id, "proposed", left)];
    let label = field.map_or(say::ACCEPTED.to_owned(), |field| say::accepted(labels::of_field(field)));
    scene.wanted.push(Action::Edit(Edit::new(label, ops)));
}

/// Which fields are proposals, and the way to accept them all.
pub(super) fn proposals(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let (p, Some(proposed)) = (scene.palette, &document.proposed) else { return };
    let guessed = proposed.has("language") && is_guessed(scene, document);
    let said = proposed.fields().iter().filter(|field| !guessed || **field != "language");
    let names: Vec<&str> = said.map(|field| labels::of_field(field)).collect();
    ui.add_space(2.0);
    if !names.is_empty() {
        note(ui, &p, &say::proposed(&names));
    }
    if guessed {
        note(ui, &p, say::GUESSED);
    }
    if scene.app.can_write() && chip(ui, &p, say::ACCEPT_ALL, Chip::Missing).on_hover_text(say::AS_FILE_SAYS).clicked()
    {
        accept(scene, document, None);
    }
}

/// True when a document's file does not give the language it has, but its text was taken for it.
fn is_guessed(scene: &mut Scene<'_>, document: &Document) -> bool {
    let said = beside(scene, document.revision).and_then(|of| of.meta.language.as_deref());
    said.is_none_or(|said| !document.is_in(said))
}

/// Who may have published it, as its page says; one click takes it.
pub(super) fn outlet(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let Some(guess) = beside(scene, document.revision).and_then(|of| of.meta.outlet_guess()) else { return };
    if scene.app.can_write() {
        if words_chip(ui, scene, &guess, Chip::Missing).on_hover_text(say::OUTLET_PROPOSED).clicked() {
            scene.wanted.push(Action::Card(CardAction::TakeOutlet(document.id)));
        }
    } else {
        scene.engine.label(ui, &guess, LabelStyle::small().color(scene.palette.soft));
    }
}

/// The document it came with, and those that came with it.
pub(super) fn lies_in(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let p = scene.palette;
    if let Some(whole) = document.part_of.and_then(|id| model.documents.get(&id)) {
        field(ui, &p, labels::CAME_WITH, |ui| {
            if rows::follow(ui, scene, whole.heading(), LabelStyle::body().lines(2), say::OPEN_DOCUMENT) {
                scene.wanted.push(Action::OpenDocument(whole.id));
            }
        });
    }
    let parts = kept(ui, "what came with a document", (state_of(scene), document.id), || {
        model.shown_documents().filter(|part| part.part_of == Some(document.id)).map(|part| part.id).collect::<Vec<_>>()
    });
    if parts.is_empty() {
        return;
    }
    field(ui, &p, labels::HOLDS, |ui| {
        for part in parts.iter().take(MOST).filter_map(|id| model.documents.get(id)) {
            if rows::follow(ui, scene, part.heading(), LabelStyle::body().one_line(), say::OPEN_DOCUMENT) {
                scene.wanted.push(Action::OpenDocument(part.id));
            }
        }
        if parts.len() > MOST {
            note(ui, &p, &shared::and_more(parts.len() - MOST));
        }
    });
}

/// Says so when the text lacks words that the file shows.
pub(super) fn not_all(ui: &mut Ui, scene: &mut Scene<'_>, revision: Id) {
    let p = scene.palette;
    if beside(scene, Some(revision)).is_some_and(|of| of.left_out().next().is_some()) {
        ui.label(RichText::new(say::NOT_ALL).size(12.5).color(p.alarm));
    }
}

/// The languages its paragraphs are in, where they are of several.
pub(super) fn languages(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let p = scene.palette;
    let Some(of) = beside(scene, document.revision).filter(|of| !of.languages.is_empty()) else { return };
    let shares: Vec<(String, u32)> =
        of.language_shares().into_iter().map(|(tag, share)| (search::language(tag).to_owned(), share)).collect();
    field(ui, &p, labels::PARAGRAPHS, |ui| {
        ui.add(egui::Label::new(RichText::new(say::in_languages(&shares)).size(12.5)).wrap());
    });
}

/// What a reader should know of it; why its structure is not used, if that is so.
pub(super) fn remarks(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let p = scene.palette;
    let style = || LabelStyle::small().filling().lines(6);
    if let Some(trouble) = document.trouble.as_ref().filter(|_| document.revision.is_none()) {
        field(ui, &p, labels::NOTED, |ui| scene.engine.label(ui, trouble, style().color(p.ink)));
        return;
    }
    let Some(revision) = document.revision else { return };
    ask(scene, revision);
    let Ok(Some(known)) = scene.app.beside(revision) else { return };
    match known {
        Err(why) => {
            field(ui, &p, labels::NOTED, |ui| {
                scene.engine.label(ui, why, style().color(p.ink));
                note(ui, &p, say::WITHOUT_STRUCTURE);
            });
        }
        Ok(Some(of)) if !of.remarks.is_empty() => {
            field(ui, &p, labels::NOTED, |ui| {
                // What the text lacks comes first.
                let (first, rest): (Vec<_>, Vec<_>) = of.remarks.iter().partition(|remark| remark.leaves_words_out());
                for remark in first.into_iter().chain(rest) {
                    let color = if remark.leaves_words_out() { p.ink } else { p.soft };
                    scene.engine.label(ui, &Words::new(remark.to_string()), style().color(color));
                }
            });
        }
        Ok(_) => {}
    }
}

/// Where its links lead, folded away: as text, never followed. A click shows where a link stands.
pub(super) fn links(ui: &mut Ui, scene: &mut Scene<'_>, document: &Document) {
    let p = scene.palette;
    let Some(of) = beside(scene, document.revision).filter(|of| !of.links.is_empty()) else { return };
    let title = RichText::new(say::links(of.links.len())).size(size::SMALL).color(p.soft);
    let mut to = None;
    ui.add_space(6.0);
    CollapsingHeader::new(title).id_salt(("links", document.id.to_bytes())).show_unindented(ui, |ui| {
        for link in of.links.iter().take(MOST_LINKS) {
            if rows::follow(ui, scene, &link.to, LabelStyle::small().one_line(), say::SHOW_LINK) {
                to = Some(link.start);
            }
        }
        if of.links.len() > MOST_LINKS {
            note(ui, &p, &shared::and_more(of.links.len() - MOST_LINKS));
        }
    });
    scene.wanted.extend(to.map(|byte| Action::OpenBookmark(document.id, byte)));
}

/// Asks for the structure beside a text where it is not known.
fn ask(scene: &mut Scene<'_>, revision: Id) {
    if let Err(ask) = scene.app.beside(revision) {
        // Asked once: while it is on its way it is known to be.
        if !scene.wanted.iter().any(|wanted| matches!(wanted, Action::Card(CardAction::Beside(of)) if *of == revision))
        {
            scene.wanted.push(Action::Card(ask));
        }
    }
}

/// The structure beside a text, once it is there and can be used.
pub(super) fn beside<'a>(scene: &mut Scene<'a>, revision: Option<Id>) -> Option<&'a Structure> {
    ask(scene, revision?);
    let app: &'a App = scene.app;
    let known: &'a Beside = app.beside(revision?).ok()??;
    known.as_ref().ok()?.as_deref()
}
