//! The integration tests: one binary, a module a subject.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its story breaks")]

mod ach;
mod anatomy;
mod cli;
mod coverage;
mod dates;
mod encoding;
mod export;
mod faults;
mod graph;
mod hedges;
mod history;
mod import_formats;
mod import_text;
mod import_walk;
#[cfg(target_os = "linux")]
#[path = "../inject/mod.rs"]
#[allow(dead_code, reason = "the storm uses what these tests do not")]
mod inject;
mod languages;
mod names;
mod near;
mod network;
mod origins;
mod program;
mod quotes;
mod regex;
mod rescan;
mod schema;
mod search;
mod search_slips;
mod session;
mod snapshots;
mod source_rules;
mod structure;
mod taking;
mod tensions;
mod text_access;
mod text_order;
mod text_pictures;
mod text_reader;
mod text_selection;
mod text_support;
mod time_and_matrix;
mod ui_about;
mod ui_again;
mod ui_capture;
mod ui_desk;
mod ui_first_hour;
mod ui_hand;
mod ui_imports;
mod ui_keep;
mod ui_kills;
mod ui_newcomer;
mod ui_placing;
mod ui_read;
mod ui_reader;
mod ui_regex;
mod ui_rescan;
mod ui_search;
mod ui_sheets;
mod ui_structure;
mod ui_support;
mod ui_weigh;
mod ui_words;
mod ui_write;
mod unwritable;
mod versions;
mod watched;
mod words;
#[cfg(unix)]
mod worker;
