//! Assay: a workbench for weighing what documents say.

pub mod analysis;
pub mod domain;
pub mod export;
pub mod import;
pub mod jobs;
pub mod store;
