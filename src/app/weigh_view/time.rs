//! Claims in time and who says what, of the records that are in memory: lanes and matters with their words, and the time that
//! narrows what Weigh lists.

use super::shown;
use crate::analysis::matrix::{self, Columns, Matrix, Rows, Says};
use crate::analysis::placed::Placed;
use crate::analysis::timeline::{self, Clock, Day, Lanes, Line, Time, Timeline, date_of, day_of, times};
use crate::app::model::{By, Model};
use crate::app::tag_view::TagScope;
use crate::app::view::speaker_words;
use crate::domain::calendar::Calendar;
use crate::domain::claim::{Claim, ClaimStatus, Evidence};
use crate::domain::document::{Document, Triage};
use crate::domain::{Date, Id, Words};
use crate::say::time as say;
use foldhash::fast::RandomState;
use std::collections::{HashMap, HashSet};

/// Days, both ends included.
pub type Days = (Day, Day);

/// What is asked of a claim beside who says it and the documents it rests on; of twenty thousand each costs time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Beside {
    Nothing,
    Tags,
    Names,
}

/// A claim with what places it.
fn placed<'m>(model: &'m Model, claim: &'m Claim, beside: Beside) -> Placed<'m> {
    let passages: Vec<Id> =
        model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage).collect();
    let documents = passages.iter().filter_map(|id| model.documents.get(&model.passages.get(id)?.document));
    let own = model.ids(By::ClaimTags, claim.id).filter_map(|id| model.claim_tags.get(&id)).map(|row| row.tag);
    let of_passages = passages.iter().flat_map(|id| model.tags_of(*id)).map(|(_, tag)| tag.id);
    let mentions = passages.iter().flat_map(|id| model.ids(By::Mentions, *id));
    Placed {
        claim,
        speaker: claim.speaker.map(|name| model.who(name)),
        documents: documents.map(|document| (document, document.outlet.map(|name| model.who(name)))).collect(),
        tags: if beside == Beside::Tags { own.chain(of_passages).collect() } else { Vec::new() },
        names: match beside {
            Beside::Names => mentions.filter_map(|id| model.mentions.get(&id)).map(|row| model.who(row.name)).collect(),
            Beside::Nothing | Beside::Tags => Vec::new(),
        },
    }
}

/// All claims with what places them. What they rest on is gone through once in the order it lies in, not looked up claim by claim:
/// of twenty thousand that is most of the work.
fn all_placed<'m>(model: &'m Model, scope: Option<&TagScope>, beside: Beside) -> Vec<Placed<'m>> {
    let claims = model.claims.values().filter(|claim| scope.is_none_or(|scope| scope.has_claim(model, claim.id)));
    if beside != Beside::Nothing {
        return claims.map(|claim| placed(model, claim, beside)).collect();
    }
    let who: HashMap<Id, Id, RandomState> = model.names.keys().map(|name| (*name, model.who(*name))).collect();
    let known = |name: Id| who.get(&name).copied().unwrap_or(name);
    let with_outlet = |document: &'m Document| (document, document.outlet.map(known));
    let documents: HashMap<Id, (&Document, Option<Id>), RandomState> =
        model.documents.iter().map(|(id, document)| (*id, with_outlet(document))).collect();
    let stands: HashMap<Id, (&Document, Option<Id>), RandomState> =
        model.passages.values().filter_map(|row| Some((row.id, *documents.get(&row.document)?))).collect();
    let mut rests: Vec<(Id, Id)> = model.evidence.values().filter_map(|row| Some((row.claim, row.passage?))).collect();
    // Of a claim they stay in the order they were given.
    rests.sort_by_key(|(claim, _)| *claim);
    let mut left = rests.as_slice();
    let place = |claim: &'m Claim| {
        // Both lie in the order of the claims.
        let before = left.iter().take_while(|(of, _)| *of < claim.id).count();
        left = left.get(before..).unwrap_or_default();
        let own = left.iter().take_while(|(of, _)| *of == claim.id);
        Placed {
            claim,
            speaker: claim.speaker.map(known),
            documents: own.filter_map(|(_, passage)| stands.get(passage)).copied().collect(),
            tags: Vec::new(),
            names: Vec::new(),
        }
    };
    claims.map(place).collect()
}

