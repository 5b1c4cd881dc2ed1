//! Assay: a workbench for weighing what documents say.

pub mod domain;
pub mod text;
pub mod ui;
