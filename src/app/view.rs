//! What the window shows, computed from the state: rows of lists, marks of the open document, lines of cards. No widget
//! is in sight here; the window only draws it.

use super::model::{By, Model};
use super::weigh_view::names::count_of;
use super::{App, Hand};
use crate::domain::claim::Claim;
use crate::domain::document::{Document, Triage};
use crate::domain::grade::Reliability;
use crate::domain::name::Name;
use crate::domain::passage::Anchor;
use crate::domain::tag::Tag;
use crate::domain::{Id, Span, Words};
use crate::say::{reader as say, shared};
use std::ops::Range;

/// A mark in the open document.
#[derive(Clone, Debug, PartialEq)]
pub struct MarkRow {
    /// The passage or the claim.
    pub id: Id,
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: MarkKind,
    /// True until it is durable.
    pub pending: bool,
    /// Beside the point: it has none of the tags that are asked for.
    pub dimmed: bool,
    /// What assistive technology says.
    pub name: Words,
}

/// What a mark is.
#[derive(Clone, Debug, PartialEq)]
pub enum MarkKind {
    /// A passage, with the colors of its tags as they are stored.
    Passage(Vec<[u8; 3]>),
    /// A claim, with the first letter of its speaker.
    Claim(Words),
    /// A name in the text.
    Name,
}

/// The marks of the open document, to be asked for by range. Kept until its key changes.
#[derive(Debug, Default)]
pub struct Marks {
    key: Option<(Id, u64, usize, Option<Id>)>,
    rows: Vec<MarkRow>,
    /// The greatest end among this row and all before it.
    reach: Vec<u32>,
}

impl Marks {
    /// What the marks depend on.
    fn key(app: &App) -> Option<(Id, u64, usize, Option<Id>)> {
        Some((app.reading.as_ref()?.document, app.model()?.generation, app.pending.len(), app.tag_filter))
    }

    /// Brings the marks up to date.
    pub fn refresh(&mut self, app: &App) {
        let key = Self::key(app);
        if self.key == key {
            return;
        }
        self.key = key;
        self.rows = rows(app);
        self.rows.sort_by_key(|row| (row.span, row.id));
        let mut reach = 0;
        self.reach = self
            .rows
            .iter()
            .map(|row| {
                reach = reach.max(row.span.end());
                reach
            })
            .collect();
    }

    /// The marks that share a byte with a stretch.
    pub fn within(&self, bytes: Range<u32>) -> impl Iterator<Item = &MarkRow> {
        let from = self.reach.partition_point(|reach| *reach <= bytes.start);
        let to = self.rows.partition_point(|row| row.span.start() < bytes.end);
        self.rows.get(from..to.max(from)).unwrap_or_default().iter().filter(move |row| row.span.end() > bytes.start)
    }

    /// All marks, in the order they stand.
    pub fn all(&self) -> &[MarkRow] {
        &self.rows
    }
}

fn rows(app: &App) -> Vec<MarkRow> {
    let (Some(model), Some(reading)) = (app.model(), app.reading.as_ref()) else { return Vec::new() };
    let mut rows = Vec::new();
    let scope = app.tag_scope();
    for passage in model.ids(By::Passages, reading.document) {
        let Some(span) = model.place(passage).filter(|a| a.revision == reading.revision).and_then(Anchor::span) else {
            continue;
        };
        let tags: Vec<&Tag> = model.tags_of(passage).map(|(_, tag)| tag).collect();
        let claims: Vec<&Claim> = claims_on(model, passage).collect();
        for mention in model.ids(By::Mentions, passage).filter_map(|id| model.mentions.get(&id)) {
            let named = model.names.get(&model.who(mention.name)).map_or("", |name| name.words.raw());
            let (kind, name) = (MarkKind::Name, Words::new(say::name(named)));
            let dimmed = scope.is_some();
            rows.push(MarkRow { id: mention.id, span, kind, pending: false, dimmed, name });
        }
        // A passage that only holds a claim is drawn as the claim, one that only names somebody as the name.
        let only_named = model.count(By::Mentions, passage) > 0 && !super::marking::is_held(model, passage);
        if !tags.is_empty() || (claims.is_empty() && !only_named) {
            let names: Vec<&str> = tags.iter().map(|t| t.name.words().raw()).collect();
            let name = if names.is_empty() { say::PASSAGE.to_owned() } else { say::passage(&names.join(", ")) };
            let kind = MarkKind::Passage(tags.iter().map(|t| t.color.0).collect());
            let dimmed = scope.as_ref().is_some_and(|scope| !scope.has_passage(model, passage));
            rows.push(MarkRow { id: passage, span, kind, pending: false, dimmed, name: Words::new(name) });
        }
        for claim in claims {
            let speaker = speaker_words(model, claim).map_or("", Words::raw);
            let name = Words::new(say::claim(if speaker.is_empty() { claim.words.raw() } else { speaker }));
            let kind = MarkKind::Claim(initial(speaker));
            let dimmed = scope.as_ref().is_some_and(|scope| !scope.has_claim(model, claim.id));
            rows.push(MarkRow { id: claim.id, span, kind, pending: false, dimmed, name });
        }
    }
    for mark in app.pending.iter().filter(|m| m.document == reading.document) {
        let kind = if mark.colors.is_empty() {
            MarkKind::Claim(Words::default())
        } else {
            MarkKind::Passage(mark.colors.clone())
        };
        rows.push(MarkRow {
            id: Id::new(),
            span: mark.span,
            kind,
            pending: true,
            dimmed: false,
            name: Words::new(say::BEING_SAVED),
        });
    }
    rows
}

