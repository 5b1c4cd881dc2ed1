//! Wordings that show how sure a text is and whom it has its words from: hedges, and words that attribute. They are found
//! by the lists of `assets/lexicons/wordings.txt`, language by language, in the folded words of a text; what is found is a
//! remark on the words, and decides nothing.

mod lexicon;
#[cfg(test)]
mod tests;

use crate::domain::tokens::{Script, Token, tokens};
use std::ops::Range;

pub use lexicon::Lexicon;

/// Words before a hedge among which a negation turns it round, and words between two hedges that are stacked.
const NEAR: usize = 3;

/// What a wording shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It is said to be so, without a doubt.
    Certain,
    /// More likely than not.
    Probable,
    /// It may be.
    Possible,
    /// Rather not, or nobody knows.
    Doubtful,
    /// It is meant to be.
    Intended,
    /// Others say so, nobody by name.
    Hearsay,
    /// The writer keeps his distance.
    Shield,
    /// A number that is not exact.
    About,
    /// It makes more of a thing, and says nothing of it.
    Strong,
    /// A word that attributes: says, states.
    Neutral,
    /// Thinks, expects.
    Belief,
    /// Stresses, insists.
    Stress,
    /// Confirms, admits: takes what is said for true.
    Factive,
    /// Claims, alleges: takes it for doubtful.
    Doubting,
    /// Accuses, denies.
    Hostile,
    /// Promises, demands.
    Pledging,
    /// “According to”: whom the words are from stands beside it.
    Frame,
}

impl Class {
    /// All of them with the words they have in the lists and in answers.
    pub const ALL: [(Self, &'static str); 17] = [
        (Self::Certain, "certain"),
        (Self::Probable, "probable"),
        (Self::Possible, "possible"),
        (Self::Doubtful, "doubtful"),
        (Self::Intended, "intended"),
        (Self::Hearsay, "hearsay"),
        (Self::Shield, "shield"),
        (Self::About, "about"),
        (Self::Strong, "strong"),
        (Self::Neutral, "said.neutral"),
        (Self::Belief, "said.belief"),
        (Self::Stress, "said.stress"),
        (Self::Factive, "said.factive"),
        (Self::Doubting, "said.doubting"),
        (Self::Hostile, "said.hostile"),
        (Self::Pledging, "said.pledging"),
        (Self::Frame, "said.frame"),
    ];

    /// Its word in the lists and in answers.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(class, _)| *class == self).map_or("", |(_, word)| word)
    }

    /// True for words that attribute; the others are hedges.
    pub fn attributes(self) -> bool {
        self >= Self::Neutral
    }
}

/// A wording where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// Where, in bytes of the text.
    pub bytes: Range<usize>,
    /// What it shows.
    pub class: Class,
    /// True inside quotation marks: it is the speaker's wording, not the writer's.
    pub quoted: bool,
    /// True where a negation stands up to three words before it: “not unlikely”.
    pub negated: bool,
    /// True where another hedge stands within three words of it: “could possibly”.
    pub stacked: bool,
}

