//! Analysis of competing hypotheses (Heuer, ch. 8; scored as PARC ACH 1.1 does): how much speaks against each hypothesis,
//! which items tell them apart, and what the order rests on. What speaks for a hypothesis never counts for it.

mod remarks;
mod score;

pub use remarks::{Remark, Why, remarks};
pub use score::Score;

use crate::domain::Id;
use crate::domain::claim::Claim;
use crate::domain::hypothesis::{AchCell, AchItem, Hypothesis, Rating, Weight};
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// How credible an item is taken to be, and who says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Credibility {
    /// The analyst, of the item.
    Set(Weight),
    /// The content grade of its claim.
    Graded(Weight),
    /// Nobody: it counts as medium, and that has to be said.
    NotWeighed,
}

impl Credibility {
    /// Of an item, by itself or by its claim.
    pub fn of(item: &AchItem, claim: &Claim) -> Self {
        let graded = || claim.content_grade.and_then(Weight::of_grade).map(Self::Graded);
        item.credibility.map(Self::Set).or_else(graded).unwrap_or(Self::NotWeighed)
    }

    /// True when somebody said how credible it is.
    pub fn is_weighed(self) -> bool {
        self != Self::NotWeighed
    }

    /// What it counts as.
    pub fn weight(self) -> Weight {
        match self {
            Self::Set(weight) | Self::Graded(weight) => weight,
            Self::NotWeighed => Weight::Medium,
        }
    }
}

/// A row of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The item.
    pub id: Id,
    /// Its claim.
    pub claim: Id,
    /// How credible it is.
    pub credibility: Credibility,
    /// How much it matters.
    pub relevance: Weight,
    /// Whose word it is: the speaker of the claim, else the outlets of the documents it rests on; none when neither is
    /// known. It stands while any of them does.
    pub sources: Vec<Id>,
    /// How it was rated, a cell a hypothesis in their order; `None` where it was not.
    pub cells: Vec<Option<Rating>>,
}

impl Item {
    /// What it adds to each hypothesis.
    fn columns(&self) -> impl Iterator<Item = Column> + '_ {
        let credibility = self.credibility.weight();
        self.cells.iter().map(move |rating| Column {
            score: Score::of(*rating, credibility, self.relevance),
            evidence: usize::from(rating.and_then(value).is_some()),
        })
    }

    /// The cells that say something, CC 2 to II −2.
    fn values(&self) -> impl Iterator<Item = i32> + '_ {
        self.cells.iter().flatten().filter_map(|rating| value(*rating))
    }

    /// How well it tells the hypotheses apart: the variance of its cells, CC 2 to II −2, of all those that say something.
    /// `None` with fewer than two of them. Weights do not count.
    pub fn diagnosticity(&self) -> Option<f64> {
        let (mut count, mut sum, mut squares) = (0, 0, 0);
        for value in self.values() {
            (count, sum, squares) = (count + 1, sum + value, squares + value * value);
        }
        (count > 1).then(|| f64::from(count * squares - sum * sum) / f64::from(count * count))
    }

    /// True when it says the same of every hypothesis it was rated against, and of two at least.
    pub fn tells_nothing_apart(&self) -> bool {
        self.diagnosticity() == Some(0.0)
    }
}

fn value(rating: Rating) -> Option<i32> {
    match rating {
        Rating::VeryConsistent => Some(2),
        Rating::Consistent => Some(1),
        Rating::Neutral => Some(0),
        Rating::Inconsistent => Some(-1),
        Rating::VeryInconsistent => Some(-2),
        Rating::NotApplicable => None,
    }
}

/// A claim of the matrix, and what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Held {
    /// The claim.
    pub claim: Claim,
    /// How many passages it rests on.
    pub passages: usize,
    /// Those of them that have no place in their document as it is now.
    pub lost: Vec<Id>,
}

/// The hypotheses, and the items that are held against them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The hypotheses, in the analyst's order.
    pub hypotheses: Vec<Id>,
    /// The items, in the analyst's order.
    pub items: Vec<Item>,
}

