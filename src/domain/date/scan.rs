//! The words of time and the figures of a text in order, with what stands between them. All other words are passed over.

use super::lexicon::{Kinds, Lexicon, Sense, Tongues};
use crate::domain::tokens::{Script, each_word};

/// A line shorter than this, in bytes, ends where its sentence does, not where the paper did.
const SHORT_LINE: usize = 40;
/// What stands between two words of one expression is no longer than this, in bytes.
const LONGEST_GAP: usize = 16;
/// Figures of more digits are no dates.
const MOST_DIGITS: usize = 9;
/// Digits of a year.
const YEAR_DIGITS: usize = 4;

/// A word of time or a number.
#[derive(Clone, Debug)]
pub(crate) struct Tok {
    /// Where it stands, in bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Its place in the lexicon, of what follows its digits for a number; 0 for none.
    node: u32,
    /// The number, if it is one.
    pub(crate) figure: Option<Figure>,
    /// True when no other word stands between it and the one before.
    follows: bool,
}

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Figure {
    pub(crate) value: u32,
    /// How many digits it has.
    pub(crate) len: u8,
    pub(crate) digits: Digits,
    /// True when letters follow in the same word.
    pub(crate) tail: bool,
}

/// Whose digits they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Digits {
    Ascii,
    Persian,
    Arabic,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    /// Nothing.
    Nothing,
    Space,
    /// A comma, with or without space.
    Comma,
    Dot,
    DotSpace,
    Hyphen,
    /// A longer dash, or a hyphen between spaces.
    Dash,
    Slash,
    Colon,
    Apostrophe,
    /// Anything else, or other words.
    Other,
}

/// A text, gone through.
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) toks: Vec<Tok>,
}

impl<'a> Scan<'a> {
    pub(crate) fn of(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let mut toks: Vec<Tok> = Vec::new();
        let mut follows = false;
        each_word(text, |word| {
            let before = toks.len();
            let bytes = word.word.as_bytes();
            if bytes.last().is_some_and(u8::is_ascii_digit) || bytes.iter().take(3).any(u8::is_ascii_digit) {
                let (start, end) = without_raised(text, word.bytes.start, word.bytes.end);
                if (start, end) == (word.bytes.start, word.bytes.end) {
                    one_word(&mut toks, text, lexicon, word.word, (start, end), follows);
                } else {
                    let inner = crate::domain::fold(text.get(start..end).unwrap_or_default());
                    one_word(&mut toks, text, lexicon, &inner, (start, end), follows);
                }
            } else {
                plain_word(&mut toks, text, lexicon, word.word, (word.bytes.start, word.bytes.end), follows);
            }
            follows = toks.len() > before;
        });
        Self { text, lexicon, toks }
    }

    /// True where one of these kinds of expressions may begin: any at a number, at a word those it is for.
    pub(crate) fn may(&self, at: usize, kinds: Kinds) -> bool {
        let tok = self.toks.get(at);
        tok.is_some_and(|tok| {
            tok.figure.is_some() || self.lexicon.at(tok.node).is_some_and(|node| node.kinds & kinds != 0)
        })
    }

    /// The number at a place.
    pub(crate) fn figure(&self, at: usize) -> Option<Figure> {
        self.toks.get(at)?.figure
    }

