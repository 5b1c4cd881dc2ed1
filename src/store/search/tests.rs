//! What the planner finds is what a plain scan finds, and the index follows what happens to the texts.

use crate::domain::document::{DecidedBy, ImportBatch, Newlines};
use crate::domain::query::{Form, Query, Sought};
use crate::domain::tokens::{Script, Token, stem, tokens};
use crate::domain::{By, Edit, Id, Op, ProjectRead as _, Record, Table, Words};
use crate::store::search::{Extent, Pace};
use crate::store::{Decoding, FoundAt, NewDocument, Store, StoreError};
use proptest::prelude::*;
use std::cell::Cell;
use std::collections::BTreeSet;

/// A piece that ends with what is in hand.
const A_LITTLE: Pace<'_> = Pace { enough: &|| true, ..Pace::NOTHING };

/// A project of these texts, named by their number.
fn project(folder: &tempfile::TempDir, texts: &[String]) -> Store {
    let mut store = Store::create(&folder.path().join("p.assay"), None).unwrap();
    let (batch, group) = (Id::new(), Id::new());
    let label = Words::new("Import");
    let of = ImportBatch { id: batch, label: label.clone(), started_ms: 0, removed_at: None };
    store.commit(&Edit { label, group: Some(group), ops: vec![Op::add(of)] }).unwrap();
    let new = |(n, text): (usize, &String)| {
        let name = Words::new(n.to_string());
        let found = FoundAt { file_name: name.clone(), path: name, modified_ms: None };
        let decoding = Decoding {
            encoding: Words::new("UTF-8"),
            decided_by: DecidedBy::Valid,
            had_bom: false,
            newlines: Newlines::Lf,
            replaced: 0,
        };
        NewDocument::prepare(found, format!("{n} {text}").into_bytes(), false, text, decoding).unwrap()
    };
    let documents: Vec<NewDocument> = texts.iter().enumerate().map(new).collect();
    store.import(batch, group, &documents).unwrap();
    store
}

/// The numbers of the texts that a question finds.
fn found(store: &Store, query: &Query) -> BTreeSet<usize> {
    let reader = store.reader().unwrap();
    let hits = reader.search(query, &Extent { documents: usize::MAX, lines: usize::MAX, context: 10 }).unwrap();
    assert_eq!((hits.documents, hits.waiting), (hits.hits.len(), 0));
    for hit in &hits.hits {
        for line in &hit.lines {
            let text = reader.text(hit.revision, line.bytes.range()).unwrap();
            assert_eq!(text, line.quote.raw(), "the bytes of a line are those of its words");
        }
    }
    hits.hits.iter().map(|hit| hit.heading.raw().parse().unwrap()).collect()
}

/// Where something stands, by trying every word.
fn scan(sought: &Sought, tokens: &[Token]) -> Vec<(usize, usize)> {
    let length = sought.words.len();
    let stands = |at: &usize| {
        sought.words.iter().enumerate().all(|(nth, word)| {
            let token = &tokens[at + nth];
            let joined = !sought.is_run() || nth == 0 || token.joined;
            let same_script = word.script == token.script;
            let is_form = || {
                let other = stem(&token.word, token.script, None);
                let has_stem = !word.word.contains(char::is_numeric) && word.script != Script::Arabic;
                same_script && (other == stem(&word.word, word.script, None) || (has_stem && other == word.word))
            };
            joined
                && match word.form {
                    Form::Exact => token.word == word.word,
                    Form::Stemmed => is_form(),
                    Form::Prefix => token.word.starts_with(&word.word),
                    Form::Pattern => same_script && glob(&word.word, &token.word),
                    Form::Fuzzy(most) => {
                        is_form() || same_script && distance(&word.word, &token.word) <= usize::from(most)
                    }
                }
        })
    };
    let last = (tokens.len() + 1).saturating_sub(length);
    (0..last).filter(stands).map(|at| (at, at + length)).collect()
}

fn glob(pattern: &str, word: &str) -> bool {
    match pattern.chars().next() {
        None => word.is_empty(),
        Some('*') => {
            (0..=word.len()).filter(|at| word.is_char_boundary(*at)).any(|at| glob(&pattern[1..], &word[at..]))
        }
        Some(c) => word
            .chars()
            .next()
            .is_some_and(|w| (c == '?' || c == w) && glob(&pattern[c.len_utf8()..], &word[w.len_utf8()..])),
    }
}

