//! Answering a question with regular expressions: the rest of the question says which texts are looked through, the best
//! first, and these are read chunk by chunk and matched paragraph by paragraph. What is kept of a text at a time is bounded,
//! also in a paragraph of many megabytes.

use super::answer::{Extent, Hit, Hits, Line, Planner, whose};
use super::matching::How;
use crate::domain::Id;
use crate::domain::query::{Matcher, Query};
use crate::store::{Reader, StoreError, text};
use std::collections::BTreeSet;
use std::ops::Range;
use unicode_segmentation::GraphemeCursor;

/// How much of a paragraph is looked through before it is asked whether to go on, in bytes.
const STRETCH: usize = 64 * 1024;
/// Longest place that is found whole, in bytes; of a longer one this much is taken.
const LONGEST: usize = 8 * 1024;
/// What is kept before and behind a stretch of a long paragraph, in bytes, so that lines have what stands around them.
const BESIDE: usize = 4 * 1024;

/// A look through the texts of a project for what regular expressions find.
#[derive(Debug)]
pub struct Sweep {
    matchers: Vec<Matcher>,
    /// The numbers of the texts with how well they answer the rest of the question, the best first.
    texts: Vec<(i64, f64)>,
    looked: usize,
    /// The numbers of those in which all was found.
    found: Vec<i64>,
    cut: bool,
    /// True when a paragraph was longer than what is looked through at once.
    long: bool,
    remarks: Vec<String>,
    waiting: u64,
}

impl Sweep {
    /// How many texts were looked through.
    pub fn looked(&self) -> usize {
        self.looked
    }

    /// How many are to be looked through in all.
    pub fn of(&self) -> usize {
        self.texts.len()
    }

    /// How many of them have what is sought.
    pub fn documents(&self) -> usize {
        self.found.len()
    }

    /// The numbers of the texts that have it, in order.
    pub(super) fn into_found(mut self) -> Vec<i64> {
        self.found.sort_unstable();
        self.found
    }

    /// What was found so far, with these documents.
    pub fn hits(&self, hits: Vec<Hit>) -> Hits {
        let mut remarks = self.remarks.clone();
        if self.long {
            let (long, short) = (STRETCH / 1024, LONGEST / 1024);
            remarks.push(format!("In paragraphs longer than {long} KB, places longer than {short} KB may be missed."));
        }
        if self.cut {
            remarks.push(format!("Of places longer than {} KB the beginning is taken.", LONGEST / 1024));
        }
        Hits { documents: self.found.len(), hits, remarks, waiting: self.waiting }
    }
}

impl Reader {
    /// Begins a look through the texts that the rest of a question leaves.
    pub fn sweep(&self, query: &Query, matchers: Vec<Matcher>) -> Result<Sweep, StoreError> {
        let _one_state = self.conn.unchecked_transaction()?;
        let mut planner = Planner::new(&self.conn)?;
        let left = planner.texts(query, true)?;
        let texts = planner.ranked(&left)?;
        let waiting = self.waits_for_index()?;
        let remarks = planner.into_remarks();
        Ok(Sweep { matchers, texts, looked: 0, found: Vec::new(), cut: false, long: false, remarks, waiting })
    }

