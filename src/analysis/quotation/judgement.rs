//! What a quotation is to the texts that are held: verbatim, shortened, altered, made of reported speech or of the writer's
//! own words, somebody else's, or in none of them. A quotation may be put together of several places, each of which is told.

use super::lists::Group;
use super::named::{are_others, are_same, names};
use super::standing::{Speech, Spoken, Standing};
use super::{Likeness, Quotation, Ready, Sign, Verdict, lines_around, quotations};
use crate::analysis::sentences::sentences;
use crate::domain::Folded;
use crate::domain::tokens::tokens;
use std::collections::HashSet;
use std::ops::Range;

/// What a quotation, or a piece of it, is to the texts that are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Somebody's own words, as they were said.
    Verbatim,
    /// The same words with other punctuation.
    Punctuation,
    /// Words are left out, and dots say so.
    Elided,
    /// Words were changed, put in or left out.
    Altered,
    /// Somebody else's words, by the text that holds them.
    OtherSpeaker,
    /// Reported speech, in the words of the writer.
    Indirect,
    /// The writer's own words.
    Narration,
    /// Its pieces are of several classes.
    Mixed,
    /// No text has its words.
    NotHeld,
}

impl Class {
    /// The word for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Punctuation => "punctuation",
            Self::Elided => "elided",
            Self::Altered => "altered",
            Self::OtherSpeaker => "other_speaker",
            Self::Indirect => "indirect",
            Self::Narration => "narration",
            Self::Mixed => "mixed",
            Self::NotHeld => "not_held",
        }
    }

    /// The class as it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "Verbatim",
            Self::Punctuation => "Same words, other punctuation",
            Self::Elided => "Shortened",
            Self::Altered => "Words differ",
            Self::OtherSpeaker => "Somebody else’s words",
            Self::Indirect => "Indirect speech",
            Self::Narration => "Narration",
            Self::Mixed => "Put together",
            Self::NotHeld => "Original not held",
        }
    }

    /// What is to be said of a quotation made of pieces of these classes, where they are not all the speaker's own words.
    pub fn remark(pieces: impl Iterator<Item = Self>) -> Option<String> {
        let mut kinds: Vec<&str> = Vec::new();
        for piece in pieces {
            let kind = match piece {
                Self::Indirect => "indirect speech",
                Self::Narration => "narration",
                Self::OtherSpeaker => "somebody else’s words",
                _ => "direct speech",
            };
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        if kinds.is_empty() || kinds == ["direct speech"] {
            return None;
        }
        let held = if kinds.contains(&"direct speech") { "" } else { " The original is not held." };
        Some(format!("In quotation marks here. There it is {}.{held}", kinds.join(" and ")))
    }
}

/// A quotation where it stands.
#[derive(Clone, Debug)]
pub struct Quoting<'a> {
    /// The text that quotes.
    pub text: &'a str,
    /// Where the quotation stands in it, in bytes, without its marks.
    pub quotation: Range<usize>,
    /// The text's language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
}

/// A text that may hold the words, but for a stretch of it.
#[derive(Clone, Debug)]
pub struct Held<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
    /// What of it does not count, in bytes: the quotation itself.
    pub except: Option<Range<usize>>,
    /// The beginning and the end of the whole text, where this is a stretch of one: they say whose speech or letter it is.
    pub ends: Option<(&'a str, &'a str)>,
}

/// A piece of a quotation and the place its words come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// Its words, in bytes of the quotation.
    pub words: Range<usize>,
    /// What it is.
    pub class: Class,
    /// The text that has them, by its number.
    pub held: usize,
    /// Where, in bytes of that text.
    pub place: Range<usize>,
    /// Who is named for them there, folded.
    pub speakers: Vec<String>,
}

/// What a quotation is.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// In one word.
    pub class: Class,
    /// Its pieces, in the order of the quotation.
    pub pieces: Vec<Piece>,
    /// What dots stand for: the text's number, and bytes of it.
    pub hidden: Vec<(usize, Range<usize>)>,
    /// Where words differ: bytes of the quotation, the text's number and bytes of it.
    pub changes: Vec<(Range<usize>, usize, Range<usize>)>,
}

