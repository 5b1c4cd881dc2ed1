//! What the quotations of a document are to the texts of its project. Texts that may hold a quotation's words are told by the
//! index, by rows of three of its words; the check itself looks at those alone.

mod brief;
mod parts;

use crate::analysis::quotation::{Class, Held, Judgement, Quotation, Quoting, Run, Sign, judge, quotations, spoken_in};
use crate::analysis::words::is_stop_word;
use crate::domain::query::{Form, Query, Sought, Word};
use crate::domain::tokens::{Token, primary_language, tokens};
use crate::domain::{Id, Span};
use crate::store::search::Extent;
use crate::store::{Chunk, HasText, Reader, StoreError};
pub use brief::{InBrief, check_brief};
use parts::{Original, Parts, may_translate};
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// Fewest words of a quotation that is checked: what is shorter is a title, a word set off, or a name.
const FEWEST: usize = 3;
/// Words of a row that is asked of the index.
const ROW: usize = 3;
/// Most rows of a quotation that are asked.
const ROWS: usize = 10;
/// Most texts that are looked at for one quotation, those with most of its rows: a few at first, more where these do not
/// have it as it is quoted.
const TEXTS: [usize; 2] = [2, 12];
/// Most places of a row that are looked at in one text.
const PLACES: usize = 24;
/// How far around such a place a text is looked at, in bytes.
const AROUND: u32 = 8 * 1024;
/// How much of the beginning and the end of a text may say whose it is, in bytes.
const ENDS: u32 = 2 * 1024;
/// Longest text that is asked whether it translates, in bytes.
const WHOLE: u32 = 256 * 1024;
/// How many paragraphs before a quotation may say who speaks.
const BEFORE: usize = 2;

/// Words at a place of a document.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed {
    /// The document.
    pub document: Id,
    /// Where, in bytes of its text.
    pub span: Span,
    /// The number of the paragraph it begins in, counted from 1.
    pub paragraph: u32,
    /// The words.
    pub words: String,
}

/// A piece of a quotation, and the place its words come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its words.
    pub words: String,
    /// Where they stand, in bytes of the quotation.
    pub at: Range<usize>,
    /// What it is.
    pub class: Class,
    /// The place.
    pub place: Placed,
    /// The words of both laid beside each other, stretch by stretch: those of the piece, and those of the place, each in bytes
    /// of its own.
    pub runs: (Vec<Run>, Vec<Run>),
    /// Who is named for them there, folded.
    pub speakers: Vec<String>,
}

/// A quotation of a document, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Checked {
    /// The quotation.
    pub quotation: Placed,
    /// In one word.
    pub class: Class,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
    /// What dots stand for.
    pub hidden: Vec<String>,
    /// What the quotation has, and what stands there instead.
    pub changes: Vec<(String, String)>,
    /// True for a pull quote, which has no quotation marks.
    pub pulled: bool,
    /// That its words were spoken or written in another language, and what is held of them is a translation.
    pub translated: Option<Translated>,
}

/// That words are held in translation only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translated {
    /// The language of the original as a BCP 47 tag, where it is known.
    pub from: Option<String>,
}

impl Checked {
    /// The signs only the quotation has, and those only its places have, where its words are the same and the signs are not.
    pub fn signs(&self) -> (Vec<&str>, Vec<&str>) {
        let (mut here, mut there) = (Vec::new(), Vec::new());
        if self.class == Class::Punctuation {
            let differs = |(range, sign): &Run| (*sign == Sign::Differs).then(|| range.clone());
            for piece in &self.pieces {
                here.extend(piece.runs.0.iter().filter_map(differs).filter_map(|range| piece.words.get(range)));
                there.extend(piece.runs.1.iter().filter_map(differs).filter_map(|range| piece.place.words.get(range)));
            }
        }
        (here, there)
    }

