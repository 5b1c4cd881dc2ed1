//! What two claims on one matter may be to each other, rule by rule; the first that holds decides.

use super::features::{Count, Features, Word};
use super::matters::{Matter, Matters};
use super::shared::{Near, TELLING};
use super::time::Period;
use super::{Known, Stated};
use crate::domain::claim::{ClaimKind, Firmness, Stance};
use crate::domain::link::LinkKind;
use crate::domain::name::NameKind;
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

type Side<'s> = (&'s Stated, &'s Features);

/// Part of the words, in hundredths, that two claims of the same words have in common.
const SAME: usize = 80;
/// Fewest words that say something in a claim of the same words as another.
const FEWEST: usize = 3;
/// What one of nearness adds to the weight of a pair, and the nearness from which more adds nothing.
const NEAR: f64 = 0.2;
const MOST_NEAR: usize = 8;
/// Most that a pair weighs by a rule: a clash of two that are near each other weighs 3.2.
pub(super) const MOST: f64 = 3.25;
/// Least nearness of two claims of other people for them to be about the same.
const CLOSE: usize = 3;
/// Nearness from which two claims say much the same.
const MUCH: usize = 6;
/// How many times one number may be another for both to be of one thing.
const TIMES: u64 = 4;
/// Most words that say something in a claim that is about somebody's office.
const TITLE: usize = 4;

/// A pair of claims with what both have.
struct Pair<'s> {
    one: Side<'s>,
    other: Side<'s>,
    known: &'s Known,
    /// The matters both are about, those that are not wide first.
    matters: Vec<Matter>,
    /// The words both have that are of no matter.
    stems: Vec<&'s str>,
    /// How much they have in common: two for a word or a narrow matter, one for what is wide, one more where both stand on a
    /// side of it.
    nearness: usize,
    /// Some word that is not wide stands in both.
    literal: bool,
    /// What they share, and how rare it is.
    near: &'s Near,
}

/// What the second of two claims may be to the first; the first was said earlier where that is known. `rare` says that few
/// others have something that both have.
pub(super) fn decide(one: Side<'_>, other: Side<'_>, known: &Known, near: &Near) -> Option<Verdict> {
    let lists = Matters::built_in();
    let mut matters: Vec<Matter> =
        one.1.matters.keys().copied().filter(|matter| other.1.matters.contains_key(matter)).collect();
    matters.sort_by_key(|matter| lists.is_wide(*matter));
    let both: Vec<(&str, &Word)> = one.1.stems.iter().map(|(stem, word)| (stem.as_str(), word)).collect();
    let both: Vec<(&str, &Word)> = both.into_iter().filter(|(stem, _)| other.1.stems.contains_key(*stem)).collect();
    let stems: Vec<&str> = both.iter().filter(|(_, word)| !word.of_matter).map(|(stem, _)| *stem).collect();
    let by_word = |matter: &Matter| {
        let words = one.1.matters.get(matter).map(|about| about.words.as_slice()).unwrap_or_default();
        both.iter().any(|(_, word)| words.contains(&word.bytes))
    };
    let word = |word: &Word| if word.is_wide { 1 } else { 2 };
    let matter = |matter: &Matter| {
        let side = |of: Side<'_>| of.1.matters.get(matter).map_or(0, |about| about.side);
        // One with two sides says little where neither stands on one, and more where both do.
        let stands = usize::from(side(one) != 0) + usize::from(side(other) != 0);
        let by_itself = match (lists.is_wide(*matter), by_word(matter)) {
            _ if lists.is_sided(*matter) && stands == 0 => 0,
            (_, true) => 0,
            (true, false) => 1,
            (false, false) => 2,
        };
        by_itself + usize::from(stands == 2)
    };
    let nearness = both.iter().map(|(_, said)| word(said)).sum::<usize>() + matters.iter().map(matter).sum::<usize>();
    let literal = both.iter().any(|(_, word)| !word.is_wide);
    let pair = Pair { one, other, known, matters, stems, nearness, literal, near };
    pair.same_words()
        .or_else(|| pair.translated())
        .or_else(|| pair.another_thing())
        .or_else(|| pair.same_paper())
        .or_else(|| pair.two_sides())
        .or_else(|| pair.denied())
        .or_else(|| pair.other_number())
        .or_else(|| pair.same_number())
        .or_else(|| pair.other_quantity())
        .or_else(|| pair.other_time_or_place())
        .or_else(|| pair.less_firm())
        .or_else(|| pair.same_office())
        .or_else(|| pair.agrees())
        .or_else(|| pair.said_again())
}

