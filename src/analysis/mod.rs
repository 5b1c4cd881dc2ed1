//! Reasoning over words and records that needs no file, no database and no window.

pub mod anchoring;
pub mod marks;
pub mod finding;
pub mod quotation;
pub mod sentences;
