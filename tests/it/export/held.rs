//! A project held in memory: records and texts, seen through `ProjectRead`.

use assay::domain::document::{DecidedBy, Document, Newlines, Revision};
use assay::domain::passage::{Anchor, AnchorState, Passage};
use assay::domain::read::{EditLine, ProjectFacts};
use assay::domain::{By, Fault, Id, ProjectRead, Record, Row, Sha256, Table, Words};
use std::collections::HashMap;
use std::ops::Range;

pub const SEED_A: &str = include_str!("../../../seeds/000_84839096dc77e6c1.txt");
pub const SEED_B: &str = include_str!("../../../seeds/002_288d556eec8bee92.txt");

pub struct Held {
    name: Words,
    records: Vec<Record>,
    pub texts: HashMap<Id, String>,
}

impl Held {
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), records: Vec::new(), texts: HashMap::new() }
    }

    pub fn add(&mut self, row: impl Row) {
        self.records.push(row.into_record());
    }

    pub fn document(&mut self, file_name: &str, text: &str, fill: impl FnOnce(&mut Document)) -> Id {
        let (hash, bytes) = (Sha256::of(text.as_bytes()), text.len() as u64);
        let mut document = Document::new(Id::new(), Id::new(), file_name.into(), hash, bytes, None);
        let revision = Revision {
            id: Id::new(),
            document: document.id,
            ordinal: 1,
            encoding: "UTF-8".into(),
            decided_by: DecidedBy::Valid,
            had_bom: false,
            newlines: Newlines::Lf,
            replaced: 0,
            text_sha256: Sha256::of(text.as_bytes()),
            text_bytes: u32::try_from(text.len()).unwrap(),
            chars: u32::try_from(text.chars().count()).unwrap(),
            paragraphs: u32::try_from(text.lines().filter(|l| !l.trim().is_empty()).count()).unwrap(),
            original: None,
        };
        document.revision = Some(revision.id);
        fill(&mut document);
        self.texts.insert(revision.id, text.to_owned());
        let id = document.id;
        self.add(document);
        self.add(revision);
        id
    }

    /// Marks the first place of these words.
    pub fn passage(&mut self, document: Id, quote: &str) -> Id {
        let revision = self.records.iter().find_map(|r| match r {
            Record::Revision(r) if r.document == document => Some(r.id),
            _ => None,
        });
        let revision = revision.unwrap();
        let start = self.texts[&revision].find(quote).unwrap();
        let passage = Passage { id: Id::new(), document, memo: None };
        let id = passage.id;
        self.add(Anchor {
            id: Id::new(),
            passage: id,
            revision,
            start: u32::try_from(start).unwrap(),
            end: u32::try_from(start + quote.len()).unwrap(),
            quote: quote.into(),
            prefix: Words::default(),
            suffix: Words::default(),
            state: AnchorState::Exact,
            score: None,
        });
        self.add(passage);
        id
    }

    pub fn anchor_of(&mut self, passage: Id) -> &mut Anchor {
        self.anchors().find(|a| a.passage == passage).unwrap()
    }

    pub fn anchor_quoting(&mut self, quote: &str) -> &mut Anchor {
        self.anchors().find(|a| a.quote.raw() == quote).unwrap()
    }

    fn anchors(&mut self) -> impl Iterator<Item = &mut Anchor> {
        self.records.iter_mut().filter_map(|r| match r {
            Record::Anchor(anchor) => Some(anchor),
            _ => None,
        })
    }

    pub fn passages(&mut self) -> impl Iterator<Item = &mut Passage> {
        self.records.iter_mut().filter_map(|r| match r {
            Record::Passage(passage) => Some(passage),
            _ => None,
        })
    }

    /// The identities in a table, as they were stored.
    pub fn ids(&self, table: &str) -> Vec<Id> {
        self.records.iter().filter(|r| r.table().as_str() == table).map(Record::id).collect()
    }
}

impl ProjectRead for Held {
    fn facts(&self) -> Result<ProjectFacts, Fault> {
        Ok(ProjectFacts {
            name: self.name.clone(),
            secret: Id::from_bytes([7; 16]),
            edits: 12,
            head: Sha256::of(b"head"),
            author: None,
        })
    }

    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Fault> {
        let wanted = |record: &&Record| match by {
            By::All => true,
            By::Id(id) => record.id() == id,
            By::Ref(field, id) => {
                let fields = record.fields().unwrap();
                // A name that was not merged leaves the field out.
                assert!(fields.get(field).is_some() || field == "merged_into", "{table:?} has no field {field}");
                fields.get(field).and_then(|value| value.as_str()) == Some(id.to_string().as_str())
            }
        };
        Ok(self.records.iter().filter(|r| r.table() == table).filter(wanted).cloned().collect())
    }

    fn text(&self, revision: Id, bytes: Range<u32>) -> Result<String, Fault> {
        let text = &self.texts[&revision];
        let inside = |at: u32| (at as usize).min(text.len());
        Ok(text[text.floor_char_boundary(inside(bytes.start))..text.ceil_char_boundary(inside(bytes.end))].to_owned())
    }

    fn edits(&self, _after: i64, _limit: u32) -> Result<Vec<EditLine>, Fault> {
        Ok(Vec::new())
    }
}
