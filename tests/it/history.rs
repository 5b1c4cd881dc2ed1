//! The history: whatever was done can be taken back and brought again, across restarts and while an import runs, and
//! nobody changes a cell of the project by other means without the check finding it.

use super::program::{Place, SEED_B, one, text_of};
use assay::domain::brief::{Block, BlockKind, Brief, Cite};
use assay::domain::claim::{Claim, ClaimTag, Evidence, EvidenceRole, Stance};
use assay::domain::document::{DecidedBy, Document, ImportBatch, Newlines, Revision, Triage};
use assay::domain::hypothesis::{AchCell, AchItem, Hypothesis, Indicator, IndicatorStatus, Rating, Weight};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::looked::{Looked, LookedIn, Outcome};
use assay::domain::name::{DifferentNames, Mention, Name, NameKind, Ownership};
use assay::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use assay::domain::tag::{Color, Digit, Tag, TagName};
use assay::domain::{By, Edit, Id, Op, ProjectRead, Record, Row, Sha256, Table, Words};
use assay::store::{Decoding, FoundAt, ImportOutcome, NewDocument, Reader, Store, StoreError};
use proptest::prelude::*;
use rusqlite::Connection;
use std::path::Path;

/// Every row of every table that has a history.
fn rows(store: &Store) -> Vec<Record> {
    let reader = store.reader().unwrap();
    Table::ALL.iter().flat_map(|table| reader.records(*table, By::All).unwrap()).collect()
}

fn all<R: Row>(store: &Store) -> Vec<R> {
    let reader = store.reader().unwrap();
    (&reader as &dyn ProjectRead).all::<R>().unwrap()
}

fn sound(store: &Store) {
    assert_eq!(store.reader().unwrap().check().unwrap().findings, []);
}

fn tag(name: String, parent: Option<Id>, digit: u8) -> Tag {
    Tag {
        id: Id::new(),
        parent,
        name: TagName::try_from(name).unwrap(),
        color: Color([digit, 7, 7]),
        definition: None,
        digit: Digit::try_from(digit).ok(),
        ordinal: 0,
    }
}

/// One step of somebody's work: what is done, and numbers that choose with what.
type Step = (u8, usize, usize, usize);

/// The number of kinds of work in [`work`].
const KINDS: u8 = 32;

fn pick<T: Clone>(list: &[T], n: usize) -> Option<T> {
    list.get(n.checked_rem(list.len())?).cloned()
}