impl Judgement {
    /// True where one place has all of it as it is quoted: further texts change nothing.
    pub fn is_settled(&self) -> bool {
        self.class == Class::Verbatim && self.pieces.len() == 1 && self.changes.is_empty()
    }
}

/// Part of its words, in thousandths, from which on a quotation is taken to be made of one place.
const WHOLE: usize = 850;
/// Part of its words that must be held somewhere.
const LEAST: usize = 600;
/// Fewest words of a piece that is looked for by itself, or told apart within a place.
const FEWEST: usize = 3;
/// Fewest words of a piece that counts where the rest is not held.
const LONG: usize = 7;
/// Fewest words that nobody puts into what somebody said by an oversight.
const ALTERED: usize = 5;
/// Most pieces a quotation is taken apart into.
const MOST_PIECES: usize = 6;
/// Most commas at which a sentence is taken apart: with more it is a list.
const MOST_CUTS: usize = 12;

/// A place with what it is.
struct Found {
    held: usize,
    /// What was looked for, in bytes of the quotation.
    part: Range<usize>,
    likeness: Likeness,
    class: Class,
    pieces: Vec<Piece>,
    /// How many speeches its words are of.
    speeches: usize,
}

impl Found {
    /// The best first: most words, then the least bad class, then the fewest differences.
    fn rank(&self) -> (bool, Class, usize) {
        (self.likeness.share < 900, self.class, self.likeness.differences)
    }

    /// True where all words stand as they are quoted.
    fn is_as_quoted(&self) -> bool {
        self.class == Class::Verbatim && self.likeness.share == 1_000 && self.likeness.differences == 0
    }

    /// True where words here and there in several speeches are taken together, and too many others are passed over.
    fn is_gathered(&self, words: &str, text: &str) -> bool {
        const MOST: usize = 4;
        let own = words.get(self.part.clone()).unwrap_or_default();
        let length = |text: &str, bytes: &Range<usize>| count(text.get(bytes.clone()).unwrap_or_default());
        let changes = self.likeness.changes.iter();
        let changed: usize = changes.map(|(new, old)| length(own, new).max(length(text, old))).sum();
        self.class == Class::Altered && self.speeches > 1 && changed > MOST && changed * 10 > count(own) * 3
    }

    fn words(&self) -> usize {
        self.likeness.common.len()
    }
}

/// Looks for a quotation in texts; `None` where it has no words or too many.
pub fn judge(quoting: &Quoting<'_>, held: &[Held<'_>]) -> Option<Judgement> {
    let words = quoting.text.get(quoting.quotation.clone())?;
    Quotation::of(words)?;
    let speakers = Speakers::of(quoting);
    // What is looked for piece by piece is looked for in the same texts.
    let folded: Vec<Folded> = held.iter().map(|held| Folded::of(held.text)).collect();
    let ready = held.iter().zip(&folded).map(|(held, folded)| Ready::of(held.text, folded, held.language, held.ends));
    let ready: Vec<Ready<'_>> = ready.collect();
    let look = |part: Range<usize>| {
        let quotation = Quotation::of(words.get(part.clone())?)?;
        let mut all: Vec<Found> = Vec::new();
        for (n, (held, ready)) in held.iter().zip(&ready).enumerate() {
            let places = quotation.places_in(ready, held.except.as_ref()).into_iter();
            let found = places.map(|likeness| found(n, part.clone(), likeness, &ready.heard().0, &speakers));
            all.extend(found.filter(|found| !is_set_apart(held, found, words) && !found.is_gathered(words, held.text)));
            // Nothing comes before this, and of its equals the first is taken.
            if all.iter().any(Found::is_as_quoted) {
                break;
            }
        }
        all.sort_by_key(Found::rank);
        all.into_iter().next()
    };
    let total = count(words);
    let whole = look(0..words.len());
    let mut taken: Vec<Found> = Vec::new();
    match whole {
        Some(whole) if whole.words() * 1_000 >= total * WHOLE && !misses(words, &[&whole], FEWEST) => taken.push(whole),
        whole => {
            let apart = in_parts(words, &look);
            let covered: usize = apart.iter().map(Found::words).sum();
            match whole {
                Some(whole) if whole.words() + 1 >= covered => taken.push(whole),
                _ => taken = apart,
            }
        }
    }
    let covered: usize = taken.iter().map(Found::words).sum();
    // Of a quotation of several sentences, one that is held word for word counts, whatever the others are made of.
    let mut partly = false;
    if covered * 1_000 < total * LEAST {
        taken.retain(|found| found.likeness.share == 1_000 && found.words() >= LONG);
        partly = !taken.is_empty();
    }
    let beside = short_ones(words, &taken, &look);
    taken.extend(beside);
    partly |= !taken.is_empty() && misses(words, &taken.iter().collect::<Vec<_>>(), ALTERED);
    let mut judged = put_together(taken, words);
    if partly {
        judged.class = Class::Mixed;
    }
    Some(judged)
}

