//! Who says what: matters against sources. Silence is what is not recorded, shown as a gap and never counted as a denial.

use super::placed::{Placed, unique};
use crate::domain::Id;
use crate::domain::claim::{ClaimStatus, Firmness, Form, Stance};
use crate::domain::link::{ClaimLink, LinkKind, LinkStatus};
use crate::domain::vocabulary::vocabulary;
use std::collections::HashMap;

vocabulary! {
    /// What the rows of a matrix are.
    Rows {
        Matter = "matter", "matter";
        Name = "name", "name";
        Tag = "tag", "tag";
    }
}

vocabulary! {
    /// What its columns are.
    Columns {
        Outlet = "outlet", "outlet";
        Speaker = "speaker", "speaker";
    }
}

vocabulary! {
    /// What a source does with a matter.
    Says {
        Affirms = "affirms", "affirms";
        Denies = "denies", "denies";
        Hedges = "hedges", "hedges";
        Unclear = "unclear", "asks or unclear";
    }
}

impl Says {
    /// What a claim does: a denial stays one however firm it is; an affirmation that is not firm is a hedge.
    pub fn of(stance: Option<Stance>, firmness: Option<Firmness>) -> Self {
        let hedged = [Firmness::Probable, Firmness::Possible, Firmness::Doubtful, Firmness::Conditional];
        match stance {
            Some(Stance::Denies) => Self::Denies,
            Some(Stance::Affirms) if firmness.is_some_and(|firmness| hedged.contains(&firmness)) => Self::Hedges,
            Some(Stance::Affirms) => Self::Affirms,
            Some(Stance::Asks | Stance::Unclear) | None => Self::Unclear,
        }
    }
}

/// What one source says on one matter; there is no cell where it is silent.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The column, by its place.
    pub column: usize,
    /// Its claims, oldest first, with what each does.
    pub claims: Vec<(Id, Says)>,
}

impl Cell {
    /// What it says, each with how many claims say it.
    pub fn says(&self) -> Vec<(Says, usize)> {
        let count = |says: &Says| self.claims.iter().filter(|(_, own)| own == says).count();
        Says::ALL.iter().map(|says| (*says, count(says))).filter(|(_, count)| *count > 0).collect()
    }
}

/// A source.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// The outlet (or the document that has none) or the speaker; `None` for claims of nobody known.
    pub of: Option<Id>,
    /// How many claims it has.
    pub claims: usize,
    /// How many of them are laid to somebody who is not named.
    pub unnamed: usize,
}

/// A matter.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// A name, a tag, or the oldest of the claims that are linked with each other.
    pub of: Id,
    /// How many claims are on it.
    pub claims: usize,
    /// What is said on it, by column.
    pub cells: Vec<Cell>,
}

impl Row {
    /// What a source says on it; `None` where it is silent.
    pub fn cell(&self, column: usize) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.column == column)
    }
}

/// Who says what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Matrix {
    /// The sources, those with most claims first.
    pub columns: Vec<Column>,
    /// The matters, those of most sources first, then those of most claims.
    pub rows: Vec<Row>,
    /// How many claims are in no row: they have no name or no tag.
    pub elsewhere: usize,
}

impl Matrix {
    /// True where silence is a gap: a source that is known, and says nothing on the matter.
    pub fn is_gap(&self, row: &Row, column: usize) -> bool {
        self.columns.get(column).is_some_and(|source| source.of.is_some()) && row.cell(column).is_none()
    }
}

/// Links that say that two claims are on one matter.
fn joins(link: &ClaimLink) -> bool {
    link.status == LinkStatus::Accepted && link.kind != LinkKind::DifferentThing
}

/// The oldest claim of each claim's matter: of those it is linked with, over however many links.
struct Matters(HashMap<Id, Id>);

