//! What the cards and the keys of the text ask for: a name, a tag for a card, a translation, another encoding.

use super::forms::{heading, hints};
use super::picker::{Asked, pick};
use super::{entered, focus_first};
use crate::app::overlay::{NameFor, Overlay, TranslationDraft};
use crate::app::{Action, App, find};
use crate::domain::name::NameKind;
use crate::domain::{Id, Table, Words};
use crate::say::cards as say;
use crate::say::forms;
use crate::say::origins;
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, TextEngine, field};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, chip, note, row, words_chip};
use egui::{Align2, FontId, Key, Modifiers, Rect, RichText, ScrollArea, Ui, pos2, vec2};

/// Height of an encoding's row.
const ENCODING: f32 = 50.0;

/// A name, for whatever it is asked.
pub(super) fn name(ui: &mut Ui, scene: &mut Scene<'_>, overlay: &Overlay) {
    let Overlay::PickName { purpose, kind, query, at } = overlay else { return };
    let p = scene.palette;
    let question = match purpose {
        NameFor::Mention { .. } => say::WHICH_NAME,
        NameFor::Speaker(_) => say::WHO_SAYS,
        NameFor::Outlet(_) => say::WHICH_OUTLET,
        NameFor::Hop(_) => say::WHO_PASSED,
        NameFor::Owner(_) => origins::WHO_OWNS,
    };
    if let NameFor::Mention { spans, chosen } = purpose {
        if ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter)) {
            scene.wanted.push(Action::AcceptEverywhere);
            return;
        }
        if let Some(now) = words_to_mark(ui, scene, spans, *chosen) {
            let purpose = NameFor::Mention { spans: spans.clone(), chosen: now };
            let (kind, query) = (*kind, String::new());
            scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind, query, at: 0 }));
        }
    }
    let found = scene.app.names_offered(overlay);
    let again = |query, at| Overlay::PickName { purpose: purpose.clone(), kind: *kind, query, at };
    let asked = Asked { name: say::NAME, hint: say::NAME_HINT, question: Some(question) };
    pick(ui, scene, &asked, (query, *at), &found, again);
    if found.iter().any(|found| matches!(found, find::Found::NewName(_))) {
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            note(ui, &p, say::NEW_KIND);
            for one in NameKind::ALL {
                let look = if one == kind { Chip::Strong } else { Chip::Missing };
                if chip(ui, &p, one.label(), look).clicked() {
                    let (purpose, query) = (purpose.clone(), query.clone());
                    scene.wanted.push(Action::Overlay(Overlay::PickName { purpose, kind: *one, query, at: *at }));
                }
            }
        });
    }
    ui.add_space(8.0);
    match purpose {
        NameFor::Mention { .. } => {
            hints(ui, scene, forms::MENTION_KEYS);
        }
        _ => hints(ui, scene, forms::TAKE_KEYS),
    }
}

/// The words that may be meant, as chips; gives the one that was clicked. Page up and page down go along them.
fn words_to_mark(ui: &mut Ui, scene: &Scene<'_>, spans: &[crate::domain::Span], chosen: usize) -> Option<usize> {
    let Some(reading) = &scene.app.reading else { return None };
    let last = spans.len().saturating_sub(1);
    let (down, up) =
        ui.input_mut(|i| (i.consume_key(Modifiers::NONE, Key::PageDown), i.consume_key(Modifiers::NONE, Key::PageUp)));
    let mut now = match (down, up) {
        (true, _) if chosen < last => Some(chosen + 1),
        (_, true) if chosen > 0 => Some(chosen - 1),
        _ => None,
    };
    if spans.len() > 1 {
        note(ui, &scene.palette, say::WHICH_WORDS);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for (i, span) in spans.iter().enumerate() {
            let Some(text) = reading.text(span.range()) else { continue };
            let look = if i == chosen { Chip::Strong } else { Chip::Missing };
            if words_chip(ui, scene, &Words::new(text).brief(60), look).clicked() {
                now = Some(i);
            }
        }
    });
    ui.add_space(6.0);
    now
}

