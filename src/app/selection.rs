//! Several documents chosen at once in the list: with Ctrl or Shift and a click, with Shift and the arrows, or all.

use crate::domain::Id;
use std::collections::BTreeSet;

/// What is chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    ids: BTreeSet<Id>,
    /// Where a stretch begins.
    anchor: Option<Id>,
    /// Where it ends, which the arrows move.
    end: Option<Id>,
}

/// A way to choose.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Choose {
    /// This one alone.
    Only(Id),
    /// The next one alone, downward or upward.
    Move(bool),
    /// This one too, or no longer.
    Toggle(Id),
    /// All from where the stretch begins to this one.
    Reach(Id),
    /// The stretch one document longer or shorter, downward or upward.
    Step(bool),
    /// All that are listed.
    All,
    /// None.
    Nothing,
}

impl Selection {
    /// The documents chosen.
    pub fn ids(&self) -> &BTreeSet<Id> {
        &self.ids
    }

    /// True when this one is chosen.
    pub fn has(&self, id: Id) -> bool {
        self.ids.contains(&id)
    }

    /// The document the arrows moved to last.
    pub fn end(&self) -> Option<Id> {
        self.end
    }

    /// Chooses among the rows of the list; `open` is the document that is read, where a stretch begins unless another
    /// was chosen.
    pub fn choose(&mut self, how: Choose, rows: &[Id], open: Option<Id>) {
        let at = |id: Option<Id>| id.and_then(|id| rows.iter().position(|row| *row == id));
        match how {
            Choose::Nothing => *self = Self::default(),
            Choose::Only(id) => {
                self.ids = BTreeSet::from([id]);
                (self.anchor, self.end) = (Some(id), Some(id));
            }
            Choose::Move(down) => {
                let to = match at(self.end.or(open)) {
                    Some(from) if down => rows.get(from + 1).or(rows.last()),
                    Some(from) => rows.get(from.saturating_sub(1)),
                    None => rows.first(),
                };
                if let Some(to) = to.copied() {
                    self.choose(Choose::Only(to), rows, open);
                }
            }
            Choose::All => {
                self.ids = rows.iter().copied().collect();
                (self.anchor, self.end) = (rows.first().copied(), rows.last().copied());
            }
            Choose::Toggle(id) => {
                if self.ids.is_empty() {
                    // What is read counts as chosen, as it is marked in the list.
                    self.ids.extend(open.filter(|open| rows.contains(open) && *open != id));
                }
                if !self.ids.remove(&id) {
                    self.ids.insert(id);
                }
                (self.anchor, self.end) = (Some(id), Some(id));
            }
            Choose::Reach(id) => {
                let from = at(self.anchor.or(open)).or_else(|| at(Some(id)));
                if let (Some(from), Some(to)) = (from, at(Some(id))) {
                    self.stretch(rows, from, to);
                }
            }
            Choose::Step(down) => {
                let Some(from) = at(self.anchor.or(open)) else { return };
                let end = at(self.end).unwrap_or(from);
                let to = if down { (end + 1).min(rows.len().saturating_sub(1)) } else { end.saturating_sub(1) };
                self.stretch(rows, from, to);
            }
        }
    }

    fn stretch(&mut self, rows: &[Id], from: usize, to: usize) {
        let some = rows.get(from.min(to)..=from.max(to)).unwrap_or_default();
        self.ids = some.iter().copied().collect();
        (self.anchor, self.end) = (rows.get(from).copied(), rows.get(to).copied());
    }

    /// Lets go of what is no longer listed, so that nothing is decided about what nobody sees.
    pub fn keep(&mut self, rows: &[Id]) {
        if self.ids.is_empty() {
            return;
        }
        let listed: std::collections::HashSet<Id> = rows.iter().copied().collect();
        self.ids.retain(|id| listed.contains(id));
        self.anchor = self.anchor.filter(|id| listed.contains(id));
        self.end = self.end.filter(|id| listed.contains(id));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_grows_and_shrinks_from_where_it_began() {
        let rows: Vec<Id> = (0..9).map(|_| Id::new()).collect();
        let mut chosen = Selection::default();
        let of = |chosen: &Selection| -> Vec<usize> {
            chosen.ids().iter().filter_map(|id| rows.iter().position(|row| row == id)).collect()
        };
        chosen.choose(Choose::Reach(rows[5]), &rows, Some(rows[3]));
        assert_eq!(of(&chosen), [3, 4, 5]);
        chosen.choose(Choose::Step(false), &rows, None);
        chosen.choose(Choose::Step(false), &rows, None);
        chosen.choose(Choose::Step(false), &rows, None);
        assert_eq!(of(&chosen), [2, 3], "it turns round where it began");
        chosen.choose(Choose::Toggle(rows[8]), &rows, None);
        assert_eq!(of(&chosen), [2, 3, 8]);
        chosen.choose(Choose::Toggle(rows[3]), &rows, None);
        assert_eq!(of(&chosen), [2, 8]);
        chosen.keep(&rows[..5]);
        assert_eq!(of(&chosen), [2]);
        chosen.choose(Choose::All, &rows, None);
        assert_eq!(of(&chosen).len(), 9);
        chosen.choose(Choose::Nothing, &rows, None);
        chosen.choose(Choose::Toggle(rows[1]), &rows, Some(rows[0]));
        assert_eq!(of(&chosen), [0, 1], "the one that is read is chosen with the first other");
    }
}
