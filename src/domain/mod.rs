//! What an analyst works with: documents, names, tags, passages, claims, links, judgements, briefs and the edits that
//! change them. Pure values: no files, no SQL, no window. A value that exists is legal, because the types of its fields
//! refuse anything else when they are made or read.

pub mod date;
pub mod fault;
pub mod id;
pub mod paragraphs;
pub mod span;
pub mod vocabulary;
pub mod words;

pub use date::Date;
pub use fault::Fault;
pub use id::{Id, Sha256};
pub use paragraphs::Paragraphs;
pub use span::Span;
pub use words::Words;
