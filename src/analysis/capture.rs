//! What is claimed in a sentence: its clauses, and for each who says it, what he does with it, how firmly and in which form,
//! as far as the words tell. What comes out is a proposal, and every part of it has the words it was taken from.

mod clauses;
pub(super) mod lists;
mod speaker;
#[cfg(test)]
mod tests;
mod time;

use super::quotation::lists::Group as Named;
use super::quotation::quotations;
use super::register::Register;
use super::wordings::{self, Lexicon, Wording};
use crate::domain::claim::{Firmness, Form, Stance};
use crate::domain::name::NameKind;
use crate::domain::tokens::{Token, tokens};
use crate::domain::{Date, Id};
use clauses::{Clause, Kind, clauses};
use lists::{Group, denies};
use std::ops::Range;

pub use time::When;

/// A sentence where it stands.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The text around it: what stands before it may say who speaks.
    pub text: &'a str,
    /// Its language as a BCP 47 tag, where it is known.
    pub language: Option<&'a str>,
    /// The names that are known.
    pub register: &'a Register,
    /// When the text was written, as far as its record says.
    pub written: Option<&'a Date>,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// A name of the register.
    Known(Id),
    /// Somebody who is called so, in bytes of the text, and is in no register.
    Called(Range<usize>),
    /// Somebody who is not named: “analysts”.
    Unnamed(Range<usize>),
    /// Whoever wrote the document.
    Writer,
}

/// A proposal of a claim. All places are bytes of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// The clause.
    pub bytes: Range<usize>,
    /// Who says it, where the words tell.
    pub who: Option<Who>,
    /// The pronoun that stands for whoever was named before, where it was told by one.
    pub inferred: Option<Range<usize>>,
    /// The role that is given beside the name.
    pub role: Option<Range<usize>>,
    /// What the speaker does with it.
    pub stance: Stance,
    /// How firmly.
    pub firmness: Firmness,
    /// The words that hedge it.
    pub hedge: Option<Range<usize>>,
    /// The form it has in the document.
    pub form: Form,
    /// When it happens.
    pub happens: Option<When>,
}

/// Longest stretch before a sentence in which who speaks is looked for, in bytes.
pub const BEFORE: usize = 2 * 1024;

/// What is claimed in a sentence, clause by clause.
pub fn proposals(context: &Context<'_>, sentence: Range<usize>) -> Vec<Proposal> {
    let Some(words) = context.text.get(sentence.clone()) else { return Vec::new() };
    let mut out: Vec<Proposal> = Vec::new();
    for clause in clauses(words) {
        let bytes = sentence.start + clause.bytes.start..sentence.start + clause.bytes.end;
        let before = out.last();
        out.push(proposal(context, &sentence, &Clause { bytes, kind: clause.kind }, before));
    }
    out
}

/// What words that name a speaker name, as far as they tell: with a title before it a person, with a word for a body an
/// organisation, of several words a person. One word may be a state as well.
pub fn named_kind(words: &str, titled: bool) -> NameKind {
    let words = tokens(words);
    let body = words.iter().any(|word| Group::Body.has(&word.word));
    let within = words.iter().any(|word| Named::Particle.has(&word.word));
    match words.len() {
        _ if titled => NameKind::Person,
        _ if body || within => NameKind::Organisation,
        0 | 1 => NameKind::Unknown,
        _ => NameKind::Person,
    }
}

/// What is claimed in words somebody chose, as they are.
pub fn chosen(context: &Context<'_>, sentence: Range<usize>, words: Range<usize>) -> Proposal {
    proposal(context, &sentence, &Clause { bytes: words, kind: Kind::Main }, None)
}

fn proposal(context: &Context<'_>, sentence: &Range<usize>, clause: &Clause, before: Option<&Proposal>) -> Proposal {
    let text = context.text;
    let words = text.get(clause.bytes.clone()).unwrap_or_default();
    let marks = Marks::of(text, sentence, &clause.bytes);
    // What hedges words in quotation marks is the speaker's, which is who claims them.
    let all = wordings::wordings(words, context.language, Lexicon::built_in());
    let said = all.iter().find(|wording| wording.class.attributes() && (!wording.quoted || marks == Marks::Around));
    let told = match clause.kind {
        Kind::Gloss => speaker::Told { who: Some(Who::Writer), ..Default::default() },
        Kind::Goes | Kind::Apart if before.is_some() && said.is_none_or(|_| clause.kind == Kind::Goes) => {
            let before = before.filter(|before| before.form != Form::Narration || clause.kind == Kind::Goes);
            let told = before.map(|before| speaker::Told {
                who: before.who.clone(),
                inferred: before.inferred.clone(),
                role: before.role.clone(),
            });
            told.unwrap_or_default()
        }
        _ => speaker::speaker(context, sentence, &clause.bytes),
    };
    let (firmness, hedge) = firmness(words, &all);
    let form = match (&told.who, marks) {
        _ if clause.kind == Kind::Gloss => Form::Gloss,
        (_, Marks::Around) => Form::DirectQuote,
        (Some(Who::Unnamed(_)), _) => Form::Unnamed,
        (Some(_), Marks::Within) => Form::PartialQuote,
        (Some(_), Marks::None) => Form::IndirectQuote,
        (None, Marks::Within) => Form::PartialQuote,
        (None, Marks::None) => Form::Narration,
    };
    Proposal {
        stance: stance(words, &all),
        firmness,
        hedge: hedge.map(|bytes| clause.bytes.start + bytes.start..clause.bytes.start + bytes.end),
        form,
        who: told.who,
        inferred: told.inferred,
        role: told.role,
        happens: time::happens(context, &clause.bytes, said),
        bytes: clause.bytes.clone(),
    }
}

