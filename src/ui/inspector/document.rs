//! The bibliographic record of the open document as a form; what is missing is shown quietly. Below it what is known of
//! the file.

use super::{commit, now_is, style, typed};
use crate::app::Action;
use crate::app::view::outlet_words;
use crate::domain::{Table, Words};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, bound};
use crate::ui::widgets::{card, field, note, section};
use egui::{RichText, Ui};

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>) {
    let p = scene.palette;
    section(ui, &p, "Document");
    let found = scene.app.model().and_then(|m| Some((m, scene.app.open_document_record()?)));
    let Some((model, document)) = found else {
        note(ui, &p, "Open a document to see what is known of it.");
        return;
    };
    let key = (Table::Document, document.id);
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 7.0;
        field(ui, &p, "Title", |ui| typed(ui, scene, key, ("title", "Title"), document.title.as_ref(), false));
        field(ui, &p, "In English", |ui| {
            typed(ui, scene, key, ("title_translated", "Title in English"), document.title_translated.as_ref(), true);
        });
        field(ui, &p, "Author", |ui| typed(ui, scene, key, ("author", "Author"), document.author.as_ref(), true));
        field(ui, &p, "Outlet", |ui| {
            let outlet = outlet_words(model, document);
            if scene.app.can_write() {
                let done = bound(ui, &style("Outlet", true), (document.id, "outlet"), now_is(scene, outlet, None));
                commit(scene, done, |text| Action::Outlet(document.id, text.as_str().unwrap_or_default().to_owned()));
            } else if let Some(outlet) = outlet {
                scene.engine.label(ui, outlet, LabelStyle::body());
            }
        });
        for (name, label, date) in
            [("published", "Published", &document.published), ("accessed", "Accessed", &document.accessed)]
        {
            let value = date.as_ref().map(|d| Words::new(d.as_str()));
            field(ui, &p, label, |ui| typed(ui, scene, key, (name, label), value.as_ref(), true));
        }
        field(ui, &p, "Language", |ui| {
            typed(ui, scene, key, ("language", "Language"), document.language.as_ref(), true);
        });
        field(ui, &p, "Address", |ui| typed(ui, scene, key, ("url", "Address"), document.url.as_ref(), true));
        field(ui, &p, "Memo", |ui| typed(ui, scene, key, ("memo", "Memo"), document.memo.as_ref(), false));
    });
    ui.add_space(12.0);
    section(ui, &p, "File");
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        field(ui, &p, "Name", |ui| scene.engine.label(ui, &document.file_name, LabelStyle::body()));
        let fact = |ui: &mut Ui, text: String| ui.label(RichText::new(text).size(12.5));
        field(ui, &p, "State", |ui| fact(ui, document.triage.label().to_owned()));
        field(ui, &p, "Size", |ui| fact(ui, format!("{} bytes", document.bytes)));
        if let Some(revision) = document.revision.and_then(|r| model.revisions.get(&r)) {
            field(ui, &p, "Text", |ui| fact(ui, format!("{} characters, {} ¶", revision.chars, revision.paragraphs)));
            field(ui, &p, "Encoding", |ui| {
                let how = format!("{}, {}", revision.decided_by.label(), revision.newlines.label());
                scene.engine.label(ui, &revision.encoding, LabelStyle::body());
                note(ui, &p, &how);
            });
            if revision.replaced > 0 {
                field(ui, &p, "Damage", |ui| {
                    fact(ui, format!("{} places could not be decoded", revision.replaced));
                });
            }
        }
        field(ui, &p, "SHA-256", |ui| {
            let hash = document.sha256.to_string();
            fact(ui, format!("{}…", document.sha256.short())).on_hover_text(hash);
        });
    });
}
