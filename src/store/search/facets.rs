//! How what a question finds is spread over outlets, languages, years and sets.

use super::regex::Sweep;
use crate::domain::query::Query;
use crate::domain::{Id, Words};
use crate::store::{Reader, StoreError};
use std::collections::BTreeMap;

/// Documents a question finds, counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facets {
    /// By outlet, the most first; `None` for those without one.
    pub outlets: Vec<(Option<Words>, usize)>,
    /// By the primary part of their language, the most first; `None` where it is not known.
    pub languages: Vec<(Option<String>, usize)>,
    /// By the year they were published in, the earliest first; `None` where it is not known.
    pub years: Vec<(Option<u16>, usize)>,
    /// By the sets they are in, the most first.
    pub sets: Vec<(Words, usize)>,
}

impl Reader {
    /// Counts what a question finds.
    pub fn facets(&self, query: &Query) -> Result<Facets, StoreError> {
        self.spread(&self.found_by(query)?)
    }

    /// Counts what a look through the texts has found.
    pub fn facets_of(&self, sweep: Sweep) -> Result<Facets, StoreError> {
        self.spread(&sweep.into_found())
    }

    fn spread(&self, found: &[i64]) -> Result<Facets, StoreError> {
        let _one_state = self.conn.unchecked_transaction()?;
        let mut outlets: BTreeMap<Option<Id>, usize> = BTreeMap::new();
        let mut languages: BTreeMap<Option<String>, usize> = BTreeMap::new();
        let mut years: BTreeMap<Option<u16>, usize> = BTreeMap::new();
        let mut statement = self.conn.prepare_cached(
            "SELECT s.n, d.outlet, s.language, substr(d.published, 1, 4) FROM search_text s
             JOIN document d ON d.revision = s.revision",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if found.binary_search(&row.get(0)?).is_err() {
                continue;
            }
            let language = row.get::<_, String>(2)?;
            *outlets.entry(row.get(1)?).or_default() += 1;
            *languages.entry((!language.is_empty()).then_some(language)).or_default() += 1;
            let year = row.get::<_, Option<String>>(3)?.and_then(|year| year.parse().ok());
            *years.entry(year).or_default() += 1;
        }
        let mut facets = Facets {
            outlets: Vec::new(),
            languages: languages.into_iter().collect(),
            years: years.into_iter().collect(),
            sets: self.sets(found)?,
        };
        let mut named: BTreeMap<Option<Words>, usize> = BTreeMap::new();
        for (outlet, count) in outlets {
            let words = match outlet {
                Some(id) => self
                    .conn
                    .prepare_cached("SELECT words FROM name WHERE id = ?1")?
                    .query_row([id], |row| row.get::<_, String>(0))
                    .map(|words| Some(Words::new(words)))?,
                None => None,
            };
            *named.entry(words).or_default() += count;
        }
        facets.outlets = named.into_iter().collect();
        facets.outlets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        facets.languages.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        // What is not known stands last.
        facets.years.sort_by_key(|(year, _)| (year.is_none(), *year));
        Ok(facets)
    }

    /// The sets that texts are in, with how many of these are.
    fn sets(&self, found: &[i64]) -> Result<Vec<(Words, usize)>, StoreError> {
        let mut statement = self.conn.prepare_cached(
            "SELECT t.name, s.n FROM document_set t JOIN document_in_set i ON i.document_set = t.id
             JOIN document d ON d.id = i.document JOIN search_text s ON s.revision = d.revision",
        )?;
        let mut counts: BTreeMap<Words, usize> = BTreeMap::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            if found.binary_search(&row.get(1)?).is_ok() {
                *counts.entry(Words::new(row.get::<_, String>(0)?)).or_default() += 1;
            }
        }
        let mut sets: Vec<(Words, usize)> = counts.into_iter().collect();
        sets.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        Ok(sets)
    }

    /// How many documents a question finds.
    pub fn count(&self, query: &Query) -> Result<usize, StoreError> {
        Ok(self.found_by(query)?.len())
    }

    /// The documents a question finds, in no particular order.
    pub fn documents_found(&self, query: &Query) -> Result<Vec<Id>, StoreError> {
        let found = self.found_by(query)?;
        let mut statement = self.conn.prepare_cached(
            "SELECT d.id FROM search_text s JOIN document d ON d.revision = s.revision WHERE s.n = ?1",
        )?;
        let mut documents = Vec::with_capacity(found.len());
        for n in found {
            for document in statement.query_map([n], |row| row.get(0))? {
                documents.push(document?);
            }
        }
        Ok(documents)
    }
}
