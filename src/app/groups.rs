//! Groups of documents as the window knows them: folders they were taken from, sets put together by hand, filters under a
//! name; each with how many documents it has, kept current from what was committed.

use super::edits::groups as edits;
use super::find::{self, Found};
use super::listing::{Arrangement, Heads, Sieve};
use super::model::{By, Model};
use super::notice::Said;
use super::overlay::Overlay;
use super::overlay::groups::{Naming, SetPick};
use super::tag_view::TagScope;
use super::{App, Command, Place, view_keys};
use crate::domain::group::{GroupName, SavedFilter};
use crate::domain::{Edit, Id, Record, RowChange, Table, Words};
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
    unfolded: BTreeSet<Words>,
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
fn within(filter: &SavedFilter) -> Option<Within> {
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
    fn filter_now(&self, id: Id, name: GroupName) -> Option<SavedFilter> {
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

    pub(super) fn group_wish(&mut self, wish: GroupWish) {
        match wish {
            GroupWish::Narrow(within) => {
                self.within = within;
                self.relist();
                self.show_list();
            }
            GroupWish::Apply(id) => self.apply_filter(id),
            GroupWish::Unfold(key, unfold) => {
                let changed = if unfold { self.groups.unfolded.insert(key) } else { self.groups.unfolded.remove(&key) };
                if changed {
                    self.groups.changed += 1;
                    let text = serde_json::to_string(&self.groups.unfolded).unwrap_or_default();
                    self.keep_view_state(view_keys::UNFOLDED, text);
                }
            }
            GroupWish::Show(shown) => {
                self.groups.shown = shown;
                self.keep_view_state(view_keys::GROUPS_SHOWN, u8::from(shown).to_string());
            }
            GroupWish::Rename(naming) => self.ask_group_name(naming),
            GroupWish::Delete(table, id) => {
                if let Some(edit) = self.model().and_then(|model| edits::delete(model, table, id)) {
                    let label = edit.label.clone();
                    if self.edit(edit).is_some() {
                        self.say(Said::About("", label, crate::say::notices::UNDO_TAKES_BACK.to_owned()));
                    }
                }
            }
        }
    }

    /// What is narrowed is to be seen.
    fn show_list(&mut self) {
        self.place = Place::Read;
        self.searching.shown = false;
    }

    fn apply_filter(&mut self, id: Id) {
        let Some(filter) = self.model().and_then(|model| model.filters.get(&id)).cloned() else { return };
        let on = !self.has_filter(&filter);
        let filter = on.then_some(filter);
        self.list_words = filter.as_ref().and_then(|f| f.words.clone()).map(Words::into_raw).unwrap_or_default();
        self.tag_filter = filter.as_ref().and_then(|f| f.tag);
        self.within = filter.as_ref().and_then(within);
        let triage = filter.as_ref().and_then(|f| f.triage);
        self.arrange(Arrangement { triage, ..self.arrangement.clone() });
        self.relist();
        self.show_list();
    }

    fn ask_group_name(&mut self, naming: Naming) {
        let model = self.model();
        let name = match naming {
            Naming::Set(id) => model.and_then(|m| m.sets.get(&id)).map(|set| &set.name),
            Naming::Filter(id) => model.and_then(|m| m.filters.get(&id)).map(|filter| &filter.name),
            Naming::NewFilter => None,
        };
        let text = name.map(|name| name.words().raw().to_owned()).unwrap_or_default();
        self.overlay = Some(Overlay::NameGroup { naming, text });
    }

    pub(super) fn group_command(&mut self, command: Command) {
        let pick = |act| Some(Overlay::PickSet { act, query: String::new(), at: 0 });
        match command {
            Command::AddToSet => self.overlay = pick(SetPick::Add),
            Command::TakeOutOfSet => match self.within {
                Some(Within::Set(set)) => self.take_out(set),
                _ => match self.sets_of_hand().as_slice() {
                    [] => {}
                    [one] => self.take_out(*one),
                    _ => self.overlay = pick(SetPick::TakeOut),
                },
            },
            Command::ShowGroup => self.overlay = pick(SetPick::Narrow),
            Command::KeepFilter => self.ask_group_name(Naming::NewFilter),
            _ => {}
        }
    }

    /// The sets that documents in hand are in.
    pub fn sets_of_hand(&self) -> Vec<Id> {
        let Some(model) = self.model() else { return Vec::new() };
        let rows = self.documents_in_hand().into_iter().flat_map(|document| model.ids(By::Sets, document));
        let sets: BTreeSet<Id> = rows.filter_map(|row| model.in_sets.get(&row)).map(|row| row.document_set).collect();
        sets.into_iter().collect()
    }

    fn take_out(&mut self, set: Id) {
        let documents = self.documents_in_hand();
        let Some(edit) = self.model().and_then(|model| edits::take_out(model, set, &documents)) else {
            return self.say(Said::Word(say::NOT_IN_IT));
        };
        let label = edit.label.clone();
        if self.edit(edit).is_some() {
            self.say(Said::About("", label, crate::say::notices::UNDO_TAKES_BACK.to_owned()));
        }
    }

    /// Takes what was picked among groups.
    pub(super) fn group_picked(&mut self, act: SetPick, query: &str, at: usize) {
        let found = self.groups_offered(act, query).into_iter().nth(at);
        match (act, found) {
            (SetPick::Narrow, Some(found)) => self.choose(found),
            (SetPick::TakeOut, Some(Found::Set(id, _))) => self.take_out(id),
            (SetPick::Add, Some(Found::Set(id, words))) => {
                let documents = self.documents_in_hand();
                let edit = self.model().and_then(|model| edits::put_in(model, id, &documents));
                self.put_in(edit, &words);
            }
            (SetPick::Add, Some(Found::NewSet(words))) => match GroupName::try_from(words.raw().to_owned()) {
                Ok(name) => {
                    let edit = edits::new_set(name, &self.documents_in_hand());
                    self.put_in(Some(edit), &words);
                }
                Err(_) => {
                    self.overlay = Some(Overlay::PickSet { act, query: query.to_owned(), at });
                    self.say(Said::Word(say::WRONG_NAME));
                }
            },
            _ => {}
        }
    }

    fn put_in(&mut self, edit: Option<Edit>, set: &Words) {
        let Some(edit) = edit else { return self.say(Said::About(say::ALREADY_IN, set.clone(), String::new())) };
        let label = edit.label.clone();
        if self.edit(edit).is_some() {
            self.say(Said::About("", label, String::new()));
        }
    }

    /// The groups offered for what is typed.
    pub fn groups_offered(&self, act: SetPick, query: &str) -> Vec<Found> {
        let Some(model) = self.model() else { return Vec::new() };
        match act {
            SetPick::Add => find::sets(model, query, true),
            SetPick::Narrow => find::groups(model, &self.groups.folders, query),
            SetPick::TakeOut => {
                let own: HashSet<Id> = self.sets_of_hand().into_iter().collect();
                let mut sets = find::sets(model, query, false);
                sets.retain(|found| matches!(found, Found::Set(id, _) if own.contains(id)));
                sets
            }
        }
    }

    /// Takes the name that was typed for a set or a filter.
    pub(super) fn group_named(&mut self, naming: Naming, text: String) {
        let again = |text| Some(Overlay::NameGroup { naming, text });
        let Ok(name) = GroupName::try_from(text.clone()) else {
            self.overlay = again(text);
            return self.say(Said::Word(say::WRONG_NAME));
        };
        let Some(model) = self.model() else { return };
        let own = match naming {
            Naming::Set(id) | Naming::Filter(id) => Some(id),
            Naming::NewFilter => None,
        };
        let taken = match naming {
            Naming::Set(_) => model.sets.values().any(|set| set.name == name && Some(set.id) != own),
            _ => model.filters.values().any(|filter| filter.name == name && Some(filter.id) != own),
        };
        if taken {
            self.overlay = again(text);
            return self.say(Said::Word(say::NAME_TAKEN));
        }
        let edit = match naming {
            Naming::Set(id) => edits::rename(model, Table::DocumentSet, id, &name),
            Naming::Filter(id) => edits::rename(model, Table::SavedFilter, id, &name),
            Naming::NewFilter => self.filter_now(Id::new(), name).map(edits::keep_filter),
        };
        if let Some(edit) = edit {
            let label = edit.label.clone();
            if self.edit(edit).is_some() && naming == Naming::NewFilter {
                // It is to be seen where it stands from now on.
                self.group_wish(GroupWish::Show(true));
                self.say(Said::About("", label, String::new()));
            }
        }
    }
}