    /// What stands before a place.
    pub(crate) fn gap(&self, at: usize) -> Gap {
        let pair = at.checked_sub(1).and_then(|before| self.toks.get(before)).zip(self.toks.get(at));
        let Some((before, tok)) = pair.filter(|(_, tok)| tok.follows) else { return Gap::Other };
        if before.end == tok.start {
            return Gap::Nothing;
        }
        let between = self.text.get(before.end..tok.start).filter(|between| between.len() <= LONGEST_GAP);
        let Some(between) = between else { return Gap::Other };
        let mut seen = between.chars().filter(|c| !is_unseen(*c));
        let (mut spaces, mut lines, mut sign) = ((false, false), 0, None);
        for c in seen.by_ref() {
            // What a tab parts stands in two columns.
            if c == '\t' {
                return Gap::Other;
            }
            lines += usize::from(c == '\n');
            if c.is_whitespace() {
                if sign.is_none() { spaces.0 = true } else { spaces.1 = true }
            } else {
                sign = match (sign, c) {
                    (None, c) => Some(c),
                    // “17.–18. October”, “2019 г.–2021 г.”.
                    (Some('.'), '-' | '\u{2010}'..='\u{2015}') if !spaces.1 => Some('–'),
                    _ => return Gap::Other,
                };
            }
        }
        if lines > 1 || lines == 1 && !self.is_wrapped(before.end) {
            return Gap::Other;
        }
        match (sign, spaces) {
            (None, (true, _)) => Gap::Space,
            (None, _) => Gap::Nothing,
            (Some(',' | '،'), (false, _)) => Gap::Comma,
            (Some('.'), (false, false)) => Gap::Dot,
            (Some('.'), (false, true)) => Gap::DotSpace,
            (Some('-' | '\u{2010}' | '\u{2011}'), (false, false)) => Gap::Hyphen,
            (Some('-' | '\u{2010}' | '\u{2212}'), (true, true)) => Gap::Dash,
            (Some('\u{2012}'..='\u{2015}'), _) => Gap::Dash,
            (Some('/' | '\u{2044}'), (false, false)) => Gap::Slash,
            (Some(':'), (false, false)) => Gap::Colon,
            (Some('\'' | '’' | 'ʼ'), (false, _)) => Gap::Apostrophe,
            // “The ’90s”.
            (Some('\'' | '’' | '‘'), (true, false)) => Gap::Space,
            _ => Gap::Other,
        }
    }

    /// True when the line that ends after a byte is long enough to go on in the next.
    fn is_wrapped(&self, end: usize) -> bool {
        let from = self.text.floor_char_boundary(end.saturating_sub(SHORT_LINE));
        end >= SHORT_LINE && self.text.get(from..end).is_some_and(|line| !line.contains('\n'))
    }

    /// The longest words from a place on of which something is true in some of these languages: where they end, in which
    /// languages, and what was made of them.
    pub(crate) fn longest<T>(
        &self,
        at: usize,
        tongues: Tongues,
        make: impl Fn(Sense) -> Option<T>,
    ) -> Option<(usize, Tongues, T)> {
        let tok = self.toks.get(at).filter(|tok| tok.figure.is_none())?;
        let mut node = self.lexicon.at(tok.node)?;
        let mut tongues = tongues;
        if node.capital | node.small != 0 {
            if self.is_capital(tok) {
                tongues &= if self.begins_sentence(tok.start) { Tongues::MAX } else { !node.small };
            } else {
                tongues &= !node.capital;
            }
        }
        let (mut next, mut found) = (at + 1, None);
        loop {
            let here = node.senses.iter().find_map(|(in_these, sense)| {
                let both = in_these & tongues;
                if both == 0 { None } else { make(*sense).map(|made| (both, made)) }
            });
            if let Some((both, made)) = here {
                found = Some((next, both, made));
            }
            if node.next.is_empty() || self.gap(next) == Gap::Other || self.figure(next).is_some() {
                return found;
            }
            let Some(word) = self.word(next) else { return found };
            let on = node.next.iter().find(|(known, _)| *known == word).and_then(|(_, on)| self.lexicon.at(*on));
            match on {
                Some(on) => (node, next) = (on, next + 1),
                None => return found,
            }
        }
    }

    /// True when a word says this in some of these languages; of a number, what follows its digits.
    pub(crate) fn tail(&self, at: usize, tongues: Tongues, is: impl Fn(Sense) -> bool) -> bool {
        let node = self.toks.get(at).filter(|tok| tok.figure.is_some()).and_then(|tok| self.lexicon.at(tok.node));
        node.is_some_and(|node| node.senses.iter().any(|(in_these, sense)| in_these & tongues != 0 && is(*sense)))
    }

