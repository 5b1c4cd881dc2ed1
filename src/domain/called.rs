//! By which word of a spelling a name is called, whether a word of a question is it, in another script too, and which names
//! may be the same without anybody having decided so.

use super::query::{Form, Query, Sought, Word};
use super::sounds::{all_keys, inflected_key, key, same_name};
use super::tokens::{Token, tokens};

/// Shortest word that leads to a name, in characters: “Ali” alone is nobody.
const SHORTEST: usize = 4;

/// Somebody's spellings, and those of a name that may be the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MayBe {
    /// What the one is called.
    pub called: Vec<String>,
    /// What the other is called.
    pub also: Vec<String>,
}

/// The last word, or the last run of characters that have no space between them.
pub fn last_part(spelling: &[Token]) -> &[Token] {
    let joined = spelling.iter().rev().take_while(|token| token.joined).count();
    spelling.get(spelling.len().saturating_sub(joined + 1)..).unwrap_or_default()
}

/// A word of a question, made ready to be laid beside many spellings.
pub struct Calls<'w> {
    word: &'w Word,
    keys: Vec<String>,
}

impl<'w> Calls<'w> {
    /// A word; `None` for one too short to be anybody.
    pub fn of(word: &'w Word) -> Option<Self> {
        let keys = all_keys(&word.word, word.script);
        (word.word.chars().count() >= SHORTEST).then_some(Self { word, keys })
    }

    /// True when a spelling ends with this word, or with one of another script that may be how that writes it.
    pub fn by(&self, spelling: &[Token]) -> bool {
        let Some(last) = spelling.last() else { return false };
        let script = last.script;
        if script == self.word.script {
            return last.word == self.word.word;
        }
        // What has other consonants is another name: that is told sooner than it is compared.
        let mut keys = [key(&last.word, script), inflected_key(&last.word, script)].into_iter().flatten();
        let word = (self.word.word.as_str(), self.word.script);
        keys.any(|key| self.keys.contains(&key)) && same_name(word, (&last.word, script), !self.word.is_named())
    }
}

impl Query {
    /// The same question, asked for what names that may be the same are called as well.
    pub fn with_names(&self, may_be: &[MayBe]) -> Self {
        if may_be.is_empty() {
            return self.clone();
        }
        let all = |parts: &[Self]| parts.iter().map(|part| part.with_names(may_be)).collect();
        match self {
            Self::And(parts) => Self::And(all(parts)),
            Self::Or(ways) => Self::Or(all(ways)),
            Self::Not(inner) => Self::Not(Box::new(inner.with_names(may_be))),
            Self::Words(sought) => Self::Words(sought.with_names(may_be)),
            Self::Near { parts, within } => {
                let parts = parts.iter().map(|part| part.with_names(may_be)).collect();
                Self::Near { parts, within: *within }
            }
            Self::Field(_) | Self::Expression(_) => self.clone(),
        }
    }
}

impl Sought {
    fn with_names(&self, may_be: &[MayBe]) -> Self {
        let mut out = self.clone();
        let [word] = self.words.as_slice() else { return out };
        let Some(calls) = Calls::of(word).filter(|_| matches!(word.form, Form::Stemmed | Form::Fuzzy(_))) else {
            return out;
        };
        let named = may_be.iter().filter(|one| one.called.iter().any(|spelling| calls.by(&tokens(spelling))));
        for spelling in named.flat_map(|one| &one.also) {
            let spelling = tokens(spelling);
            let part: Vec<String> = last_part(&spelling).iter().map(|token| token.word.clone()).collect();
            if !part.is_empty() && part != [word.word.as_str()] && !out.may_be.contains(&part) {
                out.may_be.push(part);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Vec<Vec<String>> {
        let may_be = MayBe {
            called: vec!["Masoud Pezeshkian".to_owned(), "مسعود پزشکیان".to_owned()],
            also: vec!["Massoud Puzhehan".to_owned(), "佩泽".to_owned()],
        };
        match query.parse::<Query>().unwrap().with_names(&[may_be]) {
            Query::Words(sought) => sought.may_be,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn who_is_called_so_in_any_script_leads_to_whom_it_may_be() {
        let found = [vec!["puzhehan".to_owned()], vec!["佩".to_owned(), "泽".to_owned()]];
        for query in ["Pezeshkian", "Пезешкиан", "Пезешкианом", "پزشکیان", "Pezeshkian~1"] {
            assert_eq!(asked(query), found, "{query}");
        }
        // Somebody else, a given name, a word as it is written, a phrase, the name it may be.
        for query in ["Пушкин", "Masoud", "=Pezeshkian", "\"Masoud Pezeshkian\"", "Puzhehan", "Pezeshk*"] {
            assert_eq!(asked(query), Vec::<Vec<String>>::new(), "{query}");
        }
    }
}