fn distance(a: &str, b: &str) -> usize {
    match (a.chars().next(), b.chars().next()) {
        (None, _) => b.chars().count(),
        (_, None) => a.chars().count(),
        (Some(x), Some(y)) => {
            let (rest_a, rest_b) = (&a[x.len_utf8()..], &b[y.len_utf8()..]);
            if x == y {
                return distance(rest_a, rest_b);
            }
            1 + distance(rest_a, rest_b).min(distance(rest_a, b)).min(distance(a, rest_b))
        }
    }
}

fn holds(query: &Query, tokens: &[Token]) -> bool {
    match query {
        Query::And(parts) => parts.iter().all(|part| holds(part, tokens)),
        Query::Or(parts) => parts.iter().any(|part| holds(part, tokens)),
        Query::Not(part) => !holds(part, tokens),
        Query::Words(sought) => !scan(sought, tokens).is_empty(),
        Query::Near { parts, within } => {
            let mut ways: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
            for part in parts {
                let here = scan(part, tokens);
                ways = ways.iter().flat_map(|way| here.iter().map(|at| [way.clone(), vec![*at]].concat())).collect();
            }
            let close = |way: &Vec<(usize, usize)>| {
                let last = way.iter().map(|(start, _)| *start).max().unwrap();
                way.iter().all(|(_, end)| end + (*within as usize) >= last)
            };
            ways.iter().any(close)
        }
        Query::Field(_) | Query::Expression(_) => unreachable!("no fields here"),
    }
}

const WORDS: [&str; 18] = [
    "war",
    "wars",
    "Treaty",
    "treaties",
    "treatise",
    "signed",
    "Straße",
    "it’s",
    "договор",
    "договора",
    "ЁЛКА",
    "война",
    "كتاب",
    "می\u{200C}رود",
    "公开",
    "开信",
    "公",
    "b52",
];
const ASKED: [&str; 26] = [
    "war",
    "wars",
    "=war",
    "treaty",
    "treat*",
    "tr*y",
    "?ar",
    "war~1",
    "treaty~2",
    "strasse",
    "it’s",
    "договор",
    "=договор",
    "елка",
    "во?на",
    "договар~",
    "کتاب",
    "میرود",
    "公",
    "公开",
    "开信公",
    "\"war treaty\"",
    "\"signed договор\"",
    "公开 ",
    "\"b52 公\"",
    "nothing",
];

fn texts() -> impl Strategy<Value = Vec<String>> {
    let words = prop::collection::vec((0..WORDS.len(), 0..8_usize), 0..12);
    let text = words.prop_map(|words| {
        let mut text = String::new();
        for (word, then) in words {
            text.push_str(WORDS[word]);
            match then {
                0 => text.push('\n'),
                1 => text.push_str(", "),
                2 if text.ends_with(['公', '开', '信']) => {}
                // So much that what comes after stands in another row.
                3 if text.len() < 24 => text.push_str(&format!("\n{}\n", format!("{} ", "7".repeat(80)).repeat(600))),
                _ => text.push(' '),
            }
        }
        text
    });
    prop::collection::vec(text, 1..6)
}

fn questions() -> impl Strategy<Value = String> {
    let word = || (0..ASKED.len()).prop_map(|at| ASKED[at].to_owned());
    let near = (word(), word(), 0..6).prop_map(|(a, b, n)| format!("{a} NEAR/{n} {b}"));
    let leaf = prop_oneof![3 => word(), 2 => near];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} OR {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} AND NOT {b})")),
            inner.prop_map(|a| format!("(NOT {a})")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn the_planner_finds_what_a_scan_finds(texts in texts(), asked in prop::collection::vec(questions(), 12)) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = project(&folder, &texts);
        store.index_all().unwrap();
        let taken: Vec<Vec<Token>> = texts.iter().map(|text| tokens(text)).collect();
        for question in asked {
            let query: Query = question.parse().unwrap();
            let scanned: BTreeSet<usize> =
                taken.iter().enumerate().filter(|(_, tokens)| holds(&query, tokens)).map(|(n, _)| n).collect();
            prop_assert_eq!(found(&store, &query), scanned, "{} in {:?}", question, texts);
        }
    }
}

/// Every row of every table of the index but the identities, to compare two indexes.
fn contents(store: &Store) -> Vec<String> {
    let mut out = Vec::new();
    for sql in [
        "SELECT script || ' ' || term || ' ' || df || coalesce(name_key, '') FROM term ORDER BY 1",
        "SELECT hex(t.revision) || ' ' || r.start_byte || ' ' || r.end_byte || t.language FROM search_row r
         JOIN search_text t ON r.id BETWEEN t.n AND t.n + t.rows - 1 ORDER BY 1",
    ] {
        let mut statement = store.conn.prepare(sql).unwrap();
        out.extend(statement.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap));
    }
    out
}

