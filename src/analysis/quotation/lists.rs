//! The words by which it is told who speaks, of `assets/lexicons/speakers.txt`. They hold in texts of every language: names
//! and titles travel.

use crate::domain::tokens::tokens;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a word is where somebody is named or begins to speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
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
}

impl Group {
    const ALL: [(Self, &'static str); 12] = [
        (Self::Title, "title"),
        (Self::Capital, "capital"),
        (Self::Place, "place"),
        (Self::Particle, "particle"),
        (Self::Role, "role"),
        (Self::Address, "address"),
        (Self::Short, "short"),
        (Self::Kind, "kind"),
        (Self::Held, "held"),
        (Self::By, "by"),
        (Self::At, "at"),
        (Self::Hail, "hail"),
    ];

    fn bit(self) -> u16 {
        1 << (self as u16)
    }

    /// True for a folded word of the group.
    pub(super) fn has(self, word: &str) -> bool {
        LISTS.get(word).is_some_and(|groups| groups & self.bit() != 0)
    }
}

/// Words, folded, with the bits of their groups.
type Lists = HashMap<String, u16>;

static LISTS: LazyLock<Lists> = LazyLock::new(|| read(include_str!("../../../assets/lexicons/speakers.txt")).0);

/// Reads the lists, and gives the numbers of the lines, from 1, that could not be read.
fn read(lists: &str) -> (Lists, Vec<usize>) {
    let (mut words, mut slips) = (Lists::new(), Vec::new());
    for (at, line) in lists.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = line.split_whitespace().skip(1);
        let group = fields.next().and_then(|class| Group::ALL.iter().find(|(_, known)| *known == class));
        let Some((group, _)) = group else {
            slips.push(at + 1);
            continue;
        };
        for word in fields.flat_map(tokens) {
            *words.entry(word.word).or_default() |= group.bit();
        }
    }
    (words, slips)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_a_wrong_one_is_named() {
        assert_eq!(read(include_str!("../../../assets/lexicons/speakers.txt")).1, Vec::<usize>::new());
        let (words, slips) = read("# mine\nen title  baron\nen tittle  duke\nen hail  dear");
        assert_eq!(slips, [3]);
        assert_eq!(words.len(), 2);
        assert!(Group::Title.has("president") && !Group::Title.has("dear") && Group::Hail.has("dear"));
    }
}
