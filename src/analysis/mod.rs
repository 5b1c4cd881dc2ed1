//! Reasoning over words and records that needs no file, no database and no window.

pub mod agreement;
pub mod anatomy;
pub mod anchoring;
pub mod capture;
pub mod carrying;
pub mod dates;
pub mod finding;
pub mod graph;
pub mod hypotheses;
pub mod marks;
pub mod matrix;
pub mod names;
pub mod near;
pub mod placed;
pub mod quotation;
pub mod register;
pub mod remarks;
pub mod sentences;
pub mod template;
pub mod timeline;
mod word_lists;
pub mod wordings;
pub mod words;
