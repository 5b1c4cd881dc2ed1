//! The card of a name: its spellings and roles, its grade with history and reasons, what it said and published, where it is
//! marked in texts.

use super::register::held;
use super::{choice, dated, rows, typed};
use crate::app::cards::CardAction;
use crate::app::model::{By, Model};
use crate::app::overlay::Overlay;
use crate::app::{Action, Hand};
use crate::domain::claim::Claim;
use crate::domain::document::Document;
use crate::domain::name::{Mention, Name, NameKind, Role, Spelling};
use crate::domain::{Edit, Id, Op, Table, Words};
use crate::say::cards as say;
use crate::say::{labels, shared};
use crate::ui::Scene;
use crate::ui::text::{LabelStyle, field as fields};
use crate::ui::theme::size;
use crate::ui::widgets::{Chip, button, card, chip, field, note, section};
use egui::{Key, RichText, Ui};

/// Longest list on a card; the register has the whole.
const LISTED: usize = 8;

/// A name that publishes, speaks or was graded is a source.
pub(super) fn title(scene: &Scene<'_>, id: Id) -> &'static str {
    let source = scene.app.model().is_some_and(|m| {
        let all = m.merged(m.who(id));
        m.reliability(id).is_some() || all.iter().any(|id| m.count(By::Published, *id) + m.count(By::Said, *id) > 0)
    });
    if source { say::SOURCE } else { say::NAME }
}

/// Draws it.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, id: Id) {
    let p = scene.palette;
    let Some((model, name)) = scene.app.model().and_then(|m| Some((m, m.names.get(&m.who(id))?))) else {
        note(ui, &p, say::BEING_SAVED);
        return;
    };
    let id = name.id;
    let all = model.merged(id);
    let of = |by: By| all.iter().flat_map(|id| model.ids(by, *id)).collect::<Vec<Id>>();
    let spellings: Vec<&Spelling> = of(By::Spellings).iter().filter_map(|id| model.spellings.get(id)).collect();
    let roles: Vec<&Role> = of(By::Roles).iter().filter_map(|id| model.roles.get(id)).collect();
    let said: Vec<&Claim> = of(By::Said).iter().filter_map(|id| model.claims.get(id)).collect();
    let published: Vec<&Document> = of(By::Published).iter().filter_map(|id| model.documents.get(id)).collect();
    let mentions: Vec<&Mention> = of(By::Mentioned).iter().filter_map(|id| model.mentions.get(id)).collect();
    card(ui, &p, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        scene.engine.label(ui, &name.words, LabelStyle::quote().filling().showing_all());
        for other in spellings.iter().map(|s| &s.words).chain(merged_words(model, &all, id)) {
            scene.engine.label(ui, other, LabelStyle::body().color(p.soft).lines(2).filling());
        }
        ui.horizontal_wrapped(|ui| {
            let kind =
                choice(ui, scene, labels::CHOOSE_KIND, Some(name.kind), NameKind::ALL, |k| k.label().to_owned(), true);
            if let Some(kind) = kind {
                let value = String::from(kind).into();
                scene.wanted.push(Action::Set { table: Table::Name, id, field: "kind", value });
            }
        });
        ui.add_space(1.0);
        if !roles.is_empty() {
            field(ui, &p, say::WHO, |ui| {
                for role in &roles {
                    let time = held(role.since.as_ref(), role.until.as_ref());
                    let time = if time.is_empty() { time } else { format!(", {time}") };
                    scene.engine.label(ui, &role.words.with(&time), LabelStyle::body().lines(3));
                }
            });
        }
        field(ui, &p, say::TRUST, |ui| {
            ui.label(RichText::new(rows::trust(model, Some(id))).size(size::BODY));
        });
        used(ui, scene, model, &said, &published);
        named_in(ui, scene, model, id, &mentions);
        if name.memo.is_some() {
            memo(ui, scene, name);
        }
    });
    rows::more(ui, &p, say::MORE_NAME, id, |ui| {
        field(ui, &p, labels::SPELLING, |ui| {
            typed(ui, scene, (Table::Name, id), ("words", labels::SPELLING_WE_USE), Some(&name.words), true);
        });
        more(ui, scene, id, &spellings, &roles);
        if name.memo.is_none() {
            memo(ui, scene, name);
        }
        rows::past(ui, scene, id);
    });
    ui.add_space(10.0);
    section(ui, &p, say::GRADES);
    card(ui, &p, |ui| grades(ui, scene, model, id, &of(By::Grades)));
}