/// The operations of a step on the project as it stands; none when there is nothing to do it with.
fn work(store: &Store, (kind, a, b, c): Step) -> Option<Vec<Op>> {
    let id = |table: Table, n: usize| {
        let reader = store.reader().unwrap();
        pick(&reader.records(table, By::All).unwrap(), n).map(|record| record.id())
    };
    Some(match kind {
        0 => vec![Op::add(tag(format!("tag {}", a % 7), id(Table::Tag, b).filter(|_| c % 2 == 0), (c % 10) as u8))],
        1 => vec![Op::set(Table::Tag, id(Table::Tag, a)?, "parent", id(Table::Tag, b))],
        2 => vec![Op::set(Table::Tag, id(Table::Tag, a)?, "digit", b % 9 + 1)],
        3 => vec![Op::delete(Table::Tag, id(Table::Tag, a)?)],
        4 | 5 => {
            let document = pick(&all::<Document>(store), a)?;
            let revision =
                pick(&all::<Revision>(store).into_iter().filter(|r| r.document == document.id).collect::<Vec<_>>(), 0)?;
            let reader = store.reader().unwrap();
            let text = reader.text(revision.id, 0..revision.text_bytes).unwrap();
            let start = text.floor_char_boundary(b % text.len());
            let end = text.ceil_char_boundary((start + 1 + c % 90).min(text.len()));
            let passage = Passage { id: Id::new(), document: document.id, memo: None };
            let anchor = Anchor {
                id: Id::new(),
                passage: passage.id,
                revision: revision.id,
                start: start as u32,
                end: end as u32,
                quote: Words::new(&text[start..end]),
                prefix: Words::default(),
                suffix: Words::default(),
                state: AnchorState::Exact,
                score: None,
            };
            let tags = id(Table::Tag, c)
                .map(|tag| Op::add(PassageTag { id: Id::new(), passage: passage.id, tag, rule: None }));
            [Op::add(passage), Op::add(anchor)].into_iter().chain(tags).collect()
        }
        6 => vec![Op::set(Table::Passage, id(Table::Passage, a)?, "memo", format!("memo {b}"))],
        7 => vec![Op::delete(Table::Passage, id(Table::Passage, a)?)],
        8 => vec![Op::add(PassageTag {
            id: Id::new(),
            passage: id(Table::Passage, a)?,
            tag: id(Table::Tag, b)?,
            rule: None,
        })],
        9 => vec![Op::delete(Table::PassageTag, id(Table::PassageTag, a)?)],
        10 | 11 => {
            let name = Name::new(NameKind::Person, Words::new(format!("Name {b}")));
            let claim = Claim { speaker: Some(name.id), ..Claim::of(Words::new(format!("claim {a}"))) };
            let evidence = id(Table::Passage, c).map(|passage| {
                Op::add(Evidence {
                    id: Id::new(),
                    claim: claim.id,
                    passage: Some(passage),
                    role: EvidenceRole::States,
                    basis: None,
                })
            });
            let tags = id(Table::Tag, b).map(|tag| Op::add(ClaimTag { id: Id::new(), claim: claim.id, tag }));
            [Op::add(name), Op::add(claim)].into_iter().chain(evidence).chain(tags).collect()
        }
        12 => vec![Op::set(Table::Claim, id(Table::Claim, a)?, "stance", pick(Stance::ALL, b))],
        13 => vec![Op::delete(Table::Claim, id(Table::Claim, a)?)],
        14 => vec![Op::add(ClaimLink {
            id: Id::new(),
            from_claim: id(Table::Claim, a)?,
            to_claim: id(Table::Claim, b)?,
            kind: pick(LinkKind::ALL, c)?,
            note: None,
            status: LinkStatus::Accepted,
            rule: None,
        })],
        15 => vec![Op::delete(Table::ClaimLink, id(Table::ClaimLink, a)?)],
        16 => {
            let brief = id(Table::Brief, 0);
            let new = Brief { id: Id::new(), title: Words::new("Brief") };
            let mut block = Block::new(brief.unwrap_or(new.id), BlockKind::Quotation, a as i64);
            block.passage = Some(id(Table::Passage, b)?);
            let first = brief.is_none().then(|| Op::add(new));
            first.into_iter().chain([Op::add(block)]).collect()
        }
        17 => vec![Op::set(Table::Block, id(Table::Block, a)?, "words", format!("words {b}"))],
        18 => vec![Op::delete(Table::Block, id(Table::Block, a)?)],
        19 => vec![Op::set(Table::Name, id(Table::Name, a)?, "merged_into", id(Table::Name, b))],
        20 => {
            let (passage, name) = (id(Table::Passage, a)?, id(Table::Name, b)?);
            vec![Op::add(Mention { id: Id::new(), passage, name })]
        }
        21 => {
            let mut block = Block::new(id(Table::Brief, 0)?, BlockKind::Text, a as i64);
            block.words = Some(Words::new("We hold it.[1]"));
            let (passage, claim, document, judgement, note) = (id(Table::Passage, b), None, None, None, None);
            let cite = Cite { id: Id::new(), block: block.id, label: 1, passage, claim, document, judgement, note };
            vec![Op::add(block), Op::add(cite)]
        }
        22 => vec![Op::set(Table::Block, id(Table::Block, a)?, "struck", format!("0-{}", b % 9 + 1))],
        23 => {
            let (name, owner) = (id(Table::Name, a)?, id(Table::Name, b)?);
            vec![Op::add(Ownership { id: Id::new(), name, owner, since: None, until: None, note: None })]
        }
        24 => {
            let (one, other) = (id(Table::Name, a)?, id(Table::Name, b)?);
            vec![Op::add(DifferentNames { id: Id::new(), one, other, note: None })]
        }
        25 => {
            let words = Words::new(format!("hypothesis {a}"));
            vec![Op::add(Hypothesis { id: Id::new(), words, memo: None, ordinal: b as i64 })]
        }
        26 => {
            let (claim, credibility, relevance) = (id(Table::Claim, a)?, None, pick(Weight::ALL, b)?);
            vec![Op::add(AchItem { id: Id::new(), claim, credibility, relevance, memo: None, ordinal: c as i64 })]
        }
        27 => {
            let (hypothesis, item) = (id(Table::Hypothesis, a)?, id(Table::AchItem, b)?);
            vec![Op::add(AchCell { id: Id::new(), hypothesis, item, rating: pick(Rating::ALL, c)?, note: None })]
        }
        28 => {
            let (hypothesis, claim) = (id(Table::Hypothesis, a)?, id(Table::Claim, b));
            let (words, status) = (Words::new("seen"), pick(IndicatorStatus::ALL, c)?);
            let (at, review_at, memo) = (None, None, None);
            vec![Op::add(Indicator { id: Id::new(), words, hypothesis, status, at, claim, review_at, memo })]
        }
        29 => vec![Op::delete(Table::Hypothesis, id(Table::Hypothesis, a)?)],
        30 => {
            let (words, at_ms, outcome) = (Words::new("looked for"), b as i64, pick(Outcome::ALL, c)?);
            let looked = Looked { id: Id::new(), words, query: None, at_ms, outcome, memo: None };
            let row = LookedIn { id: Id::new(), looked: looked.id, document: id(Table::Document, a)? };
            vec![Op::add(looked), Op::add(row)]
        }
        _ => {
            let document = id(Table::Document, a)?;
            match b % 3 {
                0 => vec![Op::set(Table::Document, document, "triage", pick(Triage::ALL, c))],
                1 => vec![Op::set(Table::Document, document, "title", format!("Title {c}"))],
                _ => vec![Op::set(Table::Document, document, "outlet", id(Table::Name, c))],
            }
        }
    })
}