/// The claims in time, in lanes.
pub fn timeline_of(model: &Model, by: Lanes, scope: Option<&TagScope>, within: Option<Days>) -> Timeline {
    let beside = if by == Lanes::Tag { Beside::Tags } else { Beside::Nothing };
    timeline::timeline(&all_placed(model, scope, beside), by, within)
}

/// Who says what, of the claims that may be of some days.
pub fn matrix_of(
    model: &Model,
    (rows, columns): (Rows, Columns),
    scope: Option<&TagScope>,
    within: Option<Days>,
) -> Matrix {
    let beside = match rows {
        Rows::Matter => Beside::Nothing,
        Rows::Name => Beside::Names,
        Rows::Tag => Beside::Tags,
    };
    let mut claims = all_placed(model, scope, beside);
    if let Some(days) = within {
        claims.retain(|placed| times(placed).iter().flatten().any(|time| time.touches(days)));
    }
    matrix::matrix(&claims, model.links.values(), rows, columns)
}

/// How many of the documents that are shown, those we dropped left out, no claim rests on: they have no column, and their
/// silence says nothing yet.
pub fn without_claims(model: &Model) -> usize {
    let rests = |row: &Evidence| row.passage.and_then(|id| model.passages.get(&id)).map(|passage| passage.document);
    let claimed: HashSet<Id> = model.evidence.values().filter_map(rests).collect();
    let looked_at = model.shown_documents().filter(|document| document.triage != Triage::Dropped);
    looked_at.filter(|document| !claimed.contains(&document.id)).count()
}

/// What there is to show: claims with a date (a second is enough to know), and claims of more than one source.
pub fn is_something(model: &Model) -> (bool, bool) {
    let open = |claim: &&Claim| claim.status == ClaimStatus::Open;
    let dated = |claim: &&Claim| times(&placed(model, claim, Beside::Nothing)).iter().flatten().next().is_some();
    let in_time = model.claims.values().filter(open).filter(dated).nth(1).is_some();
    let mut sources: HashSet<Id> = HashSet::new();
    let by_some = model.claims.values().filter(open).any(|claim| {
        let placed = placed(model, claim, Beside::Nothing);
        sources.extend(placed.speaker);
        sources.extend(placed.outlets());
        sources.len() > 1
    });
    (in_time, by_some)
}

/// The claims that may be of some days.
#[derive(Clone, Debug, Default)]
pub struct TimeScope(HashSet<Id>);

impl TimeScope {
    /// Those of a model.
    pub fn of(model: &Model, days: Days) -> Self {
        let claims = all_placed(model, None, Beside::Nothing);
        let touches = |placed: &&Placed<'_>| times(placed).iter().flatten().any(|time| time.touches(days));
        Self(claims.iter().filter(touches).map(|placed| placed.claim.id).collect())
    }

    /// True for such a claim.
    pub fn has(&self, claim: Id) -> bool {
        self.0.contains(&claim)
    }

    /// True for a name that says or prints such a claim, or is named where one stands.
    pub fn has_name(&self, model: &Model, name: Id) -> bool {
        let names = model.merged(name);
        let says = names.iter().flat_map(|id| model.ids(By::Said, *id));
        let printed = names.iter().flat_map(|id| model.ids(By::Published, *id));
        let marked = names.iter().flat_map(|id| model.ids(By::Mentioned, *id));
        let of_document = |id: Id| model.ids(By::Passages, id);
        let mut passages = printed
            .flat_map(of_document)
            .chain(marked.filter_map(|id| model.mentions.get(&id)).map(|mention| mention.passage));
        says.into_iter().any(|claim| self.has(claim)) || passages.any(|passage| self.has_passage(model, passage))
    }

