//! The words by which a sentence is taken apart, of `assets/lexicons/capture.txt`.

use crate::analysis::word_lists::WordLists;
use crate::domain::tokens::Token;
use std::sync::LazyLock;

/// What a word is in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Group {
    /// Stands for somebody who was named before.
    Pronoun,
    /// Begins, behind a comma, a clause that says more.
    Gerund,
    /// Begins what is said.
    That,
    /// Parts two clauses behind a comma.
    Break,
    /// Attributes, and denies.
    Deny,
    /// Negates the verb it stands with.
    Not,
    /// Behind a negation: it denies nothing.
    Only,
    /// Begins a condition.
    If,
    /// Somebody who is not named.
    Unnamed,
    /// Attributes only where what is said follows.
    Loose,
    /// Names an office or a body and no title of a person.
    Body,
    /// A plan by its noun.
    Thing,
    /// Says that something is not there.
    Lack,
    /// Says that something is not done.
    Refuse,
}

impl Group {
    /// Their words in the lists, in the order of the groups.
    const CLASSES: [&str; 14] = [
        "pronoun", "gerund", "that", "break", "deny", "not", "only", "if", "unnamed", "loose", "body", "thing", "lack",
        "refuse",
    ];

    /// True for a folded word of the group.
    pub(in crate::analysis) fn has(self, word: &str) -> bool {
        LISTS.has(self as usize, word)
    }
}

/// True for a negation that denies something: “not”, and not “not only”.
pub(in crate::analysis) fn denies(words: &[Token], n: usize) -> bool {
    let has = |n: usize, group: Group| words.get(n).is_some_and(|word| group.has(&word.word));
    has(n, Group::Not) && !has(n + 1, Group::Only)
}

static LISTS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::read(include_str!("../../../assets/lexicons/capture.txt"), &Group::CLASSES).0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lists = include_str!("../../../assets/lexicons/capture.txt");
        assert_eq!(WordLists::read(lists, &Group::CLASSES).1, []);
        assert!(Group::Not.has("not") && !Group::Not.has("only"));
    }
}
