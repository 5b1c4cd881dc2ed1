//! The document that is read: its paragraphs, the text that is in memory, the sentence under the cursor, the selection.

use crate::analysis::sentences::{Layout, one_sentence_per_line, segment};
use crate::domain::{Id, Paragraphs, Span, Structure};
use crate::jobs::{Beside, Chunk, OpenedText, Stands};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Most bytes of one document's text held in memory beside what is looked at.
const HELD: usize = 8 * 1024 * 1024;
/// Longest stretch that is searched for the ends of one sentence, in bytes.
const LONGEST: u32 = 64 * 1024;

/// A document that is open.
#[derive(Debug)]
pub struct Reading {
    /// The document.
    pub document: Id,
    /// The revision whose text is shown.
    pub revision: Id,
    /// Its paragraphs; `None` until the text is there.
    pub paragraphs: Option<Paragraphs>,
    /// The sentence under the cursor.
    pub cursor: Option<Span>,
    /// What is selected.
    pub selection: Option<Span>,
    /// A byte to bring into sight, and how often that was asked.
    pub reveal: Option<(u32, u64)>,
    /// Where the cursor is to be once the text is there.
    pub start_at: u32,
    /// Where the pointer last put the cursor, until it is moved.
    pub point: Option<u32>,
    /// The cursor is to go to the sentence at this byte as soon as its text comes.
    waiting: Option<u32>,
    /// The structure beside the text; `Err` says why one that is kept is not used.
    pub structure: Beside,
    /// True when what stands around the article of a web page is shown too.
    pub whole: bool,
    layout: Layout,
    pieces: BTreeMap<u32, Arc<str>>,
    asked: Vec<Range<u32>>,
}

impl Reading {
    /// A document whose text is being fetched.
    pub fn new(document: Id, revision: Id, start_at: u32) -> Self {
        Self {
            document,
            revision,
            paragraphs: None,
            cursor: None,
            selection: None,
            reveal: None,
            start_at,
            point: None,
            waiting: None,
            structure: Ok(None),
            whole: false,
            layout: Layout::Prose,
            pieces: BTreeMap::new(),
            asked: Vec::new(),
        }
    }

    /// A document that has no text.
    pub fn without_text(document: Id) -> Self {
        // No revision has the identity of a document.
        Self { paragraphs: Some(Paragraphs::of("")), ..Self::new(document, document, 0) }
    }

    /// True when there are words to read, mark and look for.
    pub fn has_words(&self) -> bool {
        self.paragraphs.as_ref().is_some_and(|paragraphs| !paragraphs.is_empty())
    }

    /// Takes the text that was fetched first. A web page that was not read yet begins at its article.
    pub fn opened(&mut self, text: OpenedText) {
        self.paragraphs = Paragraphs::from_starts(text.starts, text.bytes).ok();
        self.start_at = self.start_at.min(text.bytes.saturating_sub(1));
        self.structure = text.structure;
        if let Some(article) = self.article() {
            match self.start_at {
                0 => self.start_at = article.start,
                at => self.show_around(at),
            }
        }
        if one_sentence_per_line(&text.chunk.text) {
            self.layout = Layout::SentencePerLine;
        }
        self.hold(text.chunk);
        if self.cursor.is_none() {
            self.place(self.start_at);
        }
    }

    /// The structure, where there is one that can be used.
    pub fn layer(&self) -> Option<&Structure> {
        self.structure.as_ref().ok()?.as_deref()
    }

    /// The article of a web page, where something stands around it, in bytes.
    pub fn article(&self) -> Option<Range<u32>> {
        let (paragraphs, article) = (self.paragraphs.as_ref()?, self.layer()?.article.clone()?);
        (self.paragraphs_of(&article) != (0..paragraphs.len())).then_some(article)
    }

    fn paragraphs_of(&self, bytes: &Range<u32>) -> Range<usize> {
        let Some(paragraphs) = &self.paragraphs else { return 0..0 };
        paragraphs.at(bytes.start)..paragraphs.at(bytes.end.saturating_sub(1)) + 1
    }

    /// The paragraphs that are shown: of a web page its article alone, until the whole is asked for.
    pub fn shown(&self) -> Range<usize> {
        match self.article().filter(|_| !self.whole) {
            Some(article) => self.paragraphs_of(&article),
            None => 0..self.paragraphs.as_ref().map_or(0, Paragraphs::len),
        }
    }

