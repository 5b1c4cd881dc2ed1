//! The matrix of competing hypotheses as it is shown: columns by how little speaks against them, rows by how well they
//! tell them apart, what the order rests on, and what is to be borne in mind.

use crate::analysis::hypotheses::{Credibility, Held, Matrix, Weighed, Why, Without, column, remarks, row};
pub use crate::app::edits::hypotheses::item_of;
use crate::app::model::{By, Model};
use crate::app::view::speaker_words;
use crate::app::weigh_view::shown;
use crate::domain::claim::{Claim, ClaimStatus};
use crate::domain::hypothesis::{AchCell, Rating, Weight};
use crate::domain::{Id, Words};
use crate::say::{hypotheses as say, shared, weigh};
use std::collections::HashMap;

/// Most code points of a claim in a sentence of ours.
const BRIEF: usize = 70;

/// A hypothesis, at the head of its column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The hypothesis.
    pub id: Id,
    /// What it is called, such as “H1”, by its place in the analyst's order.
    pub label: String,
    /// What it says.
    pub words: Words,
    /// How much speaks against it, as it is printed.
    pub figure: String,
    /// Its place among the others, in words.
    pub place: String,
    /// True when it survives best.
    pub best: bool,
}

/// A claim that is held against the hypotheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The item.
    pub id: Id,
    /// Its claim.
    pub claim: Id,
    /// What it is called, such as “E1”.
    pub label: String,
    /// The claim's words.
    pub words: Words,
    /// Who says it, and how it is weighed.
    pub about: Words,
    /// How it was rated, in the order of the columns.
    pub cells: Vec<Option<Rating>>,
    /// How well it tells the hypotheses apart; `None` with fewer than two ratings.
    pub apart: Option<f64>,
    /// True when it says the same of every hypothesis it was rated against.
    pub nothing_apart: bool,
    /// What is weak about it: it lost its place, rests on nothing, was dropped or retracted.
    pub weak: Option<&'static str>,
    /// The first passage it rests on.
    pub passage: Option<Id>,
}

/// The matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The hypotheses, the one least speaks against first, those without evidence last.
    pub columns: Vec<Column>,
    /// The items, those that tell most apart first, those of which that is not known last.
    pub rows: Vec<Row>,
    /// False where it is kept in an earlier order than that.
    pub in_order: bool,
    /// What it says in a sentence.
    pub lead: String,
    /// What becomes of the order without a claim or a source, what changes the first place before what changes others.
    pub rests_on: Vec<Words>,
    /// What is to be borne in mind.
    pub remarks: Vec<Words>,
}

/// An order that is kept while cells are rated, so that nothing moves under the hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    /// The hypotheses.
    pub columns: Vec<Id>,
    /// The items.
    pub rows: Vec<Id>,
}

impl Table {
    /// The order it is in.
    pub fn order(&self) -> Order {
        let columns = self.columns.iter().map(|column| column.id).collect();
        Order { columns, rows: self.rows.iter().map(|row| row.id).collect() }
    }

    /// Where a cell is: its row and its column; the first where there is none such.
    pub fn cell(&self, cell: Option<(Id, Id)>) -> Option<(usize, usize)> {
        if self.rows.is_empty() || self.columns.is_empty() {
            return None;
        }
        let (item, hypothesis) = cell.unzip();
        let row = self.rows.iter().position(|row| Some(row.id) == item).unwrap_or(0);
        Some((row, self.columns.iter().position(|column| Some(column.id) == hypothesis).unwrap_or(0)))
    }
}

/// What a claim rests on, and whose word it is: its speaker's, else that of the outlets of its documents.
fn held(model: &Model, claim: &Claim) -> (Held, Vec<Id>) {
    let mut out = Held { claim: claim.clone(), passages: 0, lost: Vec::new() };
    let mut sources: Vec<Id> = claim.speaker.into_iter().collect();
    for passage in model.ids(By::Evidence, claim.id).filter_map(|id| model.evidence.get(&id)?.passage) {
        out.passages += 1;
        if model.place(passage).is_none() {
            out.lost.push(passage);
        }
        if claim.speaker.is_none() {
            let document = model.passages.get(&passage).and_then(|found| model.documents.get(&found.document));
            sources.extend(document.and_then(|document| document.outlet));
        }
    }
    let mut known: Vec<Id> = Vec::new();
    for source in sources.into_iter().map(|id| model.who(id)).filter(|id| model.names.contains_key(id)) {
        if !known.contains(&source) {
            known.push(source);
        }
    }
    (out, known)
}