/// What is undone down to; never undone itself.
const BASE: &str = "The beginning";

fn next_undo(store: &Store) -> String {
    store.next_steps().0.map(Words::into_raw).unwrap_or_default()
}

/// What a person does next: work, an edit that joins the group before it, undo, redo, or closing and opening again.
fn steps() -> impl Strategy<Value = Vec<(u8, Step)>> {
    prop::collection::vec((0_u8..10, (0..KINDS, 0..1_000_usize, 0..6_000_usize, 0..1_000_usize)), 1..45)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_done_can_all_be_undone_and_all_be_redone(steps in steps()) {
        let place = Place::with_seeds();
        let path = place.project();
        let mut store = Store::open(&path, Some(&Words::new("Ana"))).unwrap();
        store.commit(&Edit::new(BASE, vec![Op::add(tag("base".to_owned(), None, 0))])).unwrap();
        let start = rows(&store);
        let mut group = Id::new();
        for (what, step) in steps {
            match what {
                // As often as not there is something above the beginning.
                6 | 7 if next_undo(&store) != BASE => {
                    let before = rows(&store);
                    store.undo().unwrap();
                    let undone = rows(&store);
                    store.redo().unwrap();
                    prop_assert_eq!(rows(&store), before);
                    store.undo().unwrap();
                    prop_assert_eq!(rows(&store), undone);
                }
                8 if store.next_steps().1.is_some() => {
                    store.redo().unwrap();
                }
                9 => {
                    let (before, steps) = (rows(&store), store.next_steps());
                    store.close().unwrap();
                    store = Store::open(&path, None).unwrap();
                    prop_assert_eq!(rows(&store), before);
                    prop_assert_eq!(store.next_steps(), steps);
                }
                _ => {
                    if what != 1 {
                        group = Id::new();
                    }
                    let before = rows(&store);
                    let Some(ops) = work(&store, step) else { continue };
                    match store.commit(&Edit { label: Words::new("Work"), group: Some(group), ops }) {
                        Ok(_) => {}
                        Err(error) if error.is_refusal() => prop_assert_eq!(rows(&store), before, "{}", error),
                        Err(error) => return Err(TestCaseError::fail(error.to_string())),
                    }
                }
            }
        }
        let end = rows(&store);
        let mut undone = 0;
        while next_undo(&store) != BASE {
            store.undo().unwrap();
            undone += 1;
        }
        prop_assert_eq!(rows(&store), start);
        store.close().unwrap();
        let mut store = Store::open(&path, None).unwrap();
        for _ in 0..undone {
            store.redo().unwrap();
        }
        prop_assert_eq!(rows(&store), end);
        sound(&store);
    }
}

