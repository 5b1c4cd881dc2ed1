//! Matters worked by hand: who has it from whom, and what that comes to.

use super::*;
use crate::domain::claim::{Claim, ClaimStatus, Evidence, EvidenceRole, Form, Hop, Stance};
use crate::domain::copies::CopyOf;
use crate::domain::declined::{Declined, DeclinedKind, copy_key};
use crate::domain::document::{Document, ImportBatch};
use crate::domain::link::{ClaimLink, LinkStatus};
use crate::domain::name::{Name, NameKind, Ownership};
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::{Date, Row, Sha256, Words};
use std::collections::HashMap;
use std::convert::Infallible;

/// A project in memory.
#[derive(Default)]
struct Desk {
    records: Vec<Record>,
    copies: HashMap<Id, CopyOf>,
    batch: Option<Id>,
}

impl Held for Desk {
    type Error = Infallible;

    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Infallible> {
        let fits = |record: &&Record| {
            record.table() == table
                && match by {
                    By::All => true,
                    By::Id(id) => record.id() == id,
                    By::Ref(field, id) => record.fields().unwrap().get(field) == Some(&id.to_string().into()),
                }
        };
        Ok(self.records.iter().filter(fits).cloned().collect())
    }

    fn copy_of(&self, document: Id) -> Result<Option<CopyOf>, Infallible> {
        Ok(self.copies.get(&document).copied())
    }
}

fn date(text: &str) -> Option<Date> {
    Some(Date::read(text).unwrap())
}

impl Desk {
    fn add<R: Row>(&mut self, row: R) -> Id {
        let id = row.id();
        self.records.push(row.into_record());
        id
    }

    fn name(&mut self, words: &str) -> Id {
        self.add(Name::new(NameKind::Organisation, Words::new(words)))
    }

    fn document(&mut self, outlet: Option<Id>) -> Id {
        let batch = *self.batch.get_or_insert_with(Id::new);
        if !self.records.iter().any(|record| record.id() == batch) {
            self.records.push(
                ImportBatch { id: batch, label: Words::new("Import"), started_ms: 1, removed_at: None }.into_record(),
            );
        }
        let name = Words::new("report.txt");
        let mut document = Document::new(Id::new(), batch, name, Sha256::of(b"report"), 6, Some(Id::new()));
        document.outlet = outlet;
        document.published = date("2024-05-03");
        self.add(document)
    }

    /// The record, to be changed.
    fn change<R: Row>(&mut self, id: Id, change: impl FnOnce(&mut R)) {
        let at = self.records.iter().position(|record| record.id() == id).unwrap();
        let mut row = R::from_record(self.records[at].clone()).unwrap();
        change(&mut row);
        self.records[at] = row.into_record();
    }

    fn get<R: Row>(&self, id: Id) -> R {
        R::from_record(self.records.iter().find(|record| record.id() == id).unwrap().clone()).unwrap()
    }

    /// A claim that stands in a document.
    fn claim(&mut self, document: Id) -> Id {
        let claim = self.add(Claim::of(Words::new("The bridge is closed.")));
        self.stands(claim, document);
        claim
    }

    fn stands(&mut self, claim: Id, document: Id) -> Id {
        let revision = self.get::<Document>(document).revision.unwrap();
        let passage = self.add(Passage { id: Id::new(), document, memo: None });
        let quote = Words::new("The bridge is closed.");
        let (prefix, suffix) = (Words::default(), Words::default());
        let (state, score) = (AnchorState::Exact, None);
        self.add(Anchor { id: Id::new(), passage, revision, start: 0, end: 21, quote, prefix, suffix, state, score });
        self.add(Evidence { id: Id::new(), claim, passage: Some(passage), role: EvidenceRole::States, basis: None });
        passage
    }

    fn link(&mut self, from: Id, to: Id, kind: LinkKind) -> Id {
        let (note, status, rule) = (None, LinkStatus::Accepted, None);
        self.add(ClaimLink { id: Id::new(), from_claim: from, to_claim: to, kind, note, status, rule })
    }

