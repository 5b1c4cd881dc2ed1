//! Who says what a clause claims: beside the word that attributes it, or, behind a pronoun, whoever was named before.

use super::lists::Group;
use super::{BEFORE, Context, Who};
use crate::analysis::quotation::lists::Group as Named;
use crate::analysis::quotation::quotations;
use crate::analysis::sentences::sentences;
use crate::analysis::wordings::{Class, Lexicon, Wording, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::tokens::{Script, Token, tokens};
use crate::domain::{Id, fold};
use std::ops::Range;

/// How many words behind a word that attributes the name may stand: “, said the minister of defence, Jane Roe”.
const BEHIND: usize = 8;
/// How many sentences back a pronoun may point.
const BACK: usize = 3;

/// Who is told for a clause. Places are bytes of the text.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    pub who: Option<Who>,
    pub inferred: Option<Range<usize>>,
    pub role: Option<Range<usize>>,
}

/// Somebody named in a sentence, in its words.
#[derive(Debug)]
struct Run {
    words: Range<usize>,
    known: Option<Id>,
    /// Titles before the name, in words.
    role: Option<Range<usize>>,
}

/// A sentence taken apart for who is named in it.
struct Parsed<'a> {
    text: &'a str,
    /// Where its words stand in the whole text.
    start: usize,
    words: Vec<Token>,
    said: Vec<Wording>,
    runs: Vec<Run>,
}

/// Who says what a clause of a sentence claims; by the whole name, where only a part of it stands there and it stands before.
pub(super) fn speaker(context: &Context<'_>, sentence: &Range<usize>, clause: &Range<usize>) -> Told {
    let mut told = beside(context, sentence, clause);
    if let Some(Who::Called(place)) = &told.who
        && let Some(whole) = whole_name(context, place)
    {
        told.who = Some(Who::Called(whole));
    }
    told
}

/// The name of several words, before a place, that ends with the one word there; `None` where there are two such names.
fn whole_name(context: &Context<'_>, place: &Range<usize>) -> Option<Range<usize>> {
    let called = tokens(context.text.get(place.clone())?);
    let [surname] = called.as_slice() else { return None };
    let written = context.text.get(place.clone())?;
    let before = context.text.get(..place.start)?;
    let from = before.ceil_char_boundary(before.len().saturating_sub(BEFORE));
    let mut found: Vec<Range<usize>> = Vec::new();
    for bytes in sentences(before.get(from..)?) {
        let sentence = from + bytes.start..from + bytes.end;
        if !context.text.get(sentence.clone()).is_some_and(|text| text.contains(written)) {
            continue;
        }
        let parsed = Parsed::of(context, &sentence);
        let longer = parsed.runs.iter().filter(|run| {
            let last = run.words.end.checked_sub(1).and_then(|last| parsed.words.get(last));
            run.known.is_none() && run.words.len() > 1 && last.is_some_and(|last| last.word == surname.word)
        });
        found.extend(longer.map(|run| parsed.place(&run.words)));
    }
    let last = found.pop()?;
    let words = |place: &Range<usize>| fold(context.text.get(place.clone()).unwrap_or_default());
    found.iter().all(|other| words(other) == words(&last)).then_some(last)
}

/// Who is told in a sentence for a clause of it, or for it by what stands around.
fn beside(context: &Context<'_>, sentence: &Range<usize>, clause: &Range<usize>) -> Told {
    let here = Parsed::of(context, sentence);
    let told = here.told(Some(clause));
    if told.who.is_some() {
        return told;
    }
    if let Some(pronoun) = told.inferred {
        let who = before(context, sentence.start);
        return Told { inferred: who.as_ref().map(|_| pronoun), who, role: None };
    }
    in_paragraph(context, sentence)
}

/// Whoever was named last before a place: who spoke, else the last name of a sentence.
fn before(context: &Context<'_>, at: usize) -> Option<Who> {
    let from = context.text.ceil_char_boundary(at.saturating_sub(BEFORE));
    let text = context.text.get(from..at)?;
    let earlier = sentences(text);
    earlier.iter().rev().take(BACK).find_map(|bytes| {
        let parsed = Parsed::of(context, &(from + bytes.start..from + bytes.end));
        let told = parsed.told(None).who.filter(|who| !matches!(who, Who::Unnamed(_)));
        told.or_else(|| parsed.runs.last().map(|run| parsed.who(run)))
    })
}

