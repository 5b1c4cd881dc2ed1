//! Passages of a document whose words are not as they were marked: those that lost their place in the text that is read,
//! and those that stand on other words there.

use super::checking::{Run, Sign};
use super::model::{By, Model};
use crate::analysis::near::differing::differences;
use crate::domain::passage::{Anchor, AnchorState};
use crate::domain::{Id, Words};

/// A passage whose words are not as they were marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Altered {
    /// The passage.
    pub passage: Id,
    /// The words that were marked, and stretch by stretch what is no longer there.
    pub was: (Words, Vec<Run>),
    /// The words it stands on now, and stretch by stretch what is new; `None` when it lost its place.
    pub now: Option<(Words, Vec<Run>)>,
}

/// Those of a document, the lost ones first, each in the order they were marked.
pub fn altered(model: &Model, document: Id) -> Vec<Altered> {
    let mut out: Vec<Altered> = model.ids(By::Passages, document).filter_map(|id| of(model, id)).collect();
    out.sort_by_key(|one| one.now.is_some());
    out
}

/// What became of a passage; `None` when its words are as they were marked.
pub fn of(model: &Model, passage: Id) -> Option<Altered> {
    let mut anchors: Vec<(u32, &Anchor)> = model
        .ids(By::Anchors, passage)
        .filter_map(|id| model.anchors.get(&id))
        .filter_map(|anchor| Some((model.revisions.get(&anchor.revision)?.ordinal, anchor)))
        .collect();
    anchors.sort_by_key(|(ordinal, anchor)| (std::cmp::Reverse(*ordinal), anchor.id));
    let read = model.documents.get(&model.passages.get(&passage)?.document)?.revision?;
    let Some(now) = model.place(passage) else {
        // It has its words from the last text it stood in. One that is not told of at all is only on its way.
        let (_, last) = anchors.iter().find(|(_, anchor)| anchor.revision == read)?;
        return Some(Altered { passage, was: (last.quote.clone(), Vec::new()), now: None });
    };
    let at = model.revisions.get(&now.revision)?.ordinal;
    // Back from text to text: what was found only by its likeness had other words in the text before.
    let (mut state, mut had) = (now.state, None);
    for (_, older) in anchors.iter().filter(|(ordinal, a)| *ordinal < at && a.state != AnchorState::Orphaned) {
        if matches!(state, AnchorState::Fuzzy | AnchorState::Folded) {
            had = Some(&older.quote);
        }
        state = older.state;
    }
    let had = had.filter(|had| **had != now.quote)?;
    let differing = differences(had.raw(), now.quote.raw());
    let mut runs: (Vec<Run>, Vec<Run>) = Default::default();
    for part in &differing.passages {
        runs.0.extend(part.left_runs.iter().map(|run| moved(run, part.left.start)));
        runs.1.extend(part.right_runs.iter().map(|run| moved(run, part.right.start)));
    }
    Some(Altered { passage, was: (had.clone(), runs.0), now: Some((now.quote.clone(), runs.1)) })
}

fn moved((range, sign): &Run, by: usize) -> (std::ops::Range<usize>, Sign) {
    (range.start + by..range.end + by, *sign)
}
