//! Citations of the form “title (translated title),” outlet (its translation or a descriptor), date. Titles have brackets
//! of their own, so the last group before the closing mark is looked for from the right, brackets balanced; what is in it is a
//! translation where the letters change. A citation of another style is none.

use super::dates::{Dated, dates};
use super::lexicon::{Class, Lexicon};
use crate::analysis::wordings::{self, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::tokens::{Script, primary_language, script_of, tokens};
use std::ops::Range;

/// Longest citation, and what stands in it behind the title, in bytes.
const LONGEST: usize = 4 * 1024;
const BEHIND: usize = 1024;
/// Most marks at which a title may end that are tried, and most places of a note where a title may begin.
const TRIES: usize = 6;
const BEGINNINGS: usize = 16;
/// Most words of an outlet.
const OUTLET: usize = 25;

/// A citation. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// All of it.
    pub bytes: Range<usize>,
    /// Who wrote it, where that stands before the title.
    pub author: Option<Range<usize>>,
    /// The title as the original has it.
    pub title: Range<usize>,
    /// The same in the language of the text.
    pub title_translated: Option<Range<usize>>,
    /// Who published it.
    pub outlet: Range<usize>,
    /// The same in the language of the text.
    pub outlet_translated: Option<Range<usize>>,
    /// What the citation says of the outlet, where the brackets hold no translation.
    pub descriptor: Option<Range<usize>>,
    /// When it was published.
    pub date: Dated,
    /// Where it was found.
    pub url: Option<Range<usize>>,
    /// When it was fetched.
    pub accessed: Option<Dated>,
    /// The note it stands in, by its number.
    pub note: Option<usize>,
}

/// The citation that is all of a block.
pub(super) fn of_block(text: &str, block: &Range<usize>, lexicon: &Lexicon) -> Option<Citation> {
    let line = text.get(block.clone()).filter(|line| line.len() <= LONGEST && line.contains(char::is_numeric))?;
    let mut open = line.len() - line.trim_start_matches(is_unseen).len();
    let mut author = None;
    if !line.get(open..)?.starts_with(is_opener) {
        // “Source: ” and, perhaps, an author stand before it.
        const FAR: usize = 200;
        let near = line.get(..line.floor_char_boundary(FAR))?;
        let words = tokens(near);
        let source = lexicon.begins(&words, Class::Source);
        let end = words.get(source.checked_sub(1)?)?.bytes.end;
        let rest = near.get(end..)?;
        let behind = end + rest.len() - rest.trim_start().strip_prefix([':', '：'])?.trim_start().len();
        open = behind + near.get(behind..)?.find(is_opener)?;
        let between = near.get(behind..open)?.trim_end();
        if let Some(name) = between.strip_suffix([',', '،']) {
            author = Some(behind..behind + name.trim_end().len());
        } else if !between.is_empty() {
            return None;
        }
    }
    let mut found = at(line, open, true, lexicon)?;
    found.author = author;
    Some(found.moved(block.start))
}

