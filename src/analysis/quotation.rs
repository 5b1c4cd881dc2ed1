//! The quotation check: where the words between quotation marks stand, in this or another text, and in what the two
//! differ. It says what is held and what is not; what it does not find is not held, and no more than that.

mod align;
mod judgement;
mod labels;
pub(super) mod lists;
mod marks;
mod named;
mod reported;
mod standing;
#[cfg(test)]
mod tests;
mod tongue;

use crate::domain::Folded;
use crate::domain::tokens::Script;
use align::Pairing;
pub use judgement::{Class, Held, Judgement, Piece, Quoting, judge};
pub use marks::quotations;
pub use standing::{Speech, Spoken, Standing};
use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Range;
pub use tongue::{Tongue, spoken_in};

/// Most words and signs of a quotation that can be checked.
pub const MOST_TOKENS: usize = 1_000;
/// How much of a text is looked through at once, in bytes, and by how much two neighbouring stretches overlap, so that
/// no place is cut.
pub const WINDOW: u32 = 256 * 1024;
/// See [`WINDOW`].
pub const OVERLAP: u32 = 32 * 1024;
/// Part of a quotation's words that must stand somewhere, in thousandths, for the place to count.
const LEAST_SHARE: u32 = 600;
/// Most places that are given for one stretch of text.
const MOST_PLACES: usize = 16;
/// Most groups of a part that are compared word by word, before it is taken for one that has no place.
const TRIES: usize = 4;

/// In what a quotation and a place of a text differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// In nothing.
    Verbatim,
    /// In capitals, kinds of marks, white space.
    Typography,
    /// In punctuation.
    Punctuation,
    /// The quotation leaves out what its dots stand for, and says so by them.
    Shortened,
    /// In words.
    Differs,
}

impl Verdict {
    /// The verdict as it is shown.
    pub fn label(self) -> &'static str {
        match self {
            Self::Verbatim => "Verbatim",
            Self::Typography => "Verbatim but for typography",
            Self::Punctuation => "Same words, other punctuation",
            Self::Shortened => "Shortened",
            Self::Differs => "Differs",
        }
    }
}

/// Who speaks where the words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// All of them are somebody's own words.
    Quoted,
    /// Some are.
    Partly,
    /// Indirect speech.
    Reported,
    /// Indirect speech and narration.
    Told,
    /// Narration.
    Narrated,
}

impl Voice {
    /// In a word or two, where there is room for no more.
    pub fn label(self) -> Option<&'static str> {
        match self {
            Self::Quoted => None,
            Self::Partly => Some("partly in quotation marks"),
            Self::Reported => Some("indirect speech"),
            Self::Told => Some("indirect speech and narration"),
            Self::Narrated => Some("narration"),
        }
    }

    /// What is to be said where the words are not all somebody's own.
    pub fn remark(self) -> Option<&'static str> {
        match self {
            Self::Quoted => None,
            Self::Partly => Some("Only partly in quotation marks there; the rest is indirect speech or narration."),
            Self::Reported => Some("Not in quotation marks there: indirect speech, in the words of the writer."),
            Self::Told => Some("Not in quotation marks there: indirect speech and narration."),
            Self::Narrated => Some("Not in quotation marks there: narration, or a line set apart."),
        }
    }
}

/// What a stretch of one side is to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    /// Both have it.
    Same,
    /// Only this side has it.
    Differs,
    /// The dots of a quotation, or the words they stand for.
    Hidden,
}

/// A stretch of a text, in bytes, and what it is.
pub type Run = (Range<usize>, Sign);

/// A place where a quotation's words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Likeness {
    /// Where, in bytes of the text.
    pub place: Range<usize>,
    /// In what both differ.
    pub verdict: Verdict,
    /// Punctuation differs, whatever else does.
    pub punctuation: bool,
    /// Who speaks there.
    pub voice: Voice,
    /// How many of the quotation's words stand here, in thousandths.
    pub share: u32,
    /// The quotation, stretch by stretch, in bytes of it.
    pub quotation: Vec<Run>,
    /// The place, stretch by stretch, in bytes of the text.
    pub held: Vec<Run>,
    /// Words and signs that differ; the smaller, the nearer.
    pub differences: usize,
    /// The words both have, in order: in bytes of the quotation, and of the text.
    pub common: Vec<(Range<usize>, Range<usize>)>,
    /// Where words differ: what the quotation has there and what the text has, in bytes; either may be empty.
    pub changes: Vec<(Range<usize>, Range<usize>)>,
}

