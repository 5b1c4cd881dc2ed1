//! Who is named beside words: by capitals, or where letters have none by the words of a clause that attributes.

use super::lists::Group;
use super::quotations;
use crate::analysis::names::{are_two_given, is_role};
use crate::analysis::sentences::sentences;
use crate::analysis::wordings::{Class, Lexicon, Wording, wordings};
use crate::analysis::words::is_stop_word;
use crate::domain::tokens::{self, Script};
use std::ops::Range;

/// Fewest letters that two forms of a name begin with.
const SAME: usize = 4;

/// True when a stretch of text has a wording that attributes.
pub(super) fn says(text: &str, language: Option<&str>) -> bool {
    wordings(text, language, Lexicon::built_in()).iter().any(|wording| wording.class.attributes())
}

/// The last that are named in a text, in its last sentence with a name; and whether nobody else may be meant: a sentence
/// behind it that begins with a word which may be a name leaves that open.
pub(super) fn last_named(text: &str, language: Option<&str>) -> (Vec<String>, bool) {
    const BACK: usize = 3;
    // Sentences further back are not looked at, however long the line.
    const FAR: usize = 600;
    let near = text.get(text.ceil_char_boundary(text.len().saturating_sub(FAR))..).unwrap_or(text);
    let Some(line) = near.trim_end().lines().next_back() else { return (Vec::new(), false) };
    let all = sentences(line);
    let mut sure = true;
    for at in all.iter().rev().take(BACK) {
        let sentence = line.get(at.clone()).unwrap_or_default();
        let found = names(sentence, language);
        if !found.is_empty() {
            return (found, sure);
        }
        sure &= !begins_with_a_name(sentence, language);
    }
    (Vec::new(), false)
}

/// True when the first word of a sentence may be a name: it says something, and is no role.
fn begins_with_a_name(sentence: &str, language: Option<&str>) -> bool {
    let words = tokens::tokens(sentence);
    let quoted = sentence.starts_with(|c: char| !c.is_alphanumeric());
    !quoted
        && words.first().is_some_and(|first| {
            let capital = sentence.get(first.bytes.clone()).is_some_and(|word| word.starts_with(char::is_uppercase));
            capital
                && !is_stop_word(&first.word, language)
                && !is_role(sentence, &words)
                && !Group::Title.has(&first.word)
        })
}

/// True when a clause says by a pronoun who speaks: “she said”, “dit-il”.
pub(super) fn says_by_pronoun(clause: &str, language: Option<&str>) -> bool {
    is_by_pronoun(clause, &wordings(clause, language, Lexicon::built_in()))
}

/// The same of a clause whose wordings are known.
pub(super) fn is_by_pronoun(clause: &str, said: &[Wording]) -> bool {
    let words = tokens::tokens(clause);
    let beside = |wording: &Wording| {
        let before = words.iter().rev().find(|word| word.bytes.end <= wording.bytes.start);
        let behind = words.iter().find(|word| word.bytes.start >= wording.bytes.end);
        before.into_iter().chain(behind).any(|word| Group::Pronoun.has(&word.word))
    };
    said.iter().any(|wording| wording.class.attributes() && beside(wording))
}

