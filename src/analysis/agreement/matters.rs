//! What claims are about, of `assets/lexicons/matters.txt`: words that speak of the same matter, in any language, and on which
//! of its two sides.

use crate::domain::lists::{Line, Slip, lines};
use crate::domain::tokens::{Script, Token, script_of, stem, tokens};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A matter by its number.
pub(super) type Matter = usize;

/// The lists.
#[derive(Debug, Default)]
pub(super) struct Matters {
    names: Vec<String>,
    by_language: HashMap<String, HashMap<String, Vec<(Matter, i8)>>>,
    every: HashMap<String, Vec<(Matter, i8)>>,
    events: HashSet<Matter>,
    wide: HashSet<Matter>,
    sided: HashSet<Matter>,
    plain: HashSet<Matter>,
}

static BUILT_IN: LazyLock<Matters> =
    LazyLock::new(|| Matters::read(include_str!("../../../assets/lexicons/matters.txt")).0);

impl Matters {
    /// The lists Assay comes with.
    pub(super) fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads lists, and says which lines could not be read.
    pub(super) fn read(lists: &str) -> (Self, Vec<Slip>) {
        let mut out = Self::default();
        let mut slips = Vec::new();
        for line in lines(lists) {
            slips.extend(line.and_then(|line| out.line(&line).map_err(|what| line.slip(what))).err());
        }
        (out, slips)
    }

    fn line(&mut self, line: &Line<'_>) -> Result<(), String> {
        let words = line.words.split_whitespace();
        match line.class.strip_prefix("set.") {
            Some(set @ ("event" | "wide")) => {
                for word in words {
                    let matter = self.number(word);
                    if set == "event" { &mut self.events } else { &mut self.wide }.insert(matter);
                }
            }
            Some(set) => return Err(format!("“{set}” is no set; there are event and wide")),
            None => {
                let side = i8::from(line.class.ends_with('+')) - i8::from(line.class.ends_with('-'));
                let matter = self.number(line.class.trim_end_matches(['+', '-']));
                if side == 0 { &mut self.plain } else { &mut self.sided }.insert(matter);
                for token in words.flat_map(tokens) {
                    let stem = stem(&token.word, script_of(line.language), Some(line.language));
                    self.every.entry(stem.clone()).or_default().push((matter, side));
                    let own = self.by_language.entry(line.language.to_owned()).or_default();
                    own.entry(stem).or_default().push((matter, side));
                }
            }
        }
        Ok(())
    }

    fn number(&mut self, name: &str) -> Matter {
        self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_owned());
            self.names.len() - 1
        })
    }

    /// The matters of a word, each with its side: 1, −1, or 0 for none.
    pub(super) fn of(&self, token: &Token, language: Option<&str>) -> &[(Matter, i8)] {
        let own = language.filter(|language| script_of(language) == token.script);
        // “Die” is an article in German. Of a language without lists the words may be another's.
        let lists =
            language.and_then(|language| self.by_language.get(language.split('-').next()?)).unwrap_or(&self.every);
        lists.get(&stem(&token.word, token.script, own)).map_or(&[], Vec::as_slice)
    }

    /// What a matter is called.
    pub(super) fn name(&self, matter: Matter) -> &str {
        self.names.get(matter).map_or("", String::as_str)
    }

    /// True for one that happens once: another time or place is another.
    pub(super) fn is_event(&self, matter: Matter) -> bool {
        self.events.contains(&matter)
    }

    /// True for one with two sides that has words of its own beside.
    pub(super) fn is_named_apart(&self, matter: Matter) -> bool {
        self.sided.contains(&matter) && self.plain.contains(&matter)
    }

    /// True for one with two sides.
    pub(super) fn is_sided(&self, matter: Matter) -> bool {
        self.sided.contains(&matter)
    }

    /// True for one so wide that it brings nothing together.
    pub(super) fn is_wide(&self, matter: Matter) -> bool {
        self.wide.contains(&matter)
    }
}

/// The stem of a word of a text, by the text's language where the word is written in its script.
pub(super) fn stem_of(token: &Token, language: Option<&str>) -> String {
    let own = language.filter(|language| script_of(language) == token.script);
    if token.script == Script::Other { token.word.clone() } else { stem(&token.word, token.script, own) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_a_wrong_one_is_named() {
        assert_eq!(Matters::read(include_str!("../../../assets/lexicons/matters.txt")).1, []);
        let (lists, slips) = Matters::read("en tea+  kettle\nen set.often  tea\nen tea\nen tea-  drought");
        assert_eq!(slips.iter().map(|slip| slip.line).collect::<Vec<_>>(), [2, 3]);
        let side = |word: &str| lists.of(&tokens(word)[0], Some("en")).to_vec();
        assert_eq!((side("kettles"), side("drought"), side("cup")), (vec![(0, 1)], vec![(0, -1)], vec![]));
        // A word of one language says nothing in a text of another, but in one of a language without lists.
        let (lists, _) = Matters::read("en casualties  die\nde war  krieg");
        let of = |language| lists.of(&tokens("die")[0], language).len();
        assert_eq!((of(Some("en-GB")), of(Some("de")), of(Some("nl")), of(None)), (1, 0, 1, 1));
    }
}
