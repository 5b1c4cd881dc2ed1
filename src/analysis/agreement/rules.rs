//! What two claims on one matter may be to each other, rule by rule; the first that holds decides.

use super::features::Features;
use super::matters::{Matter, Matters};
use super::time::Period;
use super::{Known, Stated};
use crate::domain::claim::{ClaimKind, Firmness, Stance};
use crate::domain::link::LinkKind;
use crate::domain::{Id, fold};
use std::collections::BTreeSet;
use std::ops::Range;

/// What a pair is.
pub(super) struct Verdict {
    pub kinds: Vec<LinkKind>,
    pub rule: &'static str,
    pub why: String,
    pub marked: (Vec<Range<usize>>, Vec<Range<usize>>),
    /// What the rule adds to the weight of the pair.
    pub weight: f64,
}

type Side<'s, 'a> = (&'s Stated<'a>, &'s Features);

/// Part of the words, in hundredths, that two claims of the same words have in common.
const SAME: usize = 80;
/// Fewest words that say something in a claim of the same words as another.
const FEWEST: usize = 3;

/// A pair of claims with what both have.
struct Pair<'s, 'a> {
    one: Side<'s, 'a>,
    other: Side<'s, 'a>,
    known: &'s Known,
    /// The matters both are about, those that are not wide first.
    matters: Vec<Matter>,
    /// The words both have that are of no matter.
    stems: Vec<&'s str>,
}

/// What the second of two claims may be to the first; the first was said earlier where that is known.
pub(super) fn decide(one: Side<'_, '_>, other: Side<'_, '_>, known: &Known) -> Option<Verdict> {
    let lists = Matters::built_in();
    let mut matters: Vec<Matter> =
        one.1.matters.keys().copied().filter(|matter| other.1.matters.contains_key(matter)).collect();
    matters.sort_by_key(|matter| lists.is_wide(*matter));
    let plain = one.1.stems.iter().filter(|(_, word)| !word.of_matter).map(|(stem, _)| stem.as_str());
    let stems = plain.filter(|stem| other.1.stems.contains_key(*stem)).collect();
    let pair = Pair { one, other, known, matters, stems };
    pair.same_words()
        .or_else(|| pair.another_thing())
        .or_else(|| pair.same_paper())
        .or_else(|| pair.two_sides())
        .or_else(|| pair.denied())
        .or_else(|| pair.other_number())
        .or_else(|| pair.less_firm())
        .or_else(|| pair.same_office())
        .or_else(|| pair.agrees())
}

impl Pair<'_, '_> {
    fn verdict(
        &self,
        rule: &'static str,
        weight: f64,
        kinds: &[LinkKind],
        why: &[String],
        marked: &[Matter],
    ) -> Verdict {
        let words = |side: Side<'_, '_>| -> Vec<Range<usize>> {
            let of_matters = marked.iter().filter_map(|matter| side.1.matters.get(matter));
            let mut words: Vec<Range<usize>> = of_matters.flat_map(|about| about.words.clone()).collect();
            if words.is_empty() {
                words.extend(
                    self.stems.iter().filter_map(|stem| side.1.stems.get(*stem)).map(|word| word.bytes.clone()),
                );
            }
            words.sort_unstable_by_key(|range| range.start);
            words.dedup();
            words
        };
        let mut reasons = vec![self.common()];
        reasons.extend(why.iter().cloned());
        reasons.retain(|reason| !reason.is_empty());
        Verdict {
            kinds: kinds.to_vec(),
            rule,
            why: reasons.join("; "),
            marked: (words(self.one), words(self.other)),
            weight,
        }
    }

    /// What both have in common, in words.
    fn common(&self) -> String {
        let lists = Matters::built_in();
        let mut parts = Vec::new();
        if self.one.0.speaker.is_some() && self.one.0.speaker == self.other.0.speaker {
            parts.push("same speaker".to_owned());
        }
        if self.one.1.actors.iter().any(|actor| self.other.1.actors.contains(actor)) {
            parts.push("same actors".to_owned());
        }
        let names: Vec<&str> = self.matters.iter().map(|matter| lists.name(*matter)).take(3).collect();
        let words: Vec<String> = self.stems.iter().take(2).map(|stem| format!("“{stem}”")).collect();
        match (names.is_empty(), words.is_empty()) {
            (false, _) => parts.push(format!("both speak of {}", names.join(", "))),
            (true, false) => parts.push(format!("both have {}", words.join(", "))),
            (true, true) => {}
        }
        parts.join(", ")
    }

    fn years(&self) -> bool {
        self.one.1.years.iter().any(|year| self.other.1.years.contains(year))
    }

    /// The times at which both were said, where these are known and lie apart.
    fn said_apart(&self) -> bool {
        apart(self.one.1.said.as_ref(), self.other.1.said.as_ref())
    }

    fn is_later(&self) -> bool {
        matches!((&self.one.1.said, &self.other.1.said), (Some(one), Some(other)) if one.is_before(other))
    }

    fn same_origin(&self) -> bool {
        self.one.0.chain.first().is_some_and(|first| self.other.0.chain.first() == Some(first))
            && self.one.0.document != self.other.0.document
    }

    /// One says what the other says, in its words.
    fn same_words(&self) -> Option<Verdict> {
        let (one, other) = (&self.one.1.stems, &self.other.1.stems);
        let common = one.keys().filter(|stem| other.contains_key(*stem)).count();
        let (fewer, more) = (one.len().min(other.len()), one.len().max(other.len()));
        let enough = self.one.1.content.min(self.other.1.content) >= FEWEST && fewer >= FEWEST - 1;
        if !enough || common * 100 < more * SAME || self.clashes() {
            return None;
        }
        let within = self.one.0.document == self.other.0.document;
        let (kinds, why): (&[LinkKind], &str) = if within || self.same_origin() {
            (&[LinkKind::SameOrigin, LinkKind::SameAs], "the same words from the same hand")
        } else {
            (&[LinkKind::SameAs, LinkKind::SameOrigin, LinkKind::Supports], "the same words")
        };
        Some(self.verdict("same_words", 0.8, kinds, &[why.to_owned()], &self.matters))
    }

    /// Things that happen once, with other people, at another time or place: not one and the same.
    fn another_thing(&self) -> Option<Verdict> {
        let lists = Matters::built_in();
        let event = self.matters.iter().copied().find(|matter| lists.is_event(*matter))?;
        let happens = |side: Side<'_, '_>| matches!(side.0.kind, None | Some(ClaimKind::Event));
        let linked = self.years() || self.one.1.actors.iter().any(|actor| self.other.1.actors.contains(actor));
        if !happens(self.one) || !happens(self.other) || !linked {
            return None;
        }
        let mut differ: Vec<String> = Vec::new();
        let papers = are_apart(&self.one.1.instruments, &self.other.1.instruments);
        if papers {
            differ.push("two papers are named".to_owned());
        }
        let holders = self.two_holders();
        if holders {
            differ.push("two holders of one office".to_owned());
        } else if are_apart(&self.one.1.persons, &self.other.1.persons) {
            differ.push("other people".to_owned());
        }
        if are_apart(&self.one.1.places, &self.other.1.places) {
            differ.push("other places".to_owned());
        }
        if apart(self.one.1.happens.as_ref(), self.other.1.happens.as_ref())
            || (self.one.1.happens.is_none() || self.other.1.happens.is_none()) && self.told_apart()
        {
            differ.push("other times".to_owned());
        }
        if !(papers || holders || differ.len() > 1) {
            return None;
        }
        if self.years() {
            differ.push("a year in common makes them look alike".to_owned());
        }
        Some(self.verdict("another_thing", 1.2, &[LinkKind::DifferentThing], &differ, &[event]))
    }

    /// What is known of the time of one lies apart from when the other was said.
    fn told_apart(&self) -> bool {
        let time = |of: &Features| of.happens.clone().or_else(|| of.said.clone());
        apart(time(self.one.1).as_ref(), time(self.other.1).as_ref())
    }

    /// Somebody in one and somebody else in the other hold the same office, at times that do not meet.
    fn two_holders(&self) -> bool {
        let office = |of: &super::Office, other: &super::Office| {
            let term = |office: &super::Office| {
                let since = office.since.as_ref().and_then(Period::of);
                let until = office.until.as_ref().and_then(Period::of);
                (since, until)
            };
            let ((since, until), (from, to)) = (term(of), term(other));
            let before = |end: &Option<Period>, begin: &Option<Period>| matches!((end, begin), (Some(e), Some(b)) if e.is_before(b));
            of.words == other.words && (before(&until, &from) || before(&to, &since))
        };
        let pairs =
            self.one.1.persons.iter().flat_map(|one| self.other.1.persons.iter().map(move |other| (*one, *other)));
        pairs.filter(|(one, other)| one != other).any(|(one, other)| {
            let of = self.known.offices(other);
            self.known.offices(one).iter().any(|held| of.iter().any(|other| office(held, other)))
        })
    }

    /// Both name one paper.
    fn same_paper(&self) -> Option<Verdict> {
        let same = self.one.1.instruments.iter().any(|paper| self.other.1.instruments.contains(paper));
        if !same || self.opposed().is_some() || self.negations_differ() {
            return None;
        }
        let kinds = [LinkKind::SameAs, LinkKind::Supports, LinkKind::Elaborates];
        Some(self.verdict("same_paper", 0.4, &kinds, &["one paper is named in both".to_owned()], &self.matters))
    }

    /// A matter on which they stand on two sides.
    fn opposed(&self) -> Option<Matter> {
        self.matters.iter().copied().find(|matter| {
            let side = |of: Side<'_, '_>| of.1.matters.get(matter).map_or(0, |about| about.side.signum());
            side(self.one) * side(self.other) < 0
        })
    }

    fn stances_differ(&self) -> bool {
        let denies = |side: Side<'_, '_>| side.0.stance == Some(Stance::Denies);
        denies(self.one) != denies(self.other)
    }

    /// True where they have two sides, a negation of one or other numbers: however like their words are, they do not agree.
    fn clashes(&self) -> bool {
        self.opposed().is_some() || self.negations_differ() || self.other_number().is_some()
    }

    /// True where one of them is denied, or has a negation in its words, and the other is not.
    fn negations_differ(&self) -> bool {
        let negated = |side: Side<'_, '_>| side.1.negated || side.0.stance == Some(Stance::Denies);
        negated(self.one) != negated(self.other)
    }

    fn same_time(&self) -> bool {
        let happens =
            matches!((&self.one.1.happens, &self.other.1.happens), (Some(one), Some(other)) if !one.is_apart(other));
        happens && !self.said_apart()
    }

    fn firm(side: Side<'_, '_>) -> bool {
        matches!(side.0.firmness, Some(Firmness::Asserted | Firmness::Certain))
    }

    /// The kinds a clash may be, with the default first.
    fn clash(&self) -> Vec<LinkKind> {
        let mut kinds = vec![LinkKind::PullsAgainst];
        let later = self.is_later();
        if later {
            kinds.push(LinkKind::LaterStateOf);
        }
        if self.same_time() && Self::firm(self.one) && Self::firm(self.other) {
            kinds.push(LinkKind::Contradicts);
        }
        if later && self.one.0.speaker.is_some() && self.one.0.speaker == self.other.0.speaker {
            kinds.push(LinkKind::Retracts);
        }
        kinds.push(LinkKind::Qualifies);
        kinds
    }

    fn two_sides(&self) -> Option<Verdict> {
        let matter = self.opposed()?;
        let mut why = vec![format!("they stand on two sides of {}", Matters::built_in().name(matter))];
        if self.said_apart() {
            why.push("said at different times".to_owned());
        }
        Some(self.verdict("two_sides", 1.6, &self.clash(), &why, &[matter]))
    }

    /// One denies, or negates, what is like what the other affirms.
    fn denied(&self) -> Option<Verdict> {
        let lists = Matters::built_in();
        let near = self.stems.len() + self.matters.iter().filter(|matter| !lists.is_wide(**matter)).count();
        if !self.negations_differ() || near == 0 {
            return None;
        }
        let why = [if self.stances_differ() {
            "one denies, the other does not".to_owned()
        } else {
            "one has a negation, the other has none".to_owned()
        }];
        Some(self.verdict("denied", 0.9, &self.clash(), &why, &self.matters))
    }

    /// They count the same and come to different numbers.
    fn other_number(&self) -> Option<Verdict> {
        let counts = self.one.1.counts.iter().flat_map(|one| self.other.1.counts.iter().map(move |other| (one, other)));
        // Of what is counted alike; or each one number on a matter that both are about.
        let lists = Matters::built_in();
        let narrow = self.matters.iter().any(|matter| !lists.is_wide(*matter));
        let only = narrow && self.one.1.counts.len() == 1 && self.other.1.counts.len() == 1;
        let of_one_thing: Vec<_> = counts.filter(|(one, other)| only || one.1 == other.1).collect();
        let ((value, what, at), (otherwise, _, there)) = *of_one_thing
            .iter()
            .find(|(one, other)| one.0 != other.0)
            .filter(|_| !of_one_thing.iter().any(|(one, other)| one.0 == other.0))?;
        let mut kinds = self.clash();
        if self.one.1.rough || self.other.1.rough {
            kinds.retain(|kind| *kind != LinkKind::Contradicts);
        }
        let why = [format!("{value} against {otherwise} of {what}")];
        let mut verdict = self.verdict("other_number", 1.4, &kinds, &why, &[]);
        verdict.marked = (vec![at.clone()], vec![there.clone()]);
        Some(verdict)
    }

    /// One says for sure what is only possible for the other.
    fn less_firm(&self) -> Option<Verdict> {
        let loose = |side: Side<'_, '_>| {
            matches!(
                side.0.firmness,
                Some(Firmness::Possible | Firmness::Doubtful | Firmness::Unknown | Firmness::Conditional)
            )
        };
        let earlier_is_loose = loose(self.one) && Self::firm(self.other);
        let later_is_loose = Self::firm(self.one) && loose(self.other);
        let lists = Matters::built_in();
        let narrow = self.matters.iter().any(|matter| !lists.is_wide(*matter)) || self.stems.len() > 1;
        if !(earlier_is_loose || later_is_loose) || !narrow {
            return None;
        }
        if earlier_is_loose && self.is_later() {
            let why = ["possible first, said as a fact later".to_owned()];
            return Some(self.verdict(
                "firmer_later",
                0.3,
                &[LinkKind::LaterStateOf, LinkKind::Supports, LinkKind::Qualifies],
                &why,
                &self.matters,
            ));
        }
        let why = ["one says it as a fact, the other only as possible".to_owned()];
        let kinds = [LinkKind::Qualifies, LinkKind::PullsAgainst, LinkKind::Supports];
        Some(self.verdict("less_firm", 0.5, &kinds, &why, &self.matters))
    }

    /// Both give one person the office that is known of him.
    fn same_office(&self) -> Option<Verdict> {
        let named = |side: Side<'_, '_>| -> BTreeSet<String> {
            let words = side.1.matters.values().flat_map(|about| about.words.iter());
            words.filter_map(|bytes| side.0.words.get(bytes.clone())).map(fold).collect()
        };
        let both: BTreeSet<String> = named(self.one).intersection(&named(self.other)).cloned().collect();
        let holds = |person: &Id| {
            let offices = self.known.offices(*person).iter();
            let words = offices.flat_map(|office| office.words.split_whitespace());
            words.into_iter().find(|word| both.contains(*word))
        };
        let persons = self.one.1.persons.iter().filter(|person| self.other.1.persons.contains(*person));
        let office = persons.into_iter().find_map(holds)?;
        let kinds = [LinkKind::Supports, LinkKind::SameAs, LinkKind::Elaborates];
        Some(self.verdict(
            "same_office",
            0.8,
            &kinds,
            &[format!("both give one person the office of {office}")],
            &self.matters,
        ))
    }

    fn agrees(&self) -> Option<Verdict> {
        if self.matters.is_empty() && self.stems.is_empty() {
            return None;
        }
        let planned = |side: Side<'_, '_>| matches!(side.0.kind, Some(ClaimKind::Plan | ClaimKind::Forecast));
        let within = self.one.0.document == self.other.0.document;
        let (kinds, why): (Vec<LinkKind>, &str) = if self.same_origin() {
            let translated = self.one.0.language.is_some() && self.one.0.language != self.other.0.language;
            let mut kinds = vec![LinkKind::SameOrigin, LinkKind::SameAs, LinkKind::Supports];
            if translated {
                kinds.insert(1, LinkKind::TranslationOf);
            }
            (kinds, "both go back to one origin")
        } else if self.is_later() && (planned(self.one) || planned(self.other)) {
            (vec![LinkKind::LaterStateOf, LinkKind::Supports], "the one was said later, and plans are among them")
        } else if self.is_later() {
            (
                vec![LinkKind::Supports, LinkKind::LaterStateOf, LinkKind::Elaborates],
                "they agree, and the one was said later",
            )
        } else if within {
            (vec![LinkKind::Elaborates, LinkKind::Supports], "they agree, in one document")
        } else {
            (vec![LinkKind::Supports, LinkKind::Elaborates], "they agree")
        };
        Some(self.verdict("agrees", 0.0, &kinds, &[why.to_owned()], &self.matters))
    }
}

fn apart(one: Option<&Period>, other: Option<&Period>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one.is_apart(other))
}

/// True where both have some and none in common.
fn are_apart(one: &BTreeSet<Id>, other: &BTreeSet<Id>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}