    /// True for a judgement that rests on such a claim.
    pub fn has_judgement(&self, model: &Model, judgement: Id) -> bool {
        let rests = model.ids(By::RestsOn, judgement).filter_map(|id| model.judgement_claims.get(&id));
        rests.into_iter().any(|row| self.has(row.claim))
    }

    /// True where such a claim, or a claim of such a document, lacks something.
    pub fn has_lacking(&self, model: &Model, document: Option<Id>, claim: Option<Id>) -> bool {
        claim.is_some_and(|claim| self.has(claim))
            || document.is_some_and(|id| model.ids(By::Passages, id).any(|passage| self.has_passage(model, passage)))
    }

    fn has_passage(&self, model: &Model, passage: Id) -> bool {
        model.ids(By::Gives, passage).filter_map(|id| model.evidence.get(&id)).any(|row| self.has(row.claim))
    }
}

/// What something a lane, a row or a column is of is called: a name, a document, a tag, or a claim by its words.
pub fn called(model: &Model, id: Id) -> Words {
    let name = || model.names.get(&id).map(|name| name.words.clone());
    let document = || model.documents.get(&id).map(|document| document.heading().clone());
    let tag = || model.tags.get(&id).map(|tag| tag.name.words().clone());
    let claim = || model.claims.get(&id).map(shown);
    name().or_else(document).or_else(tag).or_else(claim).unwrap_or_default()
}

/// A claim's date as it is told: the document's words, and our reading of them.
fn told(clock: Clock, date: Option<&Date>, words: Option<&Words>) -> Option<String> {
    let date = date.map(Date::shown);
    Some(match (date, words) {
        (Some(date), Some(words)) => say::told_as(clock.label(), &date, words.raw()),
        (Some(date), None) => say::told(clock.label(), &date),
        (None, Some(words)) => say::told(clock.label(), words.raw()),
        (None, None) => return None,
    })
}

/// What is known of a claim's times, a line each: when it happens, was said, was published, in other calendars too where the
/// day is known, and how long after each other.
pub fn time_lines(model: &Model, claim: &Claim) -> Vec<Words> {
    let placed = placed(model, claim, Beside::Nothing);
    let line = Line { claim: claim.id, times: times(&placed) };
    let told = [
        (Clock::Happens, told(Clock::Happens, claim.happens_at.as_ref(), claim.happens_at_words.as_ref())),
        (Clock::Said, told(Clock::Said, claim.said_at.as_ref(), claim.said_at_words.as_ref())),
        (Clock::Published, told(Clock::Published, placed.published(), None)),
    ];
    let mut out = Vec::new();
    for (clock, text) in told {
        let Some(text) = text else { continue };
        let others = line.at(clock).and_then(other_calendars).map(|others| format!(" · {others}"));
        out.push(Words::new(text + &others.unwrap_or_default()));
    }
    let lags = [(say::SAID_AFTER, line.said_after()), (say::PUBLISHED_AFTER, line.published_after())];
    out.extend(lags.into_iter().filter_map(|(what, lag)| Some(Words::new(format!("{what} {}", lag?.shown())))));
    out
}

/// A day in the Solar Hijri and the Islamic calendar.
fn other_calendars(time: &Time) -> Option<String> {
    let day = time.first.filter(|first| time.last == Some(*first))?;
    let shown = |calendar: Calendar| {
        let (year, month, day) = calendar.of_gregorian(date_of(day))?;
        let month = calendar.months().get(usize::from(month).checked_sub(1)?)?;
        let day = format!("{day} {month} {year}");
        Some(if calendar.is_exact() { day } else { say::about(&day) })
    };
    let both: Vec<String> = [Calendar::Jalali, Calendar::Hijri].into_iter().filter_map(shown).collect();
    (!both.is_empty()).then(|| both.join(", "))
}

/// What assistive technology says of a claim in the timeline.
pub fn line_name(model: &Model, claim: &Claim) -> Words {
    let speaker = speaker_words(model, claim).map_or(crate::say::weigh::SPEAKER_NOT_KNOWN, Words::raw);
    let mut name = format!("{speaker}: {}", shown(claim).raw());
    for line in time_lines(model, claim) {
        name = format!("{name}; {}", line.raw());
    }
    Words::new(name)
}

