//! What the cards of the inspector need beside the model, and what they want: the card that is pinned, numbers of
//! paragraphs, the history of one thing, other encodings of a document.

use super::find::{self, Found};
use super::model::By;
use super::notice::Said;
use super::overlay::{NameFor, Overlay, TranslationDraft};
use super::{Action, App, Hand, marking, view_keys};
use crate::domain::claim::{ClaimTag, Hop, Medium};
use crate::domain::name::NameKind;
use crate::domain::passage::{Anchor, PassageTag};
use crate::domain::read::EditLine;
use crate::domain::{Edit, Fault, Id, Op, Span, Table, Words};
use crate::jobs::decoding::{Decoded, Preview};
use crate::jobs::{Beside, Read, Stands};
use crate::say::cards as say;
use std::collections::BTreeMap;

/// A card that stays while the hand goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pinned {
    /// What it shows.
    pub hand: Hand,
    /// The document, when it shows one.
    pub document: Option<Id>,
}

/// The history of one thing, as far as it was fetched.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The thing, and the state of the project it was asked in.
    of: Option<(Id, u64)>,
    /// The steps that touched it, oldest first.
    pub lines: Vec<EditLine>,
}

/// What the cards know beside the model.
#[derive(Debug, Default)]
pub struct Cards {
    /// The card that stays.
    pub pinned: Option<Pinned>,
    /// The history of the thing that was looked at last.
    pub past: Past,
    /// What the first lines of a document would be in each encoding.
    pub previews: Option<(Id, Vec<Preview>)>,
    /// The steps of a claim's origins are shown.
    pub origins_unfolded: bool,
    /// The hop whose fields are shown.
    pub hop: Option<Id>,
    /// The document that is being decoded again, or whose previews are made.
    pub busy: Option<Id>,
    /// Where words stand, by text and span; `None` while it is on its way.
    places: BTreeMap<(Id, Span), Option<Stands>>,
    /// Structures beside texts that are not open; `None` while one is on its way.
    besides: BTreeMap<Id, Option<Beside>>,
}

/// What a card wants.
#[derive(Clone, Debug, PartialEq)]
pub enum CardAction {
    /// Let the pinned card go.
    Unpin,
    /// What was typed in a field is what it holds already; its draft is kept under this key.
    Same(String),
    /// Where words of a revision stand.
    Place(Id, Span),
    /// The structure beside a revision.
    Beside(Id),
    /// Take the outlet that a document's page proposes.
    TakeOutlet(Id),
    /// The history of one record.
    Past(Id),
    /// Put a tag on a claim or a passage, or take it off.
    Tag(Table, Id, Id),
    /// One more hop at the end of a claim's way.
    AddHop(Id),
    /// Move a hop towards us (`true`) or away.
    MoveHop(Id, bool),
    /// Do something with the origins of a claim.
    Origins(super::origins::OriginsWish),
    /// Unmark a name in the text; a passage that held nothing else goes.
    Unmark(Id),
    /// Mark every place in the open document where these words stand as a name.
    Everywhere(Id, Words),
    /// Offer other encodings for a document.
    Encodings(Id),
    /// Read a document in this encoding.
    ReadAs(Id, &'static str),
}

impl Cards {
    /// Takes where words stand.
    pub(super) fn placed(&mut self, revision: Id, span: Span, stands: Stands) {
        self.places.insert((revision, span), Some(stands));
    }

    /// Takes the structure beside a text.
    pub(super) fn beside(&mut self, revision: Id, structure: Beside) {
        self.besides.insert(revision, Some(structure));
    }
}

/// The language we write in, until another was typed.
const OURS: &str = "en";

impl App {
    /// Where the words of an anchor stand: at once in the open document, else when it was fetched. `Err` asks for it to be
    /// fetched.
    pub fn stands(&self, anchor: &Anchor) -> Result<Option<Stands>, CardAction> {
        let (revision, Some(span)) = (anchor.revision, anchor.span()) else { return Ok(None) };
        if let Some(reading) = self.reading.as_ref().filter(|r| r.revision == revision) {
            return Ok(reading.stands(span));
        }
        self.cards.places.get(&(revision, span)).cloned().ok_or(CardAction::Place(revision, span))
    }

