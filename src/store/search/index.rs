//! Keeping the index: what is to be indexed is noted in the transaction that makes it so, and done later in small pieces.

use super::super::connect::lightly;
use super::super::history::Change;
use super::super::{Reader, Store, StoreError, text};
use super::ROW;
use crate::domain::sounds::{inflected_key, is_for_names, key};
use crate::domain::tokens::{Lent, Script, as_number, each_word, pairs, primary_language};
use crate::domain::{Id, Table};
use foldhash::fast::RandomState;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, params};
use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;

/// How much text one piece of indexing takes at most, in bytes.
const PIECE: usize = 32 * 1024 * 1024;
/// How much memory SQLite gathers rows of the index in before it writes a part of it, in bytes: fewer parts are merged less.
const GATHERED: u32 = 3 * 1024 * 1024;
/// Pieces of indexing after which the parts of the index they made are merged: each is a place more to look at for a search.
const MOST_UNMERGED: u32 = 64;
/// How many of the index's pages of 4 KiB are written together in merging.
const MERGED_TOGETHER: u32 = 64;
/// Words whose counts are written before it is looked again whether somebody waits.
const COUNTED_TOGETHER: usize = 64;
/// Longest run of characters that is kept as a name may be written with it.
const LONGEST_RUN: usize = 12;

/// What stands for the language of a text that is being taken out.
const LEAVING: &str = "-";

/// How many rows of the index have each word of a script, and which row had it last.
#[derive(Clone, Default)]
struct Terms(HashMap<String, (i64, u64), RandomState>);

/// What is looked at while a piece is done beside other work.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// True once the piece should take in no more.
    pub enough: &'a dyn Fn() -> bool,
    /// True when somebody waits: then the piece is given up, to be done again later.
    pub is_awaited: &'a dyn Fn() -> bool,
    /// Hears each row as it is put in, for whoever would have to take the text apart again.
    pub hears: &'a dyn Fn(Row<'_>),
}

/// A row of a text that is put into the index. A text's rows come in order; what was given up comes again.
pub struct Row<'r> {
    /// The text it is of.
    pub revision: Id,
    /// Where it stands, in bytes.
    pub bytes: Range<u32>,
    /// Length of the whole text, in bytes.
    pub of: u32,
    /// Its text.
    pub text: &'r str,
    words: &'r RowWords,
}

impl Row<'_> {
    /// Its words, as [`each_word`] gives them; their places are none of the text's.
    pub fn words(&self) -> impl Iterator<Item = Lent<'_>> {
        self.words.words()
    }
}

impl Pace<'_> {
    /// For when nobody waits meanwhile.
    pub const NOTHING: Self = Self { enough: &|| false, is_awaited: &|| false, hears: &|_row| () };
}

/// What stands for the script of a run of characters that a name may be written with, behind the scripts.
pub(super) const RUN: u8 = Script::Other.number() + 1;

/// Notes what the changes of an edit mean for the index: a text that is read now, or no longer, or in another language.
pub(in super::super) fn note(conn: &Connection, changes: &[Change]) -> Result<(), StoreError> {
    for change in changes.iter().filter(|change| change.table == Table::Document) {
        let of = |fields: &Option<crate::domain::record::Fields>, name: &str| {
            fields.as_ref().and_then(|f| f.get(name)).and_then(Value::as_str).map(str::to_owned)
        };
        let texts = [of(&change.before, "revision"), of(&change.after, "revision")];
        let languages = [of(&change.before, "language"), of(&change.after, "language")];
        if texts[0] == texts[1] && languages[0] == languages[1] {
            continue;
        }
        let mut wanted = conn.prepare_cached("INSERT OR IGNORE INTO search_wanted VALUES (?1)")?;
        for revision in texts.iter().flatten().filter_map(|text| text.parse::<Id>().ok()) {
            wanted.execute([revision])?;
        }
    }
    Ok(())
}

impl Store {
    /// Does one piece of the indexing that waits, which takes in words until there is enough; to count and write them takes
    /// about as long again. `true` when nothing waits any more. An index that turns out to be damaged is emptied and made
    /// anew.
    pub fn index_piece(&mut self, pace: Pace<'_>) -> Result<bool, StoreError> {
        match self.piece(pace) {
            Err(StoreError::IndexDamaged(_)) => {
                self.empty_index()?;
                Ok(false)
            }
            done => done,
        }
    }