/// What assistive technology says of a cell of the matrix: “Iran, OE Watch: affirms 2”.
pub fn cell_name(row: &Words, column: &Words, says: &[(Says, usize)]) -> Words {
    let said: Vec<String> = says.iter().map(|(says, count)| format!("{} {count}", says.label())).collect();
    let said = if says.is_empty() { say::SILENT.to_owned() } else { said.join(", ") };
    Words::new(format!("{}, {}: {said}", row.raw(), column.raw()))
}

/// Days in words: “18 October 2023”, “14 March 2023 to 18 October 2023”, “1 January 2024 or later”.
pub fn days_shown((from, to): Days) -> String {
    let day = |day: Day| date_of(day).strftime("%-d %B %Y").to_string();
    match (from == day_of(jiff::civil::Date::MIN), to == day_of(jiff::civil::Date::MAX)) {
        (false, true) => say::or_later(&day(from)),
        (true, false) => say::or_earlier(&day(to)),
        _ if from == to => day(from),
        _ => say::from_to(&day(from), &day(to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Record;
    use crate::domain::claim::EvidenceRole;
    use crate::domain::name::{Name, NameKind};
    use crate::domain::passage::Passage;

    #[test]
    fn claims_placed_all_at_once_are_placed_as_one_by_one() {
        let mut names: Vec<Name> = ["one", "two", "three"].map(|name| Name::new(NameKind::Person, name.into())).into();
        names[2].merged_into = Some(names[0].id);
        let mut records: Vec<Record> = Vec::new();
        let documents: Vec<Id> = (0..3).map(|_| Id::new()).collect();
        let mut passages = Vec::new();
        for n in 0..9 {
            let document = documents.get(n % 4).copied().unwrap_or_else(Id::new);
            passages.push(Passage { id: Id::new(), document, memo: None });
        }
        for (n, id) in documents.iter().enumerate() {
            let sha256 = crate::domain::Sha256::of(&n.to_le_bytes());
            let mut document = Document::new(*id, *id, "report.txt".into(), sha256, 1, None);
            document.outlet = (n > 0).then(|| names[n].id);
            records.push(Record::Document(document));
        }
        for n in 0..30_usize {
            let mut claim = Claim::of(format!("claim {n}").as_str().into());
            claim.speaker = names.get(n % 4).map(|name| name.id);
            for m in 0..n % 3 {
                let passage = (m + n % 5 != 4).then(|| passages[(n * 7 + m * 4) % 9].id);
                let (id, role) = (Id::new(), EvidenceRole::States);
                records.push(Record::Evidence(Evidence { id, claim: claim.id, passage, role, basis: None }));
            }
            records.push(Record::Claim(claim));
        }
        // Evidence that was given later, the newest claims first.
        let claim = |row: &Record| (row.table() == crate::domain::Table::Claim).then(|| row.id());
        let claims: Vec<Id> = records.iter().filter_map(claim).collect();
        for claim in claims.iter().rev().step_by(4) {
            let (id, passage, role) = (Id::new(), Some(passages[5].id), EvidenceRole::Implies);
            records.push(Record::Evidence(Evidence { id, claim: *claim, passage, role, basis: None }));
        }
        records.extend(names.into_iter().map(Record::Name));
        records.extend(passages.into_iter().map(Record::Passage));
        let model = Model::new(records);
        let told = |placed: &Placed<'_>| {
            let documents: Vec<(Id, Option<Id>)> =
                placed.documents.iter().map(|(row, outlet)| (row.id, *outlet)).collect();
            (placed.claim.id, placed.speaker, documents)
        };
        let at_once: Vec<_> = all_placed(&model, None, Beside::Nothing).iter().map(told).collect();
        let by_one: Vec<_> = model.claims.values().map(|claim| told(&placed(&model, claim, Beside::Nothing))).collect();
        assert_eq!(at_once, by_one);
        assert!(at_once.iter().any(|(.., documents)| documents.len() > 1));
    }
}
