//! Assay: a workbench for weighing what documents say.

pub mod analysis;
pub mod domain;
pub mod import;
pub mod store;
