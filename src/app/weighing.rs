//! What is done where things are weighed: names merged and split, judgements, what is wanted; and what is done to the tag
//! tree.

use super::deciding::Verdict;
use super::edits::{judgements, names, tags};
use super::find::{self, Found};
use super::notice::Said;
use super::overlay::drafts::{JudgementDraft, TagPick, WantedDraft};
use super::overlay::names::{MergeDraft, NameDraft};
use super::overlay::{Overlay, TagDraft};
use super::weigh_view::names::uses;
use super::weigh_view::wanted::Proposal;
use super::{App, Command, Hand, List, Place, view_keys};
use crate::domain::ladder::Likelihood;
use crate::domain::name::NameKind;
use crate::domain::tag::{Color, Digit};
use crate::domain::wanted::WantedStatus;
use crate::domain::{Edit, Id, Table, Words};
use crate::say;

/// Something wanted of names, judgements or wanted items.
#[derive(Clone, Copy, Debug)]
pub enum Weighing {
    /// Part a merged name from the one it was merged into.
    Split(Id),
    /// Use another spelling as the one we write.
    UseSpelling(Id),
    /// These two names look the same and are not.
    Different(Id, Id),
    /// This name means the holder of an office that is proposed for it.
    Holder(Id),
    /// This name means somebody else.
    NotHolder(Id),
    /// How likely a judgement is.
    Likelihood(Id, Option<Likelihood>),
    /// Want what is proposed.
    Want(Proposal),
    /// Do not propose it again.
    DoNotWant(Proposal),
    /// Whether something wanted was found.
    Status(Id, WantedStatus),
    /// Decide on the pair that is asked.
    Decide(Verdict),
    /// Ask it after the others.
    Later,
}

/// Something wanted of the tag tree.
#[derive(Clone, Copy, Debug)]
pub enum TagWish {
    /// Put a tag below another, or at the top, before one of its new siblings or last.
    Move {
        /// The tag.
        tag: Id,
        /// What it goes below.
        parent: Option<Id>,
        /// What it goes before.
        before: Option<Id>,
    },
    /// Hide or show what lies below a tag.
    Fold(Id, bool),
    /// Show only what has a tag; `None` shows everything again.
    Filter(Option<Id>),
    /// Give a tag another color.
    Color(Id, [u8; 3]),
    /// Pin a tag to a digit; 0 takes it off.
    Pin(Id, u8),
}

impl App {
    /// Takes over what was remembered of the view: folded tags, proposals that were dismissed.
    pub(super) fn remember_view(&mut self, kept: &[(String, String)]) {
        self.tag_filter = None;
        self.folded.clear();
        self.dismissed.clear();
        self.rules_through.clear();
        for (key, value) in kept {
            if key == view_keys::FOLDED {
                self.folded = value.split_whitespace().filter_map(|id| id.parse().ok()).collect();
            } else if view_keys::is_dismissed(key) {
                self.dismissed.insert(key.clone());
            } else if let (Some(rule), Ok(through)) = (view_keys::rule_of(key), value.parse()) {
                self.rules_through.insert(rule, through);
            }
        }
    }

    fn dismiss(&mut self, key: String) {
        self.keep_view_state(&key, "1".to_owned());
        self.dismissed.insert(key);
    }

    /// The name in hand.
    pub fn name_in_hand(&self) -> Option<Id> {
        let model = self.model()?;
        match self.hand {
            Hand::Name(id) => model.names.contains_key(&id).then(|| model.who(id)),
            _ => None,
        }
    }

    pub(super) fn weigh(&mut self, wish: Weighing) {
        let Some(model) = self.model() else { return };
        let edit = match wish {
            Weighing::Split(id) => names::split(model, id),
            Weighing::UseSpelling(id) => names::use_spelling(model, id),
            Weighing::Different(one, other) => names::different(model, one, other),
            Weighing::Holder(id) => self.holder_of(id).and_then(|holder| names::holder(model, id, holder)),
            Weighing::NotHolder(id) => self.holder_of(id).and_then(|holder| names::not_holder(model, id, holder)),
            Weighing::Likelihood(id, likelihood) => judgements::likelihood(model, id, likelihood),
            Weighing::Want(proposal) => {
                let words = proposal.words(model);
                let draft = WantedDraft { words, document: proposal.document, claim: proposal.claim };
                judgements::wanted(&draft).map(|(_, edit)| edit)
            }
            Weighing::DoNotWant(proposal) => return self.dismiss(proposal.key()),
            Weighing::Status(id, status) => judgements::status(model, id, status),
            Weighing::Decide(verdict) => return self.decide(verdict),
            Weighing::Later => return self.decide_later(),
        };
        if let Some(edit) = edit {
            self.edit(edit);
        }
    }

