//! When what is claimed happens: the date in the words of a clause that is of what is claimed, and not of when it was said.

use super::Context;
use super::lists::Group;
use crate::analysis::dates::{Expression, Lexicon, Precision, expressions};
use crate::analysis::wordings::Wording;
use crate::domain::Date;
use crate::domain::calendar::Calendar;
use crate::domain::tokens::tokens;
use std::ops::Range;

/// Most words between a verb and the time of it: to whom it was said.
const ADDRESSED: usize = 1;
/// Most words between a verb that attributes, behind what it attributes, and the end of its clause: “told reporters on Monday”.
const LAST: usize = 4;

/// A time that is proposed for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Its words, in bytes of the text.
    pub bytes: Range<usize>,
    /// What they come to, as fine as they tell.
    pub date: Date,
    /// Why they are read so, where they do not say it alone.
    pub reason: Option<String>,
}

/// The time of a clause in which `said` attributes: the only one in its words, or the only one of several that is of a verb.
/// None where nobody can tell which it is, or when it was.
pub(super) fn happens(context: &Context<'_>, clause: &Range<usize>, said: Option<&Wording>) -> Option<When> {
    let words = context.text.get(clause.clone())?;
    let all = expressions(words, context.language, context.written, Lexicon::built_in());
    let is_clock = |found: &Expression| found.precision == Precision::Hour && value(found).is_none();
    let of_claim = |found: &&Expression| !is_clock(found) && !is_of_saying(words, &found.bytes, said);
    let claimed: Vec<&Expression> = all.iter().filter(of_claim).collect();
    let found = match claimed.as_slice() {
        [one] => one,
        several => {
            let mut of_verb = several.iter().filter(|found| found.of_verb && !in_brackets(words, &found.bytes));
            of_verb.next().filter(|_| of_verb.next().is_none())?
        }
    };
    let alone = found.reading.is_none() && found.calendar == Calendar::Gregorian && found.edge.is_none();
    Some(When {
        bytes: clause.start + found.bytes.start..clause.start + found.bytes.end,
        date: value(found)?.clone(),
        reason: (!alone).then(|| found.reason.clone()),
    })
}

fn value(found: &Expression) -> Option<&Date> {
    found.reading.as_ref().or(found.edtf.as_ref())
}

fn in_brackets(words: &str, bytes: &Range<usize>) -> bool {
    let before = words.get(..bytes.start).unwrap_or_default().trim_end();
    let after = words.get(bytes.end..).unwrap_or_default().trim_start();
    before.ends_with(['(', '[']) || after.starts_with([')', ']'])
}

/// True for the time of the verb that attributes: before “that”, before the verb with no comma between, behind it with one word
/// to whom at most, or behind it at the end of its clause.
fn is_of_saying(words: &str, bytes: &Range<usize>, said: Option<&Wording>) -> bool {
    let Some(said) = said.map(|said| &said.bytes) else { return false };
    let tokens = tokens(words);
    if let Some(that) = tokens.iter().find(|word| word.bytes.start >= said.end && Group::That.has(&word.word)) {
        return bytes.start < that.bytes.start;
    }
    let between =
        |from: usize, to: usize| tokens.iter().filter(|word| from <= word.bytes.start && word.bytes.end <= to).count();
    let beside = if bytes.start >= said.end {
        between(said.end, bytes.start) <= ADDRESSED
    } else {
        words.get(bytes.end..said.start).is_some_and(|gap| !gap.contains([',', '،', '”', '»', '"', '“', ';', ':']))
    };
    // Behind a comma or a quotation that is over, few words before the end: “…, she told reporters on Monday”.
    let before = words.get(..said.start).unwrap_or_default();
    let is_last = before.contains([',', '،', '”', '»', '"', '“'])
        && tokens.iter().filter(|word| word.bytes.start >= said.end).count() <= LAST;
    beside || (is_last && bytes.start >= said.end)
}