    /// The languages in which a word is sure only after a preposition.
    pub(crate) fn unsure(&self, at: usize) -> Tongues {
        let node = self.toks.get(at).and_then(|tok| self.lexicon.at(tok.node));
        node.map_or(0, |node| node.unsure)
    }

    /// A folded word as it stands in the text.
    fn word(&self, at: usize) -> Option<String> {
        let tok = self.toks.get(at)?;
        let word = self.text.get(tok.start..tok.end)?;
        Some(if word.bytes().all(|b| b.is_ascii_lowercase()) { word.to_owned() } else { crate::domain::fold(word) })
    }

    fn is_capital(&self, tok: &Tok) -> bool {
        self.text.get(tok.start..).and_then(|text| text.chars().next()).is_some_and(char::is_uppercase)
    }

    /// True at the beginning of a sentence or a line.
    fn begins_sentence(&self, byte: usize) -> bool {
        let from = self.text.floor_char_boundary(byte.saturating_sub(LONGEST_GAP));
        let before = self.text.get(from..byte).unwrap_or_default();
        if from > 0 && before.trim_start().is_empty() {
            return false;
        }
        let before = before.trim_end_matches(|c: char| c == ' ' || c == '\u{A0}' || "“”„«\"'([—–".contains(c));
        before.chars().next_back().is_none_or(|c| matches!(c, '\n' | '.' | '!' | '?' | ':' | '…' | '|' | '*' | '#'))
    }

    /// The character before a byte and the one before that.
    pub(crate) fn before(&self, byte: usize) -> (Option<char>, Option<char>) {
        let mut chars =
            self.text.get(..byte).unwrap_or_default().chars().rev().take(LONGEST_GAP).filter(|c| !is_no_sign(*c));
        (chars.next(), chars.next())
    }

    /// The character at a byte and the one after that.
    pub(crate) fn after(&self, byte: usize) -> (Option<char>, Option<char>) {
        let after = self.text.get(byte..).unwrap_or_default();
        let mut chars = after.chars().take(LONGEST_GAP).filter(|c| !is_no_sign(*c));
        (chars.next(), chars.next())
    }
}

/// What stands beside a word without touching it: what nobody sees, and the numbers of notes.
fn is_no_sign(c: char) -> bool {
    is_unseen(c) || is_raised(c)
}

/// Marks that steer direction, and what else nobody sees.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{61C}' | '\u{640}')
}

/// Letters that Arabic writes together with the word after them: and, in, for, then, as.
const BEFORE: [char; 5] = ['و', 'ب', 'ل', 'ف', 'ک'];

/// The signs that notes have for numbers: they stand behind a word or a number and are not of it.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}'..='\u{208E}')
}

/// The ends of a word without such signs before and behind it.
fn without_raised(text: &str, start: usize, end: usize) -> (usize, usize) {
    let word = text.get(start..end).unwrap_or_default();
    let first = word.trim_start_matches(is_raised);
    (end - first.len(), end - first.len() + first.find(is_raised).unwrap_or(first.len()))
}

/// A word that has digits in it, or had nothing but raised ones.
fn one_word(toks: &mut Vec<Tok>, text: &str, lexicon: &Lexicon, word: &str, at: (usize, usize), follows: bool) {
    let before = toks.len();
    if word.bytes().any(|b| b.is_ascii_digit()) && !with_month(toks, text, lexicon, word, at, follows) {
        with_digits(toks, text, lexicon, word, at, follows);
    }
    if toks.len() == before {
        plain_word(toks, text, lexicon, word, at, follows);
    }
}

