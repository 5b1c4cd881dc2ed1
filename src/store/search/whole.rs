//! All places in documents of which an answer showed only the first: counted, or with their lines.

use super::answer::{Extent, Hit, Planner};
use crate::domain::Id;
use crate::domain::query::Query;
use crate::store::{Reader, StoreError};
use rusqlite::OptionalExtension as _;
use std::collections::BTreeMap;

impl Reader {
    /// What a question finds in one text, at most so many lines of it; `None` when it finds nothing there. With a regular
    /// expression nothing more is found once `go_on` says no.
    pub fn search_in(
        &self,
        query: &Query,
        revision: Id,
        extent: &Extent,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<Hit>, StoreError> {
        if !query.expressions().is_empty() {
            let mut sweep = self.sweep_within(query, &[revision])?;
            return Ok(self.look_further(&mut sweep, extent, &|_, _| true, go_on)?.flatten());
        }
        let _one_state = self.conn.unchecked_transaction()?;
        let mut planner = Planner::new(&self.conn)?;
        let found = planner.texts(query, true)?;
        match self.number_of(revision)?.filter(|n| found.binary_search(n).is_ok()) {
            Some(n) => planner.hit(n, 0.0, extent),
            None => Ok(None),
        }
    }

    /// How many places a question finds in each of these texts, one after the other as long as `go_on` holds.
    pub fn count_in(
        &self,
        query: &Query,
        revisions: &[Id],
        most: usize,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Vec<(Id, usize)>, StoreError> {
        if !query.expressions().is_empty() {
            return self.count_through(query, revisions, most, go_on);
        }
        let _one_state = self.conn.unchecked_transaction()?;
        let mut planner = Planner::new(&self.conn)?;
        planner.texts(query, true)?;
        let extent = Extent { documents: 1, lines: most, context: 0 };
        let mut counts = Vec::new();
        for revision in revisions {
            let hit = match self.number_of(*revision)? {
                Some(n) => planner.hit(n, 0.0, &extent)?,
                None => None,
            };
            counts.push((*revision, hit.map_or(0, |hit| hit.places)));
            if !go_on() {
                break;
            }
        }
        Ok(counts)
    }

    fn count_through(
        &self,
        query: &Query,
        revisions: &[Id],
        most: usize,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Vec<(Id, usize)>, StoreError> {
        let mut sweep = self.sweep_within(query, revisions)?;
        let extent = Extent { documents: revisions.len(), lines: most, context: 0 };
        let mut counts: BTreeMap<Id, usize> = BTreeMap::new();
        while let Some(hit) = self.look_further(&mut sweep, &extent, &|_, _| true, go_on)? {
            if !go_on() {
                return Ok(counts.into_iter().collect());
            }
            counts.extend(hit.map(|hit| (hit.revision, hit.places)));
        }
        // Where it finds nothing any more, that is known too.
        Ok(revisions.iter().map(|revision| (*revision, counts.get(revision).copied().unwrap_or(0))).collect())
    }

    pub(super) fn number_of(&self, revision: Id) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT n FROM search_text WHERE revision = ?1")?;
        Ok(statement.query_row([revision], |row| row.get(0)).optional()?)
    }
}
