//! Documents' and people's words on the screen: painting them, pointing at them, reading them. The only part of `ui`
//! that sees the bare text of [`crate::domain::Words`].

mod atlas;
mod compared;
mod context;
mod engine;
pub mod field;
pub mod form;
mod label;
mod marked;
mod page_field;
mod paint;
mod quote;
mod reader;
mod sentences;

/// Puts words on the clipboard, as they are.
pub(crate) fn copy(ctx: &egui::Context, words: &crate::domain::Words) {
    ctx.copy_text(words.raw().to_owned());
}

pub use context::InContext;
pub use engine::TextEngine;
pub use form::{Bound, BoundStyle, Typed, bound, focus_on};
pub use label::LabelStyle;
pub use page_field::{BlockMark, PageBlock, PageKey, PageOut, forget_ahead, page_block, type_ahead};
pub use quote::QuoteOut;
pub(in crate::ui) use reader::is_sheet;
pub use reader::{Mark, MarkKind, Quiet, Reader, ReaderEvent, ReaderOutput, ReaderSource, ReaderState, Tick};
pub use sentences::Drawn;