fn plain_word(toks: &mut Vec<Tok>, text: &str, lexicon: &Lexicon, word: &str, at: (usize, usize), follows: bool) {
    let node = lexicon.root(word);
    if node != 0 {
        toks.push(Tok { start: at.0, end: at.1, node, figure: None, follows });
    } else if word.chars().next().is_some_and(|first| Script::of(first) == Script::Arabic) {
        with_one_letter(toks, text, lexicon, word, at, follows);
    }
}

/// An Arabic word of time with such a letter before it.
fn with_one_letter(
    toks: &mut Vec<Tok>,
    text: &str,
    lexicon: &Lexicon,
    word: &str,
    (start, end): (usize, usize),
    follows: bool,
) {
    let Some((first, rest)) = word.chars().next().map(|first| word.split_at(first.len_utf8())) else { return };
    let node = lexicon.root(rest);
    if node == 0 || !first.starts_with(BEFORE) || rest.chars().count() < 3 {
        return;
    }
    let written = text.get(start..end).and_then(|word| word.chars().next()).map_or(0, char::len_utf8);
    let head = lexicon.root(first);
    if head != 0 {
        toks.push(Tok { start, end: start + written, node: head, figure: None, follows });
    }
    toks.push(Tok { start: start + written, end, node, figure: None, follows: follows || head != 0 });
}

/// Where letters and digits meet in a word, in its folded form and as it is written, first the ends of each run.
fn runs(word: &str, is_digit: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, bool)> {
    let mut ends: Vec<(usize, bool)> = Vec::new();
    for (at, c) in word.char_indices() {
        let digit = is_digit(c);
        match ends.last_mut().filter(|(_, before)| *before == digit) {
            Some((end, _)) => *end = at + c.len_utf8(),
            None => ends.push((at + c.len_utf8(), digit)),
        }
    }
    ends.into_iter()
}

/// A month with its day, its year or both and no space between: “17October2020”, «۲۵مهر ۱۴۰۲». False for another word.
fn with_month(
    toks: &mut Vec<Tok>,
    text: &str,
    lexicon: &Lexicon,
    word: &str,
    (start, end): (usize, usize),
    follows: bool,
) -> bool {
    let Some(letters) = word.split(|c: char| c.is_ascii_digit()).find(|letters| !letters.is_empty()) else {
        return false;
    };
    let is_month = |sense: &Sense| matches!(sense, Sense::Month(..) | Sense::Short(_));
    let node = lexicon.root(letters);
    let written = text.get(start..end).unwrap_or_default();
    if !lexicon.at(node).is_some_and(|node| node.senses.iter().any(|(_, sense)| is_month(sense))) {
        return false;
    }
    let folded: Vec<(usize, bool)> = runs(word, |c| c.is_ascii_digit()).collect();
    let real: Vec<(usize, bool)> = runs(written, char::is_numeric).collect();
    let letter_runs = folded.iter().filter(|(_, digit)| !digit).count();
    if folded.len() != real.len() || letter_runs != 1 {
        return false;
    }
    let (mut from, mut at, mut follows) = (0, 0, follows);
    for ((to, digit), (until, _)) in folded.into_iter().zip(real) {
        let figure = word.get(from..to).filter(|_| digit).and_then(|digits| figure(digits, written.get(at..)?));
        let node = if digit { 0 } else { node };
        toks.push(Tok { start: start + at, end: start + until, node, figure, follows });
        (from, at, follows) = (to, until, true);
    }
    true
}

/// A number of some folded digits, and of which kind they are where they are written.
fn figure(digits: &str, written: &str) -> Option<Figure> {
    let kind = match written.chars().next() {
        Some('۰'..='۹') => Digits::Persian,
        Some('٠'..='٩') => Digits::Arabic,
        _ => Digits::Ascii,
    };
    let len = u8::try_from(digits.len()).unwrap_or(u8::MAX);
    (digits.len() <= MOST_DIGITS).then_some(Figure { value: digits.parse().ok()?, len, digits: kind, tail: false })
}