    /// Shows what stands around the article when a byte lies there.
    pub fn show_around(&mut self, byte: u32) {
        let at = self.paragraphs.as_ref().map_or(0, |paragraphs| paragraphs.at(byte));
        self.whole |= self.paragraphs.is_some() && !self.shown().contains(&at);
    }

    /// Folds what stands around the article, or shows it. A cursor that would be folded away goes to the article.
    pub fn fold(&mut self, whole: bool) {
        self.whole = whole;
        let at = self.cursor.map(Span::start).zip(self.paragraphs.as_ref()).map(|(byte, all)| all.at(byte));
        if let Some(article) = self.article()
            && at.is_some_and(|at| !self.shown().contains(&at))
        {
            self.place(article.start);
            self.bring(article.start);
        }
    }

    /// Takes more text.
    pub fn hold(&mut self, chunk: Chunk) {
        let end = chunk.start.saturating_add(u32::try_from(chunk.text.len()).unwrap_or(u32::MAX));
        self.asked.retain(|range| !(chunk.start <= range.start && range.start < end));
        let held: usize = self.pieces.values().map(|p| p.len()).sum();
        if held > HELD {
            // What is far from the newest text was looked at longest ago, or by a jump.
            let here = chunk.start;
            if let Some(far) = self.pieces.keys().copied().max_by_key(|start| start.abs_diff(here)) {
                self.pieces.remove(&far);
            }
        }
        self.pieces.insert(chunk.start, chunk.text.into());
        if let Some(span) = self.waiting.and_then(|byte| self.sentence_at(byte)) {
            self.stand_on(span);
        }
    }

    /// True when the stretch is to be asked for: it is not there and was not asked for yet.
    pub fn ask(&mut self, bytes: &Range<u32>) -> bool {
        let known = |range: &Range<u32>| range.start <= bytes.start && bytes.start < range.end;
        if self.asked.iter().any(known) {
            return false;
        }
        self.asked.push(bytes.clone());
        true
    }

