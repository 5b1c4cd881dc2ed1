//! How a project stands: what is in it and where its history ends. The last state that is known lies in a small file
//! beside the snapshots, so that a damaged or exchanged project can be told from what it was.

use super::folder_of;
use crate::domain::snapshot::{Counts, Standing};
use crate::store::StoreError;
use crate::store::files::{replace, small};
use crate::store::history::Head;
use rusqlite::Connection;
use std::path::Path;

const FILE: &str = "last-known.json";
/// The file is small; what is longer is not ours, in bytes.
const LONGEST: u64 = 10_000;

const SHOWN: &str = "document WHERE batch NOT IN (SELECT id FROM import_batch WHERE removed_at IS NOT NULL)";

/// How a project stands.
pub(super) fn of(conn: &Connection, at_ms: i64) -> Result<Standing, StoreError> {
    let head = Head::read(conn)?;
    Ok(Standing { counts: count(head.seq, |of| rows(conn, of))?, head: head.hash, at_ms })
}

/// What can be counted; what cannot counts as none.
pub(super) fn counts(conn: &Connection) -> Counts {
    let seq = Head::read(conn).map_or(0, |head| head.seq);
    let counted: Result<Counts, StoreError> = count(seq, |of| Ok(rows(conn, of).unwrap_or(0)));
    counted.unwrap_or_default()
}

fn rows(conn: &Connection, of: &str) -> Result<u64, StoreError> {
    let n: i64 = conn.query_row(&format!("SELECT count(*) FROM {of}"), [], |row| row.get(0))?;
    Ok(u64::try_from(n).unwrap_or(0))
}

fn count(seq: i64, rows: impl Fn(&str) -> Result<u64, StoreError>) -> Result<Counts, StoreError> {
    Ok(Counts {
        documents: rows(SHOWN)?,
        passages: rows("passage")?,
        tags: rows("tag")?,
        claims: rows("claim")?,
        links: rows("claim_link")?.saturating_add(rows("passage_link")?),
        names: rows("name")?,
        judgements: rows("judgement")?,
        briefs: rows("brief")?,
        edits: u64::try_from(seq).unwrap_or(0),
    })
}

/// The state that was noted last.
pub(in crate::store) fn last_known(project: &Path) -> Option<Standing> {
    serde_json::from_slice(&small(&folder_of(project).join(FILE), LONGEST).ok()?).ok()
}

/// Notes how a project stands, when it has snapshots. Only a comparison is lost when this fails.
pub(in crate::store) fn note(project: &Path, standing: &Standing) {
    let folder = folder_of(project);
    let (part, path) = (folder.join("last-known.tmp"), folder.join(FILE));
    let Ok(text) = serde_json::to_vec(standing) else { return };
    if folder.is_dir() {
        drop(replace(&part, &path, &text));
    }
}

/// How many steps that are known to have been saved a project no longer has: it was exchanged for an older copy, or lost
/// its log. 0 when nothing is missing or nothing is known.
pub fn is_behind(project: &Path, edits: i64) -> u64 {
    last_known(project).map_or(0, |known| known.counts.edits.saturating_sub(u64::try_from(edits).unwrap_or(0)))
}