    /// A hop farther from what is claimed than those before it.
    fn hop(&mut self, claim: Id, actor: Option<Id>, document: Option<Id>) -> Id {
        let ordinal = self.records.iter().filter(|r| matches!(r, Record::Hop(hop) if hop.claim == claim)).count();
        let ordinal = u32::try_from(ordinal).unwrap();
        self.add(Hop { id: Id::new(), claim, ordinal, actor, medium: Medium::Wire, at: None, document, note: None })
    }

    fn owns(&mut self, owner: Id, name: Id) -> Id {
        self.add(Ownership { id: Id::new(), name, owner, since: None, until: None, note: None })
    }

    fn weigh(&self, claim: Id) -> Origins {
        let Ok(found) = weigh(self, &[claim]);
        found
    }

    fn spelled(&self, node: Node) -> String {
        match node {
            Node::Name(id) => format!("“{}”", self.get::<Name>(id).words.raw()),
            Node::Document(id) => {
                let all = self.records.iter().filter(|record| matches!(record, Record::Document(_)));
                format!("D{}", all.map(Record::id).position(|known| known == id).unwrap() + 1)
            }
        }
    }

    fn said(&self, way: &Way) -> Vec<String> {
        way.steps.iter().map(|step| step.say(&|node| self.spelled(node))).collect()
    }
}

/// Two claims that say the same, in two documents of two outlets.
fn two() -> (Desk, [Id; 2], [Id; 2], [Id; 2]) {
    let mut desk = Desk::default();
    let outlets = [desk.name("Post"), desk.name("Sun")];
    let documents = outlets.map(|outlet| desk.document(Some(outlet)));
    let claims = documents.map(|document| desk.claim(document));
    desk.link(claims[1], claims[0], LinkKind::Supports);
    (desk, claims, documents, outlets)
}

#[test]
fn two_outlets_with_their_own_word_are_two_independent_origins() {
    let (desk, claims, documents, outlets) = two();
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 2 origins: two are independent");
    assert_eq!(found.verdict, Verdict::Independent(documents[0], documents[1]));
    assert_eq!(found.origins.iter().map(|origin| origin.names.clone()).collect::<Vec<_>>(), outlets.map(|o| vec![o]));
    assert_eq!(desk.said(&found.reports[0].ways[0]), ["D1 was published by “Post”"]);
    // From either side it is the same matter.
    assert_eq!(desk.weigh(claims[1]).sentence(), found.sentence());
    // One alone confirms nothing.
    let mut alone = Desk::default();
    let outlet = alone.name("Post");
    let document = alone.document(Some(outlet));
    let claim = alone.claim(document);
    let found = alone.weigh(claim);
    assert_eq!(found.sentence(), "1 report, 1 outlet, 1 origin: independence not established");
    assert_eq!(found.verdict, Verdict::Not(WhyNot::OneReport));
}

