//! Snapshots: whole, verified copies of a project in `NAME.assay-backups` beside it. A snapshot has its name only after
//! it was checked and is durable, so that whatever bears the name counts. Names carry the time and a number; the number
//! alone gives the order.

mod keep;
mod standing;

use super::connect::{connect, set_journal, settle_all};
use super::files::{entries, existing, make_file, make_folder, settle, settle_folder};
use super::history::Head;
use super::{Reader, Setting, StoreError, schema, settings, space};
use crate::domain::snapshot::{Counts, Kept, Snapshot, Standing};
use jiff::SignedDuration;
use jiff::civil::DateTime;
use rusqlite::{Connection, OpenFlags};
use std::path::{Path, PathBuf};

pub use standing::is_behind;
pub(super) use standing::{last_known, note};

/// How long after the last one a snapshot is due, in milliseconds.
const APART_MS: i64 = 10 * 60 * 1_000;
/// Above this length a project is copied only when it is closed and before something risky, in bytes.
const LARGE: i64 = 2 * 1024 * 1024 * 1024;
/// How a snapshot's name ends.
const ENDING: &str = ".assay";

/// The folder of a project's snapshots.
pub fn folder_of(project: &Path) -> PathBuf {
    let name = match project.extension() {
        Some(ending) if ending == "assay" => project.file_stem(),
        _ => project.file_name(),
    };
    let mut name = name.unwrap_or_default().to_owned();
    name.push(".assay-backups");
    project.with_file_name(name)
}

/// True when a file is a snapshot by its name and place.
pub(super) fn is_one(path: &Path) -> bool {
    let text = |name: Option<&std::ffi::OsStr>| name.and_then(|n| n.to_str()).unwrap_or_default().to_owned();
    let folder = text(path.parent().and_then(Path::file_name));
    folder.ends_with(".assay-backups") && parse(&text(path.file_name())).is_some()
}

/// Makes a snapshot of a project as it was committed last, and lets old ones go by the rule. `spare` is the number of one
/// that must stay, because somebody is about to use it.
pub fn make(project: &Path, spare: Option<u64>) -> Result<Snapshot, StoreError> {
    let made = written(project)?;
    thin(&folder_of(&existing(project)?), made.at_ms, spare)?;
    Ok(made)
}

/// Makes one before something risky, unless nothing was done since the last.
pub(super) fn first_if_changed(project: &Path) -> Result<(), StoreError> {
    // A folder that cannot be looked into is met again by the making.
    if is_changed(project).unwrap_or(true) { first(project) } else { Ok(()) }
}

/// Makes one before something risky. Where that fails, the risky thing is not done.
pub(super) fn first(project: &Path) -> Result<(), StoreError> {
    let made = written(project).map_err(|error| StoreError::Unkept(Box::new(error)))?;
    // It is there; whether an older one could be let go of is no reason to stop.
    drop(thin(&folder_of(project), made.at_ms, None));
    Ok(())
}

fn written(project: &Path) -> Result<Snapshot, StoreError> {
    let project = existing(project)?;
    let folder = folder_of(&project);
    make_folder(&folder)?;
    let known = names(&folder)?;
    for left in &known.unfinished {
        // What a sudden end left behind. It never had a name that counts.
        drop(std::fs::remove_file(left));
    }
    let number = known.finished.first().map_or(0, |(number, ..)| *number).saturating_add(1);
    let at_ms = super::history::now_ms();
    let path = folder.join(file_name(number, at_ms));
    let part = folder.join(format!("{number:06}.tmp"));
    let made = fill(&project, &part, at_ms).and_then(|holds| {
        let told = |e| StoreError::io(format!("making {}", path.display()), e);
        settle(&part).map_err(told)?;
        std::fs::rename(&part, &path).map_err(told)?;
        settle_folder(&folder).map_err(told)?;
        Ok(holds)
    });
    let holds = match made {
        Ok(holds) => holds,
        Err(error) => {
            // The first error is the one to tell.
            drop(std::fs::remove_file(&part));
            return Err(error);
        }
    };
    let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
    note(&project, &holds);
    Ok(Snapshot { number, at_ms, path, bytes, holds: Some(holds) })
}

