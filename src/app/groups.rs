//! Groups of documents as the window knows them: folders they were taken from, sets put together by hand, filters under a
//! name; each with how many documents it has, kept current from what was committed.

use super::listing::{Heads, Sieve};
use super::model::{By, Model};
use super::overlay::groups::Naming;
use super::tag_view::TagScope;
use super::{App, view_keys};
use crate::domain::group::{GroupName, SavedFilter};
use crate::domain::{Id, Record, RowChange, Table, Words};
use crate::jobs::Read;
pub use crate::jobs::{Folder, Folders};
use crate::say::groups as say;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// What the list of documents is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Within {
    /// Documents taken from a folder, or from below it.
    Folder(Words),
    /// Documents of a set.
    Set(Id),
}

/// Something wanted of groups.
#[derive(Clone, Debug)]
pub enum GroupWish {
    /// List only what is in a group; `None` lists all again.
    Narrow(Option<Within>),
    /// List what a filter lets through; when it is listed already, list all again.
    Apply(Id),
    /// Show what lies below a folder, or hide it.
    Unfold(Words, bool),
    /// Show the groups beside the list, or hide them.
    Show(bool),
    /// Ask for another name of a set or a filter.
    Rename(Naming),
    /// Delete a set or a filter.
    Delete(Table, Id),
}

/// A row of the groups.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupRow {
    /// What it is.
    pub of: GroupOf,
    /// How deep it lies below others.
    pub depth: usize,
    /// What it is called.
    pub words: Words,
    /// How many documents it has.
    pub count: usize,
}

/// What a row of the groups is.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupOf {
    /// Over filters, sets or folders.
    Heading(&'static str),
    /// A filter.
    Filter(Id),
    /// A set.
    Set(Id),
    /// A folder: its path, where it lies, how many lie below it, and whether these are shown.
    Folder {
        /// Its path from the folder that was imported on.
        key: Words,
        /// Where it lies on this computer.
        place: Words,
        /// How many folders lie below it.
        below: usize,
        /// True when they are shown.
        unfolded: bool,
    },
}

/// A filter with what it lets through.
#[derive(Debug)]
struct Live {
    of: SavedFilter,
    sieve: Sieve,
    has: HashSet<Id>,
}

/// The groups of the project.
#[derive(Debug, Default)]
pub struct Groups {
    /// The folders documents were taken from.
    pub folders: Folders,
    /// True when the groups stand beside the list.
    pub shown: bool,
    pub(super) unfolded: BTreeSet<Words>,
    sets: HashMap<Id, usize>,
    filters: BTreeMap<Id, Live>,
    /// Counts whatever changes the rows beside the project itself.
    pub changed: u64,
    asking: bool,
}

/// What a commit changes of groups; taken before the model takes the rows over.
#[derive(Debug, Default)]
pub(super) struct Stirred {
    documents: BTreeSet<Id>,
    in_sets: Vec<(Id, Id, bool)>,
    imports: bool,
    names: bool,
    tags: bool,
    filters: bool,
}

impl Stirred {
    pub(super) fn by(model: &Model, changes: &[RowChange]) -> Self {
        let mut out = Self::default();
        for change in changes {
            for (record, after) in [(&change.before, false), (&change.after, true)] {
                match record {
                    Some(Record::Document(document)) => drop(out.documents.insert(document.id)),
                    Some(Record::DocumentInSet(row)) => out.in_sets.push((row.document_set, row.document, after)),
                    Some(Record::ImportBatch(batch)) => out.imports |= model.batches.contains_key(&batch.id),
                    Some(Record::Name(_)) => out.names = true,
                    Some(Record::SavedFilter(_)) => out.filters = true,
                    Some(
                        Record::Tag(_)
                        | Record::PassageTag(_)
                        | Record::ClaimTag(_)
                        | Record::Evidence(_)
                        | Record::Passage(_),
                    ) => out.tags = true,
                    _ => {}
                }
            }
        }
        out
    }

    /// True when documents came into a set or left it.
    pub(super) fn is_of(&self, within: Option<&Within>) -> bool {
        matches!(within, Some(Within::Set(set)) if self.in_sets.iter().any(|(of, ..)| of == set))
    }
}

/// The documents of a set.
fn in_set(model: &Model, set: Id) -> impl Iterator<Item = Id> + '_ {
    model.ids(By::InSet, set).filter_map(|row| model.in_sets.get(&row)).map(|row| row.document)
}

