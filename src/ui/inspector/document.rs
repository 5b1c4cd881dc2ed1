//! The card of a document: its bibliographic record as text that can be typed over; what is missing is shown quietly. Below
//! it what is known of the file, and the encoding its text is read in.

use super::elsewhere;
use super::origin::{self, offered};
use super::{altered, cites, commit, copies, dated, now_is, rows, style, typed, whereabouts};
use crate::app::cards::CardAction;
use crate::app::model::{By, Model};
use crate::app::view::outlet_words;
use crate::app::{Action, Command, Hand};
use crate::domain::document::Document;
use crate::domain::{Id, Table};
use crate::say::cards as say;
use crate::say::{labels, shared};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, bound};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, card, chip, field, note, section};
use egui::{RichText, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Option<Id>) {
    let p = scene.palette;
    let Some((model, document)) = scene.app.model().and_then(|m| Some((m, m.documents.get(&id?)?))) else {
        note(ui, &p, say::NO_DOCUMENT);
        return;
    };
    let key = (Table::Document, document.id);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        field(ui, &p, labels::TITLE, |ui| {
            offered(ui, scene, document, "title", |ui, scene| {
                typed(ui, scene, key, ("title", labels::TITLE), document.title.as_ref(), true);
            });
        });
        field(ui, &p, labels::IN_ENGLISH, |ui| {
            typed(
                ui,
                scene,
                key,
                ("title_translated", labels::TITLE_IN_ENGLISH),
                document.title_translated.as_ref(),
                true,
            );
        });
        field(ui, &p, labels::AUTHOR, |ui| {
            offered(ui, scene, document, "author", |ui, scene| {
                typed(ui, scene, key, ("author", labels::AUTHOR), document.author.as_ref(), true);
            });
        });
        field(ui, &p, labels::OUTLET, |ui| outlet(ui, scene, model, document));
        field(ui, &p, labels::PUBLISHED, |ui| {
            offered(ui, scene, document, "published", |ui, scene| {
                dated(ui, scene, key, ("published", labels::PUBLISHED), (document.published.as_ref(), None), None);
            });
        });
        field(ui, &p, say::TRUST, |ui| {
            let text = rows::trust(model, document.outlet);
            let response = rows::follow_ours(ui, &p, &text, say::SHOW_NAME);
            match (response.clicked(), document.outlet) {
                (true, Some(outlet)) => scene.wanted.push(Action::Hand(Hand::Name(model.who(outlet)))),
                (true, None) => scene.wanted.push(Action::Command(Command::GradeSource)),
                _ => {}
            }
        });
        field(ui, &p, labels::ADDRESS, |ui| {
            offered(ui, scene, document, "url", |ui, scene| {
                typed(ui, scene, key, ("url", labels::ADDRESS), document.url.as_ref(), true);
            });
        });
        field(ui, &p, labels::ACCESSED, |ui| {
            dated(ui, scene, key, ("accessed", labels::ACCESSED), (document.accessed.as_ref(), None), None);
        });
        field(ui, &p, labels::LANGUAGE, |ui| {
            offered(ui, scene, document, "language", |ui, scene| {
                typed(ui, scene, key, ("language", labels::LANGUAGE), document.language.as_ref(), true);
            });
        });
        origin::languages(ui, scene, document);
        rows::used(ui, scene, document.id);
        field(ui, &p, labels::MEMO, |ui| typed(ui, scene, key, ("memo", labels::MEMO), document.memo.as_ref(), false));
        origin::proposals(ui, scene, document);
    });
    cites::show(ui, scene, model, document);
    altered::show(ui, scene, model, document);
    copies::show(ui, scene, model, document);
    ui.add_space(12.0);
    section(ui, &p, labels::FILE);
    card(ui, &p, |ui| file(ui, scene, model, document));
    origin::links(ui, scene, document);
    elsewhere::show(ui, scene, document);
    rows::more(ui, &p, say::HISTORY_FOLDED, document.id, |ui| rows::past(ui, scene, document.id));
}

/// The outlet: typed in place, and a way to its card.
fn outlet(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let outlet = outlet_words(model, document);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        if let Some(name) = document.outlet
            && rows::sign(ui, &scene.palette, "›", say::SHOW_NAME)
        {
            scene.wanted.push(Action::Hand(Hand::Name(model.who(name))));
        }
        if scene.app.can_write() {
            let done = bound(
                ui,
                &style(("outlet", labels::OUTLET), true),
                (document.id, "outlet"),
                now_is(scene, outlet, None),
            );
            commit(scene, done, |text| Action::Outlet(document.id, text.as_str().unwrap_or_default().to_owned()));
        } else if let Some(outlet) = outlet {
            scene.engine.label(ui, outlet, LabelStyle::body());
        } else {
            note(ui, &scene.palette, say::NOT_KNOWN);
        }
    });
    if document.outlet.is_none() {
        origin::outlet(ui, scene, document);
    }
}

fn file(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, document: &Document) {
    let p = scene.palette;
    ui.spacing_mut().item_spacing.y = 5.0;
    let fact = |ui: &mut Ui, text: String| ui.label(RichText::new(text).size(12.5));
    field(ui, &p, labels::FILE_NAME, |ui| scene.engine.label(ui, &document.file_name, LabelStyle::body()));
    whereabouts::show(ui, scene, document.id);
    field(ui, &p, labels::STATE, |ui| fact(ui, document.triage.label().to_owned()));
    field(ui, &p, labels::MARKED, |ui| fact(ui, shared::passages(model.count(By::Passages, document.id))));
    if let Some(format) = &document.format {
        field(ui, &p, labels::FORMAT, |ui| scene.engine.label(ui, format, LabelStyle::body()));
    }
    origin::lies_in(ui, scene, model, document);
    if let Some(revision) = document.revision.and_then(|r| model.revisions.get(&r)) {
        field(ui, &p, labels::TEXT, |ui| {
            fact(ui, shared::length(revision.chars, revision.paragraphs));
            origin::not_all(ui, scene, revision.id);
        });
        if document.format.is_none() {
            field(ui, &p, labels::ENCODING, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    scene.engine.label(ui, &revision.encoding, LabelStyle::body());
                    ui.label(
                        RichText::new(format!("({})", revision.decided_by.label())).size(size::BODY).color(p.soft),
                    );
                });
                if scene.app.cards.busy == Some(document.id) {
                    note(ui, &p, say::DECODING);
                } else if scene.app.can_write() && chip(ui, &p, say::CHANGE_ENCODING, Chip::Missing).clicked() {
                    scene.wanted.push(Action::Card(CardAction::Encodings(document.id)));
                }
            });
            field(ui, &p, labels::LINES_END, |ui| fact(ui, revision.newlines.label().to_owned()));
        }
        if revision.replaced > 0 {
            field(ui, &p, labels::DAMAGE, |ui| {
                fact(ui, shared::not_decoded(revision.replaced));
            });
        }
    }
    field(ui, &p, labels::SIZE, |ui| {
        fact(ui, shared::size(document.bytes, document.kept));
    });
    field(ui, &p, labels::SHA_256, |ui| {
        let hash = document.sha256.to_string();
        fact(ui, format!("{}…", document.sha256.short())).on_hover_text(hash);
    });
    origin::remarks(ui, scene, document);
}
