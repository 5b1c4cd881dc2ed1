//! All integration tests in one binary, one module a file.

mod text_access;
mod text_order;
mod text_pictures;
mod text_reader;
mod text_selection;
mod text_support;
