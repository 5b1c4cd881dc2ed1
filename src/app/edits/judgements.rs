//! Edits on judgements and wanted items.

use crate::app::model::{By, Model};
use crate::app::overlay::drafts::{JudgementDraft, LookedDraft, WantedDraft};
use crate::domain::judgement::{Judgement, JudgementClaim, JudgementLooked};
use crate::domain::ladder::Likelihood;
use crate::domain::looked::{Looked, LookedIn};
use crate::domain::wanted::{Wanted, WantedStatus};
use crate::domain::{Edit, Id, Op, Table, Words};
use crate::say::history as say;

/// A new judgement. `None` while it has no words.
pub fn judgement(draft: &JudgementDraft) -> Option<(Id, Edit)> {
    let judgement = Judgement {
        id: Id::new(),
        words: Words::filled(&draft.words)?,
        ladder: draft.likelihood.map(|likelihood| Words::new(likelihood.ladder())),
        term: draft.likelihood.map(|likelihood| Words::new(likelihood.term())),
        confidence: draft.confidence,
        basis: Words::filled(&draft.basis),
    };
    let (id, label) = (judgement.id, say::judge(judgement.words.brief(60).raw()));
    let mut ops = vec![Op::add(judgement)];
    ops.extend(draft.claim.map(|claim| Op::add(JudgementClaim { id: Id::new(), judgement: id, claim })));
    Some((id, Edit::new(label, ops)))
}

/// Sets how likely a judgement is; ladder and term go together.
pub fn likelihood(model: &Model, id: Id, now: Option<Likelihood>) -> Option<Edit> {
    let words = model.judgements.get(&id)?.words.brief(40);
    let label = match now {
        Some(likelihood) => say::judge_likely(words.raw(), likelihood.term()),
        None => say::likelihood_off(words.raw()),
    };
    let mut op = Op::set(Table::Judgement, id, "ladder", now.map(Likelihood::ladder));
    if let Op::Set { fields, .. } = &mut op {
        // Both in one operation: one without the other cannot be.
        fields.insert("term".to_owned(), now.map(Likelihood::term).into());
    }
    Some(Edit::new(label, vec![op]))
}

/// Lets a judgement rest on a claim. `None` when it does already.
pub fn rest_on(model: &Model, judgement: Id, claim: Id) -> Option<Edit> {
    let mut rows = model.ids(By::RestsOn, judgement).filter_map(|id| model.judgement_claims.get(&id));
    if rows.any(|row| row.claim == claim) {
        return None;
    }
    let words = model.claims.get(&claim)?.words.brief(40);
    let label = say::rest_on(words.raw());
    Some(Edit::new(label, vec![Op::add(JudgementClaim { id: Id::new(), judgement, claim })]))
}

/// Lets a judgement rest on what was looked for. `None` when it does already.
pub fn rest_on_looked(model: &Model, judgement: Id, looked: Id) -> Option<Edit> {
    let mut rows = model.ids(By::Looks, judgement).filter_map(|id| model.judgement_looked.get(&id));
    if rows.any(|row| row.looked == looked) {
        return None;
    }
    let words = model.looked.get(&looked)?.words.brief(40);
    let row = JudgementLooked { id: Id::new(), judgement, looked };
    Some(Edit::new(say::rest_on_looked(words.raw()), vec![Op::add(row)]))
}

/// That something was looked for in these documents; a search stands for the words that are not typed. `None` without both.
pub fn looked(draft: &LookedDraft, documents: &[Id]) -> Option<(Id, Edit)> {
    let query = draft.query.as_deref().and_then(Words::filled);
    let looked = Looked {
        id: Id::new(),
        words: Words::filled(&draft.words).or_else(|| query.clone())?,
        query,
        at_ms: jiff::Timestamp::now().as_millisecond(),
        outcome: draft.outcome,
        memo: None,
    };
    let (id, label) = (looked.id, say::look(looked.words.brief(60).raw(), documents.len()));
    let mut ops = vec![Op::add(looked)];
    ops.extend(documents.iter().map(|document| Op::add(LookedIn { id: Id::new(), looked: id, document: *document })));
    Some((id, Edit::new(label, ops)))
}

/// A new wanted item. `None` while it has no words.
pub fn wanted(draft: &WantedDraft) -> Option<(Id, Edit)> {
    let wanted = Wanted {
        id: Id::new(),
        words: Words::filled(&draft.words)?,
        document: draft.document,
        claim: draft.claim,
        status: WantedStatus::Open,
    };
    let (id, label) = (wanted.id, say::want(wanted.words.brief(60).raw()));
    Some((id, Edit::new(label, vec![Op::add(wanted)])))
}

/// Says whether something wanted was found.
pub fn status(model: &Model, id: Id, status: WantedStatus) -> Option<Edit> {
    let words = model.wanted.get(&id)?.words.brief(60);
    let label = say::wanted_is(words.raw(), status.label());
    Some(Edit::new(label, vec![Op::set(Table::Wanted, id, "status", status)]))
}