    /// Looks through the next text, if `wants` its document and its revision; `None` at the end. The hit is there when all
    /// was found in it, with at most so many places. Once `go_on` says no, nothing more is found.
    pub fn look_further(
        &self,
        sweep: &mut Sweep,
        extent: &Extent,
        wants: &dyn Fn(Id, Id) -> bool,
        go_on: &dyn Fn() -> bool,
    ) -> Result<Option<Option<Hit>>, StoreError> {
        let Some(&(n, score)) = sweep.texts.get(sweep.looked) else { return Ok(None) };
        sweep.looked += 1;
        // Each text is read in a state of its own: a look through everything may take minutes.
        let known = whose(&self.conn, n)?.filter(|(document, revision, _)| wants(*document, *revision));
        let Some((document, revision, heading)) = known else { return Ok(Some(None)) };
        let lines = if sweep.found.len() < extent.documents { extent.lines } else { 0 };
        let mut along = Along::new(&sweep.matchers, lines.saturating_add(1), extent.context, go_on);
        let mut chunk = 0;
        while !along.is_enough() && go_on() {
            let Some(piece) = text::chunk(&self.conn, revision, chunk)? else { break };
            along.push(&piece);
            chunk += 1;
        }
        along.end();
        sweep.long |= along.long;
        let Some((mut places, cut)) = along.places().filter(|_| go_on()) else { return Ok(Some(None)) };
        sweep.found.push(n);
        sweep.cut |= cut;
        let more = places.len() > lines;
        places.truncate(lines);
        Ok(Some(Some(Hit {
            document,
            revision,
            heading,
            score,
            places: places.len(),
            more,
            lines: places,
            by: Vec::new(),
        })))
    }

    /// A look through some texts only, by revision.
    pub(super) fn sweep_within(&self, query: &Query, revisions: &[Id]) -> Result<Sweep, StoreError> {
        let mut sweep = self.sweep(query, matchers(query)?)?;
        let mut wanted = BTreeSet::new();
        for revision in revisions {
            wanted.extend(self.number_of(*revision)?);
        }
        sweep.texts.retain(|(n, _)| wanted.contains(n));
        Ok(sweep)
    }

    /// Looks through everything at once.
    pub(super) fn search_through(&self, query: &Query, extent: &Extent) -> Result<Hits, StoreError> {
        let mut hits = Vec::new();
        let mut sweep = self.sweep(query, matchers(query)?)?;
        while let Some(hit) = self.look_further(&mut sweep, extent, &|_, _| true, &|| true)? {
            hits.extend(hit.filter(|_| sweep.documents() <= extent.documents));
        }
        Ok(sweep.hits(hits))
    }

    /// The numbers of the texts a question finds, in order.
    pub(super) fn found_by(&self, query: &Query) -> Result<Vec<i64>, StoreError> {
        if query.expressions().is_empty() {
            let _one_state = self.conn.unchecked_transaction()?;
            return Planner::new(&self.conn)?.texts(query, false);
        }
        let none = Extent { documents: 0, lines: 0, context: 0 };
        let mut sweep = self.sweep(query, matchers(query)?)?;
        while self.look_further(&mut sweep, &none, &|_, _| true, &|| true)?.is_some() {}
        Ok(sweep.into_found())
    }
}

/// The regular expressions of a question, ready.
pub(super) fn matchers(query: &Query) -> Result<Vec<Matcher>, StoreError> {
    query.matchers().map_err(|error| StoreError::Refused(error.what))
}

/// Goes along a text as its chunks come. Kept is the paragraph that is not whole yet, and of a long one its end alone.
struct Along<'a> {
    looks: Vec<Look<'a>>,
    text: String,
    /// The byte of the whole text at which `text` starts.
    start: usize,
    /// How many bytes of `text` are known to have no line end.
    scanned: usize,
    context: usize,
    cut: bool,
    long: bool,
    go_on: &'a dyn Fn() -> bool,
}

/// What one regular expression has found.
struct Look<'a> {
    matcher: &'a Matcher,
    /// The byte of the paragraph at hand, counted in `text`, from which it goes on.
    from: usize,
    lines: Vec<Line>,
    most: usize,
}

impl<'a> Along<'a> {
    fn new(matchers: &'a [Matcher], most: usize, context: usize, go_on: &'a dyn Fn() -> bool) -> Self {
        let looks = matchers.iter().map(|matcher| Look { matcher, from: 0, lines: Vec::new(), most }).collect();
        Self { looks, text: String::new(), start: 0, scanned: 0, context, cut: false, long: false, go_on }
    }

    /// True when nothing more is wanted of this text.
    fn is_enough(&self) -> bool {
        self.looks.iter().all(Look::is_enough)
    }