fn is_shown(model: &Model, document: Id) -> bool {
    model.documents.get(&document).is_some_and(|document| model.is_shown(document))
}

/// What several of these have in common; `None` lets everything through.
fn both(one: Option<HashSet<Id>>, other: Option<HashSet<Id>>) -> Option<HashSet<Id>> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.intersection(&other).copied().collect()),
        (one, other) => one.or(other),
    }
}

impl Groups {
    /// The documents of a group.
    fn documents(&self, model: &Model, within: &Within) -> HashSet<Id> {
        match within {
            Within::Folder(key) => self.folders.within(key),
            Within::Set(set) => in_set(model, *set).collect(),
        }
    }

    /// How many documents a set has.
    pub fn in_set(&self, set: Id) -> usize {
        self.sets.get(&set).copied().unwrap_or(0)
    }

    /// How many documents a filter lets through.
    pub fn let_through(&self, filter: Id) -> usize {
        self.filters.get(&filter).map_or(0, |live| live.has.len())
    }

    /// Counts everything anew.
    fn rebuild(&mut self, model: &Model, heads: &Heads) {
        self.changed += 1;
        let shown = |set: &Id| (*set, in_set(model, *set).filter(|id| is_shown(model, *id)).count());
        self.sets = model.sets.keys().map(shown).collect();
        self.filters.clear();
        for filter in model.filters.values() {
            let live = self.live(model, heads, filter);
            self.filters.insert(filter.id, live);
        }
    }

    fn live(&self, model: &Model, heads: &Heads, filter: &SavedFilter) -> Live {
        let tagged = filter.tag.map(|tag| TagScope::of(model, tag).documents(model));
        let within = within(filter).map(|within| self.documents(model, &within));
        let sieve = Sieve::of(model, filter.words.as_ref().map_or("", Words::raw), both(tagged, within));
        let takes = |id: &Id| {
            let document = model.documents.get(id).filter(|document| model.is_shown(document));
            document.is_some_and(|document| sieve.takes(filter.triage, document, heads))
        };
        let has = match sieve.only() {
            Some(only) => only.iter().copied().filter(takes).collect(),
            None => model.documents.keys().copied().filter(takes).collect(),
        };
        Live { of: filter.clone(), sieve, has }
    }

    /// Follows a commit that the model has taken over by now.
    pub(super) fn follow(&mut self, model: &Model, heads: &Heads, stirred: &Stirred) {
        if stirred.imports {
            return self.rebuild(model, heads);
        }
        for (set, document, came) in &stirred.in_sets {
            if is_shown(model, *document) {
                let count = self.sets.entry(*set).or_default();
                *count = count.saturating_add_signed(if *came { 1 } else { -1 });
            }
        }
        if stirred.filters {
            self.filters.retain(|id, _| model.filters.contains_key(id));
        }
        let sets = !stirred.in_sets.is_empty();
        for filter in model.filters.values() {
            let behind = self.filters.get(&filter.id).is_none_or(|live| {
                (stirred.filters && live.of != *filter)
                    || (stirred.names && filter.words.is_some())
                    || (stirred.tags && filter.tag.is_some())
                    || (sets && filter.document_set.is_some())
            });
            if behind {
                let live = self.live(model, heads, filter);
                self.filters.insert(filter.id, live);
            } else if let Some(live) = self.filters.get_mut(&filter.id) {
                for id in &stirred.documents {
                    let document = model.documents.get(id).filter(|document| model.is_shown(document));
                    match document.is_some_and(|document| live.sieve.takes(filter.triage, document, heads)) {
                        true => live.has.insert(*id),
                        false => live.has.remove(id),
                    };
                }
            }
        }
    }

    /// The rows from top to bottom: filters, sets, folders.
    pub fn rows(&self, model: &Model) -> Vec<GroupRow> {
        let row = |of, words: &Words, count| GroupRow { of, depth: 0, words: words.clone(), count };
        let heading = |words| row(GroupOf::Heading(words), &Words::default(), 0);
        let mut out = Vec::new();
        let mut filters: Vec<&SavedFilter> = model.filters.values().collect();
        filters.sort_by_cached_key(|filter| crate::domain::fold(filter.name.words().raw()));
        if !filters.is_empty() {
            out.push(heading(say::FILTERS));
        }
        out.extend(filters.iter().map(|f| row(GroupOf::Filter(f.id), f.name.words(), self.let_through(f.id))));
        let mut sets: Vec<_> = model.sets.values().collect();
        sets.sort_by_cached_key(|set| crate::domain::fold(set.name.words().raw()));
        if !sets.is_empty() {
            out.push(heading(say::SETS));
        }
        out.extend(sets.iter().map(|set| row(GroupOf::Set(set.id), set.name.words(), self.in_set(set.id))));
        if self.folders.all().len() > 1 {
            out.push(heading(say::FOLDERS));
            self.folder_rows(&mut out);
        }
        out
    }

