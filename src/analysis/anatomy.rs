//! The parts of a text: headline, byline, dateline, pull quote, commentary, citations and the excerpts that belong to them,
//! endnotes; of a press release who issued it and whom to ask; of a transcript who speaks. Told by the text alone, and by its
//! headings where its import knows them. A text in which none of them is found is paragraphs, and no more is said of it.
//!
//! Beside the parts it says what a reader should look at, where parts do not fit each other, and what the text rests on and
//! is not held. All places are bytes of the text. What it takes grows with the text and no faster.

mod blocks;
mod checks;
mod citation;
mod dates;
mod head;
mod lexicon;
mod notes;
mod release;
mod wanted;

use super::quotation::{Quotation, Sign, Spoken, Standing, Verdict, quotations, turns};
use super::sentences::{Layout, segment};
use super::wordings;
use crate::domain::tokens::tokens;
use crate::domain::{Folded, Structure};
use blocks::Block;
use lexicon::Class;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use checks::{Check, CheckKind};
pub use citation::Citation;
pub use dates::Dated;
pub use head::Dateline;
pub use lexicon::Lexicon;
pub use notes::Note;
pub use wanted::{Proposal, Work, key_of, keys_of_heading};

/// Most parts that are told of a text.
const MOST: usize = 100_000;
/// Fewest words of a commentary, and most of a pull quote.
const COMMENTARY: usize = 40;
const PULL: usize = 80;
/// Part of a pull quote's words that its excerpt must have, in thousandths.
const SHARE: u32 = 700;
/// Longest excerpt in which it is told who speaks, in bytes.
const SPOKEN: usize = 256 * 1024;
/// Fewest turns of a transcript.
const TURNS: usize = 3;

/// What kind of document a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Commentary with citations, each followed by excerpts.
    OeWatchItem,
    /// An article.
    NewsArticle,
    /// A report with a dateline.
    WireStory,
    /// A press release.
    PressRelease,
    /// Several who speak by turns.
    Transcript,
    /// Anything else.
    Other,
}

impl Kind {
    /// The word for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OeWatchItem => "oe_watch_item",
            Self::NewsArticle => "news_article",
            Self::WireStory => "wire_story",
            Self::PressRelease => "press_release",
            Self::Transcript => "transcript",
            Self::Other => "other",
        }
    }
}

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Where.
    pub bytes: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a part is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// What it is headed by.
    Headline,
    /// A heading within.
    Heading,
    /// Who wrote it, and where that is named.
    Byline(Range<usize>),
    /// Where, when and for whom it was written.
    Dateline(Box<Dateline>),
    /// Words of an excerpt, set apart above.
    PullQuote(Box<PullQuote>),
    /// The writer's own words, with its blocks.
    Commentary(Vec<Range<usize>>),
    /// A citation, by its number.
    Citation(usize),
    /// What a citation gives of the original.
    Excerpt {
        /// The citation, by its number.
        citation: usize,
        /// Its blocks, each cut where it changes who speaks.
        blocks: Vec<ExcerptBlock>,
    },
    /// The mark of a note, by the note's number.
    EndnoteMark(usize),
    /// A note's words, by its number.
    Endnote(usize),
    /// Dots that stand for something left out.
    Omission,
    /// The words that make it a press release.
    Release,
    /// Who issued it, and where that is named.
    Issuer(Range<usize>),
    /// Whom to ask.
    Contact,
    /// The signs that end it.
    EndMark,
    /// Somebody's turn in a transcript: who, and what is said.
    Turn {
        /// The label.
        speaker: Range<usize>,
        /// What is said.
        words: Range<usize>,
    },
    /// A line that is one sentence.
    Sentence,
    /// A paragraph.
    Paragraph,
}

