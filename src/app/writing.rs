//! Writing: what is typed in a block of the brief and is no edit yet, where its caret is, which words of a quotation are
//! chosen; and the answers to everything that is done with briefs.
//!
//! What is typed stays here until its field is left. It goes to the drafts two seconds after the last key, ten at the
//! latest, and becomes one edit when the field is left; it is shown until that edit is durable, so that no word flickers.

use super::brief_edits::{self, Lead, Made, Piece};
use super::brief_view::{BriefView, Support, brief_view};
use super::notice::Said;
use super::overlay::Overlay;
use super::typing::Typing;
use super::{Action, App, Hand, Place, Scope, view_keys};
use crate::analysis::sentences::sentences;
use crate::domain::brief::BlockKind;
use crate::domain::{Edit, Fault, Id, Op, Span, Table, Words};
use crate::jobs::{SheetLine, Ticket};
use crate::say::write as say;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// The text of one block as its field has it.
#[derive(Clone, Debug)]
struct Half {
    block: Id,
    text: String,
    /// When it was typed; `None` once a draft holds it.
    typed: Option<Typing>,
    /// The edit that makes it the project's, once it is on its way.
    sent: Option<Ticket>,
}

/// What is written at, and how far.
#[derive(Clone, Debug, Default)]
pub struct Writing {
    /// The brief that is open.
    pub brief: Option<Id>,
    /// Where the caret is or was last: a block, and a byte of its words.
    pub caret: Option<(Id, usize)>,
    /// Counts how often the caret was put somewhere other than by its field.
    pub caret_asked: u64,
    /// True when the keyboard was to go there too.
    pub caret_focus: bool,
    /// Chosen words of a quotation, in bytes of them.
    pub chosen: Option<(Id, Span)>,
    /// What an empty block is for, as its template says.
    pub guides: BTreeMap<Id, Words>,
    /// The brief as it goes out, while that is looked at.
    pub preview: Option<Preview>,
    /// What a template that is at work was asked for: it is asked for again when the template is wrong.
    pub(super) drafting: Option<(usize, String, Scope)>,
    half: Option<Half>,
}

/// A brief as it goes out.
#[derive(Clone, Debug, Default)]
pub struct Preview {
    /// Its lines, or why it cannot go out; `None` until they came.
    pub sheet: Option<Result<Arc<[SheetLine]>, Fault>>,
    /// The brief and the generation of the project it was last asked for at.
    pub(super) asked: Option<(Id, u64)>,
    /// True until it came.
    pub(super) asking: bool,
}

impl Writing {
    /// True while a template or a preview is on its way.
    pub(super) fn is_asking(&self) -> bool {
        self.drafting.is_some() || self.preview.as_ref().is_some_and(|preview| preview.asking)
    }

    /// True while no draft holds what was typed.
    pub(super) fn is_typing(&self) -> bool {
        self.half.as_ref().is_some_and(|half| half.typed.is_some())
    }
}

/// Something done with a brief.
#[derive(Clone, Debug)]
pub enum Write {
    /// The words of a block are these now, the caret at this byte.
    Typed(Id, String, usize),
    /// The caret is in this block at this byte.
    Caret(Id, usize),
    /// Take a block into the hand with the caret at a byte of its words.
    TakeAt(Id, usize),
    /// The field was left.
    Leave,
    /// Split a text at a byte.
    Split(Id, usize),
    /// Join a text to the one before it.
    Join(Id),
    /// Look for what supports the sentence at a byte of a text; `true` for a judgement of ours.
    Find(Id, usize, bool),
    /// Say that the sentence at a byte of a text is ours.
    Ours(Id, usize),
    /// Take a mark out.
    Unmark(Id),
    /// Write a note of our own words to a mark.
    Note(Id),
    /// Choose words of a quotation.
    Choose(Option<(Id, Span)>),
    /// Leave words of a quotation out.
    Strike(Id, Span),
    /// Put words of a quotation back.
    PutBack(Id, Span),
    /// Make a block another of the same matter.
    Kind(Id, BlockKind),
    /// Move a block before another, or to the end.
    Move(Id, Option<Id>),
    /// Open a brief.
    Open(Id),
    /// Begin a brief.
    New,
    /// Give a brief another title.
    Rename(Id),
    /// Make a brief once more.
    Duplicate(Id),
    /// Take a brief out.
    Delete(Id),
}