    fn folder_rows(&self, out: &mut Vec<GroupRow>) {
        let all = self.folders.all();
        let mut at = 0;
        while let Some(folder) = all.get(at) {
            let unfolded = self.unfolded.contains(&folder.key);
            let of =
                GroupOf::Folder { key: folder.key.clone(), place: folder.place.clone(), below: folder.below, unfolded };
            out.push(GroupRow { of, depth: folder.depth, words: folder.name.clone(), count: folder.count });
            at += if unfolded { 1 } else { folder.below + 1 };
        }
    }

    /// True when there is something to choose from.
    pub fn is_something(&self, model: &Model) -> bool {
        !model.sets.is_empty() || !model.filters.is_empty() || self.folders.all().len() > 1
    }

    /// True while folders are fetched.
    pub(super) fn is_asking(&self) -> bool {
        self.asking
    }
}

/// The group a filter is held to.
pub(super) fn within(filter: &SavedFilter) -> Option<Within> {
    filter.folder.clone().map(Within::Folder).or(filter.document_set.map(Within::Set))
}

impl App {
    /// The documents the list is held to by the group it is narrowed to.
    pub(super) fn within_group(&self, others: Option<HashSet<Id>>) -> Option<HashSet<Id>> {
        let group = self.within.as_ref().zip(self.model()).map(|(within, model)| self.groups.documents(model, within));
        both(others, group)
    }

    /// Puts the groups together anew.
    pub(super) fn regroup(&mut self) {
        if let Some(project) = &self.project {
            self.groups.rebuild(&project.model, &project.heads);
        }
    }

    /// Fetches the folders.
    pub(super) fn ask_folders(&mut self) {
        if self.project.is_some() {
            self.groups.asking = true;
            self.read(Read::Folders);
        }
    }

    pub(super) fn folders_came(&mut self, folders: Folders) {
        self.groups.asking = false;
        if self.groups.folders == folders {
            return;
        }
        let first = self.groups.folders.all().is_empty();
        self.groups.folders = folders;
        if first && self.groups.unfolded.is_empty() {
            // What was imported stands open at first, unless it fills the window.
            let tops: Vec<&Folder> = self.groups.folders.all().iter().filter(|folder| folder.depth == 0).collect();
            if let [only] = tops.as_slice() {
                self.groups.unfolded.insert(only.key.clone());
            }
        }
        self.regroup();
        if matches!(self.within, Some(Within::Folder(_))) {
            self.relist();
        }
    }

    /// Takes over what was remembered of the groups.
    pub(super) fn remember_groups(&mut self, kept: &[(String, String)]) {
        self.groups = Groups::default();
        self.within = None;
        for (key, value) in kept {
            if key == view_keys::GROUPS_SHOWN {
                self.groups.shown = value == "1";
            } else if key == view_keys::UNFOLDED {
                self.groups.unfolded = serde_json::from_str(value).unwrap_or_default();
            }
        }
    }

    /// What the list is narrowed to, in words.
    pub fn within_words(&self) -> Option<Words> {
        match self.within.as_ref()? {
            Within::Folder(key) => {
                Some(self.groups.folders.named(key).map_or_else(|| key.clone(), |folder| folder.name.clone()))
            }
            Within::Set(id) => Some(self.model()?.sets.get(id)?.name.words().clone()),
        }
    }

    /// The filter the list has now, under a name; `None` while it lists all documents.
    pub(super) fn filter_now(&self, id: Id, name: GroupName) -> Option<SavedFilter> {
        let (mut document_set, mut folder) = (None, None);
        match &self.within {
            Some(Within::Set(set)) => document_set = Some(*set),
            Some(Within::Folder(key)) => folder = Some(key.clone()),
            None => {}
        }
        let (words, triage, tag) = (Words::filled(&self.list_words), self.arrangement.triage, self.tag_filter);
        let filter = SavedFilter { id, name, words, triage, tag, document_set, folder };
        self.is_filtered().then_some(filter)
    }