    /// A stretch of text, if it is in memory.
    pub fn text(&self, bytes: Range<u32>) -> Option<Cow<'_, str>> {
        let piece = |at: u32| {
            let (start, text) = self.pieces.range(..=at).next_back()?;
            let from = (at - start) as usize;
            (from < text.len()).then_some((text, from))
        };
        if bytes.is_empty() {
            return Some(Cow::Borrowed(""));
        }
        let (text, from) = piece(bytes.start)?;
        let wanted = (bytes.end - bytes.start) as usize;
        if from + wanted <= text.len() {
            return text.get(from..from + wanted).map(Cow::Borrowed);
        }
        let mut out = text.get(from..)?.to_owned();
        while out.len() < wanted {
            let (text, from) = piece(bytes.start + u32::try_from(out.len()).ok()?)?;
            let take = (wanted - out.len()).min(text.len() - from);
            out.push_str(text.get(from..from + take)?);
        }
        Some(Cow::Owned(out))
    }

    /// The text that is in memory around a byte: some tens of thousands of characters.
    pub fn around(&self, byte: u32) -> Cow<'_, str> {
        let piece = self.pieces.range(..=byte).next_back();
        piece.map_or(Cow::Borrowed(""), |(_, text)| Cow::Borrowed(&**text))
    }

    /// The last place between two characters at or before a byte, if the text there is in memory.
    pub fn boundary(&self, byte: u32) -> Option<u32> {
        let (start, text) = self.pieces.range(..=byte).next_back()?;
        let at = (byte - start) as usize;
        if at > text.len() {
            return None;
        }
        u32::try_from(text.floor_char_boundary(at)).ok().map(|at| start + at)
    }

    /// The stretch of a paragraph around a byte in which sentences are looked for.
    fn neighbourhood(&self, byte: u32) -> Option<(u32, Cow<'_, str>)> {
        let paragraphs = self.paragraphs.as_ref().filter(|p| !p.is_empty())?;
        let own = paragraphs.range(paragraphs.at(byte));
        let start = self.boundary(own.start.max(byte.saturating_sub(LONGEST)))?;
        let end = self.boundary(own.end.min(byte.saturating_add(LONGEST))).unwrap_or(own.end);
        Some((start, self.text(start..end)?))
    }

    fn sentences(&self, byte: u32) -> Vec<Span> {
        let Some((start, text)) = self.neighbourhood(byte) else { return Vec::new() };
        let spans = segment(&text, self.layout).into_iter().filter_map(|range| {
            let at = |n: usize| u32::try_from(n).ok().map(|n| start + n);
            Span::new(at(range.start)?, at(range.end)?).ok()
        });
        spans.collect()
    }

    /// The sentence at a byte, or the nearest one before it.
    pub fn sentence_at(&self, byte: u32) -> Option<Span> {
        let all = self.sentences(byte);
        let before = all.iter().rev().find(|s| s.start() <= byte);
        before.or(all.first()).copied()
    }

    /// Puts the cursor on the sentence at a byte.
    pub fn place(&mut self, byte: u32) {
        self.selection = None;
        match self.sentence_at(byte) {
            Some(span) => self.stand_on(span),
            None => self.waiting = Some(byte),
        }
    }

    /// Puts the cursor on a sentence.
    pub fn stand_on(&mut self, sentence: Span) {
        self.selection = None;
        self.cursor = Some(sentence);
        (self.point, self.waiting) = (None, None);
    }

    /// Where the sentences of a paragraph, or of a part of one, begin, in bytes of it.
    pub fn sentence_starts(&self, text: &str) -> Vec<u32> {
        segment(text, self.layout).into_iter().filter_map(|range| u32::try_from(range.start).ok()).collect()
    }

    /// The next sentence, or the one before. `None` at the end, or where the text is not in memory yet.
    pub fn step(&self, forward: bool) -> Option<Span> {
        let cursor = self.cursor?;
        let all = self.sentences(cursor.start());
        let here = all.iter().position(|s| s.start() == cursor.start());
        let near = match (here, forward) {
            (Some(i), true) => all.get(i + 1),
            (Some(i), false) => i.checked_sub(1).and_then(|i| all.get(i)),
            (None, _) => None,
        };
        if let Some(span) = near {
            return Some(*span);
        }
        let paragraphs = self.paragraphs.as_ref()?;
        let i = paragraphs.at(cursor.start());
        let j = if forward { i + 1 } else { i.checked_sub(1)? };
        if !self.shown().contains(&j) {
            return None;
        }
        let range = paragraphs.range(j);
        let all = self.sentences(if forward { range.start } else { range.end.saturating_sub(1) });
        if forward { all.first().copied() } else { all.last().copied() }
    }

    /// What a step needs that is not in memory: the neighbouring paragraph.
    pub fn missing_for(&self, forward: bool) -> Option<Range<u32>> {
        let paragraphs = self.paragraphs.as_ref()?;
        let i = paragraphs.at(self.cursor?.start());
        let j = if forward { i + 1 } else { i.checked_sub(1)? };
        self.shown().contains(&j).then(|| paragraphs.range(j)).filter(|range| self.text(range.clone()).is_none())
    }

    /// What a command acts on: the selection without the white space at its ends, else the sentence.
    pub fn target(&self) -> Option<Span> {
        let Some(selection) = self.selection else { return self.cursor };
        let Some(text) = self.text(selection.range()) else { return Some(selection) };
        let len = |part: &str| u32::try_from(part.len()).unwrap_or(0);
        let start = selection.start() + len(&text) - len(text.trim_start());
        Span::new(start, start + len(text.trim())).ok().or(Some(selection))
    }

    /// The number of the paragraph a byte is in, counted from 1, and how many there are.
    pub fn paragraph(&self, byte: u32) -> Option<(usize, usize)> {
        let paragraphs = self.paragraphs.as_ref().filter(|p| !p.is_empty())?;
        Some((paragraphs.at(byte) + 1, paragraphs.len()))
    }

    /// Where words of it stand: the number of their paragraph, and their pages.
    pub fn stands(&self, span: Span) -> Option<Stands> {
        let (paragraph, _) = self.paragraph(span.start())?;
        let pages = self.layer().and_then(|structure| structure.cited(&span.range()));
        Some(Stands { paragraph: u32::try_from(paragraph).ok()?, pages })
    }

    /// Asks for a byte to be brought into sight.
    pub fn bring(&mut self, byte: u32) {
        self.show_around(byte);
        let times = self.reveal.map_or(0, |(_, times)| times);
        self.reveal = Some((byte, times + 1));
    }
}
