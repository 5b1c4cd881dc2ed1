//! The store against itself: schema and column list agree, chunks rebuild their text.

use super::columns::{Kind, columns};
use super::*;
use crate::domain::document::{DecidedBy, Newlines};
use crate::domain::tag::{Color, Digit, Tag, TagName};
use crate::domain::{Edit, Id, Op, ProjectRead, Table, Words};
use proptest::prelude::*;

fn project() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(&folder.path().join("p.assay"), Some(&Words::new("Ana"))).unwrap();
    (folder, store)
}

fn tag(name: &str, digit: u8) -> Tag {
    Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from(name.to_owned()).unwrap(),
        color: Color([1, 2, 3]),
        definition: None,
        digit: Digit::try_from(digit).ok(),
        ordinal: 0,
    }
}

fn decoding() -> Decoding {
    Decoding {
        encoding: Words::new("UTF-8"),
        decided_by: DecidedBy::Valid,
        had_bom: false,
        newlines: Newlines::Lf,
        replaced: 0,
    }
}

fn import(store: &mut Store, name: &str, text: &str) -> ImportOutcome {
    take(store, name, text).unwrap()
}

fn take(store: &mut Store, name: &str, text: &str) -> Result<ImportOutcome, StoreError> {
    let batch = crate::domain::document::ImportBatch {
        id: Id::new(),
        label: Words::new("test"),
        started_ms: 0,
        removed_at: None,
    };
    let group = Id::new();
    let mut edit = Edit::new("Import", vec![Op::add(batch.clone())]);
    edit.group = Some(group);
    store.commit(&edit).unwrap();
    let found = FoundAt { file_name: Words::new(name), path: Words::new(name), modified_ms: None };
    let mut new = NewDocument::prepare(found, text.as_bytes().to_vec(), true, text, decoding()).unwrap();
    while !store.stage(&mut new).unwrap() {}
    let (mut outcomes, _) = store.import(batch.id, group, &[new])?;
    Ok(outcomes.remove(0))
}

