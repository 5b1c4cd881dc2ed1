//! From what was found to tags and names: the stretches are gathered and shown first, then marked in one edit. A search
//! that is kept with a tag is a rule; it is run again over documents and new texts of documents that came since.

use crate::app::find::{self, Found};
use crate::app::model::{By, Model};
use crate::app::notice::Said;
use crate::app::overlay::Overlay;
use crate::app::{App, edits, view_keys};
use crate::domain::name::{Mention, NameKind};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use crate::domain::saved::{Around, SavedSearch};
use crate::domain::tag::{Color, Tag, TagName};
use crate::domain::{Edit, Id, Op, Span, Table, Words};
use crate::jobs::{Chosen, Gathered, Search, Stretch};
use crate::say::search as say;
use std::collections::{BTreeSet, HashMap};

/// What a stretch is marked as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkAs {
    /// A passage with this tag, set by a rule if one is given.
    Tag(Id, Option<Id>),
    /// The place of a name.
    Name(Id),
}

/// What a gathering is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// The sheet that shows it before it is marked.
    Sheet,
    /// A rule that is run over texts that came since: which, and the newest text there was then.
    Rule(Id, Id),
}

/// The edit that marks stretches, without those that are marked so already, and how many it marks.
pub fn mark(model: &Model, stretches: &[Stretch], mark: MarkAs) -> (usize, Vec<Op>) {
    let mut known: HashMap<Id, HashMap<Span, Id>> = HashMap::new();
    let mut ops = Vec::new();
    let mut count = 0;
    for stretch in stretches {
        let Some(document) = model.documents.get(&stretch.document) else { continue };
        // What was decoded anew since is found anew.
        if document.revision != Some(stretch.revision) {
            continue;
        }
        let passages = known.entry(stretch.document).or_insert_with(|| {
            let at = |id: Id| Some((model.anchor(id)?.span()?, id));
            model.ids(By::Passages, stretch.document).filter_map(at).collect()
        });
        let there = passages.get(&stretch.span).copied();
        let already = there.is_some_and(|passage| match mark {
            MarkAs::Tag(tag, _) => model.tags_of(passage).any(|(_, own)| own.id == tag),
            MarkAs::Name(name) => {
                let who = model.who(name);
                let mut named = model.ids(By::Mentions, passage).filter_map(|id| model.mentions.get(&id));
                named.any(|mention| model.who(mention.name) == who)
            }
        });
        if already {
            continue;
        }
        let passage = there.unwrap_or_else(|| {
            let passage = Passage { id: Id::new(), document: stretch.document, memo: None };
            let anchor = Anchor {
                id: Id::new(),
                passage: passage.id,
                revision: stretch.revision,
                start: stretch.span.start(),
                end: stretch.span.end(),
                quote: stretch.quote.clone(),
                prefix: stretch.prefix.clone(),
                suffix: stretch.suffix.clone(),
                state: AnchorState::Exact,
                score: None,
            };
            let id = passage.id;
            ops.extend([Op::add(passage), Op::add(anchor)]);
            id
        });
        ops.push(match mark {
            MarkAs::Tag(tag, rule) => Op::add(PassageTag { id: Id::new(), passage, tag, rule }),
            MarkAs::Name(name) => Op::add(Mention { id: Id::new(), passage, name }),
        });
        count += 1;
    }
    (count, ops)
}

impl App {
    /// Shows what would be marked. `tag` is chosen at first; `name` marks names instead of tagging.
    pub(in crate::app) fn mark_found(&mut self, tag: Option<Id>, name: bool) {
        if !self.can_write() || self.searching.lines().iter().all(|line| line.span.is_none()) {
            return;
        }
        let words = tag.and_then(|id| self.model()?.tags.get(&id)).map(|tag| tag.name.words().clone());
        let query = words.map(Words::into_raw).unwrap_or_default();
        self.searching.around_before = Some(self.searching.around);
        if name {
            // A name is the words themselves.
            self.searching.around = Around::Words;
        }
        self.overlay = Some(Overlay::MarkFound { query, at: 0, name, rule: false });
        self.gather();
    }

    /// The sheet that marks was left: what it chose on the way is chosen no more.
    pub(in crate::app) fn leave_marking(&mut self) {
        if let Some(before) = self.searching.around_before.take() {
            self.searching.around = before;
        }
    }

