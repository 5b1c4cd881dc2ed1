//! Where the quotations of a text stand, by the marks of many languages and of typewriters.

use std::ops::Range;

/// The quotations of a text, outermost ones only, in bytes without their marks. A quotation that is closed in one of the next
/// lines goes on to there; one that is not closed reaches to the end of its line. Quotations that go on over several
/// paragraphs are often opened anew in each.
pub fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut before = ' ';
    let apart = |before: char| before.is_whitespace() || matches!(before, '(' | '[' | '—' | '–');
    for (at, c) in text.char_indices() {
        let next = || text[at + c.len_utf8()..].chars().next();
        // The single mark that closes is an apostrophe inside words.
        let in_word = |other: Option<char>| other.is_some_and(char::is_alphanumeric);
        let closes = open.last().is_some_and(|(opener, _)| match *opener {
            '‘' => c == '’' && !in_word(next()) && !is_plural(before, &text[at + c.len_utf8()..]),
            '“' => c == '”',
            '„' => matches!(c, '“' | '”'),
            '«' => c == '»',
            '»' => c == '«',
            '`' => c == '\'' && next() == Some('\''),
            '‹' => c == '›',
            '›' => c == '‹',
            '‚' => matches!(c, '‘' | '’') && !in_word(next()),
            '”' => c == '”',
            '「' => c == '」',
            '『' => c == '』',
            '<' => c == '>' && next() == Some('>'),
            ',' => matches!(c, '“' | '”' | '"') || (c == '\'' && next() == Some('\'')),
            SET_OFF => c == '\'' && !in_word(next()) && before != 's',
            '\'' => c == '\'' && ends_speech(before) && !in_word(next()),
            // One behind a space and before a word opens another quotation inside.
            _ => c == '"' && !(before.is_whitespace() && in_word(next())),
        });
        let opens = match c {
            '“' | '„' | '«' | '「' | '『' => true,
            // As typewriters have them: ``…''.
            '`' => next() == Some('`'),
            // Behind a word or a number it is none that opens: 5".
            '"' => !before.is_alphanumeric(),
            // As typewriters of other countries have them: ,,…“ and <<…>>.
            ',' => open.is_empty() && next() == Some(',') && apart(before) && in_word(text[at + 2..].chars().next()),
            '<' => open.is_empty() && next() == Some('<') && in_word(text[at + 2..].chars().next()),
            // One mark for both sides, as in Swedish and Finnish.
            '”' | '‚' | '‹' => open.is_empty() && apart(before) && in_word(next()),
            // As German books have them.
            '»' | '›' => open.is_empty() && !before.is_alphanumeric() && in_word(next()),
            '‘' => open.is_empty() && !in_word(Some(before)),
            '\'' => open.is_empty() && apart(before) && in_word(next()) && is_closed_by_a_stop(&text[at + 1..]),
            _ => false,
        };
        let sets_off = !opens && c == '\'' && open.is_empty() && apart(before) && sets_off(&text[at + 1..]);
        before = c;
        if c == '\n' && !open.last().is_some_and(|(opener, _)| goes_on(text.get(at + 1..).unwrap_or_default(), *opener))
        {
            out.extend(unclosed(&open).map(|start| start..at));
            open.clear();
        } else if closes {
            let last = open.pop();
            out.extend(last.filter(|_| open.is_empty()).map(|(_, start)| start..at));
        } else if sets_off {
            open.push((SET_OFF, at + 1));
        } else if opens {
            open.push((c, at + c.len_utf8() * if matches!(c, '`' | ',' | '<') { 2 } else { 1 }));
        }
    }
    out.extend(unclosed(&open).map(|start| start..text.len()));
    out.retain(|range| text.get(range.clone()).is_some_and(|words| !words.trim().is_empty()));
    out
}