/// The matrix of a project; in `kept` order as far as that goes, else by rank and by what tells most apart.
pub fn table(model: &Model, kept: Option<&Order>) -> Table {
    let mut basis: HashMap<Id, (Held, Vec<Id>)> = HashMap::new();
    for item in model.ach_items.values() {
        if let Some(claim) = model.claims.get(&item.claim) {
            basis.insert(claim.id, held(model, claim));
        }
    }
    let claims = basis.iter().map(|(id, (held, _))| (*id, held.claim.clone())).collect();
    let cells: Vec<AchCell> = model.ach_cells.values().cloned().collect();
    let (hypotheses, items) =
        (model.hypotheses.values().cloned().collect(), model.ach_items.values().cloned().collect());
    let matrix = Matrix::new(hypotheses, items, &cells, &claims, |claim| {
        basis.get(&claim.id).map(|(_, sources)| sources.clone()).unwrap_or_default()
    });
    let weighed = matrix.weigh();
    let held: Vec<Held> =
        matrix.items.iter().filter_map(|item| basis.remove(&item.claim)).map(|(held, _)| held).collect();
    let by_rank: Vec<(Id, usize)> =
        weighed.by_rank().into_iter().filter_map(|n| Some((*matrix.hypotheses.get(n)?, n))).collect();
    let columns = in_order(&by_rank, kept.map(|order| order.columns.as_slice()));
    let by_apart: Vec<(Id, usize)> =
        weighed.by_diagnosticity().into_iter().filter_map(|n| Some((matrix.items.get(n)?.id, n))).collect();
    let rows = in_order(&by_apart, kept.map(|order| order.rows.as_slice()));
    let is = |shown: &[usize], natural: &[(Id, usize)]| shown.iter().eq(natural.iter().map(|(_, n)| n));
    let best: Vec<String> = weighed.survive.iter().map(|n| column(*n)).collect();
    let score = weighed.survive.first().and_then(|n| weighed.scores.get(*n));
    let alone = is_alone(&weighed);
    Table {
        in_order: is(&columns, &by_rank) && is(&rows, &by_apart),
        lead: match alone {
            true => say::ONE_RANKED.to_owned(),
            false => say::lead(&best, &score.map(|score| say::figure(score.value())).unwrap_or_default()),
        },
        rests_on: if alone { Vec::new() } else { rests_on(model, &weighed, &held) },
        remarks: to_bear_in_mind(model, &matrix, &weighed, &held),
        rows: rows.into_iter().filter_map(|n| row_of(model, &matrix, &held, &columns, n)).collect(),
        columns: columns.into_iter().filter_map(|n| column_of(model, &matrix, &weighed, n)).collect(),
    }
}

/// True where one of several hypotheses has evidence and the others have none: there is nothing to compare it with yet.
fn is_alone(weighed: &Weighed) -> bool {
    weighed.scores.len() > 1 && (0..weighed.scores.len()).filter(|n| weighed.rank(*n).is_some()).count() == 1
}

/// What is there in the kept order, and behind it what is new, in its own.
fn in_order(natural: &[(Id, usize)], kept: Option<&[Id]>) -> Vec<usize> {
    let kept = kept.unwrap_or_default();
    let place = |id: &Id| kept.iter().position(|known| known == id).unwrap_or(kept.len());
    let mut all = natural.to_vec();
    all.sort_by_key(|(id, _)| place(id));
    all.into_iter().map(|(_, n)| n).collect()
}

fn column_of(model: &Model, matrix: &Matrix, weighed: &Weighed, n: usize) -> Option<Column> {
    let hypothesis = model.hypotheses.get(matrix.hypotheses.get(n)?)?;
    let best = weighed.survive.contains(&n) && !is_alone(weighed);
    let place = match weighed.rank(n) {
        None => say::UNRANKED.to_owned(),
        Some(_) if best && weighed.survive.len() > 1 => say::BEST_TIED.to_owned(),
        Some(_) if best => say::BEST.to_owned(),
        Some(_) if is_alone(weighed) => say::ALONE.to_owned(),
        Some(rank) => say::place(rank),
    };
    let figure = say::figure(weighed.scores.get(n)?.value());
    Some(Column { id: hypothesis.id, label: column(n), words: hypothesis.words.clone(), figure, place, best })
}