    pub(super) fn tag_wish(&mut self, wish: TagWish) {
        let Some(model) = self.model() else { return };
        let made: Result<Option<Edit>, &'static str> = match wish {
            TagWish::Fold(id, fold) => {
                let changed = if fold { self.folded.insert(id) } else { self.folded.remove(&id) };
                if changed {
                    let ids: Vec<String> = self.folded.iter().map(Id::to_string).collect();
                    self.keep_view_state(view_keys::FOLDED, ids.join(" "));
                }
                return;
            }
            TagWish::Filter(tag) => {
                self.tag_filter = tag;
                return self.relist();
            }
            TagWish::Move { tag, parent, before } => tags::move_tag(model, tag, parent, before),
            TagWish::Color(id, rgb) => Ok(model.tags.get(&id).map(|tag| tags::recolor(tag, Color(rgb)))),
            TagWish::Pin(id, digit) => Ok(model.tags.get(&id).map(|tag| tags::pin(tag, Digit::try_from(digit).ok()))),
        };
        match made {
            Ok(Some(edit)) => {
                if let TagWish::Move { parent: Some(parent), .. } = wish {
                    // What was put there is to be seen.
                    self.tag_wish(TagWish::Fold(parent, false));
                }
                self.edit(edit);
            }
            Ok(None) => {}
            Err(why) => self.say(Said::Word(why)),
        }
    }

    pub(super) fn weighing_command(&mut self, command: Command) {
        let pick = |act| Overlay::PickTagTo { act, query: String::new(), at: 0 };
        self.overlay = Some(match command {
            Command::NewName => Overlay::NewName(NameDraft { words: String::new(), kind: NameKind::Person }),
            Command::MergeName => {
                let Some(from) = self.name_in_hand() else { return };
                Overlay::PickOther { from, query: String::new(), at: 0 }
            }
            Command::NewJudgement => {
                let claim = if let Hand::Claim(id) = self.hand { Some(id) } else { None };
                let words = self.half_kept(view_keys::JUDGEMENT).unwrap_or_default();
                Overlay::Judgement(JudgementDraft { words, claim, ..JudgementDraft::default() })
            }
            Command::RestOn => {
                let Hand::Judgement(judgement) = self.hand else { return };
                Overlay::PickRest { judgement, looked: false, query: String::new(), at: 0 }
            }
            Command::NewLooked => match self.looked_draft() {
                Some(draft) => Overlay::Looked(draft),
                None => return self.say(Said::Word(say::looked::NO_DOCUMENTS)),
            },
            Command::NewWanted => Overlay::Wanted(self.wanted_draft()),
            Command::FilterTag => pick(TagPick::Filter),
            Command::ChangeTag => pick(TagPick::Change),
            Command::MergeTag => pick(TagPick::MergeWhich),
            Command::MoveTag => pick(TagPick::MoveWhich),
            _ => return,
        });
    }

    /// Something wanted for the thing in hand.
    fn wanted_draft(&self) -> WantedDraft {
        let open = self.reading.as_ref().map(|reading| reading.document).filter(|_| self.place == Place::Read);
        let (document, claim) = match self.hand {
            Hand::Claim(id) => {
                let passage = self.model().and_then(|m| m.passages.get(&m.support(id)?));
                (passage.map(|passage| passage.document), Some(id))
            }
            Hand::Document | Hand::Passage(_) => (open, None),
            _ => (None, None),
        };
        WantedDraft { words: String::new(), document, claim }
    }

    /// What Enter does in the overlays of this part.
    pub(super) fn accept_weighing(&mut self, overlay: Overlay) {
        let Some(model) = self.model() else { return };
        match &overlay {
            Overlay::NewName(draft) => match names::new_name(&draft.words, draft.kind) {
                Some((id, edit)) => {
                    self.edit(edit);
                    (self.place, self.list, self.hand) = (Place::Weigh, List::Names, Hand::Name(id));
                }
                None => self.mend(overlay, say::weigh::SPELLING_EMPTY),
            },
            Overlay::PickOther { from, query, at } => {
                let from = model.who(*from);
                let Some(Found::Name(other, _)) = find::register(model, query).into_iter().nth(*at) else { return };
                if other == from {
                    self.overlay = Some(overlay);
                    return self.say(Said::Word(say::weigh::MERGE_ITSELF));
                }
                // What is graded was looked at; among equals the one in hand stays unless the other is used more.
                let weight = |id| (model.reliability(id).is_some(), uses(model, id).count());
                let kept = if weight(other) > weight(from) { other } else { from };
                self.overlay = Some(Overlay::Merge(MergeDraft { one: from, other, kept }));
            }
            Overlay::Merge(draft) => match names::merge(model, draft.gone(), draft.kept) {
                Ok(edit) => {
                    self.edit(edit);
                    self.hand = Hand::Name(draft.kept);
                }
                Err(why) => self.say(Said::Word(why)),
            },
            Overlay::Spelling(draft) => match names::spelling(model, draft) {
                Ok(edit) => drop(self.edit(edit)),
                Err(why) => self.mend(overlay, &why),
            },
            Overlay::Role(draft) => match names::role(model, draft) {
                Ok(edit) => drop(self.edit(edit)),
                Err(why) => self.mend(overlay, &why),
            },
            Overlay::Judgement(draft) => match judgements::judgement(draft) {
                Some((id, edit)) => {
                    self.edit(edit);
                    (self.place, self.list, self.hand) = (Place::Weigh, List::Judgements, Hand::Judgement(id));
                }
                None => self.mend(overlay, say::weigh::JUDGEMENT_EMPTY),
            },
            Overlay::PickRest { judgement, looked, query, at } => {
                let (edit, already) = match find::basis(model, *looked, query).into_iter().nth(*at) {
                    Some(Found::Claim(id, _)) => {
                        (judgements::rest_on(model, *judgement, id), say::weigh::RESTS_ALREADY)
                    }
                    Some(Found::Looked(id, _)) => {
                        (judgements::rest_on_looked(model, *judgement, id), say::looked::RESTS_ALREADY)
                    }
                    _ => return,
                };
                match edit {
                    Some(edit) => drop(self.edit(edit)),
                    None => self.say(Said::Word(already)),
                }
            }
            Overlay::Looked(draft) => self.accept_looked(draft.clone()),
            Overlay::Wanted(draft) => match judgements::wanted(draft) {
                Some((id, edit)) => {
                    let label = edit.label.clone();
                    self.edit(edit);
                    if self.place == Place::Weigh {
                        (self.list, self.hand) = (List::Wanted, Hand::Wanted(id));
                    } else {
                        self.say(Said::About("", label, say::weigh::WANTED_WHERE.to_owned()));
                    }
                }
                None => self.mend(overlay, say::weigh::WANTED_EMPTY),
            },
            Overlay::PickTagTo { act, query, at } => {
                let (act, found) = (*act, find::known_tags(model, query).into_iter().nth(*at));
                if let Some(Found::Tag(tag, _)) = found {
                    self.tag_picked(act, tag);
                }
            }
            _ => {}
        }
    }

    fn tag_picked(&mut self, act: TagPick, tag: Id) {
        let Some(model) = self.model() else { return };
        let pick = |act| Some(Overlay::PickTagTo { act, query: String::new(), at: 0 });
        match act {
            TagPick::Filter => self.tag_wish(TagWish::Filter(Some(tag))),
            TagPick::Change => self.overlay = model.tags.get(&tag).map(|tag| Overlay::Tag(TagDraft::of(tag))),
            TagPick::MergeWhich => self.overlay = pick(TagPick::MergeInto(tag)),
            TagPick::MoveWhich => self.overlay = pick(TagPick::MoveBelow(tag)),
            TagPick::MergeInto(gone) => match tags::merge_tags(model, gone, tag) {
                Ok(edit) => {
                    if self.tag_filter == Some(gone) {
                        self.tag_filter = Some(tag);
                    }
                    self.edit(edit);
                }
                Err(why) => {
                    self.overlay = pick(act);
                    self.say(Said::Word(why));
                }
            },
            TagPick::MoveBelow(moved) => {
                if let Err(why) = tags::move_tag(model, moved, Some(tag), None) {
                    self.overlay = pick(act);
                    return self.say(Said::Word(why));
                }
                self.tag_wish(TagWish::Move { tag: moved, parent: Some(tag), before: None });
            }
        }
    }

    /// A wanted item that is reworded is still the one that was proposed: it is not proposed a second time.
    pub(super) fn before_set(&mut self, table: Table, id: Id, field: &str) {
        let Some(item) = self.model().and_then(|m| m.wanted.get(&id)) else { return };
        if (table, field) != (Table::Wanted, "words") {
            return;
        }
        let (document, claim, words) = (item.document, item.claim, item.words.clone());
        let key = self.model().and_then(|model| {
            // As it would be proposed if nobody wanted it.
            let all = super::weigh_view::wanted::missing(model);
            let same = |p: &Proposal| (p.document, p.claim) == (document, claim) && Words::new(p.words(model)) == words;
            all.into_iter().find(same).map(|proposal| proposal.key())
        });
        if let Some(key) = key {
            self.dismiss(key);
        }
    }
}
