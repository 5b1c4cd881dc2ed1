//! Hedges and attributions on the command line: everything found in the two sample documents, held against the places an
//! analyst marked by hand, and lists of somebody's own.

use crate::program::{Place, text_of};
use serde_json::{Value, json};

/// The places of a list, in characters, that nothing found of its kind covers.
fn missed(text: &str, found: &[Value], places: &[(usize, usize)], attributes: bool) -> Vec<String> {
    let byte = |chars: usize| text.char_indices().nth(chars).map_or(text.len(), |(at, _)| at);
    let at = |value: &Value, field: &str| usize::try_from(value[field].as_u64().unwrap()).unwrap();
    let covers = |wording: &Value, from: usize, to: usize| {
        text_of(wording, "class").starts_with("said.") == attributes
            && at(wording, "start_byte") <= byte(from)
            && byte(to) <= at(wording, "end_byte")
    };
    let missed = places.iter().filter(|(from, to)| !found.iter().any(|wording| covers(wording, *from, *to)));
    missed.map(|(from, to)| text[byte(*from)..byte(*to)].to_owned()).collect()
}

fn shown(found: &[Value]) -> Vec<String> {
    let sign = |wording: &Value, field: &str, sign: &'static str| if wording[field] == json!(true) { sign } else { "" };
    let show = |w: &Value| {
        let signs = [sign(w, "quoted", "”"), sign(w, "negated", "¬"), sign(w, "stacked", "+")].concat();
        format!("{} {}{signs}", text_of(w, "class"), text_of(w, "quote"))
    };
    found.iter().map(show).collect()
}

#[test]
fn what_an_analyst_marked_in_the_sample_documents_is_found_and_all_else_is_known() {
    let place = Place::with_seeds();
    let [(a_id, a), (b_id, b)] = place.seeds();
    let (in_a, in_b) = (place.analysed("hedges", &a_id), place.analysed("hedges", &b_id));
    let nothing = Vec::<String>::new();

    let hedges = [(170, 179), (1273, 1284), (1475, 1484), (1513, 1518), (1532, 1543), (1992, 2001)];
    assert_eq!(missed(&a, &in_a, &hedges, false), nothing);
    let said =
        [(378, 390), (707, 713), (2769, 2777), (3051, 3059), (3404, 3410), (3943, 3949), (4207, 4212), (5086, 5091)];
    assert_eq!(missed(&a, &in_a, &said, true), nothing);
    let hedges = [
        (705, 719),
        (804, 823),
        (1068, 1077),
        (2066, 2069),
        (2212, 2219),
        (2253, 2258),
        (2812, 2824),
        (2886, 2894),
        (3006, 3023),
        (3123, 3128),
        (3397, 3400),
        (3612, 3621),
        (3787, 3799),
        (3825, 3832),
    ];
    assert_eq!(missed(&b, &in_b, &hedges, false), nothing);
    let said =
        [(177, 186), (412, 421), (1024, 1033), (1151, 1161), (1218, 1225), (1298, 1307), (1759, 1770), (2212, 2219)];
    assert_eq!(missed(&b, &in_b, &said, true), nothing);

    // All that is found, so that whoever changes the lists sees what becomes of it.
    assert_eq!(shown(&in_a), ALL_IN_A);
    assert_eq!(shown(&in_b), ALL_IN_B);
}

const ALL_IN_A: [&str; 42] = [
    "certain must",
    "shield perceived",
    "said.frame According to",
    "said.neutral published",
    "said.neutral stated",
    "strong unprecedented”",
    "said.stress Underscoring",
    "said.pledging signed",
    "strong comprehensive",
    "intended roadmap",
    "intended Prospective",
    "possible possibility",
    "intended seek to",
    "shield perceived",
    "possible could+",
    "probable indicate+",
    "possible possibility+",
    "shield perceived",
    "said.belief hope”",
    "intended will”",
    "said.neutral discuss”",
    "said.belief hope”",
    "intended will”",
    "said.neutral welcomed",
    "said.neutral remarked",
    "certain must”",
    "said.neutral stated",
    "strong highly”",
    "said.neutral stated",
    "said.neutral noted",
    "strong unprecedented",
    "certain clearly”",
    "said.neutral noted",
    "said.neutral discussed",
    "intended planned to",
    "strong comprehensive",
    "said.pledging agreed",
    "said.neutral подписали”",
    "intended дорожную карту”",
    "said.pledging sign”",
    "intended roadmap”",
    "strong comprehensive”",
];
const ALL_IN_B: [&str; 38] = [
    "strong significant",
    "said.pledging signing",
    "said.neutral announced",
    "said.frame through a post",
    "said.factive confirmed",
    "said.neutral outlines",
    "probable is expected to",
    "doubtful remains undisclosed",
    "strong high-profile",
    "said.neutral discussed",
    "possible potential",
    "said.stress emphasized",
    "said.neutral stating",
    "said.factive clarified",
    "said.stress underscoring",
    "strong particularly",
    "said.stress highlighted",
    "strong particularly",
    "possible may",
    "hearsay Analysts suggest",
    "said.belief suggest",
    "possible could",
    "strong Historically",
    "said.stress maintained",
    "probable is likely to",
    "possible possibly",
    "doubtful remain to be seen",
    "strong increasingly",
    "possible could",
    "strong particularly",
    "possible may",
    "possible potential",
    "said.factive demonstrated",
    "probable is likely to",
    "said.neutral continue",
    "intended seek to",
    "said.doubting assert",
    "strong increasingly",
];

#[test]
fn lists_of_ones_own_are_used_but_for_lines_that_cannot_be() {
    let place = Place::with_texts(&[("a.txt", "The vote might be postponed, the clerk muttered to nobody.\n")]);
    place.put(
        "own.txt",
        "# mine\nen possible  might\nen said.muttered  mutters\nen said.neutral  mutter/muttered\nen\n",
    );
    let ran = place.run(["analyse", "p.assay", "hedges", "--wordings", "own.txt"]).well();
    assert!(ran.text().contains("possible       The vote [might] be postponed"), "{ran:?}");
    assert!(
        ran.text().contains("said.neutral   The vote might be postponed, the clerk [muttered] to nobody."),
        "{ran:?}"
    );
    let told = &ran.err;
    assert!(told.contains("line 3: “said.muttered” is no class; there are certain,"), "{told}");
    assert!(told.contains("line 5: no words;") && told.contains("2 wordings in 1 of 1 documents."), "{told}");

    place.run(["analyse", "p.assay", "hedges", "--wordings", "none.txt"]).fault(1, "AS-CLI-05");
    let nothing = place.run(["analyse", "p.assay", "words", "--wordings", "own.txt"]);
    assert_eq!(nothing.code(), 2);
    place.put("empty.txt", "");
    assert_eq!(place.run(["analyse", "p.assay", "hedges", "--wordings", "empty.txt"]).code(), 1);
}
