//! Pairs of claims on made-up matters.

use super::*;

fn claim<'a>(id: &Id, words: &'a str, document: Option<Id>) -> Stated<'a> {
    Stated {
        id: *id,
        words,
        language: Some("en"),
        speaker: None,
        stance: Some(Stance::Affirms),
        firmness: Some(Firmness::Asserted),
        form: None,
        said: None,
        happens: None,
        published: None,
        place: None,
        kind: None,
        tags: Vec::new(),
        names: Vec::new(),
        document,
        chain: Vec::new(),
    }
}

/// What is proposed for claims of these words, each in a document of its own.
fn proposed(words: &[&str]) -> Vec<(usize, usize, LinkKind, String)> {
    let ids: Vec<Id> = words.iter().map(|_| Id::new()).collect();
    let known = Known::default();
    let claims = words.iter().zip(&ids).map(|(words, id)| claim(id, words, Some(Id::new()))).collect();
    let at = |id: Id| ids.iter().position(|known| *known == id).unwrap();
    let all = Weighing::of(claims, &known).all(&|_, _| false, &mut |_| true);
    all.into_iter().map(|p| (at(p.claims.0), at(p.claims.1), p.kinds[0], p.why)).collect()
}

const OTHERS: [&str; 6] = [
    "Olive prices rose in the southern provinces",
    "The museum bought a second painting",
    "Two schools were painted blue",
    "A new bridge was opened for cyclists",
    "Wheat was stored in the old mill",
    "The orchestra played for the mayor",
];

fn among<'a>(words: &[&'a str]) -> Vec<&'a str> {
    words.iter().chain(&OTHERS).copied().collect()
}

fn of_first_two(words: &[&str]) -> Option<LinkKind> {
    proposed(&among(words)).into_iter().find(|(one, other, ..)| (*one, *other) == (0, 1)).map(|(_, _, kind, _)| kind)
}

#[test]
fn two_sides_a_negation_numbers_and_agreement_are_told_apart() {
    assert_eq!(
        of_first_two(&["The ferry crew is alive and unharmed", "The whole ferry crew perished"]),
        Some(LinkKind::PullsAgainst)
    );
    assert_eq!(
        of_first_two(&["The pact was aimed against the islanders", "The pact is not aimed against anybody"]),
        Some(LinkKind::PullsAgainst)
    );
    assert_eq!(
        of_first_two(&["The storm killed 14 fishermen", "Nine fishermen were killed in the storm"]),
        Some(LinkKind::PullsAgainst)
    );
    assert_eq!(
        of_first_two(&["The storm killed 1,500 fishermen", "In the storm 2,500 fishermen were killed"]),
        Some(LinkKind::PullsAgainst)
    );
    assert_eq!(
        of_first_two(&["Twenty-one fishermen were killed in the storm", "The storm killed 21 fishermen"]),
        Some(LinkKind::SameAs)
    );
    assert_eq!(
        of_first_two(&["Sanctions cut the supply of tin", "The embargo stopped deliveries of tin"]),
        Some(LinkKind::Supports)
    );
    assert_eq!(of_first_two(&["Sanctions cut the supply of tin", "A choir sang in the square"]), None);
}

#[test]
fn what_only_looks_like_a_clash_is_none() {
    // Both deny it, each in its way.
    assert_ne!(
        of_first_two(&["The envoy declined to meet the islanders", "The envoy did not meet the islanders"]),
        Some(LinkKind::PullsAgainst)
    );
    // What is numbered is not counted, and numbers of other things are no clash.
    for other in ["The storm broke the mast at frame 18", "The storm lasted 18 hours and the mast broke"] {
        assert_ne!(of_first_two(&["The storm broke two masts and the rudder", other]), Some(LinkKind::PullsAgainst));
    }
    // A number says what it counts behind it or before it.
    for other in ["In the storm 251 sailors are reported killed", "The killed in the storm are 253"] {
        let found = of_first_two(&["In the storm 258 men were killed", other]);
        assert_eq!(found, Some(LinkKind::PullsAgainst), "{other}");
    }
    // Nobody says what he asks.
    let ids = [Id::new(), Id::new()];
    let pair = |stance| {
        let known = Known::default();
        let mut claims: Vec<Stated<'_>> =
            OTHERS.iter().map(|words| (Id::new(), words)).map(|(id, words)| claim(&id, words, Some(id))).collect();
        claims.push(Stated { stance: Some(stance), ..claim(&ids[0], "The whole ferry crew is dead", Some(Id::new())) });
        claims.push(claim(&ids[1], "The whole ferry crew is not dead", Some(Id::new())));
        Weighing::of(claims, &known).all(&|_, _| false, &mut |_| true).len()
    };
    assert_eq!((pair(Stance::Affirms), pair(Stance::Asks)), (1, 0));
}

#[test]
fn what_was_decided_is_left_out_and_nobody_is_compared_with_all() {
    let (a, b) = (Id::new(), Id::new());
    let known = Known::default();
    let mut claims = vec![
        claim(&a, "The ferry crew is alive", Some(Id::new())),
        claim(&b, "The ferry crew perished", Some(Id::new())),
    ];
    let others: Vec<Id> = OTHERS.iter().map(|_| Id::new()).collect();
    claims.extend(OTHERS.iter().zip(&others).map(|(words, id)| claim(id, words, Some(Id::new()))));
    let weighing = Weighing::of(claims, &known);
    let all = |decided: &dyn Fn(Id, Id) -> bool| weighing.all(decided, &mut |_| true);
    assert_eq!(all(&|_, _| false).iter().map(|p| p.claims).collect::<Vec<_>>(), [(a, b)]);
    assert_eq!(all(&|one, other| [one, other].contains(&a) && [one, other].contains(&b)), []);
    // Given up between two claims: what only one of both was asked for is not proposed.
    assert_eq!(weighing.all(&|_, _| false, &mut |n| n < 1), []);
}