/// Hypotheses by their numbers from 0 in the matrix: those with one score together, the score nearest zero first.
pub type Order = Vec<Vec<usize>>;

/// What becomes of the order, or of what survives best, without an item or a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Without {
    /// The order then.
    pub order: Order,
    /// What survives best then.
    pub survive: Vec<usize>,
    /// Of which hypotheses nothing is said then.
    pub without_evidence: Vec<usize>,
}

/// A source, and what becomes of the order without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutSource {
    /// The source, a name.
    pub source: Id,
    /// The items that fall with it, by their numbers from 0.
    pub items: Vec<usize>,
    /// What changes without them; `None` when the order and what survives best stay.
    pub without: Option<Without>,
}

/// What the matrix says.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    /// The weighted inconsistency of each hypothesis.
    pub scores: Vec<Score>,
    /// How many items say something of each hypothesis. One of which none does stands at zero for want of anything that
    /// could speak against it.
    pub evidence: Vec<usize>,
    /// All hypotheses by their scores, also those without evidence.
    pub order: Order,
    /// What survives best: those nearest zero of the hypotheses that have evidence.
    pub survive: Vec<usize>,
    /// How well each item tells the hypotheses apart.
    pub diagnosticity: Vec<Option<f64>>,
    /// What changes without each item; `None` when the order and what survives best stay.
    pub items: Vec<Option<Without>>,
    /// The sources in order of their first item, and what changes without each.
    pub sources: Vec<WithoutSource>,
}

impl Weighed {
    fn has_evidence(&self, hypothesis: usize) -> bool {
        self.evidence.get(hypothesis).is_some_and(|count| *count > 0)
    }

    /// The place of a hypothesis among those that have evidence, from 1; as many share it as have one score.
    pub fn rank(&self, hypothesis: usize) -> Option<usize> {
        let mut before = 0;
        for group in &self.order {
            if group.contains(&hypothesis) {
                return self.has_evidence(hypothesis).then_some(before + 1);
            }
            before += group.iter().filter(|n| self.has_evidence(**n)).count();
        }
        None
    }

    /// The hypotheses by their numbers, the one least speaks against first, those without evidence last.
    pub fn by_rank(&self) -> Vec<usize> {
        let (mut ranked, unranked): (Vec<usize>, Vec<usize>) =
            self.order.iter().flatten().partition(|n| self.has_evidence(**n));
        ranked.extend(unranked);
        ranked
    }

    /// The items by their numbers, those that tell the hypotheses apart most first, those of which that is not known last.
    pub fn by_diagnosticity(&self) -> Vec<usize> {
        let mut items: Vec<usize> = (0..self.diagnosticity.len()).collect();
        let known = |n: &usize| self.diagnosticity.get(*n).copied().flatten().unwrap_or(-1.0);
        items.sort_by(|a, b| known(b).total_cmp(&known(a)));
        items
    }
}

/// What a hypothesis is called in the table, by its number.
pub fn column(n: usize) -> String {
    format!("H{}", n + 1)
}

/// What an item is called in the table, by its number.
pub fn row(n: usize) -> String {
    format!("E{}", n + 1)
}

impl Matrix {
    /// Puts the matrix together: hypotheses and items in the analyst's order, older ones first where that says nothing.
    /// `sources` gives whose word a claim is, as in [`Item::sources`]. An item whose claim is not among `claims` is left
    /// out.
    pub fn new(
        mut hypotheses: Vec<Hypothesis>,
        mut items: Vec<AchItem>,
        cells: &[AchCell],
        claims: &HashMap<Id, Claim>,
        mut sources: impl FnMut(&Claim) -> Vec<Id>,
    ) -> Self {
        hypotheses.sort_by_key(|hypothesis| (hypothesis.ordinal, hypothesis.id));
        items.sort_by_key(|item| (item.ordinal, item.id));
        let rated: HashMap<(Id, Id), Rating> =
            cells.iter().map(|cell| ((cell.item, cell.hypothesis), cell.rating)).collect();
        let hypotheses: Vec<Id> = hypotheses.iter().map(|hypothesis| hypothesis.id).collect();
        let items = items.iter().filter_map(|item| {
            let claim = claims.get(&item.claim)?;
            Some(Item {
                id: item.id,
                claim: claim.id,
                credibility: Credibility::of(item, claim),
                relevance: item.relevance,
                sources: sources(claim),
                cells: hypotheses.iter().map(|hypothesis| rated.get(&(item.id, *hypothesis)).copied()).collect(),
            })
        });
        Self { items: items.collect(), hypotheses }
    }

