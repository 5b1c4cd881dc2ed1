//! The list of documents: which are shown and in what order. It is put together once and then kept current from what was
//! committed, so that an edit in a project of 100,000 documents moves the rows it touches and no others.

use super::model::{By, Model};
use super::view::{outlet_words, source_letter};
use super::whereabouts::Whereabouts;
use crate::domain::document::{Document, Triage};
use crate::domain::vocabulary::vocabulary;
use crate::domain::{Date, Id, Record, RowChange, Words, fold};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

vocabulary! {
    /// What a column of the table of documents shows, and what the list can be sorted by.
    Column {
        Imported = "imported", "imported";
        Title = "title", "title";
        File = "file", "file";
        Path = "path", "path";
        Format = "format", "format";
        Author = "author", "author";
        Text = "text", "text";
        Outlet = "outlet", "outlet";
        Date = "date", "date";
        Language = "language", "language";
        Grade = "grade", "source";
        Triage = "triage", "triage";
        Reason = "reason", "reason";
        Passages = "passages", "passages";
        Claims = "claims", "claims";
        Bytes = "bytes", "bytes";
        Encoding = "encoding", "encoding";
    }
}

/// How the list is laid out: view state, kept with the project and no edit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrangement {
    /// What it is sorted by. Documents without the value come last either way.
    pub sort: Column,
    /// True for the greatest first.
    pub descending: bool,
    /// Only documents in this state.
    pub triage: Option<Triage>,
    /// The columns of the table, in order. Its first is always the title.
    pub columns: Vec<Column>,
}

impl Default for Arrangement {
    fn default() -> Self {
        use Column::{Claims, Date, File, Grade, Language, Outlet, Passages, Reason, Triage};
        let columns = vec![File, Outlet, Date, Language, Grade, Triage, Reason, Passages, Claims];
        Self { sort: Column::Imported, descending: false, triage: None, columns }
    }
}

/// What is searched and sorted of every document: its folded title, file name and paths, in order of identity.
#[derive(Debug, Default)]
pub struct Heads(BTreeMap<Id, Box<str>>);

/// Between title, file name and paths; no folded text holds it.
const SEAM: char = '\u{1}';

impl Heads {
    /// Those of all documents.
    pub fn of(model: &Model) -> Self {
        Self(model.documents.values().map(|document| (document.id, head(document, ""))).collect())
    }

    /// Takes over where files lie.
    pub(super) fn lie_at(&mut self, whereabouts: &Whereabouts) {
        for text in self.0.values_mut().filter(|text| text.matches(SEAM).nth(1).is_some()) {
            *text = text.rsplit_once(SEAM).map_or("", |(head, _)| head).into();
        }
        for (id, paths) in whereabouts.all() {
            let Some(text) = self.0.get_mut(&id) else { continue };
            let folded: Vec<String> = paths.iter().map(|path| fold(path.path.raw())).collect();
            // Where a file lies right in what was imported, its name says it all.
            if folded.iter().any(|path| text.split(SEAM).nth(1) != Some(path)) {
                *text = format!("{text}{SEAM}{}", folded.join("\n")).into();
            }
        }
    }

    /// One of title, file name and paths.
    fn part(&self, id: Id, at: usize) -> &str {
        self.0.get(&id).and_then(|text| text.split(SEAM).nth(at)).unwrap_or_default()
    }

    fn title(&self, id: Id) -> &str {
        let title = self.part(id, 0);
        if title.is_empty() { self.file(id) } else { title }
    }

    fn file(&self, id: Id) -> &str {
        self.part(id, 1)
    }

    fn path(&self, id: Id) -> &str {
        let paths = self.part(id, 2);
        if paths.is_empty() { self.file(id) } else { paths }
    }
}

fn head(document: &Document, paths: &str) -> Box<str> {
    let title = document.title.as_ref().map(|title| fold(title.raw())).unwrap_or_default();
    let seam = if paths.is_empty() { "" } else { "\u{1}" };
    format!("{title}{SEAM}{}{seam}{paths}", fold(document.file_name.raw())).into()
}

