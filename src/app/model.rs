//! What of the project stays in memory: every annotation and a head for each document, kept current from what was
//! committed. Texts, originals and the history are not here.

use crate::domain::brief::{Block, Brief, Cite};
use crate::domain::claim::{Claim, ClaimTag, Evidence, Hop};
use crate::domain::declined::Declined;
use crate::domain::document::{Document, ImportBatch, Revision};
use crate::domain::grade::Reliability;
use crate::domain::group::{DocumentInSet, DocumentSet, SavedFilter};
use crate::domain::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator};
use crate::domain::judgement::{Judgement, JudgementClaim, JudgementLooked};
use crate::domain::link::{ClaimLink, PassageLink};
use crate::domain::looked::{Looked, LookedIn};
use crate::domain::name::{DifferentNames, Mention, Name, Ownership, Role, SourceGrade, Spelling, known_as};
use crate::domain::passage::{Anchor, AnchorState, Passage, PassageTag, Translation};
use crate::domain::saved::SavedSearch;
use crate::domain::tag::Tag;
use crate::domain::wanted::Wanted;
use crate::domain::{Id, Record, RowChange, Table, fold};
use foldhash::fast::RandomState;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A way from a row to the rows that refer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Passages, anchors of a document or a passage.
    Passages,
    /// Anchors of a passage.
    Anchors,
    /// Tags on a passage.
    PassageTags,
    /// Passages that have a tag.
    Tagged,
    /// Translations of a passage.
    Translations,
    /// Evidence of a claim.
    Evidence,
    /// Evidence a passage gives.
    Gives,
    /// Tags on a claim.
    ClaimTags,
    /// Claims that have a tag.
    TaggedClaims,
    /// Links from or to a claim.
    Links,
    /// Hops of a claim.
    Hops,
    /// Hops a name passed a claim on in.
    PassedOn,
    /// Gradings of a name.
    Grades,
    /// Spellings of a name.
    Spellings,
    /// Roles of a name.
    Roles,
    /// Claims of a speaker.
    Said,
    /// Documents of an outlet.
    Published,
    /// Blocks of a brief.
    Blocks,
    /// Blocks, and marks in blocks, that give a passage, a claim, a document or a judgement.
    Used,
    /// Tags below a tag.
    Below,
    /// Claims a judgement rests on.
    RestsOn,
    /// Judgements that rest on a claim, or on what was looked for.
    RestedOn,
    /// What was looked for that a judgement rests on.
    Looks,
    /// Documents that were looked in.
    LookedIn,
    /// Names merged into a name.
    Merged,
    /// Names marked in a passage.
    Mentions,
    /// Marks of a name in texts.
    Mentioned,
    /// Marks in a block's words.
    Cites,
    /// That documents are in a set.
    InSet,
    /// That a document is in sets.
    Sets,
}

/// Where a record is found from.
fn references(record: &Record) -> Vec<(By, Id)> {
    let mut out = Vec::new();
    let mut add = |by, id: Option<Id>| out.extend(id.map(|id| (by, id)));
    match record {
        Record::Document(r) => add(By::Published, r.outlet),
        Record::Passage(r) => add(By::Passages, Some(r.document)),
        Record::Anchor(r) => add(By::Anchors, Some(r.passage)),
        Record::PassageTag(r) => {
            add(By::PassageTags, Some(r.passage));
            add(By::Tagged, Some(r.tag));
        }
        Record::Translation(r) => add(By::Translations, Some(r.passage)),
        Record::Claim(r) => add(By::Said, r.speaker),
        Record::Evidence(r) => {
            add(By::Evidence, Some(r.claim));
            add(By::Gives, r.passage);
        }
        Record::ClaimTag(r) => {
            add(By::ClaimTags, Some(r.claim));
            add(By::TaggedClaims, Some(r.tag));
        }
        Record::ClaimLink(r) => {
            add(By::Links, Some(r.from_claim));
            add(By::Links, Some(r.to_claim));
        }
        Record::Hop(r) => {
            add(By::Hops, Some(r.claim));
            add(By::PassedOn, r.actor);
        }
        Record::SourceGrade(r) => add(By::Grades, Some(r.name)),
        Record::Spelling(r) => add(By::Spellings, Some(r.name)),
        Record::Role(r) => add(By::Roles, Some(r.name)),
        Record::Tag(r) => add(By::Below, r.parent),
        Record::Block(r) => {
            add(By::Blocks, Some(r.brief));
            add(By::Used, r.passage);
            add(By::Used, r.claim);
            add(By::Used, r.document);
            add(By::Used, r.judgement);
        }
        Record::Cite(r) => {
            add(By::Cites, Some(r.block));
            add(By::Used, r.passage);
            add(By::Used, r.claim);
            add(By::Used, r.document);
            add(By::Used, r.judgement);
        }
        Record::Mention(r) => {
            add(By::Mentions, Some(r.passage));
            add(By::Mentioned, Some(r.name));
        }
        Record::Name(r) => add(By::Merged, r.merged_into),
        Record::DocumentInSet(r) => {
            add(By::InSet, Some(r.document_set));
            add(By::Sets, Some(r.document));
        }
        Record::JudgementClaim(r) => {
            add(By::RestsOn, Some(r.judgement));
            add(By::RestedOn, Some(r.claim));
        }
        Record::JudgementLooked(r) => {
            add(By::Looks, Some(r.judgement));
            add(By::RestedOn, Some(r.looked));
        }
        Record::LookedIn(r) => add(By::LookedIn, Some(r.looked)),
        _ => {}
    }
    out
}