#[test]
fn every_table_has_the_columns_of_the_list_in_their_kinds() {
    let (_folder, store) = project();
    for table in Table::ALL {
        let mut statement = store.conn.prepare("SELECT name, type FROM pragma_table_info(?1)").unwrap();
        let found: Vec<(String, String)> = statement
            .query_map([table.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let listed: Vec<(String, String)> = columns(*table)
            .iter()
            .map(|(name, kind)| {
                let kind = match kind {
                    Kind::Id | Kind::Ref(..) | Kind::Hash => "BLOB",
                    Kind::Text => "TEXT",
                    Kind::Int | Kind::Bool => "INTEGER",
                };
                ((*name).to_owned(), kind.to_owned())
            })
            .collect();
        assert_eq!(found, listed, "{}", table.as_str());
    }
}

#[test]
fn the_database_is_new_enough_and_hardened() {
    let (_folder, store) = project();
    assert!(rusqlite::version_number() >= 3_053_002, "{}", rusqlite::version());
    let mut statement = store.conn.prepare("PRAGMA compile_options").unwrap();
    let options: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap();
    for wanted in ["DQS=0", "SECURE_DELETE"] {
        assert!(options.iter().any(|o| o == wanted), "{wanted} is not among {options:?}");
    }
    // Not among the options SQLite lists, so a connection that sets nothing itself is asked.
    let plain = rusqlite::Connection::open_in_memory().unwrap();
    assert_eq!(plain.pragma_query_value(None, "trusted_schema", |row| row.get::<_, i64>(0)).unwrap(), 0);
    let mode: String = store.conn.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

#[test]
fn a_closed_project_is_one_file_and_an_open_one_is_locked() {
    let (folder, store) = project();
    let path = store.path().to_owned();
    assert!(matches!(Store::open(&path, None), Err(StoreError::InUse(text)) if text.contains("Ana")));
    store.close().unwrap();
    let names: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["p.assay"]);
    Store::open(&path, None).unwrap().close().unwrap();
}

#[test]
fn whoever_holds_the_file_for_a_moment_is_waited_for() {
    let (_folder, store) = project();
    let path = store.path().to_owned();
    store.close().unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN EXCLUSIVE").unwrap();
    let lock = super::files::beside(&path, ".lock");
    let opening = std::thread::spawn(move || Store::open(&path, None).and_then(Store::close));
    // The lock beside the project is taken first; the file itself is asked for next.
    while !lock.exists() {
        std::thread::yield_now();
    }
    // Nothing tells that it stands before the file. On a slow machine it may come later, and finds the file free.
    std::thread::sleep(std::time::Duration::from_millis(50));
    other.execute_batch("COMMIT").unwrap();
    opening.join().unwrap().unwrap();
}

#[test]
fn ballast_lies_behind_what_the_lock_says_and_is_given_up_once() {
    let (_folder, mut store) = project();
    let path = store.path().to_owned();
    let lock = super::files::beside(&path, ".lock");
    let long = || std::fs::metadata(&lock).unwrap().len();
    let told = long();
    store.load_ballast();
    assert_eq!(long(), told + 4 * 1024 * 1024);
    let refused = Store::open(&path, None);
    assert!(
        matches!(&refused, Err(StoreError::InUse(text)) if text.contains("Ana") && text.ends_with(')')),
        "{refused:?}"
    );
    assert!(store.drop_ballast());
    assert_eq!(long(), told);
    assert!(!store.drop_ballast(), "there is none left");
    store.load_ballast();
    store.close().unwrap();
    assert!(!lock.exists());
}

#[test]
fn a_copy_can_be_made_of_a_project_whose_file_was_deleted() {
    let (folder, mut store) = project();
    let row = tag("denial", 1);
    store.commit(&Edit::new("Add", vec![Op::add(row.clone())])).unwrap();
    std::fs::remove_file(store.path()).unwrap();
    assert!(matches!(store.still_there(), Err(StoreError::Gone(_))));
    let copy = store.copy_to(&folder.path().join("copy.assay")).unwrap();
    let reader = Reader::open(&copy).unwrap();
    let view: &dyn ProjectRead = &reader;
    assert_eq!(view.all::<Tag>().unwrap(), [row]);
    assert_eq!(reader.check().unwrap().findings, []);
    assert!(matches!(store.copy_to(&copy), Err(StoreError::Exists(_))));
}

#[test]
fn a_digit_belongs_to_one_tag_and_undo_gives_it_back() {
    let (_folder, mut store) = project();
    let (first, second) = (tag("denial", 1), tag("drill", 1));
    store.commit(&Edit::new("Add denial", vec![Op::add(first.clone())])).unwrap();
    store.commit(&Edit::new("Add drill", vec![Op::add(second.clone())])).unwrap();
    let reader = store.reader().unwrap();
    let view: &dyn ProjectRead = &reader;
    assert_eq!(view.get::<Tag>(first.id).unwrap().unwrap().digit, None);
    store.undo().unwrap();
    assert_eq!(view.get::<Tag>(first.id).unwrap().unwrap(), first);
    assert_eq!(view.get::<Tag>(second.id).unwrap(), None);
}

#[test]
fn undo_and_redo_survive_a_restart() {
    let (_folder, mut store) = project();
    let path = store.path().to_owned();
    for name in ["a", "b", "c"] {
        store.commit(&Edit::new(format!("Add {name}"), vec![Op::add(tag(name, 0))])).unwrap();
    }
    store.undo().unwrap();
    store.close().unwrap();
    let mut store = Store::open(&path, None).unwrap();
    assert_eq!(store.stacks.can_undo().unwrap().raw(), "Add b");
    assert_eq!(store.stacks.can_redo().unwrap().raw(), "Add c");
    store.redo().unwrap();
    store.undo().unwrap();
    store.undo().unwrap();
    store.redo().unwrap();
    assert_eq!(store.stacks.can_undo().unwrap().raw(), "Add b");
    assert_eq!(store.stacks.can_redo().unwrap().raw(), "Add c");
    assert_eq!(store.reader().unwrap().check().unwrap().findings, []);
}

#[test]
fn undoing_an_import_hides_it_and_the_same_bytes_bring_it_back() {
    let (_folder, mut store) = project();
    let ImportOutcome::Added(id) = import(&mut store, "a.txt", "One.\nTwo.\n") else { panic!("not added") };
    assert_eq!(import(&mut store, "b.txt", "One.\nTwo.\n"), ImportOutcome::SecondPath(id));
    store.undo().unwrap();
    store.undo().unwrap();
    let reader = store.reader().unwrap();
    let view: &dyn ProjectRead = &reader;
    assert_eq!(view.all::<crate::domain::document::Document>().unwrap(), []);
    assert_eq!(import(&mut store, "a.txt", "One.\nTwo.\n"), ImportOutcome::BroughtBack(id));
    assert_eq!(view.all::<crate::domain::document::Document>().unwrap().len(), 1);
    assert_eq!(reader.check().unwrap().findings, []);
}

#[test]
fn an_altered_row_is_found() {
    let (_folder, mut store) = project();
    let row = tag("denial", 1);
    store.commit(&Edit::new("Add", vec![Op::add(row.clone())])).unwrap();
    store.conn.execute("UPDATE tag SET name = 'praise'", []).unwrap();
    assert_eq!(store.reader().unwrap().check().unwrap().findings[0].check, "rows");
    store.conn.execute("UPDATE tag SET name = 'denial'", []).unwrap();
    store.conn.execute("UPDATE edit SET author = 'Boris'", []).unwrap();
    assert_eq!(store.reader().unwrap().check().unwrap().findings[0].check, "chain");
}

#[test]
fn a_large_document_is_staged_and_leftovers_of_a_stopped_import_go() {
    let (_folder, mut store) = project();
    let path = store.path().to_owned();
    // Digits of a square root do not compress to nothing, so that several stages are needed.
    let mut text = String::new();
    let mut x = 0x2545_f491_4f6c_dd1d_u64;
    while text.len() < 12_000_000 {
        x ^= x << 13;
        x ^= x >> 7;
        x ^= x << 17;
        text.push_str(&format!("{x:x}\n"));
    }
    let found = FoundAt { file_name: Words::new("big"), path: Words::new("big"), modified_ms: None };
    let mut new = NewDocument::prepare(found, text.clone().into_bytes(), true, &text, decoding()).unwrap();
    assert!(!store.stage(&mut new).unwrap());
    drop(new);
    store.close().unwrap();
    let mut store = Store::open(&path, None).unwrap();
    let left: i64 = store.conn.query_row("SELECT count(*) FROM text_chunk", [], |r| r.get(0)).unwrap();
    assert_eq!(left, 0);
    let ImportOutcome::Added(id) = import(&mut store, "big", &text) else { panic!("not added") };
    let reader = store.reader().unwrap();
    let view: &dyn ProjectRead = &reader;
    let document = view.get::<crate::domain::document::Document>(id).unwrap().unwrap();
    let revision = document.revision.unwrap();
    assert_eq!(view.text(revision, 5_000_000..5_000_100).unwrap(), text[5_000_000..5_000_100]);
    assert_eq!(reader.check().unwrap().findings, []);
}

#[test]
fn what_is_altered_on_its_way_into_the_file_is_not_taken_in() {
    use rusqlite::config::DbConfig;
    let (_folder, mut store) = project();
    import(&mut store, "whole.txt", "What was there.\n");
    let reader = store.reader().unwrap();
    let before = reader.standing().unwrap().counts;
    store.conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, true).unwrap();
    for (table, altered) in [
        // A bit in a piece of text, the text of another document in its place, a piece of the original gone or altered.
        ("text_chunk", "UPDATE text_chunk SET body = zeroblob(length(body)) WHERE rowid = new.rowid"),
        (
            "text_chunk",
            "UPDATE text_chunk SET (body, bytes) = (SELECT body, bytes FROM text_chunk WHERE rowid = 1) WHERE rowid = new.rowid",
        ),
        ("original_chunk", "DELETE FROM original_chunk WHERE rowid = new.rowid"),
        ("original_chunk", "UPDATE original_chunk SET body = CAST('what was here' AS BLOB) WHERE rowid = new.rowid"),
    ] {
        let laid = format!("CREATE TEMP TRIGGER bad_disk AFTER INSERT ON main.{table} BEGIN {altered}; END");
        store.conn.execute_batch(&laid).unwrap();
        let error = take(&mut store, "new.txt", "What is new.\n").unwrap_err();
        assert!(matches!(&error, StoreError::ReadBack(path) if path == "new.txt"), "{altered}: {error:?}");
        let fault = crate::domain::Fault::from(error);
        assert_eq!(fault.code, "AS-STO-12");
        assert!(fault.safe.contains("not taken in"), "{fault}");
        store.conn.execute_batch("DROP TRIGGER bad_disk").unwrap();
        assert_eq!(reader.check().unwrap().findings, [], "{altered}");
        let left: i64 = store.conn.query_row("SELECT count(*) FROM text_chunk", [], |row| row.get(0)).unwrap();
        assert_eq!((reader.standing().unwrap().counts.documents, left), (before.documents, 1), "{altered}");
    }
    take(&mut store, "new.txt", "What is new.\n").unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn chunks_rebuild_any_text(parts in prop::collection::vec("[ а-яa-z\n\u{5d0}-\u{5d5}中]{0,400}", 1..40), times in 1_usize..40) {
        let text = parts.concat().repeat(times);
        prop_assume!(!text.is_empty());
        let (_folder, mut store) = project();
        let outcome = import(&mut store, "t", &text);
        let ImportOutcome::Added(id) = outcome else { panic!("not added") };
        let reader = store.reader().unwrap();
        let view: &dyn ProjectRead = &reader;
        let document = view.get::<crate::domain::document::Document>(id).unwrap().unwrap();
        let revision = document.revision.unwrap();
        let whole = u32::try_from(text.len()).unwrap();
        prop_assert_eq!(view.text(revision, 0..whole).unwrap(), text.clone());
        let map = reader.text_map(revision).unwrap();
        let mut starts = Vec::new();
        let mut at = 0_u32;
        for line in text.split_inclusive('\n') {
            if !line.trim().is_empty() {
                starts.push(at);
            }
            at += u32::try_from(line.len()).unwrap();
        }
        prop_assert_eq!(map.starts, starts);
        let record = view.get::<crate::domain::document::Revision>(revision).unwrap().unwrap();
        prop_assert_eq!(record.chars as usize, text.chars().count());
    }
}

/// The documents of a page of the list, by file name, with how many come before it and how many there are.
fn page(reader: &Reader, last: Option<Id>, rows: u32) -> (Vec<String>, usize, usize) {
    let page = reader.page(last, rows).unwrap();
    let names = page.records.iter().filter_map(|record| match record {
        crate::domain::Record::Document(document) => Some(document.file_name.raw().to_owned()),
        _ => None,
    });
    (names.collect(), page.before, page.documents)
}

/// The ids of all documents as they are handed over, in the order of the list; `meanwhile` is called after the first.
fn handed_over(reader: &Reader, mut meanwhile: impl FnMut()) -> Vec<Id> {
    let mut ids = Vec::new();
    let all = reader.hand_over(&[Table::ImportBatch, Table::Document, Table::Revision], &mut |record| {
        if let crate::domain::Record::Document(document) = record {
            ids.push(document.id);
            if ids.len() == 1 {
                meanwhile();
            }
        }
        true
    });
    assert!(all.unwrap());
    ids.sort();
    ids
}

#[test]
fn the_first_page_stands_where_it_stands_among_all_documents_also_while_more_are_imported() {
    let (_folder, mut store) = project();
    for n in 0..20 {
        import(&mut store, &format!("{n:02}.txt"), &format!("Text {n}."));
    }
    let reader = store.reader().unwrap();
    let all = handed_over(&reader, || ());
    let names = |from: usize, to: usize| (from..to).map(|n| format!("{n:02}.txt")).collect::<Vec<_>>();
    // Nothing was read yet: around the first that waits.
    assert_eq!(page(&reader, None, 8), (names(0, 4), 0, 20));
    // Around the one read last, in the middle, at the end, and around one that is not there.
    assert_eq!(page(&reader, Some(all[10]), 8), (names(6, 14), 6, 20));
    assert_eq!(page(&reader, Some(all[19]), 8), (names(15, 20), 15, 20));
    assert_eq!(page(&reader, Some(Id::new()), 8), (names(0, 4), 0, 20));
    // Every page's rows are the rows of the whole at that place.
    for (at, last) in all.iter().enumerate() {
        let page = reader.page(Some(*last), 8).unwrap();
        let ids: Vec<Id> =
            page.records.iter().filter(|r| r.table() == Table::Document).map(crate::domain::Record::id).collect();
        assert_eq!(ids, all[page.before..page.before + ids.len()], "around {at}");
        assert!(page.records.iter().any(|r| r.table() == Table::Revision), "the words of {at} can be opened");
    }
    // What an import adds while the rest is handed over is not half there; the next look sees it, behind the others.
    let during = handed_over(&reader, || {
        import(&mut store, "late.txt", "A late text.");
    });
    assert_eq!(during, all);
    let after = handed_over(&reader, || ());
    assert_eq!((&after[..20], after.len()), (&all[..], 21));
    assert_eq!(page(&reader, Some(after[20]), 8), ([names(16, 20), vec!["late.txt".to_owned()]].concat(), 16, 21));
    // Broken off, it says so.
    assert!(!reader.hand_over(&[Table::Document], &mut |_| false).unwrap());
}
