//! Where sentences begin and end. The rules are those of Unicode Standard Annex 29 with what working texts need beyond
//! them: abbreviations and initials do not end a sentence, endnote marks and closing quotes stay with the sentence they
//! close, and an omission mark glued between two sentences ends the first.
//!
//! One pass with a bounded look to either side, so that a paragraph of any size and make costs what its length costs.

mod abbreviations;

use abbreviations::{Stop, stop_after};
use std::ops::Range;

/// How a document's lines carry its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A line is a paragraph of any number of sentences.
    Prose,
    /// A line is one sentence, taken as it is.
    SentencePerLine,
}

/// The sentences of a paragraph, in bytes of it, without the white space around them.
pub fn segment(paragraph: &str, layout: Layout) -> Vec<Range<usize>> {
    match layout {
        Layout::Prose => sentences(paragraph),
        Layout::SentencePerLine => {
            let mut at = 0;
            let lines = paragraph.split_inclusive('\n').filter_map(|line| {
                let start = at;
                at += line.len();
                trimmed(paragraph, start..at)
            });
            lines.collect()
        }
    }
}

/// True when a text is laid out with one sentence a line; its document is then segmented as
/// [`Layout::SentencePerLine`]. The sample should end where a line ends; some hundred lines are enough.
pub fn one_sentence_per_line(sample: &str) -> bool {
    let (mut lines, mut single, mut blank_between, mut blank) = (0_usize, 0_usize, 0_usize, false);
    for line in sample.lines() {
        if line.trim().is_empty() {
            blank = true;
            continue;
        }
        blank_between += usize::from(blank && lines > 0);
        blank = false;
        lines += 1;
        let ends = ends_like_a_sentence(line.trim_end());
        single += usize::from(ends && sentences(line).len() == 1);
    }
    // Paragraphs set apart by empty lines are prose, however short they are.
    lines >= 4 && single * 10 >= lines * 9 && blank_between * 2 < lines
}

fn ends_like_a_sentence(line: &str) -> bool {
    let mut rest = line;
    while let Some(c) = rest.chars().next_back() {
        if is_stop(c) || is_terminal(c) || c == '…' {
            return true;
        }
        if !is_closing(c) && !may_close(c) {
            return false;
        }
        rest = &rest[..rest.len() - c.len_utf8()];
    }
    false
}

/// The sentences of a paragraph in prose, in bytes of it, in order, without the white space around them. Signs that
/// follow the last sentence go with it, so that no word is left out; a line end always ends a sentence.
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    // Where the sentence began, whether it has a word yet, and how many words were finished in it.
    let (mut start, mut words) = (0, Words::default());
    let mut at = 0;
    while let Some(c) = char_at(paragraph, at) {
        let next = at + c.len_utf8();
        if matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            found.extend(trimmed(paragraph, start..at));
            (start, at, words) = (next, next, Words::default());
            continue;
        }
        if !(is_stop(c) || is_terminal(c) || c == '…') {
            words.take(c);
            at = next;
            continue;
        }
        let end = Ending::read(paragraph, at);
        if words.some && end.ends_sentence(paragraph, start, &words) {
            found.extend(trimmed(paragraph, start..end.close));
            (start, words) = (end.close, Words::default());
        }
        words.inside = false;
        at = end.close;
    }
    if let Some(rest) = trimmed(paragraph, start..paragraph.len()) {
        match found.last_mut() {
            Some(last) if !words.some && !paragraph[last.end..rest.start].contains('\n') => last.end = rest.end,
            _ => found.push(rest),
        }
    }
    found
}

/// What has been read of the sentence so far.
#[derive(Default)]
struct Words {
    some: bool,
    inside: bool,
    count: usize,
}

impl Words {
    fn take(&mut self, c: char) {
        let letter = c.is_alphanumeric();
        if letter && !self.inside {
            self.count += 1;
        }
        self.some |= letter;
        self.inside = letter || (self.inside && !c.is_whitespace());
    }
}

/// The signs that may end a sentence: stops, what closes after them, endnote marks.
struct Ending {
    /// Where the first stop stands.
    at: usize,
    /// After the stops, closing quotes and brackets, and endnote marks.
    close: usize,
    kind: Kind,
    /// A quotation mark or bracket closed after the stop, or an endnote mark stood there.
    closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// One full stop, which may belong to an abbreviation.
    Full,
    /// `!`, `?` and their kin.
    Terminal,
    /// `。` and its kin, which stand nowhere else.
    Certain,
    /// `…` or dots in a row.
    Omission,
}