fn prepared(name: &str, text: &str) -> NewDocument {
    let found = FoundAt { file_name: Words::new(name), path: Words::new(name), modified_ms: None };
    let decoding = Decoding {
        encoding: Words::new("UTF-8"),
        decided_by: DecidedBy::Valid,
        had_bom: false,
        newlines: Newlines::None,
        replaced: 0,
    };
    NewDocument::prepare(found, text.as_bytes().to_vec(), true, text, decoding).unwrap()
}

/// An import in the middle of its work: its batch is there, documents come one by one.
fn begin_import(store: &mut Store) -> (Id, Id) {
    let batch = ImportBatch { id: Id::new(), label: Words::new("folder"), started_ms: 0, removed_at: None };
    let (id, group) = (batch.id, Id::new());
    store.commit(&Edit { label: Words::new("Import folder"), group: Some(group), ops: vec![Op::add(batch)] }).unwrap();
    (id, group)
}

fn import(store: &mut Store, (batch, group): (Id, Id), name: &str) {
    let (outcomes, _) = store.import(batch, group, &[prepared(name, &format!("The words of {name}."))]).unwrap();
    assert!(matches!(outcomes[..], [ImportOutcome::Added(_)]), "{outcomes:?}");
}

fn reopened(store: Store) -> Store {
    let path = store.path().to_owned();
    store.close().unwrap();
    Store::open(&path, None).unwrap()
}

fn add_tag(store: &mut Store, name: &str) {
    store.commit(&Edit::new(format!("Add {name}"), vec![Op::add(tag(name.to_owned(), None, 0))])).unwrap();
}

#[test]
fn work_done_while_an_import_runs_is_undone_by_itself() {
    for again in [false, true] {
        let place = Place::new();
        let mut store = Store::create(&place.project(), None).unwrap();
        let running = begin_import(&mut store);
        import(&mut store, running, "a");
        add_tag(&mut store, "one");
        import(&mut store, running, "b");
        add_tag(&mut store, "two");
        import(&mut store, running, "c");
        if again {
            store = reopened(store);
        }
        let count = |store: &Store| (all::<Document>(store).len(), all::<Tag>(store).len());
        let mut seen = vec![count(&store)];
        while store.next_steps().0.is_some() {
            store.undo().unwrap();
            seen.push(count(&store));
        }
        assert_eq!(seen, [(3, 2), (3, 1), (3, 0), (0, 0)]);
        while store.next_steps().1.is_some() {
            store.redo().unwrap();
        }
        assert_eq!(count(&store), (3, 2));
        sound(&store);
    }
}

#[test]
fn an_import_that_is_undone_while_it_runs_comes_back_whole_with_redo() {
    for again in [false, true] {
        let place = Place::new();
        let mut store = Store::create(&place.project(), None).unwrap();
        let running = begin_import(&mut store);
        import(&mut store, running, "a");
        store.undo().unwrap();
        import(&mut store, running, "b");
        assert_eq!(all::<Document>(&store).len(), 0, "what comes late is hidden with the rest");
        if again {
            store = reopened(store);
        }
        store.redo().unwrap();
        assert_eq!(all::<Document>(&store).len(), 2);
        store.undo().unwrap();
        assert_eq!(all::<Document>(&store).len(), 0);
        assert_eq!(store.next_steps().0, None);
        sound(&store);
    }
}

#[test]
fn an_edit_that_comes_late_to_an_undone_group_is_a_step_of_its_own() {
    let place = Place::new();
    let mut store = Store::create(&place.project(), None).unwrap();
    let group = Some(Id::new());
    let add = |name: &str| Edit { label: Words::new(name), group, ops: vec![Op::add(tag(name.to_owned(), None, 0))] };
    store.commit(&add("one")).unwrap();
    store.commit(&add("two")).unwrap();
    store.undo().unwrap();
    assert_eq!(all::<Tag>(&store).len(), 0, "a group is one step");
    store.commit(&add("three")).unwrap();
    let mut store = reopened(store);
    store.undo().unwrap();
    assert_eq!(all::<Tag>(&store).len(), 0);
    assert!(matches!(store.undo(), Err(StoreError::Nothing("undo"))), "what was undone is not undone again");
    store.redo().unwrap();
    assert_eq!(all::<Tag>(&store).len(), 1);
    sound(&store);
}