impl Likeness {
    /// For sorting, the best first: as many words as can be, in quotation marks, with few differences.
    pub fn rank(&self) -> (bool, Voice, u32, usize) {
        (self.share < 950, self.voice, 1_000 - self.share.min(1_000), self.differences)
    }
}

/// The lines of a transcript that name a speaker: where the label stands, and what is said in that line, in bytes. None where
/// a text is no transcript.
pub fn turns(text: &str, language: Option<&str>) -> Vec<(Range<usize>, Range<usize>)> {
    let labels = labels::Labels::of(text, language);
    let mut out = Vec::new();
    let mut start = 0;
    for line in crate::domain::paragraphs::lines(text) {
        if let Some((label, body)) = labels.label(line, language) {
            // The label is a slice of its line, so the distance of their starts is its place.
            let at = start + label.as_ptr().addr().saturating_sub(line.as_ptr().addr());
            out.push((at..at + label.len(), start + body.start..start + body.end));
        }
        start += line.len();
    }
    out
}

/// The quotation around a place, else the first one that shares something with it.
pub fn around(text: &str, place: Range<usize>) -> Option<Range<usize>> {
    let all = quotations(text);
    let covers = |q: &&Range<usize>| q.start <= place.start && place.end <= q.end;
    let meets = |q: &&Range<usize>| q.start < place.end && place.start < q.end;
    all.iter().find(covers).or_else(|| all.iter().find(meets)).cloned()
}

/// A word, a sign of punctuation, or dots that stand for something left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Word,
    Sign,
    Dots,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Token<'a> {
    kind: Kind,
    /// Folded.
    text: &'a str,
    /// Where it stands in the text as written, in bytes.
    at: Range<usize>,
    /// True where it stands between two parts of a speech and is none of it: “, he said, ”.
    aside: bool,
}

/// Words and signs in order. Quotation marks and apostrophes outside words are left out: who quotes sets his own; so are the
/// brackets around what he puts in.
fn tokens(folded: &Folded) -> Vec<Token<'_>> {
    let text = folded.text();
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        let mut end = start + c.len_utf8();
        let kind = match c {
            // Scripts that set no space between words: each character is one, with the signs that stand on it.
            c if Script::of(c).is_unspaced() => {
                while let Some(&(at, next)) = chars.peek() {
                    if !is_sign_on_a_letter(next) || Script::of(next) != Script::of(c) || next.is_alphanumeric() {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                Kind::Word
            }
            c if c.is_alphanumeric() => {
                while let Some(&(at, next)) = chars.peek() {
                    let inside = next == '\'' && text[at + 1..].chars().next().is_some_and(char::is_alphanumeric);
                    // Signs of scripts that are written on their letters are neither letters nor numbers.
                    if !(next.is_alphanumeric() || inside || is_sign_on_a_letter(next))
                        || Script::of(next).is_unspaced()
                    {
                        break;
                    }
                    end = at + next.len_utf8();
                    chars.next();
                }
                Kind::Word
            }
            '…' => Kind::Dots,
            '"' | '\'' | '[' | ']' | '<' | '>' => continue,
            c if c.is_whitespace() => continue,
            // Two hyphens are a dash.
            '-' if out
                .last()
                .is_some_and(|t: &Token<'_>| t.text == "-" && t.at.end == folded.canonical(start..end).start) =>
            {
                continue;
            }
            _ => Kind::Sign,
        };
        out.push(Token { kind, text: &text[start..end], at: folded.canonical(start..end), aside: false });
    }
    out
}

fn is_sign_on_a_letter(c: char) -> bool {
    // Devanagari to Thai and beyond: vowel signs count as letters only in part.
    ('\u{900}'..='\u{109F}').contains(&c) && !c.is_whitespace() && !matches!(c, '\u{964}' | '\u{965}')
}

/// A text made ready to be looked through, once for all that is looked for in it.
struct Ready<'t> {
    text: &'t str,
    language: Option<&'t str>,
    /// The beginning and the end of the whole text, where this is a stretch of one.
    ends: Option<(&'t str, &'t str)>,
    tokens: Vec<Token<'t>>,
    /// Who speaks in it, and its tokens with those told that stand between two parts of a speech: not asked of most texts.
    heard: OnceCell<(Spoken<'t>, Vec<Token<'t>>)>,
}

impl<'t> Ready<'t> {
    fn of(text: &'t str, folded: &'t Folded, language: Option<&'t str>, ends: Option<(&'t str, &'t str)>) -> Self {
        Self { text, language, ends, tokens: tokens(folded), heard: OnceCell::new() }
    }