impl Ending {
    fn read(text: &str, at: usize) -> Self {
        let (mut close, mut dots, mut kind) = (at, 0, None);
        while let Some(c) = char_at(text, close) {
            let this = match c {
                '…' => Kind::Omission,
                c if is_stop(c) => {
                    dots += 1;
                    Kind::Full
                }
                c if is_certain(c) => Kind::Certain,
                c if is_terminal(c) => Kind::Terminal,
                _ => break,
            };
            kind = Some(match (kind, this) {
                (Some(Kind::Certain), _) | (_, Kind::Certain) => Kind::Certain,
                (Some(Kind::Terminal), _) | (_, Kind::Terminal) => Kind::Terminal,
                (Some(Kind::Omission), _) | (_, Kind::Omission) => Kind::Omission,
                _ if dots > 1 => Kind::Omission,
                _ => Kind::Full,
            });
            close += c.len_utf8();
        }
        let stops = close;
        while let Some(c) = char_at(text, close) {
            let after = close + c.len_utf8();
            // A mark that opens as well as closes is closing here when no word begins right after it.
            let closes = is_closing(c)
                || (may_close(c) && char_at(text, after).is_none_or(|n| !n.is_alphanumeric()))
                || (close > stops && (c == '…' || is_stop(c)));
            if closes {
                close = after;
            } else if let Some(mark) = endnote_mark(text, close) {
                close = mark;
            } else {
                break;
            }
        }
        // A mark set off by a space still belongs to what it annotates.
        let spaced = close + spaces(text, close);
        if spaced > close
            && let Some(mark) = endnote_mark(text, spaced)
            && char_at(text, mark).is_none_or(char::is_whitespace)
        {
            close = mark;
        }
        Self { at, close, kind: kind.unwrap_or(Kind::Full), closed: close > stops }
    }

    fn ends_sentence(&self, text: &str, start: usize, words: &Words) -> bool {
        let next = self.close + spaces(text, self.close);
        let spaced = next > self.close;
        let Some(follows) = char_at(text, next) else { return true };
        if matches!(follows, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}') {
            return true;
        }
        if self.kind == Kind::Certain {
            // 「…。」と述べた: a Japanese particle carries the sentence on.
            return !(self.closed && !spaced && matches!(follows, '\u{3041}'..='\u{309F}'));
        }
        // "… ,” stated", "?; ", "!..": the sentence goes on after a comma, a colon or another stop.
        if matches!(follows, ',' | ';' | ':' | '،' | '؛' | '、' | '，' | '；' | '：')
            || is_stop(follows)
            || is_terminal(follows)
        {
            return false;
        }
        let word_at = opening_skipped(text, next);
        let Some(first) = char_at(text, word_at) else { return true };
        // A small letter carries the sentence on: “Why?” he asked.
        if first.is_lowercase() {
            return false;
        }
        match self.kind {
            Kind::Certain | Kind::Terminal => spaced || self.closed || !follows.is_ascii_alphanumeric(),
            // Between words of a script without capitals an omission may stand anywhere.
            Kind::Omission => first.is_uppercase() || (spaced && first.is_numeric()) || word_at > next,
            Kind::Full if !spaced && !self.closed => glued(text, self.at, next, first),
            Kind::Full => self.full_stop(text, start, words, word_at),
        }
    }

    /// One full stop, a space or a closing mark, and no small letter: an abbreviation, a list's number, or the end.
    fn full_stop(&self, text: &str, start: usize, words: &Words, word_at: usize) -> bool {
        let before = &text[start.max(text.floor_char_boundary(self.at.saturating_sub(LOOK)))..self.at];
        let token = token_before(before);
        let letters = token.chars().filter(|c| c.is_alphanumeric()).count();
        // "3. Findings": a number or letter alone at the start counts an item.
        let item = letters == 1 || is_roman(token) || (letters <= 3 && token.bytes().all(|b| b.is_ascii_digit()));
        if words.count == 1 && item {
            return false;
        }
        let next = word_from(text, word_at);
        // The second of two initials starts no sentence: В. С. Иванов.
        let initial = next.chars().count() == 1 && char_at(text, word_at + next.len()).is_some_and(is_stop);
        stop_after(token, if initial { "" } else { next }) != Stop::Inside
    }
}

/// How far back and forth an abbreviation or a word is looked at, in bytes.
const LOOK: usize = 48;

