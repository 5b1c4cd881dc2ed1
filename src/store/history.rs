//! The history: every edit with its inverse, undo and redo by group, and the hash chain over all of it.
//!
//! A chain hash is SHA-256 over `assay-audit-1`, the previous hash and the columns of `edit`; the changes are covered by
//! salted digests, so that content can be purged (body and salt emptied) while the chain still verifies.

use super::rows;
use super::rules;
use super::{Store, StoreError, near, schema, search, snapshot};
use crate::domain::record::Fields;
use crate::domain::{Committed, Edit, Id, Record, RowChange, Sha256, Table, Words};
use rusqlite::{Connection, TransactionBehavior, params};
use sha2::Digest as _;
use std::collections::HashSet;
use std::path::Path;

/// Milliseconds since 1970 UTC.
pub(super) fn now_ms() -> i64 {
    jiff::Timestamp::now().as_millisecond()
}

/// The last edit's number and hash; 0 and zeros in an empty history.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub seq: i64,
    pub hash: Sha256,
}

impl Head {
    pub(super) fn read(conn: &Connection) -> Result<Self, StoreError> {
        let mut statement = conn.prepare("SELECT seq, hash FROM edit ORDER BY seq DESC LIMIT 1")?;
        let mut rows = statement.query([])?;
        Ok(match rows.next()? {
            Some(row) => Self { seq: row.get(0)?, hash: row.get(1)? },
            None => Self { seq: 0, hash: Sha256::from_bytes([0; 32]) },
        })
    }
}

/// A row before and after, as it stands in the history.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub table: Table,
    pub id: Id,
    pub before: Option<Fields>,
    pub after: Option<Fields>,
    /// The record `after` is made from, where it is at hand; otherwise it is read from the fields when it is wanted.
    pub record: Option<Record>,
}

impl Change {
    /// Puts a record in, and gives what changed by that; `before` is what stood there.
    pub(super) fn put(conn: &Connection, record: Record, before: Option<Fields>) -> Result<Self, StoreError> {
        let (table, id, after) = (record.table(), record.id(), record.fields()?);
        rows::put(conn, table, &after)?;
        Ok(Self { table, id, before, after: Some(after), record: Some(record) })
    }
}

/// What undo and redo would invert, latest last.
#[derive(Debug, Default)]
pub(super) struct Stacks {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// Every group there ever was. A group has its place where its first edit stands, whatever comes to it later: an
    /// import goes on while somebody works, and undoing either must not undo the other.
    seen: HashSet<Id>,
}

#[derive(Clone, Debug)]
struct Step {
    /// The label of the work itself, whatever was undone and redone since.
    label: Words,
    /// The group whose changes are inverted.
    group: Id,
}

impl Stacks {
    /// Replays the history's groups. The rule is the one [`Stacks::note`] follows while working.
    pub(super) fn read(conn: &Connection) -> Result<Self, StoreError> {
        // The groups come from their index alone; an import of many documents is one of them.
        let mut statement = conn.prepare(
            "SELECT grp, label, undoes FROM edit WHERE seq IN (SELECT min(seq) FROM edit GROUP BY grp) ORDER BY seq",
        )?;
        let mut rows = statement.query([])?;
        let mut stacks = Self::default();
        while let Some(row) = rows.next()? {
            stacks.note(row.get(0)?, Words::new(row.get::<_, String>(1)?), row.get(2)?);
        }
        Ok(stacks)
    }

    /// Takes note of one more edit.
    fn note(&mut self, group: Id, label: Words, undoes: Option<Id>) {
        let top = |stack: &[Step]| stack.last().map(|step| step.group);
        let first = self.seen.insert(group);
        if undoes.is_some() && top(&self.undo) == undoes {
            if let Some(step) = self.undo.pop() {
                self.redo.push(Step { label: step.label, group });
            }
        } else if undoes.is_some() && top(&self.redo) == undoes {
            if let Some(step) = self.redo.pop() {
                self.undo.push(Step { label: step.label, group });
            }
        } else if first {
            self.undo.push(Step { label, group });
            self.redo.clear();
        }
    }

    /// True when an edit may come to a group: it is new, or the last thing that was done.
    fn may_join(&self, group: Id) -> bool {
        let is_last = self.undo.last().is_some_and(|step| step.group == group) && self.redo.is_empty();
        is_last || !self.seen.contains(&group)
    }

    pub(super) fn can_undo(&self) -> Option<Words> {
        self.undo.last().map(|step| step.label.clone())
    }