/// Copies the project into `part` and checks the copy: its pages, and that its history ends where the project's did.
fn fill(project: &Path, part: &Path, at_ms: i64) -> Result<Standing, StoreError> {
    // SQLite is told a path as text.
    let Some(text) = part.to_str() else {
        return Err(StoreError::Refused("the path of a snapshot must be Unicode text".to_owned()));
    };
    let source = connect(project, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    schema::recognise(&source, project)?;
    make_file(part, part)?;
    source.execute("VACUUM INTO ?1", [text])?;
    let copy = connect(part, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    settle_all(&copy)?;
    set_journal(&copy, "DELETE")?;
    // A restored project was never broken off: nothing half done is in a snapshot.
    settings::put(&copy, Setting::Closed, "clean")?;
    let found: String = copy.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found != "ok" {
        return Err(StoreError::ReadBack(format!("the snapshot ({found})")));
    }
    let head = Head::read(&copy)?;
    // Edits may have gone on meanwhile; the copy's last edit must be one of the project's all the same.
    let there =
        source.query_row("SELECT count(*) FROM edit WHERE seq = ?1 AND hash = ?2", (head.seq, head.hash), |row| {
            row.get::<_, i64>(0)
        })?;
    if there == 0 && head.seq > 0 {
        return Err(StoreError::ReadBack("the history in the snapshot".to_owned()));
    }
    let holds = standing::of(&copy, at_ms)?;
    copy.close().map_err(|(_, error)| error)?;
    Ok(holds)
}

/// The snapshots of a project and what is known of its states. Nothing is written.
pub fn kept(project: &Path) -> Result<Kept, StoreError> {
    let folder = folder_of(project);
    let now = existing(project).and_then(|path| read_standing(&path)).ok();
    Ok(Kept { snapshots: list(&folder)?, last_known: last_known(project), now, folder })
}

/// True when a snapshot is due by the ten-minute rule: something was done since the last one, which is ten minutes old.
/// Before the first, the project's own age counts.
pub fn is_due(project: &Path) -> Result<bool, StoreError> {
    let conn = connect(&existing(project)?, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let Some(since) = changed_since(&conn, project)? else { return Ok(false) };
    let pages: i64 = conn.pragma_query_value(None, "page_count", |row| row.get(0))?;
    let page: i64 = conn.pragma_query_value(None, "page_size", |row| row.get(0))?;
    // A clock that was set back makes nothing wait for years.
    let old = super::history::now_ms().abs_diff(since) >= APART_MS.unsigned_abs();
    Ok(old && pages.saturating_mul(page) <= LARGE)
}

/// True when something was done since the last snapshot.
pub fn is_changed(project: &Path) -> Result<bool, StoreError> {
    let conn = connect(&existing(project)?, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    Ok(changed_since(&conn, project)?.is_some())
}

/// The time of the last snapshot when something was done since; before the first snapshot, of the first edit.
fn changed_since(conn: &Connection, project: &Path) -> Result<Option<i64>, StoreError> {
    let head = Head::read(conn)?;
    if head.seq == 0 {
        return Ok(None);
    }
    let folder = folder_of(project);
    let last = names(&folder)?.finished.into_iter().next();
    let Some((number, at_ms)) = last else {
        return Ok(Some(conn.query_row("SELECT utc_ms FROM edit WHERE seq = 1", [], |row| row.get(0))?));
    };
    let same = read_standing(&folder.join(file_name(number, at_ms))).is_ok_and(|holds| holds.head == head.hash);
    Ok((!same).then_some(at_ms))
}

impl Reader {
    /// How the project stands.
    pub fn standing(&self) -> Result<Standing, StoreError> {
        standing::of(&self.conn, super::history::now_ms())
    }

    /// Notes how the project stands beside its snapshots.
    pub fn note_standing(&self) -> Result<(), StoreError> {
        note(&self.path, &self.standing()?);
        Ok(())
    }

    /// What of a damaged project can be counted; what cannot counts as none.
    pub(super) fn counts_that_read(&self) -> Counts {
        standing::counts(&self.conn)
    }
}

/// The snapshots in a folder, newest first. A folder that is not there has none.
fn list(folder: &Path) -> Result<Vec<Snapshot>, StoreError> {
    let finished = names(folder)?.finished;
    Ok(finished
        .into_iter()
        .map(|(number, at_ms)| {
            let path = folder.join(file_name(number, at_ms));
            let bytes = std::fs::metadata(&path).map_or(0, |about| about.len());
            let holds = existing(&path).and_then(|path| read_standing(&path)).ok();
            Snapshot { number, at_ms, path, bytes, holds: holds.map(|holds| Standing { at_ms, ..holds }) }
        })
        .collect())
}

/// How the project in a file stands, read without a check of the whole file.
fn read_standing(path: &Path) -> Result<Standing, StoreError> {
    let conn = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    schema::recognise(&conn, path)?;
    standing::of(&conn, super::history::now_ms())
}

/// Lets snapshots go by the rule.
fn thin(folder: &Path, now_ms: i64, spare: Option<u64>) -> Result<(), StoreError> {
    let snapshots = list(folder)?;
    let gone = keep::to_remove(&snapshots, now_ms, space::free(folder), spare);
    for snapshot in snapshots.iter().filter(|s| gone.contains(&s.number)) {
        std::fs::remove_file(&snapshot.path)
            .map_err(|e| StoreError::io(format!("removing {}", snapshot.path.display()), e))?;
    }
    Ok(())
}

/// What lies in the folder by its names alone.
#[derive(Default)]
struct Names {
    /// Number and time, newest first.
    finished: Vec<(u64, i64)>,
    /// Copies that were never finished.
    unfinished: Vec<PathBuf>,
}

fn names(folder: &Path) -> Result<Names, StoreError> {
    let mut names = Names::default();
    for path in entries(folder).map_err(|e| StoreError::io(format!("looking into {}", folder.display()), e))? {
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if let Some(found) = parse(name) {
            names.finished.push(found);
        } else if name.split_once(".tmp").is_some_and(|(n, _)| n.len() >= 6 && n.parse::<u64>().is_ok()) {
            names.unfinished.push(path);
        }
    }
    names.finished.sort_unstable();
    names.finished.reverse();
    Ok(names)
}

/// The beginning of the count of milliseconds. Names are reckoned in the calendar alone, which reaches further than
/// moments in time zones do.
const EPOCH: DateTime = jiff::civil::date(1970, 1, 1).at(0, 0, 0, 0);

/// Such as `000012-20261123T141503Z.assay`. A time beyond the calendar, from a clock gone wild, is written as the
/// calendar's end, which nobody takes for true; the number gives the order all the same.
fn file_name(number: u64, at_ms: i64) -> String {
    let at = EPOCH.saturating_add(SignedDuration::from_millis(at_ms));
    format!("{number:06}-{}{ENDING}", at.strftime("%Y%m%dT%H%M%SZ"))
}

/// Number and time of a snapshot's name; `None` for any other name.
fn parse(name: &str) -> Option<(u64, i64)> {
    let (number, time) = name.strip_suffix(ENDING)?.split_once('-')?;
    let number = number.parse().ok()?;
    let time = DateTime::strptime("%Y%m%dT%H%M%SZ", time).ok()?;
    let at_ms = i64::try_from(time.duration_since(EPOCH).as_millis()).ok()?;
    // Only names we give: the file is found again by number and time.
    (file_name(number, at_ms) == name).then_some((number, at_ms))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_gives_number_and_time_back_and_nothing_else_is_taken_for_one() {
        // The last is the last second of the calendar.
        for (number, at_ms) in [(1, 0), (12, 1_795_442_103_000), (1_234_567, 253_402_300_799_000)] {
            let name = file_name(number, at_ms);
            assert_eq!(parse(&name), Some((number, at_ms)), "{name}");
        }
        assert_eq!(file_name(12, 1_795_442_103_000), "000012-20261123T135503Z.assay");
        // A wild clock gives a name that is found again and does not pass for the beginning of time.
        for wild in [i64::MIN, i64::MAX] {
            let name = file_name(3, wild);
            let (number, at_ms) = parse(&name).unwrap();
            assert_eq!((number, at_ms.signum(), file_name(3, at_ms)), (3, wild.signum(), name));
        }
        for other in
            ["000001.tmp", "p.assay", "1-19700101T000000Z.assay", "000001-19700101T000000Z.assay.tmp", "-.assay"]
        {
            assert_eq!(parse(other), None, "{other}");
        }
    }

    #[test]
    fn the_folder_stands_beside_the_project_under_its_name() {
        for (project, folder) in [
            ("/a/Minsk.assay", "/a/Minsk.assay-backups"),
            ("/a/x.y.assay", "/a/x.y.assay-backups"),
            ("/a/x.db", "/a/x.db.assay-backups"),
        ] {
            assert_eq!(folder_of(Path::new(project)), Path::new(folder));
        }
    }
}