fn merged_words<'a>(model: &'a Model, all: &[Id], id: Id) -> Vec<&'a Words> {
    all.iter().filter(|other| **other != id).filter_map(|other| model.names.get(other)).map(|n| &n.words).collect()
}

fn memo(ui: &mut Ui, scene: &mut Scene<'_>, name: &Name) {
    let p = scene.palette;
    field(ui, &p, labels::MEMO, |ui| {
        typed(ui, scene, (Table::Name, name.id), ("memo", labels::MEMO), name.memo.as_ref(), false);
    });
}

/// What it said and published.
fn used(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, said: &[&Claim], published: &[&Document]) {
    let p = scene.palette;
    field(ui, &p, labels::SAID, |ui| {
        note(ui, &p, &say::claims(said.len()));
        for claim in said.iter().rev().take(LISTED) {
            if rows::follow(ui, scene, &claim.words.quoted(), LabelStyle::small().lines(2), say::SHOW_CLAIM) {
                scene.wanted.push(Action::Hand(Hand::Claim(claim.id)));
            }
        }
    });
    field(ui, &p, labels::PUBLISHED, |ui| {
        let shown: Vec<_> = published.iter().filter(|d| model.is_shown(d)).collect();
        note(ui, &p, &say::documents(shown.len()));
        for document in shown.iter().rev().take(LISTED) {
            if rows::follow(ui, scene, document.heading(), LabelStyle::small().lines(2), say::OPEN_DOCUMENT) {
                scene.wanted.push(Action::OpenDocument(document.id));
            }
        }
    });
}

/// Where it is marked in texts.
fn named_in(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id, mentions: &[&Mention]) {
    let p = scene.palette;
    field(ui, &p, say::MENTIONS, |ui| {
        if mentions.is_empty() {
            note(ui, &p, say::NOWHERE);
        }
        for mention in mentions.iter().take(LISTED) {
            let Some(anchor) = model.anchor(mention.passage) else { continue };
            let document = model.revisions.get(&anchor.revision).and_then(|r| model.documents.get(&r.document));
            let number = rows::paragraph(scene, anchor).map(|n| format!("{} · ", say::paragraph(n)));
            let heading = document.map(|d| d.heading().clone()).unwrap_or_default();
            let words = Words::new(number.unwrap_or_default()).joined(&heading);
            let away = scene.app.can_write().then_some(say::UNMARK);
            let gone = rows::removable(ui, &p, away, |ui| {
                if rows::follow(ui, scene, &words, LabelStyle::small().one_line(), say::SHOW_PLACE) {
                    scene.wanted.push(Action::OpenPassage(mention.passage));
                    scene.wanted.push(Action::Hand(Hand::Source(id)));
                }
            });
            if gone {
                scene.wanted.push(Action::Card(CardAction::Unmark(mention.id)));
            }
        }
        if mentions.len() > LISTED {
            note(ui, &p, &shared::and_more_places(mentions.len() - LISTED));
        }
        if scene.app.can_write() && scene.app.reading.is_some() {
            let spelled = model.names.get(&id).map(|name| name.words.clone());
            let marked = mentions.last().and_then(|m| model.anchor(m.passage)).map(|a| a.quote.clone());
            if let Some(words) = marked.or(spelled)
                && chip(ui, &p, say::MARK_HERE, Chip::Missing).clicked()
            {
                scene.wanted.push(Action::Card(CardAction::Everywhere(id, words)));
            }
        }
    });
}