    /// Weighs it.
    pub fn weigh(&self) -> Weighed {
        let mut columns = vec![Column::default(); self.hypotheses.len()];
        for item in &self.items {
            columns.iter_mut().zip(item.columns()).for_each(|(column, more)| *column = column.with(more));
        }
        let (order, survive) = ranked(&columns);
        let changed = |left_out: &[usize]| {
            let mut columns = columns.clone();
            for item in left_out.iter().filter_map(|n| self.items.get(*n)) {
                columns.iter_mut().zip(item.columns()).for_each(|(column, less)| *column = column.without(less));
            }
            let then = ranked(&columns);
            let without_evidence = columns.iter().enumerate().filter(|(_, column)| column.evidence == 0);
            let without_evidence = without_evidence.map(|(hypothesis, _)| hypothesis).collect();
            (then.0 != order || then.1 != survive).then_some(Without {
                order: then.0,
                survive: then.1,
                without_evidence,
            })
        };
        let sources = self.sources().into_iter().map(|(source, items)| {
            let without = changed(&items);
            WithoutSource { source, items, without }
        });
        Weighed {
            scores: columns.iter().map(|column| column.score).collect(),
            evidence: columns.iter().map(|column| column.evidence).collect(),
            diagnosticity: self.items.iter().map(Item::diagnosticity).collect(),
            items: (0..self.items.len()).map(|item| changed(&[item])).collect(),
            sources: sources.collect(),
            order,
            survive,
        }
    }

    /// The sources in order of their first item, each with the items that rest on it alone.
    fn sources(&self) -> Vec<(Id, Vec<usize>)> {
        let mut out: Vec<(Id, Vec<usize>)> = Vec::new();
        for (n, item) in self.items.iter().enumerate() {
            for source in &item.sources {
                let at = out.iter().position(|(known, _)| known == source).unwrap_or_else(|| {
                    out.push((*source, Vec::new()));
                    out.len() - 1
                });
                if let ([_], Some((_, items))) = (item.sources.as_slice(), out.get_mut(at)) {
                    items.push(n);
                }
            }
        }
        out
    }
}

/// A hypothesis' column, added up.
#[derive(Clone, Copy, Default)]
struct Column {
    score: Score,
    evidence: usize,
}

impl Column {
    fn with(self, more: Self) -> Self {
        Self { score: self.score + more.score, evidence: self.evidence + more.evidence }
    }

    fn without(self, less: Self) -> Self {
        Self { score: self.score - less.score, evidence: self.evidence.saturating_sub(less.evidence) }
    }
}

/// The order of hypotheses, and which of them survive best.
fn ranked(columns: &[Column]) -> (Order, Vec<usize>) {
    let mut groups: BTreeMap<Reverse<Score>, Vec<usize>> = BTreeMap::new();
    let mut best: Option<Score> = None;
    for (hypothesis, column) in columns.iter().enumerate() {
        groups.entry(Reverse(column.score)).or_default().push(hypothesis);
        if column.evidence > 0 {
            best = best.max(Some(column.score));
        }
    }
    let survives = |(_, column): &(usize, &Column)| column.evidence > 0 && Some(column.score) == best;
    let survive = columns.iter().enumerate().filter(survives).map(|(hypothesis, _)| hypothesis);
    (groups.into_values().collect(), survive.collect())
}

#[cfg(test)]
mod tests;