/// A project with something in every table.
fn furnished() -> Place {
    let place = Place::with_seeds();
    let lines = format!(
        r##"{{"op":"add_tag","name":"stance","digit":2,"definition":"d","ref":"t"}}
{{"op":"add_tag","name":"denial","parent":"stance"}}
{{"op":"add_passage","document":"{SEED_B}","quote":"not directed against any third party","tags":["denial"],"memo":"m","ref":"p"}}
{{"op":"add_passage","document":"{SEED_B}","start_byte":0,"end_byte":9,"ref":"q"}}
{{"op":"add_translation","passage":"p","words":"w","language":"ru","made_by":"Ana","made_on":"2023"}}
{{"op":"add_claim","words":"one","speaker":"S","evidence":[{{"passage":"p"}}],"tags":["stance"],"via":[{{"actor":"V","note":"n"}}],"ref":"c"}}
{{"op":"add_claim","words":"two","ref":"d"}}
{{"op":"link_claims","from":"c","to":"d","kind":"supports"}}
{{"op":"link_passages","from":"p","to":"q","kind":"same_as"}}
{{"op":"add_spelling","name":"S","words":"С"}}
{{"op":"add_role","name":"S","words":"minister"}}
{{"op":"grade_source","source":"S","reliability":"C"}}
{{"op":"add_judgement","words":"j","rests_on":["c"],"ref":"j"}}
{{"op":"add_block","kind":"judgement","judgement":"j"}}
{{"op":"add_wanted","words":"w","claim":"c"}}
{{"op":"add_mention","passage":"p","name":"S"}}
{{"op":"add_name","words":"other","ref":"s"}}
{{"op":"set_name","ref":"s","merged_into":"S"}}
{{"op":"add_block","kind":"quotation","passage":"p","struck":"4-13"}}
{{"op":"add_block","kind":"text","words":"w[1]","ref":"b"}}
{{"op":"add_cite","block":"b","label":1,"claim":"c","note":"n"}}
{{"op":"add_saved_search","query":"third OR party","tag":"stance"}}
{{"op":"add_document_set","name":"s","documents":["{SEED_B}"]}}
{{"op":"add_saved_filter","name":"f","words":"w","triage":"kept","tag":"stance","folder":"seeds"}}
{{"op":"add_ownership","name":"S","owner":"O","since":"2005"}}
{{"op":"add_different_names","one":"S","other":"V"}}
{{"op":"add_declined","kind":"claim","key":"k"}}
{{"op":"add_hypothesis","words":"h","ref":"h"}}
{{"op":"add_ach_item","claim":"d","ref":"i"}}
{{"op":"add_ach_cell","hypothesis":"h","item":"i","rating":"II"}}
{{"op":"add_assumption","words":"a","hypothesis":"h","judgement":"j"}}
{{"op":"add_indicator","words":"s","hypothesis":"h","claim":"c"}}
{{"op":"add_looked","words":"l","outcome":"nothing","documents":["{SEED_B}"],"ref":"l"}}
{{"op":"add_judgement_looked","judgement":"j","looked":"l"}}
{{"op":"set_document","document":"{SEED_B}","title":"T"}}"##
    );
    place.apply(&lines).well();
    place.apply(r#"{"op":"add_tag","name":"gone","ref":"g"}"#).well();
    place.run(["undo", "p.assay"]).well();
    place.apply(&format!(r#"{{"op":"set_document","document":"{SEED_B}","triage":"kept"}}"#)).well();
    place.check();
    place
}

/// Alters a copy of the project by SQL. True when the check finds it.
fn found(whole: &Path, sql: &str) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("p.assay");
    std::fs::copy(whole, &copy).unwrap();
    let conn = Connection::open(&copy).unwrap();
    let other = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;";
    conn.execute_batch(other).unwrap();
    conn.execute_batch(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    assert!(conn.total_changes() > 0, "it alters nothing: {sql}");
    drop(conn);
    let report = Reader::open(&copy).unwrap().check().unwrap_or_else(|e| panic!("{sql}: the check breaks off: {e}"));
    !report.findings.is_empty()
}

#[test]
fn every_cell_of_every_kind_of_row_is_guarded() {
    let place = furnished();
    let conn = Connection::open(place.project()).unwrap();
    let strings = |sql: &str| -> Vec<String> {
        conn.prepare(sql).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    let tables = strings("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
    let (mut missed, mut cells) = (Vec::new(), 0);
    for table in &tables {
        // Structures, the search index and sketches are made of the originals and the texts, and can be made again. Where
        // files lie on this computer has no history.
        let made = ["search", "near", "import_r"].iter().any(|kind| table.starts_with(kind))
            || table == "structure"
            || table == "term";
        if made || matches!(table.as_str(), "setting" | "view_state" | "draft" | "export") {
            continue;
        }
        assert_ne!(strings(&format!("SELECT CAST(count(*) AS TEXT) FROM \"{table}\"")), ["0"], "{table} is empty");
        for column in strings(&format!("SELECT name FROM pragma_table_info('{table}')")) {
            let kind = &strings(&format!("SELECT type FROM pragma_table_info('{table}') WHERE name = '{column}'"))[0];
            let empty = match kind.as_str() {
                "BLOB" => "randomblob(16)",
                "INTEGER" => "1",
                _ => "'x'",
            };
            // The last row; in the history, the first too, because the head is the easiest to guard.
            for order in ["DESC", "ASC"] {
                let sql = format!(
                    "UPDATE \"{table}\" SET \"{column}\" = CASE typeof(\"{column}\") WHEN 'null' THEN {empty}
                     WHEN 'blob' THEN randomblob(max(1, length(\"{column}\"))) WHEN 'integer' THEN \"{column}\" + 1000
                     ELSE \"{column}\" || 'x' END WHERE rowid = (SELECT rowid FROM \"{table}\" ORDER BY rowid {order} LIMIT 1)"
                );
                cells += 1;
                if !found(&place.project(), &sql) {
                    missed.push(format!("{table}.{column} ({order})"));
                }
            }
        }
    }
    assert!(cells > 300, "{cells} cells");
    assert_eq!(missed, Vec::<String>::new(), "of {cells} cells");
}

#[test]
fn rows_taken_out_put_in_or_moved_and_clever_alterations_are_found() {
    let place = furnished();
    let last = "(SELECT max(seq) FROM edit)";
    let latest = "rowid = (SELECT max(rowid) FROM change WHERE tbl = 'document')";
    let mut missed = Vec::new();
    for sql in [
        "DELETE FROM claim_link".to_owned(),
        "DELETE FROM passage_tag".to_owned(),
        "DELETE FROM evidence".to_owned(),
        "INSERT INTO wanted SELECT randomblob(16), words, document, claim, status FROM wanted".to_owned(),
        "UPDATE tag SET id = randomblob(16) WHERE digit = 2".to_owned(),
        // The history cut, shortened, renumbered, mixed.
        format!("DELETE FROM edit WHERE seq = {last}"),
        format!("DELETE FROM change WHERE edit = {last}; DELETE FROM edit WHERE seq = {last}"),
        "DELETE FROM edit WHERE seq = 2; DELETE FROM change WHERE edit = 2".to_owned(),
        "DELETE FROM edit; DELETE FROM change".to_owned(),
        "UPDATE edit SET seq = -seq; UPDATE edit SET seq = 1 - seq".to_owned(),
        "DELETE FROM change WHERE edit = 2 AND n = 1".to_owned(),
        "UPDATE change SET n = -1 WHERE edit = 2 AND n = 0; UPDATE change SET n = 0 WHERE edit = 2 AND n = 1; UPDATE change SET n = 1 WHERE n = -1".to_owned(),
        "UPDATE change SET edit = 3, n = n + 50 WHERE edit = 2".to_owned(),
        "INSERT INTO change SELECT edit, n + 1000, tbl, id, before, after, salt, before_hash, after_hash FROM change WHERE edit = 1".to_owned(),
        // A change of an edit that never was would count as the row's latest.
        "INSERT INTO change SELECT 999, n, tbl, id, before, after, salt, before_hash, after_hash FROM change WHERE edit = 1".to_owned(),
        // Content of the history exchanged under the cloak of a purge.
        format!("UPDATE change SET salt = NULL, after = replace(after, 'kept', 'dropped') WHERE {latest}"),
        format!("UPDATE change SET salt = NULL, after = NULL, before = NULL WHERE {latest}; UPDATE document SET triage = 'dropped'"),
        format!("UPDATE change SET salt = NULL WHERE {latest}"),
        // The texts and the originals.
        "DELETE FROM text_chunk".to_owned(),
        "DELETE FROM original_chunk".to_owned(),
        "UPDATE text_chunk SET body = (SELECT body FROM text_chunk AS o WHERE o.rowid <> text_chunk.rowid)".to_owned(),
        "UPDATE original_chunk SET body = CAST(body || x'00' AS BLOB)".to_owned(),
        "INSERT INTO original_chunk SELECT sha256, n + 1, body FROM original_chunk".to_owned(),
        "INSERT INTO text_chunk SELECT revision, n + 1, start_byte, start_char, first_paragraph, bytes, paragraph_starts, body FROM text_chunk".to_owned(),
    ] {
        if !found(&place.project(), &sql) {
            missed.push(sql);
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn originals_of_an_undone_import_are_still_checked() {
    let place = Place::with_seeds();
    place.run(["undo", "p.assay"]).well();
    place.check();
    assert!(found(&place.project(), "UPDATE original_chunk SET body = zeroblob(length(body))"));
}

#[test]
fn the_hash_is_the_one_of_the_standard() {
    // The examples that NIST publishes with FIPS 180-4, and nothing at all.
    for (bytes, hash) in [
        ("".to_owned(), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc".to_owned(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".to_owned(),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
        ),
        ("a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ] {
        assert_eq!(Sha256::of(bytes.as_bytes()).to_string(), hash, "{} bytes", bytes.len());
    }
}

/// What the system's own program says is the hash of a file.
#[cfg(target_os = "linux")]
fn sha256sum(path: &Path) -> String {
    let said = std::process::Command::new("sha256sum").arg(path).output().unwrap();
    assert!(said.status.success(), "{said:?}");
    String::from_utf8(said.stdout).unwrap().split_whitespace().next().unwrap().to_owned()
}

#[cfg(target_os = "linux")]
#[test]
fn files_and_attachments_have_the_hash_another_program_finds_in_the_lists_and_in_what_is_exported() {
    let place = Place::new();
    let fixture = |name: &str| {
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import").join(name)).unwrap()
    };
    let notice = place.put("notice.txt", "The lease of Aldan harbour is signed.\n");
    place.put("in/paper.pdf", fixture("columns_ru.pdf"));
    place.put("in/letter.docx", fixture("rich_libreoffice.docx"));
    place.put(
        "in/mail.eml",
        "From: ana@example.org\r\nSubject: The lease\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nSee the notice.\r\n\
         --x\r\nContent-Type: text/plain; name=notice.txt\r\nContent-Transfer-Encoding: base64\r\n\
         Content-Disposition: attachment; filename=notice.txt\r\n\r\n\
         VGhlIGxlYXNlIG9mIEFsZGFuIGhhcmJvdXIgaXMgc2lnbmVkLgo=\r\n--x--\r\n",
    );
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    let documents = place.list("documents");
    assert_eq!(documents.len(), 4);
    let mut hashes = Vec::new();
    for (name, path) in [
        ("paper.pdf", place.path("in/paper.pdf")),
        ("letter.docx", place.path("in/letter.docx")),
        ("mail.eml", place.path("in/mail.eml")),
        ("notice.txt", notice),
    ] {
        let document = one(&documents, "file_name", name);
        let hash = sha256sum(&path);
        assert_eq!(text_of(document, "sha256"), hash, "{name}");
        // The first words are cited, so that what is exported says where they stand.
        let id = text_of(document, "id").to_owned();
        let text = place.run(["text", "p.assay", &id]).well().text().to_owned();
        let end = text.floor_char_boundary(12);
        place
            .apply(&format!(
                "{{\"op\":\"add_passage\",\"document\":\"{id}\",\"start_byte\":0,\"end_byte\":{end},\"ref\":\"p\"}}
                 {{\"op\":\"add_block\",\"kind\":\"quotation\",\"passage\":\"p\"}}"
            ))
            .well();
        hashes.push((name, hash));
    }
    place.run(["export", "p.assay", "md", "-o", "out.md"]).well();
    let out = std::fs::read_to_string(place.path("out.md")).unwrap();
    for (name, hash) in hashes {
        assert!(out.contains(&hash), "{name} {hash}: {out}");
    }
}