    /// Does all the indexing that waits, for when nobody waits meanwhile.
    pub fn index_all(&mut self) -> Result<(), StoreError> {
        while !self.index_piece(Pace::NOTHING)? {}
        Ok(())
    }

    /// Empties the index; all of it waits to be made again.
    pub fn empty_index(&mut self) -> Result<(), StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        tx.execute_batch(
            "INSERT INTO search (search) VALUES ('delete-all');
             DELETE FROM search_text; DELETE FROM search_row; DELETE FROM term; DELETE FROM search_wanted;
             INSERT INTO search_wanted SELECT DISTINCT revision FROM document WHERE revision IS NOT NULL;",
        )?;
        tx.commit()?;
        Ok(())
    }

    fn piece(&mut self, pace: Pace<'_>) -> Result<bool, StoreError> {
        let waits: bool =
            self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM search_wanted)")?.query_row([], |row| row.get(0))?;
        if self.unmerged > MOST_UNMERGED || !waits && self.unmerged > 0 {
            let merged = lightly(&self.conn, || merge(&self.conn, pace.enough))?;
            self.unmerged = if merged { 0 } else { self.unmerged };
            return Ok(merged && !waits);
        }
        if !waits {
            return Ok(true);
        }
        let written = lightly(&self.conn, || {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            merges_when_told(&tx)?;
            let mut piece = Piece {
                conn: &tx,
                terms: vec![Terms::default(); usize::from(RUN) + 1],
                lately: Lately::default(),
                row: 0,
                bytes: 0,
                pace,
            };
            while !piece.is_full() && piece.next()? {}
            let counted = piece.count()?;
            if counted { tx.commit() } else { tx.rollback() }?;
            Ok(counted)
        })?;
        self.unmerged += u32::from(written);
        Ok(false)
    }
}

impl Reader {
    /// How many texts wait to be indexed, or to be taken out of the index.
    pub fn waits_for_index(&self) -> Result<u64, StoreError> {
        let mut statement = self.conn.prepare_cached("SELECT count(*) FROM search_wanted")?;
        let waiting: i64 = statement.query_row([], |row| row.get(0))?;
        Ok(u64::try_from(waiting).unwrap_or(0))
    }
}

/// Sees to it that parts of the index are large, and merged by [`merge`] alone: by itself SQLite does it within whatever
/// commit comes, however long that takes.
fn merges_when_told(conn: &Connection) -> Result<(), StoreError> {
    let mut known = conn.prepare_cached("SELECT v FROM search_config WHERE k = 'hashsize'")?;
    if known.query_row([], |row| row.get::<_, u32>(0)).optional()? != Some(GATHERED) {
        conn.execute_batch(&format!(
            "INSERT INTO search (search, rank) VALUES ('automerge', 0);
             INSERT INTO search (search, rank) VALUES ('crisismerge', 1000);
             INSERT INTO search (search, rank) VALUES ('hashsize', {GATHERED});",
        ))?;
    }
    Ok(())
}

/// Merges parts of the index a little at a time until it is `enough`. `true` when there is nothing left to merge.
fn merge(conn: &Connection, enough: &dyn Fn() -> bool) -> Result<bool, StoreError> {
    loop {
        let before = conn.total_changes();
        conn.prepare_cached("INSERT INTO search (search, rank) VALUES ('merge', ?1)")?.execute([MERGED_TOGETHER])?;
        // What was asked for counts as one change; SQLite's documentation says so.
        if conn.total_changes() - before < 2 {
            return Ok(true);
        }
        if enough() {
            return Ok(false);
        }
    }
}

/// A text as the index knows it.
struct Known {
    /// Its number, which is that of its first row.
    n: i64,
    /// How many rows it has at most.
    rows: i64,
    language: String,
    next_byte: u32,
    next_row: i64,
}

/// One piece of indexing, in one transaction.
struct Piece<'c> {
    conn: &'c Connection,
    /// By the number of the script.
    terms: Vec<Terms>,
    /// Short words counted of late.
    lately: Lately,
    /// How many rows were counted.
    row: u64,
    bytes: usize,
    pace: Pace<'c>,
}