    pub(super) fn can_redo(&self) -> Option<Words> {
        self.redo.last().map(|step| step.label.clone())
    }
}

/// What one line of the history says beside its changes.
pub(super) struct Line<'a> {
    pub label: &'a Words,
    pub group: Id,
    pub undoes: Option<Id>,
}

/// An edit that deletes more rows than this is preceded by a snapshot.
const MUCH: usize = 50;

impl Store {
    /// Does an edit: all of it or nothing. When this returns, it is durable.
    pub fn commit(&mut self, edit: &Edit) -> Result<Committed, StoreError> {
        self.trusted()?;
        let done = self.apply(edit);
        self.heed(done)
    }

    fn apply(&mut self, edit: &Edit) -> Result<Committed, StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let changes = rules::apply(&tx, &edit.ops)?;
        let group = edit.group.filter(|group| self.stacks.may_join(*group)).unwrap_or_else(Id::new);
        let line = Line { label: &edit.label, group, undoes: None };
        if changes.is_empty() {
            tx.finish()?;
            return self.committed(Words::new(edit.label.raw()), Vec::new());
        }
        keep_first(self.keeps, &self.path, &changes)?;
        let head = append(&tx, self.head, &line, &self.author, self.session, &changes)?;
        tx.commit()?;
        self.head = head;
        self.stacks.note(line.group, edit.label.clone(), None);
        self.committed(edit.label.clone(), changes)
    }

    /// Takes back the latest group that is not taken back yet.
    pub fn undo(&mut self) -> Result<Committed, StoreError> {
        let step = self.stacks.undo.last().cloned().ok_or(StoreError::Nothing("undo"))?;
        self.take_back("Undo", &step)
    }

    /// Brings again what was taken back last.
    pub fn redo(&mut self) -> Result<Committed, StoreError> {
        let step = self.stacks.redo.last().cloned().ok_or(StoreError::Nothing("redo"))?;
        self.take_back("Redo", &step)
    }

    /// The labels of what undo and redo would do now.
    pub fn next_steps(&self) -> (Option<Words>, Option<Words>) {
        (self.stacks.can_undo(), self.stacks.can_redo())
    }

    fn take_back(&mut self, verb: &str, step: &Step) -> Result<Committed, StoreError> {
        self.trusted()?;
        let done = self.invert(verb, step);
        self.heed(done)
    }

    fn invert(&mut self, verb: &str, step: &Step) -> Result<Committed, StoreError> {
        let tx = self.conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut changes = inverse(&tx, step.group)?;
        for change in &mut changes {
            let now = rows::get(&tx, change.table, change.id)?;
            if now != change.before && !fits(change, now) {
                return Err(StoreError::Damaged(format!("a {} is not as the history left it", change.table.label())));
            }
            match &change.after {
                Some(fields) => rows::put(&tx, change.table, fields)?,
                None => rows::remove(&tx, change.table, change.id)?,
            }
        }
        keep_first(self.keeps, &self.path, &changes)?;
        let label = Words::new(format!("{verb}: {}", step.label.raw()));
        let line = Line { label: &label, group: Id::new(), undoes: Some(step.group) };
        let head = append(&tx, self.head, &line, &self.author, self.session, &changes)?;
        tx.commit()?;
        self.head = head;
        self.stacks.note(line.group, label.clone(), line.undoes);
        self.committed(label, changes)
    }

    /// Makes a snapshot before a document is read anew: one for a run of them, in which each comes after the other or
    /// belongs to the same group.
    pub(super) fn keep_before_reading_anew(&self, group: Id) -> Result<(), StoreError> {
        let is_run = self.kept.is_some_and(|(of, head)| of == group || head == self.head.hash);
        if self.keeps && !is_run { snapshot::first_if_changed(&self.path) } else { Ok(()) }
    }

    /// Takes note of a document that was read anew.
    pub(super) fn note_read_anew(&mut self, head: Head, group: Id, label: &Words) {
        self.note_import(head, group, label);
        self.kept = Some((group, head.hash));
    }

    pub(super) fn note_import(&mut self, head: Head, group: Id, label: &Words) {
        self.head = head;
        self.stacks.note(group, label.clone(), None);
    }

    pub(super) fn committed(&self, label: Words, changes: Vec<Change>) -> Result<Committed, StoreError> {
        let changes = changes
            .into_iter()
            .map(|c| {
                let record = |fields: Option<Fields>| fields.map(|f| rows::record(c.table, f)).transpose();
                let after = if c.record.is_some() { c.record } else { record(c.after)? };
                Ok(RowChange { table: c.table, id: c.id, before: record(c.before)?, after })
            })
            .collect::<Result<_, StoreError>>()?;
        Ok(Committed {
            seq: self.head.seq,
            label,
            changes,
            can_undo: self.stacks.can_undo(),
            can_redo: self.stacks.can_redo(),
        })
    }
}