    /// The structure beside a text: at once of the open document, else when it was fetched; `Ok(None)` while it is on its
    /// way. `Err` asks for it to be fetched.
    pub fn beside(&self, revision: Id) -> Result<Option<&Beside>, CardAction> {
        match self.reading.as_ref().filter(|r| r.revision == revision) {
            Some(reading) => Ok(reading.paragraphs.as_ref().map(|_| &reading.structure)),
            None => self.cards.besides.get(&revision).map(Option::as_ref).ok_or(CardAction::Beside(revision)),
        }
    }

    /// True when the history of this thing was fetched as it is now.
    pub fn knows_past_of(&self, id: Id) -> bool {
        self.model().is_some_and(|m| self.cards.past.of == Some((id, m.generation)))
    }

    pub(super) fn card(&mut self, wanted: CardAction) {
        match wanted {
            CardAction::Unpin => self.cards.pinned = None,
            CardAction::Same(key) => {
                self.field_is_right(&key);
                self.update(Action::Draft(key, None));
            }
            CardAction::Place(revision, span) => {
                self.cards.places.insert((revision, span), None);
                self.read(Read::Place { revision, span });
            }
            CardAction::Beside(revision) => {
                let text_bytes = self.model().and_then(|m| m.revisions.get(&revision)).map_or(0, |r| r.text_bytes);
                self.cards.besides.insert(revision, None);
                self.read(Read::Beside { revision, text_bytes });
            }
            CardAction::TakeOutlet(document) => self.take_outlet(document),
            CardAction::Past(id) => {
                self.cards.past = Past { of: self.model().map(|m| (id, m.generation)), lines: Vec::new() };
                self.read(Read::Past { id });
            }
            CardAction::Tag(table, id, tag) => self.tag_on(table, id, tag),
            CardAction::AddHop(claim) => self.add_hop(claim),
            CardAction::MoveHop(hop, nearer) => {
                if let Some(edit) = self.model().and_then(|m| marking::move_hop(m, hop, nearer)) {
                    self.edit(edit);
                }
            }
            CardAction::Origins(wish) => self.origins_wish(wish),
            CardAction::Unmark(mention) => {
                if let Some(edit) = self.model().and_then(|m| marking::unmark(m, mention)) {
                    self.edit(edit);
                }
            }
            CardAction::Everywhere(name, words) => {
                if let Some(reading) = &self.reading {
                    let revision = reading.revision;
                    self.waiting += 1;
                    self.read(Read::Everywhere { revision, name, words });
                }
            }
            CardAction::Encodings(document) => {
                self.overlay = Some(Overlay::Encoding { document, query: String::new(), at: 0 });
                if self.cards.previews.as_ref().is_none_or(|(of, _)| *of != document)
                    && let Some(project) = &mut self.project
                {
                    self.cards.previews = None;
                    self.cards.busy = Some(document);
                    project.session.preview(document);
                }
            }
            CardAction::ReadAs(document, encoding) => {
                if let (true, Some(project)) = (self.can_write(), &mut self.project) {
                    self.cards.busy = Some(document);
                    project.session.read_as(document, encoding.to_owned());
                }
            }
        }
    }

    /// Pins the card in hand; the same card again lets it go.
    pub(super) fn pin(&mut self) {
        let document = self.reading.as_ref().filter(|_| self.hand == Hand::Document).map(|r| r.document);
        let pinned = Some(Pinned { hand: self.hand, document });
        self.cards.pinned = if self.cards.pinned == pinned { None } else { pinned };
    }

    pub(super) fn past(&mut self, id: Id, lines: Vec<EditLine>) {
        self.rated(id, &lines);
        if self.cards.past.of.is_some_and(|(of, _)| of == id) {
            self.cards.past.lines = lines;
        }
    }

