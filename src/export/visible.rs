//! Foreign words on a line of ours: nothing in them may break the line, hide, or turn the direction of what stands
//! beside them. Quotations do not pass through here; they are written exactly.

use super::model::{Lang, Line, Piece, Prose};
use crate::domain::Words;

/// True for the characters that open, close or override a direction and so could reach beyond their own words.
pub(super) fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// True for characters that have no picture and that HTML or a terminal would take for something else.
pub(super) fn hidden(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
        || matches!(u32::from(c) & 0xFFFF, 0xFFFE | 0xFFFF)
        || ('\u{FDD0}'..='\u{FDEF}').contains(&c)
}

/// The name of a character: `U+202E`.
pub(super) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// One line: white space in a row is one space, and a character that hides or turns is written as its name in ⟨⟩.
pub(super) fn one_line(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for word in words.split([' ', '\t', '\n', '\r']).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            if turns(c) || hidden(c) {
                out.push('⟨');
                out.push_str(&code(c));
                out.push('⟩');
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// Foreign words for a line of ours.
pub(super) fn foreign(words: &Words) -> Piece {
    Piece::Foreign(one_line(words.raw()), None)
}

/// Foreign words in a language, for a line of ours.
pub(super) fn foreign_in(words: &Words, lang: Option<Lang>) -> Piece {
    Piece::Foreign(one_line(words.raw()), lang)
}

/// A person's prose as paragraphs: a blank line separates two, other line ends are kept.
pub(super) fn prose(words: &Words, lang: Option<&Lang>) -> Vec<Prose> {
    let mut out = Vec::new();
    let mut lines = Vec::new();
    for line in words.raw().split('\n').map(one_line).chain([String::new()]) {
        if !line.is_empty() {
            lines.push(vec![Piece::Ours(line)]);
        } else if !lines.is_empty() {
            out.push(Prose { lines: std::mem::take(&mut lines), lang: lang.cloned() });
        }
    }
    out
}

/// Prose on one line, such as a headline.
pub(super) fn heading(words: &Words) -> Prose {
    Prose { lines: vec![vec![Piece::Ours(one_line(words.raw()))]], lang: None }
}

/// True when a sentence needs no full stop after these words.
pub(super) fn is_ended(words: &str) -> bool {
    let bare = words.trim_end_matches(['”', '’', '"', '\'', '»', ')', ' ']);
    bare.ends_with(['.', '!', '?', '…', '؟', '۔', '。'])
}

/// Joins lines with what stands between them.
pub(super) fn joined(lines: Vec<Line>, between: &str) -> Line {
    let mut out = Line::new();
    for line in lines.into_iter().filter(|l| !l.is_empty()) {
        if !out.is_empty() {
            out.push(Piece::Ours(between.to_owned()));
        }
        out.extend(line);
    }
    out
}

/// True for the letters and marks of scripts written from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' | '\u{200F}')
}

/// True when some letter is of a script written from right to left.
pub(super) fn has_rtl(words: &str) -> bool {
    words.chars().any(is_rtl)
}