impl Matters {
    fn of<'l>(links: impl Iterator<Item = &'l ClaimLink>) -> Self {
        let mut this = Self(HashMap::new());
        for link in links.filter(|link| joins(link)) {
            let (one, other) = (this.oldest(link.from_claim), this.oldest(link.to_claim));
            this.0.insert(one.max(other), one.min(other));
        }
        this
    }

    fn oldest(&mut self, claim: Id) -> Id {
        let mut at = claim;
        while let Some(older) = self.0.get(&at).copied().filter(|older| *older != at) {
            at = older;
        }
        // The way is short the next time.
        if at != claim {
            self.0.insert(claim, at);
        }
        at
    }
}

/// Sets matters against sources. Only open claims say something; `links` are all of the project.
pub fn matrix<'l>(
    claims: &[Placed<'_>],
    links: impl Iterator<Item = &'l ClaimLink>,
    rows: Rows,
    columns: Columns,
) -> Matrix {
    let mut matters = Matters::of(links);
    let mut sources: HashMap<Option<Id>, (usize, usize)> = HashMap::new();
    // What is said: the matter, the source, the claim, what it does, and whether this is its first source.
    let mut said: Vec<(Id, Option<Id>, Id, Says, bool)> = Vec::new();
    let mut elsewhere = 0;
    for placed in claims.iter().filter(|placed| placed.claim.status == ClaimStatus::Open) {
        let claim = placed.claim;
        let from: Vec<Option<Id>> = match columns {
            Columns::Speaker => vec![placed.speaker],
            Columns::Outlet if placed.documents.is_empty() => vec![None],
            Columns::Outlet => placed.outlets().into_iter().map(Some).collect(),
        };
        for source in &from {
            let (claims, unnamed) = sources.entry(*source).or_default();
            *claims += 1;
            *unnamed += usize::from(claim.form == Some(Form::Unnamed));
        }
        let on = match rows {
            Rows::Matter => vec![matters.oldest(claim.id)],
            Rows::Name => unique(placed.names.iter().copied()),
            Rows::Tag => unique(placed.tags.iter().copied()),
        };
        elsewhere += usize::from(on.is_empty());
        let says = Says::of(claim.stance, claim.firmness);
        for row in on {
            said.extend(from.iter().enumerate().map(|(at, source)| (row, *source, claim.id, says, at == 0)));
        }
    }
    let mut columns: Vec<Column> =
        sources.into_iter().map(|(of, (claims, unnamed))| Column { of, claims, unnamed }).collect();
    columns.sort_by_key(|column| (column.of.is_none(), std::cmp::Reverse(column.claims), column.of));
    let places: HashMap<Option<Id>, usize> = columns.iter().enumerate().map(|(at, column)| (column.of, at)).collect();
    said.sort_unstable_by_key(|(row, source, claim, ..)| (*row, *source, *claim));
    let row_of = |all: &[(Id, Option<Id>, Id, Says, bool)]| {
        let cells = all.chunk_by(|a, b| a.1 == b.1).filter_map(|of_source| {
            let (_, source, ..) = of_source.first()?;
            let claims = of_source.iter().map(|(_, _, claim, says, _)| (*claim, *says)).collect();
            Some(Cell { column: *places.get(source)?, claims })
        });
        let mut cells: Vec<Cell> = cells.collect();
        cells.sort_by_key(|cell| cell.column);
        let claims = all.iter().filter(|(.., first)| *first).count();
        all.first().map(|(of, ..)| Row { of: *of, claims, cells })
    };
    let mut rows: Vec<Row> = said.chunk_by(|a, b| a.0 == b.0).filter_map(row_of).collect();
    rows.sort_by_key(|row| (std::cmp::Reverse((row.cells.len(), row.claims)), row.of));
    Matrix { columns, rows, elsewhere }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::claim::Claim;

    fn link(from: &Claim, to: &Claim, kind: LinkKind, status: LinkStatus) -> ClaimLink {
        ClaimLink { id: Id::new(), from_claim: from.id, to_claim: to.id, kind, note: None, status, rule: None }
    }

    fn placed(claim: &Claim, speaker: Option<Id>, names: Vec<Id>) -> Placed<'_> {
        Placed { claim, speaker, documents: Vec::new(), tags: Vec::new(), names }
    }

    fn claim(stance: Stance, firmness: Firmness) -> Claim {
        Claim { stance: Some(stance), firmness: Some(firmness), ..Claim::of("words".into()) }
    }

    #[test]
    fn a_denial_stays_a_denial_and_what_is_not_firm_is_a_hedge() {
        let of = |stance, firmness| Says::of(Some(stance), Some(firmness));
        assert_eq!(of(Stance::Denies, Firmness::Possible), Says::Denies);
        assert_eq!(of(Stance::Affirms, Firmness::Possible), Says::Hedges);
        assert_eq!(of(Stance::Affirms, Firmness::Intended), Says::Affirms);
        assert_eq!(of(Stance::Asks, Firmness::Asserted), Says::Unclear);
        assert_eq!(Says::of(None, None), Says::Unclear);
    }

    #[test]
    fn linked_claims_are_one_matter_and_who_says_nothing_on_it_is_a_gap_not_a_denial() {
        let (one, other) = (Id::new(), Id::new());
        let claims = [
            claim(Stance::Affirms, Firmness::Asserted),
            claim(Stance::Denies, Firmness::Asserted),
            claim(Stance::Affirms, Firmness::Possible),
            claim(Stance::Affirms, Firmness::Asserted),
        ];
        let links = [
            link(&claims[1], &claims[0], LinkKind::Contradicts, LinkStatus::Accepted),
            link(&claims[2], &claims[1], LinkKind::Qualifies, LinkStatus::Accepted),
            link(&claims[3], &claims[0], LinkKind::DifferentThing, LinkStatus::Accepted),
            link(&claims[3], &claims[2], LinkKind::SameAs, LinkStatus::Rejected),
        ];
        let all = [
            placed(&claims[0], Some(one), Vec::new()),
            placed(&claims[1], Some(other), Vec::new()),
            placed(&claims[2], Some(one), Vec::new()),
            placed(&claims[3], Some(one), Vec::new()),
        ];
        let matrix = matrix(&all, links.iter(), Rows::Matter, Columns::Speaker);
        assert_eq!(
            matrix.columns.iter().map(|c| (c.of, c.claims)).collect::<Vec<_>>(),
            [(Some(one), 3), (Some(other), 1)]
        );
        let [first, second] = &matrix.rows[..] else { panic!("two matters") };
        assert_eq!((first.of, first.claims), (claims[0].id, 3));
        assert_eq!(first.cell(0).unwrap().says(), [(Says::Affirms, 1), (Says::Hedges, 1)]);
        assert_eq!(first.cell(1).unwrap().says(), [(Says::Denies, 1)]);
        assert_eq!((second.of, second.cell(1)), (claims[3].id, None));
        assert!(matrix.is_gap(second, 1) && !matrix.is_gap(first, 1));
    }

    #[test]
    fn what_one_source_names_and_another_does_not_is_a_gap() {
        let (one, other, ally) = (Id::new(), Id::new(), Id::new());
        let claims = [
            claim(Stance::Affirms, Firmness::Asserted),
            Claim { form: Some(Form::Unnamed), ..claim(Stance::Affirms, Firmness::Asserted) },
            Claim { status: ClaimStatus::Dropped, ..claim(Stance::Denies, Firmness::Asserted) },
        ];
        let all = [
            placed(&claims[0], Some(one), Vec::new()),
            placed(&claims[1], Some(other), vec![ally, ally]),
            placed(&claims[2], Some(one), vec![ally]),
        ];
        let matrix = matrix(&all, std::iter::empty(), Rows::Name, Columns::Speaker);
        assert_eq!((matrix.rows.len(), matrix.elsewhere), (1, 1));
        let at = |of: Id| matrix.columns.iter().position(|column| column.of == Some(of)).unwrap();
        assert!(matrix.is_gap(&matrix.rows[0], at(one)), "what was dropped by us says nothing");
        assert_eq!(matrix.columns[at(other)].unnamed, 1);
        assert_eq!(matrix.rows[0].cell(at(other)).unwrap().claims.len(), 1);
    }
}