#[test]
fn five_reports_of_two_outlets_that_print_one_release_have_one_origin() {
    let mut desk = Desk::default();
    let (post, sun, ministry) = (desk.name("Post"), desk.name("Sun"), desk.name("Ministry"));
    // The release is held, though nobody recorded a claim in it.
    let release = desk.document(Some(ministry));
    let documents = [post, post, post, sun, sun].map(|outlet| desk.document(Some(outlet)));
    let claims = documents.map(|document| desk.claim(document));
    for claim in claims {
        desk.hop(claim, None, Some(release));
    }
    for claim in &claims[1..] {
        desk.link(*claim, claims[0], LinkKind::SameAs);
    }
    let found = desk.weigh(claims[4]);
    assert_eq!(found.sentence(), "5 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found.origins[0].names, [ministry]);
    assert_eq!(found.verdict, Verdict::Not(WhyNot::OneOrigin));
    assert_eq!(found.reason(&|node| desk.spelled(node)), "What is known leads to “Ministry”.");
    assert_eq!(
        desk.said(&found.reports[0].ways[0]),
        ["D2 was published by “Post”", "D2 has it from D1, by wire", "D1 was published by “Ministry”"]
    );
    // That the ministry sent it is known of one chain by name, of another by the document: one node all the same.
    let hop = desk.records.iter().find_map(|r| if let Record::Hop(hop) = r { Some(hop.id) } else { None }).unwrap();
    desk.change::<Hop>(hop, |hop| (hop.actor, hop.document) = (Some(ministry), None));
    let again = desk.weigh(claims[4]);
    assert_eq!(again.sentence(), found.sentence());
    // What it published is its own word: it has it from nowhere else.
    let told = |way: &Way| way.steps.iter().any(|step| matches!(step.why, Why::Told { .. }));
    assert!(!again.reports.iter().any(|report| report.ways.iter().any(told)));
}

#[test]
fn one_speaker_in_two_outlets_is_one_origin() {
    let (mut desk, claims, ..) = two();
    let minister = desk.name("Minister");
    for claim in claims {
        desk.change::<Claim>(claim, |claim| claim.speaker = Some(minister));
    }
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    // Under two spellings that were merged he is one still.
    let other = desk.name("The minister");
    desk.change::<Claim>(claims[1], |claim| claim.speaker = Some(other));
    assert!(desk.weigh(claims[0]).is_independent());
    desk.change::<Name>(other, |name| name.merged_into = Some(minister));
    assert_eq!(desk.weigh(claims[0]).origins[0].names, [minister]);
}

#[test]
fn two_speakers_in_one_outlet_are_two_origins_that_come_through_one_hand() {
    let (mut desk, claims, documents, outlets) = two();
    for (claim, words) in claims.into_iter().zip(["Guard", "Driver"]) {
        let speaker = desk.name(words);
        desk.change::<Claim>(claim, |claim| claim.speaker = Some(speaker));
    }
    assert!(desk.weigh(claims[0]).is_independent());
    desk.change::<Document>(documents[1], |document| document.outlet = Some(outlets[0]));
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 1 outlet, 2 origins: independence not established");
    assert_eq!(found.verdict, Verdict::Not(WhyNot::OneHand(Node::Name(outlets[0]))));
    assert_eq!(found.reason(&|node| desk.spelled(node)), "All whose way is known come through “Post”.");
}

#[test]
fn a_wire_copy_has_the_origin_of_what_it_copies_until_somebody_decides_that_it_is_none() {
    let (mut desk, claims, documents, outlets) = two();
    let overlap = Some(Overlap { common: 97, all: 100 });
    desk.copies.insert(documents[1], CopyOf { original: documents[0], overlap });
    let found = desk.weigh(claims[1]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found.origins[0].names, [outlets[0]]);
    assert!(desk.said(&found.reports[1].ways[0]).contains(&"D2 is a copy of D1, 97 % alike".to_owned()));
    // That each paper tells it in its own name changes nothing.
    for (claim, outlet) in claims.into_iter().zip(outlets) {
        desk.change::<Claim>(claim, |claim| claim.speaker = Some(outlet));
    }
    assert_eq!(desk.weigh(claims[1]).origins[0].names, [outlets[0]]);
    let (kind, key, note) = (DeclinedKind::Copy, copy_key(documents[1], documents[0]), None);
    desk.add(Declined { id: Id::new(), kind, key, note });
    assert_eq!(desk.weigh(claims[1]).sentence(), "2 reports, 2 outlets, 2 origins: two are independent");
}

#[test]
fn a_copy_of_what_reports_nothing_here_has_the_outlet_of_that_as_its_origin() {
    let (mut desk, claims, documents, outlets) = two();
    let agency = desk.name("Agency");
    let wire = desk.document(Some(agency));
    for document in documents {
        desk.copies.insert(document, CopyOf { original: wire, overlap: None });
    }
    let found = desk.weigh(claims[0]);
    assert_eq!(found.origins[0].names, [agency]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    assert!(desk.said(&found.reports[0].ways[0]).contains(&"D1 is a copy of a copy of D3".to_owned()));
    // With chains to two ends the text they have in common still ties them.
    for (claim, words) in claims.into_iter().zip(["Guard", "Driver"]) {
        let actor = desk.name(words);
        desk.hop(claim, Some(actor), None);
    }
    let found = desk.weigh(claims[0]);
    assert_eq!(found.verdict, Verdict::Not(WhyNot::OneHand(Node::Document(wire))));
    assert_eq!(found.outlets.len(), outlets.len());
}

#[test]
fn outlets_of_one_owner_are_one_origin_at_the_time_that_owner_had_them() {
    let (mut desk, claims, documents, outlets) = two();
    let (holding, fund) = (desk.name("Holding"), desk.name("Fund"));
    desk.owns(holding, outlets[0]);
    desk.owns(fund, holding);
    let row = desk.owns(fund, outlets[1]);
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found.origins[0].joined, [Joined::Owner(fund)]);
    assert_eq!(
        desk.said(&found.reports[0].ways[0]),
        ["D1 was published by “Post”", "“Post” is owned by “Holding”", "“Holding” is owned by “Fund”"]
    );
    // The fund had sold the one before either was published.
    desk.change::<Ownership>(row, |row| row.until = date("2023"));
    assert!(desk.weigh(claims[0]).is_independent());
    desk.change::<Ownership>(row, |row| row.until = date("2024-05-03"));
    assert!(!desk.weigh(claims[0]).is_independent());
    // Where nobody knows when it was published, the owner counts.
    desk.change::<Ownership>(row, |row| row.until = date("2023"));
    desk.change::<Document>(documents[1], |document| document.published = None);
    assert!(!desk.weigh(claims[0]).is_independent());
}

#[test]
fn chains_meet_in_whoever_passed_both_on() {
    let (mut desk, claims, ..) = two();
    let (guard, driver, agency) = (desk.name("Guard"), desk.name("Driver"), desk.name("Agency"));
    desk.hop(claims[0], Some(guard), None);
    desk.hop(claims[1], Some(driver), None);
    assert!(desk.weigh(claims[0]).is_independent());
    let hops = claims.map(|claim| desk.hop(claim, Some(agency), None));
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 2 origins: independence not established");
    assert_eq!(found.verdict, Verdict::Not(WhyNot::OneHand(Node::Name(agency))));
    // A step is corrected by hand.
    let bureau = desk.name("Bureau");
    desk.change::<Hop>(hops[1], |hop| hop.actor = Some(bureau));
    assert!(desk.weigh(claims[0]).is_independent());
}

#[test]
fn whoever_is_named_as_a_source_has_it_from_where_its_own_report_has_it() {
    let (mut desk, claims, _, outlets) = two();
    let ministry = desk.name("Ministry");
    desk.hop(claims[0], Some(ministry), None);
    desk.hop(claims[1], Some(outlets[0]), None);
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found.origins[0].names, [ministry]);
    assert_eq!(
        desk.said(&found.reports[1].ways[0])[1..],
        ["D2 has it from “Post”, by wire", "“Post” has it from “Ministry”, as another report tells"]
    );
}