    pub(super) fn previewed(&mut self, document: Id, previews: Result<Vec<Preview>, Fault>) {
        self.cards.busy = None;
        match previews {
            Ok(previews) => self.cards.previews = Some((document, previews)),
            Err(fault) => {
                if matches!(self.overlay, Some(Overlay::Encoding { .. })) {
                    self.overlay = None;
                }
                self.fault(fault);
            }
        }
    }

    pub(super) fn decoded(&mut self, done: Result<Decoded, Fault>) {
        self.cards.busy = None;
        let done = match done {
            Ok(done) => done,
            Err(fault) => return self.fault(fault),
        };
        let encoding = Words::new(done.encoding.as_str());
        if done.widened + done.whole_again == 0 {
            return self.say(Said::About(say::READ_AS, encoding, say::all_carried(done.passages)));
        }
        // It says what has to be looked at, so it stays until it is closed.
        self.fault(Fault::new(
            "AS-ENC-05",
            say::read_as_now(&done.encoding, done.widened, done.whole_again),
            say::CARRIED_SAFE,
            say::CARRIED_TODO,
        ));
    }

    /// The open document is read in the decoding that its record says, which another encoding, undo and redo change.
    pub(super) fn follow_decoding(&mut self) {
        let Some(reading) = &self.reading else { return };
        let Some(model) = self.model() else { return };
        let Some(revision) = model.documents.get(&reading.document).and_then(|d| d.revision) else { return };
        if revision == reading.revision {
            return;
        }
        let at = reading.cursor.map_or(reading.start_at, crate::domain::Span::start);
        let bytes = |id: Id| model.revisions.get(&id).map_or(0, |r| u64::from(r.text_bytes));
        let passage = match self.hand {
            Hand::Passage(id) => model.place(id),
            Hand::Claim(id) => model.support(id).and_then(|id| model.place(id)),
            _ => None,
        };
        // The passage in hand stays in sight; else what stands as far from the beginning.
        let near = u64::from(at) * bytes(revision) / bytes(reading.revision).max(1);
        let at = match passage.filter(|anchor| anchor.revision == revision) {
            Some(anchor) => anchor.start,
            None => u32::try_from(near).unwrap_or(0),
        };
        let (document, hand) = (reading.document, self.hand);
        self.open_document(document, at);
        self.hand = hand;
    }

    fn tag_on(&mut self, table: Table, id: Id, tag: Id) {
        let Some(model) = self.model() else { return };
        let Some(name) = model.tags.get(&tag).map(|t| t.name.words().brief(60)) else { return };
        let row = match table {
            Table::Claim => model.ids(By::ClaimTags, id).find(|row| model.claim_tags[row].tag == tag),
            _ => model.tags_of(id).find(|(_, t)| t.id == tag).map(|(row, _)| row),
        };
        let of = match table {
            Table::Claim => model.claims.get(&id).map(|claim| claim.words.brief(40)),
            _ => model.anchor(id).map(|anchor| anchor.quote.brief(40)),
        };
        let off = say::tag_off(name.raw(), of.unwrap_or_default().raw());
        let (label, op) = match (table, row) {
            (Table::Claim, Some(row)) => (off, Op::delete(Table::ClaimTag, row)),
            (_, Some(row)) => (off, Op::delete(Table::PassageTag, row)),
            (Table::Claim, None) => (say::tag_claim(name.raw()), Op::add(ClaimTag { id: Id::new(), claim: id, tag })),
            (_, None) => {
                (say::tag_passage(name.raw()), Op::add(PassageTag { id: Id::new(), passage: id, tag, rule: None }))
            }
        };
        self.edit(Edit::new(label, vec![op]));
    }