impl What {
    /// The word for it in answers.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Heading => "heading",
            Self::Byline(_) => "byline",
            Self::Dateline(_) => "dateline",
            Self::PullQuote(_) => "pull_quote",
            Self::Commentary(_) => "commentary",
            Self::Citation(_) => "citation",
            Self::Excerpt { .. } => "excerpt",
            Self::EndnoteMark(_) => "endnote_mark",
            Self::Endnote(_) => "endnote",
            Self::Omission => "omission",
            Self::Release => "release",
            Self::Issuer(_) => "issuer",
            Self::Contact => "contact",
            Self::EndMark => "end_mark",
            Self::Turn { .. } => "turn",
            Self::Sentence => "sentence",
            Self::Paragraph => "paragraph",
        }
    }
}

/// A block of an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExcerptBlock {
    /// Where.
    pub bytes: Range<usize>,
    /// The same cut where it changes how words stand; nothing of a very long one.
    pub speech: Vec<(Range<usize>, Standing)>,
}

/// The place of an excerpt a pull quote was taken from, and in what both differ.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PullQuote {
    /// The excerpt's citation, by its number.
    pub citation: usize,
    /// Where its words stand there.
    pub place: Range<usize>,
    /// In what they differ.
    pub verdict: Verdict,
    /// What only the pull quote has.
    pub here: Vec<Range<usize>>,
    /// What only the excerpt has.
    pub there: Vec<Range<usize>>,
}

/// A text that is taken apart.
#[derive(Clone, Debug)]
pub struct Given<'a> {
    /// The text.
    pub text: &'a str,
    /// The stretch of it that is looked at: the article of a web page, else all.
    pub within: Range<usize>,
    /// Its language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
    /// Its headings in order, where its import knows them.
    pub headings: Vec<Range<usize>>,
}

impl<'a> Given<'a> {
    /// A whole text with its language, and with what is known of its structure.
    pub fn of(text: &'a str, language: Option<&'a str>, structure: Option<&Structure>) -> Self {
        let index = |range: &Range<u32>| range.start as usize..range.end as usize;
        let places = structure.into_iter().flat_map(|s| &s.places).filter(|place| place.name.is_none());
        let headings = places.map(|place| index(&place.span)).collect();
        let article = structure.and_then(|s| s.article.as_ref()).map(index);
        Self { text, within: article.unwrap_or(0..text.len()), language, headings }
    }
}

/// The parts of a text and what is found about them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anatomy {
    /// What kind of document it is.
    pub kind: Kind,
    /// How its sentences are laid out.
    pub layout: Layout,
    /// Its parts in order, an outer one before what is in it.
    pub parts: Vec<Part>,
    /// True when there are more parts than are told.
    pub cut_short: bool,
    /// Its citations, those in notes included.
    pub citations: Vec<Citation>,
    /// Its notes.
    pub notes: Vec<Note>,
    /// What a reader should look at.
    pub checks: Vec<Check>,
    /// What it rests on.
    pub wanted: Vec<Proposal>,
}

/// Takes a text apart.
pub fn anatomy(given: &Given<'_>, lexicon: &Lexicon) -> Anatomy {
    let within = given.within.start.min(given.text.len())..given.within.end.min(given.text.len());
    let layout = blocks::layout(given.text.get(within.clone()).unwrap_or_default());
    let blocks = blocks::blocks(given.text, within, layout);
    let (notes, bodies) = notes::notes(given.text, &blocks);
    let (of, citations) = (Vec::new(), Vec::new());
    let mut taking = Taking { given, lexicon, layout, of, blocks, notes, citations, issuer: None };
    taking.of.resize_with(taking.blocks.len(), || None);
    taking.cite(&bodies);
    taking.head();
    let kind = taking.kind();
    taking.told(kind)
}

/// A text that is being taken apart: what each block was found to be.
struct Taking<'a> {
    given: &'a Given<'a>,
    lexicon: &'a Lexicon,
    layout: Layout,
    blocks: Vec<Block>,
    of: Vec<Option<What>>,
    notes: Vec<Note>,
    citations: Vec<Citation>,
    /// Who issued it, where that stands in a block that is something else.
    issuer: Option<Range<usize>>,
}