/// The document a claim came through.
pub(super) fn document(ui: &mut Ui, scene: &mut Scene<'_>, hop: Id, query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let found = find::documents(model, query);
    let (name, hint, question) = (origins::DOCUMENT, origins::DOCUMENT_HINT, Some(origins::WHICH_DOCUMENT));
    pick(ui, scene, &Asked { name, hint, question }, (query, at), &found, |query, at| Overlay::PickDocument {
        hop,
        query,
        at,
    });
    ui.add_space(8.0);
    hints(ui, scene, forms::TAKE_KEYS);
}

/// A tag for a claim or a passage.
pub(super) fn tag_for(ui: &mut Ui, scene: &mut Scene<'_>, (table, id): (Table, Id), query: &str, at: usize) {
    let Some(model) = scene.app.model() else { return };
    let words = match table {
        Table::Claim => model.claims.get(&id).map(|c| &c.words),
        _ => model.anchor(id).map(|a| &a.quote),
    };
    if let Some(words) = words {
        scene.engine.label(ui, words, LabelStyle::quote().lines(2));
    }
    let found = find::tags(model, query);
    let asked = Asked { name: forms::TAG, hint: forms::TAG_HINT, question: Some(forms::WHICH_TAG) };
    pick(ui, scene, &asked, (query, at), &found, |query, at| Overlay::PickTagFor { table, id, query, at });
}

/// A translation; Ctrl+Enter takes it.
pub(super) fn translation(ui: &mut Ui, scene: &mut Scene<'_>, draft: &TranslationDraft) {
    let p = scene.palette;
    heading(ui, scene, say::TRANSLATE);
    if let Some(words) = translated(scene.app, draft) {
        scene.engine.label(ui, &words, LabelStyle::quote().lines(4).filling());
        ui.add_space(4.0);
    }
    let done = ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, Key::Enter));
    let mut new = draft.clone();
    let response = field::multi_line(ui, say::TRANSLATION_WORDS, say::TRANSLATE_HINT, 4, &mut new.words);
    focus_first(ui, &response);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let third = ((ui.available_width() - 16.0) / 3.0).max(60.0);
        for (name, hint, text) in [
            (forms::TRANSLATED_INTO, forms::TRANSLATED_INTO_HINT, &mut new.language),
            (forms::TRANSLATED_BY, forms::TRANSLATED_BY_HINT, &mut new.made_by),
            (forms::TRANSLATED_ON, forms::DAY_HINT, &mut new.made_on),
        ] {
            ui.vertical(|ui| {
                ui.set_width(third);
                note(ui, &p, name.0);
                field::wide_line(ui, name.1, hint, text);
            });
        }
    });
    if new != *draft {
        scene.wanted.push(Action::Overlay(Overlay::Translation(new)));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if done | button(ui, &p, forms::SAVE_TRANSLATION).clicked() {
            scene.wanted.push(Action::Accept);
        }
        hints(ui, scene, forms::LONG_SAVE_KEYS);
    });
}

fn translated(app: &App, draft: &TranslationDraft) -> Option<Words> {
    if let Some(anchor) = draft.passage.and_then(|id| app.model()?.anchor(id)) {
        return Some(anchor.quote.clone());
    }
    app.reading.as_ref()?.text(draft.span?.range()).map(Words::new)
}

