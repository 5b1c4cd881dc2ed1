//! What is to be decided among twenty thousand claims: the pairs of all of them, and those of one more.

use crate::machine;
use assay::domain::claim::{Claim, ClaimTag, Evidence, EvidenceRole, Firmness, Stance};
use assay::domain::document::{DecidedBy, ImportBatch, Newlines};
use assay::domain::name::{Mention, Name, NameKind};
use assay::domain::passage::Passage;
use assay::domain::read::By;
use assay::domain::{Edit, Id, Op, ProjectRead as _, Record, Table, Words};
use assay::jobs::tensions::{Tensions, tensions};
use assay::store::{Decoding, FoundAt, NewDocument, Reader, Store};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

const CLAIMS: usize = 20_000;
const DOCUMENTS: usize = 2_000;
const NAMES: usize = 300;
/// Words that say something and are of no list.
const WORDS: usize = 6_000;
/// Claims added one by one.
const ADDED: usize = 50;

/// Numbers by chance, always the same.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most as u64) as usize
    }

    /// Small ones far more often than large ones, as the words of a language are.
    fn rank(&mut self, most: usize) -> usize {
        let share = self.below(1 << 20) as f64 / f64::from(1 << 20);
        ((most as f64).powf(share) as usize).saturating_sub(1).min(most - 1)
    }
}

/// A word of no language.
fn word(n: usize) -> String {
    let parts = ["ba", "ter", "mon", "li", "sko", "ra", "vin", "du", "pel", "zor", "ki", "han"];
    let mut n = n + 12;
    let mut out = String::new();
    while n > 0 {
        out.push_str(parts[n % 12]);
        n /= 12;
    }
    out
}

/// English words of the matters claims are about.
fn matters() -> Vec<String> {
    let list =
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/lexicons/matters.txt")).unwrap();
    let lines = list.lines().filter(|line| line.starts_with("en ") && !line.starts_with("en set"));
    lines.flat_map(|line| line.split_whitespace().skip(2)).map(str::to_owned).collect()
}

/// A claim's words: four words of some matter, eight of a language, and at times a number of something, a name or a negation.
fn sentence(lot: &mut Lot, matters: &[String]) -> String {
    let mut out: Vec<String> = vec!["The".to_owned()];
    for n in 0..12 {
        out.push(match n % 3 {
            1 => matters[lot.below(matters.len())].clone(),
            _ => word(lot.rank(WORDS)),
        });
        if n % 4 == 2 {
            out.push(["of the", "and", "with", "in the"][lot.below(4)].to_owned());
        }
    }
    match lot.below(6) {
        0 => out.push(format!("with {} {}", 2 + lot.below(300), word(lot.rank(WORDS)))),
        1 => out.insert(5, format!("Name{}", lot.rank(NAMES))),
        2 => out.insert(3, "not".to_owned()),
        _ => {}
    }
    out.join(" ")
}

fn document(n: usize) -> NewDocument {
    let text = format!("Report {n}\n\nWhat it says is recorded in claims.\n");
    let found = FoundAt {
        file_name: Words::new(format!("report-{n:06}.txt")),
        path: Words::new(format!("archive/report-{n:06}.txt")),
        modified_ms: None,
    };
    let (encoding, decided_by, newlines) = (Words::new("UTF-8"), DecidedBy::Valid, Newlines::Lf);
    let decoding = Decoding { encoding, decided_by, had_bom: false, newlines, replaced: 0 };
    NewDocument::prepare(found, text.clone().into_bytes(), true, &text, decoding).unwrap()
}

/// What a claim is recorded with.
struct Setting {
    names: Vec<Id>,
    documents: Vec<Id>,
    tags: Vec<Id>,
    matters: Vec<String>,
}

/// The operations that record a claim: a passage in a document, a name marked there, a speaker, often a date and a tag.
fn claim(lot: &mut Lot, of: &Setting) -> Vec<Op> {
    let passage = Passage { id: Id::new(), document: of.documents[lot.below(DOCUMENTS)], memo: None };
    let mut claim = Claim::of(Words::new(sentence(lot, &of.matters)));
    claim.speaker = Some(of.names[lot.rank(NAMES)]);
    claim.stance = Some(if lot.below(9) == 0 { Stance::Denies } else { Stance::Affirms });
    claim.firmness = Some(if lot.below(4) == 0 { Firmness::Possible } else { Firmness::Asserted });
    let date = format!("{}-{:02}-{:02}", 2012 + lot.below(14), 1 + lot.below(12), 1 + lot.below(28));
    claim.said_at = (lot.below(5) != 0).then(|| date.parse().unwrap());
    let (role, passage_id) = (EvidenceRole::States, Some(passage.id));
    let evidence = Evidence { id: Id::new(), claim: claim.id, passage: passage_id, role, basis: None };
    let mention = Mention { id: Id::new(), passage: passage.id, name: of.names[lot.rank(NAMES)] };
    let tag = ClaimTag { id: Id::new(), claim: claim.id, tag: of.tags[lot.below(of.tags.len())] };
    let mut ops = vec![Op::add(passage), Op::add(claim), Op::add(evidence), Op::add(mention)];
    ops.extend((lot.below(2) == 0).then(|| Op::add(tag)));
    ops
}

