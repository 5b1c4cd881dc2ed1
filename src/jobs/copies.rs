//! Finding copies of one text in a project. The texts are sketched and laid against each other in small pieces, so that
//! edits overtake it; what is found is kept in the project, so that it is there at once the next time.

use crate::analysis::near::clusters::{Cluster, Copy, clusters};
use crate::analysis::near::dateline::{dateline, has_all_of_the_head};
use crate::analysis::near::{Bands, Hashed, LONGEST, Runs, Sketch};
use crate::domain::{Date, Fault, Id};
use crate::store::search::{Pace, Row};
use crate::store::{NewSketch, Pair, Reader, Store, StoreError};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};

/// Texts asked for, sketched and kept together at most.
const TOGETHER: u32 = 64;
/// Sketches read together.
const PAGE: u32 = 500;
/// Texts that are laid against all others in one go. What is broken off begins again with as many.
const MET_TOGETHER: u32 = 5_000;
/// Most others a new text is laid against in one go; of a crowd of copies each new one is laid against a few all the same.
const MOST_LIKE: u32 = 200;
const A_FEW: u32 = 8;
/// Most runs of texts that are kept in memory while texts are laid against each other: 16 MB.
const MOST_RUNS: usize = 2_000_000;

/// Most sketches that wait to be kept: 5 MB.
const MOST_HEARD: usize = 20_000;

/// The search for copies, as far as it is.
#[derive(Default)]
pub struct Copies {
    meeting: Option<Meeting>,
    changed: bool,
    heard: Heard,
}

impl Copies {
    /// Does one piece of the indexing that waits, and sketches the texts in passing. `true` when nothing waits any more.
    pub fn index_piece(
        &mut self,
        store: &mut Store,
        enough: &dyn Fn() -> bool,
        is_awaited: &dyn Fn() -> bool,
    ) -> Result<bool, StoreError> {
        let heard = RefCell::new(&mut self.heard);
        store.index_piece(Pace { enough, is_awaited, hears: &|row| heard.borrow_mut().hear(&row) })
    }

    /// Does all the indexing that waits, for when nobody waits meanwhile.
    pub fn index_all(&mut self, store: &mut Store) -> Result<(), StoreError> {
        while !self.index_piece(store, &|| false, &|| false)? {}
        Ok(())
    }

    /// Does all that waits, for when nobody waits meanwhile.
    pub fn find_all(&mut self, store: &mut Store) -> Result<(), StoreError> {
        while !self.piece(store, &|| false)? {}
        Ok(())
    }

    /// Does one piece of what waits, which ends with what is in hand once it is `enough`. `true` when nothing waits any
    /// more.
    pub fn piece(&mut self, store: &mut Store, enough: &dyn Fn() -> bool) -> Result<bool, StoreError> {
        let wanted = store.sketches_wanted(TOGETHER)?;
        if !wanted.is_empty() {
            // The numbers of texts may mean others from here on.
            self.meeting = None;
            self.changed = true;
            let mut new = Vec::new();
            for of in wanted {
                if !new.is_empty() && enough() {
                    break;
                }
                let heard = self.heard.sketches.get(&of.revision).filter(|_| of.read.is_some() && !of.known);
                new.push(match heard {
                    Some(told) => {
                        let Told { is_empty, sketch, dateline } = told.clone();
                        NewSketch { of, is_empty, sketch: Some(sketch), dateline }
                    }
                    None => sketched(store, of)?,
                });
            }
            store.keep_sketches(&new)?;
            for kept in &new {
                self.heard.sketches.remove(&kept.of.revision);
            }
            return Ok(false);
        }
        self.heard.sketches.clear();
        let mut meeting = match self.meeting.take() {
            Some(meeting) => meeting,
            None => match Meeting::of(store)? {
                Some(meeting) if meeting.new.is_empty() => return Ok(true),
                Some(meeting) => meeting,
                None => return store.empty_sketches().map(|()| false),
            },
        };
        self.changed = true;
        let mut pairs = Vec::new();
        loop {
            match meeting.step(store)? {
                Step::More(pair) => pairs.extend(pair),
                Step::Done => {
                    let met: Vec<i64> = meeting.new.iter().map(|(n, _)| *n).collect();
                    store.keep_pairs(&pairs, &met)?;
                    return Ok(false);
                }
                Step::NoSketch => return store.empty_sketches().map(|()| false),
            }
            if enough() {
                break;
            }
        }
        if !pairs.is_empty() {
            store.keep_pairs(&pairs, &[])?;
        }
        self.meeting = Some(meeting);
        Ok(false)
    }