impl App {
    /// The brief that is open: the one that was opened, the one of the block in hand, or the first.
    pub fn brief(&self) -> Option<Id> {
        let model = self.model()?;
        let own = || self.block.and_then(|id| model.blocks.get(&id)).map(|b| b.brief);
        let open = self.writing.brief.filter(|id| model.briefs.contains_key(id));
        open.or_else(own).or_else(|| model.briefs.keys().next().copied())
    }

    /// The open brief as it is shown, with what is typed in it and is no edit yet.
    pub fn brief_shown(&self) -> BriefView {
        match (self.model(), self.brief()) {
            (Some(model), Some(brief)) => brief_view(model, brief, self.half()),
            _ => BriefView::default(),
        }
    }

    /// The block whose words are not the project's yet, and the words.
    pub fn half(&self) -> Option<(Id, &str)> {
        self.writing.half.as_ref().map(|half| (half.block, half.text.as_str()))
    }

    /// The words of a block as its field shows them.
    pub fn field_words(&self, block: Id) -> Words {
        Words::new(self.words_of(block))
    }

    /// The words of a block as its field has them.
    pub(super) fn words_of(&self, block: Id) -> Cow<'_, str> {
        match &self.writing.half {
            Some(half) if half.block == block => Cow::Borrowed(&half.text),
            _ => {
                let words = self.model().and_then(|m| m.blocks.get(&block)).and_then(|b| b.words.as_ref());
                Cow::Borrowed(words.map_or("", Words::raw))
            }
        }
    }

    /// True while what is typed in a block differs from the project's and nothing is on its way.
    pub fn is_half_typed(&self, block: Id) -> bool {
        self.writing.half.as_ref().is_some_and(|half| half.block == block && half.sent.is_none())
    }

    /// Where a passage stands, once it is known; `Err` asks for it to be fetched.
    pub fn passage_stands(&self, passage: Id) -> Result<Option<crate::jobs::Stands>, super::cards::CardAction> {
        match self.model().and_then(|m| m.place(passage)) {
            Some(anchor) => self.stands(anchor),
            None => Ok(None),
        }
    }

    /// The text whose caret takes what is put into the brief, and where in it.
    pub fn text_in_hand(&self) -> Option<(Id, usize)> {
        let model = self.model()?;
        let block = self.block.and_then(|id| model.blocks.get(&id)).filter(|b| b.kind == BlockKind::Text)?;
        let at = self.writing.caret.filter(|(id, _)| *id == block.id).map(|(_, at)| at);
        Some((block.id, at.unwrap_or_else(|| self.words_of(block.id).len())))
    }

    /// The sentence of a text at a byte: the one it lies in, or that ends before it.
    pub fn sentence_of(&self, block: Id, at: usize) -> String {
        let words = self.words_of(block);
        let all = sentences(&words);
        let here = all.iter().rev().find(|bytes| bytes.start <= at).or(all.first());
        here.and_then(|bytes| words.get(bytes.clone())).unwrap_or_default().to_owned()
    }

    pub(super) fn write_at(&mut self, what: Write) {
        match what {
            Write::Typed(block, text, caret) => self.typed(block, text, caret),
            Write::Caret(block, at) => self.writing.caret = Some((block, at)),
            Write::TakeAt(block, at) => {
                self.leave_text();
                self.take_block(Some(block));
                let at = at.min(self.words_of(block).len());
                self.put_caret(block, at, true);
            }
            Write::Leave => self.leave_text(),
            Write::Split(block, at) => {
                let made = self.model().and_then(|m| brief_edits::split(m, block, &self.words_of(block), at));
                self.make(made, true);
            }
            Write::Join(block) => {
                let made = self.model().and_then(|m| brief_edits::join(m, block, &self.words_of(block)));
                self.make(made, true);
            }
            Write::Find(block, at, judgement) => {
                self.leave_text();
                self.overlay = Some(Overlay::PickSupport { block, at, judgement, query: String::new(), line: 0 });
            }
            Write::Ours(block, at) => self.mark(block, at, Lead::Ours),
            Write::Unmark(cite) => {
                let block = self.model().and_then(|m| m.cites.get(&cite)).map(|cite| cite.block);
                let made = self.model().zip(block);
                let made = made.and_then(|(m, block)| brief_edits::unmark(m, cite, &self.words_of(block)));
                self.make(made, false);
            }
            Write::Note(cite) => {
                self.leave_text();
                let note = self.model().and_then(|m| m.cites.get(&cite)).map(|cite| cite.note.clone());
                if let Some(note) = note {
                    let text = note.map(Words::into_raw).unwrap_or_default();
                    self.overlay = Some(Overlay::EndnoteText { cite, text });
                }
            }
            Write::Choose(chosen) => self.writing.chosen = chosen,
            Write::Strike(block, span) => self.strike(block, span, true),
            Write::PutBack(block, span) => self.strike(block, span, false),
            Write::Kind(block, kind) => {
                let words = self.words_of(block).into_owned();
                let edit = self.model().and_then(|m| brief_edits::change_kind(m, block, kind, &words));
                if let Some(mut edit) = edit {
                    self.before(&mut edit);
                    self.writing.half = None;
                    self.edit(edit);
                }
            }
            Write::Move(block, before) => {
                self.leave_text();
                if let Some(edit) = self.model().and_then(|m| brief_edits::move_before(m, block, before)) {
                    self.edit(edit);
                }
            }
            Write::Open(brief) => {
                self.leave_text();
                self.open_brief(brief);
            }
            Write::New => {
                self.leave_text();
                self.overlay = Some(Overlay::Brief { brief: None, title: String::new() });
            }
            Write::Rename(brief) => {
                self.leave_text();
                let title = self.model().and_then(|m| m.briefs.get(&brief)).map(|b| b.title.raw().to_owned());
                self.overlay = title.map(|title| Overlay::Brief { brief: Some(brief), title });
            }
            Write::Duplicate(brief) => {
                self.leave_text();
                if let Some((copy, edit)) = self.model().and_then(|m| brief_edits::duplicate(m, brief))
                    && self.edit(edit).is_some()
                {
                    self.open_brief(copy);
                }
            }
            Write::Delete(brief) => {
                self.leave_text();
                if let Some(edit) = self.model().and_then(|m| brief_edits::delete_brief(m, brief))
                    && self.edit(edit).is_some()
                {
                    (self.block, self.writing.caret) = (None, None);
                    self.say(Said::Word(say::BRIEF_DELETED));
                }
            }
        }
    }

    /// Puts a brief on the page. Which one is open is remembered, but no edit.
    pub(super) fn open_brief(&mut self, brief: Id) {
        self.writing.brief = Some(brief);
        (self.block, self.writing.caret, self.writing.chosen) = (None, None, None);
        self.place = Place::Write;
        self.keep_view_state(view_keys::BRIEF, brief.to_string());
    }

    /// A block comes into the hand. What was half-typed in it when the program last stopped is there again.
    pub(super) fn take_block(&mut self, block: Option<Id>) {
        if self.block != block {
            self.writing.chosen = None;
        }
        self.block = block;
        let Some(id) = block else { return };
        if self.writing.caret.is_some_and(|(at, _)| at != id) {
            self.writing.caret = None;
        }
        let draft = self.drafts.get(&view_keys::block(id)).map(|words| words.raw().to_owned());
        if let Some(text) = draft
            && self.writing.half.is_none()
            && self.words_of(id) != text
        {
            self.writing.half = Some(Half { block: id, text, typed: None, sent: None });
        }
    }

    fn typed(&mut self, block: Id, text: String, caret: usize) {
        if self.writing.half.as_ref().is_some_and(|half| half.block != block) {
            self.leave_text();
        }
        let before = self.writing.half.as_ref().and_then(|half| half.typed);
        let typed = Some(Typing::on(before, Instant::now()));
        self.writing.half = Some(Half { block, text, typed, sent: None });
        self.writing.caret = Some((block, caret));
    }

    /// What is being typed goes to the drafts.
    pub(super) fn keep_half(&mut self, now: Instant) {
        let Some(half) = self.writing.half.as_mut().filter(|half| half.sent.is_none()) else { return };
        if !half.typed.is_some_and(|typing| typing.is_due(now)) {
            return;
        }
        half.typed = None;
        let (key, text) = (view_keys::block(half.block), half.text.clone());
        self.update(Action::Draft(key, Some(text)));
    }

    /// What was typed becomes one edit.
    pub(super) fn leave_text(&mut self) {
        let Some(half) = self.writing.half.as_ref().filter(|half| half.sent.is_none()) else { return };
        let (block, text) = (half.block, half.text.clone());
        let Some(model) = self.model() else { return };
        match brief_edits::write(model, block, &text) {
            None => {
                self.writing.half = None;
                self.forget_draft(block);
            }
            Some(edit) => {
                if let Some(ticket) = self.edit(edit) {
                    self.sent(block, text, ticket);
                }
            }
        }
    }

    /// The words of a block are on their way to the project and shown until they are there.
    fn sent(&mut self, block: Id, text: String, ticket: Ticket) {
        self.writing.half = Some(Half { block, text, typed: None, sent: Some(ticket) });
        self.forget_draft(block);
    }

    fn forget_draft(&mut self, block: Id) {
        let key = view_keys::block(block);
        if self.drafts.contains_key(&key) {
            self.update(Action::Draft(key, None));
        }
    }

    /// An edit was answered; one that was refused leaves its words in the field, to be mended.
    pub(super) fn half_answered(&mut self, ticket: Ticket, done: bool) {
        if let Some(half) = self.writing.half.as_mut().filter(|half| half.sent == Some(ticket)) {
            if done {
                self.writing.half = None;
            } else {
                half.sent = None;
            }
        }
    }

    /// Hands in an edit of a brief's text and takes what it leaves in hand; with `focus` the caret goes there.
    fn make(&mut self, made: Option<Made>, focus: bool) -> bool {
        let Some(Made { mut edit, block, words, caret }) = made else { return false };
        self.before(&mut edit);
        let Some(ticket) = self.edit(edit) else { return false };
        match words {
            Some((id, text)) => self.sent(id, text, ticket),
            None => self.writing.half = None,
        }
        self.block = Some(block);
        self.put_caret(block, caret, focus);
        true
    }

    /// What is half-typed is an edit of its own before this one, so that undo takes back one after the other.
    fn before(&mut self, edit: &mut Edit) {
        let half = self.writing.half.as_ref().filter(|half| half.sent.is_none());
        let first = half.and_then(|half| brief_edits::write(self.model()?, half.block, &half.text));
        let Some(first) = first else { return };
        let deleted: Vec<Op> = first.ops.iter().filter(|op| matches!(op, Op::Delete { .. })).cloned().collect();
        if self.edit(first).is_some() {
            // What the first takes out is not there for the second.
            edit.ops.retain(|op| !deleted.contains(op));
        }
    }

    /// Puts the caret into a block.
    fn put_caret(&mut self, block: Id, at: usize, focus: bool) {
        self.writing.caret = Some((block, at));
        self.writing.caret_asked += 1;
        self.writing.caret_focus = focus;
    }

    pub(super) fn mark(&mut self, block: Id, at: usize, lead: Lead) {
        if matches!(lead, Lead::Ours) {
            let shown = self.brief_shown();
            let sentence = shown.blocks.iter().find(|row| row.id == block).and_then(|row| row.sentence_at(at));
            // A sentence that rests on something stays what it is.
            if sentence.is_some_and(|sentence| sentence.support != Support::Unsupported) {
                return self.say(Said::Word(say::RESTS_ALREADY));
            }
        }
        let words = self.words_of(block).into_owned();
        let made = self.model().and_then(|m| brief_edits::mark(m, block, &words, at, lead));
        if !self.make(made, false) {
            self.say(Said::Word(say::NO_SENTENCE));
        }
    }

    /// Puts the thing in hand into the brief: as a mark where the caret is in a text with a sentence, as a block
    /// otherwise.
    pub(super) fn put_into_brief(&mut self) {
        let lead = match self.hand {
            Hand::Claim(id) => Some(Lead::Claim(id)),
            Hand::Passage(id) => Some(Lead::Passage(id)),
            Hand::Judgement(id) => Some(Lead::Judgement(id)),
            _ => None,
        };
        if lead.is_none() && self.place != Place::Read {
            return;
        }
        if let Some((block, at)) = self.text_in_hand() {
            let words = self.words_of(block).into_owned();
            let made = match lead {
                Some(lead) => self.model().and_then(|m| brief_edits::mark(m, block, &words, at, lead)),
                None => self
                    .target()
                    .and_then(|(m, reading, span)| brief_edits::mark_span(m, reading, span, block, &words, at)),
            };
            if made.is_some() {
                if self.make(made, false) {
                    self.say(Said::Word(say::MARK_PUT));
                }
                return;
            }
        }
        self.leave_text();
        let Some(model) = self.model() else { return };
        let (brief, after) = (self.brief(), self.block);
        let made = match lead {
            Some(Lead::Claim(id)) => Some(brief_edits::to_brief(model, brief, after, Piece::Claim(id))),
            Some(Lead::Passage(id)) => Some(brief_edits::to_brief(model, brief, after, Piece::Passage(id))),
            Some(Lead::Judgement(id)) => Some(brief_edits::to_brief(model, brief, after, Piece::Judgement(id))),
            _ => self
                .target()
                .and_then(|(model, reading, span)| brief_edits::span_to_brief(model, reading, span, brief, after)),
        };
        if let Some((block, edit)) = made {
            let done = Words::new(format!("{}.", edit.label.raw()));
            if self.edit(edit).is_some() {
                self.block = Some(block);
                self.say(Said::About("", done, say::SHOWS_BRIEF.to_owned()));
            }
        }
    }

    pub(super) fn add_block(&mut self, kind: BlockKind) {
        self.leave_text();
        let Some(model) = self.model() else { return };
        let piece = match (kind, self.reading.as_ref()) {
            (BlockKind::Citation, Some(reading)) => Piece::Document(reading.document),
            (BlockKind::Citation, None) => return,
            _ => Piece::Own(kind),
        };
        let (block, edit) = brief_edits::to_brief(model, self.brief(), self.block, piece);
        if self.edit(edit).is_some() {
            self.take_block(Some(block));
        }
    }

    /// Moves the block in hand by one place.
    pub(super) fn move_in_hand(&mut self, down: bool) {
        self.leave_text();
        if let Some(block) = self.block
            && let Some(edit) = self.model().and_then(|m| brief_edits::move_block(m, block, down))
        {
            self.edit(edit);
        }
    }

    fn strike(&mut self, block: Id, span: Span, out: bool) {
        let Some(made) = self.model().map(|m| brief_edits::strike(m, block, span, out)) else { return };
        match made {
            Ok(edit) => {
                self.edit(edit);
                self.writing.chosen = None;
            }
            Err(why) => self.say(Said::Word(why)),
        }
    }

    /// A title was given to a brief, new or there.
    pub(super) fn title_given(&mut self, brief: Option<Id>, title: &str) {
        let Some(title) = Words::filled(title) else {
            self.overlay = Some(Overlay::Brief { brief, title: title.to_owned() });
            return self.say(Said::Word(say::NEEDS_TITLE));
        };
        match brief {
            Some(brief) => {
                self.edit(brief_edits::rename(brief, title));
            }
            None => {
                let (brief, edit) = brief_edits::new_brief(title);
                if self.edit(edit).is_some() {
                    self.open_brief(brief);
                }
            }
        }
    }

    pub(super) fn note_given(&mut self, cite: Id, text: &str) {
        let note = Words::filled(text);
        self.edit(Edit::new(crate::say::history::ENDNOTE, vec![Op::set(Table::Cite, cite, "note", note)]));
    }

    /// What was remembered of the briefs when the project was opened.
    pub(super) fn remember_briefs(&mut self, view_state: &[(String, String)]) {
        self.writing = Writing::default();
        for (key, value) in view_state {
            if key == view_keys::BRIEF {
                self.writing.brief = value.parse().ok();
            } else if let Some(Ok(block)) = key.strip_prefix(view_keys::GUIDE).map(str::parse) {
                self.writing.guides.insert(block, Words::new(value.as_str()));
            }
        }
    }

    /// The claims and passages, or the judgements, that can support a sentence.
    pub(super) fn support_given(&mut self, found: Option<super::find::Found>, block: Id, at: usize) {
        use super::find::Found;
        let lead = match found {
            Some(Found::Claim(id, _)) => Lead::Claim(id),
            Some(Found::Passage(id, _)) => Lead::Passage(id),
            Some(Found::Judgement(id, _)) => Lead::Judgement(id),
            Some(Found::Document(id, _)) => Lead::Document(id),
            _ => return,
        };
        self.mark(block, at, lead);
    }
}