    /// True when something can be kept as a filter.
    pub fn is_filtered(&self) -> bool {
        Words::filled(&self.list_words).is_some()
            || self.arrangement.triage.is_some()
            || self.tag_filter.is_some()
            || self.within.is_some()
    }

    /// True when the list has this filter now.
    pub fn has_filter(&self, filter: &SavedFilter) -> bool {
        self.filter_now(filter.id, filter.name.clone()).as_ref() == Some(filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::{Document, ImportBatch, Triage};
    use crate::domain::group::{DocumentInSet, DocumentSet};
    use crate::domain::{Row as _, Sha256};

    fn document(n: usize, batch: Id) -> Document {
        let fields = serde_json::json!({
            "id": Id::new(), "batch": batch, "sha256": Sha256::of(&n.to_le_bytes()), "bytes": n, "kept": true,
            "file_name": format!("report {n}.txt"), "readiness": "ready", "triage": "inbox",
        });
        serde_json::from_value(fields).unwrap()
    }

    fn name(text: &str) -> GroupName {
        GroupName::try_from(text.to_owned()).unwrap()
    }

    fn change(before: Option<Record>, after: Option<Record>) -> RowChange {
        let record = after.as_ref().or(before.as_ref()).unwrap();
        RowChange { table: record.table(), id: record.id(), before: before.clone(), after: after.clone() }
    }

    #[test]
    fn counts_that_follow_commits_are_what_counting_anew_gives() {
        let batch = ImportBatch { id: Id::new(), label: "in".into(), started_ms: 0, removed_at: None };
        let documents: Vec<Document> = (0..60).map(|n| document(n, batch.id)).collect();
        let set = DocumentSet { id: Id::new(), name: name("s") };
        let filter = |words: Option<&str>, triage, document_set| SavedFilter {
            id: Id::new(),
            name: name("f"),
            words: words.map(Words::new),
            triage,
            tag: None,
            document_set,
            folder: None,
        };
        let filters = [
            filter(Some("report 1"), None, None),
            filter(None, Some(Triage::Kept), None),
            filter(None, Some(Triage::Kept), Some(set.id)),
        ];
        let mut records: Vec<Record> = vec![batch.clone().into_record(), set.clone().into_record()];
        records.extend(documents.iter().cloned().map(Record::Document));
        records.extend(filters.iter().cloned().map(Record::SavedFilter));
        let mut model = Model::new(records);
        let heads = Heads::of(&model);
        let mut groups = Groups::default();
        groups.rebuild(&model, &heads);
        let counts = |groups: &Groups| -> Vec<usize> {
            filters.iter().map(|f| groups.let_through(f.id)).chain([groups.in_set(set.id)]).collect()
        };
        assert_eq!(counts(&groups), [15, 0, 0, 0]);
        let mut commit = |model: &mut Model, changes: Vec<RowChange>| {
            let stirred = Stirred::by(model, &changes);
            model.apply(changes);
            groups.follow(model, &heads, &stirred);
            let mut anew = Groups::default();
            anew.rebuild(model, &heads);
            assert_eq!(counts(&groups), counts(&anew));
            counts(&groups)
        };
        let row = |n: usize| DocumentInSet { id: Id::new(), document_set: set.id, document: documents[n].id };
        let rows: Vec<DocumentInSet> = (0..20).map(row).collect();
        let came = rows.iter().map(|row| change(None, Some(row.clone().into_record()))).collect();
        assert_eq!(commit(&mut model, came), [15, 0, 0, 20]);
        let kept = |n: usize| Document { triage: Triage::Kept, ..documents[n].clone() };
        let decided = [3, 30].map(|n| change(Some(documents[n].clone().into_record()), Some(kept(n).into_record())));
        assert_eq!(commit(&mut model, decided.to_vec()), [15, 2, 1, 20]);
        let left = vec![change(Some(rows[3].clone().into_record()), None)];
        assert_eq!(commit(&mut model, left), [15, 2, 0, 19]);
        // An import that is undone takes its documents out of every count.
        let undone = ImportBatch { removed_at: Some(1), ..batch.clone() };
        assert_eq!(
            commit(&mut model, vec![change(Some(batch.into_record()), Some(undone.into_record()))]),
            [0, 0, 0, 0]
        );
    }
}
