//! A commit of the store beside a bare SQLite commit of the very same rows: same schema, same settings, same folder, one
//! after the other in one run. The bare one checks nothing and hashes nothing: prepared INSERTs between BEGIN and COMMIT.

use crate::{machine, seeds};
use assay::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use assay::domain::read::By;
use assay::domain::tag::{Color, Tag, TagName};
use assay::domain::{Edit, Id, Op, ProjectRead as _, Record, Table, Words};
use assay::jobs::importing::{self, Gate, Wanted};
use assay::store::Store;
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use std::path::Path;
use std::time::Instant;

const ROUNDS: usize = 1_000;

/// The tables a tagging writes, with what tells its rows.
const WRITTEN: [(&str, &str); 5] = [
    ("passage", "id = (SELECT id FROM passage ORDER BY id DESC LIMIT 1)"),
    ("anchor", "passage = (SELECT id FROM passage ORDER BY id DESC LIMIT 1)"),
    ("passage_tag", "passage = (SELECT id FROM passage ORDER BY id DESC LIMIT 1)"),
    ("change", "edit = (SELECT max(seq) FROM edit)"),
    ("edit", "seq = (SELECT max(seq) FROM edit)"),
];

/// Prints both and their ratio.
pub fn measure(folder: &Path) {
    let path = folder.join("commit.assay");
    let mut store = Store::create(&path, None).unwrap();
    importing::run(&Wanted::new(vec![seeds()], importing::KEEP_LIMIT), &Gate::default(), &mut (), &mut store).unwrap();
    let tag = Tag {
        id: Id::new(),
        parent: None,
        name: TagName::try_from("denial".to_owned()).unwrap(),
        color: Color([0xB4, 0x57, 0x3C]),
        definition: None,
        digit: None,
        ordinal: 1,
    };
    store.commit(&Edit::new("Add the tag", vec![Op::add(tag.clone())])).unwrap();
    store.close().unwrap();
    let bare_path = folder.join("bare.sqlite");
    std::fs::copy(&path, &bare_path).unwrap();
    let mut store = Store::open(&path, None).unwrap();
    let reader = store.reader().unwrap();
    let Some(Record::Revision(revision)) = reader.records(Table::Revision, By::All).unwrap().into_iter().next() else {
        panic!("the seeds have text");
    };
    let text = reader.chunk(revision.id, 0..revision.text_bytes).unwrap().text;
    let look = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let bare = open_bare(&bare_path);

    let (mut ours, mut plain) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let edit = tagging(&revision.document, &revision.id, &text, &tag, round);
        ours.push(timed(|| drop(store.commit(&edit).unwrap())));
        let rows: Vec<Vec<Vec<Value>>> = WRITTEN.iter().map(|(table, which)| rows_of(&look, table, which)).collect();
        plain.push(timed(|| insert(&bare, &rows)));
    }
    println!(
        "commit: a tagging (3 rows, 3 changes, 1 edit) beside bare INSERTs of the same rows; {ROUNDS} of each in turn"
    );
    println!("{:>14} {:>8} {:>8} {:>8} {:>16}", "", "p50 ms", "p90 ms", "p99 ms", "processor p50 ms");
    type Which = fn(&Spent) -> f64;
    let (wall, cpu): (Which, Which) = (|s| s.wall, |s| s.cpu);
    let at =
        |spent: &[Spent], which: Which, part| machine::percentile(&spent.iter().map(which).collect::<Vec<_>>(), part);
    for (name, spent) in [("store", &ours), ("bare SQLite", &plain)] {
        let [p50, p90, p99] = [0.5, 0.9, 0.99].map(|part| at(spent, wall, part));
        println!("{name:>14} {p50:>8.3} {p90:>8.3} {p99:>8.3} {:>16.3}", at(spent, cpu, 0.5));
    }
    let ratio = |which| at(&ours, which, 0.5) / at(&plain, which, 0.5);
    println!("ratio of medians {:.2} on the clock, {:.2} in processor time\n", ratio(wall), ratio(cpu));
    look.close().unwrap();
    drop(reader);
    store.close().unwrap();
}

/// Milliseconds on the clock and of the processor.
struct Spent {
    wall: f64,
    cpu: f64,
}

fn timed(what: impl FnOnce()) -> Spent {
    let (from, cpu) = (Instant::now(), machine::cpu());
    what();
    Spent { wall: from.elapsed().as_secs_f64() * 1_000.0, cpu: (machine::cpu() - cpu).as_secs_f64() * 1_000.0 }
}

/// A passage of some words with its anchor and a tag.
fn tagging(document: &Id, revision: &Id, text: &str, tag: &Tag, round: usize) -> Edit {
    let start = text.floor_char_boundary(100 + (round * 37) % (text.len() - 400));
    let end = text.ceil_char_boundary(start + 120);
    let (before, after) = (text.floor_char_boundary(start - 64), text.ceil_char_boundary(end + 64));
    let passage = Passage { id: Id::new(), document: *document, memo: None };
    let anchor = Anchor {
        id: Id::new(),
        passage: passage.id,
        revision: *revision,
        start: u32::try_from(start).unwrap(),
        end: u32::try_from(end).unwrap(),
        quote: Words::new(&text[start..end]),
        prefix: Words::new(&text[before..start]),
        suffix: Words::new(&text[end..after]),
        state: AnchorState::Exact,
        score: None,
    };
    let tagged = PassageTag { id: Id::new(), passage: passage.id, tag: tag.id, rule: None };
    Edit::new("Tag a passage", vec![Op::add(passage), Op::add(anchor), Op::add(tagged)])
}

/// SQLite as the store opens it.
fn open_bare(path: &Path) -> Connection {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags).unwrap();
    conn.execute_batch(
        "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;
         PRAGMA cell_size_check = ON; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON",
    )
    .unwrap();
    let mode: String = conn.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    conn.pragma_update(None, "synchronous", "FULL").unwrap();
    conn
}

fn rows_of(conn: &Connection, table: &str, which: &str) -> Vec<Vec<Value>> {
    let mut statement = conn.prepare_cached(&format!("SELECT * FROM \"{table}\" WHERE {which}")).unwrap();
    let columns = statement.column_count();
    let rows = statement.query_map([], |row| (0..columns).map(|i| row.get(i)).collect()).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

fn insert(conn: &Connection, tables: &[Vec<Vec<Value>>]) {
    conn.prepare_cached("BEGIN IMMEDIATE").unwrap().execute([]).unwrap();
    for ((table, _), rows) in WRITTEN.iter().zip(tables) {
        for row in rows {
            let marks = vec!["?"; row.len()].join(", ");
            let mut insert = conn.prepare_cached(&format!("INSERT INTO \"{table}\" VALUES ({marks})")).unwrap();
            insert.execute(params_from_iter(row)).unwrap();
        }
    }
    conn.prepare_cached("COMMIT").unwrap().execute([]).unwrap();
}