/// The words with a capital that name somebody, folded, without titles and what stands behind a preposition. Where letters
/// have no capitals, the words of a clause that attributes which say something.
pub(super) fn names(text: &str, language: Option<&str>) -> Vec<String> {
    let quotes = quotations(text);
    let words = tokens::tokens(text);
    let is_name = |n: usize| {
        let written = words.get(n).and_then(|word| text.get(word.bytes.clone())).unwrap_or_default();
        written.chars().next().is_some_and(char::is_uppercase)
    };
    let said = wordings(text, language, Lexicon::built_in());
    let attributes = |bytes: &Range<usize>| {
        said.iter().any(|wording| {
            wording.class.attributes() && wording.bytes.start < bytes.end && bytes.start < wording.bytes.end
        })
    };
    // Whoever speaks in a sentence is not named there; in the others somebody may be.
    if words.iter().any(|word| Group::Unnamed.has(&word.word)) {
        let unnamed = |part: &str| tokens::tokens(part).iter().any(|word| Group::Unnamed.has(&word.word));
        let all = sentences(text);
        let parts = all.iter().filter_map(|at| text.get(at.clone())).filter(|part| all.len() > 1 && !unnamed(part));
        return parts.flat_map(|part| names(part, language)).collect();
    }
    let german = language.is_some_and(|tag| tokens::primary_language(tag) == "de");
    // Words with capitals beside each other are of one name, but for a mark between them.
    let together = |n: usize| {
        let (one, other) = (words.get(n)?, words.get(n + 1)?);
        let between = text.get(one.bytes.end..other.bytes.start)?;
        let joined = between.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '-' | '‑'));
        (joined && is_name(n) && is_name(n + 1) && !between.contains('\n')).then_some(())
    };
    let run_begins = |n: usize| (0..n).rev().take_while(|at| together(*at).is_some()).last().unwrap_or(n);
    // “The Harrow Town coach”, “the Evening Post”: behind an article stands no person, but for an office.
    let belongs = |n: usize| {
        let (first, last) = (run_begins(n), (n..words.len()).find(|at| together(*at).is_none()).unwrap_or(n));
        if first.checked_sub(1).and_then(|n| words.get(n)).is_none_or(|word| word.word != "the") {
            return false;
        }
        let next = words.get(last + 1).filter(|next| {
            let between = words.get(last).and_then(|word| text.get(word.bytes.end..next.bytes.start));
            between.is_some_and(|between| between.chars().all(char::is_whitespace))
        });
        let of_a_person = |word: &tokens::Token| Group::Title.has(&word.word);
        let office =
            || words.get(first).is_some_and(of_a_person) || words.get(first..).is_some_and(|rest| is_role(text, rest));
        !next.is_some_and(|next| attributes(&next.bytes)) && !office()
    };
    let any_attributes = said.iter().any(|wording| wording.class.attributes())
        || words.iter().any(|word| word.script == Script::Arabic && Group::Title.has(&word.word));
    let mut out = Vec::new();
    for (n, word) in words.iter().enumerate() {
        let quoted = quotes.iter().any(|quote| quote.start <= word.bytes.start && word.bytes.end <= quote.end);
        let slight = word.word.chars().count() < 2 || is_stop_word(&word.word, language);
        if quoted || slight || Group::Capital.has(&word.word) || (is_name(n) && attributes(&word.bytes)) {
            continue;
        }
        if word.script == Script::Arabic {
            if any_attributes && !attributes(&word.bytes) {
                out.push(word.word.clone());
            }
            continue;
        }
        let before = n.checked_sub(1).and_then(|n| words.get(n));
        let begins = before.is_none_or(|before| {
            text.get(before.bytes.end..word.bytes.start).is_some_and(|between| between.contains(['.', '!', '?', '\n']))
        });
        let follows = |n: usize| words.get(n).is_some_and(|next| attributes(&next.bytes));
        // Every sentence begins with a capital.
        let role = || words.get(n..).is_some_and(|rest| is_role(text, rest));
        let alone = together(n).is_none() && n.checked_sub(1).is_none_or(|before| together(before).is_none());
        let beside = || follows(n + 1) || n.checked_sub(1).is_some_and(follows);
        let called = is_name(n)
            && (!begins || is_name(n + 1) || (follows(n + 1) && !role()))
            && !(german && alone && (!beside() || role()))
            && !belongs(n);
        let behind = |before: &tokens::Token| Group::Place.has(&before.word);
        let title = Group::Title.has(&word.word) || Group::Trade.has(&word.word);
        if called && !title && !before.is_some_and(behind) {
            out.push(word.word.clone());
        }
    }
    out
}

