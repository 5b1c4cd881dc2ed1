//! Pairs of claims that are to be decided: sets of claims recorded by somebody who had not seen the program, loaded through
//! `apply`, and the pairs a careful reader wanted to be shown.

use crate::program::{Place, text_of};
use assay::domain::claim::{Claim, ClaimTag, Evidence, EvidenceRole, Firmness, Hop, Stance};
use assay::domain::document::Document;
use assay::domain::link::{ClaimLink, LinkKind, LinkStatus};
use assay::domain::name::{Mention, Name, NameKind, Role, Spelling};
use assay::domain::passage::{Passage, PassageTag};
use assay::domain::{Edit, Id, Op, ProjectRead, Row, Table, Words};
use assay::jobs::tensions::tensions;
use assay::store::Store;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

fn lines(set: &str, file: &str) -> Vec<Value> {
    let path = PathBuf::from("tests/weigh").join(set).join(file);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// When the documents of a set were published, as their names or their sheet say.
fn published(document: &str) -> Option<String> {
    let known = [("000_84839096dc77e6c1.txt", "2023-10-17/.."), ("002_288d556eec8bee92.txt", "2024-07/..")];
    let by_name = document.trim_end_matches(".txt").rsplit('_').next().filter(|end| end.contains('-'));
    known
        .iter()
        .find(|(name, _)| *name == document)
        .map(|(_, date)| (*date).to_owned())
        .or_else(|| by_name.map(str::to_owned))
}

/// The operations that record a set.
fn operations(set: &str) -> String {
    let mut out: Vec<Value> = Vec::new();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for (n, name) in lines(set, "names.jsonl").iter().enumerate() {
        let (id, words) = (format!("n{n}"), text_of(name, "words").to_owned());
        out.push(json!({ "op": "add_name", "ref": id, "kind": name["kind"], "words": words }));
        for spelling in name["spellings"].as_array().unwrap() {
            out.push(json!({ "op": "add_spelling", "name": id, "words": spelling }));
        }
        for role in name["roles"].as_array().unwrap() {
            let mut op = json!({ "op": "add_role", "name": id, "words": role["words"] });
            for end in ["since", "until"] {
                if role[end].is_string() {
                    op[end] = role[end].clone();
                }
            }
            out.push(op);
        }
        names.insert(words, id);
    }
    let claims = lines(set, "claims.jsonl");
    let documents: BTreeSet<&str> = claims.iter().map(|claim| text_of(claim, "document")).collect();
    for document in documents {
        if let Some(date) = published(document) {
            out.push(json!({ "op": "set_document", "document": document, "published": date }));
        }
    }
    let tags: BTreeSet<&str> =
        claims.iter().flat_map(|claim| claim["tags"].as_array().unwrap()).map(|tag| tag.as_str().unwrap()).collect();
    out.extend(tags.iter().map(|tag| json!({ "op": "add_tag", "name": tag, "color": "#5A5FA8" })));
    for claim in &claims {
        let reference = text_of(claim, "ref");
        let passage = format!("p_{reference}");
        out.push(
            json!({ "op": "add_passage", "ref": passage, "document": claim["document"], "quote": claim["quote"] }),
        );
        for name in claim["names"].as_array().unwrap() {
            if let Some(id) = names.get(name.as_str().unwrap()) {
                out.push(json!({ "op": "add_mention", "passage": passage, "name": id }));
            }
        }
        let mut op = Map::new();
        op.insert("op".to_owned(), "add_claim".into());
        op.insert("words".to_owned(), claim["quote"].clone());
        op.insert("evidence".to_owned(), json!([{ "passage": passage }]));
        op.insert("ref".to_owned(), reference.into());
        op.insert("tags".to_owned(), claim["tags"].clone());
        let fields = [
            "speaker",
            "role",
            "stance",
            "firmness",
            "hedge",
            "form",
            "translated",
            "headline",
            "pull_quote",
            "said_at",
            "happens_at",
            "place",
            "kind",
        ];
        for field in fields.into_iter().filter(|field| !claim[*field].is_null()) {
            op.insert(field.to_owned(), claim[field].clone());
        }
        out.push(Value::Object(op));
    }
    for chain in lines(set, "chains.jsonl") {
        for (n, hop) in chain["hops"].as_array().unwrap().iter().enumerate() {
            let mut op = json!({ "op": "add_hop", "claim": chain["claim"], "ordinal": n, "medium": hop["medium"] });
            for field in ["actor", "at", "document"] {
                if hop[field].is_string() {
                    op[field] = hop[field].clone();
                }
            }
            out.push(op);
        }
    }
    out.iter().map(|op| format!("{op}\n")).collect()
}

/// A project of a set, and the refs of its claims by the words of each.
pub(crate) fn project(set: &str) -> (Place, BTreeMap<String, String>) {
    let place = Place::new();
    place.run(["new", "p.assay", "--author", "A reader"]).well();
    let folder = if set == "seeds" { PathBuf::from("seeds") } else { Path::new("tests/weigh").join(set) };
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    for file in &files {
        let path = file.canonicalize().unwrap();
        place.run(["add", "p.assay", path.to_str().unwrap()]).well();
    }
    place.put("set.jsonl", operations(set));
    place.run(["apply", "p.assay", "set.jsonl"]).well();
    let claims = lines(set, "claims.jsonl");
    (place, claims.iter().map(|claim| (text_of(claim, "quote").to_owned(), text_of(claim, "ref").to_owned())).collect())
}

/// A proposal: the refs of both claims in order, and what they may be.
struct Proposed {
    pair: (String, String),
    kinds: Vec<String>,
    why: String,
}

fn proposed(set: &str) -> Vec<Proposed> {
    let (place, refs) = project(set);
    let ran = place.run(["analyse", "p.assay", "tensions", "--json"]).well();
    let all = ran.text().lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    all.map(|line| {
        let side = |side: &str| refs[text_of(&line[side], "words")].clone();
        let (one, other) = (side("one"), side("other"));
        let kinds = line["kinds"].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap().to_owned()).collect();
        Proposed {
            pair: if one < other { (one, other) } else { (other, one) },
            kinds,
            why: text_of(&line, "why").to_owned(),
        }
    })
    .collect()
}

