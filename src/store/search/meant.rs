//! What may have been meant where nothing is found: for words that stand nowhere, words of the project that differ little.

use super::answer::Planner;
use super::matching::differs_little;
use crate::domain::query::{Form, Query, Sought, Word};
use crate::store::{Reader, StoreError};
use rusqlite::{Connection, params};

/// Shortest word that is taken for a slip, in letters.
const SHORTEST: usize = 4;
/// Shortest word in which two letters may be wrong.
const TWO_WRONG: usize = 6;

/// A question that may have been meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Words as they were typed, each with the one that is proposed.
    pub words: Vec<(String, String)>,
    /// How many documents it finds.
    pub documents: usize,
}

impl Reader {
    /// What may have been meant by a question that finds nothing, or nothing sure; `None` where there is nothing like it.
    pub fn meant(&self, query: &Query) -> Result<Option<Meant>, StoreError> {
        // Whether it finds anything with a regular expression is not known before every text is read.
        if !query.expressions().is_empty() {
            return Ok(None);
        }
        let _one_state = self.conn.unchecked_transaction()?;
        let mut words = Vec::new();
        let meant = put_right(&self.conn, query, &mut words)?;
        if words.is_empty() {
            return Ok(None);
        }
        let documents = Planner::new(&self.conn)?.texts(&meant, false)?.len();
        Ok((documents > 0).then_some(Meant { words, documents }))
    }
}

/// The question with the likeliest word in place of each that stands nowhere.
fn put_right(conn: &Connection, query: &Query, words: &mut Vec<(String, String)>) -> Result<Query, StoreError> {
    Ok(match query {
        Query::Words(sought) => Query::Words(likeliest(conn, sought, words)?),
        Query::Near { parts, within } => {
            let parts = parts.iter().map(|part| likeliest(conn, part, words)).collect::<Result<_, _>>()?;
            Query::Near { parts, within: *within }
        }
        Query::And(parts) => {
            Query::And(parts.iter().map(|part| put_right(conn, part, words)).collect::<Result<_, _>>()?)
        }
        Query::Or(ways) => Query::Or(ways.iter().map(|way| put_right(conn, way, words)).collect::<Result<_, _>>()?),
        Query::Not(_) | Query::Field(_) | Query::Expression(_) => query.clone(),
    })
}

fn likeliest(conn: &Connection, sought: &Sought, words: &mut Vec<(String, String)>) -> Result<Sought, StoreError> {
    let [word] = sought.words.as_slice() else { return Ok(sought.clone()) };
    let letters = word.word.chars().count();
    if word.form != Form::Stemmed || letters < SHORTEST {
        return Ok(sought.clone());
    }
    let mut statement =
        conn.prepare_cached("SELECT term, df FROM term WHERE script = ?1 AND length(term) BETWEEN ?2 AND ?3")?;
    let most = if letters < TWO_WRONG { 1 } else { 2 };
    let (least, longest) = (letters.saturating_sub(most.into()), letters + usize::from(most));
    let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let mut rows = statement.query(params![word.script.number(), number(least), number(longest)])?;
    // The fewest letters wrong, then the commonest.
    let mut best: Option<(u8, i64, String)> = None;
    while let Some(row) = rows.next()? {
        let term = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        if term == word.word {
            // It stands somewhere: something else is why nothing was found.
            return Ok(sought.clone());
        }
        let Some(wrong) = (1..=most).find(|wrong| differs_little(&word.word, term, *wrong)) else { continue };
        let rows: i64 = row.get(1)?;
        if best.as_ref().is_none_or(|(least, most, _)| (wrong, -rows) < (*least, -most)) {
            best = Some((wrong, rows, term.to_owned()));
        }
    }
    let Some((_, _, term)) = best else { return Ok(sought.clone()) };
    words.push((sought.typed.clone(), term.clone()));
    Ok(Sought { typed: term.clone(), words: vec![Word { word: term, ..word.clone() }], may_be: Vec::new() })
}