impl Piece<'_> {
    fn is_full(&self) -> bool {
        self.bytes >= PIECE || (self.bytes > 0 && (self.pace.enough)()) || (self.pace.is_awaited)()
    }

    /// Goes on with the first text that waits, until it is done or the piece is full. `false` when none waits.
    fn next(&mut self) -> Result<bool, StoreError> {
        let mut first = self.conn.prepare_cached("SELECT revision FROM search_wanted LIMIT 1")?;
        let Some(revision) = first.query_row([], |row| row.get::<_, Id>(0)).optional()? else { return Ok(false) };
        // A text that no document reads is taken out.
        let mut reads = self.conn.prepare_cached(
            "SELECT coalesce(d.language, ''), r.text_bytes FROM document d JOIN revision r ON r.id = d.revision
             WHERE d.revision = ?1 LIMIT 1",
        )?;
        let read =
            reads.query_row([revision], |row| Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?))).optional()?;
        let known = self.known(revision)?;
        let read = read.map(|(language, length)| (primary_language(&language), length));
        let done = match (known, read) {
            (None, None) => true,
            (Some(known), None) => self.take_out(&known, revision)?,
            (Some(half_out), Some(_)) if half_out.language == LEAVING => {
                self.take_out(&half_out, revision)?;
                return Ok(true);
            }
            (Some(mut known), Some((language, length))) => {
                if known.language != language {
                    self.speaks(&mut known, language)?;
                }
                self.put_in(known, revision, length)?
            }
            (None, Some((language, length))) => {
                let new = self.begin(revision, language, length)?;
                self.put_in(new, revision, length)?
            }
        };
        if !done {
            return Ok(true);
        }
        self.conn.prepare_cached("DELETE FROM search_wanted WHERE revision = ?1")?.execute([revision])?;
        Ok(true)
    }

    fn known(&self, revision: Id) -> Result<Option<Known>, StoreError> {
        let mut statement = self
            .conn
            .prepare_cached("SELECT n, rows, language, next_byte, next_row FROM search_text WHERE revision = ?1")?;
        let known = statement.query_row([revision], |row| {
            Ok(Known {
                n: row.get(0)?,
                rows: row.get(1)?,
                language: row.get(2)?,
                next_byte: row.get(3)?,
                next_row: row.get(4)?,
            })
        });
        Ok(known.optional()?)
    }

    fn begin(&self, revision: Id, language: String, length: u32) -> Result<Known, StoreError> {
        let mut last = self.conn.prepare_cached("SELECT n + rows FROM search_text ORDER BY n DESC LIMIT 1")?;
        let n = last.query_row([], |row| row.get(0)).optional()?.unwrap_or(1);
        let known = Known { n, rows: most_rows(length), language, next_byte: 0, next_row: 0 };
        self.conn.prepare_cached("INSERT INTO search_text VALUES (?1, ?2, ?3, ?4, 0, 0)")?.execute(params![
            known.n,
            known.rows,
            revision,
            known.language
        ])?;
        Ok(known)
    }

    fn speaks(&self, known: &mut Known, language: String) -> Result<(), StoreError> {
        let mut set = self.conn.prepare_cached("UPDATE search_text SET language = ?2 WHERE n = ?1")?;
        set.execute(params![known.n, language])?;
        known.language = language;
        Ok(())
    }

    /// Indexes rows of a text from where it was left. `true` when that was the last.
    fn put_in(&mut self, mut known: Known, revision: Id, length: u32) -> Result<bool, StoreError> {
        let conn = self.conn;
        let mut insert = conn.prepare_cached("INSERT INTO search (rowid, w, s) VALUES (?1, ?2, ?3)")?;
        let mut place = conn.prepare_cached("INSERT INTO search_row VALUES (?1, ?2, ?3)")?;
        while known.next_byte < length && known.next_row < known.rows {
            if self.is_full() {
                break;
            }
            let row = next_row(conn, revision, known.next_byte, length)?;
            let start = known.next_byte;
            let end = start.saturating_add(u32::try_from(row.len()).unwrap_or(u32::MAX));
            let words = RowWords::of(&row);
            (self.pace.hears)(Row { revision, bytes: start..end, of: length, text: &row, words: &words });
            if !words.all.is_empty() {
                let id = known.n + known.next_row;
                insert.execute(params![id, words.all, pairs(words.words())])?;
                place.execute(params![id, start, end])?;
                self.add(&words, 1);
                known.next_row += 1;
            }
            self.bytes += row.len().max(1);
            known.next_byte = if row.is_empty() { length } else { end };
        }
        conn.prepare_cached("UPDATE search_text SET next_byte = ?2, next_row = ?3 WHERE n = ?1")?.execute(params![
            known.n,
            known.next_byte,
            known.next_row
        ])?;
        Ok(known.next_byte >= length || known.next_row >= known.rows)
    }

    /// Takes rows of a text out of the index, the last first. `true` when none is left.
    fn take_out(&mut self, known: &Known, revision: Id) -> Result<bool, StoreError> {
        let conn = self.conn;
        // Whatever comes between, what is half taken out is never taken for whole.
        conn.prepare_cached("UPDATE search_text SET language = ?2 WHERE n = ?1")?.execute(params![known.n, LEAVING])?;
        let mut last = conn.prepare_cached(
            "SELECT id, start_byte, end_byte FROM search_row WHERE id BETWEEN ?1 AND ?2 ORDER BY id DESC LIMIT 1",
        )?;
        while !self.is_full() {
            let row = last
                .query_row([known.n, known.n + known.rows - 1], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, u32>(1)?..row.get::<_, u32>(2)?))
                })
                .optional()?;
            let Some((id, bytes)) = row else {
                conn.prepare_cached("DELETE FROM search_text WHERE n = ?1")?.execute([known.n])?;
                return Ok(true);
            };
            conn.prepare_cached("DELETE FROM search WHERE rowid = ?1")?.execute([id])?;
            conn.prepare_cached("DELETE FROM search_row WHERE id = ?1")?.execute([id])?;
            let row = text::slice(conn, revision, bytes)?.unwrap_or_default();
            self.add(&RowWords::of(&row), -1);
            self.bytes += row.len().max(1);
        }
        Ok(false)
    }

    /// Counts the words of a row, each once.
    fn add(&mut self, row: &RowWords, by: i64) {
        self.row += 1;
        for word in row.words() {
            if self.lately.has(word.word, self.row) {
                continue;
            }
            self.add_word(word.script.number(), word.word, by);
        }
        for run in runs(row) {
            self.add_word(RUN, &run, by);
        }
    }

    fn add_word(&mut self, script: u8, word: &str, by: i64) {
        let Some(Terms(counts)) = self.terms.get_mut(usize::from(script)) else { return };
        match counts.get_mut(word) {
            // Once a row, however often it stands there.
            Some((_, last)) if *last == self.row => {}
            Some((count, last)) => (*count, *last) = (*count + by, self.row),
            None => drop(counts.insert(word.to_owned(), (by, self.row))),
        }
    }

    /// Writes what was counted. `false` when somebody waits, and the piece is to be given up.
    fn count(self) -> Result<bool, StoreError> {
        let mut more = self.conn.prepare_cached("UPDATE term SET df = df + ?3 WHERE script = ?1 AND term = ?2")?;
        let mut new = self.conn.prepare_cached("INSERT INTO term VALUES (?1, ?2, ?3, ?4, ?5)")?;
        let mut fewer = self.conn.prepare_cached("DELETE FROM term WHERE script = ?1 AND term = ?2 AND df <= 0")?;
        for (script, Terms(counts)) in (0_u8..).zip(self.terms) {
            let of = [Script::Latin, Script::Cyrillic, Script::Arabic].into_iter().find(|of| of.number() == script);
            // In the table's own order, which writes each of its pages once.
            let mut terms: Vec<(String, i64)> =
                counts.into_iter().map(|(term, (df, _))| (term, df)).filter(|(_, df)| *df != 0).collect();
            terms.sort_unstable();
            for (nth, (term, df)) in terms.into_iter().enumerate() {
                if nth % COUNTED_TOGETHER == 0 && (self.pace.is_awaited)() {
                    return Ok(false);
                }
                if more.execute(params![script, term, df])? == 0 {
                    let keys = of.map(|of| (key(&term, of), inflected_key(&term, of))).unwrap_or_default();
                    new.execute(params![script, term, keys.0, keys.1, df])?;
                }
                if df < 0 {
                    fewer.execute(params![script, term])?;
                }
            }
        }
        Ok(!(self.pace.is_awaited)())
    }
}