    fn heard(&self) -> &(Spoken<'t>, Vec<Token<'t>>) {
        self.heard.get_or_init(|| {
            let spoken = Spoken::of(self.text, self.language, self.ends);
            let mut held = self.tokens.clone();
            for aside in spoken.asides() {
                let from = held.partition_point(|t| t.at.start < aside.start);
                let to = held.partition_point(|t| t.at.start < aside.end);
                held.get_mut(from..to).unwrap_or_default().iter_mut().for_each(|t| t.aside = true);
            }
            (spoken, held)
        })
    }
}

/// The line, or the lines, a stretch of a text stands in.
fn lines_around(text: &str, place: &Range<usize>) -> Range<usize> {
    let begin = text.get(..place.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(place.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| place.end + at);
    begin..end
}

/// True when a stretch has letters or numbers.
fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// A quotation made ready to be looked for.
#[derive(Debug)]
pub struct Quotation {
    text: String,
    folded: Folded,
    /// Words in a row that are looked up together.
    row: usize,
}

impl Quotation {
    /// `None` when there are no words in it, or too many.
    pub fn of(words: &str) -> Option<Self> {
        let folded = Folded::of(words);
        let tokens = body(&folded);
        let longest = tokens
            .split(|t| t.kind == Kind::Dots)
            .map(|part| part.iter().filter(|t| t.kind == Kind::Word).count())
            .max()
            .unwrap_or(0);
        let fits = longest > 0 && tokens.len() <= MOST_TOKENS;
        fits.then(|| Self { text: words.to_owned(), row: longest.min(3), folded: folded.clone() })
    }

    /// The places of a text that have its words, best first; `language` is the text's, where it is known. Those that share a
    /// byte with `except` are left out. What stands between two parts of one speech is passed over.
    pub fn places(&self, text: &str, language: Option<&str>, except: Option<&Range<usize>>) -> Vec<Likeness> {
        let folded = Folded::of(text);
        self.places_in(&Ready::of(text, &folded, language, None), except)
    }

    fn places_in(&self, ready: &Ready<'_>, except: Option<&Range<usize>>) -> Vec<Likeness> {
        let quote = body(&self.folded);
        if stretches(&quote, &ready.tokens, self.row).is_empty() {
            return Vec::new();
        }
        let (spoken, held) = ready.heard();
        // The parts that are still to be looked through: beside `except`, later beside what was found.
        let (from, to) = except.map_or((0, 0), |except| {
            let from = held.partition_point(|t| t.at.end <= except.start);
            (from, held.partition_point(|t| t.at.start < except.end))
        });
        let mut parts = vec![0..from, to..held.len()];
        let mut out: Vec<Likeness> = Vec::new();
        while let Some(part) = parts.pop().filter(|_| out.len() < MOST_PLACES) {
            for stretch in stretches(&quote, held.get(part.clone()).unwrap_or_default(), self.row) {
                let stretch = part.start + stretch.start..part.start + stretch.end;
                let Some(found) = held.get(stretch).and_then(|window| self.compare(&quote, window, ready.text, spoken))
                else {
                    continue;
                };
                let from = held.partition_point(|t| t.at.end <= found.place.start).max(part.start);
                let to = held.partition_point(|t| t.at.start < found.place.end).min(part.end);
                parts.extend([part.start..from, to..part.end].into_iter().filter(|rest| !rest.is_empty()));
                out.push(found);
                break;
            }
        }
        out.sort_by_key(Likeness::rank);
        out
    }

    fn compare(&self, quote: &[Token<'_>], window: &[Token<'_>], text: &str, spoken: &Spoken<'_>) -> Option<Likeness> {
        let pairing = Pairing::of(quote, window)?;
        let (first, last) = (pairing.window.start, pairing.window.end.checked_sub(1)?);
        let place = window.get(first)?.at.start..window.get(last)?.at.end;
        let words = quote.iter().filter(|t| t.kind == Kind::Word).count();
        let same =
            quote.iter().zip(&pairing.quote).filter(|(t, sign)| t.kind == Kind::Word && **sign == Sign::Same).count();
        let share = u32::try_from(same * 1_000 / words.max(1)).unwrap_or(0);
        let own = window.get(pairing.window.clone())?;
        let (common, changes) = laid_together(quote, own, &pairing);
        // Another form of a word is nearly the word: “The key was …” for “The keys were …”.
        let forms = changes.iter().map(|(new, old)| other_forms(self.text.get(new.clone()), text.get(old.clone())));
        let near = u32::try_from((same + forms.sum::<usize>()) * 1_000 / words.max(1)).unwrap_or(0);
        // One or two words in common are no quotation.
        let least = match words {
            ..=4 => 1_000,
            5..=6 => 750,
            _ => LEAST_SHARE,
        };
        if near < least {
            return None;
        }
        let both = || quote.iter().zip(&pairing.quote).chain(own.iter().zip(&pairing.held));
        let differing =
            |kind: Kind| both().filter(|(t, sign)| t.kind == kind && !t.aside && **sign == Sign::Differs).count();
        let (in_words, in_signs) = (differing(Kind::Word), differing(Kind::Sign) + differing(Kind::Dots));
        let hidden = |(t, sign): (&Token<'_>, &Sign)| t.kind == Kind::Word && !t.aside && *sign == Sign::Hidden;
        let hides = own.iter().zip(&pairing.held).any(hidden);
        let start = quote.first()?.at.start;
        let as_written = text.get(place.clone()) == self.text.get(start..quote.last()?.at.end);
        let verdict = match () {
            () if in_words > 0 => Verdict::Differs,
            () if hides => Verdict::Shortened,
            () if in_signs > 0 => Verdict::Punctuation,
            () if as_written => Verdict::Verbatim,
            () => Verdict::Typography,
        };
        Some(Likeness {
            verdict,
            punctuation: in_signs > 0,
            voice: voice(spoken, &place, &common),
            share,
            quotation: runs(0..self.text.len(), quote, &pairing.quote),
            held: runs(place.clone(), own, &pairing.held),
            differences: in_words * 4 + in_signs,
            common,
            changes,
            place,
        })
    }
}

/// Two stretches, one of each side, in bytes.
type Both = (Range<usize>, Range<usize>);

/// How many of some words stand in another form on the other side, which has as many.
fn other_forms(own: Option<&str>, theirs: Option<&str>) -> usize {
    const SAME: usize = 3;
    let words = |text: Option<&str>| -> Vec<String> {
        crate::domain::tokens::tokens(text.unwrap_or_default()).into_iter().map(|token| token.word).collect()
    };
    let (own, theirs) = (words(own), words(theirs));
    let alike = |(a, b): &(&String, &String)| {
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        common >= SAME && common + SAME >= a.chars().count().max(b.chars().count())
    };
    if own.len() == theirs.len() { own.iter().zip(&theirs).filter(alike).count() } else { 0 }
}

/// The words both sides have, and where they have others.
fn laid_together(quote: &[Token<'_>], held: &[Token<'_>], pairing: &Pairing) -> (Vec<Both>, Vec<Both>) {
    let words = |tokens: &[Token<'_>], signs: &[Sign]| -> Vec<(Range<usize>, Sign)> {
        let of =
            tokens.iter().zip(signs).filter(|(t, sign)| t.kind == Kind::Word && (!t.aside || **sign == Sign::Same));
        of.map(|(t, sign)| (t.at.clone(), *sign)).collect()
    };
    let (own, theirs) = (words(quote, &pairing.quote), words(held, &pairing.held));
    let (mut common, mut changes) = (Vec::new(), Vec::new());
    let differing = |side: &[(Range<usize>, Sign)], from: usize| {
        let run = side.get(from..).unwrap_or_default();
        run.iter().take_while(|(_, sign)| *sign == Sign::Differs).count()
    };
    let stretch =
        |side: &[(Range<usize>, Sign)], from: usize, count: usize| match (side.get(from), count.checked_sub(1)) {
            (Some((first, _)), Some(more)) => {
                first.start..side.get(from + more).map_or(first.end, |(last, _)| last.end)
            }
            _ => {
                let at = from.checked_sub(1).and_then(|before| side.get(before)).map_or(0, |(before, _)| before.end);
                at..at
            }
        };
    let (mut q, mut t) = (0, 0);
    loop {
        let (new, old) = (differing(&own, q), differing(&theirs, t));
        if new + old > 0 {
            changes.push((stretch(&own, q, new), stretch(&theirs, t, old)));
            (q, t) = (q + new, t + old);
        }
        match (own.get(q), theirs.get(t)) {
            (_, Some((_, Sign::Hidden))) => t += 1,
            (Some((one, Sign::Same)), Some((other, Sign::Same))) => {
                common.push((one.clone(), other.clone()));
                (q, t) = (q + 1, t + 1);
            }
            (None, None) => return (common, changes),
            (Some(_), _) => q += 1,
            (None, Some(_)) => t += 1,
        }
    }
}

/// The tokens of a quotation without the punctuation at its ends, which belongs to the sentence around it.
fn body(folded: &Folded) -> Vec<Token<'_>> {
    let mut all = tokens(folded);
    let keep = |t: &Token<'_>| t.kind == Kind::Word || matches!(t.text, "!" | "?");
    all.truncate(all.iter().rposition(keep).map_or(0, |last| last + 1));
    let first = all.iter().position(|t| t.kind == Kind::Word).unwrap_or(all.len());
    all.drain(..first);
    all
}

/// The stretches of a text, in tokens, that have rows of the quotation's words, those with most of them first.
fn stretches(quote: &[Token<'_>], held: &[Token<'_>], row: usize) -> Vec<Range<usize>> {
    let words: Vec<usize> = (0..held.len()).filter(|i| held.get(*i).is_some_and(|t| t.kind == Kind::Word)).collect();
    let own: Vec<&str> = quote.iter().filter(|t| t.kind != Kind::Sign).map(|t| t.text).collect();
    let mut rows: HashMap<&[&str], Vec<usize>> = HashMap::new();
    for (i, key) in own.windows(row.max(1)).enumerate() {
        if !key.contains(&"…") {
            rows.entry(key).or_default().push(i);
        }
    }
    let texts: Vec<&str> = words.iter().filter_map(|i| held.get(*i)).map(|t| t.text).collect();
    // Where a row of the quotation stands: its number in the text's words, and in the quotation's.
    let mut met: Vec<(usize, usize)> = Vec::new();
    for (i, key) in texts.windows(row.max(1)).enumerate() {
        met.extend(rows.get(key).into_iter().flatten().map(|q| (i, *q)));
    }
    let apart = own.len() * 2 + if own.contains(&"…") { 200 } else { 30 };
    let mut groups: Vec<Vec<(usize, usize)>> = Vec::new();
    for (t, q) in met {
        match groups.last_mut() {
            Some(group)
                if group.last().is_some_and(|(before, _)| t - before <= apart)
                    && t - group.first().map_or(t, |g| g.0) <= apart * 2 =>
            {
                group.push((t, q));
            }
            _ => groups.push(vec![(t, q)]),
        }
    }
    groups.sort_by_cached_key(|group| {
        let mut rows: Vec<usize> = group.iter().map(|(_, q)| *q).collect();
        rows.sort_unstable();
        rows.dedup();
        std::cmp::Reverse(rows.len())
    });
    // What dots stand for may lie between the first words and the next.
    let slack = own.len() + if own.contains(&"…") { 60 } else { 10 };
    let bounds = |group: Vec<(usize, usize)>| {
        let (first, last) = (group.first()?.0, group.last()?.0);
        let from = *words.get(first.saturating_sub(slack)).or(words.first())?;
        let to = *words.get(last + row + slack).or(words.last())?;
        Some(from..to + 1)
    };
    groups.into_iter().take(TRIES).filter_map(bounds).collect()
}

/// Who speaks at a place.
fn voice(spoken: &Spoken<'_>, place: &Range<usize>, common: &[Both]) -> Voice {
    let mut all: Vec<Standing> = spoken.standing(place, common).into_iter().map(|(_, standing, _)| standing).collect();
    all.sort_unstable();
    all.dedup();
    match all.as_slice() {
        [] | [Standing::Direct] => Voice::Quoted,
        [Standing::Direct, ..] => Voice::Partly,
        [Standing::Reported] => Voice::Reported,
        [Standing::Reported, ..] => Voice::Told,
        [Standing::Narrated, ..] => Voice::Narrated,
    }
}

/// A text cut where its signs change. What stands between two tokens is the same as the text around it.
fn runs(whole: Range<usize>, tokens: &[Token<'_>], signs: &[Sign]) -> Vec<Run> {
    let mut out: Vec<Run> = Vec::new();
    let mut push = |range: Range<usize>, sign: Sign| match out.last_mut() {
        _ if range.is_empty() => {}
        Some((last, own)) if *own == sign && last.end == range.start => last.end = range.end,
        _ => out.push((range, sign)),
    };
    let mut at = whole.start;
    let mut before = Sign::Same;
    for (token, sign) in tokens.iter().zip(signs) {
        push(at..token.at.start, if before == *sign { *sign } else { Sign::Same });
        push(token.at.clone(), *sign);
        (at, before) = (token.at.end, *sign);
    }
    push(at..whole.end, Sign::Same);
    out
}