/// The wordings of a text in order. `language` is the text's own as a BCP 47 tag, where it is known. Words of another script
/// than most of the text, and all of a text whose language is not known, are looked up in the first lists of that script.
pub fn wordings(text: &str, language: Option<&str>, lexicon: &Lexicon) -> Vec<Wording> {
    let tokens = tokens(text);
    let main = language.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).to_lowercase());
    let own = most_used(&tokens);
    let of = |script: Script| {
        // Numbers are of the language they stand in.
        let script = if script == Script::Other { own? } else { script };
        match &main {
            Some(main) if Some(script) == own => lexicon.of(main),
            _ => lexicon.of_script(script),
        }
    };
    let together: Vec<bool> = tokens.windows(2).map(|pair| stand_together(text, pair)).collect();
    let reach = |at: usize| {
        let ahead = together.get(at..).unwrap_or_default();
        ahead.iter().take(Lexicon::MOST_WORDS).take_while(|together| **together).count() + 1
    };
    let mut barred: Vec<Range<usize>> = Vec::new();
    let mut found: Vec<(Range<usize>, Class)> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(list) = of(token.script) else { continue };
        let ahead = tokens.get(at..at + reach(at)).unwrap_or_default();
        for (length, class) in list.at(ahead) {
            match class {
                None => barred.push(at..at + length),
                Some(class) => found.push((at..at + length, class)),
            }
        }
    }
    found.retain(|(words, _)| {
        let from = barred.partition_point(|not| not.start + Lexicon::MOST_WORDS < words.start);
        let near = barred.get(from..).unwrap_or_default().iter().take_while(|not| not.start <= words.start);
        !near.into_iter().any(|not| words.end <= not.end)
    });
    let (said, hedges): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, class)| class.attributes());
    let hedges = longest(hedges);
    // Those that may touch some words or stand near them.
    let around = |words: &Range<usize>| {
        let from = hedges.partition_point(|(hedge, _)| hedge.end + NEAR < words.start);
        let to = hedges.partition_point(|(hedge, _)| hedge.start <= words.end + NEAR);
        hedges.get(from..to).unwrap_or_default().iter()
    };
    // “Was thought to” attributes nothing.
    let inside = |words: &Range<usize>| {
        let covers =
            |hedge: &Range<usize>| hedge.len() > words.len() && hedge.start <= words.start && words.end <= hedge.end;
        around(words).any(|(hedge, class)| *class != Class::Hearsay && covers(hedge))
    };
    let said: Vec<_> = longest(said).into_iter().filter(|(words, _)| !inside(words)).collect();
    let quotations = super::quotation::quotations(text);
    let stops = |from: usize, to: usize| {
        let gap = tokens.get(from).zip(tokens.get(to)).and_then(|(a, b)| text.get(a.bytes.end..b.bytes.start));
        gap.is_some_and(|gap| gap.contains(['.', '!', '?', ';', '\n', '…', '؟', '؛']))
    };
    // The words before a place that stand in its own sentence.
    let before = |at: usize| (at.saturating_sub(NEAR)..at).rev().take_while(move |word| !stops(*word, word + 1));
    let is_negation = |word: usize| {
        let token = tokens.get(word);
        token.is_some_and(|token| of(token.script).is_some_and(|list| list.negates(&token.word)))
    };
    let follow = |a: &Range<usize>, b: &Range<usize>| {
        b.start >= a.end
            && b.start - a.end <= NEAR
            && !(a.end.saturating_sub(1)..b.start).any(|word| stops(word, word + 1))
    };
    let stacks = |words: &Range<usize>, class: Class| {
        let loosens =
            |class: Class| matches!(class, Class::Probable | Class::Possible | Class::Doubtful | Class::Hearsay);
        let other =
            |(hedge, of): &(Range<usize>, Class)| loosens(*of) && (follow(hedge, words) || follow(words, hedge));
        loosens(class) && around(words).any(other)
    };
    let mut out: Vec<Wording> = hedges
        .iter()
        .chain(&said)
        .filter_map(|(words, class)| {
            let bytes = tokens.get(words.start)?.bytes.start..tokens.get(words.end.checked_sub(1)?)?.bytes.end;
            let at = quotations.partition_point(|q| q.end < bytes.end);
            Some(Wording {
                quoted: quotations.get(at).is_some_and(|q| q.start <= bytes.start),
                negated: before(words.start).any(is_negation),
                stacked: stacks(words, *class),
                class: *class,
                bytes,
            })
        })
        .collect();
    out.sort_by_key(|wording| (wording.bytes.start, wording.class));
    out
}

/// The script most words are written in.
fn most_used(tokens: &[Token]) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for token in tokens.iter().filter(|token| token.script != Script::Other) {
        match counts.iter_mut().find(|(script, _)| *script == token.script) {
            Some((_, count)) => *count += 1,
            None => counts.push((token.script, 1)),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(script, _)| script)
}

/// True when nothing but space, a hyphen or an apostrophe stands between two words.
fn stand_together(text: &str, pair: &[Token]) -> bool {
    let [one, other] = pair else { return false };
    let between = text.get(one.bytes.end..other.bytes.start).unwrap_or("\n");
    between.chars().all(|c| c != '\n' && (c.is_whitespace() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '\u{200C}')))
}

/// Of those that share a word, the longer; of equals the first.
fn longest(mut found: Vec<(Range<usize>, Class)>) -> Vec<(Range<usize>, Class)> {
    found.sort_by_key(|(words, class)| (std::cmp::Reverse(words.len()), words.start, *class));
    let mut taken: std::collections::BTreeMap<usize, (usize, Class)> = std::collections::BTreeMap::new();
    for (words, class) in found {
        let before = taken.range(..words.end).next_back();
        if before.is_none_or(|(_, (end, _))| *end <= words.start) {
            taken.insert(words.start, (words.end, class));
        }
    }
    taken.into_iter().map(|(start, (end, class))| (start..end, class)).collect()
}