/// Makes a snapshot before changes that delete much. Another connection sees the project as it was committed last.
fn keep_first(keeps: bool, path: &Path, changes: &[Change]) -> Result<(), StoreError> {
    let deleted = changes.iter().filter(|change| change.after.is_none()).count();
    if keeps && deleted > MUCH { snapshot::first_if_changed(path) } else { Ok(()) }
}

/// Makes a change of some fields one of the row as it is now, where those fields are as the change expects them: an import
/// goes on while somebody works, and each may have changed other fields of the same row. `false` when it does not fit.
fn fits(change: &mut Change, now: Option<Fields>) -> bool {
    let (Some(from), Some(to), Some(now)) = (&change.before, &change.after, now) else { return false };
    let mut then = now.clone();
    let names: HashSet<&String> =
        from.keys().chain(to.keys()).filter(|name| from.get(*name) != to.get(*name)).collect();
    for name in names {
        if now.get(name) != from.get(name) {
            return false;
        }
        match to.get(name) {
            Some(value) => drop(then.insert(name.clone(), value.clone())),
            None => drop(then.remove(name)),
        }
    }
    (change.before, change.after) = (Some(now), Some(then));
    true
}

/// The changes that take a group back, in the order they must happen. What an import brought is taken back on its batch
/// alone, so that bytes, text and anchors stay; what it changed of what was there becomes as it was. What a rule marked
/// in it goes.
fn inverse(conn: &Connection, group: Id) -> Result<Vec<Change>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT c.tbl, c.id, c.before, c.after, c.before_hash IS NOT NULL, c.after_hash IS NOT NULL
         FROM edit e JOIN change c ON c.edit = e.seq WHERE e.grp = ?1 ORDER BY c.edit, c.n",
    )?;
    let mut rows = statement.query([group])?;
    let mut out = Vec::new();
    let (mut import, mut marked) = (None, HashSet::new());
    while let Some(row) = rows.next()? {
        let table: String = row.get(0)?;
        let table: Table = table.parse().map_err(StoreError::Damaged)?;
        let brought = import.is_some() && !row.get::<_, bool>(4)?;
        if brought && !matches!(table, Table::Passage | Table::Anchor | Table::PassageTag) {
            continue;
        }
        let body = |text: Option<String>, was: bool| match (text, was) {
            (Some(text), _) => Ok(Some(serde_json::from_str::<Fields>(&text)?)),
            (None, false) => Ok(None),
            (None, true) => Err(StoreError::Refused("its content was purged and cannot be brought back".to_owned())),
        };
        let change = Change {
            table,
            id: row.get(1)?,
            before: body(row.get(3)?, row.get(5)?)?,
            after: body(row.get(2)?, row.get(4)?)?,
            record: None,
        };
        if brought && table == Table::Passage {
            marked.insert(change.id);
        }
        let passage = change.before.as_ref().and_then(|anchor| anchor.get("passage")?.as_str()?.parse::<Id>().ok());
        // A new version's anchors are of passages that were there.
        if brought && table == Table::Anchor && passage.is_none_or(|passage| !marked.contains(&passage)) {
            continue;
        }
        if let (Table::ImportBatch, Some(batch), None) = (table, &change.before, &change.after) {
            let mut removed = batch.clone();
            removed.insert("removed_at".to_owned(), now_ms().into());
            import = Some(Change { after: Some(removed), ..change });
            continue;
        }
        // A decoding stays with its text, which is not in the history, and is read again when this is brought back.
        if table == Table::Revision {
            continue;
        }
        out.push(change);
    }
    out.extend(import);
    out.reverse();
    Ok(out)
}

