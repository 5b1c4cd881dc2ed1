//! What can be done for a damaged project: look at it without touching it, bring a snapshot back under a new name, copy
//! the damaged file aside and see what of the copy is sound. The damaged file itself is only ever read.

use super::connect::connect;
use super::files::{beside, copy_file, existing, is_free, make_file, placed, put_in_place, settle_folder};
use super::{Reader, StoreError, snapshot};
use crate::domain::Id;
use crate::domain::snapshot::{Aside, Damage, Kept, Standing};
use rusqlite::OpenFlags;
use rusqlite::config::DbConfig;
use std::path::{Path, PathBuf};

/// Most findings that are told.
const FINDINGS: usize = 8;
/// What SQLite lays beside a database.
const LOGS: [&str; 2] = ["-wal", "-journal"];

/// Looks at a project that could not be opened, and at its snapshots. `None` when it is not a damaged project: there is
/// another reason, or the file never was one and has no snapshots.
pub fn look(project: &Path, why: &StoreError) -> Option<Damage> {
    let no_project = matches!(
        why,
        StoreError::Missing(_)
            | StoreError::Empty(_)
            | StoreError::NotAProject(_)
            | StoreError::OtherApplication(_)
            | StoreError::StrangeSchema(_)
    );
    if !no_project && !why.is_damage() {
        return None;
    }
    let project = placed(project).ok()?;
    let kept = snapshot::kept(&project).ok()?;
    if no_project && kept.snapshots.is_empty() {
        return None;
    }
    let newest_good = newest_good(&kept);
    let (findings, readable) = match Reader::untouched(&project) {
        Ok(reader) => {
            let report = reader.check();
            let findings = match report {
                Ok(report) => report.findings.into_iter().map(|f| f.what).take(FINDINGS).collect(),
                Err(error) => vec![error.to_string()],
            };
            (findings, Some(reader.counts_that_read()))
        }
        Err(_) => (Vec::new(), None),
    };
    Some(Damage { project, fault: told(why), findings, kept, newest_good, readable })
}

/// A fault for an error that is only looked at.
fn told(why: &StoreError) -> crate::domain::Fault {
    let again = match why {
        StoreError::Missing(path) => StoreError::Missing(path.clone()),
        StoreError::Empty(path) => StoreError::Empty(path.clone()),
        StoreError::NotAProject(path) => StoreError::NotAProject(path.clone()),
        StoreError::OtherApplication(path) => StoreError::OtherApplication(path.clone()),
        StoreError::StrangeSchema(path) => StoreError::StrangeSchema(path.clone()),
        StoreError::Damaged(what) => StoreError::Damaged(what.clone()),
        other => StoreError::Damaged(other.to_string()),
    };
    again.into()
}

/// The number of the newest snapshot that passes every check.
fn newest_good(kept: &Kept) -> Option<u64> {
    let sound = |path: &Path| Reader::untouched(path).and_then(|reader| reader.sound());
    kept.snapshots.iter().find(|s| s.holds.is_some() && sound(&s.path).is_ok()).map(|s| s.number)
}

/// The snapshot of a number, or the newest that passes every check.
pub fn choose(project: &Path, number: Option<u64>) -> Result<PathBuf, StoreError> {
    let project = placed(project)?;
    let kept = snapshot::kept(&project)?;
    let number = number.or_else(|| newest_good(&kept));
    let found = kept.snapshots.into_iter().find(|s| Some(s.number) == number);
    found.map(|s| s.path).ok_or(StoreError::NoSnapshot(project))
}

/// A path beside the project where nothing is yet: `NAME restored.assay`, or with a number.
pub fn free_name(project: &Path) -> PathBuf {
    let stem = project.file_stem().unwrap_or_default().to_owned();
    let mut n = 1_u32;
    loop {
        let mut name = stem.clone();
        name.push(if n == 1 { " restored.assay".to_owned() } else { format!(" restored {n}.assay") });
        let path = project.with_file_name(name);
        if is_free(&path).is_ok() {
            return path;
        }
        n = n.saturating_add(1);
    }
}