/// What was wanted and what came of it.
struct Outcome {
    proposed: Vec<Proposed>,
    /// Pairs that were wanted: the row, the pair, and what was proposed for it.
    wanted: Vec<(String, (String, String), Option<bool>)>,
}

fn outcome(set: &str) -> Outcome {
    let proposed = proposed(set);
    let wanted = lines(set, "expected.jsonl").into_iter().map(|line| {
        let (one, other) = (text_of(&line, "one").to_owned(), text_of(&line, "other").to_owned());
        let pair = if one < other { (one, other) } else { (other, one) };
        let admissible: Vec<&str> =
            line["kinds"].as_array().unwrap().iter().map(|kind| kind.as_str().unwrap()).collect();
        let found = proposed.iter().find(|proposal| proposal.pair == pair);
        // What is proposed first is what is proposed.
        let right = found.map(|proposal| admissible.contains(&proposal.kinds[0].as_str()));
        (line["row"].as_str().unwrap_or("-").to_owned(), pair, right)
    });
    let wanted = wanted.collect();
    Outcome { proposed, wanted }
}

/// Holds what no set may break: few pairs, and none offered as a contradiction that is none.
fn is_well_behaved(set: &str, outcome: &Outcome) {
    assert!(outcome.proposed.len() <= 60, "{set}: {} pairs of 40 claims", outcome.proposed.len());
    for line in lines(set, "never.jsonl") {
        let (one, other) = (text_of(&line, "one"), text_of(&line, "other"));
        let found = outcome
            .proposed
            .iter()
            .find(|p| (p.pair.0 == one && p.pair.1 == other) || (p.pair.0 == other && p.pair.1 == one));
        let offered = found.is_some_and(|p| p.kinds.iter().any(|kind| kind == "contradicts"));
        assert!(!offered, "{set}: {one} and {other}");
    }
}