    /// The tag that was picked for a card; a name nobody has becomes a new tag in an edit of its own.
    pub(super) fn pick_tag_for(&mut self, table: Table, id: Id, query: &str, at: usize) {
        let Some(model) = self.model() else { return };
        match find::tags(model, query).into_iter().nth(at) {
            Some(Found::Tag(tag, _)) => self.tag_on(table, id, tag),
            Some(Found::NewTag(name)) => match marking::new_tag_on(model, table, id, &name, self.new_tag_draft().color)
            {
                Ok(edit) => {
                    self.edit(edit);
                }
                Err(why) => self.fault(Fault::new("AS-EDT-04", why, say::TAG_UNCHANGED, say::TAG_TODO)),
            },
            _ => {}
        }
    }

    /// The encodings that answer to what is typed, with what the document’s first lines would be in each.
    pub fn encodings_offered(&self, document: Id, query: &str) -> Vec<&Preview> {
        let known = self.cards.previews.as_ref().filter(|(of, _)| *of == document);
        let wanted = crate::domain::fold(query);
        let fits = |p: &&Preview| {
            wanted
                .split_whitespace()
                .all(|part| crate::domain::fold(&format!("{} {}", p.encoding, p.about)).contains(part))
        };
        let mut found: Vec<&Preview> =
            known.map(|(_, previews)| previews.iter().filter(fits).collect()).unwrap_or_default();
        // What fits comes first.
        found.sort_by_key(|preview| preview.replaced > 0);
        found
    }

    pub(super) fn add_hop(&mut self, claim: Id) {
        let Some(model) = self.model() else { return };
        let last = model.ids(By::Hops, claim).filter_map(|id| model.hops.get(&id)).map(|hop| hop.ordinal).max();
        let ordinal = last.map_or(0, |n| n.saturating_add(1));
        let (actor, medium) = (None, Medium::Unknown);
        let hop = Hop { id: Id::new(), claim, ordinal, actor, medium, at: None, document: None, note: None };
        // What is added is filled in next, and who it was first.
        self.cards.hop = Some(hop.id);
        let purpose = NameFor::Hop(hop.id);
        if self.edit(Edit::new(say::ADD_HOP, vec![Op::add(hop)])).is_some() {
            let (kind, query) = (NameKind::Organisation, String::new());
            self.overlay = Some(Overlay::PickName { purpose, kind, query, at: 0 });
        }
    }

    /// A translation of the passage in hand, or of the selection or sentence.
    pub(super) fn translate(&mut self) {
        let (passage, span) = match self.hand {
            Hand::Passage(id) => (Some(id), None),
            _ => match self.target() {
                Some((model, reading, span)) => (super::edits::passage_at(model, reading.document, span), Some(span)),
                None => return self.still_loading(),
            },
        };
        let last = self.model().and_then(|m| m.translations.values().next_back());
        let of_last = |take: fn(&crate::domain::passage::Translation) -> Option<Words>| last.and_then(take);
        let text = |words: Option<Words>| words.map(Words::into_raw).unwrap_or_default();
        let made_by = of_last(|t| t.made_by.clone()).or_else(|| self.author.clone());
        let mut draft = TranslationDraft {
            passage,
            span,
            words: String::new(),
            language: text(of_last(|t| t.language.clone()).or_else(|| Some(Words::from(OURS)))),
            made_by: text(made_by),
            made_on: jiff::Zoned::now().date().to_string(),
        };
        draft.words = self.translation_key(&draft).and_then(|key| self.half_kept(&key)).unwrap_or_default();
        self.overlay = Some(Overlay::Translation(draft));
    }

    /// The key a translation being typed is kept under: that of its passage, else of its place.
    pub(super) fn translation_key(&self, draft: &TranslationDraft) -> Option<String> {
        if let Some(passage) = draft.passage {
            return Some(view_keys::translation(passage, 0));
        }
        let document = self.reading.as_ref()?.document;
        Some(view_keys::translation(document, draft.span?.start()))
    }