    fn push(&mut self, piece: &str) {
        self.text.push_str(piece);
        let mut begin = 0;
        while let Some(end) = self.text.get(self.scanned..).and_then(|rest| rest.find('\n')) {
            let end = self.scanned + end;
            self.look(begin..end, true);
            begin = end + 1;
            self.scanned = begin;
            self.looks.iter_mut().for_each(|look| look.from = 0);
        }
        self.drop_before(begin);
        self.scanned = self.text.len();
        if self.text.len() > 2 * STRETCH {
            self.look(0..self.text.len(), false);
            let unseen = self.looks.iter().filter(|look| !look.is_enough()).map(|look| look.from).min();
            let keep = self.text.floor_char_boundary(unseen.unwrap_or(self.text.len()).saturating_sub(BESIDE));
            self.drop_before(keep);
            self.looks.iter_mut().for_each(|look| look.from = look.from.saturating_sub(keep));
        }
    }

    fn end(&mut self) {
        self.look(0..self.text.len(), true);
        self.text.clear();
    }

    fn drop_before(&mut self, byte: usize) {
        self.text.drain(..byte);
        self.start += byte;
        self.scanned = self.scanned.saturating_sub(byte);
    }

    /// Looks through a paragraph, or through what there is of it.
    fn look(&mut self, paragraph: Range<usize>, whole: bool) {
        let start = self.start + paragraph.start;
        let Some(text) = self.text.get(paragraph) else { return };
        self.long |= text.len() > STRETCH;
        for look in &mut self.looks {
            self.cut |= look.along(text, start, whole, self.context, self.go_on);
        }
    }

    /// The places in their order, and whether one was cut; `None` unless every expression has one.
    fn places(self) -> Option<(Vec<Line>, bool)> {
        if self.looks.iter().any(|look| look.lines.is_empty()) {
            return None;
        }
        let mut lines: Vec<Line> = self.looks.into_iter().flat_map(|look| look.lines).collect();
        lines.sort_by_key(|line| line.bytes);
        lines.dedup_by_key(|line| line.bytes);
        Some((lines, self.cut))
    }
}

impl Look<'_> {
    fn is_enough(&self) -> bool {
        self.lines.len() >= self.most
    }

    /// Looks through a paragraph that starts at this byte of the text, or through its end as far as it came. Gives whether
    /// a place was cut.
    fn along(&mut self, text: &str, start: usize, whole: bool, context: usize, go_on: &dyn Fn() -> bool) -> bool {
        let end = if whole { text.len() } else { text.floor_char_boundary(text.len().saturating_sub(BESIDE)) };
        let mut cut = false;
        while self.from < end && !self.is_enough() && go_on() {
            let until = text.floor_char_boundary(self.from + STRETCH).min(end);
            let last = whole && until == end;
            match self.matcher.find(text, self.from..until, go_on) {
                // One near the end of a stretch may go on behind it.
                Some(found) if last || found.start + LONGEST <= until => {
                    self.from = found.end;
                    cut |= found.len() > LONGEST;
                    let taken = found.start..text.floor_char_boundary(found.end.min(found.start + LONGEST));
                    self.lines.extend(line(text, start, taken, context));
                }
                _ if last => self.from = end,
                _ => {
                    self.from = text.floor_char_boundary(until.saturating_sub(LONGEST)).max(self.from);
                    if until == end {
                        break;
                    }
                }
            }
        }
        cut
    }
}

/// A place in a paragraph with what stands around it. It is widened so that it splits nothing a reader takes for one
/// character.
fn line(text: &str, start: usize, place: Range<usize>, context: usize) -> Option<Line> {
    let edge = |byte: usize, forward: bool| {
        let mut cursor = GraphemeCursor::new(byte, text.len(), true);
        if cursor.is_boundary(text, 0) == Ok(true) {
            return Some(byte);
        }
        let next = if forward { cursor.next_boundary(text, 0) } else { cursor.prev_boundary(text, 0) };
        next.ok().flatten()
    };
    let (from, to) = (edge(place.start, false)?, edge(place.end, true)?);
    super::places::line_at(u32::try_from(start).ok()?, text, from..to, How::Form, context)
}