/// Writes one line of the history with its changes, notes what they mean for search, and gives the new head.
pub(super) fn append(
    conn: &Connection,
    head: Head,
    line: &Line<'_>,
    author: &Words,
    session: Id,
    changes: &[Change],
) -> Result<Head, StoreError> {
    let seq = head.seq + 1;
    let mut insert = conn.prepare_cached("INSERT INTO change VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")?;
    let seed: [u8; 32] = conn.prepare_cached("SELECT randomblob(32)")?.query_row([], |row| row.get(0))?;
    let mut digest = sha2::Sha256::new();
    for (n, change) in (0_i64..).zip(changes) {
        let salt = Sha256::of(&[seed.as_slice(), &n.to_le_bytes()].concat()).to_bytes();
        let salt = &salt[..16];
        let before = change.before.as_ref().map(canonical_json).transpose()?;
        let after = change.after.as_ref().map(canonical_json).transpose()?;
        let (before_hash, after_hash) = (body_hash(salt, before.as_deref()), body_hash(salt, after.as_deref()));
        insert.execute(params![
            seq,
            n,
            change.table.as_str(),
            change.id,
            before,
            after,
            salt,
            before_hash,
            after_hash
        ])?;
        digest_change(&mut digest, n, change.table.as_str(), change.id, before_hash, after_hash);
    }
    let columns = Columns {
        seq,
        group: line.group,
        label: line.label.raw().to_owned(),
        author: author.raw().to_owned(),
        session,
        utc_ms: now_ms(),
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        schema_version: schema::VERSION,
        undoes: line.undoes,
        changes_digest: Sha256::from_bytes(digest.finalize().into()),
        prev: head.hash,
    };
    let hash = columns.hash();
    conn.prepare_cached("INSERT INTO edit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")?.execute(
        params![
            columns.seq,
            columns.group,
            columns.label,
            columns.author,
            columns.session,
            columns.utc_ms,
            columns.app_version,
            columns.schema_version,
            columns.undoes,
            columns.changes_digest,
            columns.prev,
            hash
        ],
    )?;
    search::note(conn, changes)?;
    near::note(conn, changes)?;
    Ok(Head { seq, hash })
}

/// JSON with sorted keys and no spaces: what is hashed and stored.
pub(super) fn canonical_json(fields: &Fields) -> Result<String, StoreError> {
    let sorted: std::collections::BTreeMap<_, _> = fields.iter().collect();
    Ok(serde_json::to_string(&sorted)?)
}

/// The salted digest of a body; `None` for no body.
pub(super) fn body_hash(salt: &[u8], body: Option<&str>) -> Option<Sha256> {
    body.map(|body| Sha256::of(&[salt, body.as_bytes()].concat()))
}

/// Adds one change to a digest of changes.
pub(super) fn digest_change(
    digest: &mut sha2::Sha256,
    n: i64,
    table: &str,
    id: Id,
    before: Option<Sha256>,
    after: Option<Sha256>,
) {
    field(digest, &n.to_le_bytes());
    field(digest, table.as_bytes());
    field(digest, &id.to_bytes());
    for hash in [before, after] {
        field(digest, hash.map(Sha256::to_bytes).as_ref().map_or(&[], <[u8; 32]>::as_slice));
    }
}

/// The length as 8 little-endian bytes, then the bytes.
fn field(digest: &mut sha2::Sha256, bytes: &[u8]) {
    digest.update((bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

/// The columns of `edit` that the chain covers, in their order.
pub(super) struct Columns {
    pub seq: i64,
    pub group: Id,
    pub label: String,
    pub author: String,
    pub session: Id,
    pub utc_ms: i64,
    pub app_version: String,
    pub schema_version: i64,
    pub undoes: Option<Id>,
    pub changes_digest: Sha256,
    pub prev: Sha256,
}

impl Columns {
    pub(super) fn hash(&self) -> Sha256 {
        let mut digest = sha2::Sha256::new();
        digest.update(b"assay-audit-1");
        field(&mut digest, &self.seq.to_le_bytes());
        field(&mut digest, &self.group.to_bytes());
        field(&mut digest, self.label.as_bytes());
        field(&mut digest, self.author.as_bytes());
        field(&mut digest, &self.session.to_bytes());
        field(&mut digest, &self.utc_ms.to_le_bytes());
        field(&mut digest, self.app_version.as_bytes());
        field(&mut digest, &self.schema_version.to_le_bytes());
        field(&mut digest, self.undoes.map(Id::to_bytes).as_ref().map_or(&[], <[u8; 16]>::as_slice));
        field(&mut digest, &self.changes_digest.to_bytes());
        field(&mut digest, &self.prev.to_bytes());
        Sha256::from_bytes(digest.finalize().into())
    }
}