/// Brings a snapshot back as a new project at `to`, where nothing is yet. The copy is checked in full before it gets its
/// name; the snapshot stays.
pub fn restore(snapshot: &Path, to: &Path) -> Result<PathBuf, StoreError> {
    let from = existing(snapshot)?;
    let to = placed(to)?;
    is_free(&to)?;
    finish(&to, |part| copy_file(&from, part))
}

/// Makes a new project at `to` of a damaged one's copy that turned out to be sound, with or without its log.
pub fn restore_aside(copy: &Path, with_log: bool, to: &Path) -> Result<PathBuf, StoreError> {
    if !with_log {
        return restore(copy, to);
    }
    let (copy, to) = (existing(copy)?, placed(to)?);
    is_free(&to)?;
    finish(&to, |part| {
        let Some(text) = part.to_str() else {
            return Err(StoreError::Refused("the path of a copy must be Unicode text".to_owned()));
        };
        on_scratch(&copy, |reader| {
            make_file(part, &to)?;
            reader.conn.execute("VACUUM INTO ?1", [text])?;
            Ok(())
        })
    })
}

/// Fills a part beside `to`, checks it and gives it its name.
fn finish(to: &Path, fill: impl FnOnce(&Path) -> Result<(), StoreError>) -> Result<PathBuf, StoreError> {
    let part = to.with_file_name(format!(".{}.part", Id::new()));
    let sound = |()| Reader::untouched(&part).and_then(|reader| reader.sound());
    if let Err(error) = fill(&part).and_then(sound).and_then(|_| put_in_place(&part, to)) {
        drop(std::fs::remove_file(&part));
        return Err(error);
    }
    Ok(to.to_owned())
}

/// Copies a damaged project and its log to `NAME.damaged-N`, and looks at the copy alone and with its log. The project is
/// only read.
pub fn set_aside(project: &Path) -> Result<Aside, StoreError> {
    let project = placed(project)?;
    let mut n = 1_u32;
    let copy = loop {
        let copy = beside(&project, &format!(".damaged-{n}"));
        if is_free(&copy).is_ok() {
            break copy;
        }
        n = n.saturating_add(1);
    };
    copy_file(&project, &copy)?;
    let mut has_log = false;
    for log in LOGS {
        let log_of = beside(&project, log);
        if std::fs::symlink_metadata(&log_of).is_ok_and(|about| about.is_file()) {
            copy_file(&log_of, &beside(&copy, log))?;
            has_log = true;
        }
    }
    if let Some(folder) = copy.parent() {
        settle_folder(folder).map_err(|e| StoreError::io(format!("making {}", copy.display()), e))?;
    }
    let alone = Reader::untouched(&copy).and_then(|reader| reader.sound()).map_err(|e| e.to_string());
    let with_log = has_log.then(|| on_scratch(&copy, Reader::sound).map_err(|e| e.to_string()));
    Ok(Aside { copy, alone, with_log })
}

/// Opens a second copy of a file together with its log, since reading with a log may write, and throws it away after.
fn on_scratch<T>(copy: &Path, look: impl FnOnce(&Reader) -> Result<T, StoreError>) -> Result<T, StoreError> {
    let scratch = copy.with_file_name(format!(".{}.part", Id::new()));
    let looked = (|| {
        copy_file(copy, &scratch)?;
        for log in LOGS {
            if std::fs::symlink_metadata(beside(copy, log)).is_ok() {
                copy_file(&beside(copy, log), &beside(&scratch, log))?;
            }
        }
        let conn = connect(&scratch, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        super::schema::recognise(&conn, copy)?;
        look(&Reader { conn, path: scratch.clone(), broken_off: false })
    })();
    for ending in ["", "-wal", "-journal", "-shm"] {
        drop(std::fs::remove_file(beside(&scratch, ending)));
    }
    looked
}

impl Reader {
    /// How the project stands, when it passes every check.
    fn sound(&self) -> Result<Standing, StoreError> {
        match self.check()?.findings.into_iter().find(|finding| !finding.is_of_index()) {
            Some(finding) => Err(StoreError::Damaged(finding.what)),
            None => self.standing(),
        }
    }
}