/// True for the apostrophe of “the dogs’ bowls” in a quotation that is closed further on, behind a comma or a stop.
fn is_plural(before: char, rest: &str) -> bool {
    const FAR: usize = 2_000;
    let near = rest.get(..rest.floor_char_boundary(FAR)).unwrap_or(rest);
    let line = near.split(['\n', '‘']).next().unwrap_or(near);
    let goes_on = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let closed = |(at, _): (usize, &str)| line.get(..at).is_some_and(|ahead| ahead.ends_with(ends_speech));
    before == 's' && goes_on && line.match_indices('’').any(closed)
}

/// True for what stands ahead of a mark that closes direct speech.
fn ends_speech(c: char) -> bool {
    matches!(c, ',' | '.' | '!' | '?' | '…')
}

/// True when a straight single mark is one that opens: in its line another follows that closes behind a comma or a stop. All
/// others are apostrophes.
fn is_closed_by_a_stop(rest: &str) -> bool {
    const FAR: usize = 2_000;
    let near = rest.get(..rest.floor_char_boundary(FAR)).unwrap_or(rest);
    let line = near.split('\n').next().unwrap_or(near);
    line.match_indices('\'').any(|(at, _)| {
        let in_word = line.get(at + 1..).is_some_and(|behind| behind.starts_with(char::is_alphanumeric));
        !in_word && line.get(..at).is_some_and(|ahead| ahead.ends_with(ends_speech))
    })
}

/// Stands for a straight single mark around words that end in no stop.
const SET_OFF: char = '\u{2}';

/// True when a straight single mark sets off a sentence that ends in no stop: 'We dig here' is all she says. The plural of
/// “the dogs' bowls” closes none.
fn sets_off(rest: &str) -> bool {
    const FEWEST: usize = 4;
    const FAR: usize = 400;
    if !rest.starts_with(char::is_uppercase) {
        return false;
    }
    let near = rest.get(..rest.floor_char_boundary(FAR)).unwrap_or(rest);
    let line = near.split('\n').next().unwrap_or(near);
    let closing = line.match_indices('\'').map(|(at, _)| at).find(|at| {
        let inside = line.get(..*at).unwrap_or_default();
        let behind = line.get(at + 1..).unwrap_or_default();
        !behind.starts_with(char::is_alphanumeric) && !inside.ends_with('s') && !inside.ends_with(char::is_whitespace)
    });
    let words = |at: usize| line.get(..at).map_or(0, |inside| inside.split_whitespace().count());
    closing.is_some_and(|at| words(at) >= FEWEST)
}

/// True when a quotation that is open at the end of its line is closed in one of the next, and none is opened before.
fn goes_on(rest: &str, opener: char) -> bool {
    const LINES: usize = 8;
    let mark = |c: &char| match opener {
        '”' => *c == '”',
        '「' => matches!(c, '「' | '」'),
        '『' => matches!(c, '『' | '』'),
        '“' => matches!(c, '“' | '”'),
        '„' => matches!(c, '„' | '“' | '”'),
        '«' | '»' => matches!(c, '«' | '»'),
        '"' => *c == '"',
        '‘' => *c == '‘',
        _ => false,
    };
    let mut before = ' ';
    let mut lines = 0;
    for c in rest.chars() {
        // The single mark is an apostrophe where no stop stands ahead of it, and parts no paragraphs.
        if opener == '‘' && c == '’' && ends_speech(before) {
            return true;
        }
        if opener == '‘' && c == '\n' && before == '\n' {
            return false;
        }
        if mark(&c) {
            return match opener {
                '"' | '”' => !before.is_whitespace(),
                _ => c != opener,
            };
        }
        lines += usize::from(c == '\n');
        if lines == LINES {
            return false;
        }
        before = c;
    }
    false
}

/// Where a quotation begins that is open at the end of its line. A single mark that nothing closes was an apostrophe.
fn unclosed(open: &[(char, usize)]) -> Option<usize> {
    open.first()
        .filter(|(opener, _)| !matches!(*opener, '‘' | '\'' | '‚' | ',' | '<' | '”' | SET_OFF))
        .map(|(_, start)| *start)
}