#[test]
fn chains_that_go_round_have_no_origin_and_are_told() {
    let (mut desk, claims, documents, outlets) = two();
    let hops = [(0, 1), (1, 0)].map(|(one, other)| desk.hop(claims[one], None, Some(documents[other])));
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 0 origins, 2 of unknown origin: independence not established");
    assert!(found.reports.iter().all(|report| report.ways[0].unknown == Some(Unknown::Circle)));
    assert_eq!(found.verdict, Verdict::Not(WhyNot::NoOrigin));
    let told: Vec<String> = found.troubles.iter().map(|trouble| trouble.say(&|node| desk.spelled(node))).collect();
    assert_eq!(told, ["The chains go round in a circle: D1 has it from D2, D2 has it from D1."]);
    // The same by the names of the outlets.
    for (hop, outlet) in hops.into_iter().zip([outlets[1], outlets[0]]) {
        desk.change::<Hop>(hop, |hop| (hop.actor, hop.document) = (Some(outlet), None));
    }
    let found = desk.weigh(claims[0]);
    let told: Vec<String> = found.troubles.iter().map(|trouble| trouble.say(&|node| desk.spelled(node))).collect();
    assert_eq!(told, ["The chains go round in a circle: “Post” has it from “Sun”, “Sun” has it from “Post”."]);
    assert_eq!(found.verdict, Verdict::Not(WhyNot::NoOrigin));
}