    /// Takes a translation; what is missing is said, and what was typed stays.
    pub(super) fn take_translation(&mut self, draft: TranslationDraft) {
        let Some(model) = self.model() else { return };
        match marking::translation(model, self.reading.as_ref(), &draft) {
            Ok((passage, edit)) => {
                if self.edit(edit).is_some() {
                    self.hand = Hand::Passage(passage);
                }
            }
            Err(why) => {
                self.update(Action::Overlay(Overlay::Translation(draft)));
                self.fault(Fault::new("AS-EDT-05", why, say::NOTHING_CHANGED, say::MEND_TRANSLATION));
            }
        }
    }

    /// A name for the selection, or for words of the sentence.
    pub(super) fn name_here(&mut self) {
        let Some((model, reading, span)) = self.target() else { return self.still_loading() };
        let spans = if reading.selection.is_some() { vec![span] } else { marking::named_in(model, reading, span) };
        let purpose = NameFor::Mention { spans, chosen: 0 };
        let (kind, query) = (NameKind::Person, String::new());
        self.overlay = Some(Overlay::PickName { purpose, kind, query, at: 0 });
    }

    /// What the picker of names offers: names for what is typed, else for the words that are to be marked.
    pub fn names_offered(&self, overlay: &Overlay) -> Vec<Found> {
        let (Some(model), Overlay::PickName { purpose, query, .. }) = (self.model(), overlay) else {
            return Vec::new();
        };
        let words = match purpose {
            NameFor::Mention { spans, chosen } if query.trim().is_empty() => {
                spans.get(*chosen).and_then(|span| self.reading.as_ref()?.text(span.range()))
            }
            _ => None,
        };
        find::names(model, words.as_deref().map_or(query.as_str(), str::trim))
    }

    /// What the picker of names was for, with what was chosen; `everywhere` marks every place of the same words.
    pub(super) fn take_name(&mut self, overlay: &Overlay, everywhere: bool) {
        let (Some(model), Overlay::PickName { purpose, kind, at, .. }) = (self.model(), overlay) else { return };
        let found = self.names_offered(overlay).into_iter().nth(*at);
        let Some((name, made)) = found.and_then(|found| marking::chosen_name(&found, *kind)) else { return };
        let edit = match purpose {
            NameFor::Mention { spans, chosen } => {
                let (Some(reading), Some(span)) = (&self.reading, spans.get(*chosen)) else { return };
                let Some(words) = reading.text(span.range()).map(|text| Words::new(text.into_owned())) else { return };
                let document = reading.document;
                match marking::mention(model, reading, *span, name, made) {
                    Some(edit) => drop(self.edit_marking(edit, document, *span, Vec::new())),
                    None if !everywhere => return self.say(Said::Word(say::NAMED_ALREADY)),
                    None => {}
                }
                if everywhere {
                    self.card(CardAction::Everywhere(name, words));
                }
                self.hand = Hand::Name(name);
                return;
            }
            NameFor::Speaker(id) => marking::refer(Table::Claim, *id, "speaker", name, made),
            NameFor::Outlet(id) => marking::refer(Table::Document, *id, "outlet", name, made),
            NameFor::Hop(id) => marking::refer(Table::Hop, *id, "actor", name, made),
            NameFor::Owner(id) => {
                let owner = crate::domain::name::Ownership {
                    id: Id::new(),
                    name: *id,
                    owner: name,
                    since: None,
                    until: None,
                    note: None,
                };
                let ops = made.into_iter().chain([Op::add(owner)]).collect();
                Edit::new(crate::say::origins::ADD_OWNER_STEP, ops)
            }
        };
        self.edit(edit);
    }

    /// Every place of some words was found: they are marked in one edit.
    pub(super) fn found_everywhere(&mut self, found: &crate::jobs::FoundWords) {
        self.waiting = self.waiting.saturating_sub(1);
        let made = self.model().and_then(|m| marking::everywhere(m, found));
        let more = found.more;
        match made {
            Some((count, edit)) => {
                if self.edit(edit).is_some() {
                    self.say(Said::About("", found.words.brief(40), say::marked(count, more)));
                }
            }
            None => self.say(Said::Word(say::MARKED_ALL_ALREADY)),
        }
    }
}
