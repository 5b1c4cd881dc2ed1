//! Names as the rule of independence reads them: the one a name stands for, and who owns it at a time. Circles are met with
//! in files of another's making; they are told and walked once.

use super::{Held, Node, Step, Trouble, Why};
use crate::domain::name::Ownership;
use crate::domain::{By, Date, Id, Record, Row, Table};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The names of a project, read when they are asked for.
pub(super) struct Names<'h, H> {
    pub(super) held: &'h H,
    stand_for: HashMap<Id, Id>,
    owners: HashMap<Id, Vec<Ownership>>,
    owned: BTreeMap<Id, BTreeSet<Id>>,
    troubles: Vec<Trouble>,
}

/// Records of one type.
pub(super) fn typed<R: Row, H: Held>(held: &H, by: By) -> Result<Vec<R>, H::Error> {
    Ok(held.records(R::TABLE, by)?.into_iter().filter_map(R::from_record).collect())
}

impl<'h, H: Held> Names<'h, H> {
    pub(super) fn new(held: &'h H) -> Self {
        let (stand_for, owners, owned) = (HashMap::new(), HashMap::new(), BTreeMap::new());
        Self { held, stand_for, owners, owned, troubles: Vec::new() }
    }

    /// The name a name stands for. Of names that were merged in a circle it is the first.
    pub(super) fn who(&mut self, name: Id) -> Result<Id, H::Error> {
        if let Some(known) = self.stand_for.get(&name) {
            return Ok(*known);
        }
        let mut way = vec![name];
        let end = loop {
            let at = way.last().copied().unwrap_or(name);
            let into = match self.held.records(Table::Name, By::Id(at))?.pop() {
                Some(Record::Name(row)) => row.merged_into,
                _ => None,
            };
            match into {
                None => break at,
                Some(into) => match way.iter().position(|id| *id == into) {
                    None => way.push(into),
                    Some(begin) => {
                        let mut circle = way.split_off(begin);
                        let first = circle.iter().enumerate().min_by_key(|(_, id)| **id).map_or(0, |(at, _)| at);
                        circle.rotate_left(first);
                        let stands = circle.first().copied().unwrap_or(name);
                        way.extend(&circle);
                        let trouble = Trouble::Merged(circle);
                        if !self.troubles.contains(&trouble) {
                            self.troubles.push(trouble);
                        }
                        break stands;
                    }
                },
            }
        };
        self.stand_for.extend(way.into_iter().map(|id| (id, end)));
        Ok(end)
    }

    /// Who owns a name in the end, and all between, as steps from it; `at` leaves out who certainly did not at that time.
    pub(super) fn owners(&mut self, name: Id, at: Option<&Date>) -> Result<Vec<Step>, H::Error> {
        let mut steps = Vec::new();
        let mut met = BTreeSet::from([name]);
        let mut next = vec![name];
        while let Some(owned) = next.pop() {
            if !self.owners.contains_key(&owned) {
                let rows = self.rows(owned)?;
                self.owners.insert(owned, rows);
            }
            let rows = self.owners.get(&owned).cloned().unwrap_or_default();
            for row in rows.iter().filter(|row| !is_apart(row, at)) {
                let owner = self.who(row.owner)?;
                self.owned.entry(owned).or_default().insert(owner);
                if met.insert(owner) {
                    let why = Why::Owner { ownership: row.id };
                    steps.push(Step { from: Node::Name(owned), to: Node::Name(owner), why });
                    next.push(owner);
                }
            }
        }
        Ok(steps)
    }

    /// The ownerships of a name and of every name that was merged into it.
    fn rows(&self, name: Id) -> Result<Vec<Ownership>, H::Error> {
        let mut all = vec![name];
        let mut rows = Vec::new();
        let mut at = 0;
        while let Some(id) = all.get(at).copied() {
            rows.extend(typed::<Ownership, H>(self.held, By::Ref("name", id))?);
            for record in self.held.records(Table::Name, By::Ref("merged_into", id))? {
                if !all.contains(&record.id()) {
                    all.push(record.id());
                }
            }
            at += 1;
        }
        rows.sort_by_key(|row| row.id);
        Ok(rows)
    }

    /// What was found that cannot be.
    pub(super) fn troubles(self) -> Vec<Trouble> {
        let mut troubles = self.troubles;
        troubles.extend(circles(&self.owned).into_iter().map(Trouble::Owners));
        troubles
    }
}

/// True when a time certainly lies before or after an ownership.
fn is_apart(row: &Ownership, at: Option<&Date>) -> bool {
    let before = |one: Option<&Date>, other: Option<&Date>| matches!((one.and_then(Date::latest), other.and_then(Date::earliest)), (Some(one), Some(other)) if one < other);
    before(row.until.as_ref(), at) || before(at, row.since.as_ref())
}

/// The circles of a graph, one of each that hangs together, the shortest through its first.
pub(super) fn circles<N: Copy + Ord>(graph: &BTreeMap<N, BTreeSet<N>>) -> Vec<Vec<N>> {
    let mut out: Vec<Vec<N>> = Vec::new();
    let mut told: BTreeSet<N> = BTreeSet::new();
    for first in graph.keys().filter(|node| graph.get(node).is_some_and(|to| !to.is_empty())) {
        if told.contains(first) {
            continue;
        }
        let mut from: BTreeMap<N, N> = BTreeMap::new();
        let mut next = std::collections::VecDeque::from([*first]);
        while let Some(at) = next.pop_front() {
            for to in graph.get(&at).into_iter().flatten() {
                if !from.contains_key(to) {
                    from.insert(*to, at);
                    next.push_back(*to);
                }
            }
        }
        let Some(mut at) = from.get(first).copied() else { continue };
        let mut circle = vec![*first];
        while at != *first {
            circle.insert(1, at);
            let Some(before) = from.get(&at) else { break };
            at = *before;
        }
        told.extend(&circle);
        out.push(circle);
    }
    out
}
