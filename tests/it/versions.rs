//! What goes out of a document whose file has changed: words that left it are cited from the version that has them, and
//! words that changed are given beside those that were marked.

use super::program::{Place, one, text_of};
use std::fs;

const STATEMENT: &str =
    "The port opens in May.\nOur answer is one.\nNobody in the whole town was told of the plan at all.\nThe end.\n";
const GONE: &str = "Our answer is one.";
const CHANGED: &str = "Nobody in the whole town was told of the plan at all.";

/// A statement with two marked passages, of which the next version lacks the one and has the other in other words.
fn changed() -> (Place, String, String) {
    let place = Place::new();
    place.put("in/statement.txt", STATEMENT);
    place.run(["new", "p.assay", "--corpus", "in", "--author", "Ana"]).well();
    let hash = |place: &Place| text_of(one(&place.list("documents"), "name", "statement.txt"), "sha256").to_owned();
    let before = hash(&place);
    let mut lines: Vec<String> = [GONE, CHANGED]
        .iter()
        .enumerate()
        .map(|(n, quote)| {
            let line = serde_json::json!({ "op": "add_passage", "document": "statement.txt", "quote": quote, "ref": format!("p{n}") });
            line.to_string()
        })
        .collect();
    lines.extend(
        ["p0", "p1"].map(|passage| {
            serde_json::json!({ "op": "add_block", "kind": "quotation", "passage": passage }).to_string()
        }),
    );
    place.apply(&lines.join("\n")).well();
    let next = STATEMENT.replace("Our answer is one.\n", "").replace("told of the plan", "told of this plan");
    place.put("in/statement.txt", next);
    place.run(["rescan", "p.assay"]).well();
    let now = hash(&place);
    assert_ne!(before, now);
    (place, before, now)
}

#[test]
fn words_that_left_their_document_are_cited_from_the_version_that_has_them_and_changed_ones_beside_what_they_were() {
    let (place, before, now) = changed();
    for args in ["the report", "the brief"] {
        match args {
            "the report" => place.run(["export", "p.assay", "md", "--report", "-o", "out.md"]).well(),
            _ => place.run(["export", "p.assay", "md", "-o", "out.md"]).well(),
        };
        let out = fs::read_to_string(place.path("out.md")).unwrap().replace('\\', "");
        // Right beside the quotation.
        assert!(out.contains("¶ 2 of revision 1; not in the present version of the document"), "{args}: {out}");
        assert!(out.contains("changed since it was marked, when it read “"), "{args}: {out}");
        assert!(out.contains(CHANGED) && out.contains("told of this plan"), "{args}: {out}");
        // In the proof: which version, and the hash of the file it was.
        assert!(out.contains("of revision 1; SHA-256 of the passage"), "{args}: {out}");
        let proof = format!("revision 2, but in revision 1, whose file has SHA-256 `{before}`");
        assert!(out.contains(&proof), "{args}: {out}");
        // Both files stand among the sources, told apart.
        assert!(out.contains("revision 1, not the present version"), "{args}: {out}");
        assert!(out.contains(&now), "{args}: {out}");
        fs::remove_file(place.path("out.md")).unwrap();
    }
    // Once the new version is taken back, all is as it was and nothing is remarked.
    place.run(["undo", "p.assay"]).well();
    place.run(["export", "p.assay", "md", "--report", "-o", "out.md"]).well();
    let out = fs::read_to_string(place.path("out.md")).unwrap();
    assert!(!out.contains("not in the present") && !out.contains("changed since"), "{out}");
}

#[test]
fn a_file_with_the_bytes_of_another_is_found_by_the_title_search_under_its_own_name() {
    let place = Place::new();
    for name in ["copies/leak.txt", "web/administration.txt"] {
        place.put(&format!("in/{name}"), "The handbook of the house.\n");
    }
    place.run(["new", "p.assay", "--corpus", "in"]).well();
    assert_eq!(place.list("documents").len(), 1);
    for word in ["title:leak", "title:administration"] {
        let found = place.run(["search", "p.assay", word, "--json"]).well();
        assert!(found.text().contains("leak.txt"), "{word}: {}", found.text());
    }
}