#[test]
fn a_word_counts_once_in_each_row_however_often_it_stands_there() {
    let folder = tempfile::tempdir().unwrap();
    let texts = ["port port strike, санкции санкции", "port", "strike interconnected strike interconnected", "a a a"];
    let mut store = project(&folder, &texts.map(str::to_owned));
    store.index_all().unwrap();
    let mut statement = store.conn.prepare("SELECT term, df FROM term ORDER BY term").unwrap();
    let counted = statement.query_map([], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).unwrap();
    let counted: Vec<(String, i64)> = counted.map(Result::unwrap).collect();
    let expected = [("a", 1), ("interconnected", 1), ("port", 2), ("strike", 2), ("санкции", 1)];
    assert_eq!(counted, expected.map(|(word, rows)| (word.to_owned(), rows)));
}

fn document(store: &Store, n: usize) -> Id {
    let all = store.reader().unwrap().records(Table::Document, By::All).unwrap();
    all.iter().find(|r| matches!(r, Record::Document(d) if d.file_name.raw() == n.to_string())).unwrap().id()
}

#[test]
fn a_language_that_is_set_and_taken_back_leaves_the_index_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("Häuser running\n{}\nпоследний договор 卢卡申科", "filler words ".repeat(20_000));
    let mut store = project(&folder, &["one running treaty".to_owned(), long]);
    store.index_all().unwrap();
    let before = contents(&store);
    let of = document(&store, 1);
    let set = |language: &str| Edit {
        label: Words::new("Language"),
        group: None,
        ops: vec![Op::set(Table::Document, of, "language", Some(language))],
    };
    store.commit(&set("de")).unwrap();
    store.index_all().unwrap();
    assert_ne!(contents(&store), before);
    // A German word by its German stem, where a text is German.
    assert_eq!(found(&store, &"Haus".parse().unwrap()), BTreeSet::from([1]));
    store.undo().unwrap();
    store.index_all().unwrap();
    assert_eq!(contents(&store), before);
    assert!(found(&store, &"Haus".parse().unwrap()).is_empty());
}

#[test]
fn a_long_text_that_leaves_the_index_half_and_comes_back_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let long = format!("Häuser\n{}\nпоследний договор 卢卡申科", "filler words ".repeat(200_000));
    let mut store = project(&folder, &[long, "one running treaty".to_owned()]);
    store.index_all().unwrap();
    let before = contents(&store);
    let rows =
        |store: &Store| store.conn.query_row("SELECT count(*) FROM search_row", [], |r| r.get::<_, i64>(0)).unwrap();
    let all = rows(&store);
    let read = "UPDATE document SET revision = ?1 WHERE file_name = '0'";
    let text: Id =
        store.conn.query_row("SELECT revision FROM document WHERE file_name = '0'", [], |row| row.get(0)).unwrap();
    let wanted = "INSERT INTO search_wanted VALUES (?1)";
    // When it is no longer read, for a moment.
    store.conn.execute(wanted, [text]).unwrap();
    store.conn.execute(read, [rusqlite::types::Null]).unwrap();
    while rows(&store) == all {
        store.index_piece(A_LITTLE).unwrap();
    }
    assert!(rows(&store) > 1, "a piece takes out some rows, not all");
    store.conn.execute(read, [text]).unwrap();
    store.index_all().unwrap();
    assert_eq!(contents(&store), before);
    assert_eq!(found(&store, &"договор".parse().unwrap()), BTreeSet::from([0]));
}

#[test]
fn an_emptied_index_is_made_again_as_it_was_in_pieces() {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<String> = (0..40).map(|n| format!("text {n}\n{}", "words of it ".repeat(3_000))).collect();
    let mut store = project(&folder, &texts);
    store.index_all().unwrap();
    let before = contents(&store);
    store.empty_index().unwrap();
    assert_eq!(store.reader().unwrap().waits_for_index().unwrap(), 40);
    assert!(contents(&store).is_empty());
    let mut pieces = 0;
    while !store.index_piece(A_LITTLE).unwrap() {
        pieces += 1;
    }
    assert!(pieces > 3, "{pieces}");
    assert_eq!(contents(&store), before);
}

