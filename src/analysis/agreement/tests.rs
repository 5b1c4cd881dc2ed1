//! Pairs of claims on made-up matters.

use super::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn claim(id: &Id, words: &str, document: Option<Id>) -> Stated {
    Stated {
        id: *id,
        words: words.to_owned(),
        language: Some("en".to_owned()),
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

/// The pairs of some claims among whose pairs some are decided.
fn all(claims: Vec<Stated>, decided: &dyn Fn(Id, Id) -> bool) -> Vec<Arc<Proposal>> {
    let mut weighing = Weighing::default();
    let claims = claims.into_iter().map(|claim| (claim.id, Some(claim))).collect();
    assert!(weighing.change(Change { claims, ..Change::default() }, decided, &mut |_| true));
    weighing.proposals()
}

/// What is proposed for claims of these words, each in a document of its own.
fn proposed(words: &[&str]) -> Vec<(usize, usize, LinkKind, String)> {
    let ids: Vec<Id> = words.iter().map(|_| Id::new()).collect();
    let claims = words.iter().zip(&ids).map(|(words, id)| claim(id, words, Some(Id::new()))).collect();
    let at = |id: Id| ids.iter().position(|known| *known == id).unwrap();
    let all = all(claims, &|_, _| false);
    all.into_iter().map(|p| (at(p.claims.0), at(p.claims.1), p.kinds[0], p.why.clone())).collect()
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
        let mut claims: Vec<Stated> =
            OTHERS.iter().map(|words| (Id::new(), words)).map(|(id, words)| claim(&id, words, Some(id))).collect();
        claims.push(Stated { stance: Some(stance), ..claim(&ids[0], "The whole ferry crew is dead", Some(Id::new())) });
        claims.push(claim(&ids[1], "The whole ferry crew is not dead", Some(Id::new())));
        all(claims, &|_, _| false).len()
    };
    assert_eq!((pair(Stance::Affirms), pair(Stance::Asks)), (1, 0));
}

/// What the first two of some claims are to each other, among others that have nothing to do with them.
fn between(one: Stated, other: Stated) -> Option<Arc<Proposal>> {
    let pair = [one.id, other.id];
    let others = OTHERS.iter().map(|words| claim(&Id::new(), words, Some(Id::new())));
    let all = all([one, other].into_iter().chain(others).collect(), &|_, _| false);
    all.into_iter().find(|p| pair.contains(&p.claims.0) && pair.contains(&p.claims.1))
}

fn told(words: &str) -> Stated {
    claim(&Id::new(), words, Some(Id::new()))
}

#[test]
fn what_one_says_on_one_day_in_two_languages_is_one_saying() {
    let (speaker, place) = (Id::new(), Id::new());
    let said = |words: &str, language: &str, day: &str| Stated {
        language: Some(language.to_owned()),
        speaker: Some(speaker),
        said: Some(day.parse().unwrap()),
        happens: Some("1907-03-01".parse().unwrap()),
        names: vec![place],
        kind: Some(ClaimKind::Event),
        ..told(words)
    };
    let english = said("The lighthouse was not damaged", "en", "1907-03-02");
    let german = said("Am Leuchtturm ist nichts beschädigt", "de", "1907-03-02");
    let found = between(english.clone(), german.clone()).unwrap();
    assert_eq!((found.rule, found.kinds[0]), ("translated", LinkKind::SameOrigin));
    assert!(found.kinds.contains(&LinkKind::TranslationOf));
    // Another day, another language than is known, the other way round: nothing is known of it.
    let later = said("Am Leuchtturm ist nichts beschädigt", "de", "1907-03-09");
    let denied = Stated { stance: Some(Stance::Denies), ..german.clone() };
    let unknown = Stated { language: None, ..german };
    for other in [later, denied, unknown] {
        assert!(between(english.clone(), other).is_none_or(|found| found.rule != "translated"));
    }
}

#[test]
fn numbers_and_times_of_day_are_laid_beside_each_other_without_a_word_in_both() {
    let tag = Id::new();
    let counted = |words: &str, day: &str| Stated {
        kind: Some(ClaimKind::Quantity),
        tags: vec![tag],
        said: Some(day.parse().unwrap()),
        happens: Some("1907-03-01".parse().unwrap()),
        ..told(words)
    };
    let first = counted("Some forty of those on the pier never came home", "1907-03-02");
    let rule = |one: &Stated, other: Stated| between(one.clone(), other).map(|found| (found.rule, found.kinds[0]));
    let later = counted("Of the visitors 56 lost their lives", "1907-05-02");
    assert_eq!(rule(&first, later.clone()), Some(("other_quantity", LinkKind::LaterStateOf)));
    assert!(!between(first.clone(), later).unwrap().kinds.contains(&LinkKind::Contradicts));
    // Of another order they are of other things; the same is no clash.
    assert_eq!(rule(&first, counted("Of the visitors 560 lost their lives", "1907-05-02")), None);
    let same = counted("Of the visitors 40 lost their lives", "1907-05-02");
    assert_eq!(rule(&first, same).map(|(_, kind)| kind), Some(LinkKind::Supports));

    let clock = |words: &str| Stated { happens: Some("1907-03-01".parse().unwrap()), names: vec![tag], ..told(words) };
    let (one, same) = (clock("The pier gave way at 2.25"), clock("La jetée a cédé à 14 h 25"));
    assert_eq!(rule(&one, same), Some(("same_number", LinkKind::Supports)));
    assert_eq!(rule(&one, clock("The pier gave way at 1.40 p.m.")).map(|(rule, _)| rule), Some("other_clock"));
}

#[test]
fn reasons_name_words_of_both_claims_and_no_time_that_is_not_known() {
    let day = |day: &str| Some(day.parse().unwrap());
    let one = Stated { published: day("1907-03-02"), ..told("Sanctions cut the supply of tin") };
    let other = Stated { published: day("1907-05-02"), ..told("The embargo stopped deliveries of tin") };
    let found = between(one.clone(), other.clone()).unwrap();
    assert!(found.why.contains("“Sanctions”, “embargo”"), "{}", found.why);
    assert!(found.why.contains("published later") && !found.why.contains("said later"), "{}", found.why);
    let (one, other) = (Stated { said: day("1907-03-02"), ..one }, Stated { said: day("1907-05-02"), ..other });
    assert!(between(one, other).unwrap().why.contains("said later"));
}

#[test]
fn what_was_decided_is_left_out() {
    let (a, b) = (Id::new(), Id::new());
    let mut claims = vec![
        claim(&a, "The ferry crew is alive", Some(Id::new())),
        claim(&b, "The ferry crew perished", Some(Id::new())),
    ];
    claims.extend(OTHERS.iter().map(|words| claim(&Id::new(), words, Some(Id::new()))));
    let pairs = |decided: &dyn Fn(Id, Id) -> bool| all(claims.clone(), decided);
    assert_eq!(pairs(&|_, _| false).iter().map(|p| p.claims).collect::<Vec<_>>(), [(a, b)]);
    assert_eq!(pairs(&|one, other| [one, other].contains(&a) && [one, other].contains(&b)), []);
}

/// Numbers by chance.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % most as u64).unwrap()
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

/// A project in the small, changed by chance.
struct Made {
    lot: Lot,
    names: Vec<Id>,
    documents: Vec<Id>,
    tags: Vec<Id>,
    claims: BTreeMap<Id, Stated>,
    links: BTreeSet<(Id, Id)>,
    /// By which of its spellings each name is known, what it names, and who holds an office.
    known: Vec<(bool, NameKind, bool)>,
}

const WORDS: [&str; 41] = [
    "ferry",
    "crew",
    "killed",
    "alive",
    "sank",
    "treaty",
    "signed",
    "rejected",
    "against",
    "friendly",
    "sanctions",
    "tin",
    "embargo",
    "explosion",
    "accident",
    "sabotage",
    "harbour",
    "lamp",
    "bell",
    "oak",
    "river",
    "mill",
    "wheat",
    "bridge",
    "opened",
    "secret",
    "talks",
    "mayor",
    "orchestra",
    "storm",
    "14",
    "21",
    "two",
    "2:25",
    "not",
    "denied",
    "never",
    "sailors",
    "Ruthven",
    "Maro",
    "Tellin",
];

impl Made {
    fn new(seed: u64) -> Self {
        let ids = |count: usize| (0..count).map(|_| Id::new()).collect::<Vec<Id>>();
        let known =
            vec![(false, NameKind::Person, false), (true, NameKind::Place, false), (true, NameKind::Person, true)];
        let (lot, claims, links) = (Lot(seed), BTreeMap::new(), BTreeSet::new());
        Self { lot, names: ids(3), documents: ids(6), tags: ids(3), claims, links, known }
    }

    fn stated(&mut self, id: Id) -> Stated {
        let length = 3 + self.lot.below(6);
        let words: Vec<&str> = (0..length).map(|_| self.lot.of(&WORDS)).collect();
        let document = self.lot.of(&self.documents);
        let mut out = claim(&id, &words.join(" "), Some(document));
        out.speaker = Some(self.lot.of(&self.names)).filter(|_| self.lot.below(3) > 0);
        out.stance = Some(self.lot.of(&[Stance::Affirms, Stance::Affirms, Stance::Denies, Stance::Asks]));
        out.firmness = Some(self.lot.of(&[Firmness::Asserted, Firmness::Possible]));
        let date = self.lot.of(&["1912-04", "1912-05-02", "1913"]).parse().unwrap();
        out.said = Some(date).filter(|_| self.lot.below(2) > 0);
        out.happens = Some("1912-04".parse().unwrap()).filter(|_| self.lot.below(2) > 0);
        out.kind = [None, Some(ClaimKind::Quantity), Some(ClaimKind::Event)][self.lot.below(3)];
        out.language = Some(self.lot.of(&["en", "en", "de"]).to_owned());
        out.tags = vec![self.lot.of(&self.tags)];
        out.names = vec![self.lot.of(&self.names)];
        out.chain = vec![self.lot.of(&self.names)];
        out
    }

    fn known(&self) -> Known {
        let mut known = Known::default();
        let spellings = [["Ruthven", "Ruth"], ["Maro", "Mar"], ["Tellin", "Tell"]];
        for ((name, spellings), (spelled, kind, _)) in self.names.iter().zip(spellings).zip(&self.known) {
            known.register.add(spellings[usize::from(!spelled)], *name, *kind == NameKind::Person);
            known.add_kind(*name, *kind);
        }
        for (name, _) in self.names.iter().zip(&self.known).filter(|(_, (.., holds))| *holds) {
            known.add_office(*name, "mayor of Maro", Some("1912".parse().unwrap()), None);
        }
        known
    }

    /// Changes something, and says what.
    fn edit(&mut self) -> Change {
        let ids: Vec<Id> = self.claims.keys().copied().collect();
        let mut change = Change::default();
        match self.lot.below(10) {
            0..=2 => {
                let id = Id::new();
                let stated = self.stated(id);
                self.claims.insert(id, stated.clone());
                change.claims.push((id, Some(stated)));
            }
            3 => {
                let id = self.lot.of(&ids);
                self.claims.remove(&id);
                change.claims.push((id, None));
            }
            4..=6 => {
                // Two at once, as a document that is described changes all of its claims.
                for id in [self.lot.of(&ids), self.lot.of(&ids)] {
                    let stated = self.stated(id);
                    self.claims.insert(id, stated.clone());
                    change.claims.retain(|(other, _)| *other != id);
                    change.claims.push((id, Some(stated)));
                }
            }
            7 | 8 => {
                let (one, other) = (self.lot.of(&ids), self.lot.of(&ids));
                let pair = (one.min(other), one.max(other));
                if !self.links.remove(&pair) {
                    self.links.insert(pair);
                }
                change.decided = vec![one, other];
            }
            _ => {
                let at = self.lot.below(self.known.len());
                let (spelled, kind, holds) = self.known[at];
                self.known[at] = match self.lot.below(3) {
                    0 => (!spelled, kind, holds),
                    1 => (spelled, self.lot.of(&[NameKind::Person, NameKind::Place, NameKind::Instrument]), holds),
                    _ => (spelled, kind, !holds),
                };
                change.known = Some(self.known());
            }
        }
        change
    }
}

#[test]
fn what_is_kept_from_change_to_change_is_what_all_of_it_weighed_anew_gives() {
    let (mut same, mut pairs) = (0, 0);
    for seed in 1..=4 {
        let mut made = Made::new(seed);
        // Near a number of claims at which all is another weight, and away from it.
        for _ in 0..[30, 62][usize::try_from(seed).unwrap() % 2] {
            let id = Id::new();
            let stated = made.stated(id);
            made.claims.insert(id, stated);
        }
        let links = made.links.clone();
        let claims = made.claims.clone().into_iter().map(|(id, stated)| (id, Some(stated))).collect();
        let first = Change { claims, known: Some(made.known()), ..Change::default() };
        let mut kept = Weighing::default();
        assert!(kept.change(
            first.clone(),
            &|one, other| links.contains(&(one.min(other), one.max(other))),
            &mut |_| true
        ));
        let mut before = kept.proposals();
        for n in 0..16 {
            let change = made.edit();
            let links = made.links.clone();
            let decided = |one: Id, other: Id| links.contains(&(one.min(other), one.max(other)));
            assert!(kept.change(change.clone(), &decided, &mut |_| true));
            let found = kept.proposals();
            let claims = made.claims.clone().into_iter().map(|(id, stated)| (id, Some(stated))).collect();
            let mut anew = Weighing::default();
            let all = Change { claims, known: Some(made.known()), ..Change::default() };
            assert!(anew.change(all, &decided, &mut |_| true));
            assert_eq!(found, anew.proposals(), "seed {seed}, edit {n}: {change:?}");
            same += usize::from(found == before);
            pairs += found.len();
            before = found;
        }
    }
    // What is compared is something, and it changes.
    assert!(pairs > 4 * 16 * 20 && same < 4 * 16 / 2, "{pairs} pairs, {same} times the same");
}

#[test]
fn one_claim_more_among_many_is_laid_beside_few() {
    let mut made = Made::new(11);
    for _ in 0..600 {
        let id = Id::new();
        let stated = made.stated(id);
        made.claims.insert(id, stated);
    }
    let mut kept = Weighing::default();
    let claims = made.claims.clone().into_iter().map(|(id, stated)| (id, Some(stated))).collect();
    assert!(kept.change(Change { claims, ..Change::default() }, &|_, _| false, &mut |_| true));
    // Said in words that nobody else has, it is weighed alone; given up midway, nothing of it is right.
    let id = Id::new();
    let stated = claim(&id, "Larches hum beside the quarry", None);
    let change = Change { claims: vec![(id, Some(stated))], ..Change::default() };
    let mut weighed = Vec::new();
    assert!(kept.change(change.clone(), &|_, _| false, &mut |n| {
        weighed.push(n);
        true
    }));
    assert_eq!(weighed, [0]);
    let change = Change { claims: vec![(id, None)], ..change };
    assert!(kept.change(change.clone(), &|_, _| false, &mut |_| false), "nothing is left to be weighed");
    let change = Change { claims: vec![(id, Some(claim(&id, "The storm sank the ferry", None)))], ..change };
    assert!(!kept.change(change, &|_, _| false, &mut |_| false));
}
