//! Answering a question: which documents it finds, in which order, and where in them.

use super::matching::{How, Leaf};
use super::resolve::Resolver;
use super::{fields, known, places};
use crate::domain::query::{Field, Query, Reason};
use crate::domain::{Id, Span, Words};
use crate::store::{Reader, StoreError};
use rusqlite::{Connection, OptionalExtension as _};
use std::collections::{BTreeMap, BTreeSet};

/// Most rows whose rank is computed; where more are found, the order is by how many rows of a document are.
const MOST_RANKED: usize = 20_000;
/// Most rows that are looked at one by one where the index cannot say whether words stand near each other.
const MOST_LOOKED_AT: usize = 2_000;

/// How much of what a question finds is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Documents that come with their places, the best first.
    pub documents: usize,
    /// Places of each of them, the first in the text.
    pub lines: usize,
    /// About how many characters before and after each.
    pub context: usize,
}

/// What a question finds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// How many documents it finds.
    pub documents: usize,
    /// The first of them, the best first.
    pub hits: Vec<Hit>,
    /// What is to be said beside it, in sentences: what was left out.
    pub remarks: Vec<String>,
    /// How many texts are not in the index yet, or not as they are.
    pub waiting: u64,
}

/// A document that is found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The document.
    pub document: Id,
    /// The decoding the bytes of its lines are of.
    pub revision: Id,
    /// What it is called.
    pub heading: Words,
    /// How well it answers; more is better, and only within one answer.
    pub score: f64,
    /// How many places were found in it; at least as many when `more` is true.
    pub places: usize,
    /// True when there are more places than were wanted.
    pub more: bool,
    /// Places in the order of the text, those that were looked at; none where only a field found the document.
    pub lines: Vec<Line>,
    /// What is known of it that was asked for, where there are no places.
    pub by: Vec<Reason>,
}

/// A place in a document with what stands around it, of the same paragraph.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Where it is, in bytes of the revision's text.
    pub bytes: Span,
    /// What stands before it.
    pub before: Words,
    /// The words that were found, as written.
    pub quote: Words,
    /// What stands after it.
    pub after: Words,
    /// How it came to be found.
    pub how: How,
}

/// What is known of a leaf.
struct Rows {
    leaf: Leaf,
    question: String,
    /// Their identities in order.
    rows: Vec<i64>,
    /// False under a NOT: it finds nothing that is shown.
    shown: bool,
}

impl Hits {
    /// True where nothing is found, or only words that may be the same name: then something else may have
    /// been meant.
    pub fn are_doubtful(&self) -> bool {
        let is_doubtful = |hit: &Hit| {
            hit.by.is_empty() && !hit.lines.is_empty() && hit.lines.iter().all(|line| line.how.is_perhaps())
        };
        self.documents == 0 || self.hits.iter().all(is_doubtful)
    }
}

impl Reader {
    /// Asks the index.
    pub fn search(&self, query: &Query, extent: &Extent) -> Result<Hits, StoreError> {
        if !query.expressions().is_empty() {
            return self.search_through(query, extent);
        }
        let _one_state = self.conn.unchecked_transaction()?;
        let mut planner = Planner::new(&self.conn)?;
        let found = planner.texts(query, true)?;
        let order = planner.ranked(&found)?;
        let mut hits = Vec::new();
        for (n, score) in order.into_iter().take(extent.documents) {
            hits.extend(planner.hit(n, score, extent)?);
        }
        let waiting = self.waits_for_index()?;
        Ok(Hits { documents: found.len(), hits, remarks: planner.resolver.remarks, waiting })
    }
}

/// The texts in the index that are not to be found: of documents whose import was undone, and what nobody reads any more
/// and is not taken out yet.
fn hidden(conn: &Connection) -> Result<BTreeSet<i64>, StoreError> {
    let mut statement = conn.prepare_cached(
        // From the imports that were undone on: by itself SQLite would go through all documents.
        "SELECT s.n FROM import_batch b CROSS JOIN document d ON d.batch = b.id JOIN search_text s ON s.revision = d.revision
         WHERE b.removed_at IS NOT NULL
         UNION ALL SELECT s.n FROM search_wanted w JOIN search_text s ON s.revision = w.revision
         WHERE NOT EXISTS (SELECT 1 FROM document d WHERE d.revision = w.revision)",
    )?;
    let numbers = statement.query_map([], |row| row.get(0))?;
    Ok(numbers.collect::<Result<_, _>>()?)
}

pub(super) struct Planner<'c> {
    conn: &'c Connection,
    resolver: Resolver<'c>,
    hidden: BTreeSet<i64>,
    /// The texts that have more than one row, in order: their number and how many rows at most.
    long: Vec<(i64, i64)>,
    leaves: Vec<Rows>,
    /// What was asked of documents, with the texts for which it holds.
    asked: Vec<(Field, BTreeSet<i64>)>,
}