fn row_of(model: &Model, matrix: &Matrix, held: &[Held], columns: &[usize], n: usize) -> Option<Row> {
    let (item, held) = (matrix.items.get(n)?, held.get(n)?);
    let claim = &held.claim;
    let weak = if !held.lost.is_empty() {
        Some(say::LOST)
    } else if held.passages == 0 {
        Some(weigh::UNSUPPORTED)
    } else {
        (claim.status != ClaimStatus::Open).then(|| claim.status.label())
    };
    let credible = match item.credibility {
        Credibility::NotWeighed => shared::NOT_KNOWN,
        known => known.weight().label(),
    };
    let weights = say::weights(credible, item.relevance.label());
    let who = speaker_words(model, claim).cloned().unwrap_or_else(|| weigh::NO_SPEAKER.into());
    Some(Row {
        id: item.id,
        claim: claim.id,
        label: row(n),
        words: shown(claim),
        about: match claim.stance {
            Some(stance) => who.with(&format!(" · {} · {weights}", stance.label())),
            None => who.with(&format!(" · {weights}")),
        },
        cells: columns.iter().map(|n| item.cells.get(*n).copied().flatten()).collect(),
        apart: item.diagnosticity(),
        nothing_apart: item.tells_nothing_apart(),
        weak,
        passage: model.support(claim.id),
    })
}

/// What becomes of the order without each claim and without each source that takes several along.
fn rests_on(model: &Model, weighed: &Weighed, held: &[Held]) -> Vec<Words> {
    let labels = |numbers: &[usize]| numbers.iter().map(|n| column(*n)).collect::<Vec<_>>();
    let then = |without: &Without| {
        if without.survive != weighed.survive {
            return say::then_best(&labels(&without.survive));
        }
        let ranked = |group: &Vec<usize>| {
            let group: Vec<usize> = group.iter().copied().filter(|n| !without.without_evidence.contains(n)).collect();
            labels(&group)
        };
        let groups: Vec<Vec<String>> = without.order.iter().map(ranked).filter(|group| !group.is_empty()).collect();
        say::then_order(groups.get(1..).unwrap_or_default())
    };
    let mut out: Vec<(bool, Words)> = Vec::new();
    for (held, without) in held.iter().zip(&weighed.items) {
        let Some(without) = without else { continue };
        let speaker = speaker_words(model, &held.claim).map(|words| words.brief(40));
        let line = say::if_false(
            held.claim.words.brief(BRIEF).raw().trim_matches(['“', '”', '"', '«', '»']),
            speaker.as_ref().map(Words::raw),
            &then(without),
        );
        out.push((without.survive == weighed.survive, Words::new(line)));
    }
    for of in &weighed.sources {
        let (Some(without), Some(name)) = (&of.without, model.names.get(&of.source)) else { continue };
        // A source of one claim changes what the claim does, which is said already.
        if of.items.len() > 1 {
            let line = say::if_source_false(name.words.brief(40).raw(), of.items.len(), &then(without));
            out.push((without.survive == weighed.survive, Words::new(line)));
        }
    }
    out.sort_by_key(|(stays, _)| *stays);
    out.into_iter().map(|(_, line)| line).collect()
}

/// What is said beside the matrix. What the rows and the columns say themselves is not said again.
fn to_bear_in_mind(model: &Model, matrix: &Matrix, weighed: &Weighed, held: &[Held]) -> Vec<Words> {
    let assumptions: Vec<_> = model.assumptions.values().cloned().collect();
    let indicators: Vec<_> = model.indicators.values().cloned().collect();
    let called = |id: &Id| {
        let hypothesis = matrix.hypotheses.iter().position(|known| known == id).map(column);
        let item = || matrix.items.iter().position(|item| item.id == *id).map(row);
        let words = || {
            let assumption = model.assumptions.get(id).map(|row| &row.words);
            assumption
                .or_else(|| model.indicators.get(id).map(|row| &row.words))
                .map(|words| words.brief(40).into_raw())
        };
        hypothesis.or_else(item).or_else(words).unwrap_or_default()
    };
    remarks(matrix, weighed, held, &assumptions, &indicators)
        .into_iter()
        .filter(|remark| !matches!(remark.why, Why::OneHypothesis | Why::TellsNothing | Why::NoEvidence))
        .map(|remark| {
            let of: Vec<String> = remark.of.iter().map(called).collect();
            Words::new(say::remark(&of, remark.why.label()))
        })
        .collect()
}

/// How an item is weighed, where its record or its claim says so.
pub fn credibility(model: &Model, item: Id) -> Option<(Credibility, Weight)> {
    let item = model.ach_items.get(&item)?;
    Some((Credibility::of(item, model.claims.get(&item.claim)?), item.relevance))
}