fn make(path: &Path, lot: &mut Lot) -> (Store, Setting) {
    let mut store = Store::create(path, None).unwrap();
    let batch = ImportBatch { id: Id::new(), label: Words::new("Import archive"), started_ms: 1, removed_at: None };
    let (batch_id, group) = (batch.id, Id::new());
    store.commit(&Edit { label: Words::new("Import archive"), group: Some(group), ops: vec![Op::add(batch)] }).unwrap();
    let documents: Vec<NewDocument> = (0..DOCUMENTS).map(document).collect();
    store.import(batch_id, group, &documents).unwrap();
    let reader = store.reader().unwrap();
    let documents: Vec<Id> = reader.records(Table::Document, By::All).unwrap().iter().map(Record::id).collect();
    drop(reader);
    let described = documents.iter().enumerate().map(|(n, id)| {
        let published = format!("{}-{:02}-{:02}", 2012 + n % 14, 1 + n % 12, 1 + n % 28);
        let fields = json!({ "published": published, "language": "en" });
        Op::Set { table: Table::Document, id: *id, fields: fields.as_object().unwrap().clone() }
    });
    store.commit(&Edit::new("Describe documents", described.collect())).unwrap();
    let names: Vec<Name> = (0..NAMES).map(|n| Name::new(NameKind::Person, Words::new(format!("Name{n}")))).collect();
    let ids = names.iter().map(|name| name.id).collect();
    store.commit(&Edit::new("Names", names.into_iter().map(Op::add).collect())).unwrap();
    let tag = |n: usize| {
        let id = Id::new();
        let fields = json!({ "id": id, "name": format!("Tag {n}"), "color": "#5A5FA8", "ordinal": n });
        (id, Op::Add(Record::from_fields(Table::Tag, fields.as_object().unwrap().clone()).unwrap()))
    };
    let (tags, ops): (Vec<Id>, Vec<Op>) = (0..60).map(tag).unzip();
    store.commit(&Edit::new("Tags", ops)).unwrap();
    let setting = Setting { names: ids, documents, tags, matters: matters() };
    for _ in 0..CLAIMS / 1_000 {
        let ops: Vec<Op> = (0..1_000).flat_map(|_| claim(lot, &setting)).collect();
        store.commit(&Edit::new("Claims", ops)).unwrap();
    }
    (store, setting)
}

/// Prints how long both take.
pub fn measure(folder: &Path) {
    let path: PathBuf = folder.join("deciding.assay");
    let mut lot = Lot(11);
    let (mut store, setting) = make(&path, &mut lot);
    println!("what is to be decided, {CLAIMS} claims on disk:");
    let mut kept = None;
    let look = |kept: &mut Option<Tensions>| {
        let from = Instant::now();
        let found = tensions(kept, &Reader::open(&path).unwrap(), &mut |_| true).unwrap();
        (from.elapsed().as_secs_f64() * 1_000.0, found)
    };
    let (took, found) = look(&mut kept);
    println!("  the whole set: {took:.0} ms, {} pairs", found.len());
    let mut costs = Vec::new();
    let mut pairs = Vec::new();
    for _ in 0..ADDED {
        let ops = claim(&mut lot, &setting);
        let new = ops.iter().find_map(|op| if let Op::Add(Record::Claim(claim)) = op { Some(claim.id) } else { None });
        store.commit(&Edit::new("Claim", ops)).unwrap();
        let (took, found) = look(&mut kept);
        costs.push(took);
        pairs.push(found.iter().filter(|pair| Some(pair.claims.0) == new || Some(pair.claims.1) == new).count() as f64);
    }
    let at = machine::percentile;
    println!(
        "  proposals for one new claim: p50 {:.1} ms, p90 {:.1} ms, max {:.1} ms of {ADDED} (budget 100); {:.0} pairs each",
        at(&costs, 0.5),
        at(&costs, 0.9),
        at(&costs, 1.0),
        at(&pairs, 0.5)
    );
    let name = Name::new(NameKind::Person, Words::new("Somebody New"));
    store.commit(&Edit::new("Name", vec![Op::add(name)])).unwrap();
    println!("  after a new name: {:.0} ms", look(&mut kept).0);
    store.close().unwrap();
}
