//! What an analyst works with: documents, names, tags, passages, claims, links, judgements, briefs and the edits that
//! change them. Pure values: no files, no SQL, no window. A value that exists is legal, because the types of its fields
//! refuse anything else when they are made or read.

pub mod brief;
pub mod calendar;
pub mod called;
pub mod claim;
pub mod date;
pub mod declined;
pub mod document;
pub mod edit;
pub mod fault;
pub mod fold;
pub mod grade;
pub mod group;
pub mod hypothesis;
pub mod id;
pub mod judgement;
pub mod ladder;
pub mod language;
pub mod link;
pub mod lists;
pub mod looked;
pub mod name;
pub mod overlap;
pub mod paragraphs;
pub mod passage;
pub mod position;
pub mod query;
pub mod read;
pub mod record;
pub mod roman;
pub mod saved;
pub mod snapshot;
pub mod sounds;
pub mod span;
pub mod struck;
pub mod structure;
pub mod tag;
pub mod tokens;
pub mod vocabulary;
pub mod wanted;
pub mod words;

pub use date::Date;
pub use edit::{Committed, Edit, Op, RowChange};
pub use fault::{Fault, sentence};
pub use fold::{Folded, fold};
pub use id::{Id, Sha256};
pub use overlap::Overlap;
pub use paragraphs::Paragraphs;
pub use read::{By, ProjectRead};
pub use record::{Record, Row, Table};
pub use roman::roman;
pub use span::Span;
pub use struck::Struck;
pub use structure::Structure;
pub use words::Words;
