//! What runs beside the window: the writer with the only read-write connection, workers that read, import and export,
//! and the messages between them and the application. The command line calls the same functions without the threads.

pub mod batch;
mod beside;
pub mod browsing;
pub mod copies;
pub mod decoding;
mod desk;
mod drafting;
pub mod exporting;
pub mod hit_table;
pub mod importing;
mod inbox;
pub mod keeping;
mod loading;
mod looking;
mod news;
mod opening;
mod reading;
mod recapturing;
pub mod rescanning;
pub mod rescue;
pub mod sample;
mod searching;
mod session;
mod side_by_side;
mod taking;
pub mod words;
pub mod worker;
mod writer;

pub use crate::export::{Format, Product, Report as ReportScope};
pub use crate::export::{Set, SheetLine, file_name};
pub use crate::store::search::{Facets, Hit, Hits, How as FoundHow, Line, Meant, Own};
pub use crate::store::{Chunk, Origin};
pub use beside::{Beside, LineKind, OutlineLine, Outlined, Stands};
pub use drafting::{Draft, TEMPLATES, Template};
pub use inbox::Full;
pub use loading::Fill;
pub use looking::{Held, Text};
pub use news::{Event, Resident, Ticket, Wake};
pub use reading::{FoundWords, OpenedText, Read};
pub use searching::{Chosen, Gathered, Search, Stretch};
pub use session::{How, Session};
pub use side_by_side::{Side, SideBySide};
pub use writer::Work;
