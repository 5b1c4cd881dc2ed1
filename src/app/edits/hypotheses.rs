//! Edits on hypotheses and on what is held against them: the matrix, assumptions, indicators.

use crate::app::model::Model;
use crate::app::overlay::hypotheses::{AssumptionDraft, HypothesisDraft, IndicatorDraft};
use crate::domain::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator, Rating, Weight};
use crate::domain::{Date, Edit, Id, Op, Table, Words};
use crate::say::hypotheses as say;

/// A new hypothesis, after the others. `None` while it has no words.
pub fn hypothesis(model: &Model, draft: &HypothesisDraft) -> Option<(Id, Edit)> {
    let last = model.hypotheses.values().map(|known| known.ordinal).max();
    let ordinal = last.map_or(0, |n| n.saturating_add(1));
    let new = Hypothesis { id: Id::new(), words: Words::filled(&draft.words)?, memo: None, ordinal };
    let (id, label) = (new.id, say::add(new.words.brief(60).raw()));
    Some((id, Edit::new(label, vec![Op::add(new)])))
}

/// The item of the matrix a claim is.
pub fn item_of(model: &Model, claim: Id) -> Option<&AchItem> {
    model.ach_items.values().find(|item| item.claim == claim)
}

/// Holds a claim against the hypotheses. `None` when it is already, or is not there.
pub fn hold(model: &Model, claim: Id) -> Option<Edit> {
    if item_of(model, claim).is_some() {
        return None;
    }
    let words = model.claims.get(&claim)?.words.brief(60);
    let ordinal = model.ach_items.values().map(|item| item.ordinal).max().map_or(0, |n| n.saturating_add(1));
    let (credibility, relevance, memo) = (None, Weight::Medium, None);
    let item = AchItem { id: Id::new(), claim, credibility, relevance, memo, ordinal };
    Some(Edit::new(say::hold(words.raw()), vec![Op::add(item)]))
}

/// A cell of the matrix, as far as it is known.
#[derive(Clone, Copy, Debug)]
pub struct Cell {
    /// The item.
    pub item: Id,
    /// The hypothesis.
    pub hypothesis: Id,
    /// Its record, when it has one or one is on its way.
    pub id: Option<Id>,
    /// How it is rated.
    pub rating: Option<Rating>,
}

/// Rates a cell, or takes its rating out; with it the record a new rating gets. `None` when nothing changes.
pub fn rate(model: &Model, cell: Cell, rating: Option<Rating>) -> Option<(Option<Id>, Edit)> {
    if cell.rating == rating {
        return None;
    }
    let claim = model.claims.get(&model.ach_items.get(&cell.item)?.claim)?.words.brief(40);
    let against = model.hypotheses.get(&cell.hypothesis)?.words.brief(40);
    let label = match rating {
        Some(rating) => say::rate(claim.raw(), rating.label(), against.raw()),
        None => say::unrate(claim.raw(), against.raw()),
    };
    let (made, op) = match (cell.id, rating) {
        (Some(id), Some(rating)) => (None, Op::set(Table::AchCell, id, "rating", rating)),
        (Some(id), None) => (None, Op::delete(Table::AchCell, id)),
        (None, Some(rating)) => {
            let (id, note) = (Id::new(), None);
            let made = AchCell { id, hypothesis: cell.hypothesis, item: cell.item, rating, note };
            (Some(id), Op::add(made))
        }
        (None, None) => return None,
    };
    Some((made, Edit::new(label, vec![op])))
}

/// Adds or changes an assumption. `None` while it has no words.
pub fn assumption(draft: &AssumptionDraft) -> Option<Edit> {
    let words = Words::filled(&draft.words)?;
    let (why, if_wrong) = (Words::filled(&draft.why), Words::filled(&draft.if_wrong));
    let label = say::assume(words.brief(60).raw());
    let (hypothesis, standing) = (draft.hypothesis, draft.standing);
    let ops = match draft.id {
        None => {
            let judgement = None;
            vec![Op::add(Assumption { id: Id::new(), words, hypothesis, judgement, why, if_wrong, standing })]
        }
        Some(id) => vec![
            Op::set(Table::Assumption, id, "words", words),
            Op::set(Table::Assumption, id, "hypothesis", hypothesis),
            Op::set(Table::Assumption, id, "why", why),
            Op::set(Table::Assumption, id, "if_wrong", if_wrong),
            Op::set(Table::Assumption, id, "standing", standing),
        ],
    };
    Some(Edit::new(label, ops))
}

/// Adds or changes an indicator.
///
/// # Errors
/// What is wrong with it, as a sentence.
pub fn indicator(draft: &IndicatorDraft) -> Result<Edit, String> {
    let words = Words::filled(&draft.words).ok_or(say::INDICATOR_EMPTY)?;
    let date = |text: &str| match text.trim() {
        "" => Ok(None),
        text => Date::read(text).map(Some).map_err(|bad| bad.to_string()),
    };
    let (at, review_at) = (date(&draft.at)?, date(&draft.review_at)?);
    let label = say::indicate(words.brief(60).raw(), draft.status.label());
    let (hypothesis, status, claim) = (draft.hypothesis, draft.status, draft.claim);
    let ops = match draft.id {
        None => {
            let (id, memo) = (Id::new(), None);
            vec![Op::add(Indicator { id, words, hypothesis, status, at, claim, review_at, memo })]
        }
        Some(id) => vec![
            Op::set(Table::Indicator, id, "words", words),
            Op::set(Table::Indicator, id, "hypothesis", hypothesis),
            Op::set(Table::Indicator, id, "status", status),
            Op::set(Table::Indicator, id, "at", at),
            Op::set(Table::Indicator, id, "claim", claim),
            Op::set(Table::Indicator, id, "review_at", review_at),
        ],
    };
    Ok(Edit::new(label, ops))
}