    /// Gathers what would be marked.
    pub(super) fn gather(&mut self) {
        let Some(project) = &self.project else { return };
        let page = &mut self.searching;
        page.gathered = None;
        let Some(query) = page.question() else { return };
        page.gathering += 1;
        // What was gathered for a rule is not answered any more.
        page.rules_wait |= matches!(page.gathering_for.replace(For::Sheet), Some(For::Rule(..)));
        let chosen = page.marked();
        project.session.search(Search::Gather {
            number: page.gathering,
            query,
            around: page.around,
            chosen,
            after: None,
        });
    }

    pub(in crate::app) fn gathered(&mut self, number: u64, gathered: Gathered) {
        if self.searching.gathering != number {
            return;
        }
        match self.searching.gathering_for.take() {
            Some(For::Rule(rule, newest)) => self.rule_gathered(rule, newest, gathered),
            _ => self.searching.gathered = Some(gathered),
        }
        if std::mem::take(&mut self.searching.rules_wait) {
            self.run_rules();
        }
    }

    /// Nothing is gathered: the search for it failed. A rule is run again with what comes next.
    pub(in crate::app) fn not_gathered(&mut self) {
        self.searching.gathering_for = None;
    }

    /// Marks what was gathered; the sheet stays while it is still gathered.
    pub(in crate::app) fn mark_gathered(&mut self, query: String, at: usize, name: bool, keep: bool) {
        let Some(model) = self.model() else { return };
        let again = |query: String| Overlay::MarkFound { query, at, name, rule: keep };
        let Some(gathered) = &self.searching.gathered else {
            self.overlay = Some(again(query));
            return;
        };
        let found = if name { find::names(model, &query) } else { find::tags(model, &query) };
        let mut ops = Vec::new();
        let (as_what, called) = match found.into_iter().nth(at) {
            Some(Found::Tag(id, words)) => (MarkAs::Tag(id, None), words),
            Some(Found::NewTag(words)) => {
                let Ok(tag) = TagName::try_from(words.raw().to_owned()) else {
                    self.overlay = Some(again(query));
                    self.say(Said::Word(say::NO_TAG_NAME));
                    return;
                };
                let tag: Tag = edits::new_tag(model, None, tag, Color(self.new_tag_draft().color));
                let id = tag.id;
                ops.push(Op::add(tag));
                (MarkAs::Tag(id, None), words)
            }
            Some(Found::Name(id, words)) => (MarkAs::Name(id), words),
            Some(Found::NewName(words)) => match edits::name_for(model, words.raw(), NameKind::Person) {
                Some((id, op)) => {
                    ops.extend(op);
                    (MarkAs::Name(id), words)
                }
                None => return,
            },
            _ => {
                self.overlay = Some(again(query));
                return;
            }
        };
        let (count, marks) = mark(model, &gathered.places, as_what);
        let around = self.searching.around;
        let rule = match as_what {
            MarkAs::Tag(tag, _) if keep => Some(SavedSearch {
                id: Id::new(),
                query: Words::new(self.searching.query.trim()),
                tag: Some(tag),
                around,
            }),
            _ => None,
        };
        if count == 0 && rule.is_none() {
            self.leave_marking();
            self.say(Said::About(say::ALREADY, called, String::new()));
            return;
        }
        ops.extend(marks);
        let made = rule.as_ref().map(|rule| rule.id);
        ops.extend(rule.map(Op::add));
        let what = say::stretches(around, count);
        let label = say::marked(&what, called.brief(40).raw(), name);
        if self.edit(Edit::new(label, ops)).is_some() {
            if let MarkAs::Tag(tag, _) = as_what {
                self.last_tag = Some(tag);
            }
            if let Some((rule, newest)) = made.zip(self.newest_text()) {
                self.rules_through.insert(rule, newest);
                self.keep_view_state(&view_keys::rule_through(rule), newest.to_string());
            }
            self.searching.chosen = Chosen::default();
            self.searching.gathered = None;
            if name {
                // That names are words says nothing of the next tag.
                self.leave_marking();
            }
            self.searching.around_before = None;
            self.say(Said::About(say::MARKED_AS, called, say::marked_count(&what)));
        }
    }

    /// Keeps the question that is typed, or lets it go when it is kept.
    pub(super) fn save_search(&mut self) {
        let Some(model) = self.model() else { return };
        if self.searching.question().is_none() {
            return;
        }
        let query = Words::new(self.searching.query.trim());
        let kept = model.saved.values().find(|saved| saved.query == query && saved.tag.is_none());
        if let Some(kept) = kept.map(|saved| saved.id) {
            return self.forget_search(kept);
        }
        let around = self.searching.around;
        let saved = SavedSearch { id: Id::new(), query: query.clone(), tag: None, around };
        self.edit(Edit::new(say::saved(query.brief(40).raw()), vec![Op::add(saved)]));
    }

