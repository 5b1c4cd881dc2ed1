//! The integration tests: one binary, a module a subject.

mod import_text;
mod import_walk;