/// Another encoding, each shown by what the document's words would be in it.
pub(super) fn encoding(ui: &mut Ui, scene: &mut Scene<'_>, document: Id, query: &str, at: usize) {
    let p = scene.palette;
    heading(ui, scene, say::ENCODINGS);
    note(ui, &p, say::ENCODINGS_HELP);
    ui.add_space(4.0);
    let down = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowDown));
    let up = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::ArrowUp));
    let take = entered(ui);
    let mut text = query.to_owned();
    let response = field::wide_line(ui, forms::ENCODING, say::ENCODINGS_HINT, &mut text);
    focus_first(ui, &response);
    let found = scene.app.encodings_offered(document, query);
    let last = found.len().saturating_sub(1);
    let moved = match (down, up) {
        (true, _) => (at + 1).min(last),
        (_, true) => at.saturating_sub(1),
        _ => at.min(last),
    };
    let again = |query, at| Action::Overlay(Overlay::Encoding { document, query, at });
    if text != query {
        scene.wanted.push(again(text.clone(), 0));
    } else if moved != at {
        scene.wanted.push(again(text.clone(), moved));
    }
    if take {
        scene.wanted.push(Action::Accept);
    }
    ui.add_space(6.0);
    if found.is_empty() {
        let nothing = if scene.app.cards.busy.is_some() { say::DECODING } else { crate::say::palette::NOTHING };
        note(ui, &p, nothing);
        return;
    }
    ui.spacing_mut().item_spacing.y = 1.0;
    let now = scene.app.model().and_then(|m| m.revisions.get(&m.documents.get(&document)?.revision?));
    let now = now.map(|revision| TextEngine::accessible_name(&revision.encoding));
    let mut clicked = None;
    ScrollArea::vertical().max_height(ENCODING * 5.0).auto_shrink([false, true]).show(ui, |ui| {
        // Rows have their ground beyond their text.
        ui.set_clip_rect(ui.clip_rect().expand2(vec2(9.0, 0.0)));
        for (i, preview) in found.iter().enumerate() {
            let first = Words::new(preview.text.lines().next().unwrap_or_default());
            let name = format!("{}: {}", preview.encoding, TextEngine::accessible_name(&first));
            let response = row(ui, &p, ENCODING, i == moved, &name, |ui, rect| {
                let small = FontId::proportional(size::SMALL);
                let top = rect.top() + 14.0;
                let font = FontId::proportional(size::BODY);
                let shown =
                    ui.painter().text(pos2(rect.left(), top), Align2::LEFT_CENTER, preview.encoding, font, p.ink);
                let about = pos2(shown.right() + 10.0, top);
                ui.painter().text(about, Align2::LEFT_CENTER, preview.about, small.clone(), p.soft);
                let right = match (preview.replaced, now.as_deref() == Some(preview.encoding)) {
                    (_, true) => Some((forms::READ_NOW, p.soft)),
                    (0, _) => None,
                    _ => Some((say::DAMAGED, p.soft)),
                };
                if let Some((text, color)) = right {
                    let at = pos2(rect.right() - 8.0, top);
                    ui.painter().text(at, Align2::RIGHT_CENTER, text, small, color);
                }
                let area = Rect::from_min_max(pos2(rect.left(), rect.top() + 24.0), rect.max - vec2(8.0, 4.0));
                let ink = if preview.replaced == 0 { p.ink } else { p.soft };
                scene.engine.put(ui, &first, &LabelStyle::body().one_line().color(ink), area);
            });
            if i == moved && moved != at {
                response.scroll_to_me(None);
            }
            if response.clicked() {
                clicked = Some(i);
            }
        }
    });
    if let Some(i) = clicked {
        scene.wanted.push(again(text.clone(), i));
    }
    if let Some(preview) = found.get(moved) {
        ui.add_space(10.0);
        ui.separator();
        ui.add_space(6.0);
        scene.engine.label(ui, &Words::new(preview.text.as_str()), LabelStyle::quote().lines(7).filling());
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let other = found.get(moved).is_some_and(|p| now.as_deref() != Some(p.encoding));
        let ready = other && scene.app.can_write() && scene.app.cards.busy.is_none();
        ui.add_enabled_ui(ready, |ui| {
            let what = found.get(moved).map_or_else(String::new, |p| forms::read_it_as(p.encoding));
            if button(ui, &p, &what).clicked() {
                scene.wanted.push(Action::Accept);
            }
        });
        hints(ui, scene, forms::ENCODING_KEYS);
        if scene.app.cards.busy.is_some() {
            ui.label(RichText::new(say::DECODING).size(size::SMALL).color(p.soft));
        }
    });
}