#[test]
fn owners_and_mergers_that_go_round_come_to_an_end_and_are_told() {
    let (mut desk, claims, _, outlets) = two();
    let holding = desk.name("Holding");
    desk.owns(holding, outlets[0]);
    desk.owns(outlets[0], holding);
    desk.change::<Name>(outlets[1], |name| name.merged_into = Some(outlets[1]));
    let found = desk.weigh(claims[0]);
    let told: Vec<String> = found.troubles.iter().map(|trouble| trouble.say(&|node| desk.spelled(node))).collect();
    assert_eq!(
        told,
        [
            "The mergers go round in a circle: “Sun” was merged into “Sun”.",
            "The owners go round in a circle: “Post” is owned by “Holding”, “Holding” is owned by “Post”.",
        ]
    );
    assert!(found.is_independent());
    // Two that were merged into one another are one, whichever of them is asked for.
    desk.change::<Name>(outlets[1], |name| name.merged_into = Some(outlets[0]));
    desk.change::<Name>(outlets[0], |name| name.merged_into = Some(outlets[1]));
    let found = desk.weigh(claims[0]);
    assert_eq!(found.outlets, [outlets[0]]);
    assert_eq!(found.sentence(), "2 reports, 1 outlet, 1 origin: independence not established");
}

#[test]
fn a_name_that_stands_twice_in_a_chain_is_told() {
    let (mut desk, claims, ..) = two();
    let (agency, guard) = (desk.name("Agency"), desk.name("Guard"));
    for actor in [agency, guard, guard, agency] {
        desk.hop(claims[0], Some(actor), None);
    }
    let found = desk.weigh(claims[0]);
    assert_eq!(found.troubles, [Trouble::Twice { claim: claims[0], name: agency }]);
    assert_eq!(found.origins[0].names, [agency]);
}

#[test]
fn sources_that_are_not_named_and_outlets_that_are_not_known_establish_nothing() {
    let (mut desk, claims, documents, outlets) = two();
    let hop = desk.hop(claims[0], None, None);
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin, 1 of unknown origin: independence not established");
    assert_eq!(found.reports[0].ways[0].unknown, Some(Unknown::NotNamed));
    desk.records.retain(|record| record.id() != hop);
    desk.change::<Claim>(claims[0], |claim| claim.form = Some(Form::Unnamed));
    assert_eq!(desk.weigh(claims[0]).reports[0].ways[0].unknown, Some(Unknown::NotNamed));
    desk.change::<Claim>(claims[0], |claim| claim.form = None);
    desk.change::<Document>(documents[0], |document| document.outlet = None);
    assert_eq!(desk.weigh(claims[0]).reports[0].ways[0].unknown, Some(Unknown::NoOutlet));
    // Two witnesses, but nobody knows whether one paper printed both.
    for (claim, words) in claims.into_iter().zip(["Guard", "Driver"]) {
        let speaker = desk.name(words);
        desk.change::<Claim>(claim, |claim| claim.speaker = Some(speaker));
    }
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 1 outlet, 2 origins: independence not established");
    assert_eq!(found.verdict, Verdict::Not(WhyNot::NoOutlets));
    desk.change::<Document>(documents[0], |document| document.outlet = Some(outlets[0]));
    assert!(desk.weigh(claims[0]).is_independent());
}

