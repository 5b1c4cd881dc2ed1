//! From what the application says is marked to what the reader draws.

use super::reader::{Mark, MarkKind, Tick};
use crate::app::view;

impl From<&view::MarkRow> for Mark {
    fn from(row: &view::MarkRow) -> Self {
        let kind = match &row.kind {
            view::MarkKind::Passage(colors) => MarkKind::Passage { colors: colors.clone() },
            view::MarkKind::Name => MarkKind::Name,
            view::MarkKind::Claim(initial) => MarkKind::Claim { initial: initial.raw().to_owned() },
        };
        Self {
            id: row.id,
            span: row.span,
            kind,
            pending: row.pending,
            dimmed: row.dimmed,
            name: row.name.raw().to_owned(),
        }
    }
}

impl From<&view::MarkRow> for Tick {
    fn from(row: &view::MarkRow) -> Self {
        let color = match &row.kind {
            view::MarkKind::Passage(colors) => colors.first().copied(),
            view::MarkKind::Claim(_) | view::MarkKind::Name => None,
        };
        Self { byte: row.span.start(), color }
    }
}