fn report(outcome: &Outcome) -> String {
    let wanted = outcome.wanted.iter().map(|(row, pair, right)| format!("{row} {pair:?} {right:?}\n"));
    let rest = outcome.proposed.iter().map(|p| format!("{:?} {:?} {}\n", p.pair, p.kinds, p.why));
    wanted.chain(rest).collect()
}

#[test]
fn every_row_of_the_sample_is_to_be_decided_as_what_it_may_be() {
    let outcome = outcome("seeds");
    is_well_behaved("seeds", &outcome);
    let rows: BTreeSet<&str> = outcome.wanted.iter().map(|(row, ..)| row.as_str()).filter(|row| *row != "-").collect();
    let missed: Vec<&&str> = rows
        .iter()
        .filter(|row| !outcome.wanted.iter().any(|(of, _, right)| of == **row && *right == Some(true)))
        .collect();
    assert!(missed.is_empty(), "{missed:?} of {rows:?}\n{}", report(&outcome));
}

#[test]
fn of_what_a_careful_reader_wanted_of_further_sets_a_part_is_shown_and_little_else() {
    // What was seen: 11 of 20 and 11 of 20, 10, 15, 9 and 9 of 25. Floors, below which something broke.
    let floors = [("set1", 10), ("set2", 10), ("set3", 9), ("set4", 14), ("set5", 8), ("set6", 8)];
    for (set, floor) in floors {
        let outcome = outcome(set);
        is_well_behaved(set, &outcome);
        let shown = outcome.wanted.iter().filter(|(.., right)| right.is_some()).count();
        assert!(shown >= floor, "{set}: {shown} shown\n{}", report(&outcome));
        // The pairs that were wanted are not all that are worth a look, but a good part of these.
        assert!(outcome.proposed.len() <= shown * 6, "{set}: {shown} of {}", outcome.proposed.len());
    }
}

