//! A claim with what gives it a place in a timeline or a matrix: who says it, the documents it stands in, tags, names, times.

use crate::domain::claim::Claim;
use crate::domain::document::Document;
use crate::domain::{Date, Id};

/// A claim, and what is known of it beside its own fields. Names are those they stand for, merged ones counted in.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The claim.
    pub claim: &'a Claim,
    /// Who says it.
    pub speaker: Option<Id>,
    /// The documents it rests on, each with its outlet where that is known; the first is where its words stand.
    pub documents: Vec<(&'a Document, Option<Id>)>,
    /// Its tags, and those of the passages it rests on.
    pub tags: Vec<Id>,
    /// The names marked in the passages it rests on.
    pub names: Vec<Id>,
}

impl Placed<'_> {
    /// The sources that print it: the outlets of its documents, and of those without an outlet the documents themselves.
    pub fn outlets(&self) -> Vec<Id> {
        unique(self.documents.iter().map(|(document, outlet)| outlet.unwrap_or(document.id)))
    }

    /// When it was published: the date of the first of its documents that has one.
    pub fn published(&self) -> Option<&Date> {
        self.documents.iter().find_map(|(document, _)| document.published.as_ref())
    }
}

/// Each once, in the order they come.
pub fn unique(ids: impl Iterator<Item = Id>) -> Vec<Id> {
    let mut out: Vec<Id> = Vec::new();
    for id in ids {
        if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}