impl Taking<'_> {
    fn text(&self, range: &Range<usize>) -> &str {
        self.given.text.get(range.clone()).unwrap_or_default()
    }

    fn block(&self, n: usize) -> &str {
        self.blocks.get(n).map_or("", |block| block.of(self.given.text))
    }

    fn is(&self, n: usize) -> Option<&What> {
        self.of.get(n).and_then(Option::as_ref)
    }

    fn set(&mut self, n: usize, what: What) {
        if let Some(of) = self.of.get_mut(n) {
            *of = Some(what);
        }
    }

    /// Finds the citations, and the notes with those in them.
    fn cite(&mut self, bodies: &HashSet<usize>) {
        let mut of_body: HashMap<usize, usize> = HashMap::new();
        for (n, note) in self.notes.iter().enumerate() {
            of_body.extend(note.body.as_ref().map(|body| (body.start, n)));
        }
        for n in 0..self.blocks.len() {
            let Some(bytes) = self.blocks.get(n).map(|block| block.bytes.clone()) else { continue };
            let note = of_body.get(&bytes.start).filter(|_| bodies.contains(&n)).copied();
            if let Some(note) = note {
                let found = citation::inside(self.given.text, &bytes, self.lexicon);
                self.citations.extend(found.into_iter().map(|found| Citation { note: Some(note), ..found }));
                self.set(n, What::Endnote(note));
            } else if let Some(found) = citation::of_block(self.given.text, &bytes, self.lexicon) {
                self.set(n, What::Citation(self.citations.len()));
                self.citations.push(found);
            }
        }
    }

    /// Finds headings, and what stands at the head.
    fn head(&mut self) {
        let text = self.given.text;
        let starts: HashSet<usize> = self.given.headings.iter().map(|heading| heading.start).collect();
        let mut headline = None;
        for n in 0..self.blocks.len() {
            let Some(block) = self.blocks.get(n).cloned() else { break };
            let known = starts.contains(&block.bytes.start);
            if self.is(n).is_some() {
                continue;
            }
            if known {
                let first = headline.is_none() && n < head::BLOCKS;
                headline = headline.or(first.then_some(n));
                self.set(n, if first { What::Headline } else { What::Heading });
                continue;
            }
            if n >= head::BLOCKS {
                continue;
            }
            let own = || head::own_dateline(text, &block, self.lexicon).filter(|_| n < head::OWN);
            if let Some(dateline) = head::dateline(text, &block, self.lexicon).or_else(own) {
                self.set(n, What::Dateline(Box::new(dateline)));
            } else if let Some(date) = head::dated(text, &block, self.lexicon) {
                let line = Dateline { bytes: block.bytes.clone(), place: None, date: Some(date), agency: None };
                self.set(n, What::Dateline(Box::new(line)));
            } else if let Some(author) = head::byline(text, &block, self.lexicon).filter(|_| n > 0) {
                self.set(n, What::Byline(author));
            }
        }
        let over = self.over_notes();
        if headline.is_none() && self.given.headings.is_empty() {
            headline = self.headline();
        }
        over.into_iter().for_each(|n| self.set(n, What::Heading));
        if let Some(headline) = headline {
            self.set(headline, What::Headline);
        }
    }

    /// The first line that is nothing else, where it may be a headline; a paragraph before it means that there is none.
    fn headline(&self) -> Option<usize> {
        const NEAR: usize = 200;
        let of_release = |n: usize| {
            let words = self.block(n);
            let near = tokens(words.get(..words.floor_char_boundary(NEAR)).unwrap_or(words));
            let classes = [Class::Release, Class::ReleaseKind, Class::Contact, Class::Issuer];
            classes.into_iter().any(|class| self.lexicon.begins(&near, class) > 0) || self.lexicon.ends(words)
        };
        let stands_beside = |what: &What| matches!(what, What::Byline(_) | What::Dateline(_));
        let first = (0..self.blocks.len().min(head::BLOCKS))
            .find(|n| !self.is(*n).is_some_and(stands_beside) && !of_release(*n))?;
        self.may_head(first).then_some(first)
    }

    /// True for a block that is nothing yet and may be a headline.
    fn may_head(&self, n: usize) -> bool {
        let is = |block| head::is_headline(self.given.text, block, self.blocks.get(n + 1), self.layout);
        self.is(n).is_none() && self.blocks.get(n).is_some_and(is)
    }

    /// The lines over the first note of some, which end what stands above them.
    fn over_notes(&self) -> Vec<usize> {
        const LONGEST: usize = 80;
        let heads = |n: &usize| {
            let tokens = tokens(self.block(*n));
            !tokens.is_empty() && self.lexicon.begins(&tokens, Class::Notes) == tokens.len()
        };
        (1..self.blocks.len())
            .filter(|n| matches!(self.is(*n), Some(What::Endnote(_))) && self.is(n - 1).is_none())
            .map(|n| n - 1)
            .filter(|n| self.block(*n).len() < LONGEST && heads(n))
            .collect()
    }

    /// What kind of document it is; its blocks are told apart by that.
    fn kind(&mut self) -> Kind {
        if self.oe_watch_item() {
            return Kind::OeWatchItem;
        }
        if self.press_release() {
            return Kind::PressRelease;
        }
        if self.transcript() {
            return Kind::Transcript;
        }
        let mut heads = self.of.iter().take(head::BLOCKS).flatten();
        let wire = |what: &What| matches!(what, What::Dateline(line) if line.agency.is_some() || line.place.is_some());
        if heads.any(wire) {
            return Kind::WireStory;
        }
        let heads = || self.of.iter().take(head::BLOCKS).flatten();
        let headed = heads().any(|what| *what == What::Headline);
        let signed = heads().any(|what| matches!(what, What::Byline(_)));
        if (headed && signed) || (self.layout == Layout::SentencePerLine && self.reports()) {
            return Kind::NewsArticle;
        }
        Kind::Other
    }

    /// True when some of the first sentences attribute something to somebody.
    fn reports(&self) -> bool {
        const SENTENCES: usize = 40;
        (0..self.blocks.len().min(SENTENCES)).filter(|n| self.attributes(self.block(*n))).take(2).count() == 2
    }

    /// True for a sentence with a wording that attributes.
    fn attributes(&self, sentence: &str) -> bool {
        let words = Some(sentence).filter(|words| words.len() <= wanted::SENTENCE).unwrap_or_default();
        let language = citation::language_of(words, self.given.language);
        let all = wordings::wordings(words, language, wordings::Lexicon::built_in());
        all.iter().any(|wording| wording.class.attributes() && !wording.quoted)
    }

    /// How many words a block has.
    fn count(&self, n: usize) -> usize {
        self.block(n).split_whitespace().count()
    }

    /// Commentary with citations and excerpts.
    fn oe_watch_item(&mut self) -> bool {
        let is_citation = |what: &Option<What>| matches!(what, Some(What::Citation(_)));
        let Some(first) = self.of.iter().position(is_citation) else { return false };
        let longest = (0..first).filter(|n| self.is(*n).is_none()).max_by_key(|n| (self.count(*n), usize::MAX - n));
        let Some(longest) = longest.filter(|n| self.count(*n) >= COMMENTARY) else { return false };
        // Every citation with the blocks that follow it, to the next heading or note.
        let mut excerpts: Vec<(usize, Range<usize>)> = Vec::new();
        let mut open = false;
        for n in first..self.blocks.len() {
            match self.is(n) {
                Some(What::Citation(citation)) => {
                    excerpts.push((*citation, n + 1..n + 1));
                    open = true;
                }
                Some(What::Endnote(_) | What::Heading) => open = false,
                _ => excerpts.iter_mut().last().filter(|_| open).into_iter().for_each(|(_, blocks)| blocks.end = n + 1),
            }
        }
        excerpts.retain(|(_, blocks)| !blocks.is_empty());
        if excerpts.is_empty() {
            return false;
        }
        let mut held: Vec<(usize, Range<usize>)> = Vec::new();
        for (citation, range) in &excerpts {
            let blocks: Vec<_> = range.clone().filter_map(|n| self.spoken(n)).collect();
            let ends = blocks.first().zip(blocks.last());
            held.extend(ends.map(|(first, last)| (*citation, first.bytes.start..last.bytes.end)));
            self.set(range.start, What::Excerpt { citation: *citation, blocks });
            // The others go with the first.
            (range.start + 1..range.end).for_each(|n| self.of_none(n));
        }
        let set_apart: Vec<usize> = (0..longest).filter(|n| self.is(*n).is_none()).take(head::BLOCKS).collect();
        for n in set_apart {
            if let Some(pull) = self.pull_quote(n, &held) {
                self.set(n, What::PullQuote(Box::new(pull)));
            }
        }
        // From the first block of some length on, all that is nothing else.
        let own: Vec<usize> = (0..first).filter(|n| self.is(*n).is_none()).collect();
        let begin =
            own.iter().find(|n| **n == longest || self.count(**n) * 2 >= COMMENTARY).copied().unwrap_or(longest);
        let own: Vec<usize> = own.into_iter().filter(|n| *n >= begin).collect();
        let blocks = own.iter().filter_map(|n| self.blocks.get(*n)).map(|block| block.bytes.clone()).collect();
        self.set(begin, What::Commentary(blocks));
        own.into_iter().filter(|n| *n > begin).for_each(|n| self.of_none(n));
        true
    }

    /// A block that went into a part before it.
    fn of_none(&mut self, n: usize) {
        self.set(n, What::Paragraph);
        if let Some(block) = self.blocks.get_mut(n) {
            block.bytes.end = block.bytes.start;
        }
    }

    /// A block of an excerpt, cut where it changes who speaks.
    fn spoken(&self, n: usize) -> Option<ExcerptBlock> {
        let bytes = self.blocks.get(n)?.bytes.clone();
        let words = self.text(&bytes);
        if words.len() > SPOKEN {
            return Some(ExcerptBlock { bytes, speech: Vec::new() });
        }
        let spoken = Spoken::of(words, self.given.language, None);
        let mut speech: Vec<(Range<usize>, Standing)> = Vec::new();
        let mut push = |part: Range<usize>, standing: Standing| match speech.last_mut() {
            Some((before, same)) if *same == standing && standing != Standing::Direct => {
                before.end = bytes.start + part.end;
            }
            _ => speech.push((bytes.start + part.start..bytes.start + part.end, standing)),
        };
        let cut = spoken.standing(&(0..words.len()), &[]);
        let sentences = segment(words, Layout::Prose);
        for (part, standing, _) in &cut {
            if *standing == Standing::Direct {
                push(part.clone(), *standing);
                continue;
            }
            // A sentence that attributes, and quotes nothing, tells in other words what somebody said.
            let from = sentences.partition_point(|sentence| sentence.end <= part.start);
            for sentence in sentences.iter().skip(from).take_while(|sentence| sentence.start < part.end) {
                let at = cut.partition_point(|(other, _, _)| other.end <= sentence.start);
                let mut within = cut.iter().skip(at).take_while(|(other, _, _)| other.start < sentence.end);
                let quotes = within.any(|(_, standing, _)| *standing == Standing::Direct);
                let reports = !quotes && self.attributes(words.get(sentence.clone()).unwrap_or_default());
                let standing = if reports { Standing::Reported } else { Standing::Narrated };
                push(sentence.start.max(part.start)..sentence.end.min(part.end), standing);
            }
        }
        Some(ExcerptBlock { bytes, speech })
    }

    /// Where the words of a block stand in an excerpt, given with the numbers of their citations.
    fn pull_quote(&self, n: usize, excerpts: &[(usize, Range<usize>)]) -> Option<PullQuote> {
        let own = self.blocks.get(n)?.bytes.clone();
        let words = self.text(&own);
        if words.len() > wanted::SENTENCE || words.split_whitespace().count() > PULL {
            return None;
        }
        let quotation = Quotation::of(words)?;
        let mut best = None;
        for (citation, bytes) in excerpts {
            let held = self.text(bytes);
            for found in quotation.places(held, self.given.language, None).into_iter().take(1) {
                let rank = (found.share < 950, 1_000 - found.share.min(1_000), found.differences);
                if found.share >= SHARE && best.as_ref().is_none_or(|(than, _, _, _)| rank < *than) {
                    best = Some((rank, *citation, bytes.start, found));
                }
            }
        }
        let (_, citation, start, found) = best?;
        let differs = |runs: &[(Range<usize>, Sign)], start: usize| -> Vec<Range<usize>> {
            let of = runs.iter().filter(|(_, sign)| *sign != Sign::Same);
            of.map(|(bytes, _)| start + bytes.start..start + bytes.end).collect()
        };
        let mut place = start + found.place.start..start + found.place.end;
        // With the sign that ends it, where the pull quote has one.
        let ends = |c: char| matches!(c, '.' | ',' | '!' | '?' | ';' | '…' | '،' | '؟');
        let next = self.given.text.get(place.end..).and_then(|rest| rest.chars().next());
        if words.trim_end().ends_with(ends)
            && let Some(sign) = next.filter(|c| ends(*c))
        {
            place.end += sign.len_utf8();
        }
        Some(PullQuote {
            citation,
            verdict: found.verdict,
            here: differs(&found.quotation, own.start),
            there: differs(&found.held, start),
            place,
        })
    }

    fn press_release(&mut self) -> bool {
        let Some(release) = release::release(self.given.text, &self.blocks, self.lexicon) else { return false };
        let release::Release { words, issuer, contacts, end } = release;
        match issuer {
            Some((n, name)) if Some(n) == words => self.issuer = Some(name),
            Some((n, name)) => self.set(n, What::Issuer(name)),
            None => {}
        }
        for contact in contacts {
            let at = |byte: usize| self.blocks.partition_point(|block| block.bytes.start < byte);
            let (first, behind) = (at(contact.start), at(contact.end));
            (first + 1..behind).for_each(|n| self.of_none(n));
            if let Some(block) = self.blocks.get_mut(first) {
                block.bytes.end = contact.end;
            }
            self.set(first, What::Contact);
        }
        for (n, what) in [(words, What::Release), (end, What::EndMark)] {
            if let Some(n) = n {
                self.set(n, what);
            }
        }
        // What was taken for the headline may be one of these, or a letterhead above; then the next line that can be is.
        let from = words.map_or(0, |n| n + 1);
        let above = (0..from).find(|n| self.is(*n) == Some(&What::Headline));
        if let Some(of) = above.and_then(|n| self.of.get_mut(n)) {
            *of = None;
        }
        if !self.of.contains(&Some(What::Headline)) && self.given.headings.is_empty() {
            let to = self.blocks.len().min(from + head::BLOCKS);
            if let Some(n) = (from..to).find(|n| self.may_head(*n)) {
                self.set(n, What::Headline);
            }
        }
        true
    }

    /// Several who speak by turns, in whole sentences.
    fn transcript(&mut self) -> bool {
        let text = self.given.text;
        let headings: HashSet<usize> = self.given.headings.iter().map(|heading| heading.start).collect();
        let mut all = turns(text, self.given.language);
        // The number of a chapter is nobody's name.
        let numbered = |label: &Range<usize>| text.get(label.start..).is_some_and(|t| t.starts_with(char::is_numeric));
        all.retain(|(label, _)| !headings.contains(&label.start) && !numbered(label));
        if all.len() < TURNS {
            return false;
        }
        let name = |range: &Range<usize>| crate::domain::fold(text.get(range.clone()).unwrap_or_default());
        let mut counts: HashMap<String, usize> = HashMap::new();
        let (mut whole, mut odd) = (0, 0);
        for (label, words) in &all {
            let said = text.get(words.clone()).unwrap_or_default().trim_end();
            whole += usize::from(
                said.trim_end_matches(['”', '»', '"', ')', ']']).ends_with(['.', '!', '?', '…', '؟', '。', '—']),
            );
            let label = name(label);
            let tokens = tokens(&label);
            odd += usize::from(self.lexicon.begins(&tokens, Class::NoSpeaker) == tokens.len());
            *counts.entry(label).or_default() += 1;
        }
        // Most of it is said by those who speak again, and not by one of them alone.
        let again: usize = counts.values().filter(|count| **count > 1).sum();
        let most = counts.values().max().copied().unwrap_or(0);
        if most * 4 > all.len() * 3 || again * 2 < all.len() || whole * 10 < all.len() * 6 || odd * 4 > all.len() {
            return false;
        }
        let mut by_start: HashMap<usize, &(Range<usize>, Range<usize>)> = HashMap::new();
        for turn in &all {
            let line = text.get(..turn.0.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
            let indent = text.get(line..).map_or(0, |rest| rest.len() - rest.trim_start().len());
            by_start.insert(line + indent, turn);
        }
        let free = |what: Option<&What>| what.is_none_or(|what| *what == What::Headline);
        for n in 0..self.blocks.len() {
            let Some(bytes) = self.blocks.get(n).map(|block| block.bytes.clone()) else { continue };
            if let Some((label, words)) = by_start.get(&bytes.start).filter(|_| free(self.is(n))) {
                let said = text.get(words.start..bytes.end).unwrap_or_default();
                let start = words.start + said.len() - said.trim_start().len();
                self.set(n, What::Turn { speaker: label.clone(), words: start..bytes.end.max(start) });
            }
        }
        true
    }

    /// All that was found, in order.
    fn told(self, kind: Kind) -> Anatomy {
        let text = self.given.text;
        let mut parts: Vec<Part> = Vec::new();
        let mut own: Vec<Block> = Vec::new();
        let plain = if self.layout == Layout::SentencePerLine { What::Sentence } else { What::Paragraph };
        let (mut excerpts, mut commentary): (Vec<Range<usize>>, Option<Range<usize>>) = (Vec::new(), None);
        for (block, what) in self.blocks.iter().zip(self.of) {
            let mut bytes = block.bytes.clone();
            if bytes.is_empty() {
                continue;
            }
            match what {
                Some(What::Dateline(line)) => {
                    let (rest, of) = (line.bytes.end..bytes.end, line.bytes.clone());
                    let whole = line.place.is_none() && line.agency.is_none();
                    parts.push(Part { bytes: of.clone(), what: What::Dateline(line) });
                    // What is reported stands behind it, in the same block.
                    let left = text.get(rest.clone()).unwrap_or_default();
                    if !whole && !left.trim().is_empty() {
                        let start = rest.end - left.trim_start().len();
                        parts.push(Part { bytes: start..rest.end, what: plain.clone() });
                        own.push(Block { bytes: start..rest.end, apart: block.apart });
                    }
                    continue;
                }
                Some(What::Commentary(blocks)) => {
                    bytes.end = blocks.last().map_or(bytes.end, |last| last.end);
                    own.extend(blocks.iter().map(|bytes| Block { bytes: bytes.clone(), apart: true }));
                    commentary = Some(bytes.clone());
                    parts.push(Part { bytes, what: What::Commentary(blocks) });
                }
                Some(What::Excerpt { citation, blocks }) => {
                    bytes.end = blocks.last().map_or(bytes.end, |last| last.bytes.end);
                    excerpts.push(bytes.clone());
                    parts.push(Part { bytes, what: What::Excerpt { citation, blocks } });
                }
                Some(what @ (What::Turn { .. } | What::Endnote(_))) => {
                    own.push(block.clone());
                    parts.push(Part { bytes, what });
                }
                Some(what) => parts.push(Part { bytes, what }),
                None => {
                    own.push(block.clone());
                    parts.push(Part { bytes, what: plain.clone() });
                }
            }
        }
        parts.extend(self.issuer.map(|name| Part { bytes: name.clone(), what: What::Issuer(name) }));
        parts.extend(omissions(text, &self.given.within, &excerpts, commentary.as_ref()));
        for (n, note) in self.notes.iter().enumerate() {
            parts.extend(note.marks.iter().map(|mark| Part { bytes: mark.clone(), what: What::EndnoteMark(n) }));
        }
        parts.sort_by_key(|part| (part.bytes.start, std::cmp::Reverse(part.bytes.end)));
        let cut_short = parts.len() > MOST;
        parts.truncate(MOST);
        let (language, lexicon, layout) = (self.given.language, self.lexicon, self.layout);
        let (citations, notes) = (self.citations, self.notes);
        let outlets = wanted::Outlets::of(text, &citations);
        let mut wanted: Vec<Proposal> =
            citations.iter().enumerate().map(|(n, citation)| wanted::of_citation(text, n, citation)).collect();
        for block in &own {
            for sentence in segment(block.of(text), layout) {
                let bytes = block.bytes.start + sentence.start..block.bytes.start + sentence.end;
                let outlets = &outlets;
                let language = citation::language_of(text.get(bytes.clone()).unwrap_or_default(), language);
                wanted.extend(wanted::Sentence { text, bytes, language, lexicon, outlets }.proposals());
            }
        }
        let mut seen = HashSet::new();
        wanted.retain(|proposal| seen.insert(proposal.key.clone()));
        let checks = checks::Found {
            text,
            language,
            layout,
            lexicon,
            parts: &parts,
            own: &own,
            citations: &citations,
            notes: &notes,
            outlets: &outlets,
        }
        .checks();
        Anatomy { kind, layout, parts, cut_short, citations, notes, checks, wanted }
    }
}