/// A word that begins with digits, or with one Arabic letter before them, as “and 2021” is written.
fn with_digits(
    toks: &mut Vec<Tok>,
    text: &str,
    lexicon: &Lexicon,
    word: &str,
    (start, end): (usize, usize),
    follows: bool,
) {
    let letters = word.find(|c: char| c.is_ascii_digit()).unwrap_or(0);
    let (head, rest) = word.split_at(letters);
    let count = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, tail) = rest.split_at(count);
    let whole = lexicon.root(word);
    if whole != 0 {
        toks.push(Tok { start, end, node: whole, figure: None, follows });
        return;
    }
    let one_letter = head.is_empty() || (head.chars().count() == 1 && head.starts_with(BEFORE));
    if !one_letter || count > MOST_DIGITS {
        return;
    }
    if let Some(minutes) = tail.strip_prefix('h').filter(|minutes| count <= 2 && minutes.len() == 2) {
        // “10h30”: hours and minutes.
        let hour = figure(digits, digits).map(|figure| Figure { tail: true, ..figure });
        if let (Some(hour), Some(minute)) = (hour, figure(minutes, minutes)) {
            let (node, cut) = (lexicon.root("h"), end.saturating_sub(2));
            toks.push(Tok { start, end: cut, node, figure: Some(hour), follows });
            toks.push(Tok { start: cut, end, node: 0, figure: Some(minute), follows: true });
        }
        return;
    }
    if tail.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let written = text.get(start..end).unwrap_or_default();
    let Some((at, _)) = written.char_indices().find(|(_, c)| c.is_numeric()) else { return };
    let Some(figure) = written.get(at..).and_then(|written| figure(digits, written)) else { return };
    let mut follows = follows;
    if at > 0 {
        let node = lexicon.root(head);
        toks.push(Tok { start, end: start + at, node, figure: None, follows });
        follows = true;
    }
    let node = if tail.is_empty() { 0 } else { lexicon.root(tail) };
    let after =
        written.get(at..).map_or(0, |digits| digits.chars().take_while(|c| c.is_numeric()).map(char::len_utf8).sum());
    let tail_written = written.get(at + after..).unwrap_or_default();
    // What a sign stands before is the last figure of a date, as “17” in “2020-10-17He”.
    let last = count <= 2 && text.get(..start).is_some_and(|before| before.ends_with(['-', '/', '.']));
    if (count == YEAR_DIGITS || last) && is_next_word(lexicon, node, tail, tail_written) {
        let cut = start + at + after;
        toks.push(Tok { start: start + at, end: cut, node: 0, figure: Some(figure), follows });
        if node != 0 {
            toks.push(Tok { start: cut, end, node, figure: None, follows: true });
        }
        return;
    }
    toks.push(Tok { start: start + at, end, node, figure: Some(Figure { tail: !tail.is_empty(), ..figure }), follows });
}

/// True where the letters behind the digits of a year are the next word, with the space before it lost, or the letter that
/// tells two papers of a year apart: “2020He”, “2020a”. What is hung on a year or counts things is none.
fn is_next_word(lexicon: &Lexicon, node: u32, tail: &str, written: &str) -> bool {
    let hung = |sense: &Sense| {
        matches!(
            sense,
            Sense::OrdinalEnd
                | Sense::DecadeEnd
                | Sense::YearMarkAfter
                | Sense::Era(_)
                | Sense::BeforeAll
                | Sense::Am
                | Sense::Pm
                | Sense::OClock
                | Sense::Counted
        )
    };
    if lexicon.at(node).is_some_and(|node| node.senses.iter().any(|(_, sense)| hung(sense))) {
        return false;
    }
    let first = written.chars().next();
    first.is_some_and(|c| c.is_alphabetic() && !c.is_lowercase()) || tail.len() > 2 || matches!(tail, "a" | "b" | "c")
}