/// A sentence inside a longer quotation: whoever the nearest sentence of the paragraph names for it.
fn in_paragraph(context: &Context<'_>, sentence: &Range<usize>) -> Told {
    let text = context.text;
    let start = text.get(..sentence.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(sentence.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| sentence.end + at);
    let paragraph = text.get(start..end).unwrap_or_default();
    let own = sentence.start - start..sentence.end - start;
    let quoted = quotations(paragraph).into_iter().find(|quote| quote.start < own.end && own.start < quote.end);
    let Some(quote) = quoted else { return Told::default() };
    let beside = |bytes: &&Range<usize>| bytes.end > quote.start.saturating_sub(4) && bytes.start < quote.end + 4;
    let near = sentences(paragraph);
    near.iter()
        .filter(beside)
        .map(|bytes| Parsed::of(context, &(start + bytes.start..start + bytes.end)).told(None))
        .find(|told| told.who.is_some())
        .unwrap_or_default()
}

impl<'a> Parsed<'a> {
    fn of(context: &Context<'a>, sentence: &Range<usize>) -> Self {
        let text = context.text.get(sentence.clone()).unwrap_or_default();
        let words = tokens(text);
        let quotes = quotes_in(context.text, sentence);
        let quoted = |bytes: &Range<usize>| quotes.iter().any(|q| q.start <= bytes.start && bytes.end <= q.end);
        let mut said = wordings(text, context.language, Lexicon::built_in());
        said.retain(|wording| wording.class.attributes() && !quoted(&wording.bytes) && tells(text, &words, wording));
        let runs = runs(text, &words, &quoted, context);
        Self { text, start: sentence.start, words, said, runs }
    }

    fn who(&self, run: &Run) -> Who {
        run.known.map_or_else(|| Who::Called(self.place(&run.words)), Who::Known)
    }

    /// Some words of the sentence, in bytes of the whole text.
    fn place(&self, words: &Range<usize>) -> Range<usize> {
        let first = self.words.get(words.start).map_or(0, |word| word.bytes.start);
        let last = words.end.checked_sub(1).and_then(|last| self.words.get(last)).map_or(first, |word| word.bytes.end);
        self.start + first..self.start + last
    }

    /// Who is told beside the word that attributes; with a pronoun there, the pronoun alone.
    fn told(&self, clause: Option<&Range<usize>>) -> Told {
        let within = |wording: &&Wording| {
            let at = self.start + wording.bytes.start;
            clause.is_none_or(|clause| clause.start <= at && at < clause.end)
        };
        // A clause that attributes nothing itself may be what another of its sentence attributes.
        let said = self.said.iter().find(within).or_else(|| self.said.first());
        let Some(said) = said else { return Told::default() };
        let at = self.words.partition_point(|word| word.bytes.end <= said.bytes.start);
        let end = self.words.partition_point(|word| word.bytes.start < said.bytes.end);
        let ahead = || self.ahead(at);
        let behind = || {
            let first = |run: &Run| run.role.as_ref().map_or(run.words.start, |role| role.start);
            let run = self.runs.iter().find(|run| end <= first(run) && first(run) <= end + BEHIND)?;
            let between = self.words.get(end..first(run)).unwrap_or_default();
            // “Said that Smith …” names whom it is about.
            (!between.iter().any(|word| Group::That.has(&word.word))).then(|| self.named(run))
        };
        // “According to Smith”, and “…, said Smith”.
        let turned = said.class == Class::Frame
            || at.checked_sub(1).and_then(|last| self.words.get(last)).is_none_or(|last| {
                let gap = self.text.get(last.bytes.end..said.bytes.start).unwrap_or_default();
                gap.contains(['”', '»', '"', '’', '“', ',', '—', '–'])
            });
        let first = if turned { behind().or_else(ahead) } else { ahead().or_else(behind) };
        first.unwrap_or_default()
    }

    fn named(&self, run: &Run) -> Told {
        Told { who: Some(self.who(run)), inferred: None, role: run.role.as_ref().map(|role| self.place(role)) }
    }

    /// The nearest that is named, or not named, before a word.
    fn ahead(&self, at: usize) -> Option<Told> {
        let run = self.runs.iter().rev().find(|run| run.words.end <= at && !self.is_behind_place(run));
        let nearest = |group: Group| {
            let words = self.words.get(..at).unwrap_or_default();
            words.iter().rposition(|word| group.has(&word.word))
        };
        let (pronoun, unnamed) = (nearest(Group::Pronoun), nearest(Group::Unnamed));
        let from = run.map(|run| run.words.end);
        if let Some(n) = pronoun.filter(|n| from.is_none_or(|from| from <= *n) && unnamed.is_none_or(|u| u < *n)) {
            return Some(Told { inferred: Some(self.place(&(n..n + 1))), ..Told::default() });
        }
        if let Some(n) = unnamed.filter(|n| from.is_none_or(|from| from <= n + 1)) {
            // “Russian officials”: with the word before it that has a capital.
            let before = n.checked_sub(1).filter(|before| {
                let word = self.words.get(*before).and_then(|word| self.text.get(word.bytes.clone()));
                word.is_some_and(|word| word.starts_with(char::is_uppercase))
                    && self.words.get(*before).is_some_and(|word| !is_stop_word(&word.word, Some("en")))
            });
            let words = before.unwrap_or(n)..n + 1;
            return Some(Told { who: Some(Who::Unnamed(self.place(&words))), ..Told::default() });
        }
        run.map(|run| self.named(run))
    }

    fn is_behind_place(&self, run: &Run) -> bool {
        let first = run.role.as_ref().map_or(run.words.start, |role| role.start);
        // “Of”, “the” and the like: the word before them counts.
        let before = self.words.get(..first).unwrap_or_default();
        let before = before.iter().rev().find(|word| !matches!(word.word.as_str(), "the"));
        before.is_some_and(|before| Named::Place.has(&before.word) && !Named::Particle.has(&before.word))
    }
}

/// The quotations a sentence stands in or has, in bytes of it: one may have begun in a sentence before.
fn quotes_in(text: &str, sentence: &Range<usize>) -> Vec<Range<usize>> {
    let line = text.get(..sentence.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(sentence.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| sentence.end + at);
    let within = |quote: &Range<usize>| line + quote.start < sentence.end && sentence.start < line + quote.end;
    let local = |at: usize| (line + at).saturating_sub(sentence.start);
    let quotes = quotations(text.get(line..end).unwrap_or_default());
    quotes.into_iter().filter(within).map(|quote| local(quote.start)..local(quote.end)).collect()
}

/// True for a wording behind which, or before which, somebody's words stand. Some verbs are not sure to tell of such: “signed”.
fn tells(text: &str, words: &[Token], wording: &Wording) -> bool {
    let first = words.partition_point(|word| word.bytes.end <= wording.bytes.start);
    let next = words.partition_point(|word| word.bytes.start < wording.bytes.end);
    if !words.get(first).is_some_and(|word| Group::Loose.has(&word.word)) {
        return true;
    }
    let following = words.get(next);
    let gap = text.get(wording.bytes.end..following.map_or(text.len(), |word| word.bytes.start)).unwrap_or_default();
    let marked = |gap: &str| gap.contains(['“', '”', '"', '«', '»', '„', '‘', ':']);
    let before = first.checked_sub(1).and_then(|last| words.get(last));
    let ahead = before.and_then(|last| text.get(last.bytes.end..wording.bytes.start)).unwrap_or_default();
    marked(gap) || marked(ahead) || following.is_some_and(|word| Group::That.has(&word.word))
}

/// Who is named in a sentence: spellings of the register, and rows of words with a capital, which may have “of the” and the
/// like within.
fn runs(text: &str, words: &[Token], quoted: &dyn Fn(&Range<usize>) -> bool, context: &Context<'_>) -> Vec<Run> {
    let capital = |n: usize| {
        let Some(word) = words.get(n).filter(|word| word.script != Script::Arabic && !quoted(&word.bytes)) else {
            return false;
        };
        let written = text.get(word.bytes.clone()).unwrap_or_default();
        // Every sentence begins with a capital.
        let slight = is_stop_word(&word.word, context.language) || (n == 0 && is_said(written, context));
        written.starts_with(char::is_uppercase) && !Named::Capital.has(&word.word) && !slight
    };
    let joined = |n: usize| {
        let gap = words.get(n).zip(words.get(n + 1)).and_then(|(a, b)| text.get(a.bytes.end..b.bytes.start));
        gap.is_some_and(|gap| gap.chars().all(|c| matches!(c, ' ' | '\u{A0}' | '-' | '‑' | '.' | '’' | '\'')))
    };
    let known = |n: usize| {
        let rest = words.get(n..).filter(|rest| rest.first().is_some_and(|word| !quoted(&word.bytes)))?;
        context.register.at(rest)
    };
    // How many words a row that begins here has; particles count where a capital follows them.
    let row = |from: usize| {
        let mut end = from;
        while capital(end) && known(end).is_none() {
            end += 1;
            let particles = (end..words.len())
                .take(2)
                .take_while(|n| words.get(*n).is_some_and(|word| Named::Particle.has(&word.word) && word.word != "and"))
                .count();
            let goes_on = (end - 1..end + particles).all(joined) && capital(end + particles);
            if !goes_on {
                break;
            }
            end += particles;
        }
        end
    };
    let mut out: Vec<Run> = Vec::new();
    let mut n = 0;
    // The titles and offices that stand right before, in words.
    let mut office: Option<Range<usize>> = None;
    while n < words.len() {
        if let Some((length, id)) = known(n) {
            let role = office.take().filter(|office| office.end == n && n.checked_sub(1).is_some_and(joined));
            out.push(Run { words: n..n + length, known: Some(id), role });
            n += length;
            continue;
        }
        let end = row(n);
        if end == n {
            n += 1;
            continue;
        }
        let title = (n..end).rev().find(|n| is_title(words, *n));
        let tail = title.map_or(n, |title| title + 1);
        let named = words.get(tail).is_some_and(|word| tail < end && !Named::Particle.has(&word.word));
        match title {
            // “Prime Minister Ann Poe”.
            Some(_) if named => out.push(Run { words: tail..end, known: None, role: Some(n..tail) }),
            // “Prime Minister” before a name of the register, or by itself.
            Some(_) if tail == end || is_title(words, n) => office = Some(n..end),
            // “Dutch officials”, “Western pressure”.
            _ if end == n + 1 && is_adjective(text, words, n) => {}
            // A body: “Press Office of the President”.
            _ => out.push(Run { words: n..end, known: None, role: None }),
        }
        n = end;
    }
    out
}

fn is_title(words: &[Token], n: usize) -> bool {
    words.get(n).is_some_and(|word| Named::Title.has(&word.word) && !Group::Body.has(&word.word))
}

/// True for a word with a capital that says of what kind the noun behind it is.
fn is_adjective(text: &str, words: &[Token], n: usize) -> bool {
    const ENDINGS: [&str; 6] = ["ian", "ean", "ish", "ese", "ern", "ch"];
    let (Some(word), Some(next)) = (words.get(n), words.get(n + 1)) else { return false };
    let written = text.get(next.bytes.clone()).unwrap_or_default();
    let gap = text.get(word.bytes.end..next.bytes.start).unwrap_or_default();
    let noun = gap == " " && written.starts_with(char::is_lowercase) && !is_stop_word(&next.word, Some("en"));
    let said = wordings(written, Some("en"), Lexicon::built_in()).iter().any(|wording| wording.class.attributes());
    noun && !said && ENDINGS.iter().any(|ending| word.word.ends_with(ending))
}

/// True for a word that attributes itself: “Asked about it, …”.
fn is_said(written: &str, context: &Context<'_>) -> bool {
    wordings(written, context.language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes())
}