macro_rules! rows {
    ($($type:ident => $rows:ident;)+) => {
        /// The project as it was last committed. Rows sort by identity, which is by age.
        #[derive(Debug, Default)]
        pub struct Model {
            $(#[doc = concat!("Every `", stringify!($type), "` by its identity.")] pub $rows: BTreeMap<Id, $type>,)+
            by: HashMap<(By, Id), BTreeSet<Id>, RandomState>,
            /// Counts commits; what is computed from the model is kept together with it.
            pub generation: u64,
        }

        impl Model {
            /// The row as a record. Where files lay is not kept here.
            pub fn record(&self, table: Table, id: Id) -> Option<Record> {
                match table {
                    $(Table::$type => self.$rows.get(&id).cloned().map(Record::$type),)+
                    Table::DocumentPath => None,
                }
            }

            fn put(&mut self, record: Record) {
                let old = self.record(record.table(), record.id()).map(|old| references(&old)).unwrap_or_default();
                let new = references(&record);
                for key in old.iter().filter(|key| !new.contains(key)) {
                    self.unlink(*key, record.id());
                }
                for key in new.iter().filter(|key| !old.contains(key)) {
                    self.by.entry(*key).or_default().insert(record.id());
                }
                match record {
                    $(Record::$type(row) => { self.$rows.insert(row.id, row); })+
                    Record::DocumentPath(_) => {}
                }
            }

            fn remove(&mut self, table: Table, id: Id) {
                let Some(old) = self.record(table, id) else { return };
                for key in references(&old) {
                    self.unlink(key, id);
                }
                match table {
                    $(Table::$type => { self.$rows.remove(&id); })+
                    Table::DocumentPath => {}
                }
            }
        }

        /// A model in the making. Rows come as they are read and are put in order once, which is quicker and takes less
        /// room than a tree that grows row by row.
        #[derive(Debug, Default)]
        pub struct Making {
            $($rows: Vec<(Id, $type)>,)+
            by: HashMap<(By, Id), Vec<Id>, RandomState>,
        }

        impl Making {
            /// Takes some records.
            pub fn take(&mut self, records: Vec<Record>) {
                for record in records {
                    for key in references(&record) {
                        self.by.entry(key).or_default().push(record.id());
                    }
                    match record {
                        $(Record::$type(row) => self.$rows.push((row.id, row)),)+
                        Record::DocumentPath(_) => {}
                    }
                }
            }

            /// The model of what was taken.
            pub fn finish(self) -> Model {
                Model {
                    $($rows: BTreeMap::from_iter(self.$rows),)+
                    by: self.by.into_iter().map(|(key, rows)| (key, BTreeSet::from_iter(rows))).collect(),
                    generation: 0,
                }
            }
        }
    };
}

rows! {
    ImportBatch => batches;
    Document => documents;
    Revision => revisions;
    Name => names;
    Spelling => spellings;
    Role => roles;
    SourceGrade => grades;
    Tag => tags;
    Passage => passages;
    Anchor => anchors;
    PassageTag => passage_tags;
    Translation => translations;
    Claim => claims;
    Evidence => evidence;
    Hop => hops;
    ClaimTag => claim_tags;
    ClaimLink => links;
    PassageLink => passage_links;
    Judgement => judgements;
    JudgementClaim => judgement_claims;
    Brief => briefs;
    Block => blocks;
    Wanted => wanted;
    Mention => mentions;
    Cite => cites;
    SavedSearch => saved;
    DocumentSet => sets;
    DocumentInSet => in_sets;
    SavedFilter => filters;
    Ownership => ownership;
    DifferentNames => different_names;
    Declined => declined;
    Hypothesis => hypotheses;
    AchItem => ach_items;
    AchCell => ach_cells;
    Assumption => assumptions;
    Indicator => indicators;
    Looked => looked;
    LookedIn => looked_in;
    JudgementLooked => judgement_looked;
}

impl Model {
    /// A project's records.
    pub fn new(records: Vec<Record>) -> Self {
        let mut making = Making::default();
        making.take(records);
        making.finish()
    }

    fn unlink(&mut self, key: (By, Id), id: Id) {
        if let Some(rows) = self.by.get_mut(&key) {
            rows.remove(&id);
            if rows.is_empty() {
                self.by.remove(&key);
            }
        }
    }

    /// Takes over what was committed.
    pub fn apply(&mut self, changes: Vec<RowChange>) {
        self.generation += 1;
        for change in changes {
            match change.after {
                Some(record) => self.put(record),
                None => self.remove(change.table, change.id),
            }
        }
    }

    /// The rows found from `id`, oldest first.
    pub fn ids(&self, by: By, id: Id) -> impl DoubleEndedIterator<Item = Id> + '_ {
        self.by.get(&(by, id)).into_iter().flatten().copied()
    }

    /// How many rows are found from `id`.
    pub fn count(&self, by: By, id: Id) -> usize {
        self.by.get(&(by, id)).map_or(0, BTreeSet::len)
    }

    /// The row that tags a passage, while a rule set it and nobody confirmed it.
    pub fn set_by_rule(&self, passage: Id, tag: Id) -> Option<Id> {
        let mut rows = self.ids(By::PassageTags, passage).filter_map(|id| self.passage_tags.get(&id));
        rows.find(|row| row.tag == tag && row.rule.is_some()).map(|row| row.id)
    }

    /// True when the document is shown: its import was not undone.
    pub fn is_shown(&self, document: &Document) -> bool {
        self.batches.get(&document.batch).is_none_or(|batch| batch.removed_at.is_none())
    }

    /// The documents that are shown, oldest import first.
    pub fn shown_documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().filter(|d| self.is_shown(d))
    }

    /// Where a passage stands: its anchor in the text that is read of its document, unless it lost its place there.
    pub fn place(&self, passage: Id) -> Option<&Anchor> {
        self.anchor(passage).filter(|anchor| anchor.state != AnchorState::Orphaned)
    }

    /// The anchor of a passage in the text that is read of its document; of one that lost its place only the words count.
    pub fn anchor(&self, passage: Id) -> Option<&Anchor> {
        let read = self.documents.get(&self.passages.get(&passage)?.document)?.revision;
        let mut anchors = self.ids(By::Anchors, passage).filter_map(|id| self.anchors.get(&id));
        anchors.rfind(|anchor| Some(anchor.revision) == read)
    }

    /// The tags on a passage, in the order they were put on.
    pub fn tags_of(&self, passage: Id) -> impl Iterator<Item = (Id, &Tag)> {
        let rows = self.ids(By::PassageTags, passage).filter_map(|id| self.passage_tags.get(&id));
        rows.filter_map(|row| self.tags.get(&row.tag).map(|tag| (row.id, tag)))
    }

    /// The first passage a claim rests on.
    pub fn support(&self, claim: Id) -> Option<Id> {
        self.ids(By::Evidence, claim).find_map(|id| self.evidence.get(&id)?.passage)
    }

    /// The hops of a claim in their order, nearest to what is claimed first.
    pub fn hops_of(&self, claim: Id) -> Vec<&Hop> {
        let mut hops: Vec<&Hop> = self.ids(By::Hops, claim).filter_map(|id| self.hops.get(&id)).collect();
        hops.sort_by_key(|hop| (hop.ordinal, hop.id));
        hops
    }

    /// The name a name stands for: itself, or the one it was merged into.
    pub fn who(&self, name: Id) -> Id {
        known_as(name, |id| self.names.get(&id).and_then(|name| name.merged_into))
    }

    /// A name and every name merged into it.
    pub fn merged(&self, name: Id) -> Vec<Id> {
        let mut all = vec![name];
        let mut at = 0;
        while let Some(id) = all.get(at).copied() {
            all.extend(self.ids(By::Merged, id));
            at += 1;
        }
        all
    }

    /// The grade in force of a source, merged names counted in; `None` when it was never graded.
    pub fn reliability(&self, name: Id) -> Option<Reliability> {
        let names = self.merged(self.who(name));
        let grades = names.iter().flat_map(|id| self.ids(By::Grades, *id)).filter_map(|id| self.grades.get(&id));
        grades.max_by_key(|grade| (grade.at_ms, grade.id)).map(|grade| grade.reliability)
    }

    /// The name with this spelling, when there is exactly one.
    pub fn name_spelled(&self, text: &str) -> Option<Id> {
        let wanted = fold(text);
        let own = self.names.values().filter(|n| fold(n.words.raw()) == wanted).map(|n| n.id);
        let others = self.spellings.values().filter(|s| fold(s.words.raw()) == wanted).map(|s| s.name);
        let found: BTreeSet<Id> = own.chain(others).map(|id| self.who(id)).collect();
        if found.len() == 1 { found.into_iter().next() } else { None }
    }

    /// The blocks of a brief in their order.
    pub fn blocks_of(&self, brief: Id) -> Vec<&Block> {
        let mut blocks: Vec<&Block> = self.ids(By::Blocks, brief).filter_map(|id| self.blocks.get(&id)).collect();
        blocks.sort_by_key(|block| (block.ordinal, block.id));
        blocks
    }
}