/// The citations inside a stretch of a text, such as a note.
pub(super) fn inside(text: &str, within: &Range<usize>, lexicon: &Lexicon) -> Vec<Citation> {
    let words = text.get(within.clone()).unwrap_or_default();
    let words = words.get(..words.floor_char_boundary(LONGEST * 2)).unwrap_or(words);
    let mut out = Vec::new();
    let (mut from, mut tries) = (0, 0);
    while let Some(open) = words.get(from..).and_then(|rest| rest.find(is_opener)).map(|at| from + at) {
        from = open + words.get(open..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        // A mark behind a letter opens nothing.
        let behind_word = words.get(..open).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        if behind_word {
            continue;
        }
        tries += 1;
        if tries > BEGINNINGS {
            break;
        }
        if let Some(found) = at(words, open, false, lexicon) {
            from = found.bytes.end;
            out.push(found.moved(within.start));
        }
    }
    out
}

impl Citation {
    fn moved(self, by: usize) -> Self {
        let range = |r: Range<usize>| r.start + by..r.end + by;
        let dated = |d: Dated| Dated { bytes: range(d.bytes), ..d };
        Self {
            bytes: range(self.bytes),
            author: self.author.map(range),
            title: range(self.title),
            title_translated: self.title_translated.map(range),
            outlet: range(self.outlet),
            outlet_translated: self.outlet_translated.map(range),
            descriptor: self.descriptor.map(range),
            date: dated(self.date),
            url: self.url.map(range),
            accessed: self.accessed.map(dated),
            note: self.note,
        }
    }
}

fn is_opener(c: char) -> bool {
    matches!(c, '“' | '«' | '„' | '"' | '‘')
}

/// Characters nobody sees, and spaces.
fn is_unseen(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// The stretch without what nobody sees, and commas, at its ends.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start_matches(is_unseen).len();
    let end = range.start + words.trim_end_matches(|c| is_unseen(c) || matches!(c, ',' | '،')).len();
    start..end.max(start)
}

/// The citation whose title is opened by the mark at `open`.
fn at(text: &str, open: usize, whole: bool, lexicon: &Lexicon) -> Option<Citation> {
    let near = text.get(..text.floor_char_boundary(open.saturating_add(LONGEST)))?;
    let opener = near.get(open..)?.chars().next()?;
    closers(near, open, opener).into_iter().take(TRIES).find_map(|close| {
        let inner = bare(near, open + opener.len_utf8()..close.start);
        let has_letters =
            |range: &Range<usize>| near.get(range.clone()).is_some_and(|w| w.contains(char::is_alphabetic));
        // Where the title ends with a full stop it is another style.
        let stops = near.get(..close.start).is_some_and(|before| before.ends_with('.') && !before.ends_with(".."));
        if !has_letters(&inner) || stops {
            return None;
        }
        let (title, title_translated) = match group(near, &inner) {
            Some((outer, within)) if translates(near, &outer, &within) => (outer, Some(within)),
            _ => (inner, None),
        };
        let Behind { outlet, date, url, accessed, end } = behind(near, close.end, whole, opener, lexicon)?;
        let (outlet, outlet_translated, descriptor) = match group(near, &outlet) {
            Some((outer, within)) if letters_differ(near, &outer, &within) => (outer, Some(within), None),
            Some((outer, within)) => (outer, None, Some(within)),
            None => (outlet, None, None),
        };
        Some(Citation {
            bytes: open..end,
            author: None,
            title,
            title_translated,
            outlet,
            outlet_translated,
            descriptor,
            date,
            url,
            accessed,
            note: None,
        })
    })
}

/// The marks that may close a title, the likeliest first.
fn closers(text: &str, open: usize, opener: char) -> Vec<Range<usize>> {
    let from = open + opener.len_utf8();
    let is_closer = |c: char| match opener {
        '“' => c == '”',
        '«' => c == '»',
        '„' => matches!(c, '“' | '”'),
        '‘' => c == '’',
        _ => c == '"',
    };
    let (mut all, mut balanced) = (Vec::new(), None);
    let (mut depth, mut before) = (1_usize, opener);
    let rest = text.get(from..).unwrap_or_default();
    for (at, c) in rest.char_indices() {
        let next = rest.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let place = from + at..from + at + c.len_utf8();
        // An apostrophe stands within a word; a mark that opens as well stands before one.
        let within = next.is_some_and(char::is_alphanumeric) && matches!(c, '’' | '"');
        if is_closer(c) && !within {
            depth = depth.saturating_sub(1);
            if depth == 0 && balanced.is_none() && matches!(opener, '“' | '«' | '„') {
                balanced = Some(all.len());
            }
            let comma = matches!(before, ',' | '،') || matches!(next, Some(',' | '،'));
            all.push((place, comma));
        } else if c == opener && c != '"' {
            depth += 1;
        }
        before = c;
    }
    let mut out: Vec<Range<usize>> =
        balanced.and_then(|n| all.get(n)).map(|(place, _)| place.clone()).into_iter().collect();
    out.extend(all.iter().filter(|(_, comma)| *comma).map(|(place, _)| place.clone()));
    out.extend(all.iter().rev().filter(|(_, comma)| !comma).map(|(place, _)| place.clone()));
    let mut seen = Vec::new();
    out.retain(|place| {
        let new = !seen.contains(&place.start);
        seen.push(place.start);
        new && seen.len() <= TRIES * 2
    });
    out
}

/// The last group in brackets a stretch ends with, and what stands before it; brackets are balanced from the right.
fn group(text: &str, range: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
    let words = text.get(range.clone())?;
    if !words.ends_with(')') {
        return None;
    }
    let mut depth = 0_usize;
    let mut open = words.char_indices().rev().find_map(|(at, c)| {
        depth = match c {
            ')' => depth + 1,
            '(' => depth.saturating_sub(1),
            _ => depth,
        };
        (c == '(' && depth == 0).then_some(at)
    })?;
    // One that is still open before it was not closed: all of it is the group.
    let mut opened: Vec<usize> = Vec::new();
    for (at, c) in words.get(..open)?.char_indices() {
        match c {
            '(' => opened.push(at),
            ')' => drop(opened.pop()),
            _ => {}
        }
    }
    let mut end = words.len() - 1;
    if let Some(first) = opened.first() {
        (open, end) = (*first, words.len());
    }
    let outer = bare(text, range.start..range.start + open);
    let within = bare(text, range.start + open + 1..range.start + end);
    (!outer.is_empty() && !within.is_empty()).then_some((outer, within))
}

/// The script most letters of a stretch are of, and whether they are Latin.
fn letters(words: &str) -> Option<Script> {
    let mut counts: [usize; 6] = [0; 6];
    for c in words.chars().filter(|c| c.is_alphabetic()) {
        if let Some(count) = counts.get_mut(usize::from(Script::of(c).number())) {
            *count += 1;
        }
    }
    let all = [Script::Latin, Script::Cyrillic, Script::Arabic, Script::Han, Script::Unspaced, Script::Other];
    let most = all.into_iter().max_by_key(|script| counts.get(usize::from(script.number())).copied());
    most.filter(|_| counts.iter().any(|count| *count > 0))
}

/// The language some words may be in: that of their text, unless it is written otherwise.
pub(super) fn language_of<'l>(words: &str, language: Option<&'l str>) -> Option<&'l str> {
    let script = letters(words);
    language.filter(|tag| script.is_none_or(|script| script_of(&primary_language(tag)) == script))
}

