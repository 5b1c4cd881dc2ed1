//! The matrix of a project: its hypotheses, the claims that are held against them, whose word each is, and what is to be
//! said of it before it is weighed.

use crate::analysis::hypotheses::{Held, Matrix, Remark, Weighed, remarks};
use crate::domain::claim::{Claim, Evidence};
use crate::domain::document::Document;
use crate::domain::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator};
use crate::domain::name::{Name, stands_for};
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::{Fault, Id, ProjectRead};
use std::collections::HashMap;

/// A matrix as the project has it, and what it says.
#[derive(Clone, Debug)]
pub struct Competing {
    /// The hypotheses, in the order of the matrix.
    pub hypotheses: Vec<Hypothesis>,
    /// The matrix.
    pub matrix: Matrix,
    /// What it says.
    pub weighed: Weighed,
    /// The claim of each item, in the order of the matrix.
    pub claims: Vec<Held>,
    /// The sources of the items, each by the identity the matrix names it with.
    pub sources: HashMap<Id, Name>,
    /// What is assumed.
    pub assumptions: Vec<Assumption>,
    /// What would show which hypothesis comes true.
    pub indicators: Vec<Indicator>,
    /// What has to be said beside the order.
    pub remarks: Vec<Remark>,
}

impl Competing {
    /// Reads the matrix of a project and weighs it.
    pub fn of(project: &dyn ProjectRead) -> Result<Self, Fault> {
        let (hypotheses, items) = (project.all::<Hypothesis>()?, project.all::<AchItem>()?);
        let (mut held, mut sources_of, mut sources) = (HashMap::new(), HashMap::new(), HashMap::new());
        for item in &items {
            let Some(claim) = project.get::<Claim>(item.claim)? else { continue };
            let (basis, documents) = basis(project, claim)?;
            let said = said_by(project, &basis.claim, &documents)?;
            sources_of.insert(item.claim, said.iter().map(|name| name.id).collect::<Vec<_>>());
            sources.extend(said.into_iter().map(|name| (name.id, name)));
            held.insert(item.claim, basis);
        }
        let claims = held.iter().map(|(id, held)| (*id, held.claim.clone())).collect();
        let cells = project.all::<AchCell>()?;
        let mut known: HashMap<Id, Hypothesis> = hypotheses.iter().map(|h| (h.id, h.clone())).collect();
        let matrix = Matrix::new(hypotheses, items, &cells, &claims, |claim| {
            sources_of.get(&claim.id).cloned().unwrap_or_default()
        });
        let (weighed, assumptions, indicators) = (matrix.weigh(), project.all()?, project.all()?);
        let claims: Vec<Held> = matrix.items.iter().filter_map(|item| held.remove(&item.claim)).collect();
        let remarks = remarks(&matrix, &weighed, &claims, &assumptions, &indicators);
        let hypotheses = matrix.hypotheses.iter().filter_map(|id| known.remove(id)).collect();
        Ok(Self { hypotheses, matrix, weighed, claims, sources, assumptions, indicators, remarks })
    }
}

/// What a claim rests on, and the documents of its passages.
fn basis(project: &dyn ProjectRead, claim: Claim) -> Result<(Held, Vec<Document>), Fault> {
    let (mut out, mut documents) = (Held { claim, passages: 0, lost: Vec::new() }, Vec::new());
    for passage in project.of::<Evidence>("claim", out.claim.id)?.into_iter().filter_map(|evidence| evidence.passage) {
        out.passages += 1;
        let found = project.get::<Passage>(passage)?;
        let document = found.map(|passage| project.get::<Document>(passage.document)).transpose()?.flatten();
        let read = document.as_ref().and_then(|document| document.revision);
        let anchors = project.of::<Anchor>("passage", passage)?;
        let stands = |anchor: &Anchor| Some(anchor.revision) == read && anchor.state != AnchorState::Orphaned;
        if !anchors.iter().any(stands) {
            out.lost.push(passage);
        }
        documents.extend(document);
    }
    Ok((out, documents))
}

/// Whose word a claim is: its speaker's, else that of the outlets of these documents. Merged names are one.
fn said_by(project: &dyn ProjectRead, claim: &Claim, documents: &[Document]) -> Result<Vec<Name>, Fault> {
    let ids: Vec<Id> = match claim.speaker {
        Some(speaker) => vec![speaker],
        None => documents.iter().filter_map(|document| document.outlet).collect(),
    };
    let mut out: Vec<Name> = Vec::new();
    for id in ids {
        if let Some(name) = known_as(project, id)?
            && out.iter().all(|known| known.id != name.id)
        {
            out.push(name);
        }
    }
    Ok(out)
}

/// The name a name stands for.
fn known_as(project: &dyn ProjectRead, id: Id) -> Result<Option<Name>, Fault> {
    let merged = |id| Ok::<_, Fault>(project.get::<Name>(id)?.and_then(|name| name.merged_into));
    project.get::<Name>(stands_for(id, merged)?)
}
