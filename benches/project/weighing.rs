//! Twenty thousand claims in memory: laid out in time, set against their sources, narrowed to some days, filtered by words.

use assay::app::model::Model;
use assay::app::timing::{Columns, Lanes, Rows};
use assay::app::weigh_view::time::{TimeScope, is_something, matrix_of, timeline_of};
use assay::app::weigh_view::{ClaimOrder, claim_ids};
use assay::domain::Table;
use assay::domain::claim::{Claim, Evidence, EvidenceRole, Stance};
use assay::domain::document::{Document, Triage};
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::name::Mention;
use assay::domain::passage::Passage;
use assay::domain::{Id, Record, Sha256, Words};
use serde_json::json;
use std::time::Instant;

pub const CLAIMS: usize = 20_000;
const DOCUMENTS: usize = 2_000;
const NAMES: usize = 300;
const ROUNDS: usize = 15;

/// The records: each claim with a speaker, a passage in a document with an outlet and a date, and a name marked there; four in
/// five with a date, one in four linked.
pub fn model() -> Model {
    let mut records = Vec::new();
    let record =
        |table, fields: serde_json::Value| Record::from_fields(table, fields.as_object().unwrap().clone()).unwrap();
    let names: Vec<Id> = (0..NAMES).map(|_| Id::new()).collect();
    for (n, id) in names.iter().enumerate() {
        let fields = json!({ "id": id, "kind": "person", "words": format!("Name {n} – имя"), "memo": null });
        records.push(record(Table::Name, fields));
    }
    let documents: Vec<Id> = (0..DOCUMENTS).map(|_| Id::new()).collect();
    for (n, id) in documents.iter().enumerate() {
        let published = format!("{}-{:02}-{:02}", 2012 + n % 14, 1 + n % 12, 1 + n % 28);
        let name = Words::new(format!("report-{n}.txt"));
        let mut document = Document::new(*id, *id, name, Sha256::of(&n.to_le_bytes()), 1, None);
        document.outlet = (n % 4 != 0).then(|| names[n % 60]);
        document.published = (n % 3 != 0).then(|| published.parse().unwrap());
        document.triage = Triage::Kept;
        records.push(Record::Document(document));
    }
    let mut last = None;
    for n in 0..CLAIMS {
        let date = format!("{}-{:02}-{:02}", 2012 + n % 14, 1 + n % 12, 1 + n % 28);
        let mut claim = Claim::of(Words::new(format!("claim number {n} on the matter of pact {}", n % 977)));
        claim.speaker = Some(names[n * 7 % NAMES]);
        claim.stance = Some(if n % 9 == 0 { Stance::Denies } else { Stance::Affirms });
        claim.said_at = (n % 5 != 0).then(|| date.parse().unwrap());
        claim.happens_at = (n % 3 == 0).then(|| "2023-03/2026".parse().unwrap());
        let passage = Passage { id: Id::new(), document: documents[n % DOCUMENTS], memo: None };
        let evidence = Evidence {
            id: Id::new(),
            claim: claim.id,
            passage: Some(passage.id),
            role: EvidenceRole::States,
            basis: None,
        };
        let mention = Mention { id: Id::new(), passage: passage.id, name: names[n * 13 % NAMES] };
        if let Some(to_claim) = last.replace(claim.id).filter(|_| n % 4 == 0) {
            let (kind, status) = (LinkKind::Supports, LinkStatus::Accepted);
            let link =
                ClaimLink { id: Id::new(), from_claim: claim.id, to_claim, kind, note: None, status, rule: None };
            records.push(Record::ClaimLink(link));
        }
        records.extend([
            Record::Claim(claim),
            Record::Passage(passage),
            Record::Evidence(evidence),
            Record::Mention(mention),
        ]);
    }
    Model::new(records)
}

/// Prints how long each takes.
pub fn measure() {
    let model = model();
    let days = (17_000, 18_000);
    println!("weighing {CLAIMS} claims, {DOCUMENTS} documents, {NAMES} names:");
    timed("  lanes by speaker", || timeline_of(&model, Lanes::Speaker, None, None).dated);
    timed("  lanes by outlet", || timeline_of(&model, Lanes::Outlet, None, None).dated);
    timed("  lanes of some days", || timeline_of(&model, Lanes::Speaker, None, Some(days)).dated);
    timed("  what is of some days", || usize::from(TimeScope::of(&model, days).has(Id::new())));
    timed("  matters against outlets", || matrix_of(&model, (Rows::Matter, Columns::Outlet), None, None).rows.len());
    timed("  names against speakers", || matrix_of(&model, (Rows::Name, Columns::Speaker), None, None).rows.len());
    timed("  whether there is a timeline", || usize::from(is_something(&model).0));
    timed("  claims with some words", || claim_ids(&model, ClaimOrder::Newest, "pact 97", None).len());
}

/// Prints how long something takes.
pub fn timed(what: &str, mut make: impl FnMut() -> usize) {
    let mut took: Vec<f64> = Vec::new();
    let mut made = 0;
    for _ in 0..ROUNDS {
        let from = Instant::now();
        made = make();
        took.push(from.elapsed().as_secs_f64() * 1000.0);
    }
    took.sort_by(f64::total_cmp);
    println!("{what:<32} median {:6.1} ms, worst {:6.1} ms ({made})", took[ROUNDS / 2], took[ROUNDS - 1]);
}