/// Whoever a clause beside a quotation says has spoken, and to whom: of several names those beside the verb. `ahead` where the
/// clause stands ahead of the quotation.
pub(super) fn named_beside(clause: &str, ahead: bool, language: Option<&str>) -> (Vec<String>, Vec<String>) {
    let all = || names(clause, language);
    let said = wordings(clause, language, Lexicon::built_in());
    let addressed = |part: Option<&str>| {
        tokens::tokens(part.unwrap_or_default()).iter().any(|word| Group::Addressed.has(&word.word))
    };
    let mut verbs = said.iter().filter(|said| {
        said.class.attributes() && (said.class != Class::Frame || addressed(clause.get(said.bytes.clone())))
    });
    // Where names have no capitals, the words beside the verb may be any.
    if clause.chars().any(|c| Script::of(c) == Script::Arabic) {
        return (all(), Vec::new());
    }
    let Some(verb) = (if ahead { verbs.next_back() } else { verbs.next() }) else { return (all(), Vec::new()) };
    let cut = |c: char| matches!(c, ',' | ';' | ':' | '،' | '—' | '–');
    let (before, behind) = (clause.get(..verb.bytes.start), clause.get(verb.bytes.end..));
    let from = before.and_then(|before| before.rfind(cut)).map_or(0, |at| clause.ceil_char_boundary(at + 1));
    let to = behind.and_then(|behind| behind.find(cut)).map_or(clause.len(), |at| verb.bytes.end + at);
    let part = |from: usize, to: usize| clause.get(from..to).unwrap_or_default();
    // “Holm told Brandt”
    if addressed(clause.get(verb.bytes.clone())) {
        let whom = names(part(verb.bytes.end, to), language);
        if !whom.is_empty() {
            return (names(part(0, verb.bytes.end), language), whom);
        }
    }
    let near = names(part(from, if ahead { verb.bytes.end } else { to }), language);
    (if near.is_empty() { all() } else { near }, Vec::new())
}

/// The words of a label, folded, without titles.
pub(super) fn names_of(label: &str) -> Vec<String> {
    tokens::tokens(label)
        .into_iter()
        .map(|word| word.word)
        .filter(|word| word.chars().count() > 1)
        .filter(|word| !Group::Title.has(word) && !Group::Particle.has(word))
        .collect()
}

/// True when two rows of names are there and have none in common, in whichever form of a word.
pub(super) fn are_others(one: &[String], other: &[String]) -> bool {
    // Where names have no capitals, a word alone may be anything.
    let sure = |names: &[String]| match names {
        [] => false,
        [only] => only.chars().next().is_some_and(|c| Script::of(c) != Script::Arabic),
        _ => true,
    };
    sure(one) && sure(other) && (!are_same(one, other) || are_of_one_family(one, other))
}

/// True where all that two rows of names share is a surname, with another given name before it.
fn are_of_one_family(one: &[String], other: &[String]) -> bool {
    let given = |names: &[String], surname: &str| -> Option<String> {
        let at = names.iter().position(|name| name == surname)?;
        names.get(at.checked_sub(1)?).cloned()
    };
    let mut shared = one.iter().filter(|name| other.contains(name)).peekable();
    shared.peek().is_some()
        && shared.all(|surname| {
            let both = given(one, surname).zip(given(other, surname));
            both.is_some_and(|(a, b)| are_two_given(&a, &b) && !one.contains(&b) && !other.contains(&a))
        })
}

/// True when two rows of names have one in common, in whichever form of a word.
pub(super) fn are_same(one: &[String], other: &[String]) -> bool {
    let same = |a: &str, b: &str| {
        let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
        let shorter = a.chars().count().min(b.chars().count());
        // “@idaholm”
        let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
        let within = || short.chars().count() > SAME && (long.starts_with(short) || long.ends_with(short));
        a == b || (common >= SAME && common + 3 > shorter) || within()
    };
    one.iter().any(|a| other.iter().any(|b| same(a, b)))
}