    /// Tells whether anything was done since this was asked last.
    pub(super) fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }
}

/// Does all that waits, for when nobody waits meanwhile.
pub fn find_all(store: &mut Store) -> Result<(), StoreError> {
    Copies::default().find_all(store)
}

/// The copies a project is known to hold: documents put together, each with its likely original; the largest first.
pub fn known(reader: &Reader) -> Result<Vec<Cluster>, Fault> {
    let copies = reader.may_be_copies()?.into_iter().map(|copy| Copy {
        document: copy.document,
        text: copy.text,
        published: copy.published,
        dateline: copy.dateline,
    });
    Ok(clusters(copies.collect(), &reader.pairs_of_copies()?))
}

/// What the indexing tells of texts in passing, so that they need not be read and taken apart again.
#[derive(Default)]
struct Heard {
    /// The text in hand, and how far it was heard, in bytes; none where a piece of it is missing.
    of: Option<(Id, u32)>,
    words: Hashed,
    /// Its beginning, until that holds its head.
    head: String,
    has_head: bool,
    /// Texts that were heard whole and have no sketch yet.
    sketches: HashMap<Id, Told>,
}

/// A text that was heard whole.
#[derive(Clone)]
struct Told {
    is_empty: bool,
    sketch: Vec<u8>,
    dateline: Option<Date>,
}

impl Heard {
    fn hear(&mut self, row: &Row<'_>) {
        if row.bytes.start == 0 {
            *self = Self { sketches: std::mem::take(&mut self.sketches), ..Self::default() };
            self.of = Some((row.revision, 0));
        }
        let last = row.bytes.end >= row.of;
        // A row may end inside a very long word, which is two words then.
        let is_parted = last || row.text.ends_with(char::is_whitespace);
        let goes_on = self.of == Some((row.revision, row.bytes.start)) && is_parted;
        if !goes_on || row.of > LONGEST || self.sketches.len() >= MOST_HEARD {
            self.of = None;
            return;
        }
        self.of = Some((row.revision, row.bytes.end));
        row.words().for_each(|word| self.words.push(&word));
        if !self.has_head {
            self.head.push_str(row.text);
            self.has_head = has_all_of_the_head(&self.head);
        }
        if last {
            let dateline = dateline(&self.head).map(|(date, _)| date);
            let words = &self.words;
            let told = Told { is_empty: words.is_empty(), sketch: words.sketch().to_bytes(), dateline };
            self.sketches.insert(row.revision, told);
            self.of = None;
        }
    }
}

fn sketched(store: &Store, of: crate::store::SketchWanted) -> Result<NewSketch, StoreError> {
    let mut new = NewSketch { of, is_empty: false, sketch: None, dateline: None };
    let (revision, Some((_, bytes))) = (new.of.revision, new.of.read) else { return Ok(new) };
    if new.of.known {
        return Ok(new);
    }
    let text = store.text_to_sketch(revision, bytes.min(LONGEST))?;
    new.dateline = dateline(&text).map(|(date, _)| date);
    if bytes <= LONGEST {
        let words = Hashed::of(&text);
        new.is_empty = words.is_empty();
        new.sketch = Some(words.sketch().to_bytes());
    }
    Ok(new)
}

