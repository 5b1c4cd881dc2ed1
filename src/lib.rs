//! Assay: a workbench for weighing what documents say.

pub mod analysis;
pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod jobs;
pub mod shell;
pub mod store;
pub mod text;
pub mod ui;