fn letters_differ(text: &str, one: &Range<usize>, other: &Range<usize>) -> bool {
    let of = |range: &Range<usize>| text.get(range.clone()).and_then(letters);
    matches!((of(one), of(other)), (Some(one), Some(other)) if one != other)
}

/// True when a group translates a title: by its letters, or where both are Latin because the title has small words of another
/// language than English, or letters English has not, and the group has none and is about as long.
fn translates(text: &str, title: &Range<usize>, group: &Range<usize>) -> bool {
    if letters_differ(text, title, group) {
        return true;
    }
    const OTHERS: [&str; 10] = ["de", "fr", "es", "it", "pt", "nl", "pl", "tr", "cs", "sv"];
    let of = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    if letters(of(title)) != Some(Script::Latin) {
        return false;
    }
    let foreign = |words: &str| {
        let is = |word: &str| {
            !is_stop_word(word, Some("en")) && OTHERS.iter().any(|language| is_stop_word(word, Some(language)))
        };
        words.chars().any(|c| c.is_alphabetic() && !c.is_ascii()) || tokens(words).iter().any(|token| is(&token.word))
    };
    let (title, group) = (of(title), of(group));
    let long = tokens(group).len() * 2 >= tokens(title).len() && tokens(group).len() > 1;
    long && foreign(title) && !foreign(group)
}

/// What stands behind a title.
struct Behind {
    outlet: Range<usize>,
    date: Dated,
    url: Option<Range<usize>>,
    accessed: Option<Dated>,
    end: usize,
}

fn behind(text: &str, from: usize, whole: bool, opener: char, lexicon: &Lexicon) -> Option<Behind> {
    let comma = text.get(from..)?.strip_prefix([',', '،']).map_or(from, |rest| text.len() - rest.len());
    let rest = text.get(comma..)?;
    // Something stands between the title and the outlet.
    let start = comma + rest.len() - rest.trim_start_matches(is_unseen).len();
    let spaced = start > comma;
    let tail = text.get(start..text.floor_char_boundary(start.saturating_add(BEHIND)))?;
    if !spaced || (whole && text.len() - start > BEHIND) {
        return None;
    }
    let all: Vec<Dated> = dates(tail, true)
        .into_iter()
        .map(|d| Dated { bytes: start + d.bytes.start..start + d.bytes.end, ..d })
        .collect();
    all.iter().filter(|dated| dated.date.year().is_some()).find_map(|dated| {
        let before = without_weekday(text, start..dated.bytes.start, lexicon);
        let before = text.get(before)?.trim_end_matches(is_unseen).strip_suffix([',', '،'])?;
        let outlet = bare(text, start..start + before.len());
        if !is_outlet(text.get(outlet.clone())?, opener) {
            return None;
        }
        let ending = ending(text, dated, &all, lexicon);
        let left = text.get(ending.end..)?.trim_matches(is_unseen);
        // Without a full stop it is one where nothing follows and the day is told.
        let closed = ending.closed || (whole && dated.date.as_str().len() == "2023-10-17".len());
        (closed && (!whole || left.is_empty())).then_some(Behind {
            outlet,
            date: dated.clone(),
            url: ending.url,
            accessed: ending.accessed,
            end: ending.end,
        })
    })
}

