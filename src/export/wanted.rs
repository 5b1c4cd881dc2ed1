//! What is wanted as a tree: the open items, under the document or the claim that lacks them, so that somebody at a
//! connected machine can look for each.

use super::ExportError;
use super::cite::Citer;
use super::claim::{Basis, short};
use super::model::{Line, Paper, Part, ours};
use super::visible::{foreign, heading};
use crate::domain::claim::Claim;
use crate::domain::document::Document;
use crate::domain::wanted::{Wanted, WantedStatus};
use crate::domain::{Id, ProjectRead, Table};

/// What an item belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lacking {
    Document(Id),
    Claim(Id),
    Nothing,
}

impl Lacking {
    fn of(item: &Wanted) -> Self {
        match (item.document, item.claim) {
            (Some(document), _) => Self::Document(document),
            (None, Some(claim)) => Self::Claim(claim),
            (None, None) => Self::Nothing,
        }
    }
}

/// Puts the list together.
pub(super) fn paper(project: &dyn ProjectRead, version: &str) -> Result<Paper, ExportError> {
    let mut citer = Citer::of(project)?;
    let all: Vec<Wanted> = project.all()?;
    let mut open: Vec<Wanted> = all.into_iter().filter(|w| w.status == WantedStatus::Open).collect();
    // What belongs to nothing comes first; otherwise the oldest first.
    let mut groups: Vec<Lacking> = vec![Lacking::Nothing];
    for item in &open {
        if !groups.contains(&Lacking::of(item)) {
            groups.push(Lacking::of(item));
        }
    }
    let mut parts = Vec::new();
    if open.is_empty() {
        parts.push(Part::Say(vec![ours("Nothing is wanted.")]));
    }
    for group in groups {
        let items: Vec<Wanted> = open.extract_if(.., |item| Lacking::of(item) == group).collect();
        if items.is_empty() {
            continue;
        }
        match group {
            Lacking::Nothing => {}
            Lacking::Document(id) => {
                let document: Document = project.get(id)?.ok_or_else(|| ExportError::missing(Table::Document, id))?;
                parts.push(Part::Citation(citer.cite(&document, None)?));
            }
            Lacking::Claim(id) => parts.push(Part::Citation(claim(&mut citer, id)?)),
        }
        let mut lines = Vec::new();
        for item in items {
            let mut line = vec![foreign(&item.words)];
            if let (Some(_), Some(id)) = (item.document, item.claim) {
                line.push(ours("; for the claim: "));
                line.extend(claim(&mut citer, id)?);
            }
            lines.push(line);
        }
        parts.push(Part::List(lines));
    }
    citer.paper(Some("What is wanted"), heading(&project.facts()?.name), parts, version)
}

fn claim(citer: &mut Citer<'_>, id: Id) -> Result<Line, ExportError> {
    let claim: Claim = citer.project.get(id)?.ok_or_else(|| ExportError::missing(Table::Claim, id))?;
    let basis = Basis::of(citer, &claim)?;
    short(citer, &claim, &basis, true)
}