/// Sentences of a word or two or three of which no place has anything, where they stand near what was found.
fn short_ones(words: &str, taken: &[Found], look: &impl Fn(Range<usize>) -> Option<Found>) -> Vec<Found> {
    const LEAST: usize = 2;
    const NEAR: usize = 400;
    let has = |part: &Range<usize>| {
        taken.iter().any(|found| {
            let start = found.part.start;
            let own = |own: &Range<usize>| part.start <= start + own.start && start + own.end <= part.end;
            found.likeness.common.iter().any(|(common, _)| own(common))
        })
    };
    let near = |other: &Found| {
        taken.iter().any(|found| {
            let (one, two) = (&found.likeness.place, &other.likeness.place);
            let apart = one.start.saturating_sub(two.end).max(two.start.saturating_sub(one.end));
            found.held == other.held && apart <= NEAR
        })
    };
    let short = |part: &Range<usize>| (LEAST..=FEWEST).contains(&count(words.get(part.clone()).unwrap_or_default()));
    let parts = sentences(words).into_iter().filter(|part| !taken.is_empty() && short(part) && !has(part));
    parts.filter_map(look).filter(|found| found.likeness.share == 1_000 && near(found)).collect()
}

/// True when next to nothing of a sentence of at least so many words is in the places.
fn misses(words: &str, taken: &[&Found], least: usize) -> bool {
    let common: Vec<Range<usize>> = taken
        .iter()
        .flat_map(|found| {
            let start = found.part.start;
            found.likeness.common.iter().map(move |(own, _)| start + own.start..start + own.end)
        })
        .collect();
    let mut cuts = dots(words);
    cuts.push(words.len()..words.len());
    let missed = |part: Range<usize>| {
        let all = count(words.get(part.clone()).unwrap_or_default());
        let held = common.iter().filter(|own| part.start <= own.start && own.end <= part.end).count();
        all >= least && held * 3 < all
    };
    sentences(words).into_iter().any(|sentence| {
        let mut from = sentence.start;
        cuts.iter().filter(|cut| sentence.start < cut.start).any(|cut| {
            let part = from..cut.start.min(sentence.end).max(from);
            from = cut.end.min(sentence.end);
            missed(part)
        })
    })
}

/// Where dots of a quotation stand for something, in whichever form they are written.
fn dots(words: &str) -> Vec<Range<usize>> {
    let folded = Folded::of(words);
    folded.text().match_indices('…').map(|(at, dots)| folded.canonical(at..at + dots.len())).collect()
}

/// The sentences of a quotation, and what dots and other strong signs part, looked for one by one; what is not held in one
/// place is parted further, see [`glued`].
fn in_parts(words: &str, look: &impl Fn(Range<usize>) -> Option<Found>) -> Vec<Found> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let signs =
        words.char_indices().filter(|(_, c)| matches!(c, ';' | '—' | '–' | ':')).map(|(at, c)| at..at + c.len_utf8());
    let mut cuts: Vec<Range<usize>> = signs.chain(dots(words)).collect();
    cuts.sort_unstable_by_key(|cut| cut.start);
    for sentence in sentences(words) {
        let mut from = sentence.start;
        for cut in cuts.iter().filter(|cut| sentence.start <= cut.start && cut.start < sentence.end) {
            parts.push(from.min(cut.start)..cut.start);
            from = cut.end;
        }
        parts.push(from.min(sentence.end)..sentence.end);
    }
    parts.retain(|part| count(words.get(part.clone()).unwrap_or_default()) >= FEWEST);
    let mut out = Vec::new();
    for part in parts.into_iter().take(MOST_PIECES) {
        match look(part.clone()) {
            Some(found) if found.likeness.share >= 800 => out.push(found),
            whole => {
                // One sentence may be glued of several.
                let glued = glued(words, part.clone(), look);
                if glued.len() > 1 { out.extend(glued) } else { out.extend(whole) }
            }
        }
    }
    out
}

