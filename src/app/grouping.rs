//! What is done with groups of documents: the list narrowed to one, sets filled and emptied, filters kept, names given.

use super::edits::groups as edits;
use super::find::{self, Found};
use super::groups::{GroupWish, Within, within};
use super::listing::Arrangement;
use super::model::By;
use super::notice::Said;
use super::overlay::Overlay;
use super::overlay::groups::{Naming, SetPick};
use super::{App, Command, Place, view_keys};
use crate::domain::group::GroupName;
use crate::domain::{Edit, Id, Table, Words};
use crate::say::groups as say;
use std::collections::{BTreeSet, HashSet};

impl App {
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
                    [] => self.say(Said::Word(say::NOT_IN_IT)),
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

    /// True when documents in hand may be in a set. Looks at one of them, not at all.
    pub(super) fn may_take_out(&self) -> bool {
        let Some(model) = self.model().filter(|model| !model.in_sets.is_empty()) else { return false };
        let open = self.reading.as_ref().is_some_and(|reading| model.count(By::Sets, reading.document) > 0);
        !self.selection.ids().is_empty() || open
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