/// How many documents are in each state, in the order of [`Triage::ALL`].
pub type Counts = [usize; 4];

/// What a commit touches of the list; taken before the model takes the rows over.
#[derive(Debug, Default)]
pub struct Touched {
    documents: BTreeSet<Id>,
    /// Documents whose passages or claims were counted anew.
    marked: BTreeSet<Id>,
    evidence: Vec<Id>,
    added: Counts,
    taken: Counts,
    imports: bool,
    names: bool,
    grades: bool,
}

impl Touched {
    /// What these changes touch.
    pub fn by(model: &Model, changes: &[RowChange]) -> Self {
        let mut out = Self::default();
        for change in changes {
            for (record, counts) in [(&change.before, false), (&change.after, true)] {
                match record {
                    Some(Record::Document(document)) => {
                        out.documents.insert(document.id);
                        let side = if counts { &mut out.added } else { &mut out.taken };
                        if let Some(n) = side.get_mut(document.triage as usize).filter(|_| model.is_shown(document)) {
                            *n += 1;
                        }
                    }
                    Some(Record::Passage(passage)) => {
                        out.marked.insert(passage.document);
                    }
                    Some(Record::Revision(revision)) => {
                        out.marked.insert(revision.document);
                    }
                    Some(Record::Evidence(evidence)) => out.evidence.extend(evidence.passage),
                    Some(Record::ImportBatch(batch)) => {
                        out.imports |= batch.removed_at.is_some() || model.batches.contains_key(&batch.id);
                    }
                    Some(Record::Name(_)) => out.names |= change.before.is_some(),
                    Some(Record::SourceGrade(_)) => out.grades = true,
                    _ => {}
                }
            }
        }
        out
    }
}

/// The list.
#[derive(Debug, Default)]
pub struct Listing {
    rows: Vec<Id>,
    counts: Counts,
    /// What an outlet sorts by, while the list is sorted by outlet or grade.
    outlets: HashMap<Id, String>,
    sieve: Sieve,
}

/// What lets documents through, beside the state they are in.
#[derive(Debug, Default)]
pub(super) struct Sieve {
    /// What every document that is let through answers to.
    words: Vec<Sought>,
    /// These documents alone: those with a tag, in a group, among copies; `None` lets all through.
    only: Option<HashSet<Id>>,
}

impl Sieve {
    /// Words as they are typed, and the documents that are let through at most.
    pub(super) fn of(model: &Model, typed: &str, only: Option<HashSet<Id>>) -> Self {
        Self { words: sought(model, typed), only }
    }

    /// The documents it lets through at most; `None` for all.
    pub(super) fn only(&self) -> Option<&HashSet<Id>> {
        self.only.as_ref()
    }

    /// True when it lets a document in a state through, by what is searched of it.
    pub(super) fn takes(&self, triage: Option<Triage>, document: &Document, heads: &Heads) -> bool {
        self.lets_through(triage, document, || heads.0.get(&document.id).map_or("", |text| text))
    }

    fn lets_through<'a>(&self, triage: Option<Triage>, document: &Document, text: impl FnOnce() -> &'a str) -> bool {
        if triage.is_some_and(|triage| triage != document.triage)
            || self.only.as_ref().is_some_and(|only| !only.contains(&document.id))
        {
            return false;
        }
        if self.words.is_empty() {
            return true;
        }
        let text = text();
        self.words.iter().all(|sought| sought.is_of(document, text))
    }
}

/// One of the words typed: a row answers to it by what it shows.
#[derive(Debug)]
struct Sought {
    /// Folded.
    word: String,
    /// The outlets that hold it.
    outlets: HashSet<Id>,
    /// What rows say in these words of a document that lacks something.
    lacks: Option<Lacks>,
}

/// True of a document that lacks something.
type Lacks = fn(&Document) -> bool;

