//! Copies of one text put together, and which of them is likely the original.

use super::{Date, Id, Overlap};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

/// A document, and what of it matters here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The document.
    pub document: Id,
    /// The number of its text; documents with one and the same text have one number.
    pub text: i64,
    /// When it was published, as its record says.
    pub published: Option<Date>,
    /// The date at the head of its text.
    pub dateline: Option<Date>,
}

/// Why a document is taken for the original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It was published before all others of which that is known.
    Published(Date),
    /// The date at the head of its text comes before all others, where publication does not decide.
    Dateline(Date),
    /// It was imported first; no date decides.
    Imported,
}

/// What a document is taken for a copy of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CopyOf {
    /// The likely original.
    pub original: Id,
    /// How alike they are; `None` when it is rather a copy of another copy.
    pub overlap: Option<Overlap>,
}

/// Documents that are copies of one text, each of at least one other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cluster {
    /// The documents: the likely original, then in order of their dates, those without one last, as they were imported.
    pub copies: Vec<Copy>,
    /// Why the first is taken for the original.
    pub why: Why,
    /// How alike two texts are, by their numbers, the smaller first; pairs that are copies of each other only.
    overlaps: BTreeMap<(i64, i64), Overlap>,
}

impl Cluster {
    /// What a document of the cluster is a copy of; of the likely original itself `None`.
    pub fn copy_of(&self, document: Id) -> Option<CopyOf> {
        let original = self.copies.first()?.document;
        (original != document).then(|| CopyOf { original, overlap: self.overlap(original, document) })
    }

    /// How alike two of the documents are; `None` when they are copies of a third rather than of each other.
    pub fn overlap(&self, one: Id, other: Id) -> Option<Overlap> {
        self.between(self.text_of(one)?, self.text_of(other)?)
    }

    /// The other documents, each with how alike it is to one of them, in order.
    pub fn overlaps_with(&self, document: Id) -> Vec<(Id, Option<Overlap>)> {
        let Some(text) = self.text_of(document) else { return Vec::new() };
        let others = self.copies.iter().filter(|copy| copy.document != document);
        others.map(|copy| (copy.document, self.between(text, copy.text))).collect()
    }

    fn text_of(&self, document: Id) -> Option<i64> {
        self.copies.iter().find(|copy| copy.document == document).map(|copy| copy.text)
    }

    fn between(&self, one: i64, other: i64) -> Option<Overlap> {
        if one == other {
            return Some(Overlap::WHOLE);
        }
        self.overlaps.get(&(one.min(other), one.max(other))).copied()
    }

    /// True when all documents have one and the same text.
    pub fn is_exact(&self) -> bool {
        self.overlaps.is_empty()
    }
}

/// The clusters of these documents, which are given in the order they were imported; the largest first. A pair of which a
/// text is no document's joins nothing.
pub fn clusters(copies: Vec<Copy>, pairs: &[(i64, i64, Overlap)]) -> Vec<Cluster> {
    let mut groups: Vec<usize> = Vec::new();
    let mut of_text: HashMap<i64, usize> = HashMap::new();
    for copy in &copies {
        of_text.entry(copy.text).or_insert_with(|| {
            groups.push(groups.len());
            groups.len() - 1
        });
    }
    let known = |pair: &&(i64, i64, Overlap)| pair.2.is_near();
    for (one, other, _) in pairs.iter().filter(known) {
        let (Some(one), Some(other)) = (of_text.get(one), of_text.get(other)) else { continue };
        let (one, other) = (first_of(&mut groups, *one), first_of(&mut groups, *other));
        if let Some(group) = groups.get_mut(one.max(other)) {
            *group = one.min(other);
        }
    }
    let mut found: BTreeMap<usize, Cluster> = BTreeMap::new();
    for copy in copies {
        let Some(text) = of_text.get(&copy.text) else { continue };
        let empty = || Cluster { copies: Vec::new(), why: Why::Imported, overlaps: BTreeMap::new() };
        found.entry(first_of(&mut groups, *text)).or_insert_with(empty).copies.push(copy);
    }
    for (one, other, overlap) in pairs.iter().filter(known) {
        let (Some(one_of), Some(_)) = (of_text.get(one), of_text.get(other)) else { continue };
        if let Some(cluster) = found.get_mut(&first_of(&mut groups, *one_of)) {
            cluster.overlaps.insert((*one.min(other), *one.max(other)), *overlap);
        }
    }
    let mut clusters: Vec<Cluster> = found.into_values().filter(|cluster| cluster.copies.len() > 1).collect();
    clusters.iter_mut().for_each(put_in_order);
    // Equally large ones stay in the order of import.
    clusters.sort_by_key(|cluster| std::cmp::Reverse(cluster.copies.len()));
    clusters
}

/// The first text of the group a text is in.
fn first_of(groups: &mut [usize], text: usize) -> usize {
    let mut at = text;
    while let Some(up) = groups.get(at).copied().filter(|up| *up != at) {
        // Every second step is left out the next time.
        let above = groups.get(up).copied().unwrap_or(up);
        if let Some(group) = groups.get_mut(at) {
            *group = above;
        }
        at = above;
    }
    at
}

fn put_in_order(cluster: &mut Cluster) {
    // What is already in order of import stays so where no date decides.
    cluster.copies.sort_by(|a, b| order(a, b).0);
    let [first, second, ..] = cluster.copies.as_slice() else { return };
    cluster.why = order(first, second).1;
}

/// Which of two comes first, and what decides that.
fn order(a: &Copy, b: &Copy) -> (Ordering, Why) {
    match dated(a.published.as_ref(), b.published.as_ref()) {
        (Ordering::Equal, _) => {}
        (order, Some(date)) => {
            // What stands at its head is said to: the record may have it from there.
            let first = if order == Ordering::Less { a } else { b };
            let at_its_head = first.dateline.as_ref() == Some(date);
            let why = if at_its_head { Why::Dateline(date.clone()) } else { Why::Published(date.clone()) };
            return (order, why);
        }
        (order, None) => return (order, Why::Imported),
    }
    match dated(a.dateline.as_ref(), b.dateline.as_ref()) {
        (Ordering::Equal, _) | (_, None) => (Ordering::Equal, Why::Imported),
        (order, Some(date)) => (order, Why::Dateline(date.clone())),
    }
}

/// Which of two dates comes first, and that date. What has none comes after what has one.
fn dated<'d>(a: Option<&'d Date>, b: Option<&'d Date>) -> (Ordering, Option<&'d Date>) {
    // On its last day the text was certainly out. A month of 31 days is as good as any.
    match (a.and_then(Date::latest), b.and_then(Date::latest)) {
        (None, None) => (Ordering::Equal, None),
        (Some(_), None) => (Ordering::Less, a),
        (None, Some(_)) => (Ordering::Greater, b),
        (Some(one), Some(other)) => (one.cmp(&other), if one <= other { a } else { b }),
    }
}