impl Pair<'_> {
    fn verdict(
        &self,
        rule: &'static str,
        weight: f64,
        kinds: &[LinkKind],
        why: &[String],
        marked: &[Matter],
    ) -> Verdict {
        let words = |side: Side<'_>| -> Vec<Range<usize>> {
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
        let weight = weight + self.nearness.min(MOST_NEAR) as f64 * NEAR;
        debug_assert!(weight <= MOST, "{rule} weighs {weight}");
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
        if self.same_speaker() {
            parts.push("same speaker".to_owned());
        }
        if self.same_actors() {
            parts.push("same actors".to_owned());
        }
        let matters = self.matters.iter().take(3).filter_map(|matter| {
            let word = |side: Side<'_>| self.word(side, side.1.matters.get(matter)?.words.first()?);
            Some(format!("{} ({})", lists.name(*matter), two(&word(self.one)?, &word(self.other)?)))
        });
        let words = self.stems.iter().take(2).filter_map(|stem| {
            let word = |side: Side<'_>| self.word(side, &side.1.stems.get(*stem)?.bytes);
            Some(two(&word(self.one)?, &word(self.other)?))
        });
        let (matters, words): (Vec<String>, Vec<String>) = (matters.collect(), words.collect());
        match (matters.is_empty(), words.is_empty()) {
            (false, _) => parts.push(format!("both speak of {}", matters.join(", "))),
            (true, false) => parts.push(format!("both have {}", words.join(", "))),
            (true, true) => {}
        }
        parts.join(", ")
    }

    /// A word of one of both, as it stands there.
    fn word(&self, side: Side<'_>, bytes: &Range<usize>) -> Option<String> {
        side.0.words.get(bytes.clone()).map(str::to_owned)
    }

    fn same_actors(&self) -> bool {
        self.one.1.actors.iter().any(|actor| self.other.1.actors.contains(actor))
    }

    /// Who is in both: named in one, and named in the other or speaking there.
    fn people(&self) -> BTreeSet<Id> {
        let of = |side: Side<'_>| -> BTreeSet<Id> { side.1.actors.iter().copied().chain(side.0.speaker).collect() };
        of(self.one).intersection(&of(self.other)).copied().collect()
    }

    /// Somebody says by a tag that both are of one thing.
    fn same_tag(&self) -> bool {
        self.one.0.tags.iter().any(|tag| self.other.0.tags.contains(tag))
    }

    /// What is told happens at one time, where that is known of both.
    fn same_days(&self) -> bool {
        matches!((&self.one.1.happens, &self.other.1.happens), (Some(one), Some(other)) if !one.is_apart(other))
    }

    fn in_two_languages(&self) -> bool {
        let of = |side: Side<'_>| {
            side.0.language.as_deref().and_then(|language| language.split('-').next()).map(str::to_owned)
        };
        matches!((of(self.one), of(self.other)), (Some(one), Some(other)) if one != other)
    }

    /// Both tell times of day, and not one is the same.
    fn clocks_differ(&self) -> bool {
        let (one, other) = (&self.one.1.clocks, &self.other.1.clocks);
        !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
    }

    /// So many of something, in both.
    fn number_in_both(&self) -> Option<(&Count, &Count)> {
        let counts = self.one.1.counts.iter().flat_map(|one| self.other.1.counts.iter().map(move |other| (one, other)));
        counts.into_iter().find(|(one, other)| one.value == other.value && self.is_one_thing(one, other))
    }

    /// True where two numbers are of one thing, as far as can be told: of what is called by one word, or, where no word can be
    /// the same or the number is all that is claimed, where it is large enough to say something.
    fn is_one_thing(&self, one: &Count, other: &Count) -> bool {
        let quantities = [self.one, self.other].iter().all(|side| side.0.kind == Some(ClaimKind::Quantity));
        let by_itself = self.in_two_languages() || quantities && (self.same_tag() || !self.stems.is_empty());
        one.of.intersection(&other.of).next().is_some() || one.value >= TELLING && by_itself
    }

    /// True where they have enough in common, or something and the same people: a country alone is in half of all claims.
    fn is_close(&self) -> bool {
        let (places, others): (Vec<Id>, Vec<Id>) =
            self.people().into_iter().partition(|name| self.known.kind(*name) == Some(NameKind::Place));
        let linked = !others.is_empty() || places.len() > 1 || self.near.tag_tells;
        self.nearness >= CLOSE || self.nearness >= CLOSE - 1 && linked
    }

    /// True where they are close enough for a clash: to clash on what few speak of they need have nothing else in common.
    fn may_clash(&self) -> bool {
        !self.asks() && (self.is_close() || self.near.is_rare && self.nearness >= CLOSE - 1)
    }

    fn same_speaker(&self) -> bool {
        self.one.0.speaker.is_some() && self.one.0.speaker == self.other.0.speaker
    }

    /// Both are of one hand, in one document.
    fn goes_on(&self) -> bool {
        self.one.0.document == self.other.0.document && self.one.0.speaker == self.other.0.speaker
    }

    /// Nobody says what he asks.
    fn asks(&self) -> bool {
        [self.one, self.other].iter().any(|side| side.0.stance == Some(Stance::Asks))
    }

    fn years(&self) -> bool {
        self.one.1.years.iter().any(|year| self.other.1.years.contains(year))
    }

    /// The times at which both were said, where these are known and lie apart.
    fn said_apart(&self) -> bool {
        apart(self.one.1.said.as_ref(), self.other.1.said.as_ref())
    }

    /// When both were said is told of them, and not of their documents alone.
    fn days_known(&self) -> bool {
        [self.one, self.other].iter().all(|side| side.0.said.as_ref().and_then(Period::of).is_some())
    }

    fn is_later(&self) -> bool {
        matches!((&self.one.1.said, &self.other.1.said), (Some(one), Some(other)) if one.is_before(other))
    }

    fn same_origin(&self) -> bool {
        self.one.0.chain.first().is_some_and(|first| self.other.0.chain.first() == Some(first))
            && self.one.0.document != self.other.0.document
            && !self.said_apart()
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

    /// One speaker said it on one day, and it is told in two languages: as far as can be seen without reading them, the same.
    fn translated(&self) -> Option<Verdict> {
        let day = |side: Side<'_>| side.1.said.as_ref().and_then(Period::day).map(str::to_owned);
        let (one, other) = (self.one, self.other);
        let alike = one.0.stance == other.0.stance && one.0.kind == other.0.kind && one.1.happens == other.1.happens;
        let told = self.same_speaker() && day(one).is_some() && day(one) == day(other);
        if !told || !alike || !self.in_two_languages() || one.0.document == other.0.document || self.opposed().is_some()
        {
            return None;
        }
        let number = self.number_in_both();
        let counts = [one, other].iter().all(|side| !side.1.counts.is_empty());
        if counts && number.is_none() {
            return None;
        }
        let common = self.people().len().saturating_sub(1)
            + usize::from(number.is_some())
            + usize::from(self.same_tag())
            + self.stems.len()
            + usize::from(one.1.happens.is_some());
        if common < 2 {
            return None;
        }
        let kinds = [LinkKind::SameOrigin, LinkKind::TranslationOf, LinkKind::SameAs, LinkKind::Supports];
        let why = ["said by one speaker on one day, told in two languages".to_owned()];
        let weight = (0.6 + 0.25 * common as f64).min(1.6);
        Some(self.verdict("translated", weight, &kinds, &why, &self.matters))
    }

    /// Both count, or tell the time of day, and come to the same.
    fn same_number(&self) -> Option<Verdict> {
        let linked = self.same_days() && (self.same_tag() || self.nearness >= CLOSE - 1 || !self.people().is_empty());
        if self.asks() || self.goes_on() || self.opposed().is_some() || self.negations_differ() || !linked {
            return None;
        }
        let clock = self.one.1.clocks.intersection(&self.other.1.clocks).next().is_some();
        let number = self.number_in_both();
        let why = match number {
            Some((one, _)) => format!("both come to {}", one.value),
            None if clock => "both tell one time of day".to_owned(),
            None => return None,
        };
        let origin = [LinkKind::SameOrigin, LinkKind::SameAs, LinkKind::Supports];
        let kinds =
            if self.same_origin() { origin } else { [LinkKind::Supports, LinkKind::SameAs, LinkKind::Elaborates] };
        let mut verdict = self.verdict("same_number", 1.0, &kinds, &[why], &[]);
        if let Some((one, other)) = number {
            verdict.marked = (vec![one.bytes.clone()], vec![other.bytes.clone()]);
        }
        Some(verdict)
    }

    /// Both say how many, of one thing as far as can be told without a word for it in both, and come to different numbers; or
    /// they tell different times of day.
    fn other_quantity(&self) -> Option<Verdict> {
        let lists = Matters::built_in();
        let (one, other) = (self.one, self.other);
        let quantities = [one, other].iter().all(|side| side.0.kind == Some(ClaimKind::Quantity));
        let narrow = self.matters.iter().any(|matter| !lists.is_wide(*matter) && !lists.is_sided(*matter));
        let places = one.1.places.iter().any(|place| other.1.places.contains(place));
        let told = self.same_days() || places || self.is_close();
        if self.asks() || self.goes_on() || !told || self.number_in_both().is_some() {
            return None;
        }
        let mut kinds = self.clash();
        // What they count may be two things for all that.
        kinds.retain(|kind| *kind != LinkKind::Contradicts);
        if self.is_later()
            && (!Self::firm(one) || one.1.rough || apart(one.1.happens.as_ref(), other.1.happens.as_ref()))
        {
            kinds.swap(0, 1);
        }
        // Of another order they are numbers of other things.
        let like = |one: u64, other: u64| one != other && one.max(other) / TIMES <= one.min(other);
        let pairs = one.1.numbers.iter().flat_map(|one| other.1.numbers.iter().map(move |other| (one, other)));
        let mut pairs = pairs.filter(|(one, other)| like(one.0, other.0));
        if let Some((first, second)) = pairs.next().filter(|_| quantities && (narrow || self.same_tag())) {
            let why = [format!("{} against {}", first.0, second.0)];
            let mut verdict = self.verdict("other_quantity", 0.9, &kinds, &why, &[]);
            verdict.marked = (vec![first.1.clone()], vec![second.1.clone()]);
            return Some(verdict);
        }
        if !self.clocks_differ() || !self.same_days() || !self.may_clash() {
            return None;
        }
        Some(self.verdict("other_clock", 1.0, &kinds, &["another time of day".to_owned()], &self.matters))
    }

    /// Things that happen once, with other people, at another time or place: not one and the same.
    fn another_thing(&self) -> Option<Verdict> {
        let lists = Matters::built_in();
        let event = self.matters.iter().copied().find(|matter| lists.is_event(*matter))?;
        let happens = |side: Side<'_>| matches!(side.0.kind, None | Some(ClaimKind::Event));
        let linked = self.years() || self.same_actors();
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
        let lists = Matters::built_in();
        let event = self.matters.iter().any(|matter| lists.is_event(*matter));
        if !same || !event || self.goes_on() || self.opposed().is_some() || self.negations_differ() {
            return None;
        }
        let kinds = [LinkKind::Supports, LinkKind::SameAs, LinkKind::Elaborates];
        Some(self.verdict("same_paper", 0.4, &kinds, &["one paper is named in both".to_owned()], &self.matters))
    }

    /// A matter on which they stand on two sides.
    fn opposed(&self) -> Option<Matter> {
        self.matters.iter().copied().find(|matter| {
            let side = |of: Side<'_>| of.1.matters.get(matter).map_or(0, |about| about.side.signum());
            side(self.one) * side(self.other) < 0
        })
    }

    fn stances_differ(&self) -> bool {
        let denies = |side: Side<'_>| side.0.stance == Some(Stance::Denies);
        denies(self.one) != denies(self.other)
    }

    /// True where they have two sides, a negation of one, other numbers or times of day: however like their words are, they do not agree.
    fn clashes(&self) -> bool {
        self.opposed().is_some() || self.negations_differ() || self.other_number().is_some() || self.clocks_differ()
    }

    /// True where what both speak of is negated in one of them, and not in the other. On one side of a matter they agree,
    /// however that is said.
    fn negations_differ(&self) -> bool {
        let same_side = self.matters.iter().any(|matter| {
            let side = |of: Side<'_>| of.1.matters.get(matter).map_or(0, |about| about.side.signum());
            side(self.one) * side(self.other) > 0
        });
        let words = self.one.1.stems.iter().filter_map(|(stem, word)| Some((word, self.other.1.stems.get(stem)?)));
        let words: Vec<bool> = words.filter(|(word, _)| !word.is_wide).map(|(a, b)| a.turned != b.turned).collect();
        let matters = || {
            let lists = Matters::built_in();
            let narrow = self.matters.iter().filter(|matter| !lists.is_wide(**matter) && !lists.is_sided(**matter));
            let turned = |of: Side<'_>, matter| of.1.matters.get(matter).map(|about| about.turned);
            narrow.map(|matter| turned(self.one, matter) != turned(self.other, matter)).collect()
        };
        // Words say more than matters: these are asked where no word is in both.
        let differ = if words.is_empty() { matters() } else { words };
        let count = differ.iter().filter(|differs| **differs).count();
        !same_side && count > 0 && count * 2 >= differ.len()
    }

    fn same_time(&self) -> bool {
        let happens =
            matches!((&self.one.1.happens, &self.other.1.happens), (Some(one), Some(other)) if !one.is_apart(other));
        happens && !self.said_apart()
    }

    fn firm(side: Side<'_>) -> bool {
        matches!(side.0.firmness, Some(Firmness::Asserted | Firmness::Certain))
    }

    fn planned(side: Side<'_>) -> bool {
        matches!(side.0.kind, Some(ClaimKind::Plan | ClaimKind::Forecast))
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
        if later && self.same_speaker() {
            kinds.push(LinkKind::Retracts);
        }
        kinds.push(LinkKind::Qualifies);
        kinds
    }

    fn two_sides(&self) -> Option<Verdict> {
        let matter = self.opposed()?;
        // The same matter of other people is another matter.
        if !self.may_clash() {
            return None;
        }
        let mut why = vec![format!("they stand on two sides of {}", Matters::built_in().name(matter))];
        if self.said_apart() {
            why.push(
                if self.days_known() { "said at different times" } else { "published at different times" }.to_owned(),
            );
        }
        Some(self.verdict("two_sides", 1.6, &self.clash(), &why, &[matter]))
    }

    /// One denies, or negates, what is like what the other affirms.
    fn denied(&self) -> Option<Verdict> {
        if self.goes_on() || !self.negations_differ() || !self.may_clash() {
            return None;
        }
        let why = [if self.stances_differ() {
            "one denies, the other does not".to_owned()
        } else {
            "one has a negation, the other has none".to_owned()
        }];
        let mut kinds = self.clash();
        // What was planned, and did not come about.
        let meant = Self::planned(self.one) || self.one.0.kind == Some(ClaimKind::Intention);
        if self.is_later() && meant && self.other.0.stance == Some(Stance::Denies) && !Self::planned(self.other) {
            kinds.swap(0, 1);
        }
        // What a negation is before is told by its place alone: they may agree.
        kinds.push(LinkKind::Supports);
        Some(self.verdict("denied", 0.9, &kinds, &why, &self.matters))
    }

    /// They count the same and come to different numbers.
    fn other_number(&self) -> Option<Verdict> {
        let counts = self.one.1.counts.iter().flat_map(|one| self.other.1.counts.iter().map(move |other| (one, other)));
        let of_one_thing: Vec<(&Count, &Count)> =
            counts.filter(|(one, other)| one.of.intersection(&other.of).next().is_some()).collect();
        if self.asks() || self.goes_on() || of_one_thing.iter().any(|(one, other)| one.value == other.value) {
            return None;
        }
        let (one, other) = *of_one_thing.first()?;
        let mut kinds = self.clash();
        if self.one.1.rough || self.other.1.rough {
            kinds.retain(|kind| *kind != LinkKind::Contradicts);
        }
        // So many at first, as far as was known, and counted again later. Of two who are both sure one is wrong.
        let so_far = !Self::firm(self.one) || self.one.1.rough || Self::planned(self.one);
        if self.is_later() && so_far {
            kinds.swap(0, 1);
        }
        let why = [format!("{} against {} of “{}”", one.value, other.value, one.what)];
        let mut verdict = self.verdict("other_number", 1.4, &kinds, &why, &[]);
        verdict.marked = (vec![one.bytes.clone()], vec![other.bytes.clone()]);
        Some(verdict)
    }

    /// Much the same is said to have happened at another time, or in another place.
    fn other_time_or_place(&self) -> Option<Verdict> {
        let time = apart(self.one.1.happens.as_ref(), self.other.1.happens.as_ref());
        let stated = self.one.0.place.is_some() && self.other.0.place.is_some();
        let place = stated && are_apart(&self.one.1.places, &self.other.1.places);
        let happens = |side: Side<'_>| matches!(side.0.kind, None | Some(ClaimKind::Event));
        let of_events = happens(self.one) && happens(self.other);
        if self.asks() || self.goes_on() || !of_events || !(time || place) || self.nearness < MUCH {
            return None;
        }
        let mut why = Vec::new();
        why.extend(time.then(|| "it happens at another time".to_owned()));
        why.extend(place.then(|| "it happens in another place".to_owned()));
        let kinds = [LinkKind::PullsAgainst, LinkKind::DifferentThing, LinkKind::LaterStateOf, LinkKind::Qualifies];
        Some(self.verdict("other_time_or_place", 0.9, &kinds, &why, &self.matters))
    }

    /// One says for sure what is only possible for the other.
    fn less_firm(&self) -> Option<Verdict> {
        let loose = |side: Side<'_>| {
            matches!(
                side.0.firmness,
                Some(Firmness::Possible | Firmness::Doubtful | Firmness::Unknown | Firmness::Conditional)
            )
        };
        let earlier_is_loose = loose(self.one) && Self::firm(self.other);
        let later_is_loose = Self::firm(self.one) && loose(self.other);
        if !(earlier_is_loose || later_is_loose) || self.asks() || !self.literal || !self.is_close() {
            return None;
        }
        if earlier_is_loose && self.is_later() {
            let why = if self.days_known() {
                "possible first, said as a fact later"
            } else {
                "possible first, a fact in what was published later"
            };
            let why = [why.to_owned()];
            let later = [LinkKind::LaterStateOf, LinkKind::Supports, LinkKind::Qualifies];
            return Some(self.verdict(
                "firmer_later",
                0.3,
                if self.same_speaker() {
                    &later
                } else {
                    &[LinkKind::Supports, LinkKind::LaterStateOf, LinkKind::Qualifies]
                },
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
        // A title says of whom is spoken, and is claimed only where little else is.
        if self.one.1.content.min(self.other.1.content) > TITLE {
            return None;
        }
        let named = |side: Side<'_>| -> BTreeSet<String> {
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
        let within = self.one.0.document == self.other.0.document;
        let deny = [self.one, self.other].iter().all(|side| side.0.stance == Some(Stance::Denies));
        let close = self.is_close() || deny && self.literal && self.same_actors();
        // What one hand writes in one document goes on by itself.
        if self.asks() || !close || self.goes_on() || self.opposed().is_some() {
            return None;
        }
        // Two who say how many, and not the same, do not agree on it.
        let counts = [self.one, self.other]
            .iter()
            .all(|side| side.0.kind == Some(ClaimKind::Quantity) && !side.1.numbers.is_empty());
        if counts && self.number_in_both().is_none() {
            return None;
        }
        let ahead =
            [self.one, self.other].iter().all(|side| Self::planned(*side) || side.0.kind == Some(ClaimKind::Intention));
        let moved = ahead && apart(self.one.1.happens.as_ref(), self.other.1.happens.as_ref());
        let (kinds, why): (Vec<LinkKind>, &str) = if self.same_origin() {
            let translated = self.one.0.language.is_some() && self.one.0.language != self.other.0.language;
            let mut kinds = vec![LinkKind::SameOrigin, LinkKind::SameAs, LinkKind::Supports];
            if translated {
                kinds.insert(1, LinkKind::TranslationOf);
            }
            (kinds, "both go back to one origin")
        } else if self.is_later() && moved {
            (
                vec![LinkKind::LaterStateOf, LinkKind::PullsAgainst, LinkKind::Supports],
                "expected for another time later",
            )
        } else if self.is_later() && Self::planned(self.one) && !Self::planned(self.other) {
            let why = if self.days_known() {
                "planned first, told as done later"
            } else {
                "planned first, told as done in what was published later"
            };
            (vec![LinkKind::LaterStateOf, LinkKind::Supports], why)
        } else if self.is_later() {
            (
                vec![LinkKind::Supports, LinkKind::LaterStateOf, LinkKind::Elaborates, LinkKind::PullsAgainst],
                if self.days_known() {
                    "no word clashes, and the one was said later"
                } else {
                    "no word clashes, and the one stands in what was published later"
                },
            )
        } else if within {
            (vec![LinkKind::Elaborates, LinkKind::Supports, LinkKind::PullsAgainst], "no word clashes, in one document")
        } else {
            (vec![LinkKind::Supports, LinkKind::Elaborates, LinkKind::PullsAgainst], "no word clashes")
        };
        Some(self.verdict("agrees", 0.0, &kinds, &[why.to_owned()], &self.matters))
    }

    /// One speaker on one thing, by its tag, at two times.
    fn said_again(&self) -> Option<Verdict> {
        let (one, other) = (self.one, self.other);
        let times = apart(one.1.happens.as_ref(), other.1.happens.as_ref());
        let papers = one.0.document == other.0.document;
        if self.asks()
            || !self.same_speaker()
            || !self.same_tag()
            || !self.said_apart()
            || !self.days_known()
            || papers
            || times
        {
            return None;
        }
        let kinds = [LinkKind::LaterStateOf, LinkKind::PullsAgainst, LinkKind::Supports, LinkKind::Qualifies];
        Some(self.verdict("said_again", 0.4, &kinds, &["said under one tag at two times".to_owned()], &self.matters))
    }
}

/// A word, or two where they are not the same.
fn two(one: &str, other: &str) -> String {
    if fold(one) == fold(other) { format!("“{one}”") } else { format!("“{one}”, “{other}”") }
}

fn apart(one: Option<&Period>, other: Option<&Period>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one.is_apart(other))
}

/// True where both have some and none in common.
fn are_apart(one: &BTreeSet<Id>, other: &BTreeSet<Id>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}
