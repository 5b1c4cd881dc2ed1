//! The matrix of a project: its hypotheses, the claims that are held against them, whose word each is, and what is to be
//! said of it before it is weighed.

use crate::analysis::hypotheses::{Credibility, Held, Matrix, Remark, Weighed, column, remarks, row};
use crate::domain::claim::{Claim, Evidence};
use crate::domain::document::Document;
use crate::domain::hypothesis::{AchCell, AchItem, Assumption, Hypothesis, Indicator, Rating};
use crate::domain::name::{Name, stands_for};
use crate::domain::passage::{Anchor, AnchorState, Passage};
use crate::domain::{Fault, Id, ProjectRead, Sha256, Words};
use crate::export::{self, table::csv};
use crate::store::ExportRecord;
use std::collections::HashMap;
use std::path::Path;

/// How much of an assumption or an indicator a remark gives, in code points.
const SHOWN: usize = 100;

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

/// Writes the matrix into a table at a path and says what was made.
pub fn export(project: &dyn ProjectRead, to: &Path) -> Result<ExportRecord, Fault> {
    let competing = Competing::of(project)?;
    if competing.hypotheses.is_empty() {
        return Err(Fault::new("AS-EXP-06", NONE, NOTHING_WRITTEN, NONE_TODO));
    }
    let bytes = competing.table();
    export::write_file(to, &bytes)?;
    let (product, format) = ("hypotheses".to_owned(), "csv".to_owned());
    Ok(ExportRecord { product, format, sha256: Sha256::of(&bytes), head: project.facts()?.head })
}

const NONE: &str = "There are no hypotheses to export.";
const NOTHING_WRITTEN: &str = "Nothing was written.";
const NONE_TODO: &str = "Write down at least one hypothesis first.";

impl Competing {
    /// The matrix as CSV: a row an item, those that tell most apart first, a column a hypothesis in the order of the
    /// project; below them, with `row` naming what each is, the weighted inconsistency and the place of every hypothesis and the remarks.
    pub fn table(&self) -> Vec<u8> {
        let names = self.hypotheses.iter().zip(0..).map(|(one, n)| format!("{} {}", column(n), one.words.raw()));
        let own =
            ["row", "claim", "sources", "credibility", "relevance", "diagnosticity", "lost_place", "if_false_best"];
        let head: Vec<String> = own.into_iter().map(str::to_owned).chain(names).collect();
        let head: Vec<&str> = head.iter().map(String::as_str).collect();
        let items = self.weighed.by_diagnosticity().into_iter().filter_map(|n| self.item(n));
        let across = |name: &str, cell: &dyn Fn(usize) -> String| {
            let cells = (0..self.hypotheses.len()).map(cell);
            std::iter::once(name.to_owned()).chain(vec![String::new(); own.len() - 1]).chain(cells).collect()
        };
        let score = |n: usize| self.weighed.scores.get(n).map(|s| figure(s.value().abs())).unwrap_or_default();
        let place = |n: usize| self.weighed.rank(n).map(|rank| rank.to_string()).unwrap_or_default();
        let remarks = self.remarks.iter().map(|remark| {
            let of = remark.of.iter().map(|id| self.called(*id)).collect::<Vec<_>>().join(" ");
            vec!["remark".to_owned(), format!("{of} {}", remark.why.label()).trim().to_owned()]
        });
        let rows: Vec<Vec<String>> =
            items.chain([across("inconsistency", &score), across("place", &place)]).chain(remarks).collect();
        csv(&head, rows)
    }

    fn item(&self, n: usize) -> Option<Vec<String>> {
        let (item, held) = (self.matrix.items.get(n)?, self.claims.get(n)?);
        let sources = item.sources.iter().filter_map(|id| self.sources.get(id)).map(|name| name.words.raw());
        let best = self
            .weighed
            .items
            .get(n)?
            .as_ref()
            .map(|without| without.survive.iter().map(|n| column(*n)).collect::<Vec<_>>().join(" "));
        let credible = match item.credibility {
            Credibility::NotWeighed => "",
            known => known.weight().as_str(),
        };
        let mut out = vec![
            row(n),
            held.claim.words.raw().to_owned(),
            sources.collect::<Vec<_>>().join("; "),
            credible.to_owned(),
            item.relevance.as_str().to_owned(),
            item.diagnosticity().map(figure).unwrap_or_default(),
            if held.lost.is_empty() { "" } else { "yes" }.to_owned(),
            best.unwrap_or_default(),
        ];
        out.extend(item.cells.iter().map(|cell| cell.map_or("", Rating::as_str).to_owned()));
        Some(out)
    }

    /// What a record is called that a remark is of: “H1”, “E2”, else its words.
    pub fn called(&self, id: Id) -> String {
        let hypothesis = || self.matrix.hypotheses.iter().position(|known| *known == id).map(column);
        let item = || self.matrix.items.iter().position(|item| item.id == id).map(row);
        let words = |words: &Words| words.brief(SHOWN).into_raw();
        let assumption = || self.assumptions.iter().find(|row| row.id == id).map(|row| words(&row.words));
        let indicator = || self.indicators.iter().find(|row| row.id == id).map(|row| words(&row.words));
        hypothesis().or_else(item).or_else(assumption).or_else(indicator).unwrap_or_default()
    }
}

fn figure(value: f64) -> String {
    format!("{value:.4}")
}