    /// Lets a kept search go.
    pub(super) fn forget_search(&mut self, id: Id) {
        let label = crate::say::history::delete(Table::SavedSearch.label());
        self.edit(Edit::new(label, vec![Op::delete(Table::SavedSearch, id)]));
    }

    /// The revision that came last. Identities sort by age.
    fn newest_text(&self) -> Option<Id> {
        self.model()?.revisions.keys().next_back().copied()
    }

    /// True until an import is over and it is known.
    fn imports(&self) -> bool {
        self.importing.is_some() || self.intake.asked
    }

    /// Runs rules over texts that came since, one after the other: of new documents and of documents that changed. What
    /// stood in the text before was decided about then.
    pub(in crate::app) fn run_rules(&mut self) {
        let Some((project, newest)) = self.project.as_ref().zip(self.newest_text()) else { return };
        if self.imports() || project.read_only.is_some() || project.first_page.is_some() {
            return;
        }
        if self.searching.gathering_for.is_some() {
            // What is on its way may not have seen what there is now.
            self.searching.rules_wait = true;
            return;
        }
        let due = |rule: &&SavedSearch| rule.tag.is_some() && self.rules_through.get(&rule.id) < Some(&newest);
        let mut rules = project.model.saved.values().filter(due);
        let Some((rule, query)) = rules.find_map(|rule| Some((rule.clone(), rule.query.raw().parse().ok()?))) else {
            return;
        };
        let page = &mut self.searching;
        page.gathering += 1;
        page.gathering_for = Some(For::Rule(rule.id, newest));
        let (number, around) = (page.gathering, rule.around);
        // A rule that was never run looks through everything.
        let (chosen, after) =
            (Chosen::all(), Some(self.rules_through.get(&rule.id).copied().unwrap_or(Id::from_bytes([0; 16]))));
        project.session.search(Search::Gather { number, query, around, chosen, after });
    }

    fn rule_gathered(&mut self, id: Id, newest: Id, gathered: Gathered) {
        if gathered.waiting > 0 || self.imports() {
            // Texts that came meanwhile are looked through with the rest, once they are indexed and it is known what import
            // they came with.
            return;
        }
        // Not part of the history: an undo takes back what was tagged, and does not make the rule tag it again.
        self.rules_through.insert(id, newest);
        self.keep_view_state(&view_keys::rule_through(id), newest.to_string());
        let Some(model) = self.model() else { return };
        let Some((rule, tag)) = model.saved.get(&id).and_then(|rule| Some((rule.clone(), rule.tag?))) else { return };
        // A passage that came over from the text before may have other edges by now.
        let tagged = |place: &Stretch| {
            let mut passages = model.ids(By::Passages, place.document);
            passages.any(|passage| {
                let there = model.place(passage).and_then(Anchor::span).is_some_and(|span| span.overlaps(place.span));
                there && model.tags_of(passage).any(|(_, own)| own.id == tag)
            })
        };
        let new: Vec<Stretch> = gathered.places.into_iter().filter(|place| !tagged(place)).collect();
        let (count, ops) = mark(model, &new, MarkAs::Tag(tag, Some(id)));
        let documents: BTreeSet<Id> = new.iter().map(|place| place.document).collect();
        let called = model.tags.get(&tag).map(|tag| tag.name.words().clone()).unwrap_or_default();
        let what = say::stretches(rule.around, count);
        let label = say::by_rule(&what, called.brief(40).raw());
        let group = self.import_of(&documents);
        if count > 0 && self.edit(Edit { group, ..Edit::new(label, ops) }).is_some() {
            self.say(Said::About(say::RULE_TAGGED, called, say::in_new_documents(&what, documents.len())));
        }
        self.run_rules();
    }

    /// Confirms what a rule tagged.
    pub(in crate::app) fn confirm_tags(&mut self, rows: &[Id]) {
        let ops: Vec<Op> = rows.iter().map(|row| Op::set(Table::PassageTag, *row, "rule", None::<Id>)).collect();
        if !ops.is_empty() {
            self.edit(Edit::new(say::confirmed(ops.len()), ops));
        }
    }
}
