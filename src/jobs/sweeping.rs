//! Looking through the whole corpus for regular expressions: what is found is told as it comes, with how far the look is,
//! and it ends when something else is asked.

use super::desk::Desk;
use super::news::{Event, Tell};
use super::searching::{CONTEXT, Chosen, DOCUMENTS, LINES, OWN, Search};
use crate::domain::Id;
use crate::domain::query::Query;
use crate::store::search::{Extent, Hit, Hits};
use crate::store::{Reader, StoreError};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

/// How often is told how far it is.
const OFTEN: Duration = Duration::from_millis(100);

/// How far a look through the corpus is.
#[derive(Debug)]
pub struct Looked {
    /// What was found in all so far, with the documents that were not told before.
    pub hits: Hits,
    /// Texts looked through.
    pub looked: usize,
    /// Texts in all.
    pub of: usize,
    /// True with the last news.
    pub done: bool,
}

/// Looks for a question, telling what it finds.
pub(super) fn find(
    reader: &Reader,
    number: u64,
    query: &Query,
    desk: &Desk<Search>,
    tell: &Tell,
) -> Result<(), StoreError> {
    let matchers = match query.matchers() {
        Ok(matchers) => matchers,
        Err(error) => {
            tell.event(Event::NotUnderstood { number, error });
            return Ok(());
        }
    };
    let mut sweep = reader.sweep(query, matchers)?;
    let extent = Extent { documents: DOCUMENTS, lines: LINES, context: CONTEXT };
    let go_on = || !desk.is_given_up();
    let (mut new, mut told): (Vec<Hit>, Option<Instant>) = (Vec::new(), None);
    loop {
        let hit = reader.look_further(&mut sweep, &extent, &|_, _| true, &go_on)?;
        if !go_on() {
            return Ok(());
        }
        let done = hit.is_none();
        new.extend(hit.flatten().filter(|_| sweep.documents() <= DOCUMENTS));
        if done || told.is_none_or(|told| told.elapsed() >= OFTEN) {
            told = Some(Instant::now());
            let hits = sweep.hits(std::mem::take(&mut new));
            let looked = Looked { hits, looked: sweep.looked(), of: sweep.of(), done };
            tell.event(Event::Looked { number, looked });
        }
        if done {
            break;
        }
    }
    let facets = reader.facets_of(sweep)?;
    let (own, more_own) = reader.own_words(query, OWN)?;
    tell.event(Event::Facets { number, facets, meant: None, own, more_own });
    Ok(())
}

/// The documents with their places, up to `most` places; only where some of the chosen are, and only texts, by revision, that
/// `wants` takes. `None` when something else is to be done first, or this is not wanted any more.
pub(super) fn places(
    reader: &Reader,
    query: &Query,
    most: usize,
    chosen: &Chosen,
    wants: &dyn Fn(Id) -> bool,
    desk: &Desk<Search>,
) -> Result<Option<Vec<Hit>>, StoreError> {
    // A rule that was kept may be too large for a later engine; it marks nothing then.
    let Ok(matchers) = query.matchers() else { return Ok(Some(Vec::new())) };
    let mut sweep = reader.sweep(query, matchers)?;
    let revisions: BTreeSet<Id> = chosen.places.iter().map(|(revision, _)| *revision).collect();
    let wants = |_: Id, revision: Id| wants(revision) && (chosen.every || revisions.contains(&revision));
    let extent = Extent { documents: most, lines: most, context: 0 };
    let go_on = || !desk.is_given_up() && !desk.has_more_urgent();
    let (mut hits, mut count) = (Vec::new(), 0);
    while let Some(hit) = reader.look_further(&mut sweep, &extent, &wants, &go_on)? {
        if !go_on() {
            return Ok(None);
        }
        if let Some(hit) = hit {
            count += hit.places;
            hits.push(hit);
        }
        // One more than is wanted tells that there are more.
        if count > most {
            break;
        }
    }
    Ok(Some(hits))
}