/// Where quotation marks stand to a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Marks {
    None,
    /// Some of it is in them.
    Within,
    /// All of it is.
    Around,
}

impl Marks {
    fn of(text: &str, sentence: &Range<usize>, clause: &Range<usize>) -> Self {
        // A quotation may have begun in an earlier sentence of the paragraph.
        let line = text.get(..sentence.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let end = text.get(clause.end..).and_then(|after| after.find('\n')).map_or(text.len(), |at| clause.end + at);
        let quotes = quotations(text.get(line..end).unwrap_or_default());
        let words = tokens(text.get(clause.clone()).unwrap_or_default());
        let quoted = |word: &Token| {
            let (from, to) = (clause.start - line + word.bytes.start, clause.start - line + word.bytes.end);
            quotes.iter().any(|quote| quote.start <= from && to <= quote.end)
        };
        match words.iter().filter(|word| quoted(word)).count() {
            0 => Self::None,
            all if all == words.len() => Self::Around,
            _ => Self::Within,
        }
    }
}

/// Denies where a verb that denies attributes it, or where a negation stands with its verb and loosens no hedge.
fn stance(words: &str, wordings: &[Wording]) -> Stance {
    if words.trim_end_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '?' | '؟')).ends_with(['?', '؟']) {
        return Stance::Asks;
    }
    let tokens = tokens(words);
    let in_said = |word: &Token| {
        let said = wordings.iter().find(|w| w.bytes.start <= word.bytes.start && word.bytes.end <= w.bytes.end);
        said.is_some_and(|wording| wording.class.attributes())
    };
    let said_to_deny = tokens.iter().any(|word| Group::Deny.has(&word.word) && in_said(word));
    let negates = |(at, word): (usize, &Token)| {
        let of_hedge = wordings.iter().any(|wording| {
            wording.negated && !wording.class.attributes() && word.bytes.end <= wording.bytes.start
                || wording.bytes.start <= word.bytes.start && word.bytes.end <= wording.bytes.end
        });
        denies(&tokens, at) && !of_hedge
    };
    let negated = tokens.iter().enumerate().any(negates);
    if said_to_deny || negated { Stance::Denies } else { Stance::Affirms }
}

/// The least firm hedge of a clause decides.
fn firmness(words: &str, all: &[Wording]) -> (Firmness, Option<Range<usize>>) {
    use wordings::Class;
    let names_a_thing = |wording: &Wording| {
        let first = words.get(wording.bytes.clone()).and_then(|words| tokens(words).into_iter().next());
        first.is_some_and(|word| Group::Thing.has(&word.word))
    };
    let of = |wording: &Wording| match (wording.class, wording.negated) {
        (Class::Doubtful, false) | (Class::Possible | Class::Probable | Class::Certain, true) => {
            Some((0, Firmness::Doubtful))
        }
        (Class::Possible, false) | (Class::Doubtful, true) => Some((1, Firmness::Possible)),
        (Class::Probable, false) => Some((2, Firmness::Probable)),
        (Class::Hearsay, _) => Some((3, Firmness::Unknown)),
        (Class::Intended, _) if !names_a_thing(wording) => Some((4, Firmness::Intended)),
        (Class::Certain, false) => Some((5, Firmness::Certain)),
        _ => None,
    };
    let hedges = all.iter().filter_map(|wording| of(wording).map(|firmness| (firmness, wording)));
    let least = hedges.min_by_key(|((rank, _), wording)| (*rank, wording.bytes.start));
    let condition = tokens(words).into_iter().find(|word| Group::If.has(&word.word));
    match (least, condition) {
        (Some(((rank, firmness), wording)), _) if rank < 4 => (firmness, Some(wording.bytes.clone())),
        (_, Some(condition)) => (Firmness::Conditional, Some(condition.bytes)),
        (Some(((_, firmness), wording)), None) => (firmness, Some(wording.bytes.clone())),
        (None, None) => (Firmness::Asserted, None),
    }
}