/// What rows say of a document that lacks something.
const LACKING: [(&str, Lacks); 3] = [
    (crate::say::shared::NO_TEXT, |document| document.revision.is_none()),
    (crate::say::shared::NO_OUTLET, |document| document.outlet.is_none()),
    (crate::say::shared::NO_DATE, |document| document.published.is_none()),
];

impl Sought {
    fn is_of(&self, document: &Document, text: &str) -> bool {
        // A year, or a month or day in figures; fewer letters would take numbers for dates.
        let dated = |date: &Date| self.word.len() >= 4 && date.as_str().starts_with(self.word.as_str());
        self.lacks.is_some_and(|lacks| lacks(document))
            || text.contains(self.word.as_str())
            || document.outlet.is_some_and(|outlet| self.outlets.contains(&outlet))
            || document.published.as_ref().is_some_and(dated)
    }
}

/// The words typed, folded; those that say what a document lacks stay together.
fn sought(model: &Model, typed: &str) -> Vec<Sought> {
    let make = |word: &str, lacks| {
        let holds = model.names.values().filter(|name| fold(name.words.raw()).contains(word));
        Sought { word: word.to_owned(), outlets: holds.map(|name| name.id).collect(), lacks }
    };
    let mut rest = fold(typed).split_whitespace().fold(" ".to_owned(), |line, word| line + word + " ");
    let mut out = Vec::new();
    for (said, lacks) in LACKING {
        let alone = format!(" {said} ");
        if rest.contains(&alone) {
            rest = rest.replace(&alone, " ");
            out.push(make(said, Some(lacks)));
        }
    }
    out.extend(rest.split_whitespace().map(|word| make(word, None)));
    out
}

/// More rows than this are put in order all at once.
const MANY: usize = 512;

impl Listing {
    /// The documents listed, in order.
    pub fn rows(&self) -> &[Id] {
        &self.rows
    }

    /// Lists only these documents from the next time on that the list is put together; `None` lists all.
    pub fn only(&mut self, these: Option<HashSet<Id>>) {
        self.sieve.only = these;
    }

    /// How many documents there are in each state, whatever is listed.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Where a document stands in the list.
    pub fn position(&self, id: Id) -> Option<usize> {
        self.rows.iter().position(|row| *row == id)
    }