/// New texts being laid against all others: first their sketches against all sketches, then the texts of those that are
/// alike against each other.
struct Meeting {
    new: Vec<(i64, Sketch)>,
    bands: Bands,
    /// How many others a new text is alike, by its place in `new`.
    like: Vec<u32>,
    /// The last sketch that was looked at; `None` once all were.
    scanned: Option<i64>,
    alike: BTreeSet<(i64, i64)>,
    /// The runs of texts that were looked at of late, and how many they are.
    runs: HashMap<i64, Runs>,
    held: usize,
}

/// What a step came to.
enum Step {
    /// There is more to do; two texts may have turned out to be copies.
    More(Option<Pair>),
    /// That was all.
    Done,
    /// What is kept as a sketch is none.
    NoSketch,
}

impl Meeting {
    /// Of texts that were not laid against the others yet. `None` when what is kept as a sketch is none.
    fn of(store: &Store) -> Result<Option<Self>, StoreError> {
        let mut new = Vec::new();
        let mut bands = Bands::default();
        for (n, kept) in store.sketches(i64::MIN, MET_TOGETHER, true)? {
            let Some(sketch) = Sketch::from_bytes(&kept) else { return Ok(None) };
            bands.insert(u32::try_from(new.len()).unwrap_or(u32::MAX), &sketch);
            new.push((n, sketch));
        }
        let like = vec![0; new.len()];
        let (alike, runs) = (BTreeSet::new(), HashMap::new());
        Ok(Some(Self { new, bands, like, scanned: Some(i64::MIN), alike, runs, held: 0 }))
    }

    fn step(&mut self, store: &Store) -> Result<Step, StoreError> {
        if let Some(after) = self.scanned {
            return self.scan(store, after);
        }
        let Some((one, other)) = self.alike.pop_first() else { return Ok(Step::Done) };
        if self.held > MOST_RUNS {
            self.runs.clear();
            self.held = 0;
        }
        for n in [one, other] {
            if !self.runs.contains_key(&n) {
                let Some(text) = store.text_of_sketch(n)? else { return Ok(Step::More(None)) };
                let runs = Runs::of(&text);
                self.held += runs.len();
                self.runs.insert(n, runs);
            }
        }
        let (Some(left), Some(right)) = (self.runs.get(&one), self.runs.get(&other)) else {
            return Ok(Step::More(None));
        };
        let overlap = left.overlap(right);
        Ok(Step::More(overlap.is_near().then_some((one, other, overlap))))
    }

    /// Lays a page of all sketches against the new ones.
    fn scan(&mut self, store: &Store, after: i64) -> Result<Step, StoreError> {
        let page = store.sketches(after, PAGE, false)?;
        // What is newer than the new ones waits for its own turn.
        let last = self.new.last().map_or(i64::MIN, |(n, _)| *n);
        self.scanned = page.last().map(|(n, _)| *n).filter(|n| *n < last);
        for (n, kept) in page.into_iter().filter(|(n, _)| *n <= last) {
            let Some(sketch) = Sketch::from_bytes(&kept) else { return Ok(Step::NoSketch) };
            let is_new = self.new.binary_search_by_key(&n, |(n, _)| *n).is_ok();
            let mut few = if is_new { A_FEW } else { 0 };
            for place in self.bands.like(&sketch) {
                let place = usize::try_from(place).unwrap_or(usize::MAX);
                let (Some((other, theirs)), Some(like)) = (self.new.get(place), self.like.get_mut(place)) else {
                    continue;
                };
                if *other == n || (*like >= MOST_LIKE && few == 0) || !theirs.is_worth_comparing(&sketch) {
                    continue;
                }
                if self.alike.insert((n.min(*other), n.max(*other))) {
                    *like += 1;
                    few = few.saturating_sub(1);
                }
            }
        }
        Ok(Step::More(None))
    }
}