#[test]
fn what_was_decided_or_rejected_is_not_proposed_again() {
    let (place, refs) = project("seeds");
    let all = || -> Vec<Value> {
        let ran = place.run(["analyse", "p.assay", "tensions", "--json"]).well();
        ran.text().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let before = all();
    let pair = |line: &Value| (text_of(&line["one"], "claim").to_owned(), text_of(&line["other"], "claim").to_owned());
    let (rejected, accepted) = (pair(&before[0]), pair(&before[1]));
    let link = |(from, to): &(String, String), status: &str| {
        let op = json!({ "op": "link_claims", "from": to, "to": from, "kind": "pulls_against", "status": status });
        format!("{op}\n")
    };
    place.put("links.jsonl", link(&rejected, "rejected") + &link(&accepted, "accepted"));
    place.run(["apply", "p.assay", "links.jsonl"]).well();
    let after: Vec<(String, String)> = all().iter().map(pair).collect();
    assert!(!after.contains(&rejected) && !after.contains(&accepted));
    // People read the same: kinds, why, and the words of both.
    let plain = place.run(["analyse", "p.assay", "tensions"]).well();
    assert!(plain.text().contains("pulls against  (") && plain.text().contains("two sides of"));
    let quote = refs.iter().find(|(_, name)| *name == "b_third_party").map(|(words, _)| words).unwrap();
    assert!(plain.text().contains(quote.as_str()));

    // Without claims there is nothing, and that is the answer “no”.
    let empty = Place::with_seeds();
    let ran = empty.run(["analyse", "p.assay", "tensions"]);
    assert_eq!((ran.code(), ran.text()), (1, ""));
    assert!(ran.err.contains("nothing to decide"));
}

/// Changes of a project of which something may hang on what is proposed, one after the other: what each is, and its operations.
fn changes(project: &dyn ProjectRead) -> Vec<(&'static str, Vec<Op>)> {
    fn all<R: Row>(project: &dyn ProjectRead) -> Vec<R> {
        project.all::<R>().unwrap()
    }
    let claims: Vec<Claim> = all(project);
    let evidence: Vec<Evidence> = all(project);
    let passage = |claim: &Claim| evidence.iter().find(|row| row.claim == claim.id).unwrap().passage.unwrap();
    let passages: Vec<Passage> = all(project);
    let document = |claim: &Claim| passages.iter().find(|row| row.id == passage(claim)).unwrap().document;
    let names: Vec<Name> = all(project);
    let documents: Vec<Document> = all(project);
    let (mention, role): (Mention, Role) = (all(project).remove(0), all(project).remove(0));
    let person = names.iter().find(|name| name.kind == NameKind::Person).unwrap();
    let place = names.iter().find(|name| name.kind == NameKind::Place).unwrap();
    let set = |claim: &Claim, field: &str, value: Value| Op::set(Table::Claim, claim.id, field, value);
    let of = |n: usize| &claims[n % claims.len()];

    // A claim like another, said the other way round, with all that is recorded with one.
    let mut new = Claim::of(Words::new(format!("It is not true that {}", of(3).words.raw())));
    new.speaker = Some(person.id);
    new.stance = Some(Stance::Denies);
    new.firmness = Some(Firmness::Asserted);
    let new_passage = Passage { id: Id::new(), document: document(of(20)), memo: None };
    let new_evidence = Evidence {
        id: Id::new(),
        claim: new.id,
        passage: Some(new_passage.id),
        role: EvidenceRole::States,
        basis: None,
    };
    let new_mention = Mention { id: Id::new(), passage: new_passage.id, name: place.id };
    let new_tag = crate::program::tag("of these claims");
    let tag = ClaimTag { id: Id::new(), claim: of(5).id, tag: new_tag.id };
    let passage_tag = |claim: &Claim| {
        let fields = json!({ "id": Id::new(), "passage": passage(claim), "tag": new_tag.id });
        Op::Add(assay::domain::Record::from_fields(Table::PassageTag, fields.as_object().unwrap().clone()).unwrap())
    };
    let of_tag = passage_tag(of(7));
    let Op::Add(assay::domain::Record::PassageTag(PassageTag { id: tagged, .. })) = &of_tag else { panic!("a tag") };
    let tagged = *tagged;
    let hop = |claim: &Claim| {
        let fields =
            json!({ "id": Id::new(), "claim": claim.id, "ordinal": 0, "actor": person.id, "medium": "speech" });
        Op::Add(assay::domain::Record::from_fields(Table::Hop, fields.as_object().unwrap().clone()).unwrap())
    };
    let of_hop = hop(of(1));
    let Op::Add(assay::domain::Record::Hop(Hop { id: hopped, .. })) = &of_hop else { panic!("a hop") };
    let hopped = *hopped;
    let link = |one: &Claim, other: &Claim| ClaimLink {
        id: Id::new(),
        from_claim: one.id,
        to_claim: other.id,
        kind: LinkKind::PullsAgainst,
        note: None,
        status: LinkStatus::Accepted,
        rule: None,
    };
    let linked = link(of(0), of(2));
    let spelling = Spelling { id: Id::new(), name: place.id, words: Words::new("military"), scheme: None, note: None };
    vec![
        ("a claim is reworded", vec![set(of(0), "words", json!(of(9).words.raw()))]),
        (
            "a claim is given a speaker",
            vec![set(of(4), "speaker", json!(person.id)), set(of(8), "speaker", json!(person.id))],
        ),
        ("a claim is denied", vec![set(of(9), "stance", json!("denies"))]),
        ("a claim is less firm", vec![set(of(10), "firmness", json!("possible"))]),
        ("a claim was said then", vec![set(of(11), "said_at", json!("1899-01-02"))]),
        ("a claim is given up", vec![set(of(12), "status", json!("dropped"))]),
        ("a memo is written", vec![set(of(13), "memo", json!("A memo"))]),
        ("a claim is recorded", vec![Op::add(new_passage), Op::add(new), Op::add(new_evidence), Op::add(new_mention)]),
        ("a claim is tagged", vec![Op::add(new_tag.clone()), Op::add(tag.clone())]),
        ("the tag is taken off", vec![Op::delete(Table::ClaimTag, tag.id)]),
        ("passages are tagged", vec![of_tag, passage_tag(of(17)), passage_tag(of(27))]),
        ("one is untagged", vec![Op::delete(Table::PassageTag, tagged)]),
        ("a name is no more marked", vec![Op::delete(Table::Mention, mention.id)]),
        ("two claims go back to one", vec![of_hop, hop(of(21)), hop(of(31))]),
        ("one does not", vec![Op::delete(Table::Hop, hopped)]),
        ("a document is in another language", vec![Op::set(Table::Document, document(of(0)), "language", "de")]),
        ("a document is of another day", vec![Op::set(Table::Document, document(of(30)), "published", "1850-01-01")]),
        ("a document is parked", vec![Op::set(Table::Document, documents[0].id, "triage", "parked")]),
        ("two claims are linked", vec![Op::add(linked.clone()), Op::add(link(of(6), of(16)))]),
        ("one link is taken back", vec![Op::delete(Table::ClaimLink, linked.id)]),
        ("a name is of another kind", vec![Op::set(Table::Name, place.id, "kind", "instrument")]),
        ("a name is spelled otherwise too", vec![Op::add(spelling)]),
        ("an office was held until then", vec![Op::set(Table::Role, role.id, "until", "1800")]),
        ("a name is another", vec![Op::set(Table::Name, names[1].id, "merged_into", names[0].id)]),
        (
            "a claim rests on another passage",
            vec![Op::set(Table::Evidence, evidence[14].id, "passage", passage(of(29)))],
        ),
        ("a passage is taken out", vec![Op::delete(Table::Passage, passage(of(18)))]),
        ("a claim is taken out", vec![Op::delete(Table::Claim, of(19).id)]),
    ]
}

#[test]
fn what_is_kept_of_a_project_and_followed_is_what_reading_it_anew_gives() {
    for set in ["seeds", "set2"] {
        let (place, _) = project(set);
        let path = place.path("p.assay");
        let mut store = Store::open(&path, None).unwrap();
        let mut kept = None;
        let mut before = tensions(&mut kept, &store.reader().unwrap(), &mut |_| true).unwrap();
        assert!(before.len() > 10, "{set}: {before:?}");
        let changes = changes(&store.reader().unwrap());
        let count = changes.len();
        let mut differ = BTreeSet::new();
        let mut same = |store: &Store, what: &'static str| {
            let reader = store.reader().unwrap();
            let followed = tensions(&mut kept, &reader, &mut |_| true).unwrap();
            let anew = tensions(&mut None, &reader, &mut |_| true).unwrap();
            assert_eq!(followed, anew, "{set}: {what}");
            if followed != before {
                differ.insert(what);
            }
            before = followed;
        };
        for (what, ops) in changes {
            store.commit(&Edit::new(what, ops)).unwrap_or_else(|error| panic!("{what}: {error:?}"));
            same(&store, what);
        }
        // Taken back and done again, one by one and several at once.
        for n in 1..=6 {
            (0..n).for_each(|_| drop(store.undo().unwrap()));
            same(&store, "taken back");
            if n % 3 == 0 {
                store.redo().unwrap();
                same(&store, "done again");
            }
        }
        assert!(differ.len() > count / 4, "{set}: {differ:?} of {count}");
        store.close().unwrap();
    }
}
