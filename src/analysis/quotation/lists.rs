//! The words by which it is told who speaks, of `assets/lexicons/speakers.txt`. They hold in texts of every language: names
//! and titles travel.

use crate::analysis::word_lists::WordLists;
use std::sync::LazyLock;

/// What a word is where somebody is named or begins to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::analysis) enum Group {
    /// Stands before a name and names nobody.
    Title,
    /// Has a capital and names no person.
    Capital,
    /// Behind it a place or a body is named.
    Place,
    /// Within a name or an office.
    Particle,
    /// A label that names nobody.
    Role,
    /// A form of address before a surname in capitals.
    Address,
    /// Its full stop ends no label.
    Short,
    /// What a heading calls the speech or letter below it.
    Kind,
    /// A kind that is held before people.
    Held,
    /// Behind a kind: whose it is.
    By,
    /// Behind what is held: where, or before whom.
    At,
    /// Begins a salutation.
    Hail,
    /// Begins a clause that tells what is said.
    That,
    /// Begins a clause that is put under another.
    Under,
    /// Joins a clause to the one before it.
    Join,
    /// By which whoever speaks means himself.
    Own,
    /// The same in other cases.
    Ours,
    /// A form of a verb in which reported speech goes on.
    Back,
    /// A form of a verb that shows reported speech by itself.
    Form,
    /// A small word that says that somebody said so.
    Quotative,
    /// A label of whoever asks.
    Asking,
    /// Begins a line at the head of a letter.
    Header,
    /// Begins the line there that says whose it is.
    Sender,
    /// Stands for somebody who was named before.
    Pronoun,
    /// Says that whoever speaks is not named.
    Unnamed,
    /// Speaks through whoever signs for it.
    Body,
    /// Ends a letter above the name of whoever signs it.
    Close,
    /// Further on behind a kind: who held it.
    Hand,
    /// What a heading calls questions and answers.
    Talk,
    /// Begins a line that says what follows it.
    Announcing,
    /// A verb that attributes, and most often has a thing for its object.
    Thing,
    /// Says how somebody speaks.
    Voice,
    /// What somebody is, and names nobody.
    Trade,
    /// A verb behind which stands who is spoken to.
    Addressed,
}

impl Group {
    /// Their words in the lists, in the order of the groups.
    const CLASSES: [&str; 34] = [
        "title",
        "capital",
        "place",
        "particle",
        "role",
        "address",
        "short",
        "kind",
        "held",
        "by",
        "at",
        "hail",
        "that",
        "under",
        "join",
        "own",
        "ours",
        "back",
        "form",
        "quotative",
        "asking",
        "header",
        "sender",
        "pronoun",
        "unnamed",
        "body",
        "close",
        "hand",
        "talk",
        "announcing",
        "thing",
        "voice",
        "trade",
        "addressed",
    ];

    /// True for a folded word of the group.
    pub(in crate::analysis) fn has(self, word: &str) -> bool {
        LISTS.has(self as usize, word)
    }
}

static LISTS: LazyLock<WordLists> =
    LazyLock::new(|| WordLists::read(include_str!("../../../assets/lexicons/speakers.txt"), &Group::CLASSES).0);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        let lists = include_str!("../../../assets/lexicons/speakers.txt");
        assert_eq!(WordLists::read(lists, &Group::CLASSES).1, []);
        assert!(Group::Title.has("president") && !Group::Title.has("dear") && Group::Hail.has("dear"));
    }
}