/// Short words with the row they were counted in last: most words of a row come again in it.
struct Lately(Vec<(u64, u64)>);

impl Default for Lately {
    fn default() -> Self {
        Self(vec![(0, 0); 1 << Self::BITS])
    }
}

impl Lately {
    const BITS: u32 = 12;

    /// True when this word was counted in this row; from here on it is. A long word may come again unknown.
    fn has(&mut self, word: &str, row: u64) -> bool {
        let Some(word) = as_number(word) else { return false };
        let place = word.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Self::BITS);
        match usize::try_from(place).ok().and_then(|place| self.0.get_mut(place)) {
            Some(counted) => std::mem::replace(counted, (word, row)) == (word, row),
            None => false,
        }
    }
}

/// The words of a row.
struct RowWords {
    /// All of them, each followed by a space.
    all: String,
    /// Where each stands in it.
    places: Vec<(Range<usize>, Script, bool)>,
}

impl RowWords {
    fn of(row: &str) -> Self {
        let mut words = Self { all: String::with_capacity(row.len()), places: Vec::with_capacity(row.len() / 6) };
        each_word(row, |word| {
            let from = words.all.len();
            words.all.push_str(word.word);
            words.places.push((from..words.all.len(), word.script, word.joined));
            words.all.push(' ');
        });
        words
    }