#[test]
fn a_link_of_same_origin_makes_two_ends_one() {
    let (mut desk, claims, ..) = two();
    let link = desk.link(claims[0], claims[1], LinkKind::SameOrigin);
    let found = desk.weigh(claims[0]);
    assert_eq!(found.origins[0].joined, [Joined::Link(link)]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    desk.change::<ClaimLink>(link, |link| link.status = LinkStatus::Proposed);
    assert!(desk.weigh(claims[0]).is_independent());
}

#[test]
fn a_matter_goes_on_over_what_says_the_same_and_one_step_aside() {
    let mut desk = Desk::default();
    let outlets: Vec<Id> = ["A", "B", "C", "D", "E"].map(|words| desk.name(words)).to_vec();
    let claims: Vec<Id> = outlets
        .iter()
        .map(|outlet| {
            let document = desk.document(Some(*outlet));
            desk.claim(document)
        })
        .collect();
    let kinds = [LinkKind::SameAs, LinkKind::TranslationOf, LinkKind::Elaborates, LinkKind::Supports];
    for (at, kind) in kinds.into_iter().enumerate() {
        desk.link(claims[at], claims[at + 1], kind);
    }
    let of = |desk: &Desk, claim: Id| desk.weigh(claim).claims.iter().map(|(id, _)| *id).collect::<Vec<_>>();
    // What supports an elaboration is another matter.
    assert_eq!(of(&desk, claims[0]), claims[..4]);
    // From the elaboration both its sides are one step away, and what says the same as they do.
    assert_eq!(of(&desk, claims[3]), [3, 2, 4, 1, 0].map(|at| claims[at]));
    assert_eq!(of(&desk, claims[4]), [4, 3].map(|at| claims[at]));
}

#[test]
fn what_was_dropped_retracted_denied_or_stands_nowhere_is_left_out_and_told() {
    let (mut desk, claims, documents, _) = two();
    let out = |desk: &Desk| desk.weigh(claims[0]).left_out.iter().map(|left| left.why).collect::<Vec<_>>();
    assert_eq!(out(&desk), []);
    for (status, why) in [(ClaimStatus::Dropped, Out::Dropped), (ClaimStatus::Retracted, Out::Retracted)] {
        desk.change::<Claim>(claims[1], |claim| claim.status = status);
        assert_eq!(out(&desk), [why]);
        assert_eq!(desk.weigh(claims[0]).reports.len(), 1);
    }
    desk.change::<Claim>(claims[1], |claim| {
        (claim.status, claim.stance) = (ClaimStatus::Open, Some(Stance::Denies));
    });
    assert_eq!(out(&desk), [Out::Denies]);
    desk.change::<Claim>(claims[0], |claim| claim.stance = Some(Stance::Denies));
    assert_eq!(out(&desk), []);
    let evidence: Vec<Id> =
        desk.records.iter().filter_map(|r| if let Record::Evidence(row) = r { Some(row.id) } else { None }).collect();
    desk.change::<Evidence>(evidence[1], |row| row.role = EvidenceRole::Context);
    assert_eq!(out(&desk), [Out::Context]);
    desk.change::<Evidence>(evidence[1], |row| (row.passage, row.basis) = (None, Some(Words::new("the radio"))));
    assert_eq!(out(&desk), [Out::NoDocument]);
    let batch = desk.get::<Document>(documents[0]).batch;
    desk.change::<ImportBatch>(batch, |batch| batch.removed_at = Some(1));
    assert_eq!(out(&desk), [Out::Undone, Out::NoDocument]);
    assert_eq!(desk.weigh(claims[0]).verdict, Verdict::Not(WhyNot::NoReport));
}

#[test]
fn a_report_whose_words_lost_their_place_counts_and_is_told() {
    let (mut desk, claims, documents, _) = two();
    let anchor = desk.records.iter().find_map(|r| if let Record::Anchor(row) = r { Some(row.id) } else { None });
    desk.change::<Anchor>(anchor.unwrap(), |anchor| anchor.state = AnchorState::Orphaned);
    let found = desk.weigh(claims[0]);
    assert_eq!((found.lost(), found.is_independent()), (1, true));
    assert!(found.reports[0].ways[0].is_lost && !found.reports[1].ways[0].is_lost);
    // Another passage of the same document stands there still.
    let passage = desk.stands(claims[0], documents[0]);
    let found = desk.weigh(claims[0]);
    assert_eq!((found.lost(), found.reports[0].ways[0].passage), (0, passage));
}

#[test]
fn one_claim_in_a_release_and_in_a_report_of_it_has_one_origin() {
    let (mut desk, claims, documents, outlets) = two();
    // The second document is the release the first has it from, and the claim rests on both.
    desk.stands(claims[0], documents[1]);
    desk.hop(claims[0], Some(outlets[1]), Some(documents[1]));
    let found = desk.weigh(claims[0]);
    assert_eq!(found.sentence(), "2 reports, 2 outlets, 1 origin: independence not established");
    assert_eq!(found.origins[0].names, [outlets[1]]);
    assert_eq!(found.reports[1].ways.len(), 2);
    assert_eq!(found.troubles, []);
}

#[test]
fn what_is_asked_about_need_not_be_there() {
    let desk = Desk::default();
    let found = desk.weigh(Id::new());
    assert_eq!(found.sentence(), "0 reports, 0 outlets, 0 origins: independence not established");
    assert_eq!((found.verdict, found.claims.len()), (Verdict::Not(WhyNot::NoReport), 0));
}