/// A full stop with no space after it ends a sentence only between two words that were run together.
fn glued(text: &str, stop: usize, next: usize, first: char) -> bool {
    let token = token_before(&text[text.floor_char_boundary(stop.saturating_sub(LOOK))..stop]);
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2
        || letters < token.chars().count()
        || char_at(text, next).is_some_and(|c| !opens(c) && !c.is_alphabetic())
    {
        return false;
    }
    if stop_after(token, word_from(text, next)) != Stop::Ordinary {
        return false;
    }
    let last = token.chars().next_back();
    if first.is_uppercase() {
        last.is_some_and(char::is_lowercase)
    } else {
        first.is_alphabetic() && last.is_some_and(|c| !c.is_lowercase() && !c.is_uppercase())
    }
}

/// The word before a stop, with the stops and hyphens inside it: `U.S`, `р-н`, `Gen`.
fn token_before(text: &str) -> &str {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '‑' | '\u{200C}' | '\u{200D}') || is_mark(c);
    let start = text.char_indices().rev().take_while(|(_, c)| part(*c)).last().map_or(text.len(), |(i, _)| i);
    text[start..].trim_start_matches(['.', '-', '‑'])
}

fn word_from(text: &str, at: usize) -> &str {
    let rest = &text[at..text.floor_char_boundary(at + LOOK)];
    let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '\u{200C}' || is_mark(c))).unwrap_or(rest.len());
    &rest[..end]
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{64B}'..='\u{652}')
}

fn is_roman(token: &str) -> bool {
    !token.is_empty() && token.len() <= 6 && token.chars().all(|c| "IVXLCDM".contains(c))
        || !token.is_empty() && token.len() <= 6 && token.chars().all(|c| "ivxlcdm".contains(c))
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// Bytes of white space at this place, up to a line end.
fn spaces(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let ends = |c: char| !c.is_whitespace() || matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}');
    rest.find(ends).unwrap_or(rest.len())
}

/// Where the first word begins after opening quotes, brackets and dashes; a few at most.
fn opening_skipped(text: &str, from: usize) -> usize {
    let mut at = from;
    for _ in 0..8 {
        match char_at(text, at) {
            Some(c) if opens(c) || may_close(c) || matches!(c, '—' | '–' | '-' | '…' | ' ' | '\u{A0}') => {
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    at
}

/// The end of an endnote mark that begins here: `[i]`, `[12]`, `[a]`, superscript figures.
fn endnote_mark(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    if let Some(inner) = rest.strip_prefix('[') {
        let len = inner.as_bytes().iter().take(7).position(|b| *b == b']')?;
        let inner = inner.get(..len)?;
        let counts = inner.bytes().all(|b| b.is_ascii_digit()) || is_roman(inner) || len == 1;
        return (len > 0 && counts && inner.bytes().all(|b| b.is_ascii_alphanumeric())).then_some(at + len + 2);
    }
    let end = rest.find(|c| !matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')).unwrap_or(rest.len());
    (end > 0).then_some(at + end)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '․' | '﹒' | '．')
}

/// Signs that end a sentence unless a small letter follows.
fn is_terminal(c: char) -> bool {
    matches!(c, '!' | '?' | '؟' | '‼' | '‽' | '⁇' | '⁈' | '⁉' | '՜' | '՞') || is_certain(c)
}

/// Signs with no other use than to end a sentence.
fn is_certain(c: char) -> bool {
    matches!(
        c,
        '。' | '！'
            | '？'
            | '｡'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
            | '፧'
            | '፨'
            | '။'
            | '។'
            | '៕'
            | '܀'
            | '܁'
            | '܂'
    )
}

/// Quotes and brackets that only close.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '”' | '’'
            | '»'
            | '›'
            | ')'
            | ']'
            | '}'
            | '」'
            | '』'
            | '】'
            | '〉'
            | '》'
            | '〗'
            | '〟'
            | '）'
            | '］'
            | '｝'
    )
}

/// Marks that close in some languages and open in others.
fn may_close(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '‹')
}

fn opens(c: char) -> bool {
    matches!(
        c,
        '“' | '‘'
            | '„'
            | '‚'
            | '‟'
            | '«'
            | '‹'
            | '('
            | '['
            | '{'
            | '「'
            | '『'
            | '【'
            | '〈'
            | '《'
            | '（'
            | '［'
            | '¿'
            | '¡'
    ) || matches!(c, '"' | '\'' | '»' | '›')
}

/// The range without white space at its ends, or nothing when nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let part = text.get(range.clone())?;
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    (start < end).then_some(start..end)
}

#[cfg(test)]
mod tests;
