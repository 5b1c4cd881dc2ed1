//! What of the corpus was read and how far, as far as the project knows; and what was looked for in it without being
//! there.

use crate::domain::claim::Evidence;
use crate::domain::document::{Document, Revision};
use crate::domain::judgement::JudgementLooked;
use crate::domain::looked::{Looked, LookedIn, Outcome};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag};
use crate::domain::{Fault, Id, ProjectRead, position};
use crate::store::Reader;
use std::collections::{BTreeSet, HashMap, HashSet};

/// A document, and how far it was read.
#[derive(Clone, Debug)]
pub struct Covered {
    /// The document.
    pub document: Document,
    /// How many bytes its text has; `None` when it has none that can be read.
    pub text_bytes: Option<u32>,
    /// Where it was left in the window, in bytes.
    pub left_at: Option<u32>,
    /// Where the last passage ends that somebody marked, in bytes. What a rule marked alone was read by nobody.
    pub marked_to: Option<u32>,
    /// How many passages it has.
    pub passages: usize,
    /// How many claims rest on it.
    pub claims: usize,
    /// What was looked for in it and found nowhere in what was looked in.
    pub absent: Vec<Id>,
}

impl Covered {
    /// How far it was read, in bytes: up to where it was left or to the end of the last passage, whichever is further.
    /// `None` when nobody read it.
    pub fn read_to(&self) -> Option<u32> {
        let text = self.text_bytes?;
        self.left_at.max(self.marked_to).map(|byte| byte.min(text))
    }

    /// As [`Covered::read_to`], in hundredths of the text.
    pub fn percent(&self) -> Option<u32> {
        hundredths(self.read_to()?.into(), self.text_bytes?.into())
    }

    /// True when it has a text and nobody read it.
    pub fn is_unread(&self) -> bool {
        self.text_bytes.is_some() && self.read_to().is_none()
    }
}

/// So many hundredths of the whole, never a full hundred before all of it; `None` of nothing.
pub fn hundredths(part: u64, whole: u64) -> Option<u32> {
    u32::try_from(part.saturating_mul(100).checked_div(whole)?).ok()
}

/// Something that was looked for.
#[derive(Clone, Debug)]
pub struct Sought {
    /// What.
    pub looked: Looked,
    /// The documents that were looked in and are there.
    pub documents: Vec<Id>,
    /// Those of them whose present text came only after that: it was not looked in.
    pub changed_since: Vec<Id>,
    /// The judgements that rest on it.
    pub judgements: Vec<Id>,
}

/// What is known of how the corpus was read.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// Every document, as they were imported.
    pub documents: Vec<Covered>,
    /// What was looked for, oldest first.
    pub sought: Vec<Sought>,
}

impl Coverage {
    /// Reads it from a project.
    pub fn of(reader: &Reader) -> Result<Self, Fault> {
        let left = position::left_at(&reader.view_state()?);
        let project: &dyn ProjectRead = reader;
        let texts: HashMap<Id, Revision> = project.all::<Revision>()?.into_iter().map(|row| (row.id, row)).collect();
        let marked = Marked::of(project)?;
        let mut sought = sought(project)?;
        let mut absent: HashMap<Id, Vec<Id>> = HashMap::new();
        for of in sought.iter().filter(|of| of.looked.outcome == Outcome::Nothing) {
            of.documents.iter().for_each(|document| absent.entry(*document).or_default().push(of.looked.id));
        }
        let mut documents = Vec::new();
        for document in project.all::<Document>()? {
            let text = document.revision.and_then(|id| texts.get(&id));
            documents.push(Covered {
                text_bytes: text.map(|text| text.text_bytes).filter(|bytes| *bytes > 0),
                left_at: left.get(&document.id).copied(),
                marked_to: text.and_then(|text| marked.to.get(&text.id).copied()),
                passages: marked.passages.get(&document.id).copied().unwrap_or(0),
                claims: marked.claims.get(&document.id).map_or(0, BTreeSet::len),
                absent: absent.remove(&document.id).unwrap_or_default(),
                document,
            });
        }
        let came: HashMap<Id, i64> =
            documents.iter().filter_map(|of| Some((of.document.id, of.document.revision?.made_ms()?))).collect();
        let here: HashSet<Id> = documents.iter().map(|of| of.document.id).collect();
        for of in &mut sought {
            of.documents.retain(|document| here.contains(document));
            let later = |document: &&Id| came.get(*document).is_some_and(|came| *came > of.looked.at_ms);
            of.changed_since = of.documents.iter().filter(later).copied().collect();
        }
        Ok(Self { documents, sought })
    }
}

/// What was looked for, with where and what rests on it.
fn sought(project: &dyn ProjectRead) -> Result<Vec<Sought>, Fault> {
    let (mut documents, mut judgements) = (HashMap::<Id, Vec<Id>>::new(), HashMap::<Id, Vec<Id>>::new());
    for row in project.all::<LookedIn>()? {
        documents.entry(row.looked).or_default().push(row.document);
    }
    for row in project.all::<JudgementLooked>()? {
        judgements.entry(row.looked).or_default().push(row.judgement);
    }
    let sought = project.all::<Looked>()?.into_iter().map(|looked| Sought {
        documents: documents.remove(&looked.id).unwrap_or_default(),
        changed_since: Vec::new(),
        judgements: judgements.remove(&looked.id).unwrap_or_default(),
        looked,
    });
    Ok(sought.collect())
}

/// What was marked in texts.
struct Marked {
    /// Where the last passage of a text ends that somebody marked, by revision.
    to: HashMap<Id, u32>,
    /// How many passages a document has.
    passages: HashMap<Id, usize>,
    /// Which claims rest on a document.
    claims: HashMap<Id, BTreeSet<Id>>,
}

impl Marked {
    fn of(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let mut out = Self { to: HashMap::new(), passages: HashMap::new(), claims: HashMap::new() };
        let passages: HashMap<Id, Passage> = project.all::<Passage>()?.into_iter().map(|row| (row.id, row)).collect();
        for passage in passages.values() {
            *out.passages.entry(passage.document).or_default() += 1;
        }
        // A passage is a rule's own while a rule set every tag it has.
        let (mut by_rule, mut by_hand) = (HashSet::new(), HashSet::new());
        for tag in project.all::<PassageTag>()? {
            if tag.rule.is_some() {
                by_rule.insert(tag.passage)
            } else {
                by_hand.insert(tag.passage)
            };
        }
        for evidence in project.all::<Evidence>()? {
            let Some(passage) = evidence.passage.and_then(|id| passages.get(&id)) else { continue };
            by_hand.insert(passage.id);
            out.claims.entry(passage.document).or_default().insert(evidence.claim);
        }
        for anchor in project.all::<Anchor>()? {
            let of_a_rule = by_rule.contains(&anchor.passage) && !by_hand.contains(&anchor.passage);
            let noted = passages.get(&anchor.passage).is_some_and(|passage| passage.memo.is_some());
            if anchor.state != AnchorState::Orphaned && (noted || !of_a_rule) {
                let to = out.to.entry(anchor.revision).or_default();
                *to = anchor.end.max(*to);
            }
        }
        Ok(out)
    }
}
