//! The only code that knows SQLite: one project file, its schema, its history, its text. [`Store`] is the single
//! read-write connection, held by the writer; [`Reader`] is a read-only one for everybody else.
//!
//! The live project file is never opened by ordinary file calls inside this process: closing any descriptor on it would
//! drop SQLite's locks. Whoever wants a copy goes through SQLite.

mod check;
mod columns;
mod connect;
mod copy;
mod error;
pub mod far;
mod files;
mod history;
mod intake;
mod lock;
mod look;
mod near;
mod open;
mod origins;
mod read;
mod recapture;
pub mod rescue;
mod revision;
mod row_reader;
mod rows;
mod rules;
mod schema;
pub mod search;
mod settings;
pub mod snapshot;
pub mod space;
mod text;
mod trust;
mod unwritable;

pub use check::{Finding, Report as CheckReport};
pub use error::StoreError;
pub use intake::{About, Decoding, FoundAt, ImportOutcome, NewDocument};
pub use near::{MayBeCopy, NewSketch, Pair, SketchWanted};
pub use open::{Breaker, Reader, Store};
pub use origins::{FoundPath, KnownPath, Lying, Origin, PathNews, Root};
pub use read::Page;
pub use recapture::Recapture;
pub use revision::{CarriedAnchor, CarriedStruck, NewRevision};
pub use settings::{ExportRecord, Setting};
pub use text::{Chunk, HasText, TextMap};

#[cfg(test)]
mod tests;
