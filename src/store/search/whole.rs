//! All places in documents of which an answer showed only the first: counted, or with their lines.

use super::answer::{Extent, Hit, Planner};
use crate::domain::Id;
use crate::domain::query::Query;
use crate::store::{Reader, StoreError};
use rusqlite::OptionalExtension as _;

impl Reader {
    /// What a question finds in one text, at most so many lines of it; `None` when it finds nothing there.
    pub fn search_in(&self, query: &Query, revision: Id, extent: &Extent) -> Result<Option<Hit>, StoreError> {
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

    fn number_of(&self, revision: Id) -> Result<Option<i64>, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT n FROM search_text WHERE revision = ?1")?;
        Ok(statement.query_row([revision], |row| row.get(0)).optional()?)
    }
}
