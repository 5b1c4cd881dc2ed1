//! Where the reports on matters of a project come from: its records and copies as [`crate::domain::origins`] reads them.

use crate::domain::copies::{Cluster, CopyOf};
use crate::domain::origins::Held;
use crate::domain::{By, Fault, Id, ProjectRead, Record, Table};
use crate::store::Reader;
use std::collections::HashMap;

/// A project that is read, with the copies it is known to hold.
pub struct Project<'r> {
    reader: &'r Reader,
    clusters: Vec<Cluster>,
    /// The cluster a document is in, by its place.
    of: HashMap<Id, usize>,
}

impl<'r> Project<'r> {
    /// Of a reader.
    pub fn of(reader: &'r Reader) -> Result<Self, Fault> {
        let clusters = super::copies::known(reader)?;
        let of = clusters.iter().enumerate();
        let of = of.flat_map(|(at, cluster)| cluster.copies.iter().map(move |copy| (copy.document, at))).collect();
        Ok(Self { reader, clusters, of })
    }
}

impl Held for Project<'_> {
    type Error = Fault;

    fn records(&self, table: Table, by: By) -> Result<Vec<Record>, Fault> {
        ProjectRead::records(self.reader, table, by)
    }

    fn copy_of(&self, document: Id) -> Result<Option<CopyOf>, Fault> {
        let cluster = self.of.get(&document).and_then(|at| self.clusters.get(*at));
        Ok(cluster.and_then(|cluster| cluster.copy_of(document)))
    }
}
