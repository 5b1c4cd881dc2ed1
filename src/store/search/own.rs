//! Searching the analyst's own words: claims, memos, definitions, judgements, translations, briefs. There are few of them
//! beside the documents' words, so they are looked through as they stand.

use super::matching::stands_in;
use super::regex;
use crate::domain::query::{Matcher, Query};
use crate::domain::tokens::{Token, tokens};
use crate::domain::{Id, Table, Words};
use crate::store::{Reader, StoreError};

/// Words of the analyst's that answer a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// What kind of record they are of.
    pub table: Table,
    /// Which.
    pub id: Id,
    /// The words.
    pub words: Words,
}

/// Where such words stand.
const COLUMNS: [(Table, &str); 16] = [
    (Table::Claim, "words"),
    (Table::Claim, "memo"),
    (Table::Judgement, "words"),
    (Table::Judgement, "basis"),
    (Table::Tag, "name"),
    (Table::Tag, "definition"),
    (Table::Name, "words"),
    (Table::Name, "memo"),
    (Table::Spelling, "words"),
    (Table::Passage, "memo"),
    (Table::Translation, "words"),
    (Table::Document, "memo"),
    (Table::Document, "title_translated"),
    (Table::Wanted, "words"),
    (Table::Block, "words"),
    (Table::Cite, "note"),
];

impl Reader {
    /// The analyst's words that answer a question, at most so many; true when there are more. What a question asks of
    /// documents, such as their date, is left aside.
    pub fn own_words(&self, query: &Query, most: usize) -> Result<(Vec<Own>, bool), StoreError> {
        let mut out = Vec::new();
        let matchers = regex::matchers(query)?;
        if matchers.is_empty() && answers(query, &[]).is_none() {
            return Ok((out, false));
        }
        for (table, column) in COLUMNS {
            let name = table.as_str();
            let sql =
                format!("SELECT id, \"{column}\" FROM \"{name}\" WHERE \"{column}\" IS NOT NULL ORDER BY id DESC");
            let mut statement = self.conn.prepare_cached(&sql)?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let words: String = row.get(1)?;
                let fits = if matchers.is_empty() {
                    answers(query, &tokens(&words)) == Some(true)
                } else {
                    let stands = |matcher: &Matcher| {
                        words.lines().any(|line| matcher.find(line, 0..line.len(), &|| true).is_some())
                    };
                    matchers.iter().all(stands) && answers(query, &tokens(&words)) != Some(false)
                };
                if !fits {
                    continue;
                }
                if out.len() == most {
                    return Ok((out, true));
                }
                out.push(Own { table, id: row.get(0)?, words: Words::new(words) });
            }
        }
        Ok((out, false))
    }
}

/// Whether words answer a question; `None` where it asks nothing of words.
fn answers(query: &Query, words: &[Token]) -> Option<bool> {
    match query {
        Query::Words(sought) => Some(stands_in(&sought.words, words, None)),
        Query::Near { parts, .. } => Some(parts.iter().all(|part| stands_in(&part.words, words, None))),
        Query::Field(_) | Query::Expression(_) => None,
        Query::Not(inner) => answers(inner, words).map(|answer| !answer),
        Query::And(parts) => {
            // A question of what words lack alone is answered by nearly all there are.
            let wanted = parts.iter().any(|part| !matches!(part, Query::Not(_)) && answers(part, words).is_some());
            let mut known = parts.iter().filter_map(|part| answers(part, words));
            wanted.then(|| known.all(|answer| answer))
        }
        Query::Or(ways) => {
            let known: Vec<bool> = ways.iter().filter_map(|way| answers(way, words)).collect();
            (!known.is_empty()).then(|| known.contains(&true))
        }
    }
}
