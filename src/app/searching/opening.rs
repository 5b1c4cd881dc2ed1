//! From a line of the answer to where it stands: the document or the record is opened, and the places found in it are marked.

use super::Searching;
use crate::app::find::Found as Thing;
use crate::app::{App, Hand, List, Place};
use crate::domain::{Id, Span, Table, Words};
use std::ops::Range;

/// Places of the open document that were found in the corpus.
#[derive(Debug, Default)]
pub struct Lit {
    of: Option<Id>,
    spans: Vec<Span>,
}

impl Lit {
    /// Those that share a byte with a stretch.
    pub fn within(&self, bytes: Range<u32>) -> &[Span] {
        let from = self.spans.partition_point(|span| span.end() <= bytes.start);
        let to = self.spans.partition_point(|span| span.start() < bytes.end);
        self.spans.get(from..to.max(from)).unwrap_or_default()
    }

    /// All of them.
    pub fn all(&self) -> &[Span] {
        &self.spans
    }
}

impl App {
    pub(in crate::app) fn open_found(&mut self, at: usize) {
        let page = &mut self.searching;
        page.at = at;
        let Some(line) = page.lines.get(at).cloned() else { return };
        if line.rest {
            return self.open_rest(line.revision, None);
        }
        page.shown = false;
        self.table = false;
        let byte = line.span.map_or(0, Span::start);
        self.jump(line.document, byte);
        self.light();
    }

    /// Goes to a record whose words were found.
    pub(in crate::app) fn open_own(&mut self, table: Table, id: Id) {
        let Some(model) = self.model() else { return };
        let none = Words::default;
        let of_block = |block: Id| model.blocks.get(&block).map(|block| (block.brief, block.id));
        let thing = match table {
            Table::Claim => Thing::Claim(id, none()),
            Table::Judgement => Thing::Judgement(id, none()),
            Table::Tag => Thing::Tag(id, none()),
            Table::Name => Thing::Name(id, none()),
            Table::Document => Thing::Document(id, none()),
            Table::Spelling => match model.spellings.get(&id) {
                Some(spelling) => Thing::Name(spelling.name, none()),
                None => return,
            },
            Table::Passage => return self.open_passage(id),
            Table::Translation => {
                let passage = model.translations.get(&id).map(|translation| translation.passage);
                return passage.into_iter().for_each(|passage| self.open_passage(passage));
            }
            Table::Wanted => {
                (self.place, self.list, self.hand) = (Place::Weigh, List::Wanted, Hand::Wanted(id));
                return;
            }
            Table::Block | Table::Cite => {
                let block = if table == Table::Cite { model.cites.get(&id).map(|cite| cite.block) } else { Some(id) };
                if let Some((brief, block)) = block.and_then(of_block) {
                    self.open_brief(brief);
                    self.block = Some(block);
                }
                return;
            }
            _ => return,
        };
        self.searching.shown = false;
        self.choose(thing);
    }

    /// Goes to the next place that was found in the corpus, or the one before; `false` where there is none.
    pub(in crate::app) fn found_step(&mut self, forward: bool) -> bool {
        let page = &self.searching;
        if page.lines.is_empty() || page.shown {
            return false;
        }
        let last = page.lines.len() - 1;
        let at = match (page.at, forward) {
            (at, true) if at == last => 0,
            (at, true) => at + 1,
            (0, false) => last,
            (at, false) => at - 1,
        };
        match page.lines.get(at).filter(|line| line.rest).map(|line| line.revision) {
            Some(revision) => self.open_rest(revision, Some(forward)),
            None => self.open_found(at),
        }
        true
    }

    /// Marks what was found in the open document.
    pub(in crate::app) fn light(&mut self) {
        let of = self.reading.as_ref().map(|reading| reading.revision);
        let spans = of.map(|revision| self.searching.in_document(revision)).unwrap_or_default();
        self.lit = Lit { of, spans };
        self.words.lit = false;
        // All places of the open document are marked, and gone through.
        if let Some(revision) = of.filter(|_| !self.searching.shown) {
            self.open_rest(revision, None);
        }
    }

    /// Marks places of a word that was counted in a revision.
    pub(in crate::app) fn light_words(&mut self, revision: Id, spans: Vec<Span>) {
        self.lit = Lit { of: Some(revision), spans };
        self.words.lit = true;
    }

    /// Marks them again when another document is open.
    pub(in crate::app) fn light_again(&mut self) {
        if self.lit.of != self.reading.as_ref().map(|reading| reading.revision) {
            self.light();
        }
    }

    /// Takes the marks off.
    pub(in crate::app) fn put_out(&mut self) {
        if self.put_word_out() {
            return;
        }
        self.break_off_look();
        let old = std::mem::take(&mut self.searching);
        let Searching { query, asked, number, gathering, gathering_for, rules_wait, counts, .. } = old;
        let kept = Searching::default();
        self.searching = Searching { query, asked, number, gathering, gathering_for, rules_wait, counts, ..kept };
        self.light();
    }
}