    /// Puts the list together. `typed` is what was typed to filter it.
    pub fn rebuild(&mut self, model: &Model, heads: &Heads, arrangement: &Arrangement, typed: &str) {
        self.counts = Counts::default();
        self.outlets.clear();
        if matches!(arrangement.sort, Column::Outlet | Column::Grade) {
            let published: HashSet<Id> = model.documents.values().filter_map(|d| d.outlet).collect();
            self.outlets =
                published.into_iter().filter_map(|id| Some((id, outlet_key(model, arrangement, id)?))).collect();
        }
        self.sieve.words = sought(model, typed);
        let mut rows = Vec::with_capacity(model.documents.len());
        // Both are in order of identity; looking each up would cost more than all the rest.
        let mut texts = heads.0.iter().peekable();
        for document in model.shown_documents() {
            while texts.next_if(|(id, _)| **id < document.id).is_some() {}
            let text = texts.peek().filter(|(id, _)| **id == document.id).map_or("", |(_, text)| text);
            if let Some(n) = self.counts.get_mut(document.triage as usize) {
                *n += 1;
            }
            if self.sieve.lets_through(arrangement.triage, document, || text) {
                rows.push(document);
            }
        }
        self.rows = match arrangement.sort {
            Column::Imported => rows.iter().map(|document| document.id).collect(),
            _ => {
                let mut keyed: Vec<(Option<Key<'_>>, Id)> =
                    rows.iter().map(|d| (self.key(model, heads, arrangement, d), d.id)).collect();
                keyed.sort_unstable_by(|a, b| in_order(arrangement, a, b));
                keyed.into_iter().map(|(_, id)| id).collect()
            }
        };
        if arrangement.sort == Column::Imported && arrangement.descending {
            self.rows.reverse();
        }
    }

    /// Follows a commit that the model has taken over by now.
    pub fn follow(
        &mut self,
        model: &Model,
        heads: &mut Heads,
        arrangement: &Arrangement,
        typed: &str,
        touched: Touched,
    ) {
        let Touched { mut documents, mut marked, evidence, added, taken, imports, names, grades } = touched;
        for id in &documents {
            match model.documents.get(id) {
                Some(document) => {
                    let text = head(document, heads.part(*id, 2));
                    heads.0.insert(*id, text)
                }
                None => heads.0.remove(id),
            };
        }
        if matches!(arrangement.sort, Column::Passages | Column::Claims | Column::Encoding) {
            marked.extend(evidence.iter().filter_map(|id| model.passages.get(id)).map(|passage| passage.document));
            documents.append(&mut marked);
        }
        let by_outlet = matches!(arrangement.sort, Column::Outlet | Column::Grade);
        let renamed = names && (by_outlet || !self.sieve.words.is_empty());
        if imports || renamed || (grades && by_outlet) || documents.len() > MANY {
            return self.rebuild(model, heads, arrangement, typed);
        }
        for (count, (added, taken)) in self.counts.iter_mut().zip(added.into_iter().zip(taken)) {
            *count = (*count + added).saturating_sub(taken);
        }
        if documents.is_empty() {
            return;
        }
        self.rows.retain(|id| !documents.contains(id));
        for id in documents {
            let Some(document) = model.documents.get(&id).filter(|document| model.is_shown(document)) else { continue };
            if by_outlet && let Some(outlet) = document.outlet.filter(|id| !self.outlets.contains_key(id)) {
                self.outlets.extend(outlet_key(model, arrangement, outlet).map(|key| (outlet, key)));
            }
            if !self.sieve.takes(arrangement.triage, document, heads) {
                continue;
            }
            let own = (self.key(model, heads, arrangement, document), id);
            let at = self.rows.partition_point(|row| {
                let key = model.documents.get(row).and_then(|other| self.key(model, heads, arrangement, other));
                in_order(arrangement, &(key, *row), &own) == Ordering::Less
            });
            self.rows.insert(at, id);
        }
    }

    fn key<'a>(
        &'a self,
        model: &'a Model,
        heads: &'a Heads,
        arrangement: &Arrangement,
        document: &'a Document,
    ) -> Option<Key<'a>> {
        let text = |words: &'a str| Some(words).filter(|words| !words.is_empty()).map(|words| Key::Text(words.into()));
        match arrangement.sort {
            Column::Imported => None,
            Column::Title => text(heads.title(document.id)),
            Column::File => text(heads.file(document.id)),
            Column::Path => text(heads.path(document.id)),
            Column::Format => document.format.as_ref().and_then(|format| text(format.raw())),
            Column::Author => document.author.as_ref().and_then(|author| text(author.raw())),
            Column::Text => Some(Key::Number(document.readiness as u64)),
            Column::Outlet | Column::Grade => {
                document.outlet.and_then(|id| self.outlets.get(&id)).and_then(|t| text(t))
            }
            Column::Date => document.published.as_ref().and_then(|date| text(date.as_str())),
            Column::Language => document.language.as_ref().and_then(|language| text(language.raw())),
            Column::Triage => Some(Key::Number(document.triage as u64)),
            Column::Reason => document.triage_reason.as_ref().and_then(|why| text(why.raw())),
            Column::Passages => Some(Key::Number(model.count(By::Passages, document.id) as u64)),
            Column::Claims => Some(Key::Number(claims_in(model, document.id) as u64)),
            Column::Bytes => Some(Key::Number(document.bytes)),
            Column::Encoding => {
                let revision = document.revision.and_then(|id| model.revisions.get(&id));
                revision.and_then(|revision| text(revision.encoding.raw()))
            }
        }
    }
}

/// What a document is sorted by.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Number(u64),
    Text(Cow<'a, str>),
}

