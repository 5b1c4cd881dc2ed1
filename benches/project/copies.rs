//! Copies of one text among 100,000 documents: how long they are looked for, how soon they are known, what that takes of
//! the file.

use assay::domain::document::{DecidedBy, ImportBatch, Newlines};
use assay::domain::{Edit, Id, Op, Words};
use assay::jobs::copies;
use assay::store::{Decoding, FoundAt, NewDocument, Reader, Store};
use std::path::Path;
use std::time::{Duration, Instant};

/// How many documents, and how many of them a unit of the import has.
const DOCUMENTS: usize = 100_000;
const UNIT: usize = 1_000;
/// How long a piece is asked to take, as while nobody edits.
const PATIENCE: Duration = Duration::from_millis(30);
/// Words of a text.
const LONG: usize = 300;
/// How often what is known is fetched.
const ROUNDS: usize = 9;

/// The `n`th document: every third one is a story of its own, the others are copies of stories, five or six of each, with a headline of their
/// own and a few words changed.
fn document(n: usize) -> NewDocument {
    let (story, copy) = if n.is_multiple_of(3) { (n, 0) } else { (DOCUMENTS + n / 8, n % 8) };
    let mut text = format!("Headline {n}\n\n");
    for at in 0..LONG {
        let own = copy > 0 && (at + copy).is_multiple_of(71);
        let word = if own { n * 31 + at } else { (story * 7_919 + at * 104_729) % 50_021 };
        text.push_str(&format!("word{word}{}", if at % 40 == 39 { ".\n" } else { " " }));
    }
    let name = Words::new(format!("{n:06}.txt"));
    let found = FoundAt { file_name: name.clone(), path: name, modified_ms: None };
    let (encoding, decided_by, newlines) = (Words::new("UTF-8"), DecidedBy::Valid, Newlines::Lf);
    let decoding = Decoding { encoding, decided_by, had_bom: false, newlines, replaced: 0 };
    NewDocument::prepare(found, text.as_bytes().to_vec(), false, &text, decoding).unwrap()
}

/// Prints how long it takes.
pub fn measure(folder: &Path) {
    let path = folder.join("copies.assay");
    let mut store = Store::create(&path, None).unwrap();
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import"), started_ms: 1, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    store.commit(&Edit { label: Words::new("Import"), group: Some(group), ops: vec![Op::add(batch)] }).unwrap();
    for unit in 0..DOCUMENTS / UNIT {
        let documents: Vec<NewDocument> = (unit * UNIT..(unit + 1) * UNIT).map(document).collect();
        store.import(batch_id, group, &documents).unwrap();
    }
    store.checkpoint().unwrap();
    let before = std::fs::metadata(&path).unwrap().len();
    let from = Instant::now();
    let (mut search, mut longest, mut pieces) = (copies::Copies::default(), Duration::ZERO, 0_u32);
    loop {
        let begun = Instant::now();
        let done = search.piece(&mut store, &|| begun.elapsed() >= PATIENCE).unwrap();
        longest = longest.max(begun.elapsed());
        pieces += 1;
        if done {
            break;
        }
    }
    let took = from.elapsed().as_secs_f64();
    store.checkpoint().unwrap();
    let after = std::fs::metadata(&path).unwrap().len();
    println!(
        "copies among {DOCUMENTS} texts of {LONG} words: looked for in {took:.1} s, {:.0} texts a second, {pieces} pieces, \
         the longest {:.0} ms; the file grew by {:.0} MB",
        DOCUMENTS as f64 / took,
        longest.as_secs_f64() * 1e3,
        after.saturating_sub(before) as f64 / 1e6
    );
    store.close().unwrap();
    let mut times: Vec<f64> = Vec::new();
    let mut found = 0;
    for _ in 0..ROUNDS {
        let begun = Instant::now();
        let reader = Reader::open(&path).unwrap();
        found = copies::known(&reader).unwrap().len();
        times.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    println!("{found} clusters known in {:.0} ms (p50), {:.0} ms at most\n", times[ROUNDS / 2], times[ROUNDS - 1]);
}