impl<'c> Planner<'c> {
    /// One that has planned nothing yet.
    pub(super) fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        let mut statement = conn.prepare_cached("SELECT n, rows FROM search_text WHERE rows > 1 ORDER BY n")?;
        let long = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self {
            conn,
            resolver: Resolver::new(conn)?,
            hidden: hidden(conn)?,
            long,
            leaves: Vec::new(),
            asked: Vec::new(),
        })
    }
}

impl Planner<'_> {
    /// What is to be said beside the answer.
    pub(super) fn into_remarks(self) -> Vec<String> {
        self.resolver.remarks
    }

    /// The numbers of the texts a question finds, in order.
    pub(super) fn texts(&mut self, query: &Query, shown: bool) -> Result<Vec<i64>, StoreError> {
        Ok(match query {
            Query::Words(sought) => {
                let leaf = self.resolver.words(sought)?;
                self.leaf(leaf, shown)?
            }
            Query::Near { parts, within } => {
                let leaf = self.resolver.near(parts, *within)?;
                self.leaf(leaf, shown)?
            }
            Query::Field(field) => {
                let found = fields::texts(self.conn, field)?;
                if found.is_empty() {
                    self.resolver.remarks.extend(fields::unknown(self.conn, field)?);
                }
                let seen = found.difference(&self.hidden).copied().collect();
                if shown {
                    self.asked.push((field.clone(), found));
                }
                seen
            }
            // What it finds is looked for afterwards, in the texts that the rest leaves.
            Query::Expression(_) => self.everything()?,
            Query::Or(ways) => {
                let mut all = BTreeSet::new();
                for way in ways {
                    all.extend(self.texts(way, shown)?);
                }
                all.into_iter().collect()
            }
            Query::And(parts) => {
                let (without, with): (Vec<&Query>, Vec<&Query>) =
                    parts.iter().partition(|part| matches!(part, Query::Not(_)));
                let mut both: Option<Vec<i64>> = None;
                for part in with {
                    let found = self.texts(part, shown)?;
                    both = Some(match both {
                        Some(before) => common(&before, &found),
                        None => found,
                    });
                }
                let mut rest = both.map_or_else(|| self.everything(), Ok)?;
                for part in without {
                    if let Query::Not(inner) = part {
                        let out = self.texts(inner, false)?;
                        rest.retain(|n| out.binary_search(n).is_err());
                    }
                }
                rest
            }
            Query::Not(inner) => {
                let out = self.texts(inner, false)?;
                let mut rest = self.everything()?;
                rest.retain(|n| out.binary_search(n).is_err());
                rest
            }
        })
    }

    /// The text a row is of.
    fn text_of(&self, row: i64) -> i64 {
        let before = self.long.partition_point(|(n, _)| *n <= row).checked_sub(1);
        match before.and_then(|at| self.long.get(at)) {
            Some((n, rows)) if row < n + rows => *n,
            _ => row,
        }
    }

    fn everything(&self) -> Result<Vec<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT n FROM search_text ORDER BY n")?;
        let mut all: Vec<i64> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        all.retain(|n| !self.hidden.contains(n));
        Ok(all)
    }

    fn leaf(&mut self, leaf: Leaf, shown: bool) -> Result<Vec<i64>, StoreError> {
        let asked = leaf.question();
        let nothing = leaf.parts.iter().any(Vec::is_empty);
        let find = |question: &Option<String>| match question {
            Some(question) if !nothing => self.rows(question),
            _ => Ok(Vec::new()),
        };
        let mut rows = find(&asked.sure)?;
        let mut doubtful = find(&asked.doubtful)?;
        doubtful.retain(|row| rows.binary_search(row).is_err() && !self.hidden.contains(&self.text_of(*row)));
        if doubtful.len() > MOST_LOOKED_AT {
            let remark = format!(
                "Words near each other were looked for in {MOST_LOOKED_AT} of {} stretches of text that have them all.",
                doubtful.len()
            );
            self.resolver.remarks.push(remark);
            doubtful.truncate(MOST_LOOKED_AT);
        }
        for row in doubtful {
            if places::row(self.conn, self.text_of(row), row)?.is_some_and(|text| text.has(&leaf)) {
                rows.push(row);
            }
        }
        rows.sort_unstable();
        rows.retain(|row| !self.hidden.contains(&self.text_of(*row)));
        let question = asked.sure.or(asked.doubtful).unwrap_or_default();
        let mut found: Vec<i64> = rows.iter().map(|row| self.text_of(*row)).collect();
        found.dedup();
        self.leaves.push(Rows { leaf, question, rows, shown });
        Ok(found)
    }

    fn rows(&self, question: &str) -> Result<Vec<i64>, StoreError> {
        let mut statement =
            self.conn.prepare_cached("SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid")?;
        Ok(statement.query_map([question], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The texts with how well they answer, the best first; of equals, what came into the project first. `found` is in order.
    pub(super) fn ranked(&self, found: &[i64]) -> Result<Vec<(i64, f64)>, StoreError> {
        let mut order: Vec<(i64, f64)> = found.iter().map(|n| (*n, 0.0)).collect();
        let all: i64 = self.conn.prepare_cached("SELECT count(*) FROM search_row")?.query_row([], |row| row.get(0))?;
        for leaf in self.leaves.iter().filter(|leaf| leaf.shown && !leaf.rows.is_empty()) {
            let is_ranked = leaf.rows.len() <= MOST_RANKED;
            let rows = if is_ranked { self.scores_of_rows(leaf, all)? } else { vec![0.001; leaf.rows.len()] };
            // Both are in order, so each text is found behind the one before it.
            let mut rows = leaf.rows.iter().map(|row| self.text_of(*row)).zip(rows).peekable();
            for (n, score) in &mut order {
                while rows.next_if(|(text, _)| text < n).is_some() {}
                let mut best: f64 = 0.0;
                while let Some((_, of_row)) = rows.next_if(|(text, _)| text == n) {
                    // Of many rows without a rank, their number.
                    best = if is_ranked { best.max(of_row) } else { best + of_row };
                }
                *score += best;
            }
        }
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(order)
    }

    /// How well each of a leaf's rows answers it, in their order.
    fn scores_of_rows(&self, leaf: &Rows, all: i64) -> Result<Vec<f64>, StoreError> {
        let mut out = vec![0.0; leaf.rows.len()];
        let mut add = |found: Vec<(i64, f64)>, times: f64| {
            for (row, score) in found {
                if let Some(of) = leaf.rows.binary_search(&row).ok().and_then(|at| out.get_mut(at)) {
                    *of += score * times;
                }
            }
        };
        let forms = leaf.leaf.ranked_by();
        if forms.is_empty() {
            add(self.scores(&leaf.question)?, 1.0);
        }
        let together = rarity(leaf.rows.len(), all);
        for (form, worth) in forms {
            let found = self.scores(&form)?;
            // A form that is rare makes a row no better than any other form does.
            let same = together / rarity(found.len(), all);
            add(found, same * worth);
        }
        Ok(out)
    }

    /// The rows a question finds, with how well each answers it.
    fn scores(&self, question: &str) -> Result<Vec<(i64, f64)>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT rowid, bm25(search) FROM search WHERE search MATCH ?1")?;
        // SQLite's rank is the better the smaller it is.
        let rows = statement.query_map([question], |row| Ok((row.get(0)?, -row.get::<_, f64>(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub(super) fn hit(&self, n: i64, score: f64, extent: &Extent) -> Result<Option<Hit>, StoreError> {
        let Some((document, revision, heading)) = whose(self.conn, n)? else { return Ok(None) };
        let mut rows: BTreeMap<i64, Vec<&Leaf>> = BTreeMap::new();
        for leaf in self.leaves.iter().filter(|leaf| leaf.shown) {
            let from = leaf.rows.partition_point(|row| *row < n);
            let own = leaf.rows.iter().skip(from).take_while(|row| self.text_of(**row) == n);
            for row in own {
                rows.entry(*row).or_default().push(&leaf.leaf);
            }
        }
        let asked: Vec<&Field> =
            self.asked.iter().filter(|(_, texts)| texts.contains(&n)).map(|(field, _)| field).collect();
        // Where words are sought too, their places are what is looked for.
        let (lines, more) = if self.leaves.iter().any(|leaf| leaf.shown) {
            places::lines(self.conn, n, &rows, extent)?
        } else {
            known::tagged(self.conn, revision, &asked, extent)?
        };
        let by = if lines.is_empty() { known::reasons(self.conn, document, &asked)? } else { Vec::new() };
        Ok(Some(Hit { document, revision, heading, score, places: lines.len(), more, lines, by }))
    }
}

/// What SQLite's `bm25` makes of how many of all rows have a phrase.
fn rarity(found: usize, all: i64) -> f64 {
    let number = |n: i64| f64::from(i32::try_from(n).unwrap_or(i32::MAX));
    let (found, all) = (number(i64::try_from(found).unwrap_or(i64::MAX)), number(all));
    ((all - found + 0.5) / (found + 0.5)).ln().max(1e-6)
}

/// A document that reads the text of a number, the text's revision, and what the document is called.
pub(super) fn whose(conn: &Connection, n: i64) -> Result<Option<(Id, Id, Words)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT d.id, s.revision, coalesce(d.title, d.file_name) FROM search_text s
         JOIN document d ON d.revision = s.revision WHERE s.n = ?1 LIMIT 1",
    )?;
    let known = statement.query_row([n], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))).optional()?;
    Ok(known.map(|(document, revision, heading)| (document, revision, Words::new(heading))))
}

/// What two lists in order have in common.
fn common(a: &[i64], b: &[i64]) -> Vec<i64> {
    let (few, many) = if a.len() < b.len() { (a, b) } else { (b, a) };
    few.iter().filter(|n| many.binary_search(n).is_ok()).copied().collect()
}