    /// The quotation stretch by stretch, in bytes of it: what no piece has is told like what differs.
    pub fn runs(&self) -> Vec<Run> {
        let whole = self.quotation.words.as_str();
        let mut out: Vec<Run> = Vec::new();
        let mut at = 0;
        let between = |from: usize, to: usize| {
            let words = whole.get(from..to).unwrap_or_default().chars().any(char::is_alphanumeric);
            (from..to, if words { Sign::Differs } else { Sign::Same })
        };
        for piece in &self.pieces {
            if piece.at.start > at {
                out.push(between(at, piece.at.start));
            }
            let own = piece
                .runs
                .0
                .iter()
                .map(|(range, sign)| (piece.at.start + range.start..piece.at.start + range.end, *sign));
            out.extend(own);
            at = piece.at.end.max(at);
        }
        if at < whole.len() {
            out.push(between(at, whole.len()));
        }
        out
    }
}

/// A stretch of a text that is laid against a quotation.
struct Stretch {
    document: Id,
    revision: Id,
    start: u32,
    text: String,
    language: Option<String>,
    except: Option<Range<usize>>,
    /// The beginning and the end of the whole text.
    ends: (String, String),
}

/// Checks the quotations of a text one after the other and hands each on, until `take` says `false`.
pub fn check(reader: &Reader, text: &HasText, take: &mut dyn FnMut(Checked) -> bool) -> Result<(), StoreError> {
    let whole = Chunk { start: 0, text: reader.chunk(text.revision, 0..text.bytes)?.text };
    let checking = Checking::new(reader, text);
    let parts = Parts::of(&whole.text, text.language.as_deref());
    let mut all = quotations(&whole.text);
    all.retain(|bytes| !parts.cites(bytes));
    all.extend(parts.pulled.iter().cloned());
    all.sort_unstable_by_key(|bytes| bytes.start);
    for bytes in all {
        let Some(mut found) = checking.check(&whole, &bytes)? else { continue };
        found.pulled = parts.pulled.contains(&bytes);
        if let Some(original) = parts.original(&bytes)
            && !checking.is_held(original, text.document)?
        {
            found.translated = Some(Translated { from: original.language.clone() });
        }
        if !take(found) {
            break;
        }
    }
    Ok(())
}

/// Checks the quotations of words that stand in no text, such as those of a brief: `of` is what they stand in. Places of
/// quotations are in bytes of the words, all in one paragraph.
pub fn check_words(
    reader: &Reader,
    of: Id,
    words: &str,
    language: Option<&str>,
    take: &mut dyn FnMut(Checked) -> bool,
) -> Result<(), StoreError> {
    let whole = Chunk { start: 0, text: words.to_owned() };
    let language = language.map(str::to_owned);
    let checking = Checking { reader, own: None, of, language, parts: RefCell::default() };
    for bytes in quotations(words) {
        if let Some(found) = checking.check(&whole, &bytes)?
            && !take(found)
        {
            break;
        }
    }
    Ok(())
}

/// Checks one quotation of a text, in bytes without its marks; `None` where it has too few words or too many.
pub fn check_one(reader: &Reader, text: &HasText, quotation: Span) -> Result<Option<Checked>, StoreError> {
    let near = quotation.start().saturating_sub(AROUND)..quotation.end().saturating_add(AROUND).min(text.bytes);
    let chunk = reader.chunk(text.revision, near)?;
    let local = |byte: u32| byte.saturating_sub(chunk.start) as usize;
    let checking = Checking::new(reader, text);
    checking.check(&chunk, &(local(quotation.start())..local(quotation.end())))
}

/// The check of the quotations of one text, or of words that stand in none.
struct Checking<'a> {
    reader: &'a Reader,
    own: Option<&'a HasText>,
    /// What the quotations stand in: the text's document, or something else.
    of: Id,
    language: Option<String>,
    /// What texts that hold pieces translate; looked at once for each.
    parts: RefCell<HashMap<Id, Parts>>,
}

