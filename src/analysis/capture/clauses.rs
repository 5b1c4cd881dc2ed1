//! A sentence cut into the clauses that are claimed apart: at semicolons, at words like “while” behind a comma, and where a
//! participle behind a comma says more of what was said, or what the writer makes of it.

use super::lists::Group;
use crate::analysis::quotation::quotations;
use crate::domain::tokens::{Token, tokens};
use std::ops::Range;

/// How a clause hangs together with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// The first.
    Main,
    /// A clause of its own: whoever speaks goes on, unless somebody else is named.
    Apart,
    /// More of what the same speaker said: “, stating that …”.
    Goes,
    /// What the writer makes of it: “, underscoring the …”.
    Gloss,
}

/// A clause, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub bytes: Range<usize>,
    pub kind: Kind,
}

/// Fewest words of a clause.
const FEWEST: usize = 3;

/// The clauses of a sentence, in order, without the white space and the signs between them.
pub(super) fn clauses(sentence: &str) -> Vec<Clause> {
    let words = tokens(sentence);
    let quotes = quotations(sentence);
    let mut cuts: Vec<(usize, Kind)> = Vec::new();
    let mut from = 0;
    for (n, word) in words.iter().enumerate().skip(FEWEST) {
        let Some(before) = n.checked_sub(1).and_then(|n| words.get(n)) else { continue };
        let between = sentence.get(before.bytes.end..word.bytes.start).unwrap_or_default();
        let quoted = quotes.iter().any(|quote| quote.start <= before.bytes.end && word.bytes.start <= quote.end);
        let long = n - from >= FEWEST && words.len() - n >= FEWEST;
        if quoted || !long {
            continue;
        }
        let kind = if between.contains([';', '؛']) {
            Some(Kind::Apart)
        } else if !between.contains([',', '،']) {
            None
        } else if Group::Gerund.has(&word.word) {
            Some(gerund(sentence, &words, n))
        } else {
            // “… , but …” parts two clauses only where the second has words enough to be one.
            (Group::Break.has(&word.word) && words.len() - n > FEWEST).then_some(Kind::Apart)
        };
        if let Some(kind) = kind {
            cuts.push((n, kind));
            from = n;
        }
    }
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut start = (0, Kind::Main);
    for (n, kind) in cuts.into_iter().chain([(words.len(), Kind::Main)]) {
        let end = if n == words.len() { sentence.len() } else { end_before(sentence, &words, n) };
        let begin = if start.0 == 0 { 0 } else { words.get(start.0).map_or(0, |word| word.bytes.start) };
        out.push(Clause { bytes: begin..end, kind: start.1 });
        start = (n, kind);
    }
    out
}

/// Where the clause before a word ends: a quotation mark that closes goes with it, a comma does not.
fn end_before(sentence: &str, words: &[Token], n: usize) -> usize {
    let Some(last) = n.checked_sub(1).and_then(|n| words.get(n)) else { return 0 };
    let gap = words.get(n).and_then(|word| sentence.get(last.bytes.end..word.bytes.start)).unwrap_or_default();
    let closing = |c: &char| matches!(c, '”' | '’' | '»' | '"' | ')' | ']' | '.' | '!' | '?');
    last.bytes.end + gap.chars().take_while(closing).map(char::len_utf8).sum::<usize>()
}

/// What a participle begins: more of the speech where “that”, a colon or a quotation follows, else a gloss.
fn gerund(sentence: &str, words: &[Token], n: usize) -> Kind {
    let (Some(word), next) = (words.get(n), words.get(n + 1)) else { return Kind::Gloss };
    let gap = next.and_then(|next| sentence.get(word.bytes.end..next.bytes.start)).unwrap_or_default();
    let marked = gap.contains(['“', '"', '«', '„', '‘', ':']);
    if marked || next.is_some_and(|next| Group::That.has(&next.word)) { Kind::Goes } else { Kind::Gloss }
}