/// Parts of a sentence between commas, each as long as it is held in one place; none where some part is not.
fn glued(words: &str, part: Range<usize>, look: &impl Fn(Range<usize>) -> Option<Found>) -> Vec<Found> {
    let text = words.get(part.clone()).unwrap_or_default();
    let mut ends: Vec<usize> = text.match_indices([',', '،']).map(|(at, _)| part.start + at).collect();
    // “The gate was shut and nobody knew”: also ahead of a word that joins.
    ends.extend(tokens(text).iter().filter(|word| Group::Join.has(&word.word)).filter_map(|word| {
        let space = text.get(..word.bytes.start).filter(|ahead| ahead.ends_with(char::is_whitespace))?;
        Some(part.start + space.trim_end().len())
    }));
    ends.retain(|end| *end > part.start);
    ends.sort_unstable();
    ends.dedup();
    ends.push(part.end);
    if ends.len() > MOST_CUTS {
        return Vec::new();
    }
    let mut out: Vec<Found> = Vec::new();
    let mut from = part.start;
    while from < part.end && out.len() < MOST_PIECES {
        let held = |end: &usize| {
            let long = count(words.get(from..*end).unwrap_or_default()) >= FEWEST - 1;
            let found = long.then(|| look(from..*end)).flatten();
            found.filter(|found| found.likeness.share >= 850).map(|found| (*end, found))
        };
        let whole = from == part.start;
        let longest = ends.iter().rev().filter(|end| **end > from && !(whole && **end == part.end)).find_map(held);
        let Some((end, found)) = longest else { return Vec::new() };
        out.push(found);
        from = words.get(end..).and_then(|rest| rest.chars().next()).map_or(part.end, |c| end + c.len_utf8());
    }
    out
}

fn found(held: usize, part: Range<usize>, likeness: Likeness, spoken: &Spoken<'_>, speakers: &Speakers) -> Found {
    let mut pieces: Vec<Piece> = Vec::new();
    // Where nobody is named who said it, it is taken to be of whoever said the first of it.
    let mut first_speech: Option<&Speech> = None;
    let mut speeches = 0;
    for (bytes, standing, speech) in spoken.standing(&likeness.place, &likeness.common) {
        let common: Vec<_> =
            likeness.common.iter().filter(|(_, there)| bytes.start <= there.start && there.end <= bytes.end).collect();
        let (Some(first), Some(last)) = (common.first(), common.last()) else { continue };
        let of_two = match (first_speech, speech) {
            (Some(first), Some(now)) => first.sure && now.sure && are_others(&first.names, &now.names),
            _ => false,
        };
        first_speech = first_speech.or(speech);
        speeches += usize::from(speech.is_some());
        let class = match standing {
            Standing::Narrated => Class::Narration,
            Standing::Reported => Class::Indirect,
            Standing::Direct if speech.is_some_and(|speech| speakers.are_not(speech)) => Class::OtherSpeaker,
            Standing::Direct if of_two && speakers.names.is_empty() => Class::OtherSpeaker,
            Standing::Direct => match likeness.verdict {
                Verdict::Verbatim | Verdict::Typography => Class::Verbatim,
                Verdict::Punctuation => Class::Punctuation,
                Verdict::Shortened => Class::Elided,
                Verdict::Differs => Class::Altered,
            },
        };
        let words = part.start + first.0.start..part.start + last.0.end;
        match pieces.last_mut() {
            Some(before) if before.class == class => {
                (before.words.end, before.place.end) = (words.end, bytes.end);
            }
            // A word or two that stand otherwise are where the marks were set.
            Some(_) if common.len() < FEWEST => {}
            _ => pieces.push(Piece {
                words,
                class,
                held,
                place: bytes,
                speakers: speech.map(|speech| speech.names.clone()).unwrap_or_default(),
            }),
        }
    }
    let class = one_class(pieces.iter().map(|piece| piece.class));
    Found { held, part, likeness, class, pieces, speeches }
}