impl<'a> Checking<'a> {
    fn new(reader: &'a Reader, own: &'a HasText) -> Self {
        Self { reader, own: Some(own), of: own.document, language: own.language.clone(), parts: RefCell::default() }
    }

    /// Checks the quotation that stands at `bytes` of a stretch of the text.
    fn check(&self, within: &Chunk, bytes: &Range<usize>) -> Result<Option<Checked>, StoreError> {
        let words = within.text.get(bytes.clone()).unwrap_or_default();
        let tokens = tokens(words);
        let Some(span) = span(within.start, bytes).filter(|_| tokens.len() >= FEWEST) else { return Ok(None) };
        let around = around(&within.text, bytes);
        let quoting = Quoting {
            text: within.text.get(around.clone()).unwrap_or_default(),
            quotation: bytes.start - around.start..bytes.end - around.start,
            language: self.language.as_deref(),
        };
        let rows = rows(&tokens, self.language.as_deref());
        let mut last = None;
        for texts in TEXTS {
            let (stretches, found) = stretches(self.reader, self.own, &rows, texts, span)?;
            let held = stretches.iter().map(|s| Held {
                text: &s.text,
                language: s.language.as_deref(),
                except: s.except.clone(),
                ends: Some((&s.ends.0, &s.ends.1)),
            });
            // One of more words than can be checked is left out.
            let Some(judged) = judge(&quoting, &held.collect::<Vec<_>>()) else { return Ok(None) };
            // More texts are asked for only where there are more and they can tell anything else.
            let settled = judged.is_settled() || found < texts;
            last = Some((judged, stretches));
            if settled {
                break;
            }
        }
        let Some((judged, stretches)) = last else { return Ok(None) };
        let paragraph = match self.own {
            Some(own) => self.reader.paragraph_at(own.revision, span.start())?,
            None => 1,
        };
        let quotation = Placed { document: self.of, span, paragraph, words: words.to_owned() };
        let mut found = told(self.reader, quotation, judged, &stretches)?;
        found.translated = self.translated(&quoting, &found, &stretches)?;
        Ok(Some(found))
    }

    /// That the words are a translation: where their pieces stand in an excerpt of what was published in another language, or
    /// where the sentence that quotes says in which language they were spoken, and no text of that language has them.
    fn translated(
        &self,
        quoting: &Quoting<'_>,
        found: &Checked,
        stretches: &[Stretch],
    ) -> Result<Option<Translated>, StoreError> {
        let mut of_excerpt = None;
        for piece in &found.pieces {
            let Some(original) = self.original_of(&piece.place)? else { continue };
            if self.is_held(&original, piece.place.document)? {
                return Ok(None);
            }
            of_excerpt = Some(Translated { from: original.language });
        }
        let of_tongue = || {
            let tongue = spoken_in(quoting.text, &quoting.quotation, quoting.language)?;
            let spoken = |language: &str| tongue.tag.is_some_and(|tag| primary_language(language) == tag);
            let of = |piece: &Piece| stretches.iter().find(|s| s.document == piece.place.document);
            let held = found.pieces.iter().filter_map(of).any(|s| s.language.as_deref().is_some_and(spoken));
            (!held).then(|| Translated { from: tongue.tag.map(str::to_owned) })
        };
        Ok(of_excerpt.or_else(of_tongue))
    }

