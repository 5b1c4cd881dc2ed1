//! Reasoning over words and records that needs no file, no database and no window.

pub mod anchoring;
pub mod carrying;
pub mod finding;
pub mod marks;
pub mod names;
pub mod near;
pub mod quotation;
pub mod sentences;
pub mod template;
pub mod wordings;
pub mod words;