/// The first letter of a person's last name; a question mark for nobody.
fn initial(speaker: &str) -> Words {
    let last = speaker.split_whitespace().next_back().unwrap_or_default();
    Words::new(last.chars().next().map_or("?".to_owned(), |c| c.to_uppercase().to_string()))
}

/// The claims that rest on a passage.
pub fn claims_on(model: &Model, passage: Id) -> impl Iterator<Item = &Claim> {
    model.ids(By::Gives, passage).filter_map(|id| model.claims.get(&model.evidence.get(&id)?.claim))
}

/// A row of the document list.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentRow {
    /// The document.
    pub id: Id,
    /// Its title, else its file name.
    pub heading: Words,
    /// Outlet, year and how many passages it has, or what of that is missing.
    pub about: Words,
    /// Its triage state.
    pub triage: Triage,
    /// True when it is the one that is read.
    pub open: bool,
}

impl App {
    /// One row of the document list.
    pub fn document_row(&self, model: &Model, document: &Document) -> DocumentRow {
        let no_text = if document.revision.is_none() { shared::NO_TEXT_AND } else { "" };
        let outlet = outlet_words(model, document).map_or(shared::NO_OUTLET, Words::raw);
        let date = match document.published.as_ref().and_then(crate::domain::Date::year) {
            Some(year) => year.to_string(),
            None => shared::NO_DATE.to_owned(),
        };
        let count = model.count(By::Passages, document.id);
        let passages = match count {
            0 => String::new(),
            n => format!(" · {}", shared::passages(n)),
        };
        DocumentRow {
            id: document.id,
            heading: document.heading().clone(),
            about: Words::new(format!("{no_text}{outlet} · {date}{passages}")),
            triage: document.triage,
            open: self.reading.as_ref().is_some_and(|r| r.document == document.id),
        }
    }

    /// The open document.
    pub fn open_document_record(&self) -> Option<&Document> {
        self.model()?.documents.get(&self.reading.as_ref()?.document)
    }

    /// The claim the inspector shows.
    pub fn claim_shown(&self) -> Option<&Claim> {
        match self.hand {
            Hand::Claim(id) => self.model()?.claims.get(&id),
            _ => None,
        }
    }
}

/// The name of a document's outlet.
pub fn outlet_words<'a>(model: &'a Model, document: &Document) -> Option<&'a Words> {
    document.outlet.and_then(|id| model.names.get(&model.who(id))).map(|name| &name.words)
}

/// The name of a claim's speaker.
pub fn speaker_words<'a>(model: &'a Model, claim: &Claim) -> Option<&'a Words> {
    claim.speaker.and_then(|id| model.names.get(&model.who(id))).map(|name| &name.words)
}

/// The letter of a document's source: its grade, or F when it was never graded.
pub fn source_letter(model: &Model, document: &Document) -> &'static str {
    document.outlet.and_then(|id| model.reliability(id)).map_or("F", |grade| grade.as_str())
}

/// When a claim was said, in words.
pub fn said_when(claim: &Claim) -> Words {
    match (&claim.said_at, &claim.said_at_words) {
        (Some(date), _) => Words::new(date.shown()),
        (None, Some(words)) => words.clone(),
        (None, None) => Words::new(shared::NOT_KNOWN),
    }
}

/// The trust in a claim: its source's letter and its own number.
pub fn trust(model: &Model, claim: &Claim) -> String {
    let document =
        model.support(claim.id).and_then(|p| model.passages.get(&p)).and_then(|p| model.documents.get(&p.document));
    let letter = document.map_or("F", |d| source_letter(model, d));
    match claim.content_grade {
        Some(grade) => shared::trust(letter, Some(grade.number())),
        None => shared::trust(letter, None),
    }
}

/// A source: a name that publishes or speaks, or was graded.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceRow {
    /// The name.
    pub id: Id,
    /// Its spelling.
    pub name: Words,
    /// Its grade; `None` when it was never graded.
    pub letter: Option<&'static str>,
    /// What sort of source it is, its country and its language, as far as they are known.
    pub about: Words,
    /// Documents it published.
    pub documents: usize,
    /// Claims it made.
    pub claims: usize,
}

/// The sources, by name.
pub fn source_rows(model: &Model) -> Vec<SourceRow> {
    let mut rows: Vec<SourceRow> = model
        .names
        .values()
        .filter(|name| name.merged_into.is_none())
        .map(|name| SourceRow {
            id: name.id,
            name: name.words.clone(),
            letter: model.reliability(name.id).map(Reliability::as_str),
            about: about_source(name),
            documents: count_of(model, By::Published, name.id),
            claims: count_of(model, By::Said, name.id),
        })
        .filter(|row| row.letter.is_some() || row.documents > 0 || row.claims > 0)
        .collect();
    rows.sort_by_key(|row| row.name.raw().to_lowercase());
    rows
}

/// “state media · Belarus · ru”, as far as it is known.
fn about_source(name: &Name) -> Words {
    let kind = name.source_kind.map(|kind| Words::new(kind.label()));
    Words::list(kind.iter().chain(&name.country).chain(&name.language), " · ")
}