    /// What the text of a place translates there.
    fn original_of(&self, place: &Placed) -> Result<Option<Original>, StoreError> {
        let mut known = self.parts.borrow_mut();
        let parts = match known.entry(place.document) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let mut parts = Parts::default();
                if let Some(text) = self.reader.text_of(place.document)?
                    && text.bytes <= WHOLE
                {
                    let whole = self.reader.chunk(text.revision, 0..text.bytes)?.text;
                    if may_translate(&whole) {
                        parts = Parts::of(&whole, text.language.as_deref());
                    }
                }
                new.insert(parts)
            }
        };
        Ok(parts.original(&(place.span.start() as usize..place.span.end() as usize)).cloned())
    }

    /// True where another document has the title of an original, in its language where that is known.
    fn is_held(&self, original: &Original, but: Id) -> Result<bool, StoreError> {
        const DOCUMENTS: usize = 8;
        let title = tokens(&original.title);
        if title.len() < FEWEST {
            return Ok(false);
        }
        let query = Query::Words(sought(&title));
        let hits = self.reader.search(&query, &Extent { documents: DOCUMENTS, lines: 1, context: 0 })?;
        for hit in hits.hits.iter().filter(|hit| hit.document != but) {
            let language = self.reader.text_of(hit.document)?.and_then(|text| text.language);
            let same = |tag: &String| language.as_deref().is_some_and(|own| primary_language(own) == *tag);
            if original.language.as_ref().is_none_or(same) {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

/// The paragraph a quotation stands in, with those before it that may say who speaks.
fn around(text: &str, quotation: &Range<usize>) -> Range<usize> {
    let before = text.get(..quotation.start).unwrap_or_default();
    let lines =
        before.rmatch_indices('\n').filter(|(at, _)| !before.get(at + 1..).unwrap_or_default().trim().is_empty());
    let start = lines.map(|(at, _)| at + 1).nth(BEFORE).unwrap_or(0);
    let end = text.get(quotation.end..).and_then(|after| after.find('\n'));
    start..end.map_or(text.len(), |at| quotation.end + at)
}

/// The stretches of texts that may hold a quotation's words, which the index finds, and in how many documents it did.
fn stretches(
    reader: &Reader,
    own: Option<&HasText>,
    rows: &Query,
    texts: usize,
    quotation: Span,
) -> Result<(Vec<Stretch>, usize), StoreError> {
    let hits = reader.search(rows, &Extent { documents: texts, lines: PLACES, context: 0 })?;
    let mut out = Vec::new();
    for hit in &hits.hits {
        let Some(text) = reader.text_of(hit.document)? else { continue };
        let is_own = own.is_some_and(|own| text.document == own.document);
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for line in &hit.lines {
            let at = line.bytes.start().saturating_sub(AROUND)..line.bytes.end().saturating_add(AROUND).min(text.bytes);
            match ranges.last_mut() {
                Some(before) if at.start <= before.end => before.end = before.end.max(at.end),
                _ => ranges.push(at),
            }
        }
        let end = |bytes: Range<u32>| Ok::<_, StoreError>(slice(reader, text.revision, bytes)?.1);
        let ends = (end(0..ENDS.min(text.bytes))?, end(text.bytes.saturating_sub(ENDS)..text.bytes)?);
        for bytes in ranges {
            let (start, words) = slice(reader, text.revision, bytes)?;
            let local = |at: u32| (at.saturating_sub(start) as usize).min(words.len());
            let except = local(quotation.start())..local(quotation.end());
            out.push(Stretch {
                document: text.document,
                revision: text.revision,
                start,
                // Of its own text also before and behind the quotation, where none of it is left out.
                except: is_own.then_some(except),
                language: text.language.clone(),
                ends: ends.clone(),
                text: words,
            });
        }
    }
    Ok((out, hits.hits.len()))
}

/// The words of a piece and those of its place beside each other.
fn laid_together(quoted: &str, there: &str) -> (Vec<Run>, Vec<Run>) {
    let found = Quotation::of(quoted).and_then(|own| own.places(there, None, None).into_iter().next());
    let same = |words: &str| vec![(0..words.len(), Sign::Same)];
    found.map_or_else(|| (same(quoted), same(there)), |found| (found.quotation, found.held))
}

/// The whole lines of a text that hold a stretch, and the byte they begin at; of a very long line only characters.
fn slice(reader: &Reader, revision: Id, bytes: Range<u32>) -> Result<(u32, String), StoreError> {
    const LINE: usize = 4 * 1024;
    let chunk = reader.chunk(revision, bytes.clone())?;
    let text = chunk.text;
    let local = |byte: u32| (byte.saturating_sub(chunk.start) as usize).min(text.len());
    let (from, to) = (text.floor_char_boundary(local(bytes.start)), text.ceil_char_boundary(local(bytes.end)));
    let line = text.get(..from).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let from = if from - line <= LINE { line } else { from };
    let end = text.get(to..).and_then(|after| after.find('\n')).map_or(text.len(), |at| to + at);
    let to = if end - to <= LINE { end } else { to };
    let start = chunk.start.saturating_add(u32::try_from(from).unwrap_or(u32::MAX));
    Ok((start, text.get(from..to).unwrap_or_default().to_owned()))
}

/// Documents that have any of some rows of the words. The rows are spread over the quotation, and of those near each other the
/// one with most words that say something is asked: a row of small words stands in half of all documents, and to look for it
/// takes longer than for all the others.
fn rows(words: &[Token], language: Option<&str>) -> Query {
    let all = words.len().saturating_sub(ROW) + 1;
    let step = all.div_ceil(ROWS).max(1);
    let says = |row: &&[Token]| row.iter().filter(|token| !is_stop_word(&token.word, language)).count();
    let windows: Vec<&[Token]> = words.windows(ROW).collect();
    // The first of equals.
    let best = |near: &[&'_ [Token]]| near.iter().rev().copied().max_by_key(says).map(|row| (says(&row), sought(row)));
    let rows: Vec<(usize, Sought)> = windows.chunks(step).filter_map(best).collect();
    let telling = rows.iter().any(|(says, _)| *says > 0);
    let asked = rows.into_iter().filter(|(says, _)| *says > 0 || !telling);
    Query::Or(asked.map(|(_, row)| Query::Words(row)).collect())
}

/// Words in a row as they are asked of the index.
fn sought(row: &[Token]) -> Sought {
    let word = |token: &Token| Word {
        word: token.word.clone(),
        script: token.script,
        joined: token.joined,
        capital: false,
        form: Form::Exact,
    };
    let typed: Vec<&str> = row.iter().map(|token| token.word.as_str()).collect();
    Sought { typed: typed.join(" "), words: row.iter().map(word).collect(), may_be: Vec::new() }
}

fn span(start: u32, bytes: &Range<usize>) -> Option<Span> {
    let byte = |at: usize| u32::try_from(at).ok().and_then(|at| start.checked_add(at));
    Span::new(byte(bytes.start)?, byte(bytes.end)?).ok()
}

fn told(reader: &Reader, quotation: Placed, judged: Judgement, stretches: &[Stretch]) -> Result<Checked, StoreError> {
    let own = |bytes: &Range<usize>| quotation.words.get(bytes.clone()).unwrap_or_default().to_owned();
    let there = |held: usize, bytes: &Range<usize>| {
        stretches.get(held).and_then(|s| s.text.get(bytes.clone())).unwrap_or_default().to_owned()
    };
    let mut pieces = Vec::with_capacity(judged.pieces.len());
    for piece in judged.pieces {
        let Some(stretch) = stretches.get(piece.held) else { continue };
        let Some(span) = span(stretch.start, &piece.place) else { continue };
        let paragraph = reader.paragraph_at(stretch.revision, span.start())?;
        let words = there(piece.held, &piece.place);
        let quoted = own(&piece.words);
        pieces.push(Piece {
            runs: laid_together(&quoted, &words),
            words: quoted,
            at: piece.words,
            class: piece.class,
            place: Placed { document: stretch.document, span, paragraph, words },
            speakers: piece.speakers,
        });
    }
    Ok(Checked {
        class: judged.class,
        pieces,
        hidden: judged.hidden.iter().map(|(held, bytes)| there(*held, bytes)).collect(),
        changes: judged.changes.iter().map(|(words, held, bytes)| (own(words), there(*held, bytes))).collect(),
        quotation,
        pulled: false,
        translated: None,
    })
}
