//! What a document refers to elsewhere.

use crate::domain::structure::ElsewhereKind;

/// Heading of the list.
pub fn title(count: usize) -> String {
    if count == 1 {
        "more: 1 file elsewhere, not fetched".to_owned()
    } else {
        format!("more: {count} files elsewhere, not fetched")
    }
}

/// Copies the list.
pub const COPY: &str = "Copy the list";

/// What one was for the document.
pub fn kind(kind: ElsewhereKind) -> &'static str {
    match kind {
        ElsewhereKind::Image => "image",
        ElsewhereKind::Media => "media",
        ElsewhereKind::Script => "script",
        ElsewhereKind::Style => "style",
        ElsewhereKind::Frame => "frame",
        ElsewhereKind::Form => "form",
        ElsewhereKind::Link => "link",
        ElsewhereKind::Part => "part",
        ElsewhereKind::File => "file",
    }
}