/// A stretch without a day of the week, and what parts it from a date, at its end.
fn without_weekday(text: &str, range: Range<usize>, lexicon: &Lexicon) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let last = words.trim_end_matches(|c| is_unseen(c) || matches!(c, ',' | '،'));
    let start = last.rfind([',', '،']).map_or(0, |at| at + 1);
    let start = last.ceil_char_boundary(start);
    let day = last.get(start..).unwrap_or_default();
    let tokens = tokens(day);
    let is_day = !tokens.is_empty() && lexicon.begins(&tokens, Class::Weekday) == tokens.len();
    if is_day { range.start..range.start + start } else { range }
}

struct Ending {
    end: usize,
    closed: bool,
    url: Option<Range<usize>>,
    accessed: Option<Dated>,
}

/// What stands behind the date: a full stop, and before or behind it an address and when it was fetched.
fn ending(text: &str, dated: &Dated, all: &[Dated], lexicon: &Lexicon) -> Ending {
    let mut out = Ending { end: dated.bytes.end, closed: false, url: None, accessed: None };
    loop {
        let rest = text.get(out.end..).unwrap_or_default();
        let apart = rest.trim_start_matches(|c| is_unseen(c) || matches!(c, ',' | ';' | '('));
        let at = text.len() - apart.len();
        if out.url.is_none() && ["https://", "http://", "www."].iter().any(|begin| apart.starts_with(begin)) {
            let length =
                apart.find(|c: char| is_unseen(c) || matches!(c, '>' | '<' | '”' | '»')).unwrap_or(apart.len());
            let address = apart.get(..length).unwrap_or(apart).trim_end_matches(['.', ',', ';', ')']);
            out.url = Some(at..at + address.len());
            out.end = at + address.len();
            continue;
        }
        let near = apart.get(..apart.floor_char_boundary(40)).unwrap_or(apart);
        if out.url.is_some() && out.accessed.is_none() && lexicon.begins(&tokens(near), Class::Accessed) > 0 {
            let next = all.iter().find(|dated| dated.bytes.start >= at && dated.bytes.start < at + 40);
            if let Some(next) = next {
                out.end = next.bytes.end;
                out.accessed = Some(next.clone());
                continue;
            }
        }
        if !out.closed && rest.starts_with('.') {
            out.closed = true;
            out.end += 1;
            continue;
        }
        return out;
    }
}

/// True for words that may name who published something: no sentence, nobody who says something.
fn is_outlet(words: &str, opener: char) -> bool {
    let count = words.split_whitespace().count();
    let begins = words.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    // Newspapers have guillemets of their own.
    let odd = |c: char| matches!(c, '“' | '”' | '"' | '?' | '!' | '[') || (c == opener && c != '«');
    if !begins || !words.contains(char::is_alphabetic) || count > OUTLET || words.contains(odd) {
        return false;
    }
    // A list, or a second sentence.
    let outer = words.split('(').next().unwrap_or(words);
    let goes_on = |at: usize, sign: char| {
        let behind = outer.get(at + sign.len_utf8()..).unwrap_or_default().trim_start();
        let word = outer.get(..at).and_then(|before| before.rsplit(char::is_whitespace).next()).unwrap_or_default();
        match sign {
            '.' => word.chars().count() > 3 && behind.starts_with(char::is_uppercase),
            _ => behind.starts_with(|c: char| c.is_lowercase() || c.is_numeric()),
        }
    };
    if outer.char_indices().any(|(at, c)| matches!(c, '.' | ',') && goes_on(at, c)) {
        return false;
    }
    let says = wordings(outer, None, wordings::Lexicon::built_in());
    !says.iter().any(|w| {
        w.class.attributes() && outer.get(w.bytes.clone()).is_some_and(|word| word.starts_with(char::is_lowercase))
    })
}