/// True for a line of the quoting text that was made of a quotation further down: a headline or a pull quote.
fn is_set_apart(held: &Held<'_>, found: &Found, words: &str) -> bool {
    let Some(own) = &held.except else { return false };
    let place = &found.likeness.place;
    if place.end > own.start || found.class != Class::Narration {
        return false;
    }
    let paragraph = tokens(held.text.get(lines_around(held.text, place)).unwrap_or_default());
    let quoted: HashSet<String> = tokens(words).into_iter().map(|token| token.word).collect();
    let others = paragraph.iter().filter(|token| !quoted.contains(&token.word)).count();
    others * 10 <= paragraph.len()
}

/// The class of all; `Mixed` where they differ in more than what was left out or set otherwise.
fn one_class(classes: impl Iterator<Item = Class>) -> Class {
    let mut of: Vec<Class> = classes.collect();
    of.sort_unstable();
    of.dedup();
    match of.as_slice() {
        [] => Class::NotHeld,
        [one] => *one,
        all if all.iter().all(|class| *class <= Class::Altered) => all.last().copied().unwrap_or(Class::NotHeld),
        _ => Class::Mixed,
    }
}

fn put_together(taken: Vec<Found>, words: &str) -> Judgement {
    let mut class = one_class(taken.iter().flat_map(|found| found.pieces.iter().map(|piece| piece.class)));
    let mut out = Judgement { class, pieces: Vec::new(), hidden: Vec::new(), changes: Vec::new() };
    for found in &taken {
        let hidden = found.likeness.held.iter().filter(|(_, sign)| *sign == Sign::Hidden);
        out.hidden.extend(hidden.map(|(bytes, _)| (found.held, bytes.clone())));
        let at = |bytes: &Range<usize>| found.part.start + bytes.start..found.part.start + bytes.end;
        out.changes.extend(found.likeness.changes.iter().map(|(own, there)| (at(own), found.held, there.clone())));
    }
    // Parts of one speech that dots join are one quotation with something left out.
    if taken.len() > 1 && class <= Class::Punctuation && !dots(words).is_empty() {
        class = Class::Elided;
    }
    out.class = class;
    out.pieces = taken.into_iter().flat_map(|found| found.pieces).collect();
    out.pieces.sort_by_key(|piece| piece.words.start);
    out
}

/// Who is named for a quotation where it stands, and whether that is said.
struct Speakers {
    names: Vec<String>,
    sure: bool,
    /// True where a body is said to speak.
    body: bool,
}

impl Speakers {
    fn of(quoting: &Quoting<'_>) -> Self {
        let spoken = Spoken::of(quoting.text, quoting.language, None);
        let own = &quoting.quotation;
        let holds = |speech: &&Speech| speech.bytes.start <= own.start && own.end <= speech.bytes.end;
        let Some(speech) = spoken.speeches().iter().find(holds) else {
            return Self { names: Vec::new(), sure: false, body: false };
        };
        let mut names_here = speech.names.clone();
        // Whoever else is named in the paragraph may be meant, where it has no other quotation.
        let paragraph = quoting.text.get(lines_around(quoting.text, own)).unwrap_or_default();
        if quotations(paragraph).len() == 1 {
            names_here.extend(names(paragraph, quoting.language));
        }
        // A board or a ministry speaks through whoever signs for it.
        let around = tokens(paragraph);
        let body = around.iter().any(|word| Group::Body.has(&word.word));
        let person = around.iter().any(|word| Group::Title.has(&word.word) && !Group::Body.has(&word.word));
        Self { names: names_here, sure: speech.sure, body: body && !person && speech.names.len() < 2 }
    }

    /// True when somebody else is said to have spoken there.
    fn are_not(&self, speech: &Speech) -> bool {
        // Whoever repeats it did not say it, but where he is named again.
        let repeats = || are_same(&self.names, &speech.others) && !are_same(&self.names, &speech.names);
        let asks = || speech.asks && !self.names.is_empty();
        // “THE WITNESS” may be anybody.
        if speech.names.iter().all(|name| Group::Trade.has(name)) && !speech.names.is_empty() {
            return self.sure && speech.asks;
        }
        self.sure
            && !(self.body && speech.signed)
            && (asks() || (speech.sure && (are_others(&self.names, &speech.names) || repeats())))
    }
}

fn count(text: &str) -> usize {
    tokens(text).len()
}