/// Spellings and roles, to be added, mended and taken away.
fn more(ui: &mut Ui, scene: &mut Scene<'_>, id: Id, spellings: &[&Spelling], roles: &[&Role]) {
    let p = scene.palette;
    for spelling in spellings {
        let key = (Table::Spelling, spelling.id);
        field(ui, &p, labels::ALSO, |ui| {
            let away = scene.app.can_write().then_some(say::SPELLING_AWAY);
            let words = |ui: &mut Ui| drop(scene.engine.label(ui, &spelling.words, LabelStyle::body().lines(2)));
            if rows::removable(ui, &p, away, words) {
                scene.wanted.push(Action::Delete(Table::Spelling, spelling.id));
            }
            typed(ui, scene, key, ("scheme", labels::SCHEME), spelling.scheme.as_ref(), true);
        });
    }
    field(ui, &p, labels::ADD, |ui| {
        if let Some(text) = added(ui, scene, (id, "spelling"), labels::ANOTHER_SPELLING, labels::ANOTHER_SPELLING_HINT)
        {
            let row = Spelling { id: Id::new(), name: id, words: Words::new(text), scheme: None, note: None };
            scene.wanted.push(Action::Edit(Edit::new(shared::ADD_SPELLING, vec![Op::add(row)])));
        }
    });
    for role in roles {
        let key = (Table::Role, role.id);
        field(ui, &p, labels::ROLE, |ui| {
            let away = scene.app.can_write().then_some(say::ROLE_AWAY);
            let words = |ui: &mut Ui| drop(scene.engine.label(ui, &role.words, LabelStyle::body().lines(2)));
            if rows::removable(ui, &p, away, words) {
                scene.wanted.push(Action::Delete(Table::Role, role.id));
            }
        });
        field(ui, &p, labels::SINCE, |ui| {
            dated(ui, scene, key, ("since", labels::SINCE), (role.since.as_ref(), None), None);
        });
        field(ui, &p, labels::UNTIL, |ui| {
            dated(ui, scene, key, ("until", labels::UNTIL), (role.until.as_ref(), None), None);
        });
    }
    field(ui, &p, labels::ADD, |ui| {
        if let Some(text) = added(ui, scene, (id, "role"), labels::ANOTHER_ROLE, labels::ANOTHER_ROLE_HINT) {
            let row = Role { id: Id::new(), name: id, words: Words::new(text), since: None, until: None };
            scene.wanted.push(Action::Edit(Edit::new(shared::ADD_ROLE, vec![Op::add(row)])));
        }
    });
}

/// A field for one more of a list; Enter adds it.
fn added(ui: &mut Ui, scene: &Scene<'_>, key: (Id, &str), name: &str, hint: &str) -> Option<String> {
    if !scene.app.can_write() {
        return None;
    }
    let id = egui::Id::unique(("to be added", key.0.to_bytes(), key.1));
    let mut text: String = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let font = egui::FontId::proportional(size::BODY);
    let response = fields::quiet(ui, name, hint, true, font, &mut text);
    let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
    let given = (entered && !text.trim().is_empty()).then(|| text.trim().to_owned());
    if given.is_some() {
        text.clear();
    }
    ui.data_mut(|data| data.insert_temp(id, text));
    given
}

fn grades(ui: &mut Ui, scene: &mut Scene<'_>, model: &Model, id: Id, grades: &[Id]) {
    let p = scene.palette;
    let mut rows: Vec<_> = grades.iter().filter_map(|g| model.grades.get(g)).collect();
    rows.sort_by_key(|grade| std::cmp::Reverse((grade.at_ms, grade.id)));
    for grade in &rows {
        let day = jiff::Timestamp::from_millisecond(grade.at_ms).map(|t| t.strftime("%d %b %Y").to_string());
        field(ui, &p, &day.unwrap_or_default(), |ui| {
            let text = format!("{} – {}", grade.reliability.as_str(), grade.reliability.label());
            ui.label(RichText::new(text).size(12.5));
            if let Some(reason) = &grade.reason {
                scene.engine.label(ui, reason, LabelStyle::small().color(p.soft));
            }
        });
    }
    if rows.is_empty() {
        note(ui, &p, say::NOT_GRADED);
    }
    if scene.app.can_write() && button(ui, &p, labels::GRADE).clicked() {
        scene.wanted.push(Action::Overlay(Overlay::Grade {
            document: None,
            name: Some(id),
            outlet: String::new(),
            letter: None,
            reason: String::new(),
        }));
    }
}