    /// The words in order; their places are those in [`RowWords::all`].
    fn words(&self) -> impl Iterator<Item = Lent<'_>> + Clone {
        self.places.iter().map(|(bytes, script, joined)| {
            let word = self.all.get(bytes.clone()).unwrap_or_default();
            Lent { word, script: *script, bytes: bytes.clone(), joined: *joined }
        })
    }
}

/// Runs of characters that names are written with.
fn runs(row: &RowWords) -> Vec<String> {
    let mut out = Vec::new();
    let mut run = String::new();
    let mut length = 0;
    if row.places.iter().all(|(_, script, _)| *script != Script::Han) {
        return out;
    }
    for word in row.words() {
        let fits = word.script == Script::Han && word.word.chars().all(is_for_names);
        if !fits || !word.joined || length >= LONGEST_RUN {
            keep(&mut out, std::mem::take(&mut run), length);
            length = 0;
        }
        if fits {
            run.push_str(word.word);
            length += 1;
        }
    }
    keep(&mut out, run, length);
    out
}

fn keep(out: &mut Vec<String>, run: String, length: usize) {
    if length > 1 {
        out.push(run);
    }
}

/// The most rows a text of so many bytes can have. A row ends where what comes next would make it too long, so two that
/// follow each other are longer than one may be.
fn most_rows(length: u32) -> i64 {
    let (length, row) = (i64::from(length), i64::try_from(ROW).unwrap_or(i64::MAX));
    if length <= row { 1 } else { 2 * (length / (row - 4) + 1) }
}

/// The text of the row that starts at a byte: whole paragraphs up to 32 KiB, or, where one is longer, as much of it as
/// ends with a white space or at least a whole character.
fn next_row(conn: &Connection, revision: Id, start: u32, length: u32) -> Result<String, StoreError> {
    let want = u32::try_from(ROW).unwrap_or(u32::MAX);
    let bytes: Range<u32> = start..start.saturating_add(want).saturating_add(4).min(length);
    let mut row = text::slice_down(conn, revision, bytes)?;
    if row.len() <= ROW && start.saturating_add(u32::try_from(row.len()).unwrap_or(u32::MAX)) >= length {
        return Ok(row);
    }
    let limit = row.floor_char_boundary(ROW);
    let head = row.get(..limit).unwrap_or_default();
    let at = |found: Option<usize>, by: usize| found.map(|at| at + by).filter(|end| *end > 0);
    let space = || head.char_indices().rfind(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    row.truncate(at(head.rfind('\n'), 1).or_else(space).filter(|end| *end > 0).unwrap_or(limit));
    Ok(row)
}