/// What is missing comes last; equals stand in the order they were imported.
fn in_order(arrangement: &Arrangement, a: &(Option<Key<'_>>, Id), b: &(Option<Key<'_>>, Id)) -> Ordering {
    let turned = |order: Ordering| if arrangement.descending { order.reverse() } else { order };
    if arrangement.sort == Column::Imported {
        return turned(a.1.cmp(&b.1));
    }
    match (&a.0, &b.0) {
        (Some(x), Some(y)) => turned(x.cmp(y)).then(a.1.cmp(&b.1)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => a.1.cmp(&b.1),
    }
}

fn outlet_key(model: &Model, arrangement: &Arrangement, outlet: Id) -> Option<String> {
    match arrangement.sort {
        Column::Grade => model.reliability(outlet).map(|grade| grade.as_str().to_owned()),
        _ => model.names.get(&model.who(outlet)).map(|name| fold(name.words.raw())),
    }
}

/// How many claims rest on a document's passages.
pub fn claims_in(model: &Model, document: Id) -> usize {
    let evidence = model.ids(By::Passages, document).flat_map(|passage| model.ids(By::Gives, passage));
    let claims: BTreeSet<Id> =
        evidence.filter_map(|id| model.evidence.get(&id)).map(|evidence| evidence.claim).collect();
    claims.len()
}

/// What a column shows of a document; `None` where nothing is known.
pub fn cell(model: &Model, document: &Document, column: Column) -> Option<Words> {
    let number = |n: usize| (n > 0).then(|| Words::new(n.to_string()));
    match column {
        Column::Imported => model.batches.get(&document.batch).map(|batch| Words::new(day(batch.started_ms))),
        Column::Title => Some(document.heading().clone()),
        Column::File => Some(document.file_name.clone()),
        // Where files lie is not in the model.
        Column::Path => None,
        Column::Format => document.format.clone(),
        Column::Author => document.author.clone(),
        Column::Text => Some(Words::new(crate::say::documents::text(document.readiness))),
        Column::Outlet => outlet_words(model, document).cloned(),
        Column::Date => document.published.as_ref().map(|date| Words::new(date.shown())),
        Column::Language => document.language.clone(),
        Column::Grade => document.outlet.map(|_| Words::new(source_letter(model, document))),
        Column::Triage => Some(Words::new(document.triage.label())),
        Column::Reason => document.triage_reason.clone(),
        Column::Passages => number(model.count(By::Passages, document.id)),
        Column::Claims => number(claims_in(model, document.id)),
        Column::Bytes => Some(Words::new(document.bytes.to_string())),
        Column::Encoding => {
            document.revision.and_then(|id| model.revisions.get(&id)).map(|revision| revision.encoding.clone())
        }
    }
}

/// A date as long as there is room for: in words, else in figures, else its years; never cut.
pub fn short_date(date: &Date, fits: impl Fn(&Words) -> bool) -> Words {
    let years: Vec<&str> = date.as_str().split('/').map(|point| point.get(..4).unwrap_or(point)).collect();
    // Of a date without a year the month says more.
    let years = if date.year().is_some() { years.join("/") } else { date.as_str().to_owned() };
    let longer = [date.shown(), date.as_str().to_owned()].into_iter().map(Words::new).find(fits);
    longer.unwrap_or_else(|| Words::new(years))
}

/// A day in UTC, such as 2026-11-23.
fn day(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).map(|at| at.strftime("%Y-%m-%d").to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_shorter_where_its_column_is_narrow_and_never_cut() {
        let shown = |date: &str, room: usize| {
            short_date(&date.parse().unwrap(), |words| words.raw().chars().count() <= room).into_raw()
        };
        assert_eq!(shown("2021-12-31", 20), "31 December 2021");
        assert_eq!(shown("2021-12-31", 12), "2021-12-31");
        assert_eq!(shown("2021-12-31", 6), "2021");
        assert_eq!(shown("2023-03-13/2026", 9), "2023/2026");
        assert_eq!(shown("2024/..", 8), "2024/..");
        assert_eq!(shown("XXXX-08", 4), "XXXX-08");
    }
}
