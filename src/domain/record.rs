//! Records: every row that has a history. One list names all of them; the store, the history, undo and the command line go by it.

use super::brief::{Block, Brief, Cite};
use super::claim::{Claim, ClaimTag, Evidence, Hop};
use super::declined::Declined;
use super::document::{Document, DocumentPath, ImportBatch, Revision};
use super::group::{DocumentInSet, DocumentSet, SavedFilter};
use super::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator};
use super::judgement::{Judgement, JudgementClaim, JudgementLooked};
use super::link::{ClaimLink, PassageLink};
use super::looked::{Looked, LookedIn};
use super::name::{DifferentNames, Mention, Name, Ownership, Role, SourceGrade, Spelling};
use super::passage::{Anchor, Passage, PassageTag, Translation};
use super::saved::SavedSearch;
use super::tag::Tag;
use super::wanted::Wanted;
use super::{Id, vocabulary::vocabulary};
use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Deserializer, Serialize};
use serde_json::Value;

/// A record's fields, in the order of their names, as they stand in the history.
pub type Fields = serde_json::Map<String, Value>;

impl Table {
    /// Its noun with the article before it, such as “an import”.
    pub fn one(self) -> String {
        let noun = self.label();
        let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {noun}")
    }
}

/// A type of record: one row of one table.
pub trait Row: Serialize + DeserializeOwned + Clone {
    /// Its table.
    const TABLE: Table;
    /// Its identity.
    fn id(&self) -> Id;
    /// As one of all records.
    fn into_record(self) -> Record;
    /// Back from one of all records; `None` when it is of another table.
    fn from_record(record: Record) -> Option<Self>;
}

macro_rules! records {
    ($($type:ident = $table:literal, $noun:literal;)+) => {
        vocabulary! {
            /// The tables whose rows have a history.
            Table { $($type = $table, $noun;)+ }
        }

        /// Any record.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $(#[doc = concat!("A row of `", $table, "`.")] $type($type),)+ }

        impl Record {
            /// The table it belongs to.
            pub fn table(&self) -> Table {
                match self { $(Self::$type(_) => Table::$type),+ }
            }

            /// Its identity.
            pub fn id(&self) -> Id {
                match self { $(Self::$type(row) => row.id),+ }
            }

            /// Its fields.
            pub fn fields(&self) -> Result<Fields, serde_json::Error> {
                let value = match self { $(Self::$type(row) => serde_json::to_value(row)),+ }?;
                match value {
                    Value::Object(fields) => Ok(fields),
                    other => serde_json::from_value(other),
                }
            }

            /// A record of a table from its fields; the error says which field is wrong.
            pub fn from_fields(table: Table, fields: Fields) -> Result<Self, serde_json::Error> {
                Self::read(table, Value::Object(fields))
            }

            /// A record of a table from whatever holds its fields by name.
            pub fn read<'de, D: Deserializer<'de>>(table: Table, from: D) -> Result<Self, D::Error> {
                Ok(match table { $(Table::$type => Self::$type($type::deserialize(from)?)),+ })
            }
        }

        $(impl Row for $type {
            const TABLE: Table = Table::$type;
            fn id(&self) -> Id { self.id }
            fn into_record(self) -> Record { Record::$type(self) }
            fn from_record(record: Record) -> Option<Self> {
                match record { Record::$type(row) => Some(row), _ => None }
            }
        })+
    };
}

records! {
    ImportBatch = "import_batch", "import";
    Document = "document", "document";
    Revision = "revision", "revision";
    DocumentPath = "document_path", "path";
    Name = "name", "name";
    Spelling = "spelling", "spelling";
    Role = "role", "role";
    SourceGrade = "source_grade", "grade";
    Tag = "tag", "tag";
    Passage = "passage", "passage";
    Anchor = "anchor", "anchor";
    PassageTag = "passage_tag", "tag on a passage";
    Translation = "translation", "translation";
    Claim = "claim", "claim";
    Evidence = "evidence", "evidence";
    Hop = "hop", "hop";
    ClaimTag = "claim_tag", "tag on a claim";
    ClaimLink = "claim_link", "link";
    PassageLink = "passage_link", "link of passages";
    Judgement = "judgement", "judgement";
    JudgementClaim = "judgement_claim", "claim a judgement rests on";
    Brief = "brief", "brief";
    Block = "block", "block";
    Wanted = "wanted", "wanted item";
    Mention = "mention", "mention";
    Cite = "cite", "mark in a block";
    SavedSearch = "saved_search", "saved search";
    DocumentSet = "document_set", "set of documents";
    DocumentInSet = "document_in_set", "document in a set";
    SavedFilter = "saved_filter", "saved filter";
    Ownership = "ownership", "ownership";
    DifferentNames = "different_names", "pair of different names";
    Declined = "declined", "declined proposal";
    Hypothesis = "hypothesis", "hypothesis";
    AchItem = "ach_item", "item of the matrix";
    AchCell = "ach_cell", "cell of the matrix";
    Assumption = "assumption", "assumption";
    Indicator = "indicator", "indicator";
    Looked = "looked", "look for something";
    LookedIn = "looked_in", "document that was looked in";
    JudgementLooked = "judgement_looked", "look a judgement rests on";
}
