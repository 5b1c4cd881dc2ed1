//! Judgements as they are listed: words, likelihood and confidence, what they rest on and where they are used.

use crate::analysis::sentences::sentences;
use crate::app::model::{By, Model};
use crate::app::view::trust;
use crate::domain::judgement::{Confidence, JudgementClaim};
use crate::domain::ladder::{CONFIDENCE, CONFIDENCE_ALONE, LADDERS};
use crate::domain::looked::Looked;
use crate::domain::{Id, Words, fold};

/// A row of the list of judgements.
#[derive(Clone, Debug, PartialEq)]
pub struct JudgementRow {
    /// The judgement.
    pub id: Id,
    /// Its words.
    pub words: Words,
    /// How likely it is, with the percentages the term stands for on its ladder.
    pub likelihood: Option<String>,
    /// Confidence in the basis, never in one line with the likelihood.
    pub confidence: Option<Confidence>,
    /// How many claims it rests on.
    pub claims: usize,
    /// How many of them rest on no passage.
    pub unsupported: usize,
    /// How much that was looked for it rests on.
    pub looks: usize,
    /// True when a brief gives it.
    pub used: bool,
}

/// The judgements whose words hold `query`, the newest first.
pub fn judgement_ids(model: &Model, query: &str) -> Vec<Id> {
    let wanted = fold(query.trim());
    let has = |words: &Words| wanted.is_empty() || fold(words.raw()).contains(&wanted);
    model.judgements.values().rev().filter(|judgement| has(&judgement.words)).map(|judgement| judgement.id).collect()
}

/// One row of the list.
pub fn judgement_row(model: &Model, id: Id) -> Option<JudgementRow> {
    let judgement = model.judgements.get(&id)?;
    let claims: Vec<Id> = rests_on(model, id).into_iter().map(|row| row.claim).collect();
    let likelihood = judgement.likelihood().ok().flatten().map(|likelihood| {
        let (low, high) = likelihood.range();
        format!("{}, {low}–{high} %", likelihood.term())
    });
    Some(JudgementRow {
        id,
        words: judgement.words.clone(),
        likelihood,
        confidence: judgement.confidence,
        claims: claims.len(),
        unsupported: claims.iter().filter(|claim| model.support(**claim).is_none()).count(),
        looks: looks_of(model, id).count(),
        used: model.count(By::Used, id) > 0,
    })
}

/// What a judgement rests on, in the order it was given.
pub fn rests_on(model: &Model, judgement: Id) -> Vec<&JudgementClaim> {
    model.ids(By::RestsOn, judgement).filter_map(|id| model.judgement_claims.get(&id)).collect()
}

/// What was looked for that a judgement rests on, in the order it was given.
pub fn looks_of(model: &Model, judgement: Id) -> impl Iterator<Item = &Looked> {
    let rows = model.ids(By::Looks, judgement).filter_map(|id| model.judgement_looked.get(&id));
    rows.filter_map(|row| model.looked.get(&row.looked))
}

/// The trust in a claim, or that nothing supports it.
pub fn support(model: &Model, claim: Id) -> String {
    match model.claims.get(&claim) {
        Some(found) if model.support(claim).is_some() => trust(model, found),
        _ => crate::say::weigh::UNSUPPORTED.to_owned(),
    }
}

/// The titles of the briefs that give something.
pub fn briefs_with(model: &Model, id: Id) -> Vec<(Id, Words)> {
    let mut out: Vec<(Id, Words)> = Vec::new();
    for used in model.ids(By::Used, id) {
        let block = model.cites.get(&used).map_or(used, |cite| cite.block);
        let Some(brief) = model.blocks.get(&block).and_then(|block| model.briefs.get(&block.brief)) else { continue };
        if !out.iter().any(|(_, title)| *title == brief.title) {
            out.push((block, brief.title.clone()));
        }
    }
    out
}

/// True when one sentence has both a likelihood and a confidence, which ICD 203 forbids.
pub fn has_both(words: &Words) -> bool {
    let text = words.raw();
    sentences(text).into_iter().filter_map(|range| text.get(range)).any(|sentence| {
        let sentence = format!(" {} ", fold(sentence).replace([',', '.', ';', ':', '(', ')', '!', '?'], " "));
        let has = |term: &str| sentence.contains(&format!(" {term} "));
        let sure = CONFIDENCE.iter().any(|term| has(term)) || (has(CONFIDENCE_ALONE) && sentence.contains("-to-"));
        sure && LADDERS.iter().flat_map(|ladder| ladder.rungs).any(|rung| has(rung.term))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likelihood_and_a_confidence_are_kept_out_of_one_sentence() {
        for both in [
            "We judge with high confidence that a drill is likely.",
            "It is very unlikely (moderate confidence) that they meet.",
            "A meeting is almost certain; we have low-to-moderate confidence in this.",
        ] {
            assert!(has_both(&both.into()), "{both}");
        }
        for apart in ["A drill is likely. We have high confidence in this.", "We have low confidence.", "It is likely."]
        {
            assert!(!has_both(&apart.into()), "{apart}");
        }
    }
}
