//! The quotation check of a document of 10,000 words against 50,000 documents: how long all of its quotations take, and each.

use crate::machine;
use assay::analysis::quotation::Class;
use assay::domain::document::{DecidedBy, ImportBatch, Newlines};
use assay::domain::{Edit, Id, Op, Words};
use assay::jobs::quoting::check;
use assay::store::{Decoding, FoundAt, HasText, NewDocument, Reader, Store};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

/// How many documents, and how many of them a unit of the import has.
const DOCUMENTS: usize = 50_000;
const UNIT: usize = 1_000;
/// Sentences of a document.
const SENTENCES: usize = 24;
/// Words of the document that quotes, at least, and how many of its sentences one of them quotes.
const LONG: usize = 10_000;
const QUOTES: usize = 8;
/// How often all of it is checked.
const ROUNDS: usize = 7;

/// Words every text has many of: rows of them stand in thousands of documents.
const SMALL: [&str; 24] = [
    "the", "of", "and", "to", "in", "that", "was", "for", "on", "with", "as", "at", "by", "it", "from", "we", "had",
    "not", "this", "but", "were", "have", "which", "one",
];
const NAMES: [&str; 8] =
    ["Ida Holm", "Piet Vos", "Rui Neves", "Olga Brandt", "Per Lind", "Ana Prado", "Mia Dahl", "Tom Breck"];

/// A number that is always the same for the same.
fn number(of: usize) -> usize {
    let mut x = of as u64 ^ 0x9E37_79B9_7F4A_7C15;
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (x ^ (x >> 31)) as usize
}

/// The words of the `at`th sentence of the `n`th document: two in three are small, the others of 40,000, common ones more often.
fn sentence(n: usize, at: usize) -> Vec<String> {
    let seed = n * 1_000 + at * 40;
    let long = 9 + number(seed) % 12;
    (0..long)
        .map(|word| {
            let x = number(seed + 1 + word);
            if x % 3 < 2 {
                SMALL[x / 3 % SMALL.len()].to_owned()
            } else {
                let rank = (x / 3 % 200) * (x / 601 % 200);
                format!("word{rank}")
            }
        })
        .collect()
}

fn prepared(name: &str, text: &str) -> NewDocument {
    let name = Words::new(name);
    let found = FoundAt { file_name: name.clone(), path: name, modified_ms: None };
    let (encoding, decided_by, newlines) = (Words::new("UTF-8"), DecidedBy::Valid, Newlines::Lf);
    let decoding = Decoding { encoding, decided_by, had_bom: false, newlines, replaced: 0 };
    NewDocument::prepare(found, text.as_bytes().to_vec(), false, text, decoding).unwrap()
}

/// The `n`th document: its sentences one after the other, every third said by somebody.
fn document(n: usize) -> NewDocument {
    let mut text = format!("Report {n}\n\n");
    for at in 0..SENTENCES {
        let words = sentence(n, at).join(" ");
        if at % 3 == 1 {
            write!(text, "“{words},” said {}. ", NAMES[(n + at) % NAMES.len()]).unwrap();
        } else {
            write!(text, "The {words}. ").unwrap();
        }
        if at % 6 == 5 {
            text.push('\n');
        }
    }
    prepared(&format!("{n:05}.txt"), &text)
}

/// The document that quotes: one sentence in some is a quotation, as it is held, with a word changed, shortened, or made up.
fn quoting() -> String {
    let mut text = String::from("What was said\n\n");
    let (mut words, mut n) = (0, 0);
    while words < LONG {
        n += 1;
        if n % QUOTES != 0 {
            let own = sentence(DOCUMENTS + n, 0);
            words += own.len();
            write!(text, "The {}. ", own.join(" ")).unwrap();
            continue;
        }
        let from = number(n) % DOCUMENTS;
        let at = 1 + number(n + 1) % (SENTENCES - 1);
        let mut said = if n % (QUOTES * 5) == 0 { sentence(DOCUMENTS * 2 + n, 1) } else { sentence(from, at) };
        words += said.len() + 3;
        let middle = said.len() / 2;
        match n / QUOTES % 4 {
            1 => said[middle] = "otherwise".to_owned(),
            2 => said[middle] = "…".to_owned(),
            _ => {}
        }
        writeln!(text, "“{},” said {}.", said.join(" "), NAMES[(from + at) % NAMES.len()]).unwrap();
    }
    text
}

/// Prints how long it takes.
pub fn measure(folder: &Path) {
    let path = folder.join("quoting.assay");
    let mut store = Store::create(&path, None).unwrap();
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import"), started_ms: 1, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    store.commit(&Edit { label: Words::new("Import"), group: Some(group), ops: vec![Op::add(batch)] }).unwrap();
    for unit in 0..DOCUMENTS / UNIT {
        let documents: Vec<NewDocument> = (unit * UNIT..(unit + 1) * UNIT).map(document).collect();
        store.import(batch_id, group, &documents).unwrap();
    }
    let text = quoting();
    let own = prepared("quoting.txt", &text);
    store.import(batch_id, group, &[own]).unwrap();
    store.index_all().unwrap();
    store.close().unwrap();
    let reader = Reader::open(&path).unwrap();
    let texts = reader.texts().unwrap();
    let own: &HasText = texts.iter().max_by_key(|text| text.bytes).unwrap();
    let mut rounds = Vec::new();
    let mut each = Vec::new();
    let mut classes: BTreeMap<&str, usize> = BTreeMap::new();
    for round in 0..=ROUNDS {
        let from = Instant::now();
        let mut before = from;
        check(&reader, own, &mut |checked| {
            if round == 0 {
                *classes.entry(Class::as_str(checked.class)).or_default() += 1;
            } else {
                each.push(before.elapsed().as_secs_f64() * 1e3);
            }
            before = Instant::now();
            true
        })
        .unwrap();
        rounds.push(from.elapsed().as_secs_f64() * 1e3);
    }
    let first = rounds.remove(0);
    println!(
        "quotation check of {} words with {} quotations against {} documents of {} sentences: {classes:?}",
        text.split_whitespace().count(),
        classes.values().sum::<usize>(),
        texts.len() - 1,
        SENTENCES
    );
    println!(
        "all of it: first {first:.0} ms, then p50 {:.0} ms, max {:.0} ms; a quotation p50 {:.1} ms, p95 {:.1} ms, max {:.1} ms\n",
        machine::percentile(&rounds, 0.5),
        machine::percentile(&rounds, 1.0),
        machine::percentile(&each, 0.5),
        machine::percentile(&each, 0.95),
        machine::percentile(&each, 1.0)
    );
}
