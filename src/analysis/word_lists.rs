//! Lists of single words by class, as files of `assets/lexicons` have them: a line has a language, a class and words. A line
//! that cannot be read is named, and the others are used all the same.

use crate::domain::lists::{Line, Slip, lines};
use crate::domain::tokens::tokens;
use std::collections::HashMap;

/// Words with the classes they are in.
#[derive(Debug)]
pub(super) struct WordLists {
    /// Folded words, each with a bit a class.
    words: HashMap<String, u64>,
}

impl WordLists {
    /// Reads lists of these classes, at most 64, and says which lines could not be read.
    pub(super) fn read(lists: &str, classes: &[&str]) -> (Self, Vec<Slip>) {
        let mut words: HashMap<String, u64> = HashMap::new();
        let mut slips = Vec::new();
        for line in lines(lists) {
            let number = |line: &Line<'_>| {
                let number = classes.iter().position(|known| *known == line.class);
                let what = || format!("“{}” is no class; there are {}", line.class, classes.join(", "));
                number.ok_or_else(|| line.slip(what()))
            };
            match line.and_then(|line| Ok((number(&line)?, line))) {
                Ok((number, line)) => {
                    for word in tokens(line.words) {
                        *words.entry(word.word).or_default() |= bit(number);
                    }
                }
                Err(slip) => slips.push(slip),
            }
        }
        (Self { words }, slips)
    }

    /// True for a folded word of the class with that number.
    pub(super) fn has(&self, class: usize, word: &str) -> bool {
        self.words.get(word).is_some_and(|classes| classes & bit(class) != 0)
    }
}

fn bit(class: usize) -> u64 {
    u32::try_from(class).ok().and_then(|class| 1_u64.checked_shl(class)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_line_is_named_and_the_rest_is_used() {
        let (lists, slips) =
            WordLists::read("# mine\nen title  Baron\nen tittle  duke\n\nen hail  dear", &["title", "hail"]);
        assert_eq!(slips.iter().map(|slip| slip.line).collect::<Vec<_>>(), [3]);
        assert!(lists.has(0, "baron") && lists.has(1, "dear"));
        assert!(!lists.has(1, "baron") && !lists.has(0, "duke"));
    }
}
