//! The names of the project as search uses them: who is called so, and what else they are called.

use super::matching::{COMMON, Pattern};
use crate::domain::Id;
use crate::domain::called::{Calls, last_part};
use crate::domain::name::known_as;
use crate::domain::query::Word;
use crate::domain::tokens::{Token, tokens};
use crate::store::StoreError;
use rusqlite::Connection;
use std::collections::BTreeMap;

/// Names that are one, with all their spellings as words.
pub(super) struct Register {
    names: Vec<(Vec<Id>, Vec<Vec<Token>>)>,
}

impl Register {
    pub(super) fn read(conn: &Connection) -> Result<Self, StoreError> {
        let mut statement = conn.prepare_cached("SELECT id, words, merged_into FROM name")?;
        let rows = statement
            .query_map([], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, String>(1)?, row.get::<_, Option<Id>>(2)?)))?;
        let rows: Vec<(Id, String, Option<Id>)> = rows.collect::<Result<_, _>>()?;
        let into: BTreeMap<Id, Id> = rows.iter().filter_map(|(id, _, into)| Some((*id, (*into)?))).collect();
        let stands_for = |id: Id| known_as(id, |id| into.get(&id).copied());
        let mut names: BTreeMap<Id, (Vec<Id>, Vec<Vec<Token>>)> = BTreeMap::new();
        for (id, words, _) in rows {
            let (ids, spellings) = names.entry(stands_for(id)).or_default();
            ids.push(id);
            spellings.push(tokens(&words));
        }
        let mut statement = conn.prepare_cached("SELECT name, words FROM spelling")?;
        for row in statement.query_map([], |row| Ok((row.get::<_, Id>(0)?, row.get::<_, String>(1)?)))? {
            let (name, words) = row?;
            names.entry(stands_for(name)).or_default().1.push(tokens(&words));
        }
        Ok(Self { names: names.into_values().collect() })
    }

    /// What names whose only or last word this is, or is in another script, are called otherwise, by the same part of each
    /// spelling. Those of another script by which they are called so are found by how they sound.
    pub(super) fn other_spellings(&self, word: &Word) -> Vec<Pattern> {
        let Some(calls) = Calls::of(word) else { return Vec::new() };
        let named = self.names.iter().filter(|(_, spellings)| spellings.iter().any(|spelling| calls.by(spelling)));
        let mut out: Vec<Pattern> = Vec::new();
        let across = |spelling: &&Vec<Token>| {
            calls.by(spelling) && spelling.last().is_some_and(|last| last.script != word.script)
        };
        let spellings = named.flat_map(|(_, spellings)| spellings).filter(|spelling| !across(spelling));
        for last in spellings.map(|spelling| last_part(spelling)) {
            let words = || last.iter().map(|token| token.word.clone());
            let pattern = match last {
                [] => continue,
                [one] if one.word == word.word => continue,
                [one] => Pattern::Words(BTreeMap::from([(one.word.clone(), COMMON)])),
                _ => Pattern::Run(words().collect()),
            };
            if !out.contains(&pattern) {
                out.push(pattern);
            }
        }
        out
    }

    /// All names that are one with a name for whose spelling this holds.
    pub(super) fn that_are(&self, is_so: impl Fn(&[Token]) -> bool) -> Vec<Id> {
        let called = self.names.iter().filter(|(_, spellings)| spellings.iter().any(|spelling| is_so(spelling)));
        called.flat_map(|(ids, _)| ids.iter().copied()).collect()
    }
}