#[test]
fn a_piece_is_given_up_for_whoever_waits_whenever_they_come_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let text = |n: u32| (0..800).map(|word| format!("w{n}x{word} ")).collect::<String>();
    let mut store = project(&folder, &(0..6).map(text).collect::<Vec<_>>());
    let nothing = contents(&store);
    let mut given_up = 0;
    for at in 0.. {
        let looks = Cell::new(0);
        let is_awaited = || {
            looks.set(looks.get() + 1);
            looks.get() > at
        };
        assert!(!store.index_piece(Pace { is_awaited: &is_awaited, ..Pace::NOTHING }).unwrap());
        if looks.get() <= at {
            break;
        }
        given_up += 1;
        assert_eq!(contents(&store), nothing, "given up at look {at}");
    }
    // Between its texts, and while it counts 4,800 words.
    assert!(given_up > 50, "{given_up}");
    assert_eq!(store.reader().unwrap().waits_for_index().unwrap(), 0, "then it came through");
    assert_eq!(found(&store, &"w3x500".parse().unwrap()), BTreeSet::from([3]));
    assert_eq!(store.reader().unwrap().check().unwrap().findings, []);
}

#[test]
fn the_index_is_merged_between_its_pieces_and_edits_stay_durable() {
    let folder = tempfile::tempdir().unwrap();
    let texts: Vec<String> = (0..30).map(|n| format!("text {n} of many words")).collect();
    let mut store = project(&folder, &texts);
    let number = |store: &Store, sql: &str| store.conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let parts = "SELECT count(DISTINCT segid) FROM search_idx";
    while store.reader().unwrap().waits_for_index().unwrap() > 0 {
        assert!(!store.index_piece(A_LITTLE).unwrap());
    }
    assert_eq!(number(&store, parts), 30, "nothing is merged within the commit of a piece");
    while !store.index_piece(A_LITTLE).unwrap() {}
    assert!(number(&store, parts) < 4, "{}", number(&store, parts));
    assert_eq!(found(&store, &"many".parse().unwrap()).len(), 30);
    // FULL, which an edit waits for.
    assert_eq!(number(&store, "PRAGMA synchronous"), 2);
}

#[test]
fn a_log_that_may_grow_is_brought_in_when_it_is_long() {
    let folder = tempfile::tempdir().unwrap();
    let store = project(&folder, &["a treaty".to_owned()]);
    store.let_log_grow().unwrap();
    let waits = |store: &Store| {
        let frames = |row: &rusqlite::Row<'_>| Ok(row.get::<_, i64>(1)? - row.get::<_, i64>(2)?);
        store.conn.query_row("PRAGMA wal_checkpoint(NOOP)", [], frames).unwrap()
    };
    let long = "x".repeat(64 * 1024);
    store.set_draft("d", Some(&long)).unwrap();
    store.shorten_log().unwrap();
    assert!(waits(&store) > 0, "a short log is left");
    for n in 0..200 {
        store.set_draft(&n.to_string(), Some(&long)).unwrap();
    }
    assert!(waits(&store) > 1_000, "no edit brings it in: {}", waits(&store));
    store.shorten_log().unwrap();
    assert_eq!(waits(&store), 0);
}

#[test]
fn a_damaged_index_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut store = project(&folder, &["a treaty".to_owned(), "the war".to_owned()]);
    store.index_all().unwrap();
    store.close().unwrap();
    let path = folder.path().join("p.assay");
    let conn = rusqlite::Connection::open(&path).unwrap();
    conn.execute("UPDATE search_data SET block = x'00' WHERE id > 10", []).unwrap();
    drop(conn);
    let store = Store::open(&path, None).unwrap();
    let asked =
        store.reader().unwrap().search(&"treaty".parse().unwrap(), &Extent { documents: 5, lines: 5, context: 5 });
    assert!(matches!(asked, Err(StoreError::IndexDamaged(_))), "{asked:?}");
    // The project is sound all the same, after a sudden end too.
    store.abandon().unwrap();
    let mut store = Store::open(&path, None).unwrap();
    let findings = store.reader().unwrap().check().unwrap().findings;
    assert!(findings.iter().all(crate::store::Finding::is_of_index) && !findings.is_empty(), "{findings:?}");
    // A text that comes in meets the damage, and the index is made anew.
    store.empty_index().unwrap();
    store.index_all().unwrap();
    assert_eq!(store.reader().unwrap().check().unwrap().findings, []);
    assert_eq!(found(&store, &"treaty".parse().unwrap()), BTreeSet::from([0]));
}