/// Dots that stand for something left out: those in square brackets, those inside an excerpt, and those in a quotation of the
/// commentary. Elsewhere dots may be anything.
fn omissions(
    text: &str,
    within: &Range<usize>,
    excerpts: &[Range<usize>],
    commentary: Option<&Range<usize>>,
) -> Vec<Part> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut dots = |stretch: Range<usize>| {
        let folded = Folded::of(text.get(stretch.clone()).unwrap_or_default());
        let signs = folded.text().match_indices('…').map(|(at, sign)| folded.canonical(at..at + sign.len()));
        out.extend(signs.map(|sign| stretch.start + sign.start..stretch.start + sign.end));
    };
    excerpts.iter().cloned().for_each(&mut dots);
    if let Some(own) = commentary {
        let quoted = quotations(text.get(own.clone()).unwrap_or_default());
        quoted.into_iter().for_each(|quote| dots(own.start + quote.start..own.start + quote.end));
    }
    let words = text.get(within.clone()).unwrap_or_default();
    for sign in ["[…]", "[...]", "[. . .]"] {
        let signs = words.match_indices(sign).take(MOST);
        out.extend(signs.map(|(at, _)| within.start + at..within.start + at + sign.len()));
    }
    out.sort_by_key(|bytes| (bytes.start, bytes.end));
    out.dedup();
    out.into_iter().map(|bytes| Part { bytes, what: What::Omission }).collect()
}
